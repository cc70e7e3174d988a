"""Addresses of the receivers of messages, on the kabupaten's host."""

from django.urls import path

from webhooks import views

urlpatterns = [
    path("webhook/", views.endpoints, name="webhooks"),
    path("webhook/baru/", views.add, name="webhook_add"),
    path("webhook/<uuid:endpoint_id>/", views.endpoint, name="webhook"),
    path("webhook/<uuid:endpoint_id>/ubah/", views.change, name="webhook_change"),
    path("webhook/<uuid:endpoint_id>/hapus/", views.remove, name="webhook_remove"),
    path("webhook/<uuid:endpoint_id>/kirim/<uuid:delivery_id>/", views.delivery, name="webhook_delivery"),
    path(
        "webhook/<uuid:endpoint_id>/kirim/<uuid:delivery_id>/ulangi/", views.redeliver, name="webhook_again"
    ),
    path("webhook/<uuid:endpoint_id>/<slug:what>/", views.act, name="webhook_act"),
]
