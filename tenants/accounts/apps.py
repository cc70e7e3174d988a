from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.views_staff import register_page  # noqa: PLC0415  after the models are loaded

        register_page()
