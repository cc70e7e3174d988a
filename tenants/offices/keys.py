"""The data key of each office: made at provisioning, stored wrapped by the master key, unwrapped once."""

import threading
from collections import OrderedDict
from datetime import datetime
from functools import lru_cache

from django.conf import settings

from commons.crypto import DataKey, MasterKeys, NoKey, new_data_key, set_key_provider
from offices.models import Office, OfficeKey
from offices.roles import PUBLIC
from offices.scope import current_schema, public_scope

HELD = 512

_held: OrderedDict[str, DataKey] = OrderedDict()
_lock = threading.Lock()


@lru_cache(maxsize=4)
def _parsed(text: str) -> MasterKeys:
    return MasterKeys.parse(text)


def master_keys() -> MasterKeys:
    """The deployment's master keys, from the setting."""
    return _parsed(settings.MASTER_KEY)


def make_key(office: Office, *, now: datetime, using: str) -> None:
    """Give `office` its data key, once; on the connection and in the transaction that provisions it."""
    wrapped = master_keys().wrap(new_data_key(office.schema_name))
    OfficeKey.objects.using(using).get_or_create(
        office=office, defaults={"wrapped": wrapped, "created_at": now}
    )


def data_key(schema: str) -> DataKey:
    """The data key of the office whose schema is `schema`. Raises `NoKey` when it has none.

    The cache is keyed by the schema and the key carries its schema, so no office can get another's.
    """
    held = _held.get(schema)
    if held is not None:
        return held
    with public_scope():
        row = OfficeKey.objects.filter(office__schema_name=schema).first()
    if row is None:
        raise NoKey
    key = master_keys().unwrap(bytes(row.wrapped), schema)
    with _lock:
        _held[schema] = key
        while len(_held) > HELD:
            _held.popitem(last=False)
    return key


def forget_keys() -> None:
    """Forget all unwrapped keys (tests that change databases need it)."""
    with _lock:
        _held.clear()


def current_data_key() -> DataKey:
    """The key of the office this thread works for. Raises `NoKey` in the public scope."""
    schema = current_schema()
    if schema == PUBLIC:
        raise NoKey
    return data_key(schema)


def register() -> None:
    """Make sealed fields use the current office's key."""
    set_key_provider(current_data_key)
