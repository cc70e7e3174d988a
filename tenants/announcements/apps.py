from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnouncementsConfig(AppConfig):
    name = "announcements"

    def ready(self) -> None:
        from accounts import glance, shell  # noqa: PLC0415  after the models are loaded
        from announcements.glancing import UNREAD  # noqa: PLC0415
        from announcements.readers import READERS  # noqa: PLC0415
        from audit import actions  # noqa: PLC0415

        actions.register(
            {
                "announcement.drafted": _("Rancangan pengumuman dibuat"),
                "announcement.changed": _("Rancangan pengumuman diubah"),
                "announcement.published": _("Pengumuman diterbitkan"),
                "announcement.withdrawn": _("Pengumuman ditarik"),
            }
        )
        glance.register("announced", UNREAD)
        shell.register(shell.KabupatenPage("announcements", _("Pengumuman"), READERS, 75))
