"""Components that are there and say nothing: a drawing, a title, a list of contacts (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking import people
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
W, I = Severity.WARNING, Severity.INFO  # noqa: E741
_POINTS_AT_CHART = seek(
    r"^\W*(?:dapat\s+)?(?:di)?(?:jelaskan|lihat|gambarkan)?\s*\w*\s*\b(?:alur|bagan)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_STARTS = seek(
    r"\b(?:sejak|setelah|sesudah|terhitung|dihitung|mulai|semenjak|begitu)\b|\b(?:saat|ketika|apabila|bila|jika)\b"
    r"|\blengkap\b|\bmenit\b.*\bmenit\b|\bhari\b.*\bhari\b",
    re.IGNORECASE | re.DOTALL,
)
_TITLE_ONLY = seek(
    r"^\W*(?:\d{1,2}[.)]?\s*)?(?:adanya |terdapat )?"
    r"(?:maklumat|mott?o|visi(?: dan misi)?|misi|janji|kode etik|kebijakan mutu)"
    r"(?:\s+(?:pelayanan|layanan|publik|kecamatan|kelurahan)){0,3}\W*$",
    re.IGNORECASE,
)
_LEARNT = seek(
    r"\b(?:pendidikan|pelatihan|diklat|bimtek|bimbingan teknis|pengalaman|sertifikat|bersertifikat|sarjana"
    r"|diploma|ijazah|SM[AKUP]|SLTA|S-?[123]|D-?(?:3|4|III|IV)|memahami|menguasai|pengetahuan|keterampilan"
    r"|ketrampilan)\b",
    re.IGNORECASE,
)
_MODEL = seek(r"\bmodel\s+(?P<letter>[A-Z])(?P<digit>\d?)\b", re.IGNORECASE)


@rules("procedure_drawn_only", W)
def procedure_drawn_only(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A drawing alone names neither who acts nor what is checked; a reader of screens has nothing."""
    part = sheet.part(K.PROSEDUR)
    beside = [item for item in part.items if item.strip() and item not in sheet.chart]
    acts = any(people.roles_in(item, sheet.level) for item in part.items)
    if sheet.chart and not acts and all(_POINTS_AT_CHART.match(item) for item in beside):
        yield Hit(
            K.PROSEDUR,
            next(iter(part.items), sheet.chart),
            _("Prosedurnya hanya bagan: tidak disebut siapa yang mengerjakan setiap langkah."),
            _("Tulis langkah-langkahnya, masing-masing dengan petugasnya."),
        )


@rules("time_from_when", I)
def time_from_when(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "10 (sepuluh) menit": from when on?"""
    text = sheet.part(K.WAKTU).text
    if sheet.promise is not None and len(sheet.part(K.WAKTU).items) == 1 and not _STARTS.search(text):
        yield Hit(
            K.WAKTU,
            text,
            _("Tidak disebut sejak kapan waktunya dihitung."),
            _("Tulis, misalnya, “sejak berkas lengkap dan benar”."),
        )


@rules("guarantee_titles", W)
def guarantee_titles(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "1. Maklumat Pelayanan 2. Motto Pelayanan": titles of documents, and nothing of what they promise."""
    items = [item for item in sheet.part(K.JAMINAN_PELAYANAN).items if item.strip()]
    if items and all(_TITLE_ONLY.match(item) for item in items):
        yield Hit(
            K.JAMINAN_PELAYANAN,
            "; ".join(items),
            _("Hanya judul dokumen; tidak disebut apa yang dijanjikan dan apa gantinya bila tidak ditepati."),
            _("Tulis janjinya: batas waktu, mutu, dan gantinya."),
        )


@rules("competence_general", W)
def competence_general(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Good manners are asked of everybody; what the service needs to be known is not said."""
    part = sheet.part(K.KOMPETENSI)
    if len(part.sentences) > 1 and not sheet.posts and not _LEARNT.search(part.text):
        yield Hit(
            K.KOMPETENSI,
            part.text,
            _("Tidak disebut pendidikan, pelatihan, atau pengetahuan yang dituntut layanan ini."),
            _("Tulis pendidikan, pelatihan, dan keterampilan tiap jabatan."),
        )


@rules("model_differs", W, only=_MODEL)
def model_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Model C" and "Model C4": one form by two names. N1 to N6 are six forms."""
    texts = ((None, sheet.title), *sheet.texts)
    found = [(where, match) for where, text in texts for match in _MODEL.finditer(text)]
    bare = {match["letter"].upper() for _where, match in found if not match["digit"]}
    for where, match in found:
        if match["digit"] and match["letter"].upper() in bare:
            yield Hit(
                where,
                match[0],
                said(_("Di tempat lain tertulis “Model {letter}”."), letter=match["letter"].upper()),
                _("Pakai nama formulir yang sama di seluruh dokumen."),
            )
            return
