"""`manage.py send_messages`: one turn for each office that has something due, here and now."""

from typing import Any

from django.core.management.base import BaseCommand

from commons import clock
from notifications import draining, waking
from offices.scope import office_scope


class Command(BaseCommand):
    """What the workers do every five seconds, for when none runs."""

    help = "Send the messages that are due, one turn for each office"

    def handle(self, *_args: Any, **_options: Any) -> None:
        for office in waking.offices_due(now=clock.now()):
            with office_scope(office):
                turn = draining.drain(office)
            self.stdout.write(f"{office.slug}: {turn.handled} handled, {turn.sent} sent")
