"""A BSrE for tests: signs as the real one does, and misbehaves as it is told."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from signatures import pades

NIK = "3508170508680001"


class _Server(ThreadingHTTPServer):
    """Says nothing when somebody hangs up."""

    def handle_error(self, request, client_address) -> None:
        pass


class FakeBsre:
    """`mode` says how the next signing calls end; `signed` is what really happened."""

    def __init__(self, keys: bytes, passphrase: str) -> None:
        self.nik = NIK
        self.keys, self.passphrase = keys, passphrase
        self.mode = "good"
        self.calls: list[Any] = []
        self.signed: list[Any] = []
        self.kept: dict[str, Any] = {}
        self.status = {"status": "ISSUE"}
        self.other = b""
        self.over = threading.Event()
        self._server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"fake": self}))
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "FakeBsre":
        threading.Thread(target=self._server.serve_forever, args=[0.02], daemon=True).start()
        return self

    def __exit__(self, *_error) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def sign(self, pdf: bytes) -> bytes:
        signer = pades.open_keys(self.keys, self.passphrase)
        done = pades.sign(pdf, signer, place=None, reason="uji", where="uji", tsa=None)
        self.signed.append(done)
        self.kept[f"dok-{len(self.signed)}"] = done
        return done


class _Handler(BaseHTTPRequestHandler):
    fake: FakeBsre

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.fake.calls.append((self.path, body, self.headers.get("Authorization", "")))
        if self.path == "/api/v2/user/check/status":
            self.answer(200, self.fake.status)
        elif self.path == "/api/v2/verify/pdf":
            ours = base64.b64decode(body["file"]) in self.fake.signed
            self.answer(200, {"conclusion": "VALID" if ours else "NO_SIGNATURE"})
        elif self.path == "/api/v2/sign/pdf":
            getattr(self, f"mode_{self.fake.mode}")(body)
        else:
            self.answer(200, {})

    def do_GET(self):
        self.fake.calls.append((self.path, {}, self.headers.get("Authorization", "")))
        content = self.fake.kept.get(self.path.rpartition("/")[2])
        if content is None:
            self.answer(404, {"error": "tidak ada"})
        else:
            self.raw(200, content, "application/pdf")

    def mode_good(self, body):
        if body.get("passphrase") != self.fake.passphrase and body.get("totp") != "123456":
            self.answer(400, {"status_code": 2031, "error": f"Passphrase anda salah, NIK {self.fake.nik}"})
            return
        self.signed(self.fake.sign(base64.b64decode(body["file"][0])))

    def mode_not_registered(self, _body):
        self.answer(400, {"status_code": 2011, "error": "User tidak terdaftar"})

    def mode_no_certificate(self, _body):
        self.answer(400, {"status_code": 2021, "error": f"NIK {self.fake.nik} belum memiliki sertifikat"})

    def mode_declined(self, body):
        self.answer(422, {"error": f"PDF ditolak {body['passphrase']}"})

    def mode_unauthorised(self, _body):
        self.answer(401, {"error": "Unauthorized"})

    def mode_failed(self, _body):
        self.answer(500, {"error": "Internal Server Error"})

    def mode_redirect(self, _body):
        self.send_response(302)
        self.send_header("Location", f"{self.fake.url}/elsewhere")
        self.end_headers()

    def mode_slow(self, body):
        """Signs, and answers when nobody listens any more."""
        self.fake.sign(base64.b64decode(body["file"][0]))
        self.fake.over.wait(20)

    def mode_drip(self, body):
        """A beginning, then a byte now and then."""
        self.fake.sign(base64.b64decode(body["file"][0]))
        self.begin(200, 1000)
        while not self.fake.over.wait(0.05):
            self.wfile.write(b" ")

    def mode_truncated(self, body):
        """Signed; the answer breaks off in the middle, after its head with the number."""
        text = json.dumps({"time": 1, "file": [base64.b64encode(self.of(body)).decode()]})
        self.begin(200, len(text))
        self.wfile.write(text[:200].encode())
        self.close_connection = True

    def mode_cut_json(self, body):
        """Whole by its length, but no JSON."""
        self.of(body)
        self.raw(200, b'{"time": 1, "file": ["JVBERi0', "application/json")

    def mode_not_pdf(self, _body):
        self.signed(b"<html>maaf</html>")

    def mode_unsigned(self, body):
        self.signed(base64.b64decode(body["file"][0]))

    def mode_other_document(self, _body):
        self.signed(self.fake.sign(self.fake.other))

    def mode_damaged(self, body):
        content = bytearray(self.of(body))
        content[-200] ^= 1
        at = content.rfind(b"/ByteRange") - 10
        content[at] ^= 1
        self.signed(bytes(content))

    def mode_empty(self, _body):
        self.answer(200, {"time": 1, "file": []})

    def of(self, body) -> bytes:
        return self.fake.sign(base64.b64decode(body["file"][0]))

    def signed(self, content: bytes) -> None:
        self.answer(200, {"time": 12, "file": [base64.b64encode(content).decode()]})

    def answer(self, status: int, found: dict) -> None:
        self.raw(status, json.dumps(found).encode(), "application/json")

    def raw(self, status: int, content: bytes, kind: str) -> None:
        self.begin(status, len(content), kind)
        self.wfile.write(content)

    def begin(self, status: int, length: int, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("id_dokumen", f"dok-{len(self.fake.signed)}")
        self.end_headers()

    def log_message(self, *_words) -> None:
        pass
