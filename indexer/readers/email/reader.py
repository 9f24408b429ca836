"""E-mail messages (.eml): what their author wrote, and nobody's name or address."""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from indexer.readers.blocks import Block, build_document
from indexer.readers.email.own_text import own_text
from indexer.readers.foreign import parsing, sound
from indexer.readers.html.reader import blocks_of_fragment
from indexer.readers.origin import Origin, Reading
from indexer.readers.raw import UnreadableFile
from indexer.readers.text import paragraphs_of
from knowledge.errors import RefusedFile
from knowledge.models.documents import Kind
from knowledge.models.work import Refusal

MAX_PARTS = 500
MAX_HEADER = 2_000
"""Bytes of a header that is parsed; parsing time grows with the square of it."""

MAX_LINES = 100_000
_NAME_CHARS = 80

_HEADERS = ("from", "subject", "date", "message-id", "received", "mime-version")
_LONG = re.compile(
    rb"^(?:content-[a-z-]+|subject|date|mime-version|sensitivity|x-protective-marking):"
    rb"(?:[^\n]|\n[ \t]){%d}" % MAX_HEADER,
    re.IGNORECASE | re.MULTILINE,
)
_REPLY = re.compile(r"(?:\s*(?:re|fwd?|aw|wg|sv|tr)\s*(?:\[\d+\])?:)+\s*", re.IGNORECASE)
_LABELLED = re.compile(r"[\[(]\s*([^\])]{2,60}?)\s*[\])]|^([^:\[]{2,60}):")
_LEVEL = re.compile(r"SEC=\"?([^,;\"]{2,60})", re.IGNORECASE)
_QUOTED = (
    "blockquote, .gmail_quote, .gmail_signature, .moz-signature, .moz-cite-prefix, #Signature, "
    "#divRplyFwdMsg, #divRplyFwdMsg ~ *, #appendonsend, #appendonsend ~ *, style, script"
)


class _Body(NamedTuple):
    r"""Text of a message with `\n` as line end, and the text that its markup sets apart."""

    text: str
    apart: str = ""


def read_email(data: bytes, origin: Origin) -> Reading:
    """Read one message; its attachments are named among the refusals.

    Neither sender nor recipients are kept. Quoted messages, signatures and disclaimers are left
    out; a marking that stands in them, in the subject or in a header still counts.

    Raises:
        RefusedFile: it is no e-mail message, or its author wrote nothing in it.
    """
    if _LONG.search(data):
        raise RefusedFile(
            f"one of its headers has more than {MAX_HEADER:,} characters",
            "Save the text of the message as .txt",
        )
    with parsing("an e-mail message"):
        message = message_from_bytes(data, policy=default)
        if not any(name in message for name in _HEADERS):
            raise UnreadableFile("it is no e-mail message", "Save the message as .eml")
        attached = list(_attachments(message))
        subject, day, body = _subject(message), _day(message), _body(message)
        labels = [*_labels(message, subject), *body.apart.split("\n")]
    own = own_text(body.text)
    facts: dict[str, Any] = {
        "title": subject or origin.title,
        "date": day,
        "kind": Kind.OPINION,
    }
    blocks = (Block(paragraph) for paragraph in paragraphs_of(own.own))
    refusals = tuple(_not_read(name, origin) for name in attached)
    document = build_document(origin, blocks, facts, edges=[*labels, *own.rest])
    return (document,), refusals


def _attachments(message: EmailMessage) -> Iterator[str]:
    for number, part in enumerate(message.walk(), 1):
        if number > MAX_PARTS:
            raise RefusedFile(
                f"it has more than {MAX_PARTS} parts", "Save the text of the message as .txt"
            )
        name = part.get_filename() or ""
        is_picture = part.get_content_maintype() == "image"
        if part.is_attachment() or (name and not is_picture):
            yield " ".join(sound(name).split())[:_NAME_CHARS] or "without a name"


def _subject(message: EmailMessage) -> str:
    subject = " ".join(sound(str(message.get("subject", ""))).split())
    return _REPLY.sub("", subject, count=1) if _REPLY.match(subject) else subject


def _day(message: EmailMessage) -> str:
    moment = getattr(message.get("date"), "datetime", None)
    return f"{moment:%Y-%m-%d}" if isinstance(moment, datetime) else ""


def _labels(message: EmailMessage, subject: str) -> Iterator[str]:
    """Yield what may be a marking in the subject and in the header that governments use."""
    yield subject
    for found in _LABELLED.finditer(subject):
        yield found.group(1) or found.group(2)
    protective = sound(str(message.get("x-protective-marking", "")))
    yield protective
    yield from _LEVEL.findall(protective)
    yield sound(str(message.get("sensitivity", "")))


def _body(message: EmailMessage) -> _Body:
    """Return the plain text, or that of the HTML where there is none."""
    plain = message.get_body(preferencelist=("plain",))
    text = _lines(plain.get_content()) if plain else ""
    if text.strip():
        return _Body(text)
    page = message.get_body(preferencelist=("html",))
    return _of_html(_lines(page.get_content())) if page else _Body("")


def _lines(content: object) -> str:
    text = sound(content) if isinstance(content, str) else ""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("\xa0", " ")
    if text.count("\n") > MAX_LINES:
        raise RefusedFile(f"it has more than {MAX_LINES:,} lines", "Split it into smaller files")
    return text


def _of_html(markup: str) -> _Body:
    if not blocks_of_fragment(markup):
        return _Body("")
    page = LexborHTMLParser(markup)
    apart = [node.text(separator="\n") for node in page.css(_QUOTED)]
    for node in page.css(_QUOTED):
        node.decompose()
    blocks = blocks_of_fragment(page.html or "")
    return _Body("\n\n".join(block.text for block in blocks), "\n".join(apart))


def _not_read(name: str, origin: Origin) -> Refusal:
    reason = "this attachment is not read. Save it as a file of its own."
    return Refusal(name=f"{origin.name} attachment {name}", reason=reason)
