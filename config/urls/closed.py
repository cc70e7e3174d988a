"""The only address of an office that is not open: the same page everywhere."""

from django.urls import re_path

from officelife.views_closed import closed_page

urlpatterns = [re_path(r"", closed_page)]

handler400 = "config.failures.bad_request"
handler500 = "config.failures.server_error"
