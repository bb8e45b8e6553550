#!/usr/bin/env python3
"""Runs the scorer on the sets that have floors, and compares.

usage  python3 tests/quality.py SCORE.PY NEWSGRAIN

in     tests/quality.toml: floors, each a set, task, measure, field and the least value
out    the scorer's own print-out, then one line a floor; exit code 1 where a value lies below its floor
never  changes a floor: that is done by hand, with a reason
"""
import json
import os
import subprocess
import sys
import tempfile
import tomllib


def main():
    """Scores, compares, tells."""
    scorer, program = sys.argv[1:3]
    with open(os.path.join(os.path.dirname(__file__), 'quality.toml'), 'rb') as file:
        floors = tomllib.load(file)['floor']
    sets = sorted({f['set'] for f in floors})
    with tempfile.TemporaryDirectory() as scratch:
        scores = os.path.join(scratch, 'scores.json')
        code = subprocess.run([sys.executable, scorer, *sets, '--bin', program, '--json', scores], check=False).returncode
        if code:
            return code
        with open(scores, encoding='utf-8') as file:
            results = json.load(file)
    print()
    below = [f for f in floors if not holds(f, results)]
    print(f'{len(floors) - len(below)} of {len(floors)} floors hold')
    return 1 if below else 0


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
