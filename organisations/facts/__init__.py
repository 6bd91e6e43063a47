"""Public facts about regions and municipalities, each population with its source and the day it is from.

municipalities.csv: SCB's codes and names (by way of sjbrg/swedish-geodata, CC0). Where no dated population
was found, it stays empty.
groupings.csv: the county parts, associations of municipalities and care collaborations that a municipality belongs
to at once, with the page that says so. "obekräftad" means that no page has been found that says it.
"""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from organisations.models import Grouping, GroupingMember, Organisation, OrganisationKind, Side

HERE = Path(__file__).parent


class UnknownRegionError(LookupError):
    """There are no facts about this region; the message lists the regions there are."""


def region_names() -> list[str]:
    return sorted({row["region"] for row in _rows("municipalities")})


@transaction.atomic
def load_county(region_name: str) -> dict[str, Organisation]:
    """Bring a region, its municipalities and their groupings up to date with the facts; returns them by code.

    The region stands under its county's code, the two digits its municipalities' codes begin with. Safe to run
    again: only what the facts state is written, and what people have entered besides stays.
    """
    rows = [row for row in _rows("municipalities") if row["region"] == region_name]
    if not rows:
        raise UnknownRegionError(f"No facts about {region_name!r}. There are facts about: {', '.join(region_names())}.")
    county = {rows[0]["code"][:2]: _region(region_name)}
    county |= {row["code"]: _municipality(row) for row in rows}
    for row in _rows("groupings"):
        if row["code"] in county:
            grouping, _ = Grouping.objects.get_or_create(kind=row["kind"], name=row["name"])
            GroupingMember.objects.update_or_create(
                grouping=grouping,
                organisation=county[row["code"]],
                valid_from=None,
                defaults={"source": row["source"]},
            )
    return county


def _region(name):
    region, _ = Organisation.objects.update_or_create(
        name=name, defaults={"short_name": "Regionen", "kind": OrganisationKind.REGION, "side": Side.REGION}
    )
    return region


def _municipality(row):
    stated = {
        "name": row["name"],
        "short_name": row["short_name"],
        "kind": OrganisationKind.MUNICIPALITY,
        "side": Side.MUNICIPAL,
    }
    if row["population"]:
        stated |= {
            "population": int(row["population"]),
            "population_as_of": date.fromisoformat(row["as_of"]),
            "population_source": row["source"],
        }
    municipality, _ = Organisation.objects.update_or_create(code=row["code"], defaults=stated)
    return municipality


def _rows(name):
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
