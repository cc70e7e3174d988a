from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="TrailHead",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("lines", models.PositiveBigIntegerField()),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="ck_trail_head_one")
                ],
            },
        ),
    ]
