"""What onboarding writes on the trails, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "onboarding.started": _("Kantor mulai dibawa masuk"),
    "onboarding.prepared": _("Kantor disiapkan"),
    "onboarding.batch_sent": _("Daftar kantor dikerjakan"),
    "onboarding.rehearsal_started": _("Latihan dimulai"),
    "onboarding.rehearsal_passed": _("Latihan lulus"),
    "onboarding.rehearsal_waived": _("Latihan dibebaskan"),
    "onboarding.opened": _("Kantor dibuka untuk warga"),
    "onboarding.transferred": _("Orang pindah kantor"),
}
