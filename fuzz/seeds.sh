#!/usr/bin/env bash
# Fills corpus/ with the sample articles, target by target. What a fuzzer found of its own stays there as well.
set -euo pipefail
cd "$(dirname "$0")"
samples=../data/articles

# Files of so many bytes at the most: a fuzzer learns from small ones.
seeds() { # TARGET FOLDER ENDING...
  local target=$1 folder=$2
  shift 2
  mkdir -p "corpus/$target"
  for ending in "$@"; do
    find "$folder" -name "*.$ending" -size -5k | while read -r file; do cp "$file" "corpus/$target/$(basename "$file")"; done
  done
}

seeds parse_html $samples html
seeds extract_text $samples txt
seeds extract_text ../tests/articles txt
rm -f corpus/extract_text/*.tagged.txt
seeds record_json $samples json jsonl
seeds warc $samples warc warc.gz
seeds parquet $samples parquet
seeds pipeline_file ../pipelines toml

# The first byte chooses the reader; every sample is tried with each. An output is damaged by its target itself.
mkdir -p corpus/read_any corpus/check_output
find $samples -type f ! -name README.md -size -4k | while read -r file; do
  for first in 0 1 2 3 4 5 6 7 8 s; do { printf %s $first; cat "$file"; } > "corpus/read_any/$first-$(basename "$file")"; done
done
