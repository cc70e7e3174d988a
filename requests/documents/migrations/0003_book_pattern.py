from django.db import migrations, models


class Migration(migrations.Migration):
    """The database has the default as well: the release before writes this table without knowing the column."""

    dependencies = [
        ("documents", "0002_register_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="bookyear",
            name="pattern",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Empty: as the service type says",
                max_length=80,
            ),
        ),
    ]
