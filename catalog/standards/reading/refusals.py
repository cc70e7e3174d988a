"""Why a file cannot be read, said to the office (pure)."""


class Unreadable(Exception):
    """The message is Indonesian: what is wrong with the file and what to do."""


MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PAGES = 200
MOST_CHARACTERS = 400_000
KEPT = "Tidak ada yang disimpan."


def too_long() -> Unreadable:
    return Unreadable(
        f"Isi berkas terlalu panjang untuk sebuah standar pelayanan. {KEPT} "
        "Pisahkan per layanan, lalu coba lagi."
    )


def damaged(kind: str) -> Unreadable:
    return Unreadable(
        f"Berkas {kind} rusak atau bukan {kind}. {KEPT} Buka dan simpan ulang berkasnya, lalu coba lagi."
    )
