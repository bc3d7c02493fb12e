"""Verbs of saying behind or within what they report: *the ice is thin, she said*."""

from __future__ import annotations

from readingroom.attribution.grammar.clauses import MARKS, WHEN, last_word, reports
from readingroom.attribution.grammar.cues import Cue
from readingroom.attribution.grammar.phrases import PREPOSITION, Range, np_end, source_after, subject, time_phrase
from readingroom.attribution.grammar.sentence import QUOTE, Group, Sentence
from readingroom.attribution.rules.complements import complement, cue_of, skip_adverbs
from readingroom.attribution.rules.drafts import Draft, draft

OPENS = frozenset(["if", "when", "while", "though", "although"])
ENDS = frozenset(["who", "which", "according", "as"])


def behind(s: Sentence, g: Group) -> tuple[Draft, int] | None:
    """A verb of saying behind or within what it reports, and the token before its source.

    The rule: it takes a clause, none follows it, and a comma or dash stands before its subject.  What stands before
    that is its content; what follows too, unless somebody else is said to say it.

    >>> from readingroom.attribution.rules import examples
    >>> examples("The ice is thin, said Lee on Monday.")
    Lee | said | The ice is thin
    >>> examples("The ice, she said, is thin.")
    she | said | The ice … is thin
    >>> examples("The ice is thin, she said, adding that it would break.")
    she | said | The ice is thin
    she | adding | that it would break
    >>> examples("She would, Lee said, be late.")
    Lee | said | She would … be late
    >>> examples("The ice is thin, she went on, and nobody should walk on it.")
    she | went on | The ice is thin … and nobody should walk on it
    >>> examples("There is no other way, he argued; the road must close.")
    he | argued | There is no other way … the road must close
    >>> examples("Three things count, she said: time, money and luck.")
    she | said | Three things count … time, money and luck
    >>> examples("Lee looked forward, she said, to seeing Kim.")
    she | said | Lee looked forward … to seeing Kim
    >>> examples("The ice is thin, Kim said; Lee said it was thick.")
    Kim | said | The ice is thin
    Lee | said | it was thick
    >>> examples("In Dover, she said no more."), examples("When the rain stopped, the game went on.")
    (None, None)

    Misses: a source behind its content without a mark before it.
    """
    cue = cue_of(s, g)
    if cue is None or not cue.frames & {"c", "b"} or g.form != "finite" or g.passive:
        return None
    if complement(s, g, cue) and not (_inverted_name(s, g) or _list_behind(s, g, cue)):
        return None
    after = skip_adverbs(s, g.end + (" " in cue.word))
    inverts = s.low(g.start - 1) == "," and cue.takes("c") and not cue.takes("h")
    inverted = source_after(s, after) if inverts else None
    who = inverted or subject(s, g)
    comma = (min(g.start, who[0]) - 1) if who else -1
    if who is None or (who[0] > g.start and not inverted) or comma < 1 or s.low(comma) not in MARKS:
        return None
    rest = _rest(s, who[1] if inverted else after, cue)
    pieces = around(s, comma, rest) if rest >= 0 else []
    if not pieces or not (cue.takes("c") or _whole(s, comma, pieces)):
        return None
    what = "what stands around it" if len(pieces) > 1 else "what stands before it"
    return draft(s, who, (g.start, g.end + (" " in cue.word)), pieces, cue.word, what, "clause"), comma


def _whole(s: Sentence, comma: int, pieces: list[Range]) -> bool:
    """Whether a clause stands around a verb that may do without: not *In spring, the rain continued, and …*."""
    if _opened(s) or s.low(0) in WHEN:
        return False
    finite = any(o.form == "finite" and o.end <= comma for o in s.groups)
    return finite or (len(pieces) > 1 and s.pos(pieces[1][0]) != "CJC")


def _list_behind(s: Sentence, g: Group, cue: Cue) -> bool:
    """*Three things count, she said: …*: what stands behind the colon unfolds a clause before the verb."""
    before = [o for o in s.groups if o.form == "finite" and o.end < g.start]
    return s.low(skip_adverbs(s, g.end)) == ":" and bool(before) and not _opened(s)


def _inverted_name(s: Sentence, g: Group) -> bool:
    """*, reported Reuters.*: a name alone between a verb behind a comma and the sentence's end is no object."""
    return s.low(g.start - 1) == "," and np_end(s, g.end) >= last_word(s) > g.end and s.toks[g.end].upper


def around(s: Sentence, comma: int, rest: int) -> list[Range]:
    """The content around *, she said,*: what stands before the comma, and what goes on at `rest` (0: nothing).

    What somebody else is said to say there is not part of it: *Kim said; Lee said it was thick*.
    """
    start = _dateline(s)
    finite = [o for o in s.groups if o.form == "finite" and start <= o.start and o.end <= comma]
    if not rest or reports(s, rest):
        return [(start, comma)] if finite else []
    return [(start, comma), (rest, _until_further(s, rest))]


def _until_further(s: Sentence, rest: int) -> int:
    """The rest ends before the speaker's next verb of saying: *The ice, she said, is thin, adding that …*."""
    for j in range(rest, last_word(s)):
        g = s.group_at.get(j + 1)
        if s.low(j) == "," and g and g.form == "ing" and (cue := cue_of(s, g)) and cue.takes("c") and cue.takes("q"):
            return j
    return last_word(s)


def _opened(s: Sentence) -> bool:
    return s.pos(0) == "CJS" or s.low(0) in OPENS


def _rest(s: Sentence, i: int, cue: Cue) -> int:
    """Where the sentence goes on behind *, she told them on Monday,*; 0: nowhere; -1: the verb has an object."""
    j = np_end(s, i) if cue.takes("h") and s.pos(i) not in PREPOSITION else i
    while (k := _adverbial(s, j)) > j:
        j = k
    if j >= last_word(s) or s.low(j) in ("who", "that", "whose", "whom", "("):
        return 0
    if s.low(j) not in MARKS | {")", ":", ";"} and s.pos(j) != QUOTE:
        return -1
    g = s.group_at.get(j + 1)
    ended = (g and g.form == "ing" and s.low(j) in MARKS) or s.pos(j) == QUOTE or s.low(j + 1) in ENDS
    return 0 if ended else j + 1


def _adverbial(s: Sentence, i: int) -> int:
    """Where an adverbial that begins at i ends; i where there is none."""
    j = skip_adverbs(s, i)
    k = time_phrase(s, j)
    if k > j:
        return k
    if s.pos(j) in PREPOSITION and np_end(s, j + 1) > j + 1:
        return np_end(s, j + 1)
    if s.pos(j) in PREPOSITION or s.low(j) in ("while", "when", "after", "before", "as"):
        return next((k for k in range(j + 1, last_word(s)) if s.low(k) == ","), last_word(s))
    return j


def _dateline(s: Sentence) -> int:
    """Where a sentence begins behind its dateline: *DOVER, May 2 (Wire) –*; 0 where there is none."""
    for k in range(1, min(14, len(s))):
        if k in s.group_at:
            return 0
        capitals = s.text[s.toks[0].start : s.toks[0].end].isupper()
        if s.low(k) in MARKS - {","} and s.toks[0].upper and (s.low(k - 1) == ")" or capitals):
            return k + 1
    return 0
