"""Which steps make a process, and what the modules of the workflow may import."""

import ast
import sys
from pathlib import Path

import pytest

import applications.workflow
from accounts.models import OFFICE_ROLES
from applications.workflow import InvalidProcess, ProductKind, Role, Step, StepKind, build_process
from tests.applications.workflow_cases import (
    FIVE,
    HAND_OVER,
    INITIAL,
    INTAKE,
    PRODUCE,
    REGISTER,
    REGISTER_AND_HAND_OVER,
    SIGN,
    SIGN_AND_REGISTER,
    STEPS,
    VERIFY,
)

LETTER, ENDORSEMENT, EXTERNAL_ITEM = ProductKind
PRODUCE_AGAIN = Step("print", StepKind.PRODUCE)


class TestAProcess:
    @pytest.mark.parametrize("name", STEPS)
    def test_of_a_source_standard_keeps_its_product_and_steps(self, name):
        process = FIVE[name]
        assert (process.product, process.steps) == STEPS[name]

    @pytest.mark.parametrize(
        ("name", "sign", "register", "draw"),
        [
            ("000 SKTM Lumajang", 2, 3, None),
            ("003 KP4 Lumajang", 2, 3, None),
            ("004 KTP-el Lumajang", None, 2, None),
            ("001 DTKS Tompokersan", 2, 2, 1),
            ("002 SKTM Jatiroto", 3, 3, 2),
        ],
    )
    def test_knows_where_it_signs_registers_and_draws_up(self, name, sign, register, draw):
        process = FIVE[name]
        assert (process.sign_index, process.register_index, process.draw_index) == (sign, register, draw)

    def test_draws_a_letter_up_at_the_last_produce_before_the_signature(self):
        process = build_process(LETTER, [INTAKE, PRODUCE, VERIFY, PRODUCE_AGAIN, SIGN, HAND_OVER])
        assert process.draw_index == 3

    @pytest.mark.parametrize(
        ("product", "steps"),
        [
            (LETTER, [INTAKE, PRODUCE, SIGN, HAND_OVER]),
            (LETTER, [INTAKE, REGISTER, VERIFY, PRODUCE, INITIAL, SIGN, HAND_OVER]),
            (LETTER, [INTAKE, PRODUCE, SIGN, PRODUCE_AGAIN, REGISTER, HAND_OVER]),
            (ENDORSEMENT, [INTAKE, SIGN_AND_REGISTER, HAND_OVER]),
            (ENDORSEMENT, [INTAKE, SIGN, REGISTER_AND_HAND_OVER]),
            (EXTERNAL_ITEM, [INTAKE, HAND_OVER]),
            (EXTERNAL_ITEM, [INTAKE, PRODUCE, PRODUCE_AGAIN, REGISTER, HAND_OVER]),
        ],
    )
    def test_may_take_other_forms(self, product, steps):
        assert build_process(product, steps).steps == tuple(steps)

    @pytest.mark.parametrize(
        ("code", "step", "product", "steps"),
        [
            ("empty", "", LETTER, []),
            ("no_key", "SIGN", LETTER, [INTAKE, PRODUCE, Step(" ", StepKind.SIGN), HAND_OVER]),
            ("duplicate_key", "verify", EXTERNAL_ITEM, [INTAKE, VERIFY, VERIFY, HAND_OVER]),
            ("no_intake", "verify", EXTERNAL_ITEM, [VERIFY, HAND_OVER]),
            ("no_hand_over", "produce", EXTERNAL_ITEM, [INTAKE, PRODUCE]),
            ("no_hand_over", "intake", EXTERNAL_ITEM, [INTAKE]),
            ("misplaced", "again", EXTERNAL_ITEM, [INTAKE, Step("again", StepKind.INTAKE), HAND_OVER]),
            ("misplaced", "early", EXTERNAL_ITEM, [INTAKE, Step("early", StepKind.HAND_OVER), HAND_OVER]),
            ("no_sign", "", LETTER, [INTAKE, PRODUCE, HAND_OVER]),
            ("no_sign", "", ENDORSEMENT, [INTAKE, VERIFY, REGISTER, HAND_OVER]),
            ("no_produce", "sign", LETTER, [INTAKE, SIGN, HAND_OVER]),
            ("no_produce", "sign", LETTER, [INTAKE, SIGN, PRODUCE, HAND_OVER]),
            ("no_register", "sign", ENDORSEMENT, [INTAKE, SIGN, HAND_OVER]),
            ("no_register", "sign", ENDORSEMENT, [INTAKE, REGISTER, SIGN, HAND_OVER]),
            ("sign_not_allowed", "sign", EXTERNAL_ITEM, [INTAKE, SIGN, HAND_OVER]),
            ("second_sign", "more", LETTER, [INTAKE, PRODUCE, SIGN, Step("more", StepKind.SIGN), HAND_OVER]),
            ("second_register", "hand_over", ENDORSEMENT, [INTAKE, SIGN, REGISTER, REGISTER_AND_HAND_OVER]),
            ("after_sign", "verify", LETTER, [INTAKE, PRODUCE, SIGN, VERIFY, HAND_OVER]),
            ("after_sign", "initial", LETTER, [INTAKE, PRODUCE, SIGN, INITIAL, HAND_OVER]),
        ],
    )
    def test_is_refused_by_name_when_it_cannot_work(self, code, step, product, steps):
        with pytest.raises(InvalidProcess) as found:
            build_process(product, steps)
        assert (found.value.code, found.value.step) == (code, step)

    @pytest.mark.parametrize("also", [kind for kind in StepKind if kind is not StepKind.REGISTER])
    def test_lets_no_step_but_register_ride_on_another(self, also):
        steps = [INTAKE, Step("produce", StepKind.PRODUCE, also=(also,)), SIGN, HAND_OVER]
        with pytest.raises(InvalidProcess, match="also_not_allowed"):
            build_process(LETTER, steps)

    @pytest.mark.parametrize(
        ("kind", "role", "fine"),
        [
            (StepKind.VERIFY, Role.SECTION_HEAD, True),
            (StepKind.PRODUCE, Role.COUNTER, True),
            (StepKind.INITIAL, Role.SECRETARY, True),
            (StepKind.INITIAL, Role.COUNTER, False),
            (StepKind.SIGN, Role.HEAD, True),
            (StepKind.SIGN, Role.SECRETARY, False),
            (StepKind.HAND_OVER, Role.INFORMATION, True),
            (StepKind.HAND_OVER, Role.OFFICE_ADMIN, False),
        ],
    )
    def test_lets_a_standard_name_who_works_a_step_within_limits(self, kind, role, fine):
        named = Step(kind.value.lower(), kind, role=role)
        plain = (INTAKE, VERIFY, PRODUCE, INITIAL, SIGN, HAND_OVER)
        steps = [named if step.kind is kind else step for step in plain]
        if fine:
            assert named in build_process(LETTER, steps).steps
            assert named.holders == {role}
        else:
            with pytest.raises(InvalidProcess, match="role_not_allowed"):
                build_process(LETTER, steps)


class TestTheRoles:
    def test_are_the_office_roles_of_the_accounts_by_code(self):
        assert {role.value for role in Role} == {role.value for role in OFFICE_ROLES}


class TestTheModules:
    def test_import_only_each_other_and_the_standard_library(self):
        folder = Path(applications.workflow.__file__).parent
        files = sorted(folder.glob("workflow*.py"))
        assert len(files) == 6
        for file in files:
            for name in imported(file):
                own = name.startswith("applications.workflow")
                assert own or name.split(".")[0] in sys.stdlib_module_names, (file.name, name)


def imported(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield node.module
