"""Invented applicants and staff: names put together by chance, a NIK by the rule of its digits. Pure."""

import random
from datetime import date

FIRST = {
    "P": (
        "SITI", "SRI", "NUR", "DEWI", "SUMIATI", "NGATINI", "WIWIK", "SULASTRI", "TUTIK", "ENDANG", "YULI",
        "RINA", "LILIK", "MISTI", "KHOLIFAH", "HALIMAH", "FITRI", "INDAH", "RATNA", "SUNARTI", "MUNAWAROH",
        "ASIH",
    ),
    "L": (
        "MOCHAMMAD", "AHMAD", "SLAMET", "SUPARMAN", "BAMBANG", "AGUS", "BUDI", "TUKIRAN", "NASA'I",
        "SUGENG", "HADI", "SUTRISNO", "IMAM", "ROHMAN", "JUMADI", "SAMSUL", "EKO", "DWI", "WAHYU", "HERI",
        "MISNADI", "YANTO",
    ),
}  # fmt: skip
LAST = {
    "P": (
        "AMINAH", "HASANAH", "WAHYUNI", "RAHAYU", "LESTARI", "MULYANI", "ASTUTIK", "KHASANAH", "NINGSIH",
        "UTAMI", "SUSANTI", "HANDAYANI", "MAISAROH", "ROHMAH", "PUSPITASARI", "ANGGRAENI", "KURNIAWATI",
        "SETYOWATI",
    ),
    "L": (
        "RIDWAN", "HARIYADI", "FAUZI", "SANTOSO", "PRASETYO", "HIDAYAT", "SETIAWAN", "WIBOWO", "KURNIAWAN",
        "SUPRIYADI", "HARTONO", "MUSTOFA", "ARIFIN", "SUSANTO", "GUNAWAN", "SAPUTRA", "PURNOMO", "SISWANTO",
    ),
}  # fmt: skip
JOBS = (
    "Buruh tani",
    "Petani",
    "Pedagang",
    "Mengurus rumah tangga",
    "Buruh harian lepas",
    "Wiraswasta",
    "Sopir",
)
HAMLETS = ("Krajan", "Sumberejo", "Kebonan", "Tegalsari", "Karanganyar", "Wonorejo", "Darungan", "Besuk")
PURPOSES = (
    "keringanan biaya pengobatan di RSUD dr. Haryoto",
    "keringanan biaya sekolah",
    "beasiswa sekolah",
    "pendaftaran sekolah jalur afirmasi",
    "pendaftaran KIP Kuliah",
    "bantuan sosial",
    "permohonan bantuan hukum",
)


def nik_of(born: date, sex: str, chance: random.Random) -> str:
    """An invented NIK of somebody born then: registered in some kecamatan of Lumajang, women's day + 40."""
    day = born.day + (40 if sex == "P" else 0)
    return f"3508{chance.randrange(1, 22):02d}{day:02d}{born:%m%y}{chance.randrange(1, 60):04d}"


def applicant(chance: random.Random, *, today: date) -> dict[str, str]:
    """An invented grown-up, by the keys of `servicetypes.fieldtypes.APPLICANT`."""
    sex = chance.choice("LP")
    years = chance.randrange(17, 70)
    born = date(today.year - years - 1, chance.randrange(1, 13), chance.randrange(1, 28))
    return {
        "nama": f"{chance.choice(FIRST[sex])} {chance.choice(LAST[sex])}",
        "nik": nik_of(born, sex, chance),
        "kk": f"3508{chance.randrange(1, 22):02d}{chance.randrange(1, 28):02d}0{chance.randrange(1, 10)}10"
        f"{chance.randrange(1, 10_000):04d}",
        "tempat_lahir": "Lumajang",
        "tanggal_lahir": born.isoformat(),
        "jenis_kelamin": sex,
        "agama": "1",
        "status_kawin": "2",
        "pekerjaan": chance.choice(JOBS),
        "telepon": f"0812{chance.randrange(10_000_000, 99_999_999)}",
        "alamat": f"Dusun {chance.choice(HAMLETS)}",
        "rt": str(chance.randrange(1, 9)),
        "rw": str(chance.randrange(1, 12)),
    }


def staff_name(chance: random.Random) -> str:
    """An invented civil servant."""
    sex = chance.choice("LP")
    return f"{chance.choice(FIRST[sex])} {chance.choice(LAST[sex])}".title().replace("'I", "'i")
