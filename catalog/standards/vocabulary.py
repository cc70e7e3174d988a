"""The words a service standard is made of: component keys, step kinds, paper kinds, units (pure)."""

from enum import StrEnum


class ComponentKey(StrEnum):
    """The 14 components of Permenpan RB 15/2014, in the order of the regulation."""

    PERSYARATAN = "persyaratan"
    PROSEDUR = "prosedur"
    WAKTU = "waktu"
    BIAYA = "biaya"
    PRODUK = "produk"
    PENGADUAN = "pengaduan"
    DASAR_HUKUM = "dasar_hukum"
    SARANA = "sarana"
    KOMPETENSI = "kompetensi"
    PENGAWASAN = "pengawasan"
    JUMLAH = "jumlah"
    JAMINAN_PELAYANAN = "jaminan_pelayanan"
    JAMINAN_KEAMANAN = "jaminan_keamanan"
    EVALUASI = "evaluasi"


OFFICIAL_NAMES: dict[ComponentKey, str] = {
    ComponentKey.PERSYARATAN: "Persyaratan",
    ComponentKey.PROSEDUR: "Sistem, Mekanisme, dan Prosedur",
    ComponentKey.WAKTU: "Jangka Waktu Pelayanan",
    ComponentKey.BIAYA: "Biaya/Tarif",
    ComponentKey.PRODUK: "Produk Pelayanan",
    ComponentKey.PENGADUAN: "Penanganan Pengaduan, Saran dan Masukan",
    ComponentKey.DASAR_HUKUM: "Dasar Hukum",
    ComponentKey.SARANA: "Sarana Prasarana dan/atau Fasilitas",
    ComponentKey.KOMPETENSI: "Kompetensi Pelaksana",
    ComponentKey.PENGAWASAN: "Pengawasan Internal",
    ComponentKey.JUMLAH: "Jumlah Pelaksana",
    ComponentKey.JAMINAN_PELAYANAN: "Jaminan Pelayanan",
    ComponentKey.JAMINAN_KEAMANAN: "Jaminan Keamanan dan Keselamatan Pelayanan",
    ComponentKey.EVALUASI: "Evaluasi Kinerja Pelaksana",
}
# Components 1–6 face the citizen (service delivery), 7–14 the office (manufacturing).
SERVICE_DELIVERY = tuple(ComponentKey)[:6]
MANUFACTURING = tuple(ComponentKey)[6:]


class Origin(StrEnum):
    """LEGACY: published before Loket, control data may be missing. LOKET: drawn up and signed here."""

    LEGACY = "LEGACY"
    LOKET = "LOKET"


class RoleCode(StrEnum):
    """Office roles a standard may name; the same codes as an assignment holds."""

    COUNTER = "COUNTER"
    OPERATOR = "OPERATOR"
    INFORMATION = "INFORMATION"
    SECTION_HEAD = "SECTION_HEAD"
    SECRETARY = "SECRETARY"
    HEAD = "HEAD"


class StepKind(StrEnum):
    """What a step does to the file; the workflow core knows nothing finer."""

    INTAKE = "INTAKE"
    VERIFY = "VERIFY"
    INITIAL = "INITIAL"
    SIGN = "SIGN"
    PRODUCE = "PRODUCE"
    REGISTER = "REGISTER"
    HAND_OVER = "HAND_OVER"


class Lookup(StrEnum):
    """A list outside the file that a VERIFY step asks."""

    POVERTY_LIST = "poverty_list"


class PaperKind(StrEnum):
    """How a requirement is shown: the paper itself, copies, a filled form, a letter, or a fact to check."""

    ORIGINAL = "original"
    COPY = "copy"
    FORM = "form"
    LETTER = "letter"
    FACT = "fact"


class Issuer(StrEnum):
    """Who gives out or has signed a letter or form that the applicant brings."""

    RT_RW = "RT_RW"
    LURAH = "LURAH"
    KEPALA_DESA = "KEPALA_DESA"
    LURAH_OR_KADES = "LURAH_OR_KADES"
    POLICE = "POLICE"
    CIVIL_REGISTRY = "CIVIL_REGISTRY"
    OTHER = "OTHER"


class TimeUnit(StrEnum):
    """What a time promise counts in: counter time (minute, hour), working days, or days of the calendar."""

    MINUTE = "minute"
    HOUR = "hour"
    WORKING_DAY = "working_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class TimeStart(StrEnum):
    COMPLETE_FILE = "complete_file"


class TimeCondition(StrEnum):
    LEADER_IN_OFFICE = "leader_in_office"


class ChannelKind(StrEnum):
    PHONE = "phone"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    ADDRESS = "address"
    WEBSITE = "website"
    LAPOR = "lapor"
    EMAIL = "email"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    DESK = "desk"
    BOX = "box"


class Guarantee(StrEnum):
    """What a guarantee rests on, where the document names it."""

    NOTICE = "notice"
    MAKLUMAT = "maklumat"
    MOTTO = "motto"
    CODE_OF_ETHICS = "code_of_ethics"
    QUALITY_TARGETS = "quality_targets"
    QUALITY_POLICY = "quality_policy"
    FIRE_EXTINGUISHER = "fire_extinguisher"
    CCTV = "cctv"


class EvaluationKind(StrEnum):
    SURVEY = "survey"
    SUPERVISION = "supervision"
    MEETING = "meeting"
    QUALITY_TARGETS = "quality_targets"
