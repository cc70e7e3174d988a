"""Files made quickly over the API, for tests whose own story begins later."""

import json
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

from commons.ids import new_id
from tests.functional.counter import PERSON, day, new_nik
from tests.functional.site import Site

LETTER = {"issuer": "Kepala Desa Kaliboto Lor", "number": "470/12/2026"}
ASKED: dict[str, dict[str, Any]] = {
    "sktm": {
        "values": {"surat": "sktm", "keperluan": "keringanan biaya pengobatan"},
        "papers": {"surat": LETTER, "ktp": None, "kk": None},
    },
    "kp4": {
        "values": {"sk_pensiun": "SK-88/PENS/2019"},
        "papers": {"blanko": LETTER, "ktp": None, "kk": None, "sk_pensiun": None},
    },
    "ktp-el": {"values": {}, "group": "baru", "papers": {"usia": None, "kk": None}},
    "sktm-rekomendasi": {
        "values": {"keperluan": "biaya pendidikan"},
        "papers": {"pengantar_kades": LETTER, "ktp_kk": None},
    },
    "dtsen": {
        "values": {"alasan": "Rumah tidak layak huni", "jenis_surat": "rekomendasi", "usulan": "baru"},
        "papers": {"pengantar": LETTER, "ktp": None, "kk": None},
    },
}
HOLDERS = {"PRODUCE": "OPERATOR", "SIGN": "HEAD"}


class Hands:
    """The people of one office, acting over its API."""

    def __init__(self, site: Site, slug: str) -> None:
        self.site, self.slug = site, slug

    def call(self, role: str, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """The answer of the API; anything but success fails the test."""
        with closing(HTTPConnection("127.0.0.1", self.site.port, timeout=30)) as connection:
            headers = {
                "Host": f"{self.slug}.localhost:{self.site.port}",
                "Authorization": f"Token {self.site.account(self.slug, role).token}",
                "Content-Type": "application/json",
            }
            connection.request(method, f"/api/v1/{path}", json.dumps(body) if body else None, headers)
            with connection.getresponse() as response:
                answer = json.loads(response.read())
                assert response.status < 300, answer
        return dict(answer)

    def receive(self, service: str, *, missing: tuple[str, ...] = (), **values: str) -> dict[str, Any]:
        """A file just received; `missing` papers were not brought."""
        asked = ASKED[service]
        known = {key: value for key, value in PERSON.items() if key != "tempat_lahir"}
        body = {
            "service": service,
            "group": asked.get("group", "umum"),
            "values": {
                **known,
                "tanggal_lahir": "1968-08-05",
                "desa": "Kelurahan Tompokersan, Kec. Lumajang",
                "nik": new_nik(),
                **asked["values"],
                **values,
            },
            "papers": [_paper(key, letter, missing) for key, letter in asked["papers"].items()],
            "contact_way": "WHATSAPP",
            "accept_warnings": True,
            "idempotency_key": str(new_id()),
        }
        fields = {field["key"] for field in self.call("COUNTER", "GET", f"services/{service}/")["fields"]}
        body["values"] = {key: value for key, value in body["values"].items() if key in fields}
        return self.call("COUNTER", "POST", "applications/", body)

    def act(self, role: str, outcome: dict[str, Any], action: str, **data: Any) -> dict[str, Any]:
        """One action on the file as it stands."""
        body = {"expected_event": outcome["event"], "idempotency_key": str(new_id()), "data": data}
        return self.call(role, "POST", f"applications/{outcome['file_id']}/actions/{action}/", body)

    def until(self, service: str, kind: str, **values: Any) -> dict[str, Any]:
        """A new file that waits at a step of this kind, or is over when there is none."""
        outcome = self.receive(service, **values)
        while outcome["phase"] == "OPEN":
            now = self.call("COUNTER", "GET", f"applications/{outcome['file_id']}/")["step_kind"]
            if now == kind:
                break
            outcome = self.act(
                HOLDERS.get(now, "COUNTER"),
                outcome,
                "complete",
                lookup_reason="Diusulkan",
                receiver="SUMIYATI",
            )
        return outcome


def _paper(key: str, letter: dict[str, str] | None, missing: tuple[str, ...]) -> dict[str, Any]:
    if key in missing:
        return {"key": key, "state": "MISSING"}
    return {"key": key, "state": "HERE", **({"letter": {**letter, "date": str(day(-20))}} if letter else {})}


def page_of(outcome: dict[str, Any]) -> str:
    """The path of a file's page."""
    return f"/berkas/{outcome['file_id']}/"
