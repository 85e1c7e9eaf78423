"""One function is the second pair of eyes, for whatever is approved: its trigger names where the writers are found."""

from importlib import import_module

from django.db import migrations

# Arguments: the table of revisions, the column by which it and the approvals name what is approved, the refusal's words.
FUNCTION = """
CREATE FUNCTION second_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    subject bigint := (to_jsonb(NEW) ->> TG_ARGV[1])::bigint;
    seen timestamptz;
BEGIN
    EXECUTE format('SELECT max(at) FROM %I WHERE %I = $1 AND id <> $2', TG_TABLE_NAME, TG_ARGV[1])
        INTO seen USING subject, NEW.id;
    EXECUTE format(
        'SELECT coalesce(array_agg(DISTINCT by_id ORDER BY by_id), ''{}'') FROM %I
            WHERE %I = $1 AND by_id IS NOT NULL AND ($2 IS NULL OR saved_at > $2)', TG_ARGV[0], TG_ARGV[1])
        INTO NEW.writers USING subject, seen;
    IF NEW.by_id = ANY (NEW.writers) AND NOT NEW.special THEN
        RAISE EXCEPTION '% (%)', TG_ARGV[2], TG_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
"""
TRIGGER = """
DROP TRIGGER approval_second_eyes ON policies_approval;
DROP FUNCTION approval_second_eyes;
CREATE TRIGGER approval_second_eyes BEFORE INSERT OR UPDATE ON policies_approval FOR EACH ROW
    EXECUTE FUNCTION second_eyes('policies_revision', 'draft_id', 'nobody approves what they wrote themselves');
"""
BACKWARD = "DROP TRIGGER approval_second_eyes ON policies_approval; DROP FUNCTION second_eyes;"

before = import_module("policies.migrations.0010_second_eyes")


class Migration(migrations.Migration):
    dependencies = [("policies", "0024_findings_carried_over")]
    operations = [migrations.RunSQL(FUNCTION + TRIGGER, BACKWARD + before.FORWARD)]
