"""The audit log is written, chained and guarded by the database, so that bulk changes and plain SQL count too."""

from django.db import migrations

DIGEST = """
CREATE FUNCTION audit_digest(entry policies_auditentry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        entry.place, entry.previous, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), entry.actor,
        entry.actor_name, entry.address, entry.deed, entry.record, entry.row, entry.before, entry.after
    )::text, 'UTF8')), 'hex')
$$;
"""

# At commit, so that nobody waits for the chain while another transaction is at work.
SEAL = """
CREATE FUNCTION audit_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
    sealed policies_auditentry;
BEGIN
    PERFORM pg_advisory_xact_lock(7011221);
    SELECT place, hash INTO last FROM policies_auditentry WHERE place IS NOT NULL ORDER BY place DESC LIMIT 1;
    SELECT * INTO sealed FROM policies_auditentry WHERE id = NEW.id;
    sealed.place := coalesce(last.place, 0) + 1;
    sealed.previous := coalesce(last.hash, '');
    UPDATE policies_auditentry
        SET place = sealed.place, previous = sealed.previous, hash = audit_digest(sealed) WHERE id = NEW.id;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_sealed AFTER INSERT ON policies_auditentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_seal();
"""

GUARD = """
CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A test database is emptied between tests; no other one is.
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 AND OLD.hash = '' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit log is only ever added to'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_append_only';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON policies_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_guard();
CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON policies_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_guard();
"""

# Beyond 100 rows a statement is bulk work, such as an import: one entry counts them.
NOTE = """
CREATE FUNCTION audit_note(deed text, record text, key text, was jsonb, becomes jsonb) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO policies_auditentry (at, actor, actor_name, address, deed, record, "row", before, after, previous, hash)
    VALUES (clock_timestamp(), nullif(current_setting('gazette.actor', true), '')::bigint,
            coalesce(current_setting('gazette.actor_name', true), ''), coalesce(current_setting('gazette.address', true), ''),
            deed, record, key, was, becomes, '', '')
$$;
CREATE FUNCTION audit_shown(data jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT data - '{password,last_login,updated_at}'::text[]
$$;
CREATE FUNCTION audit_changed(data jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_object_agg(key, value) FROM jsonb_each(audit_shown(data)) WHERE value IS DISTINCT FROM other -> key
$$;
CREATE FUNCTION audit_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE many bigint;
BEGIN
    SELECT count(*) INTO many FROM fresh;
    IF many > 100 THEN
        PERFORM audit_note('insert', TG_TABLE_NAME, '', NULL, jsonb_build_object('count', many));
    ELSE
        PERFORM audit_note('insert', TG_TABLE_NAME, fresh.id::text, NULL, audit_shown(to_jsonb(fresh))) FROM fresh;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION audit_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE many bigint;
BEGIN
    SELECT count(*) INTO many FROM fresh;
    IF many > 100 THEN
        PERFORM audit_note('update', TG_TABLE_NAME, '', NULL, jsonb_build_object('count', many));
    ELSE
        PERFORM audit_note('update', TG_TABLE_NAME, fresh.id::text, audit_changed(to_jsonb(stale), to_jsonb(fresh)),
                           audit_changed(to_jsonb(fresh), to_jsonb(stale)))
        FROM fresh JOIN stale USING (id)
        WHERE audit_shown(to_jsonb(fresh)) IS DISTINCT FROM audit_shown(to_jsonb(stale));
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION audit_delete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE many bigint;
BEGIN
    SELECT count(*) INTO many FROM stale;
    IF many > 100 THEN
        PERFORM audit_note('delete', TG_TABLE_NAME, '', jsonb_build_object('count', many), NULL);
    ELSE
        PERFORM audit_note('delete', TG_TABLE_NAME, stale.id::text, audit_shown(to_jsonb(stale)), NULL) FROM stale;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION audit_follow(followed regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS fresh
                    FOR EACH STATEMENT EXECUTE FUNCTION audit_insert()', followed);
    EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
                    FOR EACH STATEMENT EXECUTE FUNCTION audit_update()', followed);
    EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS stale
                    FOR EACH STATEMENT EXECUTE FUNCTION audit_delete()', followed);
END $$;
CREATE FUNCTION audit_leave(followed regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TRIGGER audit_insert ON %s', followed);
    EXECUTE format('DROP TRIGGER audit_update ON %s', followed);
    EXECUTE format('DROP TRIGGER audit_delete ON %s', followed);
END $$;
"""

FOLLOWED = """
    user user_groups user_organs organ organname numberseries topic policydocument documentissuer documentnumber
    slugalias version text provision table tablerow appendix figure citation appointment finding
""".split()

BACKWARD = """
DROP TRIGGER audit_sealed ON policies_auditentry;
DROP TRIGGER audit_append_only ON policies_auditentry;
DROP TRIGGER audit_never_emptied ON policies_auditentry;
DROP FUNCTION audit_follow, audit_leave, audit_insert, audit_update, audit_delete, audit_changed, audit_shown, audit_note,
    audit_guard, audit_seal, audit_digest;
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0007_audit")]
    operations = [
        migrations.RunSQL([DIGEST, SEAL, GUARD, NOTE], BACKWARD),
        *(
            migrations.RunSQL(f"SELECT audit_follow('policies_{name}')", f"SELECT audit_leave('policies_{name}')")
            for name in FOLLOWED
        ),
    ]
