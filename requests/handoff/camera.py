"""The pages on which a camera reads a QR code."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
READER = {"script-src": ["'wasm-unsafe-eval'"]}


def camera_allowed(view: View[P]) -> View[P]:
    """Let this page compile the reader of QR codes (WebAssembly from our own origin), for browsers that have
    none of their own. Nothing else of the policy changes."""

    @wraps(view)
    def seen(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        answer._csp_update = READER  # type: ignore[attr-defined]  # as csp.decorators.csp_update, typed
        return answer

    return seen
