"""Placeholders of a sentence for answers: which there are, and how they are filled (pure).

>>> fill("Yth. {pemohon}, berkas {nomor} kami kembalikan.", {"pemohon": "Sutrisno", "nomor": "12"})
'Yth. Sutrisno, berkas 12 kami kembalikan.'
"""

import re
from collections.abc import Mapping

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError

PLACEHOLDERS = {
    "pemohon": _("nama pemohon"),
    "layanan": _("nama layanan"),
    "nomor": _("nomor berkas"),
    "kantor": _("nama kantor"),
}
_PLACE = re.compile(r"\{([^{}]*)\}")


class BadPlaceholder(DomainError):
    """The text has a placeholder that nothing fills, or a brace that stands alone."""


def check(text: str) -> None:
    """Raise `BadPlaceholder` for the first that cannot be filled."""
    for name in _PLACE.findall(text):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
            message = _("{{{name}}} tidak dikenal. Yang dapat dipakai: {known}.")
            raise BadPlaceholder("unknown_placeholder", format_lazy(message, name=name, known=known))
    if re.search(r"[{}]", _PLACE.sub("", text)):
        raise BadPlaceholder("lone_brace", _("Ada kurung kurawal yang tidak berpasangan."))


def fill(text: str, facts: Mapping[str, str]) -> str:
    """`text` with its placeholders filled; one without a fact stays as it is, for a person to see."""
    return _PLACE.sub(lambda match: facts.get(match[1], match[0]), text)
