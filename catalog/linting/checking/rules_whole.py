"""Completeness, headings, document control, pages, dates (rules over one standard; pure)."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.seeking import Seeker, seek
from linting.checking.amounts import DAY, day_of
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.grouping import DELIVERY, MANUFACTURING
from linting.checking.sheet import Sheet
from standards.reading.furniture import is_title
from standards.reading.labels import number_of, plain
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey

rules: Rules[Sheet] = Rules()
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_OLD_YEARS = 3
_PAGE = seek(r"\bHal(?:aman)?\.?\s*:?\s*(\d+)\s*(?:dari|/)\s*(\d+)(?P<after>\s*[.,])?", re.IGNORECASE)
_NUMBER = seek(
    r"(?:\b(?:(?:No(?:mor)?\.?|Kode)\s*(?:Dok(?:umen|\.)?)?|Dok(?:umen|\.)?)\s*:?\s*|^\W*)(SP\b.*?)(?=\s*(?:;|,|\||·)|\s+/\s|\s+(?:(?:No\.?|Nomor|Status|Tanggal|Tgl\.?)\s*)?(?:Rev(?:isi\b|\.|\b)|Terbit)|\s+Hal\b|$)",
    re.IGNORECASE,
)
_REVISION = seek(
    r"\b(?:(?:Status|No\.?|Nomor)\s+Revisi|Rev(?:\.|(?=\s*:))"
    r"|(?<!Tanggal )(?<!Tgl )(?<!Tgl\. )Revisi)\s*(?:ke\b\s*)?[\s:-]*(\d{1,3})\b(?!\s*[-/.]\s*\d)"
    r"(?!\s+[a-z]{3,9}\s+20\d\d)",
    re.IGNORECASE,
)
_ISSUED = seek(
    r"\b(?:(?:Tanggal|Tgl\.?)\s+)?(?:Terbit|ditetapkan|penetapan)\W{0,6}(\d{1,2}(?:[-/.]\d{1,2}[-/.]|\s+[a-z]{3,9}\s+)\d{4})",
    re.IGNORECASE,
)
_SET_ON = re.compile(r"(?:(?:tanggal|tgl\.?)\s+)?(?:ditetapkan|penetapan)", re.IGNORECASE)
_REVISION_ROW = seek(r"\b(?:tanggal|tgl\.?)\s+revisi\b", re.IGNORECASE)
_REVISED = seek(
    r"\b(?:Tanggal|Tgl\.?)\s+Revisi\s*:?\s*\d|\bRevisi\s*:?\s*\d{1,2}(?:[-/.]\d{1,2}[-/.]|\s+[a-z]{3,9}\s+)20\d\d",
    re.IGNORECASE,
)
_COUNTED = seek(r"^\s*\d{1,2}(?:[.)]\d{0,2})*\s", re.MULTILINE)
_ANY_WORD = seek(r"[^\W_]")
_PEOPLE = seek(r"\b\d+\s*(?:\([a-z ]+\)\s*)?orang\b", re.IGNORECASE)
_ENACTING = seek(r"^\W*(?:lampiran|nomor|tanggal|tentang|unit pelaksana)\b", re.IGNORECASE)
# UU 25/2009 Pasal 21 and Permenpan RB 15/2014 name some components differently; either is in order.
_SHORTENED: dict[ComponentKey, tuple[frozenset[str], ...]] = {
    ComponentKey.PENGADUAN: (frozenset({"saran"}), frozenset({"masukan"})),
    ComponentKey.PRODUK: (frozenset({"pelayanan"}),),
    ComponentKey.JAMINAN_KEAMANAN: (frozenset({"keselamatan"}),),
}


@rules("component_missing", E)
def component_missing(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """All 14 by Permenpan RB 15/2014; two may share a heading, none may be without words."""
    for key in ComponentKey:
        if not _ANY_WORD.search(_COUNTED.sub("", sheet.part(key).text)) and not _told_beside(sheet, key):
            yield Hit(
                key,
                OFFICIAL_NAMES[key],
                said(_("Komponen {name} tidak ada atau kosong."), name=OFFICIAL_NAMES[key]),
                _("Tulis komponennya: keempat belas komponen wajib ada (Permenpan RB 15/2014)."),
            )


def _told_beside(sheet: Sheet, key: ComponentKey) -> bool:
    """Whether the component that shares a heading says both at once ("loket 1 orang, minimal SMA")."""
    if key is not ComponentKey.JUMLAH or not sheet.part(key).merged:
        return False
    return bool(_PEOPLE.search(sheet.part(ComponentKey.KOMPETENSI).text))


@rules("components_merged", W)
def components_merged(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    for key in ComponentKey:
        if sheet.part(key).merged and (sheet.part(key).text or _told_beside(sheet, key)):
            yield Hit(
                key,
                OFFICIAL_NAMES[key],
                said(
                    _("{name} digabung dengan komponen lain di bawah satu judul."), name=OFFICIAL_NAMES[key]
                ),
                _("Beri judul sendiri untuk tiap komponen."),
            )


@rules("group_heading", W)
def group_heading(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """One of the two group headings without the other covers components of both."""
    if len(sheet.groups) != 1:
        return
    lacking = MANUFACTURING if sheet.groups[0] == DELIVERY else DELIVERY
    names = {
        MANUFACTURING: _("proses pengelolaan pelayanan (manufacturing, komponen 7–14)"),
        DELIVERY: _("proses penyampaian pelayanan (service delivery, komponen 1–6)"),
    }
    yield Hit(
        None,
        sheet.title,
        said(
            _("Judul kelompok {name} tidak ada, sehingga satu judul mencakup semua komponen."),
            name=names[lacking],
        ),
        said(_("Tambahkan judul kelompok {name}."), name=names[lacking]),
    )


@rules("order", I)
def order(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Components of the service desk come before those of the office."""
    first = [key for key in sheet.order if list(ComponentKey).index(key) < 6]
    late = [key for key in sheet.order if list(ComponentKey).index(key) >= 6]
    if not (first and late) or sheet.drawn_here:
        return
    if sheet.order.index(late[0]) < sheet.order.index(first[-1]):
        yield Hit(
            late[0],
            OFFICIAL_NAMES[late[0]],
            said(
                _("Urutan komponen lain dari peraturan: {late} mendahului {first}."),
                late=OFFICIAL_NAMES[late[0]],
                first=OFFICIAL_NAMES[first[-1]],
            ),
            _("Susun menurut Permenpan RB 15/2014: komponen 1–6 lebih dulu."),
        )


@rules("extra_section", I)
def extra_section(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    for heading, _text in sheet.extra:
        if _ENACTING.match(heading):  # the head of an annex
            continue
        yield Hit(
            None,
            heading,
            _("Bagian ini bukan salah satu dari 14 komponen."),
            _("Pindahkan isinya ke komponen yang sesuai atau ke lampiran."),
        )


@rules("heading_shortened", I)
def heading_shortened(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    for key, needed in _SHORTENED.items():
        heading = sheet.part(key).heading
        words = set(plain(number_of(heading)[1]).split())
        if heading and not all(words & one for one in needed):
            yield Hit(
                key,
                heading.strip(" :"),
                said(_("Judul komponen disingkat; nama resminya {name}."), name=OFFICIAL_NAMES[key]),
                said(_("Tulis {name}."), name=OFFICIAL_NAMES[key]),
            )


@rules("control_missing", W)
def control_missing(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A numbered decree with its day controls a document too, if less well."""
    if sheet.control.is_empty and not sheet.drawn_here:
        yield Hit(
            None,
            sheet.title,
            _(
                "Dokumen tidak bernomor, tanpa revisi, tanggal terbit, penyusun, pemeriksa, dan yang "
                "menyetujui."
            ),
            _("Tetapkan ulang sebagai dokumen terkendali dengan Keputusan pimpinan."),
            I if sheet.is_enacted else None,
        )


@rules("control_incomplete", W)
def control_incomplete(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    control = sheet.control
    if control.is_empty:
        return
    asked = (
        (_("nomor dokumen"), control.number),
        (_("status revisi"), control.revision),
        # One that is no day is said by itself.
        (_("tanggal terbit"), control.issued_on or any(map(_ISSUED.search, control.lines))),
        (_("nama penyusun"), control.people[0]),
        (_("nama pemeriksa"), control.people[1]),
        (_("nama yang menyetujui"), control.people[2]),
    )
    lacking = [name for name, value in asked if not value]
    if lacking:
        said_ = ", ".join(map(str, lacking))
        yield Hit(
            None,
            said_,
            said(_("Kendali dokumen belum lengkap: {name} tidak tercantum."), name=said_),
            said(_("Cantumkan {name}."), name=said_),
            # Its decree has a number, a day and a signature; or the form has no room for names.
            I if sheet.is_enacted or not any(control.people) else None,
        )


@rules("control_people", E)
def control_people(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Maker, checker and approver are three different people."""
    people = [" ".join(name.casefold().split()) for name in sheet.control.people]
    posts = [" ".join(post.casefold().split()) for post in sheet.control.posts]
    one_post = all(posts) and posts[1] == posts[2]
    if all(people) and (len(set(people)) < len(people) or one_post):
        yield Hit(
            None,
            " / ".join(sheet.control.people),
            _("Penyusun, pemeriksa, dan yang menyetujui harus tiga orang yang berbeda."),
            _("Tunjuk orang lain untuk memeriksa atau menyetujui."),
        )


@rules("revision_date", W)
def revision_date(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The date of revision is empty only while the revision is 00."""
    control = sheet.control
    if not control.revision or not control.revision.isdigit():
        return
    first = int(control.revision) == 0
    if first == (control.revised_on is None and not any(map(_REVISED.search, control.lines))):
        return
    yield Hit(
        None,
        " / ".join([control.revision, *([f"{control.revised_on:%d-%m-%Y}"] if control.revised_on else [])]),
        said(_("Revisi {revision} dan tanggal revisi tidak cocok."), revision=control.revision),
        _("Isi tanggal revisi sejak revisi 01; kosongkan pada revisi 00."),
        # A form that has no room for it dates the whole document.
        None if control.revised_on or any(map(_REVISION_ROW.search, control.lines)) else I,
    )


def _issued_later(sheet: Sheet) -> bool:
    """Whether one day it was set and one later day it was issued are all that is named."""
    lines = [*sheet.control.lines, *sheet.heads]
    named = {(bool(_SET_ON.match(match[0])), match[1]) for line in lines for match in _ISSUED.finditer(line)}
    days = {is_set: day_of(match) for is_set, text in named if (match := DAY.search(text))}
    made, issued = days.get(True), days.get(False)
    return len(named) == len(days) and bool(made and issued and made < issued)


@rules("issue_date_differs", E)
def issue_date_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Every page of one revision carries the same date of issue. What was set may be issued later."""
    if _issued_later(sheet):
        return
    yield from _differing(
        sheet,
        _ISSUED,
        _("Tanggal terbit tidak sama di semua halaman: {values}."),
        _("Samakan tanggal terbit di sampul dan semua kepala halaman."),
    )


@rules("document_number_differs", E)
def document_number_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    yield from _differing(
        sheet,
        _NUMBER,
        _("Nomor dokumen tidak sama di semua halaman: {values}."),
        _("Pakai satu nomor dokumen, tanpa spasi di dalamnya, di semua halaman."),
    )


@rules("revision_differs", E)
def revision_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    yield from _differing(
        sheet,
        _REVISION,
        _("Nomor revisi tidak sama di semua halaman: {values}."),
        _("Samakan nomor revisi di sampul dan semua kepala halaman."),
    )


def _differing(sheet: Sheet, rule: Seeker, why: Promise, mend: Promise) -> Iterator[Hit]:
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for line in sheet.beside:
        if match := rule.search(line):
            value = " ".join(match[1].split()).strip(" –-,;|·*")
            day = (written := DAY.fullmatch(value)) and day_of(written)
            found.setdefault(str(day or re.sub(r"\s", "", value).casefold().lstrip("0") or "0"), value)
            counts[value] = counts.get(value, 0) + 1
    if len(found) > 1:
        rarest = min(counts, key=lambda value: (counts[value], -list(counts).index(value)))
        yield Hit(None, rarest, said(why, values=" ≠ ".join(found.values())), mend)


@rules("pages", W)
def pages(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Hal n dari m" on every page but the cover, m always the same, nothing left out or twice."""
    found = [match for line in sheet.control.lines if (match := _PAGE.search(line))]
    if not found or [match[1] for match in found] == ["1"]:  # the cover alone counts its pages
        return
    numbers, totals = [int(m[1]) for m in found], {int(m[2]) for m in found}
    expected = set(range(2, max(totals) + 1))
    missing = sorted(expected - set(numbers))
    twice = sorted({n for n in numbers if numbers.count(n) > 1})
    odd = [m[0] for m in found if m["after"]]
    if len(totals) > 1 or missing or twice or max(numbers) > max(totals):
        yield Hit(
            None,
            odd[0] if odd else found[-1][0],
            said(
                _("Hitungan halaman tidak utuh: kepala halaman {numbers} dari {totals}."),
                numbers=", ".join(map(str, numbers)),
                totals=", ".join(map(str, sorted(totals))),
            ),
            _("Beri tiap halaman kepala dengan “Hal n dari m” yang dihitung sendiri oleh pengolah kata."),
        )
    elif odd:
        yield Hit(None, odd[0], _("Ada tanda baca lepas pada nomor halaman."), _("Hapus tandanya."), I)


@rules("title_differs", W)
def title_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The running title of each page is the title of the cover."""
    own = _words(sheet.title)
    if not own or not any(_PAGE.search(line) for line in sheet.control.lines):
        return
    for line in sheet.heads:
        if is_title(line) and _words(line) != own[: len(_words(line))]:
            yield Hit(
                None,
                line,
                said(_("Judul di kepala halaman lain dari judul dokumen “{title}”."), title=sheet.title),
                _("Samakan judul di semua halaman."),
            )
            return


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@rules("too_old", W)
def too_old(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """Reviewed at least every three years (PP 96/2012)."""
    day = max(filter(None, (sheet.control.issued_on, sheet.control.revised_on)), default=None)
    if day is None and sheet.enacted_in:
        day = date(sheet.enacted_in, 12, 31)
    if day is None or (day.year + _OLD_YEARS, day.month, day.day) >= (
        context.today.year,
        context.today.month,
        context.today.day,
    ):
        return
    dated = sheet.control.issued_on or sheet.control.revised_on
    yield Hit(
        None,
        day.strftime("%d-%m-%Y") if dated else str(day.year),
        said(_("Standar ditetapkan lebih dari {years} tahun yang lalu."), years=_OLD_YEARS),
        _("Tinjau ulang bersama masyarakat (FKP), lalu tetapkan revisi baru."),
    )


@rules("issued_in_future", W)
def issued_in_future(sheet: Sheet, context: Context) -> Iterator[Hit]:
    day = sheet.control.issued_on
    if day and day > context.today and not sheet.drawn_here:
        yield Hit(
            None,
            day.strftime("%d-%m-%Y"),
            _("Tanggal terbit belum tiba."),
            _("Periksa tahun dan bulannya."),
        )
