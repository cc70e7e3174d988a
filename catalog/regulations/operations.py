"""Keep the law register, and give offices their authority."""

from datetime import date

from django.db import transaction

from offices.models import Office
from regulations.models import Delegation, Instrument
from regulations.register import delegations_of, load_instruments


@transaction.atomic
def install() -> int:
    """Add the packaged instruments that the register lacks; returns how many. Others stay as they are."""
    known = set(Instrument.objects.values_list("key", flat=True))
    fresh = [
        Instrument(
            key=data.key,
            kind=data.kind_name,
            number=data.number,
            year=data.year,
            title=data.title,
            status=data.status,
            status_since=data.since,
            status_by=data.by,
            note=data.note,
        )
        for data in load_instruments()
        if data.key not in known
    ]
    Instrument.objects.bulk_create(fresh)
    return len(fresh)


@transaction.atomic
def authorise(office: Office, *, like: str = "") -> int:
    """Enter the packaged delegations of an office that has none; returns how many.

    `like`: the slug of an office whose example of a ground is taken, for demos.
    """
    if Delegation.objects.filter(office=office).exists():
        return 0
    instruments = {row.key: row for row in Instrument.objects.all()}
    rows = [
        Delegation(
            office=office,
            instrument=instruments[data.instrument],
            from_date=data.from_date,
            to_date=data.to_date,
            note=data.note,
            is_example=data.is_example,
        )
        for data in delegations_of(office=like or office.slug, level=office.level.lower())
    ]
    Delegation.objects.bulk_create(rows)
    return len(rows)


@transaction.atomic
def delegate(office: Office, *, key: str, from_date: date, note: str = "") -> Delegation:
    """Enter that the instrument `key` of the register gives this office its authority from a day on.

    The same again changes nothing. Raises `Instrument.DoesNotExist`.
    """
    instrument = Instrument.objects.get(key=key)
    row, _made = Delegation.objects.get_or_create(
        office=office, instrument=instrument, from_date=from_date, defaults={"note": note}
    )
    return row
