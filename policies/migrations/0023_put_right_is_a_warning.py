"""What a reading put right by the grid's own order agrees with the print: it no longer keeps a document from publication."""

from django.db import migrations

PUT_RIGHT = ("columns-reordered", "cells-shifted", "cells-displaced")


def lower(apps, schema_editor):
    apps.get_model("policies", "Finding").objects.filter(code__in=PUT_RIGHT, severity="error").update(severity="warning")


class Migration(migrations.Migration):
    dependencies = [("policies", "0022_correction_reason")]
    operations = [migrations.RunPython(lower, migrations.RunPython.noop)]
