"""The indicators of what the standards promise behind the counter (components 8 to 11, 13 and 14)."""

from django.utils.translation import gettext_lazy as _

from indicators.measures import Definition, Direction, Kind, Unit
from upkeep.reading import TOPIC

UPKEEP: tuple[Definition, ...] = (
    Definition(
        key="rounds_kept",
        name=_("Sarana diperiksa tepat waktu"),
        definition=_(
            "Bagian pemeriksaan sarana bulanan yang selesai dalam hari-hari kerja pertama bulannya."
        ),
        formula=_("pemeriksaan yang selesai tepat waktu ÷ pemeriksaan yang jatuh tempo"),
        kind=Kind.STATE,
        unit=Unit.PERCENT,
        direction=Direction.MORE,
        top=("rounds_kept",),
        bottom=("rounds_due",),
        minimum_n=1,
        source=TOPIC,
        counted=_("pemeriksaan"),
    ),
    Definition(
        key="broken_items",
        name=_("Sarana rusak"),
        definition=_("Banyaknya sarana yang rusak atau tidak ada, rata-rata tiap hari."),
        formula=_("jumlah sarana rusak tiap hari ÷ hari"),
        kind=Kind.STATE,
        unit=Unit.ITEMS,
        direction=Direction.LESS,
        top=("broken_items",),
        bottom=("upkeep_days",),
        minimum_n=1,
        source=TOPIC,
        counted=_("hari"),
    ),
    Definition(
        key="repair_days",
        name=_("Lama memperbaiki sarana"),
        definition=_("Hari kerja dari sarana diketahui rusak sampai diperbaiki, rata-rata."),
        formula=_("jumlah hari kerja rusak ÷ sarana yang diperbaiki"),
        kind=Kind.RATE,
        unit=Unit.DAYS,
        # Days are no events, so chance is not worked out from their number: nobody is ranked by them.
        direction=Direction.NONE,
        top=("repair_days",),
        bottom=("repairs_done",),
        minimum_n=1,
        source=TOPIC,
        counted=_("perbaikan"),
    ),
    Definition(
        key="posts_rostered",
        name=_("Pelaksana terjadwal dari yang dijanjikan"),
        definition=_("Bagian pelaksana yang dijanjikan standar yang ada di jadwal, tiap hari kerja."),
        formula=_("pelaksana terjadwal, paling banyak yang dijanjikan ÷ pelaksana yang dijanjikan"),
        kind=Kind.STATE,
        unit=Unit.PERCENT,
        direction=Direction.MORE,
        top=("posts_rostered",),
        bottom=("posts_promised",),
        minimum_n=1,
        source=TOPIC,
        counted=_("pelaksana-hari"),
    ),
    Definition(
        key="posts_filled",
        name=_("Pelaksana bertugas dari yang dijanjikan"),
        definition=_(
            "Bagian pelaksana yang dijanjikan standar yang benar-benar terjadwal dan hadir, tiap hari kerja."
        ),
        formula=_("pelaksana bertugas, paling banyak yang dijanjikan ÷ pelaksana yang dijanjikan"),
        kind=Kind.STATE,
        unit=Unit.PERCENT,
        direction=Direction.MORE,
        top=("posts_filled",),
        bottom=("posts_promised",),
        minimum_n=1,
        source=TOPIC,
        counted=_("pelaksana-hari"),
    ),
    Definition(
        key="competence_gaps",
        name=_("Petugas dengan kompetensi belum lengkap"),
        definition=_(
            "Bagian petugas pada jabatan yang disebut standar yang pendidikan, pelatihan, atau pengalamannya "
            "belum tercatat lengkap, rata-rata tiap hari."
        ),
        formula=_(
            "petugas dengan kekurangan tiap hari ÷ petugas pada jabatan yang disebut standar tiap hari"
        ),
        kind=Kind.STATE,
        unit=Unit.PERCENT,
        direction=Direction.LESS,
        top=("gap_people",),
        bottom=("gap_staff",),
        minimum_n=1,
        source=TOPIC,
        counted=_("petugas-hari"),
    ),
    Definition(
        key="reviews_kept",
        name=_("Pengawasan bulanan tepat waktu"),
        definition=_("Bagian tinjauan bulanan pengawas yang disebut standar yang selesai tepat waktu."),
        formula=_("tinjauan yang selesai tepat waktu ÷ tinjauan yang jatuh tempo"),
        kind=Kind.STATE,
        unit=Unit.PERCENT,
        direction=Direction.MORE,
        top=("reviews_kept",),
        bottom=("reviews_due",),
        minimum_n=1,
        source=TOPIC,
        counted=_("tinjauan"),
    ),
    Definition(
        key="meetings_held",
        name=_("Rapat intern"),
        definition=_("Banyaknya rapat intern yang notulennya ditutup, menurut hari rapat."),
        formula=_("jumlah rapat"),
        kind=Kind.COUNT,
        unit=Unit.MEETINGS,
        direction=Direction.NONE,
        top=("meetings_held",),
        minimum_n=0,
        source=TOPIC,
        counted=_("rapat"),
    ),
    Definition(
        key="late_decisions",
        name=_("Keputusan lewat tenggat"),
        definition=_(
            "Banyaknya keputusan tinjauan dan rapat yang lewat tenggat dan belum selesai, rata-rata "
            "tiap hari."
        ),
        formula=_("jumlah keputusan lewat tenggat tiap hari ÷ hari"),
        kind=Kind.STATE,
        unit=Unit.DECISIONS,
        direction=Direction.LESS,
        top=("late_decisions",),
        bottom=("upkeep_days",),
        minimum_n=1,
        source=TOPIC,
        counted=_("hari"),
    ),
)
