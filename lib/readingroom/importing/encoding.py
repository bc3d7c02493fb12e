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
    """The text of some bytes, and the encoding's name: what a mark or the page says, else UTF-8, Windows-1252.

    >>> decode("a.txt", "naïve".encode("cp1252"))
    ('naïve', 'Windows-1252')
    """
    marked = next(((codec, called) for mark, codec, called in BOMS if data.startswith(mark)), None)
    if not marked and b"\x00" in data:
        raise not_text(name)
    said = (declared, declared.upper().replace("WINDOWS", "Windows")) if DECLARED.fullmatch(declared) else ("", "")
    for codec, called in [marked] if marked else [said, ("utf-8", "UTF-8"), ("cp1252", "Windows-1252")]:
        try:
            text = data.decode(codec) if codec else ""
        except (UnicodeError, LookupError):
            continue
        if text and not (codec == "cp1252" and _unlikely(text)):
            return text, called
    raise ImportProblem(f"“{name}” is in none of the encodings UTF-8, UTF-16 and Windows-1252; save it again as UTF-8.")


def not_text(name: str) -> ImportProblem:
    """What is said of a file that is no text."""
    return ImportProblem(f"“{name}” is not a text; give {named()}.")


def _unlikely(text: str) -> bool:
    """Whether so many letters have accents, side by side, that another encoding was meant."""
    runs = sum(len(run) for run in re.findall("[\x80-\xff]{3,}", text))
    return runs > len(text) // 5
