"""An issue's approvals are looked at by the same second pair of eyes as a document's."""

from importlib import import_module

from django.db import migrations

FORWARD = """
DROP TRIGGER issue_approval_second_eyes ON gazette_issueapproval;
DROP FUNCTION issue_approval_second_eyes;
CREATE TRIGGER issue_approval_second_eyes BEFORE INSERT OR UPDATE ON gazette_issueapproval FOR EACH ROW
    EXECUTE FUNCTION second_eyes(
        'gazette_issuerevision', 'issue_id', 'nobody signs an issue that they compiled themselves');
"""
BACKWARD = "DROP TRIGGER issue_approval_second_eyes ON gazette_issueapproval;"

before = import_module("gazette.migrations.0009_issue_second_eyes")


class Migration(migrations.Migration):
    dependencies = [("gazette", "0015_bulk_deeds_at_work"), ("policies", "0025_one_pair_of_second_eyes")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD + before.FORWARD)]
