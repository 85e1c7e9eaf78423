"""An administrator's role excludes every other one, whatever program gives it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION policies_keep_roles_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM policies_user WHERE id = NEW.user_id FOR UPDATE;
    IF (SELECT count(*) > 1 AND bool_or(role.name IN ('sysadmin', 'security', 'auditor'))
        FROM policies_user_groups held JOIN auth_group role ON role.id = held.group_id
        WHERE held.user_id = NEW.user_id)
    THEN
        RAISE EXCEPTION 'an administrator''s role excludes every other one'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'user_roles_apart';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER user_roles_apart AFTER INSERT OR UPDATE ON policies_user_groups
    FOR EACH ROW EXECUTE FUNCTION policies_keep_roles_apart();
"""
BACKWARD = """
DROP TRIGGER user_roles_apart ON policies_user_groups;
DROP FUNCTION policies_keep_roles_apart();
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0005_figure_places"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
