"""Which encoding some bytes are in: what a mark or the page says, else by trying."""

from __future__ import annotations

import codecs
import re

from readingroom.importing.formats import named
from readingroom.importing.problem import ImportProblem

DECLARED = re.compile(
    r"utf-8|windows-125\d|iso-8859-[2-9]\d?|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr)"
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def decode(name: str, data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of some bytes, and the encoding's name: what a mark or the page says, else UTF-8, UTF-16, Windows-1252.

    >>> decode("a.txt", "naïve".encode("cp1252"))
    ('naïve', 'Windows-1252')
    """
    for mark, codec, called in BOMS:
        if data.startswith(mark):
            return _tried(name, data, codec), called
    if b"\x00" in data:
        return _tried(name, data, _byte_order(name, data)), "UTF-16"
    said = (declared, declared.upper().replace("WINDOWS", "Windows")) if DECLARED.fullmatch(declared) else ("", "")
    for codec, called in (said, ("utf-8", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            text = data.decode(codec) if codec else ""
        except (UnicodeError, LookupError):
            continue
        if text and not (codec == "cp1252" and _unlikely(text)):
            return text, called
    raise _unknown(name)


def not_text(name: str) -> ImportProblem:
    """What is said of a file that is no text."""
    return ImportProblem(f"“{name}” is not a text; give {named()}.")


def _tried(name: str, data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeError:
        raise _unknown(name) from None


def _byte_order(name: str, data: bytes) -> str:
    """UTF-16 without a mark: in most languages every other byte of the beginning is a nought."""
    even, odd = data[:2000:2].count(0), data[1:2000:2].count(0)
    half = len(data[:2000]) // 2
    if len(data) % 2 or max(even, odd) < half // 2 or min(even, odd) > half // 10:
        raise not_text(name)
    return "utf-16-le" if odd > even else "utf-16-be"


def _unlikely(text: str) -> bool:
    """Whether so many letters have accents, side by side, that another encoding was meant."""
    runs = sum(len(run) for run in re.findall("[\x80-\xff]{3,}", text))
    return runs > len(text) // 5


def _unknown(name: str) -> ImportProblem:
    return ImportProblem(
        f"“{name}” is in none of the encodings UTF-8, UTF-16 and Windows-1252; save it again as UTF-8."
    )
