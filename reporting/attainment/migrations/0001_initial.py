from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AttainmentDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office_id', models.UUIDField()),
                ('service_code', models.CharField(blank=True, max_length=40)),
                ('first', models.DateField()),
                ('oldest', models.DateField()),
                ('objective_reports', models.PositiveIntegerField(default=0)),
                ('objective_reports_signed', models.PositiveIntegerField(default=0)),
                ('objectives_due', models.PositiveIntegerField(default=0)),
                ('objectives_judged', models.PositiveIntegerField(default=0)),
                ('objectives_met', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office_id', 'first', 'service_code'), name='uq_attainmentday')],
            },
        ),
        migrations.CreateModel(
            name='AttainmentMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office_id', models.UUIDField()),
                ('service_code', models.CharField(blank=True, max_length=40)),
                ('first', models.DateField()),
                ('oldest', models.DateField()),
                ('objective_reports', models.PositiveIntegerField(default=0)),
                ('objective_reports_signed', models.PositiveIntegerField(default=0)),
                ('objectives_due', models.PositiveIntegerField(default=0)),
                ('objectives_judged', models.PositiveIntegerField(default=0)),
                ('objectives_met', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office_id', 'first', 'service_code'), name='uq_attainmentmonth')],
            },
        ),
    ]
