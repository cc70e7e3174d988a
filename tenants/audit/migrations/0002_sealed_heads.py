from typing import Any

from django.db import migrations, models

from commons.crypto import new_data_key
from offices.keys import master_keys
from offices.roles import PUBLIC


def make_key(apps: Any, schema_editor: Any) -> None:
    """The kabupaten's key, once; it is stored wrapped by the master key of this deployment."""
    keys = apps.get_model("audit", "KabupatenKey").objects.using(schema_editor.connection.alias)
    keys.create(id=1, wrapped=master_keys().wrap(new_data_key(PUBLIC)))


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="KabupatenHead",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("lines", models.PositiveBigIntegerField()),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="ck_kabupaten_head_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="KabupatenKey",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="ck_kabupaten_key_one")
                ],
            },
        ),
        migrations.RunPython(make_key, migrations.RunPython.noop),
    ]
