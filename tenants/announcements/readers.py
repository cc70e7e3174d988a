"""Who of the kabupaten sees its announcements; only its admin writes them."""

from accounts.models import Role

READERS = (Role.KAB_ADMIN, Role.EXECUTIVE, Role.AUDITOR)
