from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.readiness_checks import register_checks  # noqa: PLC0415  after the models are loaded
        from accounts.views_staff import register_page  # noqa: PLC0415

        register_page()
        register_checks()
