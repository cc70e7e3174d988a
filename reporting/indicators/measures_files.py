"""The indicators of files: the promise, whose minutes, volume, returns."""

from django.utils.translation import gettext_lazy as _

from indicators.measures import Definition, Direction, Duration, Kind, Text, Unit

DECIDED = ("finished", "rejected")
PER_DECIDED = _("jumlah menit ÷ berkas yang diserahkan atau ditolak")


def _minutes(key: str, duration: Duration, direction: Direction, name: Text, definition: Text) -> Definition:
    return Definition(
        key=key,
        name=name,
        definition=definition,
        formula=PER_DECIDED,
        kind=Kind.MEAN,
        unit=Unit.MINUTES,
        direction=direction,
        bottom=DECIDED,
        duration=duration,
    )


FILES: tuple[Definition, ...] = (
    Definition(
        key="promise_kept",
        name=_("Janji waktu ditepati"),
        definition=_(
            "Bagian berkas yang selesai dalam waktu yang dijanjikan standar pelayanan, dihitung sejak berkas "
            "lengkap dan benar, dengan standar yang berlaku pada hari berkas diterima."
        ),
        formula=_("selesai tepat waktu ÷ (selesai tepat waktu + terlambat)"),
        kind=Kind.PROPORTION,
        unit=Unit.PERCENT,
        direction=Direction.MORE,
        top=("kept",),
        bottom=("kept", "late"),
        least=0.03,
    ),
    _minutes(
        "office_minutes",
        Duration.OFFICE,
        Direction.LESS,
        _("Menit kantor per berkas"),
        _("Rata-rata menit jam buka ketika berkas menunggu kantor sendiri, dari diterima sampai diserahkan."),
    ),
    _minutes(
        "leader_away_minutes",
        Duration.LEADER_AWAY,
        Direction.LESS,
        _("Menit pimpinan tidak di tempat per berkas"),
        _(
            "Rata-rata menit jam buka ketika berkas menunggu tanda tangan, pimpinan tidak di tempat, dan "
            "tidak ada yang berwenang menggantikan."
        ),
    ),
    _minutes(
        "applicant_minutes",
        Duration.APPLICANT,
        Direction.NONE,
        _("Menit pemohon per berkas"),
        _(
            "Rata-rata menit jam buka ketika berkas ada pada pemohon: dikembalikan untuk dilengkapi, atau "
            "sudah siap dan belum diambil."
        ),
    ),
    _minutes(
        "other_agency_minutes",
        Duration.OTHER_AGENCY,
        Direction.NONE,
        _("Menit instansi lain per berkas"),
        _("Rata-rata menit jam buka ketika berkas menunggu instansi lain, misalnya Dukcapil atau blangko."),
    ),
    _minutes(
        "closed_minutes",
        Duration.CLOSED,
        Direction.NONE,
        _("Menit kantor tutup per berkas"),
        _("Rata-rata menit di luar jam buka selama berkas diproses: malam, akhir pekan, hari libur."),
    ),
    _minutes(
        "whole_minutes",
        Duration.WHOLE,
        Direction.LESS,
        _("Seluruh waktu per berkas"),
        _("Rata-rata menit dari berkas diterima sampai diserahkan atau ditolak, siapa pun yang ditunggu."),
    ),
    Definition(
        key="received",
        name=_("Berkas diterima"),
        definition=_("Banyaknya berkas yang diterima loket."),
        formula=_("jumlah berkas menurut hari diterima"),
        kind=Kind.COUNT,
        unit=Unit.FILES,
        direction=Direction.NONE,
        top=("received",),
        minimum_n=0,
    ),
    Definition(
        key="finished",
        name=_("Berkas diserahkan"),
        definition=_("Banyaknya berkas yang hasilnya diserahkan kepada pemohon."),
        formula=_("jumlah berkas menurut hari diserahkan"),
        kind=Kind.COUNT,
        unit=Unit.FILES,
        direction=Direction.NONE,
        top=("finished",),
        minimum_n=0,
    ),
    Definition(
        key="received_per_1000",
        name=_("Berkas per 1.000 penduduk"),
        definition=_("Berkas yang diterima dibanding penduduk wilayah kantor (Sensus Penduduk 2010)."),
        formula=_("berkas diterima ÷ penduduk × 1.000"),
        kind=Kind.RATE,
        unit=Unit.PER_1000,
        direction=Direction.NONE,
        top=("received",),
        per_head=True,
        minimum_n=0,
    ),
    Definition(
        key="finished_per_staff_day",
        name=_("Berkas diserahkan per petugas per hari"),
        definition=_("Berkas yang diserahkan dibanding petugas yang mengerjakan berkas pada hari itu."),
        formula=_("berkas diserahkan ÷ jumlah petugas-hari"),
        kind=Kind.RATE,
        unit=Unit.PER_STAFF_DAY,
        direction=Direction.NONE,
        top=("finished",),
        bottom=("on_duty",),
    ),
    Definition(
        key="returned",
        name=_("Berkas pernah dikembalikan"),
        definition=_("Bagian berkas selesai yang pernah dikembalikan kepada pemohon untuk dilengkapi."),
        formula=_("berkas yang pernah dikembalikan ÷ berkas yang diserahkan atau ditolak"),
        kind=Kind.PROPORTION,
        unit=Unit.PERCENT,
        direction=Direction.LESS,
        top=("returned",),
        bottom=DECIDED,
        least=0.03,
    ),
    Definition(
        key="waited",
        name=_("Berkas pernah menunggu instansi lain"),
        definition=_("Bagian berkas selesai yang pernah tertahan karena menunggu instansi lain."),
        formula=_("berkas yang pernah menunggu ÷ berkas yang diserahkan atau ditolak"),
        kind=Kind.PROPORTION,
        unit=Unit.PERCENT,
        direction=Direction.NONE,
        top=("waited",),
        bottom=DECIDED,
        least=0.03,
    ),
    Definition(
        key="rejected",
        name=_("Berkas ditolak"),
        definition=_("Bagian berkas selesai yang ditolak."),
        formula=_("berkas ditolak ÷ berkas yang diserahkan atau ditolak"),
        kind=Kind.PROPORTION,
        unit=Unit.PERCENT,
        direction=Direction.NONE,
        top=("rejected",),
        bottom=DECIDED,
        least=0.03,
    ),
    Definition(
        key="unpromised",
        name=_("Berkas tanpa janji waktu"),
        definition=_("Bagian berkas selesai yang janjinya tidak dapat dihitung: belum pernah lengkap."),
        formula=_("berkas tanpa janji ÷ berkas yang diserahkan atau ditolak"),
        kind=Kind.PROPORTION,
        unit=Unit.PERCENT,
        direction=Direction.NONE,
        top=("unpromised",),
        bottom=DECIDED,
        least=0.03,
    ),
    Definition(
        key="corrections",
        name=_("Surat dibetulkan per berkas"),
        definition=_("Surat yang salah dan diganti, dibanding berkas yang diserahkan pada waktu yang sama."),
        formula=_("surat dibetulkan ÷ berkas diserahkan"),
        kind=Kind.RATE,
        unit=Unit.PER_FILE,
        direction=Direction.LESS,
        top=("corrections",),
        bottom=("finished",),
    ),
)
