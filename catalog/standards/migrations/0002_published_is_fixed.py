"""A published version never changes: guarded in the database, whoever asks."""

from django.db import migrations

GUARD = """
CREATE FUNCTION standards_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a published standard is never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.document IS DISTINCT FROM OLD.document OR NEW.program IS DISTINCT FROM OLD.program
     OR NEW.title IS DISTINCT FROM OLD.title OR NEW.revision IS DISTINCT FROM OLD.revision
     OR NEW.standard_id IS DISTINCT FROM OLD.standard_id OR NEW.published_at IS DISTINCT FROM OLD.published_at
     OR NEW.state NOT IN ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN') THEN
    RAISE EXCEPTION 'a published standard never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER standards_version_fixed BEFORE UPDATE ON standards_standardversion
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION standards_version_guard();
CREATE TRIGGER standards_version_kept BEFORE DELETE ON standards_standardversion
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION standards_version_guard();
"""
UNGUARD = """
DROP TRIGGER standards_version_kept ON standards_standardversion;
DROP TRIGGER standards_version_fixed ON standards_standardversion;
DROP FUNCTION standards_version_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("standards", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
