"""The rules of publishing, as data."""

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, PositiveInt

from commons.plain_yaml import load_yaml


class Licence(BaseModel):
    """What others may do with the data."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    name: str
    url: str


class Rules(BaseModel):
    """See `data/rules.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    threshold: PositiveInt
    slack: PositiveInt
    months_from: PositiveInt
    closed_after_days: PositiveInt
    bands: tuple[PositiveInt, ...]
    about_staff: frozenset[str]
    licence: Licence
    publisher: str

    def band(self, n: int) -> int:
        """The lower bound of the band that `n` lies in; 0 below the first."""
        return max((low for low in self.bands if low <= n), default=0)


@cache
def rules() -> Rules:
    """Those of this release of the program."""
    return Rules.model_validate(load_yaml((files("opendata") / "data/rules.yaml").read_text("utf-8")))
