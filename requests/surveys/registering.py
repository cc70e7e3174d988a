"""Where this app hangs itself up: what it follows, its pages and words."""

from django.utils.translation import gettext_lazy as _

from applications import followers, notices, panels
from audit import actions
from regulations import retention
from surveys import follower, panel, reminders
from surveys.retention import SURVEY_WORDS
from surveys.views_settings import register_page

ACTIONS = {
    "survey.planned": _("Survei direncanakan"),
    "survey.opened": _("Survei dibuka"),
    "survey.closed": _("Survei ditutup"),
    "survey.cancelled": _("Rencana survei dibatalkan"),
    "survey.flag_decided": _("Formulir survei yang ditandai diputuskan"),
    "survey.forms_printed": _("Formulir survei dicetak"),
    "survey.form_unused": _("Formulir survei tidak dipakai"),
    "survey.imported": _("Berkas jawaban survei dimuat"),
    "survey.coins_counted": _("Koin kepuasan dihitung"),
    "survey.coins_confirmed": _("Hitungan koin disaksikan"),
    "survey.options_set": _("Pilihan survei diubah"),
    "survey.questionnaire_made": _("Kuesioner survei diubah"),
    "survey.tablet_added": _("Tablet survei ditambahkan"),
    "survey.tablet_code_made": _("Kode pemasangan tablet survei dibuat"),
    "survey.tablet_paired": _("Tablet survei dipasang"),
    "survey.tablet_revoked": _("Tablet survei dicabut"),
}


def register() -> None:
    """All of it; again changes nothing."""
    followers.follow(follower.rows)
    actions.register(ACTIONS)
    notices.register(reminders.reminders, reminders.waiting)
    panels.register(panels.Panel("surveys", "surveys/file_panel.html", panel.context))
    retention.register(SURVEY_WORDS)
    register_page()
