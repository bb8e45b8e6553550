"""Which rows of newsgrain's tables are right, by the open gold sets.

in     the documents of a set with their gold, the tables of a run over them
out    for each row of which the gold tells something: (row, text of the article, document, right, whether the gold tells what is counted)
never  a second measure: matching of values, units, dates and names is that of the scorers beside the gold
"""
import dates
import figure_cases
import figures
import mentions
from align import overlap

from features import APART, COLUMNS

TYPES = {**mentions.PREDICTED, 'NORP': 'MISC', 'EVENT': 'MISC', 'PRODUCT': 'MISC', 'WORK_OF_ART': 'MISC'}
MISC = {'MISC', 'creative-work', 'product'}


def labelled(table, one, docs, output):
    """The rows of a set that the gold tells something of."""
    rows = output.rows(table, COLUMNS[table])
    judge = {'quotes': quotes_of, 'figures': figures_of, 'mentions': mentions_of, 'dates': dates_of}[table]
    found = []
    for doc in docs:
        if doc.id in output.articles and rows[doc.id]:
            text = output.articles[doc.id]['text'] or ''
            own = [r for r in rows[doc.id] if all(r[column] != value for column, value in APART[table])]
            found += [(row, text, f'{one.name} {doc.id}', right, full) for row, right, full in judge(one, doc, own, output, text)]
    return found


def quotes_of(one, doc, rows, output, text):
    """Right: most of the row lies in one gold content, of which its utterance covers 0.3, and the speaker's words meet the gold's."""
    there = output.alignment(doc)
    golds = []
    for g in doc.gold['gold']:
        content = [s for a, b in g['content'] for s in there.pieces(a, b)[0]]
        source = [s for a, b in g['source'] or [] for s in there.pieces(a, b)[0]]
        golds.append((content, sum(b - a for a, b in content), source))
    pieces = {}
    for row in rows:
        pieces.setdefault(row['utterance_id'], []).append(row)
    for row in rows:
        span = there.tight(row['char_start'], row['char_end'])
        if span:
            yield row, any(quote_is(g, span, pieces[row['utterance_id']]) for g in golds), True


def quote_is(gold, span, pieces):
    """Whether a row is (a piece of) one gold quotation."""
    content, size, source = gold
    inside = 2 * overlap(content, [span]) > span[1] - span[0]
    if not inside or overlap(content, spans(pieces, 'char')) <= 0.3 * size:
        return False
    return not source or overlap(source, spans(pieces, 'speaker')) > 0


def spans(rows, name):
    """The spans of two offset columns, where they are not null."""
    return [(r[name + '_start'], r[name + '_end']) for r in rows if r[name + '_start'] is not None]


def figures_of(one, doc, rows, output, text):
    """Right: value and unit are the gold's, and what is counted, where the gold has it."""
    if one.style == 'cqe':
        yield from figures_by_value(doc, rows)
        return
    there = output.alignment(doc)
    cases, ignored = getattr(figure_cases, one.style)(doc.gold)
    skip = [s for s in (there.map(*i) for i in ignored) if s]
    left = [p for p in figures.placed(rows, there) if not overlap([p[0]], skip)]
    for case in cases:
        span = there.map(case.start, case.end)
        here = [p for p in left if span and overlap([p[0]], [span])]
        if here:
            best = max(here, key=lambda p: (figures.case_value(case, p[1]), figures.case_unit(case, p[1]), p[0][1] - p[0][0]))
            left.remove(best)
            yield best[1], figures.case_value(case, best[1]) and (case.units is None or figures.case_unit(case, best[1])), False
    # The cases of the other sets assert one model's results only: a figure that none of them asks for may be right.
    if one.style == 'quantulum3':
        yield from ((row, False, False) for _, row in left)


def figures_by_value(doc, rows):
    """The sets without offsets: each gold quantity takes one row of its value, and the rows that are left are wrong."""
    left = [r for r in rows if r['kind'] != 'ordinal']
    for g in doc.gold['gold']:
        same = [r for r in left if figures.cqe_value(g, r)]
        if same:
            best = max(same, key=lambda r: (figures.cqe_unit(g, r), figures.same_change(g, r)))
            left.remove(best)
            yield best, figures.cqe_unit(g, best), True
    # Ordinals, and vague amounts and scores that match nothing, are left out: this gold has none.
    yield from ((row, False, True) for row in left if row['bound'] != 'vague' and row['kind'] != 'score')


def mentions_of(one, doc, rows, output, text):
    """Right: a gold name has the very span and type."""
    there = output.alignment(doc)
    golds, others = {}, set()
    for g in doc.gold['gold']:
        span = there.map(g['start'], g['end'])
        if span:
            golds[mentions.bare(span, text)] = 'MISC' if g['type'] in MISC else mentions.GOLD.get(g['type'])
    for row in rows:
        span = there.tight(row['char_start'], row['char_end'])
        if span and row['type'] in TYPES:
            yield row, golds.get(mentions.bare(span, text)) == TYPES[row['type']], True


def dates_of(one, doc, rows, output, text):
    """Right: the row overlaps a gold expression and has its value."""
    there = output.alignment(doc)
    golds, ignored = {'timex': dates.timex_gold, 'meantime': dates.meantime_gold, 'recognizers': dates.recognizers_gold}[one.style](doc)
    for g in golds:
        g['span'] = there.map(*g['span'])
    skip = [s for s in (there.map(*i) for i in ignored) if s]
    tight = [(there.tight(r['char_start'], r['char_end']), r) for r in rows]
    preds = [(s, r) for s, r in tight if s and not overlap([s], skip)]
    pairs = {k: n for n, k in dates.pair_up(golds, preds).items()}
    for k, (_, row) in enumerate(preds):
        if k in pairs or one.style == 'timex':
            yield row, k in pairs and dates.value_right(golds[pairs[k]], row), True
