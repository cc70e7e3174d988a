from django.apps import AppConfig


class ServicetypesConfig(AppConfig):
    name = "servicetypes"
