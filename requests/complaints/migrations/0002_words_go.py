"""Words of complaints go when the retention rule says so, and change in no other way: guarded in the database."""

import commons.fields
from django.db import migrations, models

GUARD = """
CREATE FUNCTION complaints_words_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.text IS NOT NULL AND NEW.text IS DISTINCT FROM OLD.text)
     OR (NEW.name IS NOT NULL AND NEW.name IS DISTINCT FROM OLD.name)
     OR (NEW.contact IS NOT NULL AND NEW.contact IS DISTINCT FROM OLD.contact)
     OR (NEW.about_name IS NOT NULL AND NEW.about_name IS DISTINCT FROM OLD.about_name) THEN
    RAISE EXCEPTION 'what was said stays or goes, and never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER complaints_complaint_words BEFORE UPDATE OF text, name, contact, about_name
  ON complaints_complaint FOR EACH ROW EXECUTE FUNCTION complaints_words_guard();
CREATE FUNCTION complaints_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.text IS NOT NULL OR OLD.text IS NULL OR NEW.mark IS NULL OR OLD.mark IS NOT NULL THEN
    RAISE EXCEPTION 'an event never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER complaints_complaintevent_words BEFORE UPDATE
  ON complaints_complaintevent FOR EACH ROW EXECUTE FUNCTION complaints_event_guard();
"""
UNGUARD = """
DROP TRIGGER complaints_complaintevent_words ON complaints_complaintevent;
DROP FUNCTION complaints_event_guard();
DROP TRIGGER complaints_complaint_words ON complaints_complaint;
DROP FUNCTION complaints_words_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]
    operations = [
        migrations.AlterField("complaint", "text", commons.fields.SealedTextField(null=True)),
        migrations.AddField("complaint", "moved_at", models.DateTimeField(null=True)),
        migrations.AddField("complaintevent", "mark", models.CharField(max_length=64, null=True)),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
