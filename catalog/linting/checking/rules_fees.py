"""The fee: what it is, what it rests on, and money that other components ask for (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity
from linting.checking.sheet import Sheet
from standards.reading import values
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E = Severity.ERROR
Where = ComponentKey | None
_OF_MONEY = (K.BIAYA, K.PERSYARATAN, K.PROSEDUR, K.WAKTU, K.PRODUK, K.JAMINAN_PELAYANAN)
_PAYS = seek(
    r"\bRp\.?\s?\d|\bmembayar\b|\bpembayaran\b|\bretribusi\b|\bmelunasi\b|\bpelunasan\b|\bkasir\b|\bongkos\b"
    r"|\b(?:kuitansi|kwitansi|bukti|tanda)\s+(?:pelunasan|bayar|lunas|setor)\b",
    re.IGNORECASE,
)
# Gifts asked for beside what is called free.
_GIVES = seek(
    r"\b(?:uang (?:lelah|rokok|kopi|jasa|administrasi)|seikhlasnya|sukarela|sumbangan|infa[kq]|kontribusi"
    r"|iuran|tanda terima ?kasih|biaya (?:administrasi|stempel|cetak|pengganti))\b",
    re.IGNORECASE,
)
_NOT = seek(r"\b(?:tidak|tanpa|dilarang|bebas|menolak)\b", re.IGNORECASE)
_PAYS_OTHERS = seek(
    r"\btidak\b|\btanpa\b|\bPBB\b|\bpajak\b|\bBPHTB\b|\bSPPT\b|\bber?m[ae]t[ae]rai\b|\bm[ae]t[ae]rai\b",
    re.IGNORECASE,
)
_TARIFF = seek(r"\bretribusi\b|\bPNBP\b|\btarif\b|\bpenerimaan negara bukan pajak\b", re.IGNORECASE)


@rules("fee_contradicts", E)
def fee_contradicts(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Free of charge here, an amount there."""
    own = values.fee(sheet.part(K.BIAYA).text)
    if own and own["rupiah"] is None:
        yield Hit(
            K.BIAYA,
            sheet.part(K.BIAYA).text,
            _("Biayanya disebut gratis dan sekaligus berjumlah, atau beberapa jumlah tanpa keterangan."),
            _("Tulis satu biaya, atau biaya tiap keadaan."),
        )
    if sheet.rupiah != 0:
        return
    for where, sentence in sheet.said_in(*_OF_MONEY):
        if _asks_money(sentence, where):
            yield Hit(
                where,
                sentence,
                _("Biaya dinyatakan gratis, tetapi di sini ada pembayaran."),
                _("Hapus pembayarannya, atau tulis biaya dan dasar hukumnya."),
            )


def _asks_money(sentence: str, key: Where) -> bool:
    """Money, or a gift; the words of the fee itself ("tidak dipungut biaya") ask for none."""
    given = _GIVES.search(sentence)
    if given and not _NOT.search(sentence[: given.start()][-30:]):
        return True
    return key is not K.BIAYA and bool(_PAYS.search(sentence)) and not _PAYS_OTHERS.search(sentence)


@rules("fee_missing", E)
def fee_missing(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    text = sheet.part(K.BIAYA).text
    if text.strip() and sheet.rupiah is None and values.fee(text) is None:
        yield Hit(
            K.BIAYA,
            text,
            _("Biaya tidak terbaca: tidak “gratis” dan tidak ada jumlah rupiah."),
            _("Tulis “Gratis” atau jumlah rupiahnya beserta dasar hukumnya."),
        )


@rules("fee_without_ground", E)
def fee_without_ground(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Money is taken only under a rule on levies (UU 28/2009 and what followed it)."""
    if sheet.rupiah and not _TARIFF.search(sheet.part(K.DASAR_HUKUM).text):
        yield Hit(
            K.BIAYA,
            sheet.part(K.BIAYA).text,
            _("Ada biaya, tetapi dasar hukum tidak memuat peraturan retribusi atau tarif."),
            _("Kutip peraturan yang menetapkan tarifnya, atau tulis gratis."),
        )
