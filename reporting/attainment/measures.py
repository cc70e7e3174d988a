"""The indicators of quality objectives. Each office sets its own, so nobody is ranked by them."""

from django.utils.translation import gettext_lazy as _

from attainment.reading import TOPIC
from indicators.measures import Definition, Direction, Kind, Unit

OBJECTIVES: tuple[Definition, ...] = (
    Definition(
        key="objectives_met",
        name=_("Sasaran mutu tercapai"),
        definition=_(
            "Bagian sasaran mutu yang tercapai, dari yang dapat dinilai, menurut Laporan Pencapaian yang "
            "ditandatangani. Tiap kantor menetapkan sasarannya sendiri."
        ),
        formula=_("sasaran tercapai ÷ sasaran yang dinilai, menurut hari terakhir masanya"),
        # No proportion: targets differ from office to office, so a difference is neither chance nor a rank.
        kind=Kind.STATE,
        unit=Unit.PERCENT,
        direction=Direction.MORE,
        top=("objectives_met",),
        bottom=("objectives_judged",),
        minimum_n=1,
        headline=True,
        source=TOPIC,
        counted=_("sasaran"),
    ),
    Definition(
        key="objectives_reported",
        name=_("Laporan sasaran mutu ditandatangani"),
        definition=_(
            "Bagian Laporan Pencapaian Sasaran Mutu yang sudah ditandatangani, dari yang jatuh waktu."
        ),
        formula=_("laporan ditandatangani ÷ laporan yang masanya berakhir"),
        kind=Kind.STATE,
        unit=Unit.PERCENT,
        direction=Direction.MORE,
        top=("objective_reports_signed",),
        bottom=("objective_reports",),
        minimum_n=1,
        source=TOPIC,
        counted=_("laporan"),
    ),
)
