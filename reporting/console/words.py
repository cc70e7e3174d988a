"""What the console writes on the kabupaten's trail, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {"job.asked_again": _("Pekerjaan diminta lagi")}
