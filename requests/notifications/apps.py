from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from notifications import registering  # noqa: PLC0415  after the models are loaded

        registering.register()
