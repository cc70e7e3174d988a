"""Words that several pages share."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "reports.drawn": _("Laporan disusun"),
    "reports.evidence_drawn": _("Kumpulan bukti disusun"),
    "reports.downloaded": _("Kumpulan bukti diunduh"),
    "reports.pekppp_entered": _("Isian PEKPPP dicatat"),
    "reports.subscribed": _("Langganan surel dibuat"),
    "reports.unsubscribed": _("Langganan surel dihentikan"),
}
