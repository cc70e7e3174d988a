"""The nine elements (unsur) of the SKM, Permenpan RB 14/2017, by key (pure).

The regulation lists *pengaduan* as its 8th element and *sarana* as its 9th; its questionnaire asks *sarana*
8th and *pengaduan* 9th. So an element is known by its key, and a table says which of both orders it prints.
"""

from dataclasses import dataclass

LOWEST, HIGHEST = 1, 4
VALUES = (1, 2, 3, 4)
OPENING = "Bagaimana pendapat Saudara tentang"


@dataclass(frozen=True)
class Element:
    """One element. `answers` belong to the values 1, 2, 3, 4; `question` follows `OPENING`.

    `regulation` and `form` are its places, from 1, in the text of the regulation and on its questionnaire.
    """

    key: str
    name: str
    question: str
    answers: tuple[str, str, str, str]
    regulation: int
    form: int

    @property
    def asked(self) -> str:
        """The whole question."""
        return f"{OPENING} {self.question}?"

    def answer(self, value: int) -> str:
        """The words of an answer. Raises `KeyError` for a value that is none of the four."""
        if value not in VALUES:
            raise KeyError(value)
        return self.answers[value - 1]


_FIT = ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai")

ELEMENTS: tuple[Element, ...] = (
    Element(
        key="persyaratan",
        name="Persyaratan",
        question="kesesuaian persyaratan pelayanan dengan jenis pelayanannya",
        answers=_FIT,
        regulation=1,
        form=1,
    ),
    Element(
        key="prosedur",
        name="Sistem, Mekanisme, dan Prosedur",
        question="pemahaman tentang kemudahan prosedur pelayanan di unit ini",
        answers=("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
        regulation=2,
        form=2,
    ),
    Element(
        key="waktu",
        name="Waktu Penyelesaian",
        question="kecepatan waktu dalam memberikan pelayanan",
        answers=("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
        regulation=3,
        form=3,
    ),
    Element(
        key="biaya",
        name="Biaya/Tarif",
        question="kewajaran biaya/tarif dalam pelayanan",
        answers=("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
        regulation=4,
        form=4,
    ),
    Element(
        key="produk",
        name="Produk Spesifikasi Jenis Pelayanan",
        question="kesesuaian produk antara yang tercantum dalam standar dengan hasil yang diberikan",
        answers=_FIT,
        regulation=5,
        form=5,
    ),
    Element(
        key="kompetensi",
        name="Kompetensi Pelaksana",
        question="kompetensi/kemampuan petugas",
        answers=("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
        regulation=6,
        form=6,
    ),
    Element(
        key="perilaku",
        name="Perilaku Pelaksana",
        question="perilaku petugas terkait kesopanan dan keramahan",
        answers=(
            "Tidak sopan dan ramah",
            "Kurang sopan dan ramah",
            "Sopan dan ramah",
            "Sangat sopan dan ramah",
        ),
        regulation=7,
        form=7,
    ),
    Element(
        key="pengaduan",
        name="Penanganan Pengaduan, Saran dan Masukan",
        question="penanganan pengaduan pengguna layanan",
        answers=(
            "Tidak ada",
            "Ada tetapi tidak berfungsi",
            "Berfungsi kurang maksimal",
            "Dikelola dengan baik",
        ),
        regulation=8,
        form=9,
    ),
    Element(
        key="sarana",
        name="Sarana dan Prasarana",
        question="kualitas sarana dan prasarana",
        answers=("Buruk", "Cukup", "Baik", "Sangat baik"),
        regulation=9,
        form=8,
    ),
)

KEYS: tuple[str, ...] = tuple(one.key for one in ELEMENTS)
BY_KEY: dict[str, Element] = {one.key: one for one in ELEMENTS}
FORM_ORDER: tuple[Element, ...] = tuple(sorted(ELEMENTS, key=lambda one: one.form))
