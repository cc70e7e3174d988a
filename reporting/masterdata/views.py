"""The way into the master data, and what its views share."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.holidays_id import joint_leave_known
from masterdata.pages import READERS
from masterdata.queries import year_is_known

ANSWERED = 422
ADMIN = Role.KAB_ADMIN
View = Callable[..., HttpResponse]


def reading(view: View) -> Any:
    """A page that the kabupaten's readers open."""
    return role_required(*READERS)(never_cache(require_safe(view)))


def changing_page(view: View) -> Any:
    """A page with a form that the admin alone opens."""
    return role_required(ADMIN)(never_cache(require_http_methods(["GET", "HEAD", "POST"])(view)))


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, refused: bool = False
) -> HttpResponse:
    """A page of the master data; one that refuses answers 422."""
    base = {"page": "masterdata", "may_change": the_actor(request).has(ADMIN)}
    return render(request, template, {**base, **context}, status=ANSWERED if refused else 200)


@reading
def home(request: HttpRequest) -> HttpResponse:
    """What there is, each with a sentence."""
    year = clock.today().year
    warnings = [
        _(
            "Hari libur dan cuti bersama {year} belum dimuat. Janji yang jatuh di {year} masih sementara."
        ).format(year=each)
        for each in (year, year + 1)
        if not (joint_leave_known(each) or year_is_known(each))
    ]
    tiles = [
        ("md_services", _("Jenis layanan"), _("Isian, kata surat, dan kantor yang memakainya.")),
        (
            "md_recommended",
            _("Standar anjuran"),
            _("Standar yang dianjurkan untuk tiap layanan, dan jawaban kantor."),
        ),
        ("md_law", _("Register produk hukum"), _("Status, perubahan, dan standar yang mengutipnya.")),
        (
            "md_delegations",
            _("Pelimpahan kewenangan"),
            _("Dasar kewenangan tiap kantor dan masa berlakunya."),
        ),
        ("md_calendar", _("Hari libur dan jam khusus"), _("Libur nasional, cuti bersama, dan jam Ramadan.")),
        ("md_closures", _("Hari tutup bersama"), _("Tutup untuk banyak kantor sekaligus: pemilu, banjir.")),
        ("md_responses", _("Contoh jawaban"), _("Kalimat siap pakai untuk petugas di semua kantor.")),
    ]
    context = {"tiles": [{"name": a, "title": b, "text": c} for a, b, c in tiles], "warnings": warnings}
    return show(request, "masterdata/home.html", context)
