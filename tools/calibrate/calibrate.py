#!/usr/bin/env python3
"""Learns the calibrations of `data/calibration` from the open gold sets, and measures them on documents that they were not learned from.

usage  calibrate.py SHARED NEWSGRAIN            learns, writes the files and the tables of docs/calibration.md and README.md, prints diagrams
       calibrate.py SHARED NEWSGRAIN --compare  whether the program gives every row of the gold sets the confidence of the files

in     SHARED: a folder with `eval` (the scorers) and `open` (the gold sets); NEWSGRAIN: the program
out    data/calibration/TABLE.toml, and what stands between the marks "calibration" of the two pages
never  sees a held-out set, nor copies anything of the gold but shares and the words of features that stand in many documents
"""
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED, PROGRAM = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
sys.path.insert(0, os.path.join(SHARED, 'eval'))

import sets  # noqa: E402  (they lie beside the project)
from tables import Output  # noqa: E402

from features import APART, features  # noqa: E402
from fit import FOLDS, learn  # noqa: E402
from labels import labelled  # noqa: E402

LEARNED = {
    'quotes': ['polnear_train'],
    'figures': ['cqe_currency', 'cqe_dimension', 'recognizers_number', 'recognizers_unit', 'quantulum3', 'duckling'],
    'mentions': ['conll2003_testa', 'wnut17_test'],
    'dates': ['timebank', 'meantime', 'recognizers_datetime'],
}
# Sets kept apart; the other tables are measured on folds of documents.
APART_SETS = {'quotes': ['polnear_dev']}
# Sets that are no news: what is peculiar to them has a weight of its own, which is not written.
PECULIAR = {'wnut17_test', 'recognizers_datetime'}
PIPELINES = {'default.toml': True, 'rules.toml': False}
GOLD = [os.path.join(SHARED, 'open'), SHARED, os.path.join(SHARED, 'eval')]


def main():
    """Runs, learns, writes and measures; or compares."""
    compares = '--compare' in sys.argv[3:]
    with tempfile.TemporaryDirectory(prefix='calibrate-') as scratch:
        output = run_all(scratch, with_confidence=False)
        if compares:
            return compared(output, run_all(os.path.join(scratch, 'after'), with_confidence=True))
        page, filters = [], []
        for table in LEARNED:
            rows = [r for name in LEARNED[table] for r in rows_of(table, name, output)]
            model = learn([r[:4] for r in rows], shown)
            write(table, model, len(rows))
            seen = held_out(table, rows, model, output)
            page.append(diagram(table, seen))
            filters += kept(table, seen)
            print('\n' + page[-1], flush=True)
    between(os.path.join(ROOT, 'docs', 'calibration.md'), '\n\n'.join(page))
    between(os.path.join(ROOT, 'README.md'), '\n'.join([HEAD, *filters]))
    print('\n'.join(['', HEAD, *filters]))
    return 0


def run_all(scratch, with_confidence):
    """{(set, pipeline): Output} of every set, with and without the linker that is calibrated here."""
    outputs = {}
    for name in sorted({n for names in (*LEARNED.values(), *APART_SETS.values()) for n in names}):
        one = sets.BY_NAME[name]
        source = sets.prepare(one, sets.load(one, GOLD), os.path.join(scratch, 'input', name))
        for pipeline in PIPELINES:
            with open(os.path.join(ROOT, 'pipelines', pipeline), encoding='utf-8') as file:
                plan = file.read()
            path = os.path.join(scratch, pipeline)
            with open(path, 'w', encoding='utf-8') as file:
                file.write(plan if with_confidence else plan.replace(', "confidence"]', ']'))
            folder = os.path.join(scratch, 'tables', pipeline, name)
            os.makedirs(folder)
            done = subprocess.run([PROGRAM, 'run', '--pipeline', path, '--input', source, '--output', folder], capture_output=True, text=True)
            if done.returncode:
                sys.exit(f'newsgrain ended with code {done.returncode} on {name}:\n{done.stderr[-2000:]}')
            outputs[name, pipeline] = Output(folder)
    return outputs


def rows_of(table, name, outputs):
    """(prior, features, document, right, pipeline) of the rows of a set, with and without the language model."""
    one = sets.BY_NAME[name]
    docs = sets.load(one, GOLD)
    for pipeline, parsed in PIPELINES.items():
        for row, text, doc, right, full in labelled(table, one, docs, outputs[name, pipeline]):
            found = features(table, row, text, parsed)
            if not full:
                # This gold does not tell what is counted: that it was found, or not, shows nothing here.
                found = [f for f in found if f[0] != 'object'] + [('object', UNTOLD)]
            if name in PECULIAR:
                found.append((UNTOLD, name))
            yield row['confidence'], found, doc, bool(right), pipeline


UNTOLD = 'not told'


def shown(found):
    """The features that the file has a weight for, none for a row of a set that is no news."""
    return None if any(f == UNTOLD for f, _ in found) else [f for f in found if UNTOLD not in f]


def held_out(table, rows, model, outputs):
    """(prior, confidence, right) of rows of the default pipeline that the confidence was not learned from."""
    if table in APART_SETS:
        rows = [r for name in APART_SETS[table] for r in rows_of(table, name, outputs)]
        return [(p, model.confidence(p, f) / 1000, right) for p, f, _, right, pipeline in rows if pipeline == 'default.toml']
    names = sorted({r[2] for r in rows})
    # Another cut than that of the folds within.
    fold = {doc: n * FOLDS // len(names) for n, doc in enumerate(sorted(names, key=lambda n: n[::-1]))}
    seen = []
    for k in range(FOLDS):
        part = learn([r[:4] for r in rows if fold[r[2]] != k], shown)
        for prior, found, doc, right, pipeline in rows:
            if fold[doc] == k and pipeline == 'default.toml' and shown(found) is not None:
                seen.append((prior, part.confidence(prior, shown(found)) / 1000, right))
    return seen


def write(table, model, size):
    """The file of a table."""
    weights = sorted((f, w) for f, w in model.weights.items() if UNTOLD not in f)
    lines = [f'# How far rows of `{table}` are to be trusted; all numbers are thousandths. Written by `make calibrate`, never by hand:',
             '# docs/calibration.md tells what it means.', f'table = "{table}"', f'rows = {size}', f'intercept = {model.intercept}',
             f'prior = {model.prior}', f'knots = {json.dumps(model.knots)}',
             'apart = [' + ', '.join(f'{{ feature = "{f}", value = "{v}" }}' for f, v in APART[table]) + ']', 'weights = [']
    lines += [f'  {{ feature = "{f}", value = {json.dumps(v, ensure_ascii=False)}, rows = {model.rows[f, v]}, weight = {w} }},' for (f, v), w in weights]
    with open(os.path.join(ROOT, 'data', 'calibration', table + '.toml'), 'w', encoding='utf-8') as file:
        file.write('\n'.join([*lines, ']', '']))


def diagram(table, seen):
    """A reliability diagram as text: ten bins of the prior and of the confidence, with the share that is right."""
    source = measured_on(table)
    lines = [f'### {table}', '', f'{len(seen)} rows of {source}, {percent([r for *_, r in seen])} right.', '',
             '| confidence | rows before | right | rows after | right |', '|---|---|---|---|---|']
    for k in range(10):
        cells = []
        for column in (0, 1):
            part = [s[2] for s in seen if min(9, int(s[column] * 10 + 1e-9)) == k]
            cells += [str(len(part)), percent(part)]
        lines.append(f'| {k / 10:.1f} to {(k + 1) / 10:.1f} | ' + ' | '.join(cells) + ' |')
    for title, column in (('before', 0), ('after', 1)):
        best, worst = halves(seen, column)
        gap = sum(abs(sum(s[column] - s[2] for s in seen if min(9, int(s[column] * 10 + 1e-9)) == k)) for k in range(10)) / max(1, len(seen))
        lines += ['', f'{title.capitalize()}: best half {percent(best)} right, worst half {percent(worst)}; confidence is off by {100 * gap:.1f} points.']
    return '\n'.join(lines)


def measured_on(table):
    """The sets that a table is measured on."""
    if table in APART_SETS:
        return ', '.join(APART_SETS[table])
    return ', '.join(n for n in LEARNED[table] if n not in PECULIAR) + '; folds of documents'


def halves(seen, column):
    """What is right of the better and of the worse half of the rows by a column; ties in the order of the rows."""
    order = sorted(seen, key=lambda s: -s[column])
    return [s[2] for s in order[:len(order) // 2]], [s[2] for s in order[len(order) // 2:]]


HEAD = '| table | filter | rows kept | right | measured on |\n|---|---|---|---|---|'


def kept(table, seen):
    """Lines of the table of filters."""
    source = measured_on(table)
    lines = []
    for limit in (None, 0.7, 0.8, 0.9):
        part = [s[2] for s in seen if limit is None or s[1] >= limit]
        title = 'none' if limit is None else f'`confidence >= {limit}`'
        lines.append(f'| `{table}` | {title} | {100 * len(part) / max(1, len(seen)):.0f}% | {percent(part)} | {source} |')
    return lines


def percent(part):
    """The share of what is true."""
    return f'{100 * sum(part) / len(part):.1f}%' if part else ''


def between(path, text):
    """Replaces what stands between the marks of a page."""
    with open(path, encoding='utf-8') as file:
        page = file.read()
    begin, end = '<!-- calibration:begin -->', '<!-- calibration:end -->'
    if begin not in page or end not in page:
        sys.exit(f'{path} has no place for the measured tables')
    head, tail = page.split(begin)[0], page.split(end)[1]
    with open(path, 'w', encoding='utf-8') as file:
        file.write(f'{head}{begin}\n\n{text}\n\n{end}{tail}')


def compared(before, after):
    """Whether the program gives each row the confidence that the files and `features.py` give it; 1 where not."""
    import tomllib
    from features import COLUMNS
    from fit import interpolated
    wrong = total = 0
    for table in LEARNED:
        with open(os.path.join(ROOT, 'data', 'calibration', table + '.toml'), 'rb') as file:
            kept_file = tomllib.load(file)
        weights = {(w['feature'], w['value']): w['weight'] for w in kept_file['weights']}
        apart = {(a['feature'], a['value']) for a in kept_file['apart']}
        for key, output in before.items():
            old, new = (o.rows(table, COLUMNS[table]) for o in (output, after[key]))
            for doc in old:
                for row, done in zip(old[doc], new[doc], strict=True):
                    found = features(table, row, output.articles[doc]['text'] or '', PIPELINES[key[1]])
                    score = kept_file['intercept'] + (kept_file['prior'] * round(row['confidence'] * 1000) + 500) // 1000 + sum(weights.get(f, 0) for f in found)
                    wanted = round(row['confidence'] * 1000) if apart & set(found) else interpolated(kept_file['knots'], score)
                    total, is_wrong = total + 1, wanted != round(done['confidence'] * 1000)
                    wrong += is_wrong
                    if is_wrong and wrong <= 10:
                        print(f'{table} {key} {doc}: {done["confidence"]} instead of {wanted / 1000}: {found}')
    print(f'{total} rows compared, {wrong} differ')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
