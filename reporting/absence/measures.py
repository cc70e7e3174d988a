"""The indicators of the leader's absences."""

from django.utils.translation import gettext_lazy as _

from absence.reading import TOPIC
from indicators.measures import Definition, Direction, Kind, Unit

ABSENCES: tuple[Definition, ...] = (
    Definition(
        key="leader_days_away",
        name=_("Hari kerja pimpinan tidak di tempat"),
        definition=_("Hari kerja ketika pimpinan tidak di tempat sedikitnya setengah jam layanan hari itu."),
        formula=_("jumlah hari menurut catatan ketidakhadiran"),
        kind=Kind.COUNT,
        unit=Unit.DAYS,
        direction=Direction.NONE,
        top=("away_days",),
        minimum_n=0,
        source=TOPIC,
    ),
    Definition(
        key="leader_files_waited",
        name=_("Berkas menunggu pimpinan"),
        definition=_("Berkas yang mulai menunggu tanda tangan ketika tidak ada yang berwenang di tempat."),
        formula=_("jumlah berkas menurut hari mulai menunggu"),
        kind=Kind.COUNT,
        unit=Unit.FILES,
        direction=Direction.NONE,
        top=("away_files",),
        minimum_n=0,
        headline=True,
        source=TOPIC,
    ),
    Definition(
        key="leader_wait_per_file",
        name=_("Lama menunggu pimpinan, tiap berkas yang menunggu"),
        definition=_("Menit jam buka yang ditunggu oleh tiap berkas yang menunggu pimpinan."),
        formula=_("menit menunggu pimpinan ÷ berkas yang menunggu pimpinan"),
        kind=Kind.AVERAGE,
        unit=Unit.MINUTES,
        # Offices are compared by the mean over all files instead.
        direction=Direction.NONE,
        top=("away_wait",),
        bottom=("away_files",),
        source=TOPIC,
    ),
    Definition(
        key="leader_files_spared",
        name=_("Berkas ditandatangani pengganti"),
        definition=_(
            "Berkas yang ditandatangani Plh., Plt., a.n., atau u.b. sehingga tidak menunggu pimpinan."
        ),
        formula=_("jumlah berkas menurut hari ditandatangani"),
        kind=Kind.COUNT,
        unit=Unit.FILES,
        direction=Direction.NONE,
        top=("away_spared",),
        minimum_n=0,
        source=TOPIC,
    ),
)
