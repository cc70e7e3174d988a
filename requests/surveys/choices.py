"""What a form may say of who filled it, how it came, and why it looks odd: codes and their words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """The way an answer came."""

    CODE = "CODE", _("kode undangan")
    TABLET = "TABLET", _("tablet di loket")
    PAPER = "PAPER", _("formulir kertas")
    IMPORT = "IMPORT", _("berkas impor")


class Slot(models.TextChoices):
    """The half of the day the regulation's form asks for."""

    MORNING = "MORNING", _("08.00–12.00")
    AFTERNOON = "AFTERNOON", _("13.00–17.00")


class Sex(models.TextChoices):
    MALE = "L", _("Laki-laki")
    FEMALE = "P", _("Perempuan")


class AgeBand(models.TextChoices):
    """Often added to the form; never asked as a number."""

    UNSAID = "", _("Tidak disebut")
    TO_25 = "17-25", _("17–25 tahun")
    TO_35 = "26-35", _("26–35 tahun")
    TO_45 = "36-45", _("36–45 tahun")
    TO_55 = "46-55", _("46–55 tahun")
    OLDER = "56+", _("56 tahun ke atas")


class Education(models.TextChoices):
    SD = "SD", _("SD")
    SMP = "SMP", _("SMP")
    SMA = "SMA", _("SMA")
    S1 = "S1", _("S1")
    S2 = "S2", _("S2")
    S3 = "S3", _("S3")


class Occupation(models.TextChoices):
    PNS = "PNS", _("PNS")
    TNI = "TNI", _("TNI")
    POLRI = "POLRI", _("Polri")
    SWASTA = "SWASTA", _("Swasta")
    WIRAUSAHA = "WIRAUSAHA", _("Wirausaha")
    LAINNYA = "LAINNYA", _("Lainnya")


class Flag(models.TextChoices):
    """Why a form looks odd. A flag says nothing more; a decision does."""

    BURST = "BURST", _("banyak formulir dalam waktu singkat")
    ONE_DEVICE = "ONE_DEVICE", _("beberapa formulir dari satu perangkat")
    STAFF_NETWORK = "STAFF_NETWORK", _("dari jaringan kantor sendiri")
    STRAIGHT_LINE = "STRAIGHT_LINE", _("semua jawaban sama")
