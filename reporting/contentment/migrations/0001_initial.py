"""The survey in the read model, and the results that offices published."""

import commons.ids
from django.db import migrations, models

ELEMENTS = (
    "persyaratan",
    "prosedur",
    "waktu",
    "biaya",
    "produk",
    "kompetensi",
    "perilaku",
    "pengaduan",
    "sarana",
)
COUNTS = (
    "skm_n",
    "skm_total",
    "skm_total_squares",
    *(name for key in ELEMENTS for name in (f"skm_{key}", f"skm_{key}_squares")),
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
    operations = [
        cells("ContentmentDay", "uq_contentmentday"),
        cells("ContentmentMonth", "uq_contentmentmonth"),
        migrations.CreateModel(
            name="PublishedResult",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=commons.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("office_id", models.UUIDField()),
                ("kind", models.CharField(max_length=8)),
                ("year", models.PositiveSmallIntegerField()),
                ("part", models.PositiveSmallIntegerField()),
                ("opens", models.DateField()),
                ("closes", models.DateField()),
                ("revision", models.PositiveSmallIntegerField()),
                ("population", models.PositiveIntegerField()),
                ("sample_size", models.PositiveIntegerField()),
                ("n", models.PositiveIntegerField()),
                ("sums", models.JSONField(help_text=f"By element: {', '.join(ELEMENTS)}")),
                ("squares", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["opens", "closes"], name="ix_publishedresult_days")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office_id", "kind", "opens", "closes", "revision"),
                        name="uq_publishedresult",
                    )
                ],
            },
        ),
    ]
