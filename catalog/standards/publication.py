"""What must hold before a standard is published, so that nothing fails at the counter later (pure).

A letter or an endorsement nobody may lawfully sign is refused here, not when the applicant stands there.
"""

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.nik import Finding
from servicetypes.definition import ProductKind, ServiceTypeDefinition
from standards.components import Procedure, ProcedureStep
from standards.document import Control, StandardDocument
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey, Origin, RoleCode, StepKind

_SIGNED = frozenset({ProductKind.LETTER, ProductKind.ENDORSEMENT})
_ENDS = frozenset({StepKind.INTAKE, StepKind.HAND_OVER})
# The signature is never given away (an acting signer is found for the day); a paraf stays with supervisors.
_ONLY: dict[StepKind, frozenset[RoleCode]] = {
    StepKind.SIGN: frozenset({RoleCode.HEAD}),
    StepKind.INITIAL: frozenset({RoleCode.SECTION_HEAD, RoleCode.SECRETARY}),
}
_REVISION = re.compile(r"\d{2}")


def publication_problems(
    document: StandardDocument, definition: ServiceTypeDefinition, *, has_authority: bool | None = None
) -> list[Finding]:
    """Everything that forbids publishing, in the order of the document; empty when it may be published.

    `has_authority`: whether the law register holds, on the day it takes effect, an instrument in force that
    lets this office's head sign; None leaves that one question open (a draft being written). `field` of a
    finding is a path into the document.
    """
    return [
        *_wrong_service(document, definition),
        *_empty_components(document),
        *_step_problems(document.prosedur),
        *_signature_problems(document, definition.product_kind, has_authority=has_authority),
        *_product_problems(document, definition.product_kind),
        *(_control_problems(document.control) if document.origin is Origin.LOKET else ()),
    ]


def _wrong_service(document: StandardDocument, definition: ServiceTypeDefinition) -> Iterator[Finding]:
    if document.service != definition.code:
        message = _("Standar ini untuk layanan {service}, bukan {code}.")
        text = format_lazy(message, service=document.service, code=definition.code)
        yield Finding("wrong_service", text, "service")


def _empty_components(document: StandardDocument) -> Iterator[Finding]:
    """All 14 by law (Permenpan RB 15/2014); two may share a heading, none may be without words."""
    for key in ComponentKey:
        if not document.component(key).source_text:
            message = format_lazy(_("Komponen {name} belum berisi."), name=OFFICIAL_NAMES[key])
            yield Finding("empty_component", message, key.value)


def _step_problems(procedure: Procedure) -> Iterator[Finding]:
    steps = procedure.steps
    if steps[0].kind is not StepKind.INTAKE:
        yield _at(steps[0], "no_intake", _("Langkah pertama harus penerimaan berkas."))
    if steps[-1].kind is not StepKind.HAND_OVER:
        yield _at(steps[-1], "no_hand_over", _("Langkah terakhir harus penyerahan kepada pemohon."))
    for step in steps[1:-1]:
        if step.kind in _ENDS:
            message = _("Penerimaan dan penyerahan hanya boleh di awal dan di akhir prosedur.")
            yield _at(step, "misplaced", message)
    for kind in (StepKind.SIGN, StepKind.REGISTER):
        for step in procedure.doing(kind)[1:]:
            yield _at(step, "second_" + kind.lower(), _("Tanda tangan dan registrasi masing-masing sekali."))
    for step in steps:
        yield from _one_step(step)


def _one_step(step: ProcedureStep) -> Iterator[Finding]:
    if step.also not in {(), (StepKind.REGISTER,)} or step.kind in step.also:
        yield _at(step, "also", _("Hanya registrasi yang dapat dilakukan bersama langkah lain."))
    if step.role is not None and step.role not in _ONLY.get(step.kind, frozenset(RoleCode)):
        if step.kind is StepKind.SIGN:
            message = _("Hanya camat/lurah atau pejabat yang mewakilinya yang boleh menandatangani.")
            yield _at(step, "unlawful_signer", message)
        else:
            yield _at(step, "unlawful_role", _("Paraf hanya oleh kepala seksi atau sekretaris."))
    if step.lookup and step.kind is not StepKind.VERIFY:
        yield _at(step, "lookup", _("Pencarian daftar hanya ada pada langkah verifikasi."))


def _signature_problems(
    document: StandardDocument, product: ProductKind, *, has_authority: bool | None
) -> Iterator[Finding]:
    signing = document.prosedur.doing(StepKind.SIGN)
    if product not in _SIGNED:
        for step in signing:
            yield _at(
                step, "sign_not_allowed", _("Layanan ini tidak menghasilkan surat yang ditandatangani.")
            )
        return
    if not signing:
        message = _("Hasil layanan ini harus ditandatangani, tetapi prosedurnya tidak memuat tanda tangan.")
        yield Finding("no_sign", message, "prosedur.steps")
        return
    if has_authority is False:
        message = _(
            "Belum ada dasar kewenangan yang berlaku bagi pimpinan kantor ini untuk menandatangani. "
            "Minta Bagian Organisasi mencatat pelimpahannya."
        )
        yield _at(signing[0], "no_authority", message)
    for step in _after(signing[0], document.prosedur):
        if step.kind in {StepKind.VERIFY, StepKind.INITIAL}:
            yield _at(step, "after_sign", _("Pemeriksaan dan paraf harus sebelum tanda tangan."))


def _product_problems(document: StandardDocument, product: ProductKind) -> Iterator[Finding]:
    procedure = document.prosedur
    signing = procedure.doing(StepKind.SIGN)
    made = procedure.doing(StepKind.PRODUCE)
    if product is ProductKind.LETTER and signing:
        after = _after(signing[0], procedure)
        if not any(step not in after for step in made):
            yield _at(signing[0], "no_produce", _("Surat harus disusun sebelum ditandatangani."))
    elif product is ProductKind.ENDORSEMENT and signing:
        registered = procedure.doing(StepKind.REGISTER)
        if not registered or registered[0] not in (signing[0], *_after(signing[0], procedure)):
            message = _("Pengesahan diregister bersama atau setelah tanda tangan, saat nomornya diambil.")
            yield _at(signing[0], "no_register", message)
        yield from _nothing_to_endorse(document)
    elif product is ProductKind.EXTERNAL_ITEM and not made:
        yield Finding("no_produce", _("Prosedur belum memuat langkah pembuatan."), "prosedur.steps")


def _nothing_to_endorse(document: StandardDocument) -> Iterator[Finding]:
    for group in document.persyaratan.groups:
        if not any(paper.endorsed for requirement in group.requirements for paper in requirement.papers):
            message = _("Persyaratan belum menandai surat pemohon yang disahkan.")
            yield Finding("nothing_to_endorse", message, f"persyaratan.groups.{group.key}")


def _control_problems(control: Control) -> Iterator[Finding]:
    """A standard drawn up here is controlled as Jatiroto's is: numbered, dated, by three different people."""
    for name in ("number", "issued_on"):
        if not getattr(control, name):
            yield Finding("control_missing", _("Nomor dan tanggal terbit harus diisi."), f"control.{name}")
    if not _REVISION.fullmatch(control.revision):
        message = _("Status revisi ditulis dua angka, mulai 00.")
        yield Finding("control_revision", message, "control.revision")
    elif (control.revision == "00") != (control.revised_on is None):
        message = _("Tanggal revisi kosong hanya selama revisi 00.")
        yield Finding("control_revised_on", message, "control.revised_on")
    people = [control.prepared.name, control.checked.name, control.approved.name]
    if not all(people) or len({" ".join(name.casefold().split()) for name in people}) < len(people):
        message = _("Pembuat, pemeriksa, dan yang menyetujui harus tiga orang yang berbeda.")
        yield Finding("control_people", message, "control.approved")


def _after(step: ProcedureStep, procedure: Procedure) -> tuple[ProcedureStep, ...]:
    return procedure.steps[procedure.steps.index(step) + 1 :]


def _at(step: ProcedureStep, code: str, message: Promise) -> Finding:
    return Finding(code, message, f"prosedur.steps.{step.key}")
