"""The API of an office, under /api/v1/ on its host."""

from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import SpectacularAPIView

from applications.api import views as files
from complaints.api import views as complaints
from config.problems import api_not_found
from documents.api import views as register
from indicators.api import views as indicators
from queueing.api import views as queue
from standards.api import views as standards

schema = SpectacularAPIView.as_view(
    urlconf="config.urls.office", permission_classes=[], authentication_classes=[]
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("services/", standards.ServicesView.as_view(), name="api_services"),
    path("services/<slug:code>/", standards.ServiceView.as_view(), name="api_service"),
    path("applications/", files.FilesView.as_view(), name="api_files"),
    path("applications/<uuid:file_id>/", files.FileView.as_view(), name="api_file"),
    path("applications/<uuid:file_id>/actions/<str:action>/", files.ActionView.as_view(), name="api_action"),
    path("applications/<uuid:file_id>/letter.pdf", files.LetterView.as_view(), name="api_letter"),
    path("queue/", queue.SetupView.as_view(), name="api_queue"),
    path("queue/tickets/", queue.TicketsView.as_view(), name="api_tickets"),
    path("queue/tickets/<uuid:ticket_id>/", queue.TicketView.as_view(), name="api_ticket"),
    path(
        "queue/tickets/<uuid:ticket_id>/actions/<str:action>/",
        queue.TicketActionView.as_view(),
        name="api_ticket_action",
    ),
    path("queue/calls/", queue.CallsView.as_view(), name="api_calls"),
    path("register/", register.RegisterView.as_view(), name="api_register"),
    path("complaints/", complaints.ComplaintsView.as_view(), name="api_complaints"),
    path("complaints/<uuid:complaint_id>/", complaints.ComplaintView.as_view(), name="api_complaint"),
    path(
        "complaints/<uuid:complaint_id>/actions/<str:action>/",
        complaints.ComplaintActionView.as_view(),
        name="api_complaint_action",
    ),
    path("indicators/", indicators.OwnFiguresView.as_view(), name="api_indicators"),
    path("track/<str:code>/", files.TrackView.as_view(), name="api_track"),
    path("openapi/", schema, name="api_schema"),
    # A POST to it needs no CSRF token: a program gets the problem, not the page of a browser.
    re_path(r"^[\s\S]*$", csrf_exempt(api_not_found)),
]
