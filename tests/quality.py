#!/usr/bin/env python3
"""Runs the scorer on the sets that have floors, and compares.

usage  python3 tests/quality.py SCORE.PY NEWSGRAIN

in     tests/quality.toml: floors, each a set, task, measure, field and the least value
out    the scorer's own print-out, then how often rows of quotes are right at each confidence, then one line a floor; exit code 1 where a
       value lies below its floor
never  changes a floor: that is done by hand, with a reason
"""
import json
import os
import subprocess
import sys
import tempfile
import tomllib

RELIABILITY_SET = 'polnear_dev'


def main():
    """Scores, compares, tells."""
    scorer, program = sys.argv[1:3]
    with open(os.path.join(os.path.dirname(__file__), 'quality.toml'), 'rb') as file:
        floors = tomllib.load(file)['floor']
    sets = sorted({f['set'] for f in floors})
    with tempfile.TemporaryDirectory() as scratch:
        scores = os.path.join(scratch, 'scores.json')
        command = [sys.executable, scorer, *sets, '--bin', program, '--json', scores, '--keep', scratch]
        code = subprocess.run(command, check=False).returncode
        if code:
            return code
        if RELIABILITY_SET in sets:
            reliability(scorer, scratch)
        with open(scores, encoding='utf-8') as file:
            results = json.load(file)
    print()
    below = [f for f in floors if not holds(f, results)]
    print(f'{len(floors) - len(below)} of {len(floors)} floors hold')
    return 1 if below else 0


def reliability(scorer, kept):
    """Prints how many utterances of each band of confidence the scorer matches with a gold quotation."""
    sys.path.insert(0, os.path.dirname(os.path.abspath(scorer)))
    import quotes
    import sets
    import tables
    here = os.path.dirname(os.path.abspath(scorer))
    one = next(s for s in sets.SETS if s.name == RELIABILITY_SET)
    output = tables.Output(os.path.join(kept, RELIABILITY_SET, 'tables'))
    rows = output.rows('quotes', quotes.NEED, (*quotes.WANT, 'confidence'))
    bands = {}
    for doc in sets.load(one, [os.path.join(os.path.dirname(here), 'open')]):
        there = output.alignment(doc)
        gold = [[p for a, b in g['content'] for p in there.pieces(a, b)[0]] for g in doc.gold['gold']]
        groups = quotes.by_utterance(quotes.predictions(rows[doc.id]))
        spans = [quotes.spans_of(g, 'char_start', 'char_end') for g in groups]
        pairs = quotes.greedy([(pieces, sum(b - a for a, b in pieces)) for pieces in gold], spans, 0.3)
        found = {match for _, match in pairs}
        for n, group in enumerate(groups):
            band = bands.setdefault(min(9, int(group[0]['confidence'] * 10 + 1e-6)), [0, 0])
            band[0] += n in found
            band[1] += 1
    print(f'\nconfidence of quotes, {RELIABILITY_SET}: rows found in the gold')
    for band, (right, rows_of) in sorted(bands.items()):
        print(f'  {band / 10:.1f} to {(band + 1) / 10:.1f}   {right:5} of {rows_of:5}   {right / rows_of:.3f}')


def holds(floor, results):
    """Whether the measured value reaches its floor; prints the comparison."""
    value = measured(floor, results)
    right = value is not None and value >= floor['least'] - 1e-9
    shown = 'not measured' if value is None else f'{value:.3f}'
    print(f"{'ok  ' if right else 'LOW '} {floor['set']} {floor['task']}: {floor['measure'].strip()} {floor['field']} {shown}, floor {floor['least']:.3f}")
    return right


def measured(floor, results):
    """The value of a field, or of the share of an extra count; None where it was not scored."""
    for result in results:
        if (result['set'], result['task']) != (floor['set'], floor['task']):
            continue
        for line in result.get('lines', ()):
            if line['measure'].strip() == floor['measure'].strip():
                value = line.get(floor['field'])
                return value['share'] if isinstance(value, dict) else value
    return None


if __name__ == '__main__':
    sys.exit(main())
