"""What the confidence of a row rests on, read from the published tables.

in     a row of a table as a dictionary of its columns, the text of its article, whether the language model ran
out    a list of (feature, value); the same as `src/link/confidence/features.rs` makes of the row before it is written
never  looks at the gold, at other articles or at the confidence itself
"""
COLUMNS = {
    'quotes': ('kind', 'char_start', 'char_end', 'utterance_id', 'speaker_start', 'speaker_end', 'speaker_name', 'speaker_kind', 'cue_start',
               'cue_end', 'cue_lemma', 'cue_class', 'rule', 'confidence', 'quote_id', 'parent_quote_id'),
    'figures': ('char_start', 'char_end', 'text', 'value', 'value_low', 'value_high', 'bound', 'modifier', 'change', 'kind', 'unit', 'unit_text', 'per',
                'object_text', 'object_head', 'predicate', 'value_si', 'rule', 'confidence'),
    'mentions': ('char_start', 'char_end', 'text', 'type', 'form', 'entity_id', 'link_method', 'rule', 'confidence'),
    'dates': ('char_start', 'char_end', 'kind', 'text', 'edtf', 'start_date', 'end_date', 'is_relative', 'rule', 'confidence'),
}
# Rows of which the gold sets tell nothing: they keep what their rule gave them.
APART = {'quotes': [('kind', 'term')], 'figures': [('bound', 'vague')], 'mentions': [('form', 'nominal'), ('form', 'pronoun')], 'dates': []}


def features(table, row, text, parsed):
    """The features of a row, in the order of their names in the code."""
    common = [('rule', row['rule'])]
    return common + {'quotes': quote, 'figures': figure, 'mentions': mention, 'dates': date}[table](row, text, parsed)


def length(row):
    """How many code points the row's words have, in steps."""
    size = row['char_end'] - row['char_start']
    return next((name for limit, name in ((4, 'up to 4'), (9, 'up to 9'), (19, 'up to 19'), (39, 'up to 39'), (79, 'up to 79'), (159, 'up to 159'))
                 if size <= limit), 'more')


def unparsed(kind, parsed):
    """The kind once more, where no language model read the article."""
    return [] if parsed else [('unparsed', kind)]


def quote(row, text, parsed):
    """Kind, reporting word, speaker, how far the speaker stands from the word, the word before it, length."""
    found = [('kind', row['kind']), ('length', length(row)), *unparsed(row['kind'], parsed)]
    if row['cue_class']:
        found += [('cue_class', row['cue_class']), ('cue', row['cue_lemma']), ('before', word_before(text, row['cue_start']))]
    else:
        found.append(('cue_class', 'none'))
    found.append(('named' if row['speaker_name'] else 'nameless', row['speaker_kind']))
    return [*found, ('gap', gap(row))]


def gap(row):
    """How many code points stand between speaker and reporting word, in steps."""
    if row['speaker_start'] is None or row['cue_start'] is None:
        return 'no speaker' if row['speaker_start'] is None else 'no cue'
    after = row['speaker_end'] <= row['cue_start']
    size = row['cue_start'] - row['speaker_end'] if after else row['speaker_start'] - row['cue_end']
    side = 'before' if after else 'after'
    return next((f'{side}, up to {limit}' for limit in (1, 12, 40) if size <= limit), f'{side}, more')


def word_before(text, at):
    """The word before a place, as written, nothing at the beginning of a line."""
    if not at or text[at - 1] != ' ':
        return ''
    start = max(text.rfind(' ', 0, at - 1), text.rfind('\n', 0, at - 1)) + 1
    return text[start:at - 1]


def figure(row, text, parsed):
    """Kind, bound, unit, what is counted, how the number is written, length."""
    digits = any(c in '0123456789' for c in row['text'])
    thing = 'found' if row['object_text'] else 'none'
    return [('kind', row['kind']), ('bound', row['bound']), ('length', length(row)), *unparsed(row['kind'], parsed),
            ('unit', 'known' if row['unit'] else 'written' if row['unit_text'] else 'none'),
            ('object', thing if row['kind'] == 'count' else thing + ' beside a unit'), ('digits' if digits else 'words', row['kind'])]


def mention(row, text, parsed):
    """Type, form, what the identity rests on, length, the word before."""
    return [('kind', row['type']), ('before', word_before(text, row['char_start'])), ('form', row['form']), ('length', length(row)), *unparsed(row['type'], parsed),
            ('method', row['link_method'] or 'none'), ('size', str(min(4, row['text'].count(' ') + 1)))]


def date(row, text, parsed):
    """Kind, whether it has a value and of which shape, whether it is relative, length, the word before, the words."""
    edtf = row['edtf']
    return [('kind', row['kind']), ('length', length(row)), *unparsed(row['kind'], parsed), ('relative', 'yes' if row['is_relative'] else 'no'),
            ('value', 'none' if edtf is None else 'days' if row['start_date'] else 'other'),
            ('size', str(min(4, row['text'].count(' ') + 1))), ('before', word_before(text, row['char_start'])), ('text', row['text'])]
