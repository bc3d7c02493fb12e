"""Receipts: what was asked of which texts, as one short string by which it is asked again on another machine."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from importlib.metadata import version
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from readingroom.text.article import Article
from readingroom.text.index import index_of
from readingroom.text.results import Result

FORM = "rr1"
NAMED = 12  # articles named one by one; more have one fingerprint together
TEXTS = ("texts", "target", "reference")
MOST = 1 << 16  # characters of a receipt, and sixteen times as many of what it says
P = ParamSpec("P")
R = TypeVar("R", bound=Result[Any])


class ReceiptProblem(ValueError):
    """One sentence that says why a receipt cannot be opened, and what to do."""


@dataclass(frozen=True)
class Receipt:
    """A function's name, its settings, and by parameter the texts as (id, fingerprint), with the version that asked."""

    ask: str
    settings: dict[str, Any]
    texts: dict[str, list[tuple[str, str]]]
    version: str


def receipted(ask: Callable[P, R]) -> Callable[P, R]:
    """Have each result of a function write its receipt."""
    parameters = signature(ask)

    @wraps(ask)
    def asked(*args: P.args, **settings: P.kwargs) -> R:
        bound = parameters.bind(*args, **settings)
        for name in TEXTS:
            if not isinstance(bound.arguments.get(name, ""), str):
                bound.arguments[name] = index_of(bound.arguments[name])  # what can be gone through once is kept
        result = ask(*bound.args, **bound.kwargs)
        result.written = lambda: write(ask.__name__, bound.arguments)
        return result

    return asked


def write(ask: str, arguments: dict[str, Any]) -> str:
    """A receipt for a call."""
    texts = {name: named(index_of(value).articles) for name, value in arguments.items() if _is_texts(name, value)}
    settings = {name: value for name, value in arguments.items() if name not in texts}
    said = json.dumps([ask, settings, texts, version("readingroom")], ensure_ascii=False, default=list)
    packed = zlib.compress(said.encode("utf-8", "surrogatepass"), 9)
    return f"{FORM}.{base64.urlsafe_b64encode(packed + zlib.crc32(packed).to_bytes(4, 'big')).decode().rstrip('=')}"


def read(receipt: str) -> Receipt:
    """What a receipt says."""
    form, _, body = "".join(receipt.split()).partition(".")
    if form != FORM:
        newer = form.startswith("rr") and form[2:].isdigit()
        how = "It was written by a newer Reading Room; update this one." if newer else f"One begins with “{FORM}.”."
        raise ReceiptProblem(f"“{receipt[:20]}” is no receipt that can be opened here. {how}")
    try:
        packed = base64.urlsafe_b64decode(body[:MOST] + "=" * (-len(body) % 4))
        if zlib.crc32(packed[:-4]).to_bytes(4, "big") != packed[-4:]:
            raise ValueError
        said = zlib.decompressobj().decompress(packed[:-4], 16 * MOST).decode("utf-8", "surrogatepass")
        ask, settings, texts, made = json.loads(said)
        found = {name: [(str(id), str(print_)) for id, print_ in rows] for name, rows in dict(texts).items()}
        return Receipt(str(ask), dict(settings), found, str(made))
    except (ValueError, TypeError, binascii.Error, zlib.error, RecursionError):
        raise ReceiptProblem("This receipt is cut or changed; copy it whole, from “rr1.” to its last letter.") from None


def fingerprint(text: str) -> str:
    """Twelve letters that are a text's own."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def named(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """The texts by id and fingerprint; many by their number and one fingerprint of all."""
    prints = [fingerprint(article.text) for article in articles]
    if len(prints) > NAMED:
        return [(f"{len(prints)} articles", fingerprint(" ".join(prints)))]
    return [(article.id, found) for article, found in zip(articles, prints, strict=True)]


def _is_texts(name: str, value: Any) -> bool:
    return name in TEXTS and not isinstance(value, str)
