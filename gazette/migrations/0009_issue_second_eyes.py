"""Nobody signs an issue that they compiled: the database finds the compilers itself, as for a document's approval."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION issue_approval_second_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    seen timestamptz;
BEGIN
    SELECT max(at) INTO seen FROM gazette_issueapproval WHERE issue_id = NEW.issue_id AND id <> NEW.id;
    SELECT coalesce(array_agg(DISTINCT by_id ORDER BY by_id), '{}') INTO NEW.writers FROM gazette_issuerevision
        WHERE issue_id = NEW.issue_id AND by_id IS NOT NULL AND (seen IS NULL OR saved_at > seen);
    IF NEW.by_id = ANY (NEW.writers) AND NOT NEW.special THEN
        RAISE EXCEPTION 'nobody signs an issue that they compiled themselves'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'issue_approval_second_eyes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER issue_approval_second_eyes BEFORE INSERT OR UPDATE ON gazette_issueapproval
    FOR EACH ROW EXECUTE FUNCTION issue_approval_second_eyes();
"""

BACKWARD = """
DROP TRIGGER issue_approval_second_eyes ON gazette_issueapproval;
DROP FUNCTION issue_approval_second_eyes;
"""

FOLLOWED = ("issueapproval", "issuemove", "scheduledpublication")  # a revision is a record of a change itself


class Migration(migrations.Migration):
    dependencies = [("gazette", "0008_issue_life"), ("policies", "0008_audit_triggers")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        *(
            migrations.RunSQL(f"SELECT audit_follow('gazette_{name}')", f"SELECT audit_leave('gazette_{name}')")
            for name in FOLLOWED
        ),
    ]
