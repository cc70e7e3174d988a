"""Fixed lists of civil data: sex, religion, marital status, citizenship, and words to suggest (pure).

The codes are those of the civil registry, kept as text because they are names, not amounts.
"""

SEXES: tuple[tuple[str, str], ...] = (("L", "Laki-laki"), ("P", "Perempuan"))

# Spelled as the national identity card prints them.
RELIGIONS: tuple[tuple[str, str], ...] = (
    ("1", "Islam"),
    ("2", "Kristen"),
    ("3", "Katholik"),
    ("4", "Hindu"),
    ("5", "Budha"),
    ("6", "Khonghucu"),
    ("7", "Kepercayaan terhadap Tuhan YME"),
)

MARITAL_STATUSES: tuple[tuple[str, str], ...] = (
    ("1", "Belum kawin"),
    ("2", "Kawin"),
    ("3", "Cerai hidup"),
    ("4", "Cerai mati"),
)

CITIZENSHIPS: tuple[tuple[str, str], ...] = (
    ("1", "WNI"),
    ("2", "WNA"),
    ("3", "Dua kewarganegaraan"),
)

# Suggestions only: an occupation is free text, the registry's own list is longer and changes.
OCCUPATIONS: tuple[str, ...] = (
    "Belum/Tidak Bekerja",
    "Buruh Harian Lepas",
    "Buruh Tani/Perkebunan",
    "Guru",
    "Karyawan Swasta",
    "Kepolisian RI",
    "Mengurus Rumah Tangga",
    "Nelayan/Perikanan",
    "Pedagang",
    "Pegawai Negeri Sipil",
    "Pelajar/Mahasiswa",
    "Pembantu Rumah Tangga",
    "Pensiunan",
    "Perangkat Desa",
    "Petani/Pekebun",
    "Peternak",
    "Sopir",
    "Tentara Nasional Indonesia",
    "Tukang Batu",
    "Tukang Jahit",
    "Tukang Kayu",
    "Wiraswasta",
)
