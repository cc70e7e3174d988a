"""Groups with a series each, counters, what happens to a ticket, visits, trips. Tickets of before join the
default group A under the numbers they have."""

import commons.fields
import commons.ids
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


# What was there goes on: one group that takes every service, the numbers as they are, one visit for each ticket.
MOVE = """
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO queueing_queuegroup (id, prefix, name, services, "order", is_default, active)
  SELECT uuidv7(), 'A', 'Semua layanan', '{}', 0, true, true WHERE EXISTS (SELECT 1 FROM queueing_ticket);
UPDATE queueing_ticketday SET closed_at = (date + 1)::timestamp AT TIME ZONE 'Asia/Jakarta', ending = 'AUTO'
  WHERE date < (now() AT TIME ZONE 'Asia/Jakarta')::date;
UPDATE queueing_ticket t SET
  group_id = (SELECT id FROM queueing_queuegroup WHERE is_default),
  state = CASE WHEN file_id IS NOT NULL THEN 'DONE' WHEN d.closed_at IS NOT NULL THEN 'CLOSED' ELSE 'WAITING' END,
  state_at = t.issued_at
  FROM queueing_ticketday d WHERE d.date = t.date;
INSERT INTO queueing_visit (id, ticket_id, "order", service_code, service_name, outcome, file_id, actor_name)
  SELECT uuidv7(), id, 1, service_code, service_name,
         CASE WHEN file_id IS NULL THEN '' ELSE 'FILE' END, file_id, ''
  FROM queueing_ticket;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('queueing', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.UUIDField(default=commons.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(unique=True)),
                ('name', models.CharField(blank=True, max_length=60)),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('active', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='QueueGroup',
            fields=[
                ('id', models.UUIDField(default=commons.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('prefix', models.CharField(max_length=2)),
                ('name', models.CharField(max_length=80)),
                ('services', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('is_default', models.BooleanField(default=False)),
                ('active', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='QueueOptions',
            fields=[
                ('id', models.UUIDField(default=commons.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('only', models.BooleanField(default=True, unique=True)),
                ('priority_run', models.PositiveSmallIntegerField(default=2)),
            ],
        ),
        migrations.CreateModel(
            name='TicketEvent',
            fields=[
                ('id', models.UUIDField(default=commons.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('actor_id', models.UUIDField(null=True)),
                ('actor_name', models.CharField(blank=True, max_length=120)),
                ('action', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=11)),
                ('counter_id', models.UUIDField(null=True)),
                ('counter_number', models.PositiveSmallIntegerField(null=True)),
                ('data', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='TicketSeries',
            fields=[
                ('id', models.UUIDField(default=commons.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('date', models.DateField()),
                ('prefix', models.CharField(max_length=2)),
                ('last', models.PositiveIntegerField()),
                ('last_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Trip',
            fields=[
                ('id', models.UUIDField(default=commons.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('at', models.DateTimeField()),
                ('service_code', models.CharField(max_length=40)),
                ('service_name', models.CharField(max_length=200)),
                ('missing', models.JSONField(default=list)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('name', commons.fields.SealedTextField(null=True)),
                ('phone', commons.fields.SealedTextField(null=True)),
                ('phone_index', models.CharField(blank=True, max_length=64)),
                ('nik', commons.fields.SealedTextField(null=True)),
                ('nik_index', models.CharField(blank=True, max_length=64)),
                ('actor_id', models.UUIDField()),
                ('actor_name', models.CharField(max_length=120)),
                ('idempotency_key', models.CharField(max_length=64, null=True, unique=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_file_id', models.UUIDField(null=True)),
                ('closed_how', models.CharField(blank=True, max_length=6)),
            ],
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=commons.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField(default=1)),
                ('service_code', models.CharField(blank=True, max_length=40)),
                ('service_name', models.CharField(max_length=200)),
                ('outcome', models.CharField(blank=True, choices=[('FILE', 'berkas diterima'), ('SENT_HOME', 'pulang, belum lengkap'), ('ANSWERED', 'selesai tanpa berkas')], default='', max_length=9)),
                ('file_id', models.UUIDField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('seconds', models.PositiveIntegerField(help_text='At the counter; NULL: nobody knows', null=True)),
                ('counter_id', models.UUIDField(null=True)),
                ('actor_name', models.CharField(blank=True, max_length=120)),
                ('idempotency_key', models.CharField(max_length=64, null=True, unique=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='ticket',
            name='uq_ticket',
        ),
        migrations.AddField(
            model_name='ticket',
            name='ahead',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='ticket',
            name='called_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='ticket',
            name='called_by',
            field=models.CharField(blank=True, db_default='', default='', max_length=120),
        ),
        migrations.AddField(
            model_name='ticket',
            name='calls',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='ticket',
            name='carried',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='ticket',
            name='carried_to',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='ticket',
            name='code',
            field=models.CharField(max_length=24, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='ticket',
            name='ended_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='ticket',
            name='event_no',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='ticket',
            name='first_called_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='ticket',
            name='prefix',
            field=models.CharField(db_default='A', default='A', max_length=2),
        ),
        migrations.AddField(
            model_name='ticket',
            name='priority',
            field=models.CharField(blank=True, choices=[('ELDERLY', 'lansia'), ('DISABLED', 'penyandang disabilitas'), ('PREGNANT', 'ibu hamil'), ('INFANT', 'membawa bayi')], db_default='', default='', max_length=8),
        ),
        migrations.AddField(
            model_name='ticket',
            name='queued_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='ticket',
            name='served',
            field=models.PositiveIntegerField(db_default=0, default=0, help_text='Seconds'),
        ),
        migrations.AddField(
            model_name='ticket',
            name='state',
            field=models.CharField(choices=[('WAITING', 'WAITING'), ('CALLED', 'CALLED'), ('SERVING', 'SERVING'), ('HELD', 'HELD'), ('SKIPPED', 'SKIPPED'), ('TRANSFERRED', 'TRANSFERRED'), ('DONE', 'DONE'), ('LEFT', 'LEFT'), ('CLOSED', 'CLOSED')], db_default='WAITING', default='WAITING', max_length=11),
        ),
        migrations.AddField(
            model_name='ticket',
            name='state_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='ticket',
            name='waited',
            field=models.PositiveIntegerField(db_default=0, default=0, help_text='Seconds'),
        ),
        migrations.AddField(
            model_name='ticketday',
            name='calls',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='ticket',
            name='call_no',
            field=models.PositiveIntegerField(help_text='Place among the first calls of the day', null=True),
        ),
        migrations.AddField(
            model_name='ticketday',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='ticketday',
            name='closed_by',
            field=models.CharField(blank=True, db_default='', default='', max_length=120),
        ),
        migrations.AddField(
            model_name='ticketday',
            name='ending',
            field=models.CharField(blank=True, choices=[('CLOSED', 'ditutup petugas'), ('KEPT', 'sisanya disimpan untuk hari kerja berikutnya'), ('AUTO', 'tertutup sendiri keesokan harinya')], db_default='', default='', max_length=6),
        ),
        migrations.AlterField(
            model_name='ticket',
            name='service_code',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name='ticketday',
            name='last',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='ticket',
            name='counter',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='queueing.counter'),
        ),
        migrations.AddConstraint(
            model_name='queuegroup',
            constraint=models.UniqueConstraint(fields=('prefix',), name='uq_queue_group_prefix'),
        ),
        migrations.AddConstraint(
            model_name='queuegroup',
            constraint=models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='uq_queue_group_default'),
        ),
        migrations.AddField(
            model_name='ticket',
            name='group',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='queueing.queuegroup'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('state__in', ('CALLED', 'HELD', 'SERVING', 'SKIPPED', 'TRANSFERRED', 'WAITING'))), fields=['date'], name='ix_ticket_open'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('carried_to__isnull', False)), fields=['carried_to'], name='ix_ticket_carried'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('first_called_at__isnull', False)), fields=['group', 'first_called_at'], name='ix_ticket_called'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('date', 'prefix', 'seq'), name='uq_ticket_number'),
        ),
        migrations.AddField(
            model_name='ticketevent',
            name='ticket',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='queueing.ticket'),
        ),
        migrations.AddConstraint(
            model_name='ticketseries',
            constraint=models.UniqueConstraint(fields=('date', 'prefix'), name='uq_ticket_series'),
        ),
        migrations.AddField(
            model_name='trip',
            name='ticket',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='queueing.ticket'),
        ),
        migrations.AddField(
            model_name='visit',
            name='ticket',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='queueing.ticket'),
        ),
        migrations.AddConstraint(
            model_name='ticketevent',
            constraint=models.UniqueConstraint(fields=('ticket', 'seq'), name='uq_ticket_event'),
        ),
        migrations.AddIndex(
            model_name='trip',
            index=models.Index(fields=['day'], name='ix_trip_day'),
        ),
        migrations.AddIndex(
            model_name='trip',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), models.Q(('nik_index', ''), _negated=True)), fields=['nik_index'], name='ix_trip_open_nik'),
        ),
        migrations.AddIndex(
            model_name='trip',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), models.Q(('phone_index', ''), _negated=True)), fields=['phone_index'], name='ix_trip_open_phone'),
        ),
        migrations.AddIndex(
            model_name='trip',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['closed_at'], name='ix_trip_closed'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(condition=models.Q(('ended_at__isnull', False)), fields=['ended_at'], name='ix_visit_ended'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(fields=('ticket', 'order'), name='uq_visit_order'),
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
    ]
