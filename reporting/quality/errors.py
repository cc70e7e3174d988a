"""Why something about objectives was refused. Nothing has changed then."""

from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError


class QualityRefused(DomainError):
    """A rule said no."""


class Missing(QualityRefused):
    """There is no such document, objective or report in this office."""

    def __init__(self) -> None:
        super().__init__("missing", _("Yang dicari tidak ada di kantor ini."))


class Moved(QualityRefused):
    """Somebody else was first, or the page is old."""

    def __init__(self) -> None:
        super().__init__(
            "moved",
            _(
                "Halaman ini sudah berubah sejak Anda membukanya, atau tombolnya sudah ditekan. Tidak ada "
                "yang disimpan kali ini; periksa keadaan sekarang, lalu ulangi bila masih perlu."
            ),
        )


class NotYours(QualityRefused):
    """Another role does this, or another person must."""
