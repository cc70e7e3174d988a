from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('board', '0001_initial'),
        ('offices', '0001_initial'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', 'OPEN')), fields=('office', 'key', 'service_code', 'first', 'last'), name='uq_dispute_open'),
        ),
    ]
