"""The audit log follows the top floor's records too; jobs and their leases are no records of the office."""

from django.db import migrations

FOLLOWED = "gazette gazetteissue contentsentry promulgation chronicleentry".split()


class Migration(migrations.Migration):
    dependencies = [("gazette", "0005_reading_decisions"), ("policies", "0008_audit_triggers")]
    operations = [
        migrations.RunSQL(f"SELECT audit_follow('gazette_{name}')", f"SELECT audit_leave('gazette_{name}')")
        for name in FOLLOWED
    ]
