"""Sentences about people and things that the service has nothing to do with (for rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.findings import Hit, said
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

K = ComponentKey
_SPOKEN_IN = (K.WAKTU, K.BIAYA, K.PENGAWASAN, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN, K.EVALUASI)
_ABOUT_IN = (K.PERSYARATAN, K.PROSEDUR, K.PRODUK)
# What only services of one kind speak of, and what shows that a service is of that kind.
_SUBJECTS = tuple(
    (seek(rf"\b(?:{words})\b", re.IGNORECASE), seek(shown, re.IGNORECASE))
    for words, shown in (
        (r"calon pengantin|mempelai|akad nikah|buku nikah", r"nikah|kawin|pengantin|mempelai|KUA\b"),
        (
            r"ahli waris|pewaris|harta warisan|almarhum(?:ah)?|jenazah|pemakaman",
            r"waris|kematian|wafat|meninggal|jenazah|almarhum|makam|taspen|pensiun|janda|duda",
        ),
        (r"akta kelahiran|bayi (?:yang )?(?:baru )?lahir", r"lahir|bayi|\banak\b|akta"),
        (r"pelaku usaha|omzet|tempat usaha|izin usaha", r"usaha|\bNIB\b|\bUMKM?\b|dagang|niaga"),
        (
            r"bidang tanah|batas(?:-batas)? tanah|pemilik tanah|sertipikat tanah",
            r"tanah|lahan|sporadik|\bPBB\b|bangunan|waris",
        ),
        (r"penyelenggara keramaian|izin keramaian|hajatan", r"ramai|hajat|hiburan|acara|kegiatan"),
        (r"bangunan gedung|pemilik bangunan|\bPBG\b|\bIMB\b", r"bangun|\bPBG\b|\bIMB\b"),
        (
            r"blangko KTP(?:-el)?|(?:penerbitan|pencetakan|perekaman) KTP(?:-el)?",
            r"(?:rekam|cetak|terbit)\w*\b[^.;]{0,30}\bKTP|\bKTP\b[^.;]{0,20}\b(?:rekam|cetak|terbit)",
        ),
    )
)
_OF_ALL = seek(
    r"\b(?:lain(?:nya)?|antara lain|seperti|misalnya|semua layanan|seluruh layanan"
    r"|jenis (?:pe)?layanan|tidak termasuk|bukan|prioritas|didahulukan|mendahulukan"
    r"|lansia|disabilitas|tersendiri|kecuali)\b",
    re.IGNORECASE,
)


def of_other_services(sheet: Sheet) -> Iterator[Hit]:
    """ "Calon pengantin dijamin …" in the standard of a paper of domicile: a sentence of another standard."""
    own = " \n".join([sheet.title, *sheet.beside, sheet.text(*_ABOUT_IN)])
    for words, shown in _SUBJECTS:
        if not words.may_be_in(sheet.folded) or shown.search(own):
            continue
        for key in _SPOKEN_IN:
            for sentence in sheet.part(key).sentences:
                match = words.search(sentence)
                if match and not _OF_ALL.search(sentence):
                    yield Hit(
                        key,
                        sentence,
                        said(_("“{words}” tidak ada hubungannya dengan layanan ini."), words=match[0]),
                        _("Tulis kalimat untuk layanan ini; agaknya tersalin dari standar lain."),
                    )
