"""What `verify_audit` checks: every app with a chain registers here when it is loaded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from audit.chain import Head, Report


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one chain, by its name within the scope (`trail`, `file 400.7/12/2026`)."""

    chain: str
    report: Report


# Given heads kept from an earlier run, by chain name, yields a finding per chain of the current scope.
Verifier = Callable[[Mapping[str, Head]], Iterable[Finding]]

_office: dict[str, Verifier] = {}
_kabupaten: dict[str, Verifier] = {}


def register(name: str, verifier: Verifier, *, kabupaten: bool = False) -> None:
    """Have `verifier` run in every office's scope, or once in the public scope.

    Raises `ValueError` when another verifier has that name.
    """
    registry = _kabupaten if kabupaten else _office
    if registry.get(name, verifier) is not verifier:
        raise ValueError(f"{name!r} is already taken")
    registry[name] = verifier


def office_verifiers() -> dict[str, Verifier]:
    """The chains of every office."""
    return dict(_office)


def kabupaten_verifiers() -> dict[str, Verifier]:
    """The chains of the public schema."""
    return dict(_kabupaten)
