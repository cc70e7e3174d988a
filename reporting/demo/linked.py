"""A letter of the kelurahan that its resident brings to the kecamatan, known by its code."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from applications.models import File
from applications.operations import receive
from applications.versions import program_of
from demo.files import cast_of, form_of
from documents.models import Letter, LetterKind
from handoff.models import BroughtLetter
from lettercheck.models import LetterState
from offices.models import Office
from offices.scope import office_scope
from standards.queries import published_version

SERVICE = "sktm"
MOST = 2


def seed_linked(*, giver: Office, taker: Office, now: datetime) -> None:
    """Two signed letters of the one office are requirements met at the other. Again adds nothing."""
    with office_scope(giver):
        # Letters of a simulated year have no force.
        valid = Letter.objects.filter(state=LetterState.VALID, kind=LetterKind.LETTER).exclude(sha256="")
        signed = valid.order_by("drawn_at")
        found = [(letter.code, File.objects.get(id=letter.file_id).intake) for letter in signed[:MOST]]
    with office_scope(taker):
        if BroughtLetter.objects.exists():
            return
        chance = random.Random(f"linked {taker.kemendagri_code}")  # noqa: S311  invented people
        program, cast = program_of(published_version(SERVICE).id), cast_of(taker, now)
        for number, (code, person) in enumerate(found, start=1):
            at = now - timedelta(minutes=4 * number)
            form = form_of(program, chance, at)
            papers = tuple(
                replace(tick, letter=None, code=code)
                if tick.letter is not None and tick.letter.issuer_code
                else tick
                for tick in form.papers
            )
            values = {**form.values, **_same_person(person, form.values)}
            receive(actor=cast.counter, form=replace(form, papers=papers, values=values), now=at)


def _same_person(person: dict[str, Any], asked: Any) -> dict[str, Any]:
    """What the other office knows of them, as far as it is asked here; a village by its code."""
    shared = {key: person[key] for key in asked if person.get(key) and key != "keperluan"}
    village = shared.get("desa")
    return {**shared, "desa": village.get("code") or village["name"]} if isinstance(village, dict) else shared
