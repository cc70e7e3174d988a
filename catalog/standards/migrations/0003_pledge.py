"""What an office promises besides its standards; a version never changes, whoever asks."""

import commons.ids
from django.db import migrations, models

GUARD = """
CREATE FUNCTION standards_pledge_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a signed pledge never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER standards_pledge_fixed BEFORE UPDATE OR DELETE ON standards_pledge
  FOR EACH ROW EXECUTE FUNCTION standards_pledge_guard();
"""
UNGUARD = """
DROP TRIGGER standards_pledge_fixed ON standards_pledge;
DROP FUNCTION standards_pledge_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("standards", "0002_published_is_fixed")]
    operations = [
        migrations.CreateModel(
            name="Pledge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=commons.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("maklumat", "Maklumat pelayanan"),
                            ("motto", "Motto pelayanan"),
                            ("kode-etik", "Kode etik pelayanan"),
                            ("kebijakan-mutu", "Kebijakan mutu"),
                        ],
                        max_length=14,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("signer_name", models.CharField(max_length=120)),
                ("signer_title", models.CharField(max_length=120)),
                ("signed_on", models.DateField()),
                ("published_at", models.DateTimeField()),
                ("published_by", models.CharField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "version"), name="uq_pledge_version")
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
