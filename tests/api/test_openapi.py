"""The committed description of the API is the code's, names every refusal, and is valid."""

import re
from pathlib import Path

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema

from commons.plain_yaml import load_yaml
from config import api
from tests.api.conftest import PROBLEM

COMMITTED = Path(__file__).resolve().parents[2] / "docs/openapi.yaml"


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator(urlconf="config.urls.office").get_schema(request=None, public=True)


def operations(schema):
    return [
        (f"{method} {path}", operation)
        for path, item in schema["paths"].items()
        for method, operation in item.items()
    ]


def test_it_is_valid(schema):
    validate_schema(schema)


def test_the_committed_one_is_current(schema):
    text = OpenApiYamlRenderer().render(schema, renderer_context={}).decode()
    why = "out of date: python tools/checks.py drift writes it anew"
    assert COMMITTED.read_text("utf-8") == text, why


def test_it_names_every_address(schema):
    named = {str(pattern.pattern) for pattern in api.urlpatterns if getattr(pattern, "name", None)}
    asked = {re.sub(r"<(\w+:)?(\w+)>", r"{\2}", address) for address in named - {"openapi/"}}
    assert {path.removeprefix("/api/v1/") for path in schema["paths"]} == asked


def test_every_operation_names_its_refusals(schema):
    for name, operation in operations(schema):
        codes = set(operation["responses"])
        assert {"406", "500", "503"} <= codes, name
        assert ("401" in codes and "403" in codes) or operation.get("security") in ([], [{}], None), name
        if name.startswith("post"):
            assert {"400", "409", "415"} <= codes, name
        if "{" in name:
            assert "404" in codes, name


def test_refusals_are_problems(schema):
    for name, operation in operations(schema):
        for code, answer in operation["responses"].items():
            if code >= "400":
                assert list(answer["content"]) == [PROBLEM], (name, code)
                assert answer["content"][PROBLEM]["schema"]["$ref"].endswith("/Problem")


@pytest.mark.django_db
def test_the_office_serves_the_same(client_a):
    answer = client_a.get("/api/v1/openapi/", headers={"Accept": "application/vnd.oai.openapi"})
    assert answer.status_code == 200
    served = load_yaml(answer.content)
    assert served == load_yaml(COMMITTED.read_text("utf-8"))
