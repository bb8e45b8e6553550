"""Compares two outputs table by table: which rows stand in one alone. Exits with 1 where anything differs.

    make compare BEFORE=DIR AFTER=DIR [IGNORE=column,column]

Rows are compared whole, as DuckDB sees them, so that files written by another version or with other row groups compare as equal.
Columns that one of the two does not have are named and left out.
"""

import argparse
import sys
from pathlib import Path

import duckdb


def names(folder):
    """The tables of an output."""
    return {p.stem for p in Path(folder).glob("*.parquet")}


def differing(connection, one, two, ignored, shown):
    """Compares one table; gives the number of rows that differ."""
    described = [connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall() for path in (one, two)]
    before, after = ({row[0] for row in rows} for rows in described)
    for title, only in (("only before", before - after), ("only after", after - before)):
        if only:
            print(f"    columns {title}: {', '.join(sorted(only))}")
    shared = ", ".join(f'"{row[0]}"' for row in described[0] if row[0] in after and row[0] not in ignored)
    total = 0
    for sign, a, b in (("-", one, two), ("+", two, one)):
        # ALL keeps count of rows that stand several times.
        query = f"SELECT {shared} FROM '{a}' EXCEPT ALL SELECT {shared} FROM '{b}'"
        count = connection.execute(f"SELECT count(*) FROM ({query})").fetchone()[0]
        total += count
        if count and shown:
            for row in connection.execute(f"SELECT * FROM ({query}) ORDER BY ALL LIMIT {shown}").fetchall():
                print(f"    {sign} {row}"[:600])
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("--ignore", default="", help="columns that are not compared, with commas between")
    parser.add_argument("--show", type=int, default=5, help="differing rows that are printed for each table and side")
    arguments = parser.parse_args()
    connection = duckdb.connect()
    differs = 0
    one, two = names(arguments.before), names(arguments.after)
    for table in sorted(one ^ two):
        print(f"{table}: only {'before' if table in one else 'after'}")
        differs += 1
    for table in sorted(one & two):
        paths = [f"{folder}/{table}.parquet" for folder in (arguments.before, arguments.after)]
        rows = [connection.execute(f"SELECT count(*) FROM '{path}'").fetchone()[0] for path in paths]
        print(f"{table}: {rows[0]} and {rows[1]} rows")
        count = differing(connection, *paths, set(arguments.ignore.split(",")), arguments.show)
        if count:
            print(f"    {count} rows differ")
            differs += count
    print("no row differs" if not differs else f"{differs} differences")
    sys.exit(1 if differs else 0)


if __name__ == "__main__":
    main()
