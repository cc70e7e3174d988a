"""A small site: pages that say who acts, one per kind of guard."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.views import View
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import has_role
from accounts.permissions import RoleRequiredMixin, actor_of, role_required
from accounts.ratelimit import rate_limited


def who(request: HttpRequest) -> HttpResponse:
    """Public: who acts, if anybody."""
    actor = actor_of(request)
    return JsonResponse(
        {"name": actor.name, "title": actor.title, "roles": sorted(actor.roles)} if actor else {"name": None}
    )


@role_required()
def staff(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("staf")


@role_required("COUNTER", "OPERATOR")
def counter(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("loket")


class Signing(RoleRequiredMixin, View):
    roles = ("HEAD",)

    def get(self, _request: HttpRequest) -> HttpResponse:
        return HttpResponse("tanda tangan")


@rate_limited("uji", limit=2, seconds=60)
def public_form(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("terkirim")


class WhoApi(APIView):
    def get(self, request: Request) -> Response:
        actor = actor_of(request)
        assert actor is not None
        return Response({"name": actor.name, "roles": sorted(actor.roles), "user": str(request.user.pk)})


class CounterApi(APIView):
    permission_classes = [has_role("COUNTER")]

    def get(self, _request: Request) -> Response:
        return Response({"ok": True})


urlpatterns = [
    path("", include("accounts.urls")),
    path("siapa/", who),
    path("staf/", staff),
    path("loket/", counter),
    path("pimpinan/", Signing.as_view()),
    path("formulir/", public_form),
    path("api/v1/who/", WhoApi.as_view()),
    path("api/v1/counter/", CounterApi.as_view()),
]
