#!/usr/bin/env python3
"""Opens every table of an output with the programs of those who read them, and checks types, rows and offsets.

usage  python3 tests/readers.py DIR
exit   0 all is well; 1 a reader sees something else than the contract says; 3 a package is missing
"""
import importlib
import json
import pathlib
import sys

MISSING = 3
PACKAGES = ['duckdb', 'polars', 'pandas', 'pyarrow.parquet', 'frictionless', 'pytz']

# The type of a column by its arrowType, as each reader names it.
ARROW = {
    'utf8': 'string', 'int32': 'int32', 'int64': 'int64', 'float64': 'double', 'bool': 'bool', 'date32': 'date32[day]',
    'timestamp_us_utc': 'timestamp[us, tz=UTC]', 'list_utf8': 'list<item: string>',
}
DUCKDB = {
    'utf8': 'VARCHAR', 'int32': 'INTEGER', 'int64': 'BIGINT', 'float64': 'DOUBLE', 'bool': 'BOOLEAN', 'date32': 'DATE',
    'timestamp_us_utc': 'TIMESTAMP WITH TIME ZONE', 'list_utf8': 'VARCHAR[]',
}
POLARS = {
    'utf8': 'String', 'int32': 'Int32', 'int64': 'Int64', 'float64': 'Float64', 'bool': 'Boolean', 'date32': 'Date',
    'timestamp_us_utc': "Datetime(time_unit='us', time_zone='UTC')", 'list_utf8': 'List(String)',
}
PANDAS = {
    'utf8': ('object', 'str', 'string'), 'int32': ('int32', 'float64'), 'int64': ('int64', 'float64'), 'float64': ('float64',),
    'bool': ('bool', 'object'), 'date32': ('object',), 'timestamp_us_utc': ('datetime64[us, UTC]',), 'list_utf8': ('object',),
}


class Faults(list):
    """What a reader sees otherwise than it should."""

    def expect(self, reader, table, what, found, wanted):
        if found != wanted:
            self.append(f'{reader}: {table}: {what} is {found}, not {wanted}')


def with_pyarrow(path, table, fields, faults):
    import pyarrow.parquet
    found = pyarrow.parquet.read_table(path)
    faults.expect('pyarrow', table, 'the columns', found.column_names, [f['name'] for f in fields])
    for field in fields:
        # The name of the item field has changed between versions of the format.
        kind = str(found.schema.field(field['name']).type).replace('element: ', 'item: ')
        faults.expect('pyarrow', table, field['name'], kind, ARROW[field['arrowType']])
    return found.num_rows


def with_pandas(path, table, fields, faults):
    import pandas
    found = pandas.read_parquet(path)
    for field in fields:
        kind = str(found[field['name']].dtype)
        if kind not in PANDAS[field['arrowType']]:
            faults.append(f"pandas: {table}: {field['name']} is {kind}, not {' or '.join(PANDAS[field['arrowType']])}")
    return len(found)


def with_polars(path, table, fields, faults):
    import polars
    found = polars.read_parquet(path)
    for field in fields:
        faults.expect('polars', table, field['name'], str(found.schema[field['name']]), POLARS[field['arrowType']])
    return found.height


def with_duckdb(path, table, fields, faults):
    import duckdb
    found = dict(duckdb.execute('select column_name, column_type from (describe select * from read_parquet(?))', [str(path)]).fetchall())
    for field in fields:
        faults.expect('duckdb', table, field['name'], found.get(field['name']), DUCKDB[field['arrowType']])
    return len(duckdb.execute('select * from read_parquet(?)', [str(path)]).fetchall())


READERS = {'pyarrow': with_pyarrow, 'pandas': with_pandas, 'polars': with_polars, 'duckdb': with_duckdb}


def offsets(folder, tables, faults):
    """Offsets are code points: the same words come out in DuckDB, in Polars and in Python."""
    import duckdb
    import polars
    if 'articles' not in tables:
        return
    for table in ('blocks', 'quotes', 'figures', 'dates', 'mentions'):
        if table not in tables:
            continue
        joined = f"""from '{folder / tables[table]}' t join '{folder / tables['articles']}' a using (article_id)
                     where t.char_start is not null"""
        differ = 'substr(a.text, t.char_start + 1, t.char_end - t.char_start) != t.text'
        wrong = duckdb.execute(f'select count(*) {joined} and {differ}').fetchall()[0][0]
        faults.expect('duckdb', table, 'the number of rows whose words are not at their offsets', wrong, 0)
        for words, text, start, end in duckdb.execute(f'select t.text, a.text, char_start, char_end {joined}').fetchall():
            if text[start:end] != words:
                faults.append(f'python: {table}: {text[start:end]!r} is not {words!r}')
                break
        rows = polars.read_parquet(folder / tables[table]).drop_nulls('char_start')
        texts = polars.read_parquet(folder / tables['articles']).select('article_id', polars.col('text').alias('whole'))
        length = polars.col('char_end') - polars.col('char_start')
        wrong = rows.join(texts, on='article_id').filter(polars.col('whole').str.slice('char_start', length) != polars.col('text'))
        faults.expect('polars', table, 'the number of rows whose words are not at their offsets', wrong.height, 0)


def with_frictionless(folder, faults):
    import frictionless
    frictionless.system.trusted = True
    report = frictionless.validate(str(folder / 'datapackage.json'))
    for error in report.errors:
        faults.append(f'frictionless: {error.message}')
    for task in report.tasks:
        faults.extend(f'frictionless: {task.name}: {error.message}' for error in task.errors)
    return len(report.tasks)


def main(folder):
    package = json.loads((folder / 'datapackage.json').read_text(encoding='utf-8'))
    rows = {t['name']: t['rows'] for t in json.loads((folder / 'manifest.json').read_text(encoding='utf-8'))['tables']}
    faults = Faults()
    for resource in package['resources']:
        for name, read in READERS.items():
            count = read(folder / resource['path'], resource['name'], resource['schema']['fields'], faults)
            faults.expect(name, resource['name'], 'the number of rows', count, rows[resource['name']])
    offsets(folder, {r['name']: r['path'] for r in package['resources']}, faults)
    tasks = with_frictionless(folder, faults)
    faults.expect('frictionless', 'package', 'the number of tables', tasks, len(package['resources']))
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(package['resources'])} tables opened by {', '.join(READERS)} and frictionless: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == '__main__':
    missing = []
    for package in PACKAGES:
        try:
            importlib.import_module(package)
        except ImportError as error:
            missing.append(f'{package} ({error})')
    if missing:
        print('missing Python packages: ' + ', '.join(missing))
        sys.exit(MISSING)
    sys.exit(main(pathlib.Path(sys.argv[1])))
