"""The indicators of messages: how many applicants are told, by which way, and how soon."""

from django.utils.translation import gettext_lazy as _

from indicators.measures import Definition, Direction, Kind, Text, Unit
from telling.reading import TOPIC


def _part(key: str, top: str, *, name: Text, definition: Text, formula: Text, direction: Direction,
          bottom: str = "tell_messages", headline: bool = False) -> Definition:  # fmt: skip
    return Definition(
        key=key,
        name=name,
        definition=definition,
        formula=formula,
        kind=Kind.PROPORTION,
        unit=Unit.PERCENT,
        direction=direction,
        top=(top,),
        bottom=(bottom,),
        least=0.03,
        headline=headline,
        source=TOPIC,
        counted=_("pesan"),
    )


MESSAGES: tuple[Definition, ...] = (
    Definition(
        key="messages",
        name=_("Pesan kepada pemohon"),
        definition=_(
            "Pesan yang dikirim, disampaikan petugas, atau gagal; bukan yang tidak diminta atau sudah basi."
        ),
        formula=_("jumlah pesan menurut hari kejadiannya"),
        kind=Kind.COUNT,
        unit=Unit.MESSAGES,
        direction=Direction.NONE,
        top=("tell_messages",),
        minimum_n=0,
        source=TOPIC,
        counted=_("pesan"),
    ),
    _part(
        "messages_prompt",
        "tell_prompt",
        name=_("Pesan diterima penyedia dalam 10 detik"),
        definition=_(
            "Bagian pesan yang diterima penyedia paling lambat 10 detik sesudah kejadiannya; yang ditahan "
            "jam tenang tidak dihitung."
        ),
        formula=_("pesan dalam 10 detik ÷ pesan yang diterima penyedia di luar jam tenang"),
        direction=Direction.MORE,
        bottom="tell_timed",
        headline=True,
    ),
    _part(
        "messages_sent",
        "tell_sent",
        name=_("Pesan diterima penyedia"),
        definition=_("Bagian pesan yang diterima WhatsApp, SMS, atau surel untuk diteruskan."),
        formula=_("pesan yang diterima penyedia ÷ semua pesan"),
        direction=Direction.NONE,
    ),
    _part(
        "messages_delivered",
        "tell_delivered",
        name=_("Pesan sampai"),
        definition=_(
            "Bagian pesan yang menurut laporan penyedia, atau setelah ditanyakan, sampai pada pemohon."
        ),
        formula=_("pesan sampai ÷ pesan yang diterima penyedia"),
        direction=Direction.NONE,
        bottom="tell_sent",
    ),
    _part(
        "messages_by_hand",
        "tell_hand",
        name=_("Pesan disampaikan petugas"),
        definition=_("Bagian pesan yang disampaikan dengan telepon atau WhatsApp oleh petugas."),
        formula=_("pesan pada daftar hubungi ÷ semua pesan"),
        direction=Direction.NONE,
    ),
    _part(
        "messages_failed",
        "tell_failed",
        name=_("Pesan gagal"),
        definition=_("Bagian pesan yang gagal di semua saluran dan tidak disampaikan petugas."),
        formula=_("pesan gagal ÷ semua pesan"),
        direction=Direction.LESS,
    ),
    _part(
        "messages_unknown",
        "tell_unknown",
        name=_("Pesan yang nasibnya tidak diketahui"),
        definition=_("Bagian pesan yang mungkin sampai, mungkin tidak, dan belum ditanyakan."),
        formula=_("pesan tidak diketahui ÷ semua pesan"),
        direction=Direction.LESS,
    ),
)
