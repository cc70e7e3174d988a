"""Where this app hangs itself up: what it follows, its pages, checks, words and rules of retention."""

from django.utils.translation import gettext_lazy as _

from accounts import glance
from applications import contacts, followers, hooks, panels, shelf
from audit import actions
from notifications import follower, health_checks, operations, panel, promised, queries, setup
from notifications.retention import MESSAGE_WORDS
from offices import settings_pages
from offices.settings_pages import SettingsPage
from regulations import retention

ACTIONS = {
    "messages.channel_changed": _("Saluran pesan diubah"),
    "messages.template_changed": _("Kata-kata pesan diubah"),
    "messages.policy_changed": _("Aturan pesan diubah"),
    "messages.stopped": _("Pemohon tidak mau dikirimi pesan lagi"),
    "messages.resumed": _("Pemohon mau dikirimi pesan lagi"),
    "messages.settled": _("Pesan diputuskan petugas"),
    "messages.shown": _("Nomor dan isi pesan dibuka lengkap"),
    "messages.forged": _("Laporan pesan dengan tanda tangan palsu ditolak"),
}


def register() -> None:
    """All of it; again changes nothing."""
    glance.register("bell", queries.UNSEEN)
    followers.follow(follower.rows)
    contacts.listen(operations.called)
    hooks.on_promise_changed(promised.moved)
    shelf.set_rule(lambda: setup.policy().not_collected_days)
    actions.register(ACTIONS)
    health_checks.register_checks()
    retention.register(MESSAGE_WORDS)
    panels.register(panels.Panel("messages", "notifications/file_panel.html", panel.context))
    settings_pages.register(
        SettingsPage(
            "settings_messages",
            _("Pesan kepada pemohon"),
            _("Saluran WhatsApp, SMS dan surel, kata-katanya, jam tenang."),
            45,
        )
    )
