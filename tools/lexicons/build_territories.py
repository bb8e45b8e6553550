"""Build data/lexicons/territories.toml.

Joins our own table of names, demonyms and capitals (territories.tsv beside this script) with the codes, official
names and Wikidata ids of the package rigour (MIT). Run it through `make lexicons`; the output is kept in the repository.
"""

import json
from pathlib import Path

from rigour._core import territories_jsonl

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "data" / "lexicons" / "territories.toml"
# States that are gone, and those that most others do not recognise.
HISTORICAL = {"SUHH", "YUCS", "CSHH", "DD", "X-VDR", "X-RVN", "X-FRG", "X-OTT"}
UNRECOGNISED = {"X-TRNC": "CY", "X-AB": "GE", "X-SO": "GE", "X-PMR": "MD", "X-SOL": "SO", "X-NKR": "AZ"}
# rigour's codes for three of ours that have no ISO code of their own.
RIGOUR_CODE = {"X-TRNC": "cy-trnc", "X-AB": "ge-ab"}
# rigour's first id is that of the whole kingdom, or of one of the states that had the name; the second is what news means by it.
SECOND_ID = {"NL", "DK", "YUCS"}
NOT_A_STATE = {"EU": "bloc", "AQ": "continent"}

HEADER = """\
# Countries and territories with their names, demonyms and capitals.
# territories: code            ISO 3166-1 alpha-2; ISO 3166-3 for states that are gone; X-... for those without a code
#              name            the name in news English
#              kind            country territory bloc continent historical unrecognised
#              alpha3          ISO 3166-1 alpha-3
#              wikidata        Wikidata id
#              parent          code of the state a territory belongs to; for unrecognised states as most others see it
#              official        the official name, where it differs
#              aliases         other names and short forms
#              acronyms        case-sensitive short forms ("US" is not "us")
#              adjectives      "Ukrainian"; may stand for the people, the language or the state
#              person          one of the people, singular
#              people          plural
#              capital         and capital_aliases: further spellings and seats of government
# Source: names, demonyms and capitals written for this project from general knowledge; alpha3, wikidata and official
# from the package rigour (MIT, OpenSanctions; see NOTICE). Built by tools/lexicons/build_territories.py.
"""


def toml(value):
    return json.dumps(value, ensure_ascii=False)


def split(field):
    return [part.strip() for part in field.split(";") if part.strip()]


def read_table():
    for line in (HERE / "territories.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            fields = line.split("\t")
            yield fields + [""] * (9 - len(fields))


def kind_of(code, source):
    if code in HISTORICAL:
        return "historical"
    if code in UNRECOGNISED:
        return "unrecognised"
    if code in NOT_A_STATE:
        return NOT_A_STATE[code]
    # Palestine and Taiwan act as states in the news; rigour counts dependent territories with a code as countries too.
    if source.get("parent") or code in DEPENDENT:
        return "territory"
    return "country"


# Dependent territories with an ISO 3166-1 code, and the state they belong to.
DEPENDENT = dict(
    pair.split(":")
    for pair in (
        "AI:GB AS:US AW:NL AX:FI BL:FR BM:GB BQ:NL CC:AU CK:NZ CW:NL CX:AU FK:GB FO:DK GF:FR GG:GB GI:GB GL:DK GP:FR GS:GB "
        "GU:US HK:CN IM:GB IO:GB JE:GB KY:GB MF:FR MO:CN MP:US MQ:FR MS:GB NC:FR NF:AU NU:NZ PF:FR PM:FR PN:GB PR:US RE:FR "
        "SH:GB SJ:NO SX:NL TC:GB TF:FR TK:NZ UM:US VG:GB VI:US WF:FR YT:FR"
    ).split()
)


def build():
    rigour = {row["code"]: row for row in map(json.loads, filter(None, territories_jsonl().splitlines()))}
    rows = []
    for code, name, aliases, acronyms, adjectives, person, people, capital, capital_aliases in read_table():
        source = rigour.get(RIGOUR_CODE.get(code, code.lower()), {})
        adjectives = split(adjectives)
        first = adjectives[0] if adjectives else ""
        row = {"code": code, "name": name, "kind": kind_of(code, source)}
        row["alpha3"] = source.get("alpha3", "").upper()
        row["wikidata"] = source["other_qids"][0] if code in SECOND_ID else source.get("qid", "")
        row["parent"] = UNRECOGNISED.get(code) or DEPENDENT.get(code, "")
        official = source.get("full_name", "")
        row["official"] = official if official != name and "(" not in official else ""
        row["aliases"] = [alias for alias in split(aliases) if alias != row["official"]]
        row["acronyms"] = split(acronyms)
        row["adjectives"] = adjectives
        row["person"] = [first if part == "+" else part for part in split(person)]
        row["people"] = [first + "s" if part == "+s" else part for part in split(people)]
        row["capital"] = capital
        row["capital_aliases"] = split(capital_aliases)
        rows.append(row)
    rows.sort(key=lambda row: (row["code"].casefold(), row["code"]))
    lines = [HEADER, "territories = ["]
    for row in rows:
        lines.append("  { " + ", ".join(f"{key} = {toml(value)}" for key, value in row.items() if value) + " },")
    lines.append("]")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(rows)} territories, {sum(bool(row['wikidata']) for row in rows)} with a Wikidata id")


if __name__ == "__main__":
    build()
