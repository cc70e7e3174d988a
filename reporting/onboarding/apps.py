from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "onboarding"

    def ready(self) -> None:
        from audit import actions  # noqa: PLC0415  after the models are loaded
        from offices import opened  # noqa: PLC0415
        from onboarding import pages, queries, words  # noqa: PLC0415

        actions.register(words.ACTIONS)
        opened.register(queries.opened_at)
        pages.register_pages()
