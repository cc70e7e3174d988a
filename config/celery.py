"""The task queue. A task runs in the schema of the office it was sent from; what beat sends, in public."""

import os

from celery.schedules import crontab
from tenant_schemas_celery.app import CeleryApp

from config.quiet import hush

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

# One public dispatcher per entry; it fans out only to offices that have work. Beat never walks the offices.
SCHEDULE: dict[str, dict[str, object]] = {
    "clear-expired": {"task": "accounts.clear_expired", "schedule": crontab(minute="17")},
    "resume-jobs": {"task": "offices.resume_jobs", "schedule": crontab()},
    "refresh-promises": {
        "task": "applications.refresh_all_promises",
        "schedule": crontab(hour="1", minute="5"),
    },
    # The broker gives what a killed worker held out again only after an hour (its visibility timeout, which
    # must be longer than the longest task). So standards are looked for each minute after midnight, when they
    # fall due, and again before the counters open; who comes second finds nothing to do.
    "publish-due-standards": {
        "task": "standards.publish_all_due",
        "schedule": crontab(hour="0", minute="2-12"),
        "options": {"expires": 55},
    },
    "publish-late-standards": {
        "task": "standards.publish_all_due",
        "schedule": crontab(hour="1,3,5,7", minute="2"),
    },
    # Messages that pile up while no worker runs would only ask for the same again.
    "fold-indicators": {"task": "indicators.fold", "schedule": 3.0, "options": {"expires": 30}},
    "mark-upkeep": {"task": "upkeep.mark_days", "schedule": crontab(hour="0", minute="15")},
    "refresh-open-files": {
        "task": "indicators.refresh_open",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 600},
    },
    "look-for-news": {"task": "board.look_for_news", "schedule": 300.0, "options": {"expires": 300}},
    "reconcile-indicators": {"task": "indicators.reconcile", "schedule": crontab(hour="1", minute="35")},
    "look-at-offices": {
        "task": "console.look_at_offices",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 600},
    },
    "survey-schemas": {
        "task": "console.survey_schemas",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 600},
    },
    "close-support": {"task": "console.close_support", "schedule": crontab(), "options": {"expires": 60}},
    "ask-due-reports": {"task": "reports.ask_due", "schedule": crontab(hour="6", minute="10")},
    "mail-reports": {
        "task": "reports.mail_due",
        "schedule": crontab(minute="*/2"),
        "options": {"expires": 120},
    },
    "sweep-attachments": {"task": "attachments.sweep_all", "schedule": crontab(minute="23")},
    "clear-archives": {"task": "offices.clear_archives", "schedule": crontab(hour="2", minute="10")},
    "spread-messages": {"task": "webhooks.spread", "schedule": 5.0, "options": {"expires": 30}},
    "wake-messages": {"task": "notifications.wake", "schedule": 5.0, "options": {"expires": 30}},
    "look-for-late": {
        "task": "notifications.look_everywhere",
        "schedule": crontab(minute="3"),
        "options": {"expires": 3000},
    },
    "look-for-lying": {
        "task": "notifications.look_everywhere",
        "schedule": crontab(hour="7", minute="10"),
        "kwargs": {"daily": True},
        "options": {"expires": 3000},
    },
    # Before the counters close, so that it can still be printed.
    "prepare-emergency-sheets": {
        "task": "fallback.prepare_everywhere",
        "schedule": crontab(hour="12", minute="40"),
        "options": {"expires": 3000},
    },
    "turn-surveys": {"task": "surveys.turn_everywhere", "schedule": crontab(hour="0", minute="7")},
    "clear-webhook-log": {"task": "webhooks.clear_log", "schedule": crontab(hour="2", minute="20")},
    "close-months": {"task": "opendata.close_months", "schedule": crontab(hour="2", minute="40")},
    "keep-standards": {"task": "completeness.snapshot_all", "schedule": crontab(hour="0", minute="20")},
    "show-pledges": {"task": "completeness.show_all_pledges", "schedule": crontab(hour="0", minute="12")},
    "look-at-complaints": {"task": "complaints.look_everywhere", "schedule": crontab(minute="17")},
    # Periods end with months; some days to spare, should the worker be down.
    "draw-quality-reports": {
        "task": "quality.draw_all",
        "schedule": crontab(hour="5", minute="40", day_of_month="1-7"),
    },
    "draft-recaps": {"task": "recaps.draft_everywhere", "schedule": crontab(hour="5", minute="40")},
    "count-rituals": {"task": "voice.count_day", "schedule": crontab(hour="0", minute="26")},
    "look-at-readiness": {"task": "onboarding.look_again", "schedule": crontab(minute="*/15")},
}

app = CeleryApp("loket", set_as_current=True)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    beat_schedule=SCHEDULE,
    # Only the worker that has the owner's address changes schemas.
    task_routes={
        "console.survey_schemas": {"queue": "schemas"},
        **{
            f"offices.{name}": {"queue": "schemas"}
            for name in (
                "prepare_office",
                "migrate_offices",
                "write_archive",
                "look_at_archive",
                "restore_office",
                "clear_archives",
            )
        },
    },
    timezone="Asia/Jakarta",
    task_ignore_result=True,
    task_acks_late=True,  # a task lost with its worker is run again, so every task is idempotent
    task_reject_on_worker_lost=True,
    task_time_limit=600,
    task_soft_time_limit=540,
    task_tenant_cache_seconds=60,
    task_publish_retry_policy={
        "max_retries": 2,
        "interval_start": 0.1,
        "interval_step": 0.2,
        "interval_max": 0.5,
    },
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=True,  # the broker gives them to another worker
    worker_max_tasks_per_child=1000,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={"socket_connect_timeout": 2, "socket_timeout": 10},
)
app.autodiscover_tasks()
hush(str(entry["task"]) for entry in SCHEDULE.values())
