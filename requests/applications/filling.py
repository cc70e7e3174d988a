"""A file's row and its supporting letters, from a form that was checked."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from applications.intake import CheckedIntake, IntakeForm
from applications.models import ExtraStep, File, SupportingLetter
from applications.program import Program
from commons.clock import wib
from commons.crypto import blind_index, current_key
from commons.ids import new_id
from commons.phones import parse_phone
from commons.text import clean_line, search_key


def new_file(program: Program, form: IntakeForm, checked: CheckedIntake, now: datetime) -> File:
    """The row of a file that is being received; number and state come with its first event."""
    file = File(
        id=new_id(),
        service_type_id=program.service_type_id,
        service_code=program.definition.code,
        service_name=program.definition.name,
        version_id=program.version_id,
        received_at=now,
        event_no=0,
    )
    fill(file, form, checked)
    return file


def fill(file: File, form: IntakeForm, checked: CheckedIntake) -> None:
    """Write what was asked into the row, with its search forms and blind indexes."""
    values, key = checked.values, current_key()
    nik, phone, village = values.get("nik"), values.get("telepon"), values.get("desa")
    file.name = str(values.get("nama") or "")
    file.search_name = search_key(file.name)
    file.nik = str(nik) if nik else None
    file.nik_index = blind_index(key, str(nik), kind="nik") if nik else ""
    file.phone = str(phone) if phone else None
    file.phone_index = blind_index(key, parse_phone(str(phone)).e164, kind="phone") if phone else ""
    file.village = str(village.get("name", "")) if isinstance(village, dict) else ""
    file.intake = values
    file.checklist = checked.checklist
    file.group = checked.group.key
    file.condition = form.condition
    file.contact_way = form.contact_way


def keep_letters(file: File, checked: CheckedIntake) -> None:
    """Keep the letters handed in with the file."""
    if rows := letter_rows(file, checked):
        SupportingLetter.objects.bulk_create(rows)


def letter_rows(file: File, checked: CheckedIntake) -> list[SupportingLetter]:
    """The letters handed in with the file, not yet kept."""
    return [
        SupportingLetter(
            file=file,
            requirement=key,
            issuer=clean_line(letter.issuer),
            issuer_code=letter.issuer_code,
            signer=clean_line(letter.signer),
            number=clean_line(letter.number),
            date=letter.date,
        )
        for key, letter in checked.letters
    ]


def extra_steps(service_code: str, now: datetime) -> list[dict[str, str]]:
    """Paraf steps the office asks for on this day, for this service or for all."""
    day = wib(now).date()
    rows: Iterable[ExtraStep] = ExtraStep.objects.filter(from_date__lte=day).order_by("id")
    wanted: Sequence[ExtraStep] = [
        row
        for row in rows
        if row.service_code in {"", service_code} and (row.to_date is None or row.to_date >= day)
    ]
    return [
        {"key": f"paraf_{n}", "role": row.role, "title": row.title} for n, row in enumerate(wanted, start=1)
    ]
