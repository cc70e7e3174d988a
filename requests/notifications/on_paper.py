"""Files that are further on paper than what is entered of them: nobody is told that they wait or are late."""

from django.db.models import Exists, OuterRef

from applications.models import Event


def is_ahead() -> Exists:
    """Whether the paper of a file's last event tells of the next step, too (a condition on files)."""
    last = Event.objects.filter(file_id=OuterRef("pk"), seq=OuterRef("event_no"), data__onward=True)
    return Exists(last)
