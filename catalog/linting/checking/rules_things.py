"""Requirements, definitions, mechanism, facilities, product: do they say the same (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import any_paper, filler, named, one
from standards.reading.charts import steps_of
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_USED_IN = (
    K.PROSEDUR, K.PENGADUAN, K.PENGAWASAN, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN, K.EVALUASI,
)  # fmt: skip
_ENDORSED = re.compile(
    r"\b(?:diketahui|di\s?tanda\s?tangani|disahkan|dilegalisasi)\b(?:(?!\b(?:yang|untuk|guna|apabila)\s+(?:digunakan|keperluan|dipakai|pemohon))[^.;])*",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:sudah|telah|yang)\s+(?:di\s?tanda\s?tangani|disahkan|diketahui|dilegalisasi)\b[^.;]*",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"\b(?:pemohon|pelapor|warga|masyarakat|penduduk|yang bersangkutan)\b[^.;]*"
    r"\b(?:membawa|menyerahkan|melampirkan|melengkapi|menunjukkan|memperlihatkan|mengumpulkan|menyertakan|mengunggah)\b(?P<what>(?:[^.;]|\.(?=\d))*)"
    r"|\b(?:disertai|dilampiri|dengan melampirkan)\b(?P<more>(?:[^.;]|\.(?=\d))*)"
    r"|\b(?:memeriksa|meneliti|mencocokkan|mengecek|memverifikasi)\b(?P<checked>(?:[^.;]|\.(?=\d))*)",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:surat|akt[ae]|bukti|sertifikat|kuitansi|kwitansi)\s+"
    r"(?P<which>(?!dan\b|atau\b|serta\b|yang\b|kepada\b|ke\b|untuk\b|di\b|dengan\b|dari\b|tersebut\b|itu\b)\w{3,}"
    r"(?:\s+(?!dan\b|atau\b|serta\b|yang\b|kepada\b|ke\b|untuk\b|di\b|dengan\b|dari\b|oleh\b)\w{2,}){0,2})",
    re.IGNORECASE,
)
_SLASH = re.compile(
    r"(?<![\w/])(?P<first>(?:[\w-]+ )?[\w-]+)\s*/\s*(?P<second>[\w-]+(?: [\w-]+)?)(?![\w/]| ?/)"
)
_GROUND = re.compile(
    r"\b(?:berdasar(?:kan)?|sesuai(?: dengan)?)\s+(?:surat\s+)?(?:ketetapan|keputusan|penetapan|SK"
    r"|ketentuan|aturan)\b(?P<what>[^.;,]*)",
    re.IGNORECASE,
)
_OWN_PAPER = re.compile(
    r"\b(?:pengesahan|disahkan|legalisasi|legalisir|dilegalisasi|mengesahkan)\b", re.IGNORECASE
)
_NEW_PAPER = re.compile(
    r"^\W*(?:surat\s+)?(?:pengantar|rekomendasi|keterangan|izin|dispensasi)\b", re.IGNORECASE
)
_ADVISES = re.compile(r"\b(?:rekomendasi|pengantar)\b", re.IGNORECASE)
_PERMIT = re.compile(r"^\W*(?:surat )?izin\b(?!.*\b(?:rekomendasi|pengantar)\b)", re.IGNORECASE)
_LEGALISES = re.compile(r"\b(?:legalisasi|legalisir|pengesahan)\b", re.IGNORECASE)
_BROUGHT = re.compile(
    r"\b(?:sudah|telah)\s+di\s?tanda\s?tangani\b|\bdari (?:lurah|kepala desa|kades)\b", re.IGNORECASE
)
_FACILITY_FOR_ACT = re.compile(
    r"\bfasilitas\s+(?=(?:pada|permohonan|surat|penerbitan|pembuatan|pengurusan|pengajuan|pelayanan|legalisasi|rekomendasi)\b)",
    re.IGNORECASE,
)
_ACTS = (
    (
        "verifikasi",
        re.compile(r"\bverifikasi|\bmemverifikasi|\bmemeriksa|\bpemeriksaan|\bvalidasi", re.IGNORECASE),
    ),
    ("registrasi", re.compile(r"\bregistrasi|\bregister|\bmencatat|\bpencatatan", re.IGNORECASE)),
    ("tanda tangan", re.compile(r"[tn]anda\s?tangan|\bpengesahan|\bdisahkan", re.IGNORECASE)),
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
        (K.PROSEDUR, match[0]) for text in sheet.part(K.PROSEDUR).sentences for match in _DONE.finditer(text)
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
    for sentence in sheet.part(K.PROSEDUR).sentences:
        for match in _BRINGS.finditer(sentence):
            carried = match["what"] or match["more"] or match["checked"] or ""
            brought = named("papers", carried)
            lacking = [words for paper, words in brought.items() if paper not in asked and paper not in made]
            lacking = lacking or _never_named(carried, sheet)
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


def _never_named(carried: str, sheet: Sheet) -> list[str]:
    """Papers of no table, none of whose telling words the requirements, the title or the product have."""
    there = f"{sheet.text(K.PERSYARATAN, K.PRODUK)} {sheet.title}".casefold()
    known = any_paper() | set(re.findall(r"\w+", there))
    return [
        match[0]
        for match in _PAPER.finditer(carried)
        if not known & set(re.findall(r"\w+", match["which"].casefold()))
    ]


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
    drawn = " ".join(steps_of([sheet.chart])) or sheet.chart
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


@rules("product_vs_mechanism", W)
def product_vs_mechanism(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The office endorses the applicant's own paper, but the product is a new one."""
    product, mechanism = sheet.part(K.PRODUK).text, sheet.part(K.PROSEDUR).text
    brought = _BROUGHT.search(mechanism) or _LEGALISES.search(sheet.title)
    if (
        brought
        and _OWN_PAPER.search(mechanism)
        and _NEW_PAPER.search(product)
        and not _OWN_PAPER.search(product)
    ):
        yield Hit(
            K.PRODUK,
            product,
            _("Prosedur mengesahkan surat yang dibawa pemohon, tetapi produknya disebut surat baru."),
            _("Samakan: produknya surat yang disahkan, atau prosedurnya menyusun surat baru."),
        )


@rules("product_vs_title", W)
def product_vs_title(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Title and product name different things, or have no telling word in common.

    Who advises another authority does not hand out its permit.
    """
    texts = (sheet.title, sheet.part(K.PRODUK).text)
    alike = not all(_content(text) for text in texts) or _same_thing(*texts) or _initials(*texts)
    if alike and not (_ADVISES.search(texts[0]) and _PERMIT.match(texts[1])):
        return
    yield Hit(
        K.PRODUK,
        texts[1],
        said(_("Produk tidak cocok dengan judul “{title}”."), title=sheet.title),
        _("Sebut produk sesuai dengan layanan di judul."),
    )


def _same_thing(title: str, product: str) -> bool:
    """By what both name ("KK" is a Kartu Keluarga) where both name something, else by their words."""
    named_there, named_here = (
        set(named("subjects", text)) | set(named("papers", text)) for text in (title, product)
    )
    if named_there and named_here:
        return bool(named_there & named_here)
    return bool(_content(title) & _content(product))


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z][a-z0-9]+", text.casefold()) if word not in filler()}


def _initials(title: str, product: str) -> bool:
    """Whether one abbreviates the other ("SKTM", "Surat Keterangan Tidak Mampu")."""
    firsts = [
        "".join(word[0] for word in re.findall(r"[a-z]+", text.casefold())) for text in (title, product)
    ]
    return any(len(word) > 2 and word in firsts[1] for word in _content(title)) or any(
        len(word) > 2 and word in firsts[0] for word in _content(product)
    )


@rules("title_word", W)
def title_word(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Fasilitas" (a thing) where the act is meant."""
    if match := _FACILITY_FOR_ACT.search(sheet.title):
        yield Hit(
            None,
            sheet.title,
            said(_("“{word}” adalah barang atau tempat; yang dimaksud kegiatannya."), word=match[0].strip()),
            _("Tulis “Fasilitasi”."),
        )
