"""The desa and kelurahan one may choose at intake: all of the kabupaten, public facts."""

from offices.models import Area
from servicetypes.readers import Village


def villages() -> dict[str, Village]:
    """Every desa and kelurahan by its Kemendagri code, with the name of its kecamatan."""
    rows = list(Area.objects.order_by("name"))
    districts = {row.code: row.name for row in rows if row.level == "KECAMATAN"}
    return {
        row.code: Village(row.code, row.name, row.level.lower(), districts.get(row.parent_code, ""))
        for row in rows
        if row.level != "KECAMATAN"
    }
