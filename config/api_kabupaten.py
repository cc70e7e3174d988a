"""The API of the kabupaten, under /api/v1/ on its host."""

from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import SpectacularAPIView

from config.problems import api_not_found
from indicators.api import views as indicators
from opendata.api import views as opendata

schema = SpectacularAPIView.as_view(
    urlconf="config.urls.kabupaten", permission_classes=[], authentication_classes=[]
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("indicators/", indicators.KabupatenFiguresView.as_view(), name="api_indicators"),
    path("offices/", opendata.OfficesView.as_view(), name="api_offices"),
    path("offices/<str:key>/", opendata.OfficeView.as_view(), name="api_office"),
    path("standards/compare/<str:service>/", opendata.CompareView.as_view(), name="api_compare"),
    path("openapi/", schema, name="api_schema"),
    re_path(r"^[\s\S]*$", csrf_exempt(api_not_found)),
]
