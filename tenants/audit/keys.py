"""The key that the kabupaten's trail is sealed with: made by the migration, wrapped by the master key."""

from functools import lru_cache

from audit.models import KabupatenKey
from commons.crypto import DataKey, NoKey
from offices.keys import master_keys
from offices.roles import PUBLIC
from offices.scope import public_scope


@lru_cache(maxsize=1)
def kabupaten_key() -> DataKey:
    """The kabupaten's data key, unwrapped once per process. Raises `NoKey`, `Unreadable`."""
    with public_scope():
        row = KabupatenKey.objects.first()
    if row is None:
        raise NoKey
    return master_keys().unwrap(bytes(row.wrapped), PUBLIC)
