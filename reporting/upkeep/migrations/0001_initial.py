"""Cells of what is promised behind the counter: days and months."""

from django.db import migrations, models

COUNTS = (
    "rounds_due",
    "rounds_kept",
    "reviews_due",
    "reviews_kept",
    "meetings_held",
    "upkeep_days",
    "broken_items",
    "late_decisions",
    "gap_people",
    "gap_staff",
    "repairs_done",
    "repair_days",
    "posts_promised",
    "posts_rostered",
    "posts_filled",
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
                models.UniqueConstraint(fields=("office_id", "first", "service_code"), name=constraint)
            ],
        },
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [cells("UpkeepDay", "uq_upkeepday"), cells("UpkeepMonth", "uq_upkeepmonth")]
