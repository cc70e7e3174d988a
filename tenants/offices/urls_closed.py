"""The only address of an office that is not open: the same plain page everywhere."""

from django.urls import re_path

from offices.views import closed

urlpatterns = [re_path(r"", closed)]
