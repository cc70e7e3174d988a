"""The kabupaten keeps its service types: what an admin may change on a page, and a whole type from its data
file.

A standard froze its service type's definition when it was drafted, so nothing here changes under an open
file: what changes reaches an office with its next version.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import yaml
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, SequenceNode

from accounts.actors import Actor
from audit.changing import changed, guard, hold
from audit.operations import record
from commons.errors import DomainError
from servicetypes.definition import ServiceTypeDefinition
from servicetypes.faults import KNOWN_FAULTS
from servicetypes.models import ServiceType

MAX_BYTES = 200_000
MAX_DEPTH = 40


class TypeRefused(DomainError):
    """The service type cannot be changed like this; nothing was saved."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in a data file; `line` counts from 1, 0 when it is about the whole."""

    line: int
    place: str
    message: str


class BadFile(DomainError):
    """The data file does not hold; `context["faults"]` lists every fault with its line."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("bad_file", _("Berkas ini belum dapat dipakai."), faults=faults)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What an admin changes on the page."""

    name: str
    short_name: str
    description: str = ""
    order: int = 0
    is_active: bool = True
    retired_reason: str = ""


def subject_of(code: str) -> str:
    """As the trail names it."""
    return f"servicetype:{code}"


def read_file(content: bytes) -> ServiceTypeDefinition:
    """A service type from its YAML file. Raises `BadFile` with the line of every fault."""
    if len(content) > MAX_BYTES:
        raise BadFile([Fault(0, "", str(_("Berkas lebih dari 200 KB.")))])
    try:
        text = content.decode("utf-8-sig")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise BadFile([Fault(0, "", str(_("Berkas ini bukan teks UTF-8.")))]) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise BadFile([_syntax(error)]) from error
    _refuse_anchors(text)
    if not isinstance(tree, MappingNode):
        raise BadFile([Fault(1, "", str(_("Berkas harus berisi isian bernama, dimulai dengan “code:”.")))])
    try:
        return ServiceTypeDefinition.model_validate(yaml.safe_load(text))
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        faults = [
            Fault(_line(tree, each["loc"]), ".".join(map(str, each["loc"])), _words(each)) for each in found
        ]
        raise BadFile(sorted(faults, key=lambda fault: fault.line)) from error
    except (DomainError, ValueError, TypeError) as error:
        raise BadFile([Fault(0, "", str(error))]) from error


def _words(error: Mapping[str, Any]) -> str:
    """The fault in words; a rule of ours says its own."""
    known = KNOWN_FAULTS.get(error["type"])
    return str(known) if known else str(error["msg"]).removeprefix("Value error, ")


def _refuse_anchors(text: str) -> None:
    """References let a small file unfold to gigabytes; a data file needs none."""
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if getattr(event, "anchor", None):
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise BadFile([Fault(line, "", str(_("Tanda & dan * (rujukan YAML) tidak dipakai di sini.")))])


def _syntax(error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None)
    why = getattr(error, "problem", None) or type(error).__name__
    message = format_lazy(_("Bukan YAML yang benar: {why}"), why=why)
    return Fault(mark.line + 1 if mark else 0, "", str(message))


def _line(node: Node, place: tuple[Any, ...]) -> int:
    """The line of the deepest part of `place` that the file has."""
    here: Node = node
    for name in place[:MAX_DEPTH]:
        found = _part(here, name)
        if found is None:
            break
        here = found
    return int(here.start_mark.line) + 1


def _part(node: Node, name: Any) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == str(name)), None)
    if isinstance(node, SequenceNode) and isinstance(name, int) and name < len(node.value):
        part: Node = node.value[name]
        return part
    return None


@transaction.atomic
def change(*, code: str, shown: Shown, seen: int, actor: Actor, now: datetime) -> ServiceType:
    """Change names, description, order and whether it is offered. Raises `TypeRefused`, `Stale`,
    `ServiceType.DoesNotExist`."""
    if not (shown.name and shown.short_name):
        raise TypeRefused("empty", _("Nama dan nama pendek harus diisi."))
    if not shown.is_active and len(shown.retired_reason) < 5:
        raise TypeRefused("no_reason", _("Tulis alasan jenis layanan ini dipensiunkan."))
    guard(subject_of(code), seen=seen)
    row = ServiceType.objects.select_for_update().get(code=code)
    new = vars(shown) | ({"retired_reason": ""} if shown.is_active else {})
    old = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value)
    # The definition names the service, too: the next version of a standard is drafted from it.
    row.definition = {**row.definition, "name": row.name, "short_name": row.short_name}
    row.save(update_fields=[*new, "definition"])
    changed(subject=subject_of(code), action="servicetype.changed", old=old, new=new, actor=actor, now=now)
    return row


@transaction.atomic
def put(*, definition: ServiceTypeDefinition, seen: int, actor: Actor, now: datetime) -> ServiceType:
    """Add a service type, or replace the one with its code. Raises `Stale`; `TypeRefused` when the product
    kind would change while the type exists: comparison and registers count by it."""
    subject = subject_of(definition.code)
    hold(subject)
    guard(subject, seen=seen)
    row = ServiceType.objects.select_for_update().filter(code=definition.code).first()
    stored = definition.model_dump(mode="json")
    if row is not None and row.product_kind != definition.product_kind:
        message = _("Jenis produk tidak dapat diganti: buat jenis layanan baru dengan kode lain.")
        raise TypeRefused("product_kind", message)
    if row is not None and row.definition == stored:
        raise TypeRefused("same", _("Isi berkas ini sama dengan yang sudah berlaku."))
    old = row.definition if row else {}
    fresh = row is None
    row = row or ServiceType(code=definition.code, revision=0)
    row.family, row.name, row.short_name = definition.family, definition.name, definition.short_name
    row.aliases, row.authority = list(definition.aliases), definition.authority
    row.product_kind, row.definition = str(definition.product_kind), stored
    row.revision += 1
    row.save(force_insert=fresh)
    record(
        action="servicetype.added" if fresh else "servicetype.replaced",
        actor=actor,
        subject=subject,
        data={"revision": row.revision, **differences(old, stored)},
        now=now,
    )
    return row


def differences(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What differs, part by part: {"old": ..., "new": ...} without what is the same (pure)."""
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return {
        "old": {key: _plain(old.get(key)) for key in keys},
        "new": {key: _plain(new.get(key)) for key in keys},
    }


def _plain(value: Any) -> Any:
    """A trail keeps no floats."""
    if isinstance(value, float):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def file_of(row: ServiceType) -> str:
    """The data file of a service type, as it would be uploaded again."""
    filled = {key: value for key, value in row.definition.items() if value not in (None, "", [], {})}
    text: str = yaml.safe_dump(filled, allow_unicode=True, sort_keys=False, width=110)
    return re.sub(r"\n(?=\w+:\n)", "\n", text)
