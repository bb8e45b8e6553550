#!/usr/bin/env python3
"""Puts the generated table reference between its markers in README.md.

usage  python3 tests/readme.py TABLES.md
"""
import pathlib
import re
import sys

readme = pathlib.Path(__file__).parent.parent / 'README.md'
reference = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8').strip()
text = readme.read_text(encoding='utf-8')
pattern = re.compile(r'(<!-- schema:begin -->\n).*?(<!-- schema:end -->)', re.S)
readme.write_text(pattern.sub(lambda m: m[1] + reference + '\n' + m[2], text), encoding='utf-8')
