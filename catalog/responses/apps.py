from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResponsesConfig(AppConfig):
    name = "responses"

    def ready(self) -> None:
        from audit import actions  # noqa: PLC0415  after the models are loaded
        from offices.settings_pages import SettingsPage, register  # noqa: PLC0415

        actions.register(
            {
                "response.added": _("Contoh jawaban ditambahkan"),
                "response.changed": _("Contoh jawaban diubah"),
            }
        )
        register(
            SettingsPage(
                "settings_responses",
                _("Contoh jawaban"),
                _("Kalimat siap pakai saat mengembalikan, menolak, atau menghubungi pemohon."),
                75,
            )
        )
