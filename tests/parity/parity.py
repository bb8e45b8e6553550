"""Compares this project's language core with spaCy itself, token for token, and times both on the same texts.

    python parity.py --pipeline DIR --model FILE --dump BIN [--speed BIN] [--articles FILE.jsonl[.gz]] [--count 300]

--pipeline   the unpacked pipeline (the folder with config.cfg) that the model file was imported from
--model      the model file
--dump       the built example `dump` of crates/nlp
--speed      the built example `speed`: both are timed, by turns
--articles   JSON lines with a `text`; by default the paragraphs of the crate's own fixtures
--count      how many articles, spread evenly over the file

Needs Python 3.10 or later with spaCy 3.8. Exit code 1 if an agreement is below its target.
"""

import argparse
import gzip
import json
import os
import pathlib
import subprocess
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import spacy  # noqa: E402  (the number of threads is read when it is loaded)

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "crates/nlp/tests/fixtures/pipeline_texts.txt"

# What agreement is asked for, in per cent.
TARGETS = {"tokens": 99.95, "tag": 99.8, "arc": 99.5, "lemma": 99.8, "sentence_start": 99.8, "entities": 99.8}
SHOWN = 5
# How many texts each takes before it is the other's turn, where both are timed.
TURN = 10


def read_texts(path, count):
    """`count` texts spread evenly over a file of JSON lines, or all paragraphs of the fixture."""
    if path is None:
        return FIXTURE.read_text(encoding="utf-8").splitlines()
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    step = max(1, len(texts) // count)
    return texts[::step][:count]


class OurSpeed:
    """Our tokens and seconds of processor time, by the example `speed`, which answers one text after the other."""

    def __init__(self, speed, model):
        self.process = subprocess.Popen(
            [speed, model, "all", "--each"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.tokens, self.seconds = 0, 0.0

    def take(self, text):
        """Analyses one more text."""
        self.process.stdin.write(lines_of([text]))
        self.process.stdin.flush()
        tokens, seconds = self.process.stdout.readline().split()
        self.tokens += int(tokens)
        self.seconds += float(seconds)

    def finish(self):
        """Ends the program; tokens a second."""
        self.process.stdin.close()
        self.process.wait()
        return self.tokens / self.seconds


def run_spacy(pipeline, texts, ours):
    """spaCy's documents and the seconds of processor time they took.

    Where `ours` is given, both take turns of a few texts: the speed of a shared machine changes within seconds, and so
    it changes for both.
    """
    nlp = spacy.load(pipeline)
    docs, seconds = [], 0.0
    for first in range(0, len(texts), TURN):
        turn = texts[first : first + TURN]
        begun = time.process_time()
        docs += nlp.pipe(turn)
        seconds += time.process_time() - begun
        for text in turn if ours else []:
            ours.take(text)
    return docs, seconds


def lines_of(texts):
    return "".join(json.dumps({"text": text}) + "\n" for text in texts)


def run_ours(dump, model, texts):
    """Our documents, as the example `dump` writes them."""
    result = subprocess.run([dump, model], input=lines_of(texts), capture_output=True, text=True, check=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


class Tally:
    """How many of how many agree, by what is compared, with the first differences."""

    def __init__(self):
        self.same, self.all, self.differences = {}, {}, {}

    def count(self, what, same, difference=None, weight=1):
        self.all[what] = self.all.get(what, 0) + weight
        self.same[what] = self.same.get(what, 0) + (weight if same else 0)
        if not same:
            self.differences.setdefault(what, []).append(difference)

    def agreement(self, what):
        return 100.0 * self.same.get(what, 0) / max(1, self.all.get(what, 0))


def compare(theirs, ours, tally):
    """Adds one document to the tally."""
    words = [token.text for token in theirs]
    if words != [token["text"] for token in ours["tokens"]]:
        ends = {token.idx for token in theirs}
        found = set()
        position = 0
        for token in ours["tokens"]:
            position = theirs.text.find(token["text"], position)
            found.add(position)
            position += len(token["text"])
        tally.count("tokens", True, weight=len(ends & found))
        for start in sorted(ends ^ found):
            tally.count("tokens", False, theirs.text[max(0, start - 20) : start + 20])
        return
    tally.count("tokens", True, weight=len(words))
    for their, our in zip(theirs, ours["tokens"]):
        context = " ".join(words[max(0, their.i - 6) : their.i + 7])
        pairs = {
            "tag": (their.tag_, our["tag"]),
            "pos": (their.pos_, our["pos"]),
            "morph": (str(their.morph), our["morph"]),
            "lemma": (their.lemma_, our["lemma"]),
            "arc": ((their.head.i, their.dep_), (our["head"], our["dep"])),
            "sentence_start": (bool(their.is_sent_start), our["sent_start"]),
        }
        for what, (one, other) in pairs.items():
            tally.count(what, one == other, (their.text, one, other, context))
    their_entities = {(entity.start, entity.end, entity.label_) for entity in theirs.ents}
    our_entities = {tuple(entity) for entity in ours["ents"]}
    tally.count("entities", True, weight=len(their_entities & our_entities))
    for start, end, label in sorted(their_entities ^ our_entities):
        side = "spaCy" if (start, end, label) in their_entities else "ours"
        tally.count("entities", False, (side, label, " ".join(words[start:end])))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--pipeline", "--model", "--dump"):
        parser.add_argument(name, required=True)
    parser.add_argument("--speed")
    parser.add_argument("--articles")
    parser.add_argument("--count", type=int, default=300)
    arguments = parser.parse_args()

    texts = read_texts(arguments.articles, arguments.count)
    ours = OurSpeed(arguments.speed, arguments.model) if arguments.speed else None
    theirs, seconds = run_spacy(arguments.pipeline, texts, ours)
    tokens = sum(len(doc) for doc in theirs)
    rate = tokens / seconds
    print(f"{len(texts)} texts, {tokens} tokens; spaCy {spacy.__version__}: {rate / 1e3:.1f} thousand tokens a second")
    if ours:
        our_rate = ours.finish()
        print(f"by turns with it, ours: {our_rate / 1e3:.1f} thousand tokens a second, {our_rate / rate:.1f} times as many")
        print("\neach component alone, afterwards:")
        print(subprocess.run([arguments.speed, arguments.model], input=lines_of(texts), capture_output=True, text=True, check=True).stdout)

    tally = Tally()
    for one, other in zip(theirs, run_ours(arguments.dump, arguments.model, texts), strict=True):
        compare(one, other, tally)
    failed = False
    for what in sorted(tally.all):
        agreement, target = tally.agreement(what), TARGETS.get(what)
        below = target is not None and agreement < target
        failed |= below
        wanted = f" (wanted: {target})" if target else ""
        print(f"{what:15} {agreement:9.4f} % of {tally.all[what]}{wanted}{'  BELOW' if below else ''}")
        for difference in tally.differences.get(what, [])[:SHOWN]:
            print("    ", *difference if isinstance(difference, tuple) else (difference,), sep="  ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
