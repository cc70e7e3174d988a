"""Sentences no standard may hold: unfair or unlawful treatment of who applies or complains (pure).

Each is known by its words alone; a sentence that denies or forbids the thing is none.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commons.seeking import Seeker, seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

if TYPE_CHECKING:
    from django.utils.functional import Promise

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
_DENIED = r"\b(?:tidak|tanpa|dilarang|bukan|jangan)\b"
_PAPER = (
    r"(?:ijazah|KTP(?:-el)?|KK|kartu keluarga|sert[ip]\w+|BPKB|STNK|SIM|buku nikah|dokumen asli"
    r"|berkas asli|paspor)"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """`words`: what gives it away. `unless`: what makes the sentence harmless. `title`: of which services."""

    code: str
    severity: Severity
    words: str
    why: "str | Promise"
    mend: "str | Promise"
    unless: str = ""
    title: str = ""
    keys: tuple[ComponentKey, ...] = tuple(K)


PHRASES = (
    Phrase(
        "discriminates",
        E,
        r"\b(?:keturunan\s+\w+|(?:ber)?agama\s+selain|selain\s+agama|non-?\s?muslim|suku\s+\w+|etnis\s+\w+)\b[^.;]{0,60}?"
        r"\b(?:tidak dilayani|tidak dapat|ditambah|harus ke|wajib|hanya|dikenakan)\b"
        r"|\b(?:persetujuan|izin)\s+(?:tertulis\s+)?(?:dari\s+)?suami\b(?!\s*(?:/|atau|dan)\s*\w)",
        _("Warga dibedakan menurut keturunan, agama, atau jenis kelamin tanpa dasar hukum."),
        _("Hapus; semua warga dilayani dengan syarat yang sama."),
    ),
    Phrase(
        "degrading",
        E,
        r"\b(?:keterangan|surat|tes|pemeriksaan)\b[^.;]{0,30}\b(?:perawan|keperawanan|tidak\s+(?:sedang\s+)?hamil)\b",
        _("Syarat ini merendahkan, hanya dikenakan kepada perempuan, dan tidak punya dasar hukum."),
        _("Hapus dari persyaratan."),
        keys=(K.PERSYARATAN, K.PROSEDUR),
    ),
    Phrase(
        "originals_held",
        E,
        rf"\b{_PAPER}\b[^.;]{{0,60}}?\b(?:ditahan|disimpan\s+(?:di|oleh)\s+(?:kantor|kecamatan|kelurahan|rumah|petugas|loket)"
        r"|ditinggal(?:kan)?\s+(?:di|pada)|(?:sebagai|untuk|menjadi)\s+jaminan)\b"
        rf"|\bmenahan\b[^.;]{{0,30}}\b{_PAPER}\b",
        _("Dokumen asli warga ditahan; kantor tidak berwenang menyimpannya."),
        _("Tulis bahwa aslinya diperlihatkan lalu dikembalikan saat itu juga."),
        unless=rf"{_DENIED}|\bsalinan\b|\bfoto\s?[ck]op",
    ),
    Phrase(
        "complainant_punished",
        E,
        r"\b(?:pernah\s+|yang\s+)?(?:mengadu\w*|melapor\w*|mengeluh\w*)\b[^.;]{0,60}?"
        r"\b(?:di\w+\s+(?:paling\s+)?(?:terakhir|akhir|belakang)|tidak\s+dilayani|ditolak|ditunda|dicatat\s+sebagai)\b",
        _("Yang mengadu dihukum dengan pelayanan yang lebih buruk."),
        _("Hapus; mengadu adalah hak (UU 25/2009)."),
    ),
    Phrase(
        "complaint_barred",
        E,
        r"\b(?:jawaban|putusan|keputusan)\b[^.;]{0,40}\bbersifat\s+final\b"
        r"|\b(?:tidak|dilarang)\s+(?:di\s?perkenankan|boleh|dapat|diperbolehkan)?\s*(?:mengadu|melapor)\s+(?:lagi|ke|kepada)\b"
        r"|\bpengaduan\b[^.;]{0,60}\bber?m[ae]t[ae]rai\b|\bpengaduan\b[^.;]{0,60}\bdi\s+atas\s+m[ae]t[ae]rai\b"
        r"|(?<!tidak )(?<!tidak perlu )\b(?:asal(?:kan)?|dengan\s+syarat|hanya\s+(?:bila|jika|apabila"
        r"|setelah)|wajib|harus)\b(?:(?!\b(?:tanpa|tidak)\b)[^.;]){0,70}"
        r"\b(?:ber?m[ae]t[ae]rai|membayar|surat\s+pernyataan|m[ae]t[ae]rai)\b",
        _("Pengaduan dihalangi."),
        _("Terima pengaduan lewat semua saluran, dan sebut ke mana pengadu dapat meneruskannya."),
        keys=(K.PENGADUAN,),
    ),
    Phrase(
        "kept_silent",
        E,
        r"\btanpa\s+(?:perlu\s+)?(?:di)?(?:beritahu\w*|memberi\s?tahu\w*|diberitahukan|pemberitahuan)\b[^.;]{0,30}"
        r"\b(?:pemohon|warga|pelapor|pengadu)\b",
        _("Pemohon tidak diberi tahu, sehingga menunggu tanpa keputusan."),
        _("Tulis kapan dan bagaimana pemohon diberi tahu."),
    ),
    Phrase(
        "quota",
        W,
        r"\b(?:dibatasi|hanya|maksimal|paling banyak)\b[^.;]{0,30}\b\d{1,3}\s*(?:\([a-z ]+\)\s*)?"
        r"(?:orang|pemohon|berkas|antrean|nomor)\b[^.;]{0,20}\b(?:setiap|per|tiap)\s*hari\b",
        _("Jumlah pemohon sehari dibatasi; yang datang sesudahnya disuruh pulang."),
        _("Layani semua yang datang pada jam pelayanan."),
    ),
    Phrase(
        "private_account",
        E,
        r"\brekening\s+(?:pribadi|atas nama|milik|staf|petugas|kasi|camat|lurah)\b"
        r"|\bdibayar\s+tunai\s+kepada\s+petugas\b",
        _("Uang diminta lewat rekening atau tangan petugas: pungutan liar."),
        _("Hapus; bila ada retribusi, bayar ke kas daerah."),
        # A copy of an applicant's own book of account is a paper.
        unless=rf"{_DENIED}|\b(?:foto\s?[ck]op\w*|salinan|buku)\s+(?:buku\s+)?rekening",
    ),
    Phrase(
        "data_passed_on",
        E,
        r"\b(?:data|nomor|NIK|berkas|foto|KTP|dokumen|omzet|rekaman|identitas)\b[^.;]{0,70}?"
        r"\b(?:dibagikan|diberikan|dijual|diserahkan|diteruskan|disebarkan|dikirim|dipinjamkan|disampaikan|ditawarkan)\b"
        r"[^.;]{0,20}?\b(?:kepada|ke|di|dalam|melalui)\s+(?:\w+\s+)?(?:koperasi|leasing|perusahaan"
        r"|pihak ketiga|pihak lain|swasta"
        r"|bank|gr(?:u|ou)p|mitra|vendor|sponsor|media\s+massa|partai|pengembang|agen|siapa\s+(?:saja|pun))\b"
        r"|\b(?:data\s+(?:pribadi|pemohon|warga|pengadu|penduduk)|NIK|berkas\s+(?:pemohon|warga)|rekaman|CCTV|identitas)\b[^.;]{0,50}?\bdi(?:unduh|akses|lihat|buka|salin|minta|pakai|gunakan|manfaatkan)\s+"
        r"(?:oleh\s+)?(?:siapa\s+(?:saja|pun)|umum|publik|masyarakat\s+umum|semua\s+orang|mitra|pihak\s+(?:ketiga|lain))\b"
        r"|\bdisimpan\s+di\s+(?:telepon|ponsel|HP|komputer|laptop|gawai)\s+pribadi\b",
        _("Data pribadi warga keluar dari kantor tanpa persetujuannya."),
        _("Hapus; data dipakai untuk layanan ini saja (UU 27/2022)."),
        unless=rf"{_DENIED}|\bpersetujuan\b",
    ),
    Phrase(
        "errors_of_ours",
        E,
        r"\b(?:salah|kesalahan)\s+(?:ketik|tulis|cetak|pengetikan|penulisan)\b[^.;]{0,80}?"
        r"\b(?:tanggung(?:an|\s+jawab)?\s+pemohon|(?:bukan|tidak\s+menjadi)\s+tanggung\s?jawab"
        r"|mengulang\s+dari\s+awal|biaya\s+pemohon)\b"
        r"|\btidak\s+bertanggung\s?jawab\s+atas\s+(?:kehilangan|kerusakan|kesalahan|keterlambatan)\b"
        r"|\b(?:keterlambatan|kelambatan|kehilangan|kerusakan)\b[^.;]{0,40}\b(?:bukan|di\s+luar|tidak\s+menjadi)\s+"
        r"tanggung\s?jawab\s+(?:kantor|kecamatan|kelurahan|petugas|kami|penyelenggara)\b",
        _("Kesalahan kantor dibebankan kepada pemohon."),
        _("Tulis bahwa kesalahan petugas diperbaiki segera, tanpa biaya dan tanpa syarat baru."),
    ),
    Phrase(
        "refused_by_delay",
        E,
        r"\b(?:dianggap|dinyatakan)\s+ditolak\b|\btidak\s+dapat\s+diajukan\s+(?:kembali|lagi|ulang)\b",
        _("Pemohon kehilangan haknya karena waktu atau kekurangan berkas."),
        _("Tulis bahwa berkas dapat dilengkapi, dan apa gantinya bila kantor terlambat."),
        unless=r"\b(?:palsu|tidak benar)\b",
    ),
    Phrase(
        "promised_for_others",
        E,
        r"\b(?:dijamin|pasti|dipastikan)\b[^.;]{0,40}\b(?:diterima|cair|lolos|lulus|memperoleh|mendapat(?:kan)?|disetujui)\b"
        r"[^.;]{0,40}\b(?:bank|kredit|bantuan|bansos|beasiswa|instansi|pengadilan|polisi|penerima)\b",
        _("Yang dijanjikan di sini diputuskan oleh pihak lain."),
        _("Janjikan hanya apa yang dikerjakan kantor ini."),
    ),
    Phrase(
        "supervised_from_outside",
        W,
        r"\bpengawasan\s+internal\b[^.;]{0,40}\boleh\s+(?:ombudsman|masyarakat|pemohon|BPK|kepolisian|LSM|media)\b",
        _("Ini pengawas luar, bukan pengawasan internal."),
        _("Sebut atasan langsung yang mengawasi, dan seberapa sering."),
        keys=(K.PENGAWASAN,),
    ),
    Phrase(
        "note_left",
        W,
        r"\((?:[^()]*\b(?:tolong|mohon|harap)\b[^()]*\b(?:dicek|dicocokkan|diperiksa|diisi|dilengkapi|diganti|dihapus)\b[^()]*)\)"
        r"|\b(?:TODO|belum fix|nanti diisi|isi nanti)\b",
        _("Catatan penyusun tertinggal di dokumen."),
        _("Hapus catatannya."),
    ),
    Phrase(
        "favours",
        E,
        r"\b(?:keluarga|kerabat|saudara|kenalan|perangkat|pegawai|pejabat)\b(?:(?!\b(?:pemohon|warga|masyarakat|pengunjung)\b)[^.;]){0,60}?"
        r"\b(?:didahulukan|diutamakan|diprioritaskan|tanpa\s+(?:mengambil\s+)?antre\w*|(?:langsung|segera)\s+dilayani"
        r"|dilayani\s+(?:lebih\s+)?(?:dahulu|dulu|langsung|segera)|tidak\s+perlu\s+(?:meng)?antre|jalur\s+khusus)\b",
        _("Kenalan atau keluarga petugas didahulukan."),
        _("Hapus; yang didahulukan hanya kelompok rentan."),
        unless=rf"{_DENIED}\s+di|\blansia\b|\blanjut usia\b|\bdisabilitas\b|\bhamil\b",
    ),
    Phrase(
        "signed_by_neighbour",
        E,
        r"\bdi\s?tanda\s?tangani\s+(?:oleh\s+)?(?:ketua\s+)?(?:RT|RW|kepala\s+dusun)\b",
        _("Ketua RT atau RW bukan pejabat yang menandatangani produk kantor ini."),
        _("Sebut pejabat yang menandatanganinya."),
        keys=(K.PRODUK,),
    ),
    Phrase(
        "renewed_for_nothing",
        E,
        r"\b(?:KTP(?:-el)?|NIB)\b[^.;]{0,80}?\bdiperpanjang\b|\bmemperpanjang\s+(?:KTP(?:-el)?|NIB)\b",
        _("Dokumen ini tidak perlu diperpanjang."),
        _("Hapus kewajiban memperpanjang."),
        unless=rf"{_DENIED}\s+(?:perlu|usah|wajib)",
    ),
    Phrase(
        "married_or_of_age",
        E,
        r"\b17\s*(?:\(tujuh belas\)\s*)?tahun\s+dan\s+(?:sudah|telah|pernah)"
        r"\s+(?:pernah\s+)?(?:kawin|menikah)\b",
        _("KTP-el untuk yang berumur 17 tahun, atau sudah kawin, atau pernah kawin."),
        _("Tulis “atau”, bukan “dan” (UU 24/2013 Pasal 63)."),
        title=r"\bKTP\b|\bkartu tanda penduduk\b",
        keys=(K.PERSYARATAN, K.PROSEDUR),
    ),
    Phrase(
        "staff_chosen",
        W,
        r"\b(?:berasal\s+dari|asli|keturunan|harus)\s+(?:suku|etnis|ras)\b|\bputra\s+daerah\b|\b(?:penduduk|warga)\s+asli\b"
        r"|\bberagama\s+(?!apa)\w+|\b(?:khusus|hanya|diutamakan)\s+(?:laki-laki|pria|perempuan|wanita)\b"
        r"|(?<!keterangan )(?<!pernyataan )\bbelum\s+(?:menikah|kawin|berkeluarga)\b|\bpribumi\b",
        _("Pelaksana dibedakan menurut asal, agama, jenis kelamin, atau perkawinan."),
        _("Tulis kemampuan yang dituntut."),
        keys=(K.KOMPETENSI,),
    ),
    Phrase(
        "proxy_of_self",
        E,
        r"\bkuasa\b(?:(?!\b(?:diwakilkan|diwakili|dikuasakan|orang\s+lain)\b)[^.;]){0,80}\b(?:bila|apabila|jika|kalau)\b[^.;,]{0,40}"
        r"\b(?:di(?:ajukan|urus|ambil)|mengurus|mengajukan|mengambil|datang)\b[^.;]{0,20}\bsendiri\b",
        _("Surat kuasa diminta dari yang mengurus sendiri."),
        _("Tulis bahwa surat kuasa diperlukan bila diurus orang lain."),
        unless=r"\b(?:tidak|bukan|berhalangan)\b",
    ),
    Phrase(
        "survey_chosen",
        E,
        r"\b(?:pemohon|responden|warga|masyarakat|pengguna(?:\s+layanan)?|orang)\s+yang\s+(?:di\w+\s+)?"
        r"(?:(?:tampak|terlihat|kelihatan|merasa|sudah|telah|akan|paling|cukup)\s+){0,2}(?:puas|senang|gembira|dikenal\s+baik|memuji)\b",
        _("Yang ditanya dipilih menurut kepuasannya, sehingga hasilnya tidak benar."),
        _("Bagikan kepada setiap pemohon, atau kepada sebagian yang dipilih acak."),
        keys=(K.EVALUASI,),
        unless=r"\b(?:apakah|seberapa|jumlah|persentase|persen|tingkat|bila|apabila|jika|tombol|menekan|memilih|menjawab)\b|%",
    ),
    Phrase(
        "result_before_end",
        E,
        r"\b(?:hasil|laporan|rekap\w*|nilai)\b[^.;]{0,90}\bsebelum\s+(?:pelaksanaan\s+)?(?:survei|SKM|penilaian|pengolahan|rekapitulasi|evaluasi)"
        r"(?:\s+(?:itu|tersebut|kepuasan\s+masyarakat))?\s+(?:selesai|berakhir|rampung|usai|dilaksanakan|dimulai)\b",
        _("Hasilnya belum ada pada waktu itu."),
        _("Tulis berapa lama sesudah survei selesai."),
        keys=(K.EVALUASI, K.PENGAWASAN, K.PENGADUAN),
    ),
    Phrase(
        "evaluated_self",
        W,
        r"\b(?:evaluasi|penilaian|dinilai|dievaluasi)\b[^.;]{0,70}\boleh\s+(?:pegawai|petugas|pelaksana|staf|operator|yang)\s+"
        r"(?:(?:itu|tersebut|loket|pelayanan|dinilai)\s+)?(?:sendiri|yang\s+bersangkutan|masing-masing|bersangkutan)\b"
        r"|\b(?:menilai|mengevaluasi)\s+(?:kinerja(?:nya)?\s+)?(?:diri(?:nya)?\s+)?sendiri\b",
        _("Pelaksana menilai dirinya sendiri."),
        _("Sebut atasan yang menilai."),
        keys=(K.EVALUASI,),
    ),
    Phrase(
        "appearance",
        Severity.INFO,
        r"\bberpenampilan\s+menarik\b|\b(?:cantik|tampan|good looking)\b",
        _("Penampilan bukan kompetensi, dan membuka jalan bagi pembedaan."),
        _("Tulis sikap yang dimaksud, misalnya ramah, sopan, dan rapi."),
        keys=(K.KOMPETENSI,),
    ),
    Phrase(
        "lost_card_copied",
        W,
        r"\bfoto\s?[ck]o\w*\s+KTP(?:-el)?\b[^.;]{0,70}\bhilang\b",
        _("Pemohon yang kehilangan KTP belum tentu mempunyai fotokopinya."),
        _("Minta surat keterangan kehilangan saja."),
        keys=(K.PERSYARATAN,),
    ),
    Phrase(
        "moved_from",
        W,
        r"\bsurat\s+keterangan\s+pindah\s+datang\b[^.;]{0,20}\b(?:daerah|tempat|kantor)\s+asal\b",
        _("Dari daerah asal pemohon membawa Surat Keterangan Pindah (SKPWNI)."),
        _("Tulis Surat Keterangan Pindah WNI (SKPWNI)."),
        keys=(K.PERSYARATAN, K.PROSEDUR),
    ),
    Phrase(
        "dispensation_of_court",
        E,
        r"\bdispensasi\s+(?:per)?kawin(?:an)?\b|\bbelum\s+cukup\s+umur\b",
        _("Dispensasi kawin di bawah umur diberikan pengadilan; camat memberi dispensasi waktu nikah."),
        _("Sebut dispensasi nikah karena pemberitahuan kurang dari 10 hari kerja."),
        title=r"\bdispensasi\s+(?:waktu\s+)?(?:pe)?nikah",
        keys=(K.PRODUK,),
    ),
    Phrase(
        "card_for_life",
        E,
        r"\b(?:masa\s+)?berlaku\w*\s*(?:selama)?\s*:?\s*(?:selama\s+)?\d{1,2}\s*(?:\([a-z ]+\)\s*)?tahun\b",
        _("KTP-el warga negara berlaku seumur hidup."),
        _("Tulis berlaku seumur hidup (UU 24/2013 Pasal 64)."),
        title=r"\bKTP\b|\bkartu tanda penduduk\b",
        keys=(K.PRODUK, K.JAMINAN_KEAMANAN, K.JAMINAN_PELAYANAN),
        unless=r"\bsurat keterangan\b|\basing\b|\bKIA\b",
    ),
)


def _finder(phrase: Phrase, words: Seeker) -> Callable[[Sheet, Context], Iterator[Hit]]:
    unless = seek(phrase.unless, re.IGNORECASE) if phrase.unless else None
    title = seek(phrase.title, re.IGNORECASE) if phrase.title else None

    def find(sheet: Sheet, _context: Context) -> Iterator[Hit]:
        if title and not title.search(sheet.title):
            return
        for key in phrase.keys:
            part = sheet.part(key)
            for sentence in part.sentences if words.search(part.text) else ():
                if words.search(sentence) and not (unless and unless.search(sentence)):
                    yield Hit(key, sentence, phrase.why, phrase.mend)

    return find


for _phrase in PHRASES:
    _words = seek(_phrase.words, re.IGNORECASE)
    rules(_phrase.code, _phrase.severity, only=_words)(_finder(_phrase, _words))
