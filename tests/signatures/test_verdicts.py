"""What is said of a signature whose certificate was revoked, by when and by what shows when it was made."""

from datetime import datetime, timedelta

import pytest

from commons.clock import WIB
from signatures.mark import Mark
from signatures.verdicts import verdict

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=WIB)
MINUTE = timedelta(minutes=1)
FINE = {
    "holder": "Retno", "issuer": "Otoritas Uji", "fingerprint": "ab", "intact": True, "whole": True,
    "trusted": True, "stamped": False, "at": NOON,
}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "kept", "tone", "said"),
    [
        ({}, False, "good", "penerbit sertifikatnya dikenal."),
        ({"revoked_at": NOON}, True, "bad", "sudah dicabut penerbitnya (20 November 2026 12.00)"),
        ({"revoked_at": NOON - MINUTE, "attested": True}, False, "bad", "sudah dicabut"),
        ({"revoked_at": NOON, "at": None}, True, "bad", "sudah dicabut"),
        ({"revoked_at": NOON + MINUTE}, False, "warn", "hanya menurut jam penanda tangan"),
        ({"revoked_at": NOON + MINUTE, "stamped": True}, False, "warn", "hanya menurut jam penanda tangan"),
        ({"revoked_at": NOON + MINUTE, "attested": True}, False, "good", "baru dicabut sesudah itu"),
        ({"revoked_at": NOON + MINUTE}, True, "good", "baru dicabut sesudah itu"),
        ({"revoked_at": NOON, "trusted": False}, True, "warn", "tidak dikenal di sini"),
        ({"revoked_at": NOON, "whole": False}, True, "bad", "diubah setelah ditandatangani"),
        ({"revoked_at": NOON, "intact": False}, True, "bad", "tidak cocok dengan isi dokumen"),
    ],
)
def test_what_is_said(facts, kept, tone, said):
    found = verdict(Mark(**{**FINE, **facts}), kept=kept)
    assert found.tone == tone
    assert said in found.words
