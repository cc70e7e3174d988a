"""What pydantic finds wrong with data, in words (pure)."""

from django.utils.translation import gettext_lazy as _

KNOWN_FAULTS = {
    "missing": _("wajib diisi"),
    "extra_forbidden": _("isian ini tidak dikenal"),
    "string_pattern_mismatch": _("bentuknya tidak sesuai"),
    "string_type": _("harus teks (beri tanda kutip)"),
    "string_too_short": _("tidak boleh kosong"),
    "string_too_long": _("terlalu panjang"),
    "bool_type": _("harus true atau false"),
    "bool_parsing": _("harus true atau false"),
    "int_type": _("harus bilangan"),
    "int_parsing": _("harus bilangan"),
    "too_short": _("harus berisi paling sedikit satu"),
    "tuple_type": _("harus berupa daftar"),
    "enum": _("bukan salah satu pilihannya"),
    "literal_error": _("bukan salah satu pilihannya"),
    "model_type": _("harus berupa isian bernama"),
}
