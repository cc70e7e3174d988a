from django.apps import AppConfig


class QueueingConfig(AppConfig):
    name = "queueing"

    def ready(self) -> None:
        from applications import tickets  # noqa: PLC0415  after the models are loaded
        from queueing import counter  # noqa: PLC0415  after the models are loaded

        tickets.set_queue(counter.find, counter.bind)
