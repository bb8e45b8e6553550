"""Build data/lexicons/regions.toml.

Joins our own table of first-level divisions (regions.tsv beside this script) with the Wikidata ids of the package
rigour (MIT). Run it through `make lexicons`; the output is kept in the repository.
"""

import json
from pathlib import Path

from rigour._core import territories_jsonl

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "data" / "lexicons" / "regions.toml"
# Named by rigour for the occupying administration, not for the region itself, so its id is not the region's.
OTHER_SENSE = {"UA-43", "UA-40", "UA-14", "UA-09"}
# Rigour knows these two under codes that ISO 3166-2 has since replaced.
RIGOUR_CODE = {"AZ-NX": "az-nk"}

HEADER = """\
# First-level divisions of countries: states, provinces, oblasts, Länder, prefectures.
# regions: code      ISO 3166-2 code; country is its part before the hyphen
#          name      the name in news English; a word in brackets tells it from another place and is not printed in news
#          wikidata  Wikidata id
#          bare      the name without its word for the kind ("Kursk" of Kursk Oblast): often also a city
#          bare_aliases  other spellings of bare
#          aliases   other spellings, abbreviations of datelines ("Calif."), names with their word for the kind
#          adjectives  the first one names the people
#          person    one of the people, singular; people: plural
# Source: names and codes written for this project from general knowledge; wikidata from the package rigour (MIT,
# OpenSanctions; see NOTICE). Built by tools/lexicons/build_regions.py.
"""


def toml(value):
    return json.dumps(value, ensure_ascii=False)


def split(field):
    return [part.strip() for part in field.split(";") if part.strip()]


def people_of(field):
    person, people = [], []
    for part in split(field):
        one, _, many = part.partition("/")
        person.append(one)
        people.append(many or one + "s")
    return person, people


def build():
    rigour = {row["code"]: row for row in map(json.loads, filter(None, territories_jsonl().splitlines()))}
    rows, words = [], []
    for line in (HERE / "regions.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            words = split(line[1:])
        if not line or line[0] in "#@":
            continue
        code, name, aliases, people, adjectives = (line.split("\t") + [""] * 5)[:5]
        aliases = split(aliases)
        row = {"code": code, "name": name, "bare": "", "wikidata": ""}
        if code not in OTHER_SENSE:
            row["wikidata"] = rigour.get(RIGOUR_CODE.get(code, code.lower()), {}).get("qid", "")
        if words and "(" not in name:
            spellings = [name] + [alias for alias in aliases if not alias.split()[-1] in ("Republic", "region", "Territory", "state", "State")]
            full = [f"{spelling} {word}" for spelling in spellings for word in words]
            if words[0] in ("Oblast", "Krai"):
                row["name"], row["bare"] = full[0], name
                aliases = [alias for alias in aliases if alias not in spellings] + full[1:]
                row["bare_aliases"] = spellings[1:]
            else:
                aliases = aliases + [text for text in full if text.split()[-1].lower() != text.split()[-2].lower()]
        row["aliases"] = list(dict.fromkeys(aliases))
        row["adjectives"] = split(adjectives)
        row["person"], row["people"] = people_of(people)
        rows.append(row)
    rows.sort(key=lambda row: (row["code"].casefold(), row["code"]))
    order = ("code", "name", "wikidata", "bare", "bare_aliases", "aliases", "adjectives", "person", "people")
    lines = [HEADER, "regions = ["]
    for row in rows:
        lines.append("  { " + ", ".join(f"{key} = {toml(row[key])}" for key in order if row.get(key)) + " },")
    lines.append("]")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(rows)} regions, {sum(bool(row['wikidata']) for row in rows)} with a Wikidata id")


if __name__ == "__main__":
    build()
