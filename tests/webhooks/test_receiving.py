"""The receiver for trying out says what is good."""

import io
import re
import threading
import time as sleeping
from http.client import HTTPConnection

import pytest
from django.core.management import call_command

from commons import clock as time
from webhooks.signing import headers, new_secret


@pytest.mark.parametrize(("key", "status", "said"), [("own", 204, "good msg_1"), ("other", 400, "NOT GOOD")])
def test_it_checks_the_signature(key, status, said):
    secret, out, body = new_secret(), io.StringIO(), b'{"type": "test"}'
    command = threading.Thread(
        target=call_command,
        args=("receive_webhooks",),
        kwargs={"secret": secret, "port": 0, "once": True, "stdout": out},
    )
    command.start()
    while not (found := re.search(r":(\d+)/", out.getvalue())):
        sleeping.sleep(0.02)
    signed = headers([secret if key == "own" else new_secret()], "msg_1", body, now=time.now())
    connection = HTTPConnection("127.0.0.1", int(found[1]), timeout=10)
    connection.request("POST", "/", body, signed)
    assert connection.getresponse().status == status
    connection.close()
    command.join(10)
    assert said in out.getvalue()
