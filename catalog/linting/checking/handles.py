"""Names of accounts that nobody can type (for rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.findings import Hit
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

_HANDLE_SPACED = seek(
    r"(?<![\w.])(?P<handle>@(?:kec|kel|kecamatan|kelurahan|kantor|pemdes|humas|info|layanan|pelayanan|paten|official|ig)"
    r"[ \t]+(?P<rest>[A-Za-z][\w.]{2,})(?:[ \t]+\w+)?)"
    r"(?=[ \t]*(?:$|[,;|()\n]|\.(?:\s|$)|\bdan\b|\batau\b|-))",
    re.IGNORECASE | re.MULTILINE,
)
_OF_OFFICES = frozenset({"kec", "kel", "kecamatan", "kelurahan"})
UNUSABLE = _("Kontak ini tidak dapat dipakai: ada spasi atau angkanya tidak mungkin.")
AS_TYPED = _("Tulis seperti yang diketik orang, tanpa spasi di dalamnya.")


def spaced_handles(sheet: Sheet, where: ComponentKey | None, text: str) -> Iterator[Hit]:
    """ "Instagram @kel temas", in a letterhead or any component: the office's name, cut in two."""
    own = re.sub(r"^ke[cl]-", "", sheet.office.casefold()).split(" ")[0]
    for match in _HANDLE_SPACED.finditer(text):
        rest = match["rest"].casefold()
        if (own and rest.startswith(own)) or rest in _OF_OFFICES:
            yield Hit(where, match["handle"], UNUSABLE, AS_TYPED)
