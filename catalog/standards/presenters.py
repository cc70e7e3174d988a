"""A standard in a citizen's words: plain rows for the public page and the printed standard."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commons.indonesian import rupiah
from commons.phones import tel_link
from standards.channels import name_of
from standards.components import Component, Paper, Requirement
from standards.document import StandardDocument
from standards.vocabulary import OFFICIAL_NAMES, ChannelKind, ComponentKey, Issuer, PaperKind, TimeCondition

SHOWN_ABOVE = frozenset(
    {ComponentKey.PERSYARATAN, ComponentKey.WAKTU, ComponentKey.BIAYA, ComponentKey.PENGADUAN}
)
_WEB = frozenset({ChannelKind.WEBSITE, ChannelKind.LAPOR})
_PHONES = frozenset({ChannelKind.PHONE, ChannelKind.SMS, ChannelKind.WHATSAPP})


@dataclass(frozen=True)
class Part:
    """One component, folded: its items, its words as published, and what Loket added."""

    number: int
    title: str
    items: list[str]
    source: str
    added: str


def page(document: StandardDocument) -> dict[str, Any]:
    """What the template `standards/standard_page.html` takes of the document itself."""
    waits = document.waktu.condition is TimeCondition.LEADER_IN_OFFICE
    return {
        "groups": groups(document),
        "promise": {
            "words": document.waktu.short,
            "starts": _("Dihitung sejak berkas lengkap dan benar."),
            "condition": _("Bila pimpinan ada di tempat") if waits else "",
            "otherwise": _otherwise(document) if waits else "",
        },
        "fee": {"words": fee(document), "note": _("Tidak ada biaya apa pun.") if _is_free(document) else ""},
        "product": [document.produk.name],
        "steps": steps(document),
        "complaints": complaints(document),
        "components": parts(document),
    }


def fee(document: StandardDocument) -> str:
    """What the standard costs, in words."""
    return fee_words(document.biaya.rupiah)


def fee_words(amount: int) -> str:
    """ "Gratis", or the amount."""
    return rupiah(amount) if amount else _("Gratis")


def _is_free(document: StandardDocument) -> bool:
    return document.biaya.rupiah == 0


def _otherwise(document: StandardDocument) -> str:
    return document.waktu.otherwise or _("Bila pimpinan tidak di tempat, berkas menunggu dan Anda dihubungi.")


def groups(document: StandardDocument) -> list[dict[str, Any]]:
    """Requirement groups, each with what to bring."""
    several = document.persyaratan.chooses_group
    return [
        {
            "name": group.title if several else "",
            "items": [
                _item(requirement, paper)
                for requirement in group.requirements
                for paper in requirement.papers
            ],
        }
        for group in document.persyaratan.groups
    ]


def _item(requirement: Requirement, paper: Paper) -> dict[str, str]:
    return {
        "label": paper.name,
        "kind": kind_words(paper),
        "condition": requirement.condition.text if requirement.condition else "",
        "issuer": issuer_words(paper.issuer) if paper.issuer else "",
    }


def kind_words(paper: Paper) -> str:
    """How a paper is shown: "asli", "fotokopi 2 lembar"."""
    words: Mapping[PaperKind, str] = {
        PaperKind.ORIGINAL: _("asli"),
        PaperKind.COPY: _("fotokopi {n} lembar").format(n=paper.copies),
        PaperKind.FORM: _("formulir yang sudah diisi"),
        PaperKind.LETTER: _("surat"),
        PaperKind.FACT: "",
    }
    return words[paper.kind]


def issuer_words(issuer: Issuer) -> str:
    """Where a letter or form comes from."""
    words: Mapping[Issuer, str] = {
        Issuer.RT_RW: _("Ketua RT/RW"),
        Issuer.LURAH: _("Lurah"),
        Issuer.KEPALA_DESA: _("Kepala Desa"),
        Issuer.LURAH_OR_KADES: _("Lurah atau Kepala Desa"),
        Issuer.POLICE: _("Kepolisian"),
        Issuer.CIVIL_REGISTRY: _("Dinas Dukcapil daerah asal"),
        Issuer.OTHER: _("Instansi penerbit"),
    }
    return words[issuer]


def steps(document: StandardDocument) -> list[dict[str, str]]:
    """The procedure, a queue number first where there is one."""
    rows = [
        {
            "label": step.title,
            "who": step.actor,
            "time": _("{n} menit").format(n=step.minutes) if step.minutes else "",
        }
        for step in document.prosedur.steps
    ]
    ticket = {"label": _("Ambil nomor antrean"), "who": _("Pemohon"), "time": ""}
    return [ticket, *rows] if document.prosedur.ticket else rows


def complaints(document: StandardDocument) -> list[dict[str, str]]:
    """Where to complain, with what a tap does."""
    return [
        {
            "label": name_of(channel),
            "shown": channel.shown,
            "href": _href(channel.kind, channel.target),
        }
        for channel in document.pengaduan.channels
    ]


def _href(kind: ChannelKind, target: str) -> str:
    if not target:
        return ""
    if kind in _PHONES:
        return tel_link(target)
    if kind is ChannelKind.EMAIL:
        return f"mailto:{target}"
    return f"https://{target}" if kind in _WEB and "://" not in target else ""


def parts(document: StandardDocument) -> list[Part]:
    """All 14 components in the order of the regulation, as published."""
    return [
        Part(
            number=number,
            title=OFFICIAL_NAMES[component.key],
            items=[],
            source=_source(component),
            added=_added(document, component.key),
        )
        for number, component in enumerate(document.components(), start=1)
    ]


def _source(component: Component) -> str:
    return "\n".join(passage.words for passage in component.source_text)


def _added(document: StandardDocument, key: ComponentKey) -> str:
    reasons = [
        added.reason
        for added in document.added
        if added.path == key.value or added.path.startswith(f"{key.value}.")
    ]
    return " ".join(dict.fromkeys(reasons))
