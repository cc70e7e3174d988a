"""What applicants told us is erased from finished files when the rule says so; events and letters stay."""

from datetime import timedelta

import pytest

from applications import retention
from applications.models import Event, File
from commons import clock as clocks
from documents.models import Letter
from regulations.retention import months_before
from tests.applications.test_lifecycles import office, receive, through

pytestmark = pytest.mark.django_db
__all__ = ["office"]


def test_only_old_finished_files_are_erased(office, clock):
    _office, people = office
    done = through(people, "sktm-rekomendasi")
    open_file = receive(people, "sktm-rekomendasi")
    later = clocks.today() + timedelta(days=400)
    assert retention.count(months_before(clocks.today(), 1)) == 0
    assert retention.count(later) == 1
    assert retention.erase(later) == 1
    file = File.objects.get(id=done.file_id)
    assert (file.name, file.nik, file.nik_index) == (retention.ERASED, None, "")
    assert (file.phone, file.intake) == (None, {})
    assert File.objects.get(id=open_file.file_id).nik == "3508174508680001"
    assert Event.objects.filter(file_id=done.file_id).count() == file.event_no
    assert Letter.objects.get(file_id=done.file_id).pdf is not None
    assert retention.count(later) == 0
