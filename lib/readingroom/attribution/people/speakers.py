"""Who is meant: pronouns, surnames, titles and capitals, resolved within one article."""

from __future__ import annotations

import re

from readingroom.attribution.grammar.lists import words
from readingroom.attribution.people.names import NAME, People, bare_name, is_person

PRONOUNS = {"he": "he", "him": "he", "himself": "he", "his": "he", "she": "she", "her": "she", "herself": "she"}
RELATIVE = frozenset(["who", "which", "that", "whom", "whose"])
PERSONAL = frozenset(["they", "them", "it", "we", "us", "you", "their", "its", "our", "my", "your", "themselves"])
POINTING = frozenset(["those", "these", "this", "there", "what", "everyone", "anyone", "nobody", "somebody", "someone"])
VAGUE = frozenset(["both", "each", "either", "neither", "every", "no"])
AUTHOR = frozenset(["the author", "the writer", "the commentator", "the columnist"])
TAIL = re.compile(r"(?:, | who | which | whose | that | whom |\s\(|—|–).*", re.DOTALL)
LINK = re.compile(
    r".*\b(?:by|of|with|to|from|for|and|in|on|at|about|among|is|are|was|were|against|said) |[,.;:!?“”\"(] *"
)
AFTER_HEAD = re.compile(r" (?:of|for|from|at|in|on|with|to|by|near|behind|told|after|about) ")


class Speakers:
    """Who speaks in one article, asked in the order of the text.

    >>> who = Speakers("Foreign Minister Ana Ruiz met Kim Lee, the mayor of Dover, who left. Ruiz said so. She smiled.")
    >>> who.named("Kim Lee, the mayor of Dover", 30), who.named("Ruiz", 69), who.named("She", 83)
    ('Kim Lee', 'Ana Ruiz', 'Ana Ruiz')
    >>> who.named("the minister", 90), who.named("The mayor", 90), who.named("who", 59)
    ('Ana Ruiz', 'Kim Lee', 'Kim Lee')
    >>> who.named("two officials", 90), who.named("they", 90), who.named("a spokesman for the bank", 90)
    ('two officials', 'two officials', 'a spokesman for the bank')
    """

    def __init__(self, text: str, author: str = "") -> None:
        self.text = text
        self.author = author
        self.people = People(text)
        self.person: str | None = None  # the last person who spoke
        self.spoke = -1  # and where
        self.group: str | None = None  # the last organisation or group that spoke
        self._capitals: dict[str, str | None] = {}
        self.why = ""  # how the last pronoun was understood

    def named(self, source: str, place: int, *, remember: bool = True) -> str | None:
        """The name of a source that stands at a place; it is remembered for the pronouns behind it.

        The rule: a pronoun is who opened this sentence or the one before it, if they did so after the last speaker
        spoke; else the last speaker of its kind, or else the nearest person before it; of people whose gender the
        article does not tell, only one who opened the sentence or spoke last, or the only one there is.  *Both* are the
        last two that *and* joins; a surname is the whole name it is part of; a title without a name is the nearest
        person before it with that title; a capital is its country's government.  Where the article gives no name, the
        source's own words stand for it; where it gives no words either, there is none.
        """
        self.why = ""
        found = self._found(re.sub(r"['’]s?$", "", source.strip()), place)
        if found and remember:
            if self._someone(found):
                self.person, self.spoke = found, place
            else:
                self.group = found
        return found

    def _someone(self, name: str) -> bool:
        """Whether a name or a description is one person's."""
        if self.people.known(name) or (" " not in name and name[0].isupper() and bare_name(name)):
            return True
        head = AFTER_HEAD.split(name)[0].split(" ")
        return is_person(head[-1]) and head[0] in ("the", "a", "an", "his", "her", "their", "its")

    def _found(self, source: str, place: int) -> str | None:
        low = source.lower()
        if low in PRONOUNS:
            return self._pronoun(PRONOUNS[low], place)
        if low in RELATIVE:
            return self._antecedent(place)
        if low in PERSONAL:
            return self._of_many(low)
        if low in ("both", "the two", "the pair"):
            return self.people.pair(place)
        if low in POINTING or low.split(" ")[0] in VAGUE:
            return None
        if (low in AUTHOR or low == "i") and self.author:
            return self.author
        if source in ("Q", "A"):
            return self.people.main() if source == "A" else None
        return (
            self._by_name(source, place) or self._by_title(source, place) or self._capital(source) or _described(source)
        )

    def _of_many(self, low: str) -> str | None:
        """*They* are the last group that spoke, *it* is the last body that did."""
        wanted = {"they": True, "their": True, "it": False, "its": False}.get(low)
        if self.group is None or wanted is None or _many(self.group) != wanted:
            return None
        self.why = "the last that spoke"
        return self.group

    def _capital(self, source: str) -> str | None:
        """The government a capital stands for; not where the article has a person of that name."""
        if source in self._capitals:  # the text is searched once for each
            return self._capitals[source]
        country = dict(pair.split("=") for pair in words("capital")).get(source, "").replace("·", " ")
        person = re.search(rf"\b{re.escape(source)} [A-Z]\w+, an? \w+", self.text) if country else None
        self._capitals[source] = person[0].split(",")[0] if person else country or None
        return self._capitals[source]

    def personal(self, source: str, place: int) -> bool:
        """Whether a source is a person."""
        return source.lower() in PRONOUNS or bool(self._by_name(source, place) or self._by_title(source, place))

    def _pronoun(self, gender: str, place: int) -> str | None:
        """Who *he* or *she* is, and why: of two that can be meant, the one whose gender the article tells."""
        opening = self.people.opening(place)
        opener = opening.name if opening and opening.start > self.spoke else None
        role = self.people.role_opening(place, gender)
        later = (
            (self._by_title(role[0], place) or role[0])
            if role and role[1] > max(self.spoke, opening.start if opening else -1)
            else None
        )
        near = [(later or opener, "who opened the sentence before"), (self.person, "the last who spoke")]
        for wanted in (gender, ""):
            for name, why in near:
                if name and self.people.gender(name) == wanted:
                    self.why = why
                    return name
        self.why = "the nearest before"
        return self.people.nearest(place, gender)

    def _antecedent(self, place: int) -> str | None:
        """What a relative pronoun stands for: the name, or the noun, before it."""
        before = self.text[max(0, place - 150) : place].rstrip(" ,—–-")
        near = next((person for person in self.people.before(place) if person.sure), None)
        if near and re.match(r", (?:the|an?|who)\b[^,.;]{,50}, *$", self.text[near.end : place]):
            return near.name
        names = list(NAME.finditer(before))
        if names and names[-1].end() >= len(before):
            return self._by_name(names[-1][0], place) or names[-1][0]
        return " ".join(LINK.split(before)[-1].split()[-4:]) or None

    def _by_name(self, source: str, place: int) -> str | None:
        """The person a source names: in its head, or behind a role: *a spokesman, Kim Lee*."""
        beside = re.search(rf", ({NAME.pattern})(?:,|$)", source)
        if beside and _role(AFTER_HEAD.split(TAIL.sub("", source))[0]) and " " in bare_name(beside[1]):
            return bare_name(beside[1])  # *a spokesman for the bank, Kim Lee*
        head = AFTER_HEAD.split(TAIL.sub("", source))[0]
        if " and " in head and any(bare_name(m[0]) for m in NAME.finditer(head.split(" and ")[0])):
            return None  # *Lee and Kim*
        for piece in (head, TAIL.sub("", source)) if _role(head) else (head,):
            m = next(reversed(list(NAME.finditer(piece))), None)
            name = bare_name(m[0]) if m and not piece[m.end() :].strip(" .'’s") else ""
            full = self.people.full(name, place) if name else None
            if m and name and (full or " " in name or _titled(m[0])):
                return full or name
        return None

    def _by_title(self, source: str, place: int) -> str | None:
        m = re.fullmatch(r"(?i)the (?:(?P<of>[\w.\-]+) )?(?P<title>[\w\-]+)", TAIL.sub("", source))
        if m is None:
            return None
        title, of = m["title"].lower(), (m["of"] or "").lower()
        if not is_person(title) and title.capitalize() not in words("title"):
            return None
        for person in self.people.before(place):
            if (
                person.sure
                and person.role & {title, title + "s"}
                and (not of or any(word[:4] == of[:4] for word in person.role))
            ):
                return person.name
        return None


def _role(head: str) -> bool:
    return is_person(head.split(" ")[-1].lower())


def _titled(shown: str) -> bool:
    return bool(set(shown.split()) & words("title"))


def _described(source: str) -> str | None:
    """The source's own words, the article in lower case, what stands behind a comma left out."""
    shown = TAIL.sub("", source).strip(" \n")
    head, *rest = AFTER_HEAD.split(shown, 1)
    if rest and not _role(head) and any(" " in bare_name(m[0]) for m in NAME.finditer(rest[0])):
        shown = head  # *a meeting of Ana Ruiz and Kim Lee* is not they
    body = re.search(
        rf"\b(?:agency|newspaper|broadcaster|network|magazine|website|company|channel|daily) ({NAME.pattern})$", shown
    )
    if body:
        return body[1]
    return (
        re.sub(r"^(?:The|An?|Some|Several|Two|Many|Few|One|Other|Their|His|Her|Its)\b", lambda m: m[0].lower(), shown)
        or None
    )


def _many(name: str) -> bool:
    """Whether a description is of several: *the two sides*, *Lee and Kim*, *police*."""
    head = AFTER_HEAD.split(name)[0].split(" ")[-1].lower()
    return " and " in name or head in ("police", "people") or bool(re.search(r"[^s]s$", head))
