from django.db import migrations, models


class Migration(migrations.Migration):
    """The database has the default as well: the release before writes this table without knowing the column."""

    dependencies = [
        ('documents', '0003_book_pattern'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='how',
            field=models.CharField(db_default='WET', default='WET', help_text='By hand, or the service that signed it', max_length=8),
        ),
    ]
