"""`manage.py seed_demo`: three offices, their standards, invented people and files."""

from typing import Any

from django.core.management.base import BaseCommand

from commons import clock
from config.paths import Var, default_var
from demo.seed import seed


class Command(BaseCommand):
    help = "Fill the demo: three offices, five standards, invented people and files."

    def handle(self, *args: Any, **options: Any) -> None:
        target = Var(default_var()).demo
        seed(demo_file=target, now=clock.now())
        self.stdout.write(f"Demo siap; nama pengguna dan kata sandi ada di {target}")
