"""Words that several pages share."""

from django.utils.translation import gettext_lazy as _

from indicators.measures import Duration
from indicators.results import Standing

ACTIONS = {
    "board.disputed": _("Angka kinerja dipersoalkan"),
    "board.answered": _("Keberatan atas angka dijawab"),
}

STANDINGS = {
    Standing.BETTER: _("Lebih baik dari umumnya"),
    Standing.USUAL: _("Seperti umumnya"),
    Standing.WORSE: _("Perlu perhatian"),
    Standing.TOO_FEW: _("Belum cukup data"),
}

OWNERS = {
    Duration.OFFICE: _("kantor"),
    Duration.LEADER_AWAY: _("pimpinan tidak di tempat"),
    Duration.OTHER_AGENCY: _("instansi lain"),
    Duration.APPLICANT: _("pemohon"),
    Duration.CLOSED: _("kantor tutup"),
}

# As the cause of a change for the worse.
CAUSES = {
    Duration.OFFICE: _("pekerjaan di kantor lebih lama"),
    Duration.LEADER_AWAY: _("pimpinan tidak di tempat"),
    Duration.OTHER_AGENCY: _("menunggu instansi lain"),
    Duration.APPLICANT: _("berkas lama di pemohon"),
}
NOT_ENOUGH = _("belum cukup data")
