"""Requirements, definitions, mechanism, facilities, product: do they say the same (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking import people
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import any_belonging, any_paper, named, one, pattern, words
from standards.reading.charts import steps_of
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_USED_IN = (
    K.PROSEDUR, K.BIAYA, K.PENGADUAN, K.PENGAWASAN, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN, K.EVALUASI,
)  # fmt: skip
_ENDORSED = seek(
    r"\b(?:diketahui|di\s?tanda\s?tangani|disahkan|dilegalisasi)\b(?:(?!\b(?:yang|untuk|guna|apabila)\s+(?:digunakan|keperluan|dipakai|pemohon)|\bsebagai\s+(?:kelengkapan|syarat|bahan|dasar|lampiran))[^.;])*",
    re.IGNORECASE,
)
_DONE = seek(
    r"\b(?:sudah|telah|yang)\s+(?:di\s?tanda\s?tangani|disahkan|diketahui|dilegalisasi)\b[^.;]*",
    re.IGNORECASE,
)
_BRINGS = seek(
    r"(?<!memanggil )(?<!kepada )\b(?:pemohon|pelapor|warga|masyarakat|penduduk|yang bersangkutan)\b[^.;]*"
    r"\b(?:membawa|menyerahkan|melampirkan|melengkapi|menunjukkan|memperlihatkan|mengumpulkan|menyertakan|mengunggah)\b(?P<what>(?:[^.;]|\.(?=\d))*)"
    r"|\b(?:disertai|dilampiri|dengan melampirkan)\b(?P<more>(?:[^.;]|\.(?=\d))*)"
    r"|\bmenerima\b(?P<taken>[^.;]*)\bdari\s+(?:pemohon|pelapor|warga)\b"
    r"|\b(?:memeriksa|meneliti|mencocokkan|mengecek|memverifikasi|memastikan)\b(?P<checked>(?:[^.;]|\.(?=\d))*)"
    r"|(?P<carried>(?:\w+ ){1,5}\w+) yang "
    r"(?:dibawa|diserahkan|dilampirkan)(?: oleh)? (?:pemohon|pelapor|warga)\b"
    r"|(?P<own>(?:\w+ ){1,4}(?:pemohon|pelapor|warga)) yang (?:dibawa|diserahkan|dilampirkan|ditunjukkan)\b"
    r"|\b(?:menempel(?:kan)?|merekatkan|ditempeli)\s+(?P<stuck>pas ?-?(?:foto|photo)\b)",
    re.IGNORECASE,
)
_DEFINED_BY = seek(
    r"\b(?:dengan syarat|dengan melampirkan|disertai|dilampiri|dibuktikan dengan"
    r"|berdasar(?:kan)?(?= surat))\b(?P<what>[^.;,]*)",
    re.IGNORECASE,
)
# What comes behind the name of a paper: where it is from, when it is asked for, how it looks.
_PAPER_ENDS = (
    r"(?:dan|atau|serta|beserta|berikut|yang|kepada|ke|untuk|guna|di|dengan|dari|oleh|pada|dalam|bagi|tersebut"
    r"|dimaksud|bila|apabila|jika|kalau|bilamana|bertanda|bertandatangan|berm[ae]t[ae]rai|berstempel|berkop|bernomor"
    r"|asli|sudah|telah|masih|secara|sebagai|sebanyak|agar|saat|ketika|sebelum|setelah|sesuai|milik|atas|terhadap"
    r"|melalui|rangkap|lembar|di(?:tanda|bawa|serah|lampir|legalis|terbit|buat|keluar|kuasa|sahkan|terima)\w*)\b"
)
_PAPER = seek(
    r"\b(?:surat|akt[ae]|bukti|sertifikat|kuitansi|kwitansi|kartu|rencana)\s+"
    rf"(?P<which>(?!antre?i?an\b|identitas\b|tanda\b|itu\b|{_PAPER_ENDS})\w{{3,}}(?:\s+(?!{_PAPER_ENDS})\w{{2,}}){{0,2}})",
    re.IGNORECASE,
)
_SLASH = seek(r"(?<![\w/])(?P<first>(?:[\w-]+ )?[\w-]+)\s*/\s*(?P<second>[\w-]+(?: [\w-]+)?)(?![\w/]| ?/)")
_OF_PEOPLE = seek(r"\bkependudukan\b", re.IGNORECASE)
_ADMINDUK = seek(r"\badministrasi kependudukan\b", re.IGNORECASE)
_ANY_PAPER = seek(
    r"\b(?:surat|akt[ae]|kutipan|kartu|pernyataan|bukti|fotokopi|sertifikat|buku|ktp|kk)\b", re.IGNORECASE
)
_FEW_PAPERS = 2
_TAX = seek(r"\b(?:PBB|pajak)\b", re.IGNORECASE)
_TAX_PAID = seek(
    r"\b(?:(?:bukti|tanda|surat)\s+)?(?:lunas|pelunasan|pembayaran)\b[^.;]{0,20}\b(?:PBB|pajak)\b",
    re.IGNORECASE,
)
_CALLED = seek(r"\b(?:menghadirkan|disaksikan(?: oleh)?|dihadiri(?: oleh)?)\b[^.;]*", re.IGNORECASE)
_GROUND = seek(
    r"\b(?:berdasar(?:kan)?|sesuai(?: dengan)?)\s+(?:surat\s+)?(?:ketetapan|keputusan|penetapan|SK"
    r"|ketentuan|aturan)\b(?P<what>[^.;,]*)",
    re.IGNORECASE,
)
_ACTS = (
    (
        "verifikasi",
        seek(r"\bverifikasi|\bmemverifikasi|\bmemeriksa|\bpemeriksaan|\bvalidasi", re.IGNORECASE),
    ),
    ("registrasi", seek(r"\bregistrasi|\bregister|\bmencatat|\bpencatatan", re.IGNORECASE)),
    ("tanda tangan", seek(r"[tn]anda\s?tangan|\bpengesahan|\bdisahkan", re.IGNORECASE)),
)
_CHART_LABEL = re.compile(r"^\W*(?:bagan\s+)?(?:alur|diagram|skema|urutan)\b[^:]{0,30}:\s*", re.IGNORECASE)
_DRAWN = re.compile(r"\b(?:graph|flowchart)\s+(?:TD|TB|LR|RL|BT)\b", re.IGNORECASE)
_ACTOR = seek(
    r"^\W*(?:pemohon|pelapor|pengguna|warga|masyarakat|camat|lurah|sekcam|seklur|sekretaris|kasie?|kasubbag|kepala\s+(?:seksi|subbagian)"
    r"|petugas|operator|staf(?:f)?|pelaksana|verifikator|bendahara|front\s?office|back\s?office|loket|arsiparis|pimpinan)\b"
    r"(?:(?!\s+(?:me[a-z]{3,}|di[a-z]{4,}|ber[a-z]{3,})\b).)*$",
    re.IGNORECASE,
)
_WITNESS = seek(r"\bsaksi\b", re.IGNORECASE)
_WITNESS_PAPER = seek(
    r"\b(?:fotokopi |salinan )?(?:KTP(?:-el)?|kartu tanda penduduk|KK)\b[^.;,]{0,30}\bsaksi\b", re.IGNORECASE
)


@rules("party_not_required", E)
def party_not_required(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Who must know or sign the applicant's paper, by definition or mechanism, is in the requirements."""
    asked = sheet.part(K.PERSYARATAN).text
    if not asked:
        return
    sentences: list[tuple[ComponentKey | None, str]] = [
        (None, match[0]) for text in sheet.definitions for match in _ENDORSED.finditer(text)
    ]
    sentences += [
        (K.PROSEDUR, match[0])
        for text in sheet.part(K.PROSEDUR).sentences
        for rule in (_DONE, _CALLED)
        for match in rule.finditer(text)
    ]
    for where, sentence in sentences:
        parties = named("parties", sentence)
        lacking = [
            words
            for party, words in parties.items()
            if party not in named("parties", asked) and not _is_own(party, sheet)
        ]
        if lacking:
            yield Hit(
                where,
                sentence,
                said(
                    _(
                        "Di sini harus diketahui atau ditandatangani {party}, tetapi persyaratan "
                        "tidak memintanya."
                    ),
                    party=", ".join(lacking),
                ),
                said(_("Tambahkan ke persyaratan, atau hapus {party} di sini."), party=", ".join(lacking)),
            )


def _is_own(party: str, sheet: Sheet) -> bool:
    return sheet.level == "kelurahan" and party.startswith("Lurah")


@rules("paper_not_required", E)
def paper_not_required(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """What the applicant brings in the procedure is among the requirements."""
    asked = named("papers", sheet.part(K.PERSYARATAN).text)
    made = named("papers", f"{sheet.title} {sheet.part(K.PRODUK).text}")
    for text in sheet.definitions:
        for match in _DEFINED_BY.finditer(text):
            carried = match["what"]
            lacking = [words for paper, words in named("papers", carried).items() if paper not in asked]
            # A kind of paper that is asked for says nothing of which one.
            if lacking := _never_named(carried, sheet) or lacking:
                yield Hit(
                    None,
                    match[0],
                    said(
                        _("Disyaratkan definisi, tetapi tidak ada di persyaratan: {papers}."),
                        papers=", ".join(lacking),
                    ),
                    said(
                        _("Tambahkan {papers} ke persyaratan, atau hapus di sini."), papers=", ".join(lacking)
                    ),
                )
    for sentence in sheet.part(K.PROSEDUR).sentences:
        for match in _BRINGS.finditer(sentence):
            carried = next(filter(None, match.groups()), "")
            brought = named("papers", carried)
            lacking = [words for paper, words in brought.items() if paper not in asked and paper not in made]
            lacking = lacking or _never_named(carried, sheet) or _of_witnesses(carried, sheet)
            if lacking:
                yield Hit(
                    K.PROSEDUR,
                    sentence,
                    said(
                        _("Diserahkan pemohon, tetapi tidak ada di persyaratan: {papers}."),
                        papers=", ".join(lacking),
                    ),
                    said(
                        _("Tambahkan {papers} ke persyaratan, atau hapus di sini."), papers=", ".join(lacking)
                    ),
                )


def _of_witnesses(carried: str, sheet: Sheet) -> list[str]:
    """A paper of witnesses, where the requirements know of none."""
    if _WITNESS.search(sheet.text(K.PERSYARATAN, K.PRODUK)) or not named("papers", carried):
        return []
    return [match[0].strip() for match in _WITNESS_PAPER.finditer(carried)][:1]


def _never_named(carried: str, sheet: Sheet) -> list[str]:
    """Papers of no table, none of whose telling words the requirements, the title or the product have."""
    there = f"{sheet.text(K.PERSYARATAN, K.PRODUK)} {sheet.title}".casefold()
    known = set(re.findall(r"\w+", there))
    return [
        match[0]
        for match in _PAPER.finditer(carried)
        if _mostly_new(re.findall(r"\w+", match["which"].casefold()), known)
    ]


def _mostly_new(which: list[str], known: set[str]) -> bool:
    """ "keterangan kelompok tani" beside a "Kartu Tani": another paper, of which one word is known."""
    telling = [word for word in which if word not in any_paper()]
    return bool(telling) and 2 * len(known.intersection(telling)) <= len(telling) - (len(telling) < 2)


@rules("unrelated_requirement", W)
def unrelated_requirement(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Tax paid is no condition of a service that has nothing to do with land; nobody's law asks for it.
    Nor is a paper that belongs to services of another kind."""
    yield from _of_other_services(sheet)
    if named("subjects", sheet.title).keys() & {"tanah", "bangunan", "usaha"} or _TAX.search(sheet.title):
        return
    for item in sheet.part(K.PERSYARATAN).items:
        if _TAX_PAID.search(item):
            yield Hit(
                K.PERSYARATAN,
                item,
                _("Lunas pajak disyaratkan untuk layanan yang tidak berkaitan dengan pajak atau tanah."),
                _("Hapus syarat ini, atau sebut peraturan yang memintanya."),
            )


def _of_other_services(sheet: Sheet) -> Iterator[Hit]:
    rest = sheet.text(K.PROSEDUR, K.PRODUK)
    items = [item for item in sheet.part(K.PERSYARATAN).items if any_belonging().search(item)]
    for paper, services in words()["belongs"].items() if items else ():
        for item in items:
            match = pattern(paper).search(item)
            if match and not pattern(f"{services}|{paper}").search(
                f"{sheet.title} {rest} {item[: match.start()]}"
            ):
                yield Hit(
                    K.PERSYARATAN,
                    item,
                    said(
                        _(
                            "“{paper}” tidak dipakai di langkah mana pun dan tidak berkaitan dengan "
                            "layanan ini."
                        ),
                        paper=match[0],
                    ),
                    _("Hapus syarat ini, atau sebut peraturan yang memintanya."),
                )


@rules("slash_unclear", W)
def slash_unclear(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "KTP / KK": both or either? Not where the standard is about the one or the other."""
    own = named("papers", sheet.title).keys()
    for item in sheet.part(K.PERSYARATAN).items:
        for match in _SLASH.finditer(item):
            first, second = named("papers", match["first"]), named("papers", match["second"])
            if (
                first
                and second
                and first.keys() != second.keys()
                and not (first.keys() | second.keys()) <= own
            ):
                yield Hit(
                    K.PERSYARATAN,
                    item,
                    said(_("“{words}”: keduanya atau salah satu?"), words=match[0]),
                    said(
                        _("Tulis “{first} dan {second}” atau “{first} atau {second}”."),
                        first=match["first"],
                        second=match["second"],
                    ),
                )


@rules("slashes_unclear", W)
def slashes_unclear(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Akta nikah / akta cerai / surat pernyataan": three papers in one line, all of them or one?"""
    for item in sheet.part(K.PERSYARATAN).items:
        pieces = re.split(r"\s+/\s*|\s*/\s+", item)
        if (
            len(pieces) > _FEW_PAPERS
            and sum(bool(_ANY_PAPER.search(piece)) for piece in pieces) >= _FEW_PAPERS
        ):
            yield Hit(
                K.PERSYARATAN,
                item,
                _("Beberapa berkas dipisah garis miring: semuanya atau salah satu?"),
                _("Tulis “dan” atau “atau”, dan asli atau fotokopi."),
            )


@rules("ground_unnamed", W)
def ground_unnamed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A requirement rests on a decision without number or date, maybe the office's own."""
    own = r"\blurah|\bkelurahan" if sheet.level == "kelurahan" else r"\bcamat\b|\bkecamatan\b"
    for item in sheet.part(K.PERSYARATAN).items:
        for match in _GROUND.finditer(item):
            if re.search(r"\d|\bperaturan perundang", match["what"], re.IGNORECASE):
                continue
            circular = re.search(own, match["what"], re.IGNORECASE)
            yield Hit(
                K.PERSYARATAN,
                item,
                _("Surat yang diminta didasarkan pada ketetapan kantor ini sendiri, tanpa nomor dan tanggal.")
                if circular
                else _("Dasar yang disebut tidak bernomor dan tidak bertanggal."),
                _("Sebut nomor dan tanggal ketetapannya, atau hapus."),
            )


@rules("facility_unlisted", W)
def facility_unlisted(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """What the standard uses is in its list of facilities."""
    listed = " ; ".join(sheet.facilities) or sheet.part(K.SARANA).text
    if not listed.strip():
        return
    have = named("things", listed)
    for key in _USED_IN:
        for sentence in sheet.part(key).sentences:
            lacking = {
                thing: words for thing, words in named("things", sentence).items() if thing not in have
            }
            have |= lacking
            if lacking:
                names = ", ".join(lacking.values())
                yield Hit(
                    key,
                    sentence,
                    said(_("Dipakai di sini, tetapi tidak ada di daftar sarana: {things}."), things=names),
                    said(_("Tambahkan ke Sarana Prasarana: {things}."), things=names),
                    None if key is K.PROSEDUR else I,
                )


@rules("database_unnamed", W)
def database_unnamed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A check against a database that neither requirements, legal basis nor facilities name."""
    elsewhere = sheet.text(K.PERSYARATAN, K.DASAR_HUKUM, K.SARANA)
    for sentence in sheet.part(K.PROSEDUR).sentences:
        match = one("databases").search(sentence)
        if (
            match
            and not one("databases").search(elsewhere)
            and not re.search(r"\bDTSEN\b|\bDTKS\b|\bSIAK\b", sentence)
            and not (_OF_PEOPLE.search(sentence) and _ADMINDUK.search(elsewhere))
        ):
            yield Hit(
                K.PROSEDUR,
                sentence,
                said(
                    _(
                        "Pemeriksaan memakai “{words}” yang tidak disebut di persyaratan, dasar "
                        "hukum, atau sarana."
                    ),
                    words=match[0],
                ),
                _("Sebut nama datanya, siapa pemiliknya, dan dasar hukumnya."),
            )


@rules("chart_differs", W)
def chart_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The drawn flow leaves out acts that the written procedure has."""
    written = sheet.part(K.PROSEDUR).text
    if not sheet.chart or not re.search(r"\w", written.replace(sheet.chart, "")):
        return
    stations = steps_of([_CHART_LABEL.sub("", sheet.chart)])
    # A line that says whom the file goes to, not what they do with it, is in order where nobody is left out.
    acting = people.roles_in(written.replace(sheet.chart, ""), sheet.level).keys()
    of_actors = not _DRAWN.search(sheet.chart) and all(_ACTOR.match(one_) for one_ in stations)
    if of_actors and acting <= people.roles_in(" \n".join(stations), sheet.level).keys():
        return
    drawn = " ".join(stations) or sheet.chart
    lacking = [
        name
        for name, rule in _ACTS
        if rule.search(written.replace(sheet.chart, "")) and not rule.search(drawn)
    ]
    if lacking:
        yield Hit(
            K.PROSEDUR,
            sheet.chart,
            said(_("Bagan alur tidak memuat {acts}, padahal prosedurnya memuat."), acts=", ".join(lacking)),
            _("Gambar ulang alur dari langkah-langkahnya."),
        )


@rules("register_late", I)
def register_late(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Registered only after the signature: nothing shows that the file came in."""
    items = sheet.part(K.PROSEDUR).items
    signed = [at for at, item in enumerate(items) if _ACTS[2][1].search(item) and not _DONE.search(item)]
    noted = [at for at, item in enumerate(items) if _ACTS[1][1].search(item)]
    if signed and noted and min(noted) > max(signed):
        yield Hit(
            K.PROSEDUR,
            items[noted[0]],
            _("Berkas baru diregistrasi setelah ditandatangani; penerimaannya tidak tercatat."),
            _("Catat berkas saat diterima, dan beri tanda terima."),
        )
