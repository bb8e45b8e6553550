"""Learns a calibration: a ridge logistic over features, then a rising line through what came out on documents it had not seen.

in     rows as (prior, features, document, right), features a list of (feature, value)
out    Model: intercept, slope of the prior, weights, and the knots that turn a score into a confidence
never  gives a value that stands in fewer than MIN_DOCUMENTS documents a weight, and never lets a higher score mean a lower confidence
"""
import math
from collections import Counter, defaultdict
from dataclasses import dataclass

MIN_DOCUMENTS = 6
RIDGE = 4.0
PASSES = 40
FOLDS = 5
BINS = 16
READINGS = 2
LEAST = 200
SURE = 900
PROMISED = 0.95


@dataclass
class Model:
    """A calibration. Scores are sums in thousandths, so that every machine adds the same."""
    intercept: int
    prior: int
    weights: dict
    rows: dict
    knots: list

    def score(self, prior, found):
        """The score of a row, in thousandths."""
        return self.intercept + (self.prior * round(prior * 1000) + 500) // 1000 + sum(self.weights.get(f, 0) for f in found)

    def confidence(self, prior, found):
        """The confidence of a row, in thousandths."""
        return interpolated(self.knots, self.score(prior, found))


def interpolated(knots, score):
    """The place of a score on the line through the knots, level at both ends."""
    (low, first), (high, last) = knots[0], knots[-1]
    if score <= low:
        return first
    for (a, x), (b, y) in zip(knots, knots[1:]):
        if score < b:
            return x + (score - a) * (y - x) // (b - a)
    return last


def logistic(rows):
    """Intercept, slope of the prior and weights of a ridge logistic, by Newton's steps along one coordinate after the other."""
    count = Counter(f for _, found, _, _ in rows for f in found)
    documents = Counter(f for f, _ in {(f, doc) for _, found, doc, _ in rows for f in found})
    groups = Counter()
    for prior, found, _, right in rows:
        groups[prior, tuple(f for f in found if documents[f] >= MIN_DOCUMENTS and is_general(*f)), bool(right)] += 1
    cells = defaultdict(lambda: [0, 0])
    for (prior, found, right), n in groups.items():
        cells[prior, found][0] += n
        cells[prior, found][1] += n * right
    cells = [(prior, found, n, right) for (prior, found), (n, right) in sorted(cells.items())]
    columns = defaultdict(list)
    for at, (prior, found, _, _) in enumerate(cells):
        columns['intercept'].append((at, 1.0))
        columns['prior'].append((at, prior))
        for f in found:
            columns[f].append((at, 1.0))
    weights, scores = dict.fromkeys(columns, 0.0), [0.0] * len(cells)
    # The prior begins at what makes a rule of nothing but a prior keep it, about, and the ridge draws it back there.
    centre = {'intercept': -4.0, 'prior': 7.0}
    for name, start in centre.items():
        weights[name] = start
        for at, x in columns[name]:
            scores[at] += start * x
    for _ in range(PASSES):
        for name, column in columns.items():
            gradient, curve = -RIDGE * (weights[name] - centre.get(name, 0.0)), RIDGE
            for at, x in column:
                p = 1 / (1 + math.exp(-scores[at]))
                gradient += x * (cells[at][3] - cells[at][2] * p)
                curve += x * x * cells[at][2] * p * (1 - p)
            step = max(-2.0, min(2.0, gradient / curve))
            if name == 'prior' and weights[name] + step < 0:
                step = -weights[name]
            weights[name] += step
            for at, x in column:
                scores[at] += step * x
    return weights, count


def is_general(feature, value):
    """Whether a value may be met anywhere: of the words before others only small letters, for a name is of its time."""
    return feature != 'before' or value == '' or value.isascii() and value.isalpha() and value.islower()


def learn(rows, shown):
    """A Model of the rows; its knots come from folds of documents that the weights had not seen.

    `shown` gives the features of a row that will be there when the model is used, or none where no such row will be met.
    """
    names = sorted({doc for _, _, doc, _ in rows})
    fold = {doc: n % FOLDS for n, doc in enumerate(names)}
    unseen = []
    for k in range(FOLDS):
        part = made([r for r in rows if fold[r[2]] != k])
        there = [(prior, shown(found), right) for prior, found, doc, right in rows if fold[doc] == k]
        unseen += [(part.score(prior, found), bool(right)) for prior, found, right in there if found is not None]
    model = made(rows)
    model.knots = promised(knots(unseen), unseen)
    return model


def made(rows):
    """A Model without knots."""
    weights, count = logistic(rows)
    kept = {f: round(1000 * w) for f, w in weights.items() if f not in ('intercept', 'prior') and round(1000 * w)}
    return Model(round(1000 * weights['intercept']), round(1000 * weights['prior']), kept, count, [])


def knots(scored):
    """Equal shares of the rows by score, made to rise, each with the share that is right, as far as its rows can vouch for it."""
    scored = sorted(scored)
    size = max(80, len(scored) // BINS)
    parts = [scored[a:a + size] for a in range(0, len(scored), size)]
    if len(parts) > 1 and len(parts[-1]) < size // 2:
        parts[-2:] = [parts[-2] + parts[-1]]
    pools = []
    for part in parts:
        pools.append([sum(s for s, _ in part), len(part), sum(r for _, r in part)])
        while len(pools) > 1 and share(pools[-2]) >= share(pools[-1]):
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last)]
    line, highest = [], 0
    for total, n, right in pools:
        highest = max(highest, round(1000 * careful((total, n, right))))
        if not line or round(total / n) > line[-1][0]:
            line.append((round(total / n), highest))
    return line if len(line) > 1 else [(line[0][0] - 1, line[0][1]), *line]


def promised(line, scored):
    """The line so that rows above SURE are right as often as PROMISED: it reaches SURE where those with such scores and higher ones are."""
    tail, start = [0, 0, 0], None
    for score, right in sorted(scored, reverse=True):
        tail = [0, tail[1] + 1, tail[2] + right]
        if tail[1] >= LEAST and careful(tail) >= PROMISED:
            start = score
    low = [(at, min(c, SURE - 1)) for at, c in line if start is None or at < start - 1]
    if start is None:
        return low
    here = max(SURE, interpolated(line, start))
    return [*low, (start - 1, SURE - 1), (start, here), *((at, max(c, here)) for at, c in line if at > start)]


def share(pool):
    """The share that is right of a pool, with one right and one wrong added."""
    return (pool[2] + 1) / (pool[1] + 2)


def careful(pool):
    """That share less its standard error: few rows vouch for less. Each document is read twice, and its rows vouch once."""
    p = share(pool)
    return max(0.0, p - math.sqrt(p * (1 - p) / (pool[1] / READINGS + 2)))
