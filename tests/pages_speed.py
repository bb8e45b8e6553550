#!/usr/bin/env python3
"""Web pages a second on one core, beside trafilatura over the same pages in the same run.

usage  python3 tests/pages_speed.py BIN PAGES.jsonl [--rounds 3]
in     records with `html`, and `url` where it is known
out    pages a second of CPU time: newsgrain from the file to published tables, with the pages alone and with all taggers of the rules;
       trafilatura from a parsed record to text and metadata
exit   0 measured; 3 trafilatura is not installed (pip install trafilatura, in an environment of its own)
"""
import argparse
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

MISSING = 3
PAGES_ALONE = '[[stage]]\nname = "parse"\n[[stage]]\nname = "normalise"\n[[stage]]\nname = "tag"\ntaggers = ["sentences"]\n'


def children():
    """CPU seconds of finished child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def newsgrain(program, pages, pipeline):
    """CPU seconds of one run with one thread."""
    with tempfile.TemporaryDirectory() as scratch:
        before = children()
        subprocess.run([program, 'run', '--quiet', '--jobs', '1', '--max-reject-rate', '1', '--pipeline', str(pipeline), '--input',
                        str(pages), '--output', f'{scratch}/tables'], check=True, capture_output=True)
        return children() - before


def trafilatura_seconds(records):
    """CPU seconds of trafilatura's extraction with metadata."""
    from trafilatura import bare_extraction
    before = time.process_time()
    for record in records:
        bare_extraction(record['html'], url=record.get('url'), with_metadata=True)
    return time.process_time() - before


def main():
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('program')
    parser.add_argument('pages', type=pathlib.Path)
    parser.add_argument('--rounds', type=int, default=3)
    chosen = parser.parse_args()
    try:
        import trafilatura
    except ImportError:
        print('trafilatura is not installed', file=sys.stderr)
        return MISSING
    with chosen.pages.open(encoding='utf-8') as lines:
        records = [json.loads(line) for line in lines]
    size = sum(len(r['html']) for r in records) / 1e6
    with tempfile.TemporaryDirectory() as scratch:
        alone = pathlib.Path(scratch) / 'pages.toml'
        alone.write_text(PAGES_ALONE, encoding='utf-8')
        rules = pathlib.Path(__file__).resolve().parent.parent / 'pipelines/rules.toml'
        seconds = {'newsgrain, pages alone': lambda: newsgrain(chosen.program, chosen.pages, alone),
                   'newsgrain, all taggers of the rules': lambda: newsgrain(chosen.program, chosen.pages, rules),
                   f'trafilatura {trafilatura.__version__}': lambda: trafilatura_seconds(records)}
        # The best of several rounds: what else the machine does only makes them slower.
        best = dict.fromkeys(seconds, float('inf'))
        for _ in range(chosen.rounds):
            best = {name: min(best[name], measure()) for name, measure in seconds.items()}
    slowest = list(best.values())[-1]
    print(f'{len(records)} pages, {size:.1f} million characters, CPU time of one core, best of {chosen.rounds}')
    for name, spent in best.items():
        print(f'  {name:38} {len(records) / spent:8.1f} pages/s {size / spent:7.1f} MB/s   {slowest / spent:5.1f} times')
    return 0


if __name__ == '__main__':
    sys.exit(main())
