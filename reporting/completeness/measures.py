"""The indicators of an office's standards: how complete, how many open findings."""

from django.utils.translation import gettext_lazy as _

from indicators.measures import Definition, Direction, Kind, Unit

SOURCE = "standards"

STANDARDS: tuple[Definition, ...] = (
    Definition(
        key="standards_score",
        name=_("Kelengkapan standar"),
        definition=_(
            "Nilai kelengkapan standar pelayanan kantor, 0 sampai 100: komponen yang terisi, umur, "
            "pengumuman, maklumat, dan hasil pemeriksaan, seperti keadaannya pada akhir tiap hari."
        ),
        formula=_("jumlah nilai tiap hari ÷ hari yang dinilai"),
        kind=Kind.STATE,
        unit=Unit.POINTS,
        direction=Direction.MORE,
        top=("points",),
        bottom=("measured",),
        scale=10,
        minimum_n=1,
        headline=True,
        source=SOURCE,
    ),
    Definition(
        key="standard_errors",
        name=_("Kesalahan pada standar"),
        definition=_(
            "Kesalahan yang ditemukan pemeriksaan pada standar yang berlaku dan belum diselesaikan atau "
            "diterima dengan alasan, rata-rata tiap standar, seperti keadaannya pada akhir tiap hari."
        ),
        formula=_("jumlah kesalahan tiap hari ÷ standar yang berlaku tiap hari"),
        kind=Kind.STATE,
        unit=Unit.PER_STANDARD,
        direction=Direction.LESS,
        top=("errors",),
        bottom=("standards",),
        minimum_n=1,
        headline=True,
        source=SOURCE,
    ),
    Definition(
        key="standard_warnings",
        name=_("Peringatan pada standar"),
        definition=_(
            "Peringatan pemeriksaan pada standar yang berlaku yang belum diselesaikan atau diterima dengan "
            "alasan, rata-rata tiap standar, seperti keadaannya pada akhir tiap hari."
        ),
        formula=_("jumlah peringatan tiap hari ÷ standar yang berlaku tiap hari"),
        kind=Kind.STATE,
        unit=Unit.PER_STANDARD,
        direction=Direction.LESS,
        top=("warnings",),
        bottom=("standards",),
        minimum_n=1,
        headline=True,
        source=SOURCE,
    ),
)
