"""The forms of signing in. They check shape only; whether it is right, the operations say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.passwords import LONGEST


class _Form(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The ids that the templates and the error summary use.
        super().__init__(*args, **{"auto_id": "f-%s", "label_suffix": "", **kwargs})

    def summary(self) -> list[dict[str, str]]:
        """All errors as the error summary lists them."""
        return [
            {"field": "" if name == "__all__" else name, "message": str(text)}
            for name, texts in self.errors.items()
            for text in texts
        ]


def _password(label: Any, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    missing = {"required": _("Kata sandi belum diisi.")}
    return forms.CharField(
        label=label, max_length=LONGEST, strip=False, widget=widget, error_messages=missing
    )


class LoginForm(_Form):
    """User name and password."""

    username = forms.CharField(max_length=150, error_messages={"required": _("Nama pengguna belum diisi.")})
    password = _password(_("Kata sandi"), "current-password")


class CodeForm(_Form):
    """A one-time code of six digits, or a recovery code."""

    code = forms.CharField(max_length=40, error_messages={"required": _("Kode belum diisi.")})


class FirstPasswordForm(_Form):
    """A new password twice."""

    new = _password(_("Kata sandi baru"), "new-password")
    again = _password(_("Kata sandi baru, sekali lagi"), "new-password")

    def clean(self) -> dict[str, Any]:
        """Both new ones must agree."""
        data = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("Tidak sama dengan kata sandi baru di atasnya."))
        return data


class PasswordForm(FirstPasswordForm):
    """The old password and the new one twice."""

    old = _password(_("Kata sandi sekarang"), "current-password")
    field_order = ("old", "new", "again")
