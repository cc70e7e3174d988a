"""Which component words without a label speak of (pure). A guess; the draft says so."""

import re

from regulations.citations import parse_citation
from standards.vocabulary import ComponentKey

_K = ComponentKey
# The first that fits wins: the narrow cues stand before the wide ones.
_CUES: tuple[tuple[ComponentKey, str], ...] = (
    (
        _K.PROSEDUR,
        r"^(?:graph|flowchart) (?:TD|TB|LR|RL|BT)\b|-->|\balur\b.*(?:graph|→)|mekanisme dan prosedur",
    ),
    (_K.EVALUASI, r"\bevaluasi\b|\bsurvei kepuasan\b|\bkinerja pelaksana\b|^SKM\b|pencapaian target"),
    (
        _K.WAKTU,
        r"^\W*(?:paling lama |maksimal )?\d+\s*(?:\([\w ]+\)\s*)?(?:menit|jam|hari|minggu)\b"
        r"|waktu yang dibutuhkan",
    ),
    (_K.BIAYA, r"^\W*(?:gratis|rp\.?\s*\d|tidak dipungut|tanpa biaya)|\btidak dipungut biaya\b"),
    (_K.JUMLAH, r"^\W*\d+\s*\(?\w*\)?\s*orang\b|:\s*\d+\s*orang\b"),
    (_K.PENGADUAN, r"\btelp\b|\btelepon\b|@|\bpengaduan\b.*\b(?:saran|buku|sarana)\b|lapor\w*\.|www\."),
    (_K.JAMINAN_KEAMANAN, r"\bkode etik\b|\bkeamanan\b|\bkeselamatan\b|\bAPAR\b"),
    (
        _K.KOMPETENSI,
        r"\bmampu (?:ber|meng|me)|\bkompetensi\b|^jabatan :|\bpendidikan minimal\b|^dilaksanakan oleh\b",
    ),
    (
        _K.PENGAWASAN,
        r"^\W*(?:kasi|kepala seksi|sekcam|sekretaris)\b|\bpengawasan internal\b|\bpengawasan melalui\b",
    ),
    (_K.JAMINAN_PELAYANAN, r"\bmaklumat\b|\bmotto\b|\bmenjamin seluruh pelayanan\b|^apabila penyelesaian\b"),
    (_K.SARANA, r"\bkomputer\b|\bprinter\b|\bruang tunggu\b|\bmeja\b.*\bkursi\b"),
    (
        _K.PROSEDUR,
        r"\bpemohon (?:datang|menyerahkan|mengajukan|menunggu)"
        r"|\bpetugas \w+ (?:melakukan|meneruskan|memeriksa)",
    ),
    (_K.PERSYARATAN, r"\bKTP\b.*\bKK\b|\bfoto\s?copy\b|\bfotokopi\b|\bsurat pengantar\b|\bKTP pemohon\b"),
    (_K.PRODUK, r"^\W*(?:rekomendasi|pengantar|kartu|akta|surat keterangan|legalisasi)\b.{0,80}$"),
)
_COMPILED = tuple((key, re.compile(cue, re.IGNORECASE)) for key, cue in _CUES)
_LEADING = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})?[.)]?\s*:?\s*)(?=[A-Za-z])")


def guess(text: str) -> ComponentKey | None:
    """The component the words most likely belong to; None where nothing speaks for one."""
    words = text.strip()
    bare = _LEADING.sub("", words)
    if parse_citation(bare.split(";")[0]):
        return ComponentKey.DASAR_HUKUM
    return next((key for key, cue in _COMPILED if cue.search(words) or cue.search(bare)), None)
