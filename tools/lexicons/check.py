"""Check every file of data/lexicons: it parses, keys are unique and sorted, fields are known, codes are valid, and no
name belongs to two entries of a table unless both mark it as weak. Needs nothing but the standard library.

    python3 tools/lexicons/check.py            prints one line a file, exits 1 with the faults if there are any
    python3 tools/lexicons/check.py --table    prints the table of files for data/lexicons/README.md
"""

import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEXICONS = ROOT / "data" / "lexicons"

CLASSES = set(
    "state claim confirm deny estimate predict demand ask promise warn criticise praise order suggest explain agree "
    "write quote hear think other".split()
)
ROLE_KINDS = set("political military police judicial business academic medical religious media sport royal other".split())
BOUNDS = set("eq approx gt ge lt le range vague".split())
CHANGES = {"up", "down", "none"}
TYPES = {"GPE", "LOC", "FAC", "ORG"}
UNIT_KINDS = set("length area volume mass duration speed temperature energy power data pressure percent rate other".split())

# file -> table -> (key, required fields, optional fields, fields of names, field that marks shared names or None)
# The first field is the key. Names are compared within the table.
SCHEMA = {
    "abbreviations.toml": {"abbreviations": ("abbreviation", "kind", "ends_sentence weak", "", None)},
    "calendar.toml": {
        "months": ("name", "number", "abbreviations weak", "name abbreviations", None),
        "weekdays": ("name", "number", "abbreviations", "name abbreviations", None),
        "seasons": ("name", "start end", "aliases", "name aliases", None),
        "day_parts": ("name", "start end", "aliases", "name aliases", None),
        "day_words": ("phrase", "days", "", "", None),
        "holidays": ("name", "", "aliases date month weekday nth plus_days easter orthodox dates approximate evening", "name aliases", None),
        "time_zones": ("abbreviation", "utc_offset", "weak", "", None),
    },
    "currencies.toml": {
        "currencies": ("code", "names", "country signs weak_signs words demonyms subunits subunit_fraction historical no_iso", "names signs words", None),
    },
    "areas.toml": {"areas": ("name", "", "kind aliases weak", "", None)},
    "platforms.toml": {"platforms": ("name", "", "aliases weak", "", None)},
    "events.toml": {"events": ("name", "kind", "start end aliases weak recurring", "name aliases", None)},
    "groups.toml": {"groups": ("name", "kind", "people adjectives aliases country weak", "name", None)},
    "numbers.toml": {
        "cardinals": ("word", "value", "weak", "", None),
        "multipliers": ("word", "value", "aliases abbreviations attached collective", "word aliases abbreviations", None),
        "fractions": ("word", "value plural", "sign", "word plural sign", None),
        "fraction_signs": ("sign", "value", "", "", None),
        "ordinals": ("word", "value", "", "", None),
        "repeats": ("word", "value", "", "", None),
        "factors": ("word", "factor change", "", "", None),
        "vague": ("phrase", "", "low high weak", "", None),
        "modifiers": ("phrase", "bound", "position near neutral weak", "", None),
        "change_verbs": ("verb", "change", "", "", None),
        "change_nouns": ("noun", "change", "", "", None),
        "per": ("word", "", "", "", None),
    },
    "organisations.toml": {"organisations": ("name", "kind", "aliases weak country", "name aliases", "weak")},
    "outlets.toml": {"outlets": ("domain", "name country kind", "aliases weak_aliases domains datelines", "name aliases", "weak_aliases")},
    "people.toml": {"people": ("name", "country", "aliases surname role from to", "name aliases surname", None)},
    "person_nouns.toml": {
        "people": ("noun", "kind", "anonymous plural plural_only", "", None),
        "documents": ("noun", "", "plural plural_only", "", None),
        "organisations": ("noun", "", "plural plural_only", "", None),
        "company_suffixes": ("suffix", "", "country aliases weak", "suffix aliases", None),
        "places": ("noun", "type", "plural plural_only", "", None),
    },
    "products.toml": {"products": ("name", "kind", "aliases weak", "name aliases", None)},
    "regions.toml": {"regions": ("code", "name", "wikidata bare bare_aliases aliases adjectives person people", "", None)},
    "reporting_nouns.toml": {
        "nouns": ("lemma", "class", "plural mass needs", "", None),
        "phrases": ("text", "class", "", "", None),
    },
    "reporting_verbs.toml": {"verbs": ("lemma", "class", "also needs forms addressee fixed spelling", "", None)},
    "territories.toml": {
        "territories": ("code", "name kind", "alpha3 wikidata parent official aliases acronyms adjectives person people capital capital_aliases", "name official aliases acronyms", None),
    },
    "titles.toml": {
        "honorifics": ("title", "kind", "aliases gender", "title aliases", None),
        "suffixes": ("suffix", "", "aliases", "suffix aliases", None),
        "roles": ("role", "kind", "aliases plural", "role aliases", None),
        "prefixes": ("prefix", "", "", "", None),
    },
    "units.toml": {"units": ("code", "kind names factor unit_si", "symbols tight offset weak prefix", "names symbols", None)},
}
ALLOWED = {
    ("reporting_verbs.toml", "class"): CLASSES,
    ("reporting_verbs.toml", "also"): CLASSES,
    ("reporting_nouns.toml", "class"): CLASSES,
    ("reporting_verbs.toml", "needs"): {"quote", "that"},
    ("reporting_nouns.toml", "needs"): {"clause"},
    ("titles.toml", "kind"): ROLE_KINDS,
    ("titles.toml", "gender"): {"m", "f"},
    ("person_nouns.toml", "type"): TYPES,
    ("numbers.toml", "bound"): BOUNDS,
    ("numbers.toml", "change"): CHANGES,
    ("units.toml", "kind"): UNIT_KINDS,
    ("outlets.toml", "kind"): {"newspaper", "agency", "broadcaster", "online", "magazine"},
    ("groups.toml", "kind"): {"religion", "politics", "ethnic", "regional"},
    ("territories.toml", "kind"): {"country", "territory", "bloc", "continent", "historical", "unrecognised"},
    ("abbreviations.toml", "ends_sentence"): {"may"},
}


def order(key):
    return (key.casefold(), key)


def as_list(value):
    return value if isinstance(value, list) else [value]


def bare(name):
    """A name without the bracket that tells it from another of the same wording."""
    return re.sub(r" \([^)]*\)$", "", name)


def check_table(file, table, rows, faults):
    key, required, optional, names, weak = SCHEMA[file][table]
    required, optional = [key, *required.split()], set(optional.split())
    keyless = [row for row in rows if not isinstance(row.get(key), str)]
    for row in keyless:
        faults.append(f"{file} {table}: no {key} in {row!r}")
    rows = [row for row in rows if row not in keyless]
    keys = [row[key] for row in rows]
    if keys != sorted(keys, key=order):
        wrong = next(b for a, b in zip(keys, keys[1:]) if order(a) > order(b))
        faults.append(f"{file} {table}: not sorted at {wrong!r}")
    for twice in {k for k in keys if keys.count(k) > 1}:
        faults.append(f"{file} {table}: key twice: {twice!r}")
    owners = defaultdict(set)
    for row in rows:
        for field in required:
            if row.get(field) in (None, "", []):
                faults.append(f"{file} {table} {row.get(key)!r}: no {field}")
        for field in set(row) - set(required) - optional:
            faults.append(f"{file} {table} {row.get(key)!r}: unknown field {field}")
        for field, value in row.items():
            allowed = ALLOWED.get((file, field))
            if allowed and set(as_list(value)) - allowed:
                faults.append(f"{file} {table} {row[key]!r}: {field} = {value!r}")
            if isinstance(value, list) and len(value) != len(set(value)):
                faults.append(f"{file} {table} {row[key]!r}: {field} holds a value twice")
            if any(isinstance(v, str) and v != v.strip() for v in as_list(value)):
                faults.append(f"{file} {table} {row[key]!r}: space at an end of {field}")
        marked = set(as_list(row.get(weak, []))) if weak else set()
        for field in names.split():
            for name in as_list(row.get(field, [])):
                if name and bare(name) not in marked and name not in marked:
                    # Only a bracketed name may share its wording with another entry without a mark.
                    owners[name].add(row[key])
    for name, entries in owners.items():
        if len(entries) > 1:
            faults.append(f"{file} {table}: {name!r} belongs to {sorted(entries)}")


def check_codes(data, faults):
    countries = {row["code"] for row in data["territories.toml"]["territories"]}
    for file, tables in data.items():
        for table, rows in tables.items():
            for row in rows:
                code = isinstance(row, dict) and (row.get("country") or row.get("parent"))
                if code and code not in countries:
                    faults.append(f"{file} {table}: unknown country code {code!r} in {next(iter(row.values()))!r}")
    for row in data["territories.toml"]["territories"]:
        if not re.fullmatch(r"[A-Z]{2}|[A-Z]{4}|X-[A-Z]+", row["code"]) or not re.fullmatch(r"([A-Z]{3})?", row.get("alpha3", "")):
            faults.append(f"territories.toml: odd code in {row['name']!r}")
    for row in data["regions.toml"]["regions"]:
        if not re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", row["code"]) or row["code"][:2] not in countries:
            faults.append(f"regions.toml: odd code {row['code']!r}")
    for file in ("territories.toml", "regions.toml"):
        for row in next(iter(data[file].values())):
            if not re.fullmatch(r"(Q[1-9][0-9]*)?", row.get("wikidata", "")):
                faults.append(f"{file}: odd Wikidata id in {row['name']!r}")
    for row in data["currencies.toml"]["currencies"]:
        if not row.get("no_iso") and not re.fullmatch(r"[A-Z]{3}", row["code"]):
            faults.append(f"currencies.toml: odd code {row['code']!r}")
    for row in data["outlets.toml"]["outlets"]:
        if not re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", row["domain"]):
            faults.append(f"outlets.toml: odd domain {row['domain']!r}")
    for row in data["numbers.toml"]["vague"]:
        if ("low" in row) != ("high" in row) or row.get("low", 0) > row.get("high", 0):
            faults.append(f"numbers.toml vague: bounds of {row['phrase']!r}")
    for row in data["events.toml"]["events"]:
        for field in ("start", "end"):
            if not re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", row.get(field, "")):
                faults.append(f"events.toml: {field} of {row['name']!r}")
        if row.get("end") and row["end"] < row["start"][: len(row["end"])]:
            faults.append(f"events.toml: {row['name']!r} ends before it starts")
    for row in data["people.toml"]["people"]:
        if row.get("to", 9999) < row.get("from", 0):
            faults.append(f"people.toml: years of {row['name']!r}")


def check_lines(name, faults):
    lines = [line for line in (LEXICONS / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    if name == "cities.tsv":
        header, *lines = lines
        columns = header.split("\t")
        seen = set()
        for line in lines:
            cells = line.split("\t")
            if len(cells) != len(columns) or cells[0] in seen:
                faults.append(f"{name}: {line[:60]!r}")
            seen.add(cells[0])
            if not (-90 <= float(cells[5]) <= 90 and -180 <= float(cells[6]) <= 180 and int(cells[7]) >= 0):
                faults.append(f"{name}: numbers of {line[:60]!r}")
            if cells[8] not in ("capital", "city", "town", "district") or len(cells[9].split("|")) > 6:
                faults.append(f"{name}: {line[:60]!r}")
    else:
        keys = [line.split("\t")[0] for line in lines]
        if len(keys) != len(set(keys)):
            faults.append(f"{name}: a word twice")
        if keys != sorted(keys, key=order):
            faults.append(f"{name}: not sorted")
        if name == "first_names.txt" and any(not re.fullmatch(r"[^\t]+\t[mfu](\t(word|place))?", line) for line in lines):
            faults.append(f"{name}: a line without m, f or u")
        if name == "common_words.txt" and any(line != line.lower() for line in lines):
            faults.append(f"{name}: a capital")
    return len(lines)


def main():
    faults, counts, data = [], {}, {}
    for file in SCHEMA:
        tables = tomllib.loads((LEXICONS / file).read_text(encoding="utf-8"))
        data[file] = tables
        for table in set(SCHEMA[file]) ^ set(tables):
            faults.append(f"{file}: table {table} is missing or unknown")
        for table in SCHEMA[file]:
            check_table(file, table, tables.get(table, []), faults)
        counts[file] = {table: len(rows) for table, rows in tables.items()}
    check_codes(data, faults)
    for name in ("cities.tsv", "common_words.txt", "english_words.txt", "first_names.txt"):
        counts[name] = {"lines": check_lines(name, faults)}
    for file in sorted(set(p.name for p in LEXICONS.iterdir()) - set(counts) - {"README.md", "furniture.toml"}):
        faults.append(f"{file}: not known to this check")
    for file in sorted(counts):
        sizes = ", ".join(f"{table} {count}" for table, count in counts[file].items())
        if "--table" in sys.argv:
            print(f"| `{file}` | {sizes} |")
        else:
            print(f"{file}: {sizes}")
    for fault in faults:
        print("FAULT", fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
