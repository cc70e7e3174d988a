"""Signatures of somebody else than the office's own (rules over one standard; pure)."""

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
E, W = Severity.ERROR, Severity.WARNING
_NEEDS_SIGNATURE = seek(
    r"\b(?:surat|rekomendasi|legalisasi|pengantar|pengesahan|berita acara)\b", re.IGNORECASE
)
_SIGNATURE = seek(r"[tn]anda\s?tangan|disahkan|pengesahan|mengesahkan|legalisasi|\bTTE\b", re.IGNORECASE)
_ISSUED_BY = seek(
    r"\bditerbitkan\b[^.;]{0,30}\b(?:otomatis|oleh (?:sistem|oss|dinas|disdukcapil|dispendukcapil"
    r"|dukcapil))\b",
    re.IGNORECASE,
)
_NOT_OURS = seek(
    r"\bmenandatangani\s+(?:dan\s+\w+\s+(?:cap|stempel)\s+(?:pada\s+)?)?"
    r"(?:NIB|KTP(?:-el)?|KK|kartu keluarga|kartu tanda penduduk|KIA|kartu identitas anak"
    r"|(?:kutipan )?akta (?:kelahiran|kematian|perkawinan)|paspor|SKCK)\b",
    re.IGNORECASE,
)
_DRAFT = seek(r"\b(?:formulir|pengantar|permohonan|rekomendasi|verifikasi)\b", re.IGNORECASE)
_OF_PRODUCT = seek(
    r"^\W*(?:\d{1,2}[.)]\s*|[a-z][.)]\s*)?(?:surat(?:nya)?|rekomendasi|naskah|konsep|produk)\s+"
    r"(?!pengantar|pernyataan|permohonan|kuasa)",
    re.IGNORECASE,
)
_OUTSIDER = seek(
    r"\b(?:di\s?tanda\s?tangani|disahkan|pengesahan|tanda tangan|dengan tanda tangan|stempel)\b\s*(?:oleh\s+"
    r"|basah\s+|dan stempel\s+)*"
    r"(?P<who>kepala (?:desa|kua|dinas|puskesmas|dusun)|kades|kapolsek|kapolres|danramil|kua|notaris"
    r"|bupati|camat|lurah|ketua r[tw])\b",
    re.IGNORECASE,
)
_SIGNED_BEFORE = seek(
    r"\b(?:sudah|telah)\s+(?:di\s?tanda\s?tangani|disahkan|diketahui)\b|\bpemohon\b",
    re.IGNORECASE,
)
_ACTS_OUTSIDE = seek(
    r"^\W*(?:\d{1,2}[.)]\s*|[a-z][.)]\s*)?(?P<who>kepala\s+(?:dinas|desa|puskesmas|KUA|UPT|badan|kantor|kepolisian|sekolah|bagian)\b|bupati"
    r"|wali\s?kota|notaris|kapolsek|kapolres|danramil|sekretaris\s+daerah|ketua\s+R[TW])\b[^.;]{0,70}?"
    r"\b(?:menandatangani|mengesahkan|melegalisasi|membubuhkan\s+tanda\s+tangan)\b",
    re.IGNORECASE,
)


@rules("signer_outside", E)
def signer_outside(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Product or guarantee rest on a signature of somebody else than the office's own, who sign before."""
    if not people.signers(sheet.part(K.PROSEDUR).sentences, sheet.level):
        return
    own = people.OWN_HEADS.get(sheet.level, "")
    texts = sheet.said_in(K.PRODUK, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN)
    for key, sentence in texts if own else ():
        match = _OUTSIDER.search(sentence)
        if (
            match
            and not re.search(rf"\b{own}\b", sentence, re.IGNORECASE)
            and not _SIGNED_BEFORE.search(sentence[: match.end()])
        ):
            yield Hit(
                key,
                sentence,
                said(_("{name} bukan penanda tangan surat kantor ini."), name=match["who"].strip()),
                _("Sebut pejabat yang menandatangani menurut prosedurnya."),
            )


@rules("signer_of_others", E)
def signer_of_others(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """What a system or another authority issues (NIB, KTP, KK, akta) is not signed here."""
    issued = _ISSUED_BY.search(sheet.part(K.PRODUK).text)
    for sentence in sheet.part(K.PROSEDUR).sentences:
        signs = any(
            role in people.OFFICIALS for role, _name, _text in people.signers([sentence], sheet.level)
        )
        if signs and (issued or _NOT_OURS.search(sentence)) and not _DRAFT.search(sentence):
            yield Hit(
                K.PROSEDUR,
                sentence,
                _(
                    "Dokumen ini diterbitkan sistem atau instansi lain; pimpinan kantor ini tidak "
                    "menandatanganinya."
                ),
                _("Hapus langkah ini, atau sebut surat yang benar-benar ditandatangani."),
            )


@rules("signer_abroad", E)
def signer_abroad(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The head of another body signs in the procedure, and nobody of this office does."""
    sentences = sheet.part(K.PROSEDUR).sentences
    if not people.signers(sentences, sheet.level):
        for sentence in sentences:
            match = _ACTS_OUTSIDE.match(sentence)
            match = match or (_OUTSIDER.search(sentence) if _OF_PRODUCT.match(sentence) else None)
            who = match["who"].casefold() if match else ""
            # `signer_other_level` says it of a camat and a lurah, `village_acts` of who leads a village.
            if who in {"camat", "lurah"} or (sheet.level == "kelurahan" and "desa" in who):
                continue
            if match and not _SIGNED_BEFORE.search(sentence[: match.end()]):
                yield Hit(
                    K.PROSEDUR,
                    sentence,
                    said(_("{name} bukan penanda tangan surat kantor ini."), name=match["who"].strip()),
                    _("Sebut pimpinan kantor ini sebagai penanda tangan."),
                )


@rules("signer_missing", W)
def signer_missing(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A letter is signed by somebody, and the procedure says by whom."""
    product = sheet.part(K.PRODUK).text
    said_ = sheet.text(K.PROSEDUR, K.KOMPETENSI, K.PRODUK, K.WAKTU)
    if _NEEDS_SIGNATURE.search(product) and sheet.part(K.PROSEDUR).text and not _SIGNATURE.search(said_):
        yield Hit(
            K.PROSEDUR,
            product,
            _("Produknya surat, tetapi prosedur tidak menyebut siapa yang menandatangani."),
            _("Tambahkan langkah tanda tangan dan pejabatnya."),
        )
