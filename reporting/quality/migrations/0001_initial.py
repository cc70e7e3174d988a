"""Objectives, their documents, reports of what was reached; what is fixed is guarded in the database."""

import commons.ids
import django.db.models.deletion
from django.db import migrations, models

# What was approved or signed never changes, whoever asks. Only that another revision takes a document's place.
GUARD = """
CREATE FUNCTION quality_fixed_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was approved or signed never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION quality_plan_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'APPROVED' AND NEW.state = 'SUPERSEDED'
     AND (to_jsonb(NEW) - 'state') = (to_jsonb(OLD) - 'state') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an approved document never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER quality_plan_fixed BEFORE UPDATE ON quality_plan
  FOR EACH ROW WHEN (OLD.state IN ('APPROVED', 'SUPERSEDED')) EXECUTE FUNCTION quality_plan_guard();
CREATE TRIGGER quality_plan_kept BEFORE DELETE ON quality_plan
  FOR EACH ROW WHEN (OLD.state IN ('APPROVED', 'SUPERSEDED')) EXECUTE FUNCTION quality_fixed_guard();
CREATE TRIGGER quality_objective_fixed BEFORE UPDATE OR DELETE ON quality_objective
  FOR EACH ROW WHEN (OLD.fixed) EXECUTE FUNCTION quality_fixed_guard();
CREATE TRIGGER quality_report_fixed BEFORE UPDATE OR DELETE ON quality_report
  FOR EACH ROW WHEN (OLD.state = 'SIGNED') EXECUTE FUNCTION quality_fixed_guard();
CREATE TRIGGER quality_line_fixed BEFORE UPDATE OR DELETE ON quality_line
  FOR EACH ROW WHEN (OLD.fixed) EXECUTE FUNCTION quality_fixed_guard();
CREATE TRIGGER quality_reportfile_fixed BEFORE UPDATE OR DELETE ON quality_reportfile
  FOR EACH ROW EXECUTE FUNCTION quality_fixed_guard();
"""
UNGUARD = """
DROP TRIGGER quality_reportfile_fixed ON quality_reportfile;
DROP TRIGGER quality_line_fixed ON quality_line;
DROP TRIGGER quality_report_fixed ON quality_report;
DROP TRIGGER quality_objective_fixed ON quality_objective;
DROP TRIGGER quality_plan_kept ON quality_plan;
DROP TRIGGER quality_plan_fixed ON quality_plan;
DROP FUNCTION quality_plan_guard();
DROP FUNCTION quality_fixed_guard();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Objective',
            fields=[
                ('id', models.UUIDField(default=commons.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('lineage', models.UUIDField(default=commons.ids.new_id)),
                ('place', models.PositiveSmallIntegerField()),
                ('section', models.CharField(blank=True, max_length=120)),
                ('goal', models.CharField(max_length=300)),
                ('indicator', models.CharField(max_length=300)),
                ('formula', models.CharField(max_length=60)),
                ('target', models.DecimalField(decimal_places=2, max_digits=12)),
                ('unit', models.CharField(blank=True, max_length=40)),
                ('direction', models.CharField(choices=[('MORE', 'MORE'), ('LESS', 'LESS')], max_length=4)),
                ('grain', models.CharField(choices=[('MONTH', 'MONTH'), ('QUARTER', 'QUARTER'), ('SEMESTER', 'SEMESTER'), ('YEAR', 'YEAR')], max_length=8)),
                ('owner_id', models.UUIDField(null=True)),
                ('owner_name', models.CharField(blank=True, max_length=120)),
                ('owner_title', models.CharField(blank=True, max_length=120)),
                ('data_source', models.CharField(blank=True, max_length=200)),
                ('since', models.DateField(null=True)),
                ('active', models.BooleanField(default=True)),
                ('example', models.BooleanField(default=False)),
                ('fixed', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.UUIDField(default=commons.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('grain', models.CharField(choices=[('MONTH', 'MONTH'), ('QUARTER', 'QUARTER'), ('SEMESTER', 'SEMESTER'), ('YEAR', 'YEAR')], max_length=8)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('revision', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(choices=[('DRAFT', 'Menunggu analisis'), ('SUBMITTED', 'Menunggu evaluasi pimpinan'), ('SIGNED', 'Ditandatangani')], default='DRAFT', max_length=9)),
                ('turn', models.PositiveIntegerField(default=0)),
                ('reason', models.TextField(blank=True, help_text='Why there is another revision')),
                ('note', models.TextField(blank=True, help_text='Why it was sent back last')),
                ('drawn_at', models.DateTimeField()),
                ('prepared_id', models.UUIDField(null=True)),
                ('prepared_by', models.CharField(blank=True, max_length=120)),
                ('prepared_title', models.CharField(blank=True, max_length=120)),
                ('prepared_at', models.DateTimeField(null=True)),
                ('evaluation', models.TextField(blank=True)),
                ('signed_by', models.CharField(blank=True, max_length=120)),
                ('signed_title', models.CharField(blank=True, max_length=120)),
                ('signed_nip', models.CharField(blank=True, max_length=18)),
                ('signed_at', models.DateTimeField(null=True)),
                ('facts', models.JSONField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.UUIDField(default=commons.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('evidence', models.CharField(blank=True, max_length=200)),
                ('evidence_note', models.TextField(blank=True)),
                ('entered_by', models.CharField(blank=True, max_length=120)),
                ('entered_at', models.DateTimeField(null=True)),
                ('cause', models.TextField(blank=True)),
                ('action', models.TextField(blank=True)),
                ('due_on', models.DateField(null=True)),
                ('analysed_by', models.CharField(blank=True, max_length=120)),
                ('next_target', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('verdict', models.CharField(blank=True, choices=[('MET', 'MET'), ('MISSED', 'MISSED'), ('TOO_FEW', 'TOO_FEW'), ('NO_DATA', 'NO_DATA')], max_length=8)),
                ('realised', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ('n', models.PositiveIntegerField(default=0)),
                ('fixed', models.BooleanField(default=False)),
                ('objective', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quality.objective')),
            ],
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.UUIDField(default=commons.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('revision', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('DRAFT', 'Rancangan'), ('SUBMITTED', 'Menunggu persetujuan'), ('APPROVED', 'Berlaku'), ('SUPERSEDED', 'Diganti')], default='DRAFT', max_length=10)),
                ('turn', models.PositiveIntegerField(default=0)),
                ('number', models.CharField(blank=True, max_length=80)),
                ('issued_on', models.DateField(null=True)),
                ('reason', models.TextField(blank=True, help_text='Why there is another revision')),
                ('note', models.TextField(blank=True, help_text='Why it was sent back last')),
                ('begun_at', models.DateTimeField()),
                ('begun_by', models.CharField(max_length=120)),
                ('prepared_id', models.UUIDField(null=True)),
                ('prepared_by', models.CharField(blank=True, max_length=120)),
                ('prepared_title', models.CharField(blank=True, max_length=120)),
                ('prepared_at', models.DateTimeField(null=True)),
                ('approved_by', models.CharField(blank=True, max_length=120)),
                ('approved_title', models.CharField(blank=True, max_length=120)),
                ('approved_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('year', 'revision'), name='uq_quality_plan'), models.UniqueConstraint(condition=models.Q(('state__in', ['DRAFT', 'SUBMITTED'])), fields=('year',), name='uq_quality_plan_open'), models.UniqueConstraint(condition=models.Q(('state', 'APPROVED')), fields=('year',), name='uq_quality_plan_holds')],
            },
        ),
        migrations.AddField(
            model_name='objective',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objectives', to='quality.plan'),
        ),
        migrations.CreateModel(
            name='ReportFile',
            fields=[
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='file', serialize=False, to='quality.report')),
                ('content', models.BinaryField()),
            ],
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['last'], name='ix_quality_report_last'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('grain', 'first', 'revision'), name='uq_quality_report'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'SIGNED'), _negated=True), fields=('grain', 'first'), name='uq_quality_report_open'),
        ),
        migrations.AddField(
            model_name='line',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='quality.report'),
        ),
        migrations.AddConstraint(
            model_name='objective',
            constraint=models.UniqueConstraint(fields=('plan', 'lineage'), name='uq_quality_objective'),
        ),
        migrations.AddConstraint(
            model_name='objective',
            constraint=models.CheckConstraint(condition=models.Q(('target__gte', 0)), name='ck_quality_target'),
        ),
        migrations.AddConstraint(
            model_name='line',
            constraint=models.UniqueConstraint(fields=('report', 'objective'), name='uq_quality_line'),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
