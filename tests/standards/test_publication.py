"""A standard the counter could not work by is refused when it is published, not at the counter."""

from pathlib import Path
from typing import Any

import pytest

from applications.workflow_process import Step, build_process
from applications.workflow_types import ProductKind as CoreProduct
from applications.workflow_types import Role as CoreRole
from applications.workflow_types import StepKind as CoreStep
from servicetypes.catalogue import definition_of, read_definition
from servicetypes.definition import ProductKind, ServiceTypeDefinition
from standards.catalogue import document_of, load_documents, read_document
from standards.document import StandardDocument
from standards.publication import publication_problems
from standards.vocabulary import RoleCode, StepKind

TESTS = Path(__file__).parent.parent
SIXTH = read_document(
    (TESTS / "standards/data/kec-lumajang_ahli-waris.yaml").read_text("utf-8"), name="ahli-waris"
)
SIXTH_TYPE = read_definition(
    (TESTS / "servicetypes/data/ahli-waris.yaml").read_text("utf-8"), name="ahli-waris"
)
ALL = [(document, definition_of(document.service)) for document in load_documents()] + [(SIXTH, SIXTH_TYPE)]
every_standard = pytest.mark.parametrize(
    ("document", "definition"), ALL, ids=lambda v: getattr(v, "service", "")
)


def codes(
    document: StandardDocument, definition: ServiceTypeDefinition, **more: Any
) -> list[tuple[str, str]]:
    found = publication_problems(document, definition, **{"has_authority": True, **more})
    assert all(str(problem.message) for problem in found)
    return [(problem.code, problem.field) for problem in found]


def with_steps(document: StandardDocument, *steps: dict[str, Any]) -> StandardDocument:
    data = document.model_dump(mode="json")
    data["prosedur"]["steps"] = [{"title": "Langkah", "key": s["kind"].lower(), **s} for s in steps]
    return StandardDocument.model_validate({**data, "added": [], "notes": []})


def step(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, **more}


@every_standard
def test_the_five_standards_and_the_sixth_may_be_published(
    document: StandardDocument, definition: ServiceTypeDefinition
):
    assert codes(document, definition) == []


@every_standard
def test_the_workflow_core_takes_what_may_be_published(
    document: StandardDocument, definition: ServiceTypeDefinition
):
    steps = [
        Step(
            key=s.key,
            kind=CoreStep(s.kind),
            also=tuple(CoreStep(kind) for kind in s.also),
            role=CoreRole(s.role) if s.role else None,
            title=s.title,
        )
        for s in document.prosedur.steps
    ]
    assert build_process(CoreProduct(definition.product_kind), steps).steps == tuple(steps)


def test_codes_are_those_of_the_workflow_core():
    assert {kind.value for kind in StepKind} == {kind.value for kind in CoreStep}
    assert {kind.value for kind in ProductKind} == {kind.value for kind in CoreProduct}
    assert {role.value for role in RoleCode} == {role.value for role in CoreRole} - {"OFFICE_ADMIN"}


@every_standard
def test_nobody_signs_without_authority(document: StandardDocument, definition: ServiceTypeDefinition):
    expected = [] if definition.product_kind is ProductKind.EXTERNAL_ITEM else ["no_authority"]
    assert [code for code, _ in codes(document, definition, has_authority=False)] == expected
    assert codes(document, definition, has_authority=None) == []


LETTER = (document_of("kec-jatiroto", "sktm-rekomendasi"), definition_of("sktm-rekomendasi"))
ENDORSEMENT = (document_of("kec-lumajang", "kp4"), definition_of("kp4"))
EXTERNAL = (document_of("kec-lumajang", "ktp-el"), definition_of("ktp-el"))

BROKEN = [
    (LETTER, ["INTAKE", "PRODUCE", "HAND_OVER"], [("no_sign", "prosedur.steps")]),
    (LETTER, ["INTAKE", "SIGN", "HAND_OVER"], [("no_produce", "prosedur.steps.sign")]),
    (LETTER, ["INTAKE", "SIGN", "PRODUCE", "HAND_OVER"], [("no_produce", "prosedur.steps.sign")]),
    (LETTER, ["INTAKE", "PRODUCE", "SIGN", "VERIFY", "HAND_OVER"], [("after_sign", "prosedur.steps.verify")]),
    (
        LETTER,
        ["INTAKE", "PRODUCE", "SIGN", "INITIAL", "HAND_OVER"],
        [("after_sign", "prosedur.steps.initial")],
    ),
    (LETTER, ["PRODUCE", "SIGN", "HAND_OVER"], [("no_intake", "prosedur.steps.produce")]),
    (LETTER, ["INTAKE", "PRODUCE", "SIGN"], [("no_hand_over", "prosedur.steps.sign")]),
    (ENDORSEMENT, ["INTAKE", "REGISTER", "HAND_OVER"], [("no_sign", "prosedur.steps")]),
    (ENDORSEMENT, ["INTAKE", "REGISTER", "SIGN", "HAND_OVER"], [("no_register", "prosedur.steps.sign")]),
    (ENDORSEMENT, ["INTAKE", "SIGN", "HAND_OVER"], [("no_register", "prosedur.steps.sign")]),
    (EXTERNAL, ["INTAKE", "HAND_OVER"], [("no_produce", "prosedur.steps")]),
    (EXTERNAL, ["INTAKE", "PRODUCE", "SIGN", "HAND_OVER"], [("sign_not_allowed", "prosedur.steps.sign")]),
]


@pytest.mark.parametrize(("standard", "kinds", "expected"), BROKEN)
def test_steps_that_cannot_be_worked_are_refused(
    standard: tuple[StandardDocument, ServiceTypeDefinition],
    kinds: list[str],
    expected: list[tuple[str, str]],
):
    document, definition = standard
    assert codes(with_steps(document, *map(step, kinds)), definition) == expected


def test_what_happens_twice_is_refused():
    document, definition = LETTER
    steps = [
        step("INTAKE"),
        step("INTAKE", key="lagi"),
        step("PRODUCE"),
        step("SIGN", also=["REGISTER"]),
        step("SIGN", key="dua"),
        step("REGISTER"),
        step("HAND_OVER"),
    ]
    assert codes(with_steps(document, *steps), definition) == [
        ("misplaced", "prosedur.steps.lagi"),
        ("second_sign", "prosedur.steps.dua"),
        ("second_register", "prosedur.steps.register"),
    ]


@pytest.mark.parametrize("role", [role for role in RoleCode if role is not RoleCode.HEAD])
def test_the_signature_is_never_given_away(role: RoleCode):
    document, definition = LETTER
    steps = [step("INTAKE"), step("PRODUCE"), step("SIGN", role=role.value), step("HAND_OVER")]
    assert codes(with_steps(document, *steps), definition) == [("unlawful_signer", "prosedur.steps.sign")]


@pytest.mark.parametrize("role", ["SECTION_HEAD", "SECRETARY", "COUNTER", "HEAD"])
def test_a_paraf_stays_with_those_who_supervise(role: str):
    document, definition = LETTER
    steps = [step("INTAKE"), step("PRODUCE"), step("INITIAL", role=role), step("SIGN"), step("HAND_OVER")]
    expected = [] if role in {"SECTION_HEAD", "SECRETARY"} else [("unlawful_role", "prosedur.steps.initial")]
    assert codes(with_steps(document, *steps), definition) == expected


def test_only_writing_the_register_goes_with_another_step_and_only_verify_looks_up():
    document, definition = LETTER
    steps = [
        step("INTAKE", also=["VERIFY"]),
        step("PRODUCE", lookup="poverty_list"),
        step("SIGN"),
        step("HAND_OVER"),
    ]
    assert codes(with_steps(document, *steps), definition) == [
        ("also", "prosedur.steps.intake"),
        ("lookup", "prosedur.steps.produce"),
    ]


def test_an_endorsement_needs_a_paper_to_endorse():
    document, definition = ENDORSEMENT
    data = document.model_dump(mode="json")
    data["persyaratan"]["groups"][0]["requirements"][0]["papers"][0]["endorsed"] = False
    assert codes(StandardDocument.model_validate(data), definition) == [
        ("nothing_to_endorse", "persyaratan.groups.umum")
    ]


def test_a_component_without_words_and_another_service_are_refused():
    document, _ = LETTER
    data = document.model_dump(mode="json")
    data["evaluasi"]["source_text"] = []
    assert codes(StandardDocument.model_validate(data), definition_of("dtsen")) == [
        ("wrong_service", "service"),
        ("empty_component", "evaluasi"),
    ]


def controlled(**control: Any) -> StandardDocument:
    data = SIXTH.model_dump(mode="json")
    return StandardDocument.model_validate({**data, "control": {**data["control"], **control}})


@pytest.mark.parametrize(
    ("control", "expected"),
    [
        ({"number": ""}, ("control_missing", "control.number")),
        ({"issued_on": None}, ("control_missing", "control.issued_on")),
        ({"revision": "0"}, ("control_revision", "control.revision")),
        ({"revision": "01"}, ("control_revised_on", "control.revised_on")),
        ({"revised_on": "2026-11-01"}, ("control_revised_on", "control.revised_on")),
        ({"checked": {"name": " Siti  Rahayu ", "title": "Sekcam"}}, ("control_people", "control.approved")),
        ({"approved": {"name": "", "title": ""}}, ("control_people", "control.approved")),
    ],
)
def test_a_standard_drawn_up_here_is_controlled(control: dict[str, Any], expected: tuple[str, str]):
    assert codes(controlled(**control), SIXTH_TYPE) == [expected]


def test_a_revision_with_its_date_is_well_controlled():
    assert codes(controlled(revision="01", revised_on="2026-11-01"), SIXTH_TYPE) == []
