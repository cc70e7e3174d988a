"""What this app says: why a letter was not signed, and its lines on the office's trail."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from signatures.workflow import Code, Status

ACTIONS = {
    "signature.chosen": _("Cara tanda tangan kantor diubah"),
    "signature.identity_added": _("Sertifikat tanda tangan didaftarkan"),
    "signature.identity_ended": _("Sertifikat tanda tangan dihapus dari Loket"),
    "signature.refused": _("Tanda tangan elektronik ditolak"),
    "signature.unknown": _("Hasil tanda tangan elektronik belum diketahui"),
    "signature.claimed": _("Surat dinyatakan tidak ditandatangani, menunggu orang kedua"),
    "signature.settled": _("Hasil tanda tangan elektronik dipastikan"),
}
STATES: Mapping[Status, str | Promise] = {
    Status.PREPARED: _("Disiapkan"),
    Status.SENT: _("Sedang diproses"),
    Status.DONE: _("Ditandatangani"),
    Status.REFUSED: _("Tidak ditandatangani"),
    Status.UNKNOWN: _("Belum diketahui"),
}
TONES: Mapping[Status, str] = {
    Status.PREPARED: "plain",
    Status.SENT: "info",
    Status.DONE: "good",
    Status.REFUSED: "bad",
    Status.UNKNOWN: "warn",
}
CODES: Mapping[str, str | Promise] = {
    Code.WRONG_SECRET: _("Passphrase atau kode OTP salah. Surat belum ditandatangani."),
    Code.NOT_REGISTERED: _("Penanda tangan belum terdaftar di BSrE. Surat belum ditandatangani."),
    Code.NO_CERTIFICATE: _(
        "Penanda tangan belum mempunyai sertifikat elektronik yang berlaku. Surat belum ditandatangani."
    ),
    Code.EXPIRED: _("Sertifikat elektronik sudah habis masa berlakunya. Surat belum ditandatangani."),
    Code.REVOKED: _(
        "Sertifikat elektronik ini sudah dicabut penerbitnya. Surat belum ditandatangani; minta sertifikat "
        "baru, atau tanda tangani basah."
    ),
    Code.NO_TIMESTAMP: _("Cap waktu tidak dapat diambil. Surat belum ditandatangani; coba lagi nanti."),
    Code.UNREACHABLE: _(
        "Layanan tanda tangan tidak dapat dihubungi. Tidak ada yang dikirim. "
        "Tanda tangani basah atau coba lagi."
    ),
    Code.NOT_ALLOWED: _(
        "Layanan tanda tangan menolak akun kantor. Surat belum ditandatangani; admin kantor memeriksanya."
    ),
    Code.DECLINED: _("Layanan tanda tangan menolak surat ini. Surat belum ditandatangani."),
    Code.NOT_SENT: _("Terputus sebelum dikirim. Surat belum ditandatangani."),
    Code.NOT_SIGNED: _("Sudah ditanyakan: surat ini tidak ditandatangani."),
    Code.DECLARED: _("Dinyatakan tidak ditandatangani oleh dua orang."),
    Code.TIMEOUT: _("Layanan tidak menjawab pada waktunya. Mungkin sudah ditandatangani, mungkin belum."),
    Code.FAILED: _("Layanan gagal di tengah jalan. Mungkin sudah ditandatangani, mungkin belum."),
    Code.BAD_ANSWER: _("Jawaban layanan terpotong. Mungkin sudah ditandatangani, mungkin belum."),
    Code.BAD_PDF: _("Yang dikembalikan layanan bukan surat ini dengan tanda tangan yang sah. Belum dipakai."),
    Code.CUT_OFF: _("Terputus saat menunggu jawaban. Mungkin sudah ditandatangani, mungkin belum."),
}


def why(code: str) -> str | Promise:
    """The sentence for a code; "" for none."""
    return CODES.get(code, "")
