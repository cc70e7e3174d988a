"""Cells of messages: days and months."""

from django.db import migrations, models

COUNTS = (
    "tell_messages",
    "tell_sent",
    "tell_delivered",
    "tell_failed",
    "tell_unknown",
    "tell_hand",
    "tell_timed",
    "tell_prompt",
)


def cells(name, constraint):
    return migrations.CreateModel(
        name=name,
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("office_id", models.UUIDField()),
            ("service_code", models.CharField(blank=True, max_length=40)),
            ("first", models.DateField()),
            ("oldest", models.DateField()),
            *((column, models.PositiveIntegerField(default=0)) for column in COUNTS),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("office_id", "first", "service_code"), name=constraint),
            ],
        },
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [cells("TellingDay", "uq_tellingday"), cells("TellingMonth", "uq_tellingmonth")]
