"""Model fields that are sealed in the database and plain in Python.

They hold bytea; each value is bound to `table.column` and the office (see `crypto`). Two consequences:
renaming the table or column needs a migration that seals the values again, and a column added later is
`null=True`, because a default would be sealed under one office's key for all of them.
"""

import json
from typing import TYPE_CHECKING, Any

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from commons.crypto import current_key, open_sealed, seal

if TYPE_CHECKING:
    from django.db.models.expressions import Expression
    from typing_extensions import TypeVar

    _Set_contra = TypeVar("_Set_contra", contravariant=True, default=Any)
    _Get_co = TypeVar("_Get_co", covariant=True, default=Any)
    Base = models.Field
else:
    # Django's fields cannot be subscripted at run time.
    class Base(models.Field):
        def __class_getitem__(cls, _item):
            return cls

    _Set_contra = _Get_co = Any


class SealedField(Base[_Set_contra, _Get_co]):
    """What the three sealed fields share. `None` is SQL NULL; all else, the empty text too, is sealed."""

    empty_strings_allowed = False

    def get_internal_type(self) -> str:
        return "BinaryField"

    def pack(self, value: Any) -> bytes:
        """The bytes to seal. Raises `TypeError` for a value of another type."""
        raise NotImplementedError

    def unpack(self, plaintext: bytes) -> Any:
        """The value `pack` was given."""
        raise NotImplementedError

    @property
    def place(self) -> str:
        """Where a value belongs; a ciphertext copied elsewhere does not open."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is None or hasattr(value, "as_sql"):
            return value
        return seal(current_key(), self.pack(value), self.place)

    def from_db_value(self, value: Any, _expression: "Expression", _connection: BaseDatabaseWrapper) -> Any:
        return None if value is None else self.unpack(open_sealed(current_key(), bytes(value), self.place))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed: '{lookup_name}' cannot search it, use its blind index")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is sealed: '{lookup_name}' cannot search it, use its blind index")

    def value_to_string(self, obj: models.Model) -> str:
        raise FieldError(f"{self.name} is sealed: dump the database, not its objects")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if self.unique or getattr(self, "db_index", False) or self.has_default():
            hint = "Put the constraint on a blind index; set the value in the operation."
            message = "A sealed field can be neither unique nor indexed, and has no default."
            found.append(checks.Error(message, hint=hint, obj=self, id="commons.E001"))
        return found


class SealedTextField(SealedField[_Set_contra, _Get_co]):
    """Text, sealed."""

    description = _("Teks terenkripsi")
    _pyi_private_set_type: str
    _pyi_private_get_type: str

    def pack(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise TypeError(f"{self.name} takes text, not {type(value).__name__}")
        return value.encode()

    def unpack(self, plaintext: bytes) -> str:
        return plaintext.decode()


class SealedJSONField(SealedField[_Set_contra, _Get_co]):
    """Anything JSON can hold, sealed. Dates and decimals are the caller's to write as text."""

    description = _("Data terenkripsi")
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def pack(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()

    def unpack(self, plaintext: bytes) -> Any:
        return json.loads(plaintext)


class SealedBytesField(SealedField[_Set_contra, _Get_co]):
    """Bytes, sealed: small files, keys, second factors."""

    description = _("Berkas terenkripsi")
    _pyi_private_set_type: bytes | bytearray | memoryview
    _pyi_private_get_type: bytes

    def pack(self, value: Any) -> bytes:
        if not isinstance(value, bytes | bytearray | memoryview):
            raise TypeError(f"{self.name} takes bytes, not {type(value).__name__}")
        return bytes(value)

    def unpack(self, plaintext: bytes) -> bytes:
        return plaintext
