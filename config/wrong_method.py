"""An address that only takes forms, opened like a page (from the history, after a restart), leads on."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render

API = "/api/"
# Below these an address has a page of its own that shows how things stand.
PAGES = re.compile(r"/berkas/[0-9a-f-]{36}/|/tanda-tangan/|/pengaturan/[a-z-]+/|/masuk/")


class WrongMethodMiddleware:
    """Puts a page with a way out under Django's empty 405."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        empty = isinstance(response, HttpResponseNotAllowed) and not response.content
        if not empty or request.method != "GET" or request.path_info.startswith(API):
            return response
        found = PAGES.match(request.path_info)
        page = render(request, "405.html", {"back_url": found[0] if found else "/"}, status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page
