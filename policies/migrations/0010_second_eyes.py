"""Nobody approves what they wrote: the database finds the writers itself, and refuses an approver among them."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION approval_second_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    seen timestamptz;
BEGIN
    SELECT max(at) INTO seen FROM policies_approval WHERE draft_id = NEW.draft_id AND id <> NEW.id;
    SELECT coalesce(array_agg(DISTINCT by_id ORDER BY by_id), '{}') INTO NEW.writers FROM policies_revision
        WHERE draft_id = NEW.draft_id AND by_id IS NOT NULL AND (seen IS NULL OR saved_at > seen);
    IF NEW.by_id = ANY (NEW.writers) AND NOT NEW.special THEN
        RAISE EXCEPTION 'nobody approves what they wrote themselves'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_second_eyes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_second_eyes BEFORE INSERT OR UPDATE ON policies_approval
    FOR EACH ROW EXECUTE FUNCTION approval_second_eyes();
"""

BACKWARD = """
DROP TRIGGER approval_second_eyes ON policies_approval;
DROP FUNCTION approval_second_eyes;
"""

FOLLOWED = ("draft", "approval")  # a revision is a record of a change itself


class Migration(migrations.Migration):
    dependencies = [("policies", "0009_drafts")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        *(
            migrations.RunSQL(f"SELECT audit_follow('policies_{name}')", f"SELECT audit_leave('policies_{name}')")
            for name in FOLLOWED
        ),
    ]
