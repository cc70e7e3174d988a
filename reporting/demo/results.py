"""Results of the demo's closed semester: signed and published in two offices, with what they mend."""

from datetime import date, datetime, time, timedelta

from accounts.actors import Actor
from accounts.models import Role
from accounts.queries import people
from commons.clock import WIB, wib
from offices.models import Office
from satisfaction import operations
from satisfaction.facts import index_of
from satisfaction.models import Snapshot, StepState
from surveys import marks
from surveys.models import PeriodState, SurveyPeriod, SurveyResponse

PUBLISHED = ("kec-lumajang", "kel-tompokersan")
MENDED = {
    "pengaduan": "Memasang kode QR pengaduan di tiap loket dan menjawabnya paling lambat lima hari kerja",
    "sarana": "Menambah sepuluh kursi di ruang tunggu dan memperbaiki toilet pengunjung",
    "waktu": "Membuka loket kedua setiap Senin dan Kamis pagi",
    "prosedur": "Memasang alur pelayanan di pintu masuk dan melatih petugas informasi menjelaskannya",
}
USUAL = "Menyusun panduan tertulis dan melatih petugas setiap bulan"
DONE = "Selesai dikerjakan dan diperiksa sekretaris"
BEGUN = "Sedang dikerjakan, pengadaan diajukan"


def seed_results(office: Office, *, now: datetime) -> None:
    """In the office's scope, once, after its surveys."""
    days = SurveyResponse.objects.order_by().values_list("day", flat=True).distinct()
    marks.touched(list(days), today=wib(now).date())
    closed = SurveyPeriod.objects.filter(state=PeriodState.CLOSED).order_by("-closes").first()
    if closed is None or office.slug not in PUBLISHED or Snapshot.objects.exists():
        return
    staff = _staff(office, wib(now).date())
    frozen_at = _at(closed.closes + timedelta(days=5))
    row = operations.freeze(period_id=closed.id, actor=staff[Role.SECRETARY], now=frozen_at)
    signed_on = closed.closes + timedelta(days=8)
    operations.sign(
        snapshot_id=row.id,
        shown_digest=row.digest,
        signed_on=signed_on,
        actor=staff[Role.HEAD],
        now=_at(signed_on),
    )
    _plan(row, staff, signed_on + timedelta(days=3))


def _plan(row: Snapshot, staff: dict[str, Actor], day: date) -> None:
    """The three weakest: one mended, one begun, one not."""
    notes = ((StepState.DONE, DONE), (StepState.UNDER_WAY, BEGUN), None)
    owner = staff[Role.SECTION_HEAD]
    for place, (one, said) in enumerate(zip(index_of(row.facts).weakest[:3], notes, strict=True), start=1):
        promise = operations.plan(
            period_id=row.period_id,
            element=one.key,
            action=MENDED.get(one.key, USUAL),
            owner_id=owner.user_id,
            due=day + timedelta(days=60 * place),
            actor=staff[Role.HEAD],
            now=_at(day),
        )
        if said is not None:
            state, note = said
            operations.progress(
                follow_up_id=promise.id,
                state=state,
                note=note,
                actor=owner,
                now=_at(day + timedelta(days=40)),
            )


def _staff(office: Office, day: date) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for each in people(office, on=day):
        roles = frozenset(each.roles)
        actor = Actor(each.user_id, each.name, each.title, roles, office.id, each.assignment_id, nip=each.nip)
        found.update(dict.fromkeys(each.roles, actor))
    return found


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), WIB)
