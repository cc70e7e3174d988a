"""Sentences that hand a thing on without saying what is done with it (for rules; pure)."""

import re

from commons.seeking import seek

# "Pengaduan yang sudah dicatat selanjutnya oleh Sekretaris": what is done stands in the clause only.
_THING = seek(
    r"^\W*(?:(?:setiap|semua|seluruh|segala)\s+)?(?:pengaduan|aduan|keluhan|saran|masukan|laporan|surat|berkas|rekomendasi|konsep"
    r"|dokumen|hasil|jawaban|rekap\w*|data|isi|permohonan|arsip|catatan|naskah|draf\w*|formulir|kuesioner)\b",
    re.IGNORECASE,
)
_CLAUSE = seek(
    r"\byang\s+(?:(?:sudah|telah|belum|tidak|akan|masih|dapat|baru|perlu)\s+)*[\w-]+"
    r"|\b(?:melalui|mengenai|menurut|terhadap|berdasarkan|bersama|berikutnya|tersebut|dinas|terlebih)\b",
    re.IGNORECASE,
)
_HANDED_ON = seek(
    r"\b(?:selanjutnya|kemudian|lalu|segera|langsung|berikutnya|seterusnya|(?:setelah|sesudah)\s+itu)\s+"
    r"(?:oleh|kepada|ke)\s+\w",
    re.IGNORECASE,
)
# "maka petugas kepada pemohon": somebody, and to whom, but not what.
_NOBODY_DOES = seek(
    r"\bmaka\s+(?:petugas(?:\s+(?:loket|pelayanan))?|kantor|kecamatan|kelurahan|camat|lurah|kami|penyelenggara)\s+"
    r"(?:kepada|ke|oleh|untuk|dengan|dalam)\b(?P<rest>[^.;]*)",
    re.IGNORECASE,
)
_DOES = seek(
    r"\b(?:me[a-z]{3,}|di[a-z]{3,}|ber[a-z]{3,}|ter[a-z]{3,}|adalah|ialah|akan|dapat|harus|wajib|ada|bisa|boleh|selesai"
    r"|jadi|masuk|kembali|sampai|paling|tanggung|tidak|naik|turun|tiba|siap|lengkap)\b",
    re.IGNORECASE,
)


def undone(sentence: str) -> bool:
    """A thing, "selanjutnya oleh" somebody, or somebody "kepada" another, and no word says what they do."""
    if any(not _DOES.search(match["rest"]) for match in _NOBODY_DOES.finditer(sentence)):
        return True
    if not _THING.match(sentence) or not _HANDED_ON.search(sentence):
        return False
    return not _DOES.search(_CLAUSE.sub(" ", sentence))
