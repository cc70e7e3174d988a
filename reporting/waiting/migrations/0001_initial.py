"""Cells of the queue: days and months."""

from django.db import migrations, models

COUNTS = (
    "queue_tickets",
    "queue_priority",
    "queue_called",
    "queue_wait",
    "queue_skipped",
    "queue_visits",
    "queue_service",
    "trips_home",
    "trips_back",
    "trips_files",
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
    operations = [cells("WaitingDay", "uq_waitingday"), cells("WaitingMonth", "uq_waitingmonth")]
