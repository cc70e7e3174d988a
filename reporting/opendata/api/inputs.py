"""What may be asked of offices and of the comparison."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from opendata.queries import Asked

LEVELS = ["KECAMATAN", "KELURAHAN", "DESA"]
CODE = r"^35(\.\d{1,4}){1,3}$"


@extend_schema_serializer(many=False)
class OfficesInput(serializers.Serializer[Any]):
    """Which offices, and how many at a time."""

    level = serializers.ChoiceField(choices=LEVELS, required=False)
    parent = serializers.RegexField(  # type: ignore[assignment]
        CODE, max_length=20, required=False, help_text="Kemendagri code of the kecamatan"
    )
    state = serializers.ChoiceField(choices=["LIVE", "SUSPENDED", "READY", "ARCHIVED"], required=False)
    after = serializers.RegexField(
        CODE, max_length=20, required=False, help_text="Go on behind this Kemendagri code (see `next`)"
    )
    limit = serializers.IntegerField(min_value=1, max_value=300, default=100)

    def asked(self, *, everything: bool) -> Asked:
        """After `is_valid`."""
        return Asked(**self.validated_data, everything=everything)


class CompareInput(serializers.Serializer[Any]):
    """In which form."""

    output = serializers.ChoiceField(choices=["json", "csv"], default="json")
