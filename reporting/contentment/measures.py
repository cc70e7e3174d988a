"""The index of satisfaction as an indicator: by respondents, with its interval, ranked like all others."""

from django.utils.translation import gettext_lazy as _

from contentment.reading import TOPIC
from indicators.measures import Definition, Direction, Kind, Unit

CONTENTMENT: tuple[Definition, ...] = (
    Definition(
        key="ikm",
        name=_("Kepuasan masyarakat (IKM)"),
        definition=_(
            "Indeks Kepuasan Masyarakat menurut Permenpan RB 14/2017, 25 sampai 100, dari semua formulir SKM "
            "yang dihitung; menurut responden, bukan rata-rata kantor. Formulir sebulan dihitung bersama, "
            "pada hari terakhir bulan itu, setelah bulannya lewat; yang dientri kemudian ikut bulan "
            "dientrinya. Di sini cukup 30 responden, karena satu "
            "bulan atau satu layanan bukan satu periode survei; hasil periode dan kompilasi SKM memakai "
            "minimum Krejcie dan Morgan untuk populasinya."
        ),
        formula=_("jumlah sembilan jawaban × 25 ÷ 9 ÷ formulir"),
        kind=Kind.MEAN,
        unit=Unit.INDEX,
        direction=Direction.MORE,
        top=("skm_total",),
        squares="skm_total_squares",
        times=25,
        scale=9,
        bottom=("skm_n",),
        headline=True,
        # Two points of a hundred: about a sixth of a band.
        least=0.025,
        source=TOPIC,
        is_open=False,
        counted=_("responden"),
    ),
    Definition(
        key="skm_respondents",
        name=_("Formulir SKM yang dihitung"),
        definition=_(
            "Banyaknya formulir survei kepuasan yang dihitung, menurut bulan diisi, setelah bulannya lewat; "
            "yang dientri kemudian, menurut bulan dientri."
        ),
        formula=_("jumlah formulir"),
        kind=Kind.COUNT,
        unit=Unit.PEOPLE,
        direction=Direction.NONE,
        top=("skm_n",),
        minimum_n=0,
        source=TOPIC,
        is_open=False,
        counted=_("responden"),
    ),
)
