"""Markdown to a document, with the facts that its front matter states."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from indexer.readers.blocks import Block, build_document, table_rows
from indexer.readers.front_matter import info_fields, split_front_matter
from indexer.readers.html.reader import blocks_of_fragment
from indexer.readers.origin import Origin, Reading
from indexer.readers.raw import decode

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)


def read_markdown(data: bytes, origin: Origin) -> Reading:
    """Read one Markdown file.

    Raises:
        RefusedFile: it is no UTF-8, its front matter is malformed or it holds no text.
    """
    values, body = split_front_matter(decode(data))
    blocks = markdown_blocks(body)
    return (build_document(origin, blocks, info_fields(values)),), ()


def markdown_blocks(text: str) -> Iterator[Block]:
    """Yield headings and paragraphs without markup; link text stays, comments do not.

    The items of a list are lines of one paragraph. Bullets are left out, so that an item can be
    quoted as a sentence; numbers stay, because steps are referred to by them.
    """
    tokens = _PARSER.parse(text)
    at = 0
    while at < len(tokens):
        end = _end_of(tokens, at)
        yield from _blocks(tokens[at:end])
        at = end


def _end_of(tokens: Sequence[Token], at: int) -> int:
    """Return where the outermost element that begins at `at` ends; quotes are opened up."""
    token = tokens[at]
    if token.nesting < 1 or token.type in {"blockquote_open", "footnote_block_open"}:
        return at + 1
    depth = 0
    for end in range(at, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            return end + 1
    return len(tokens)


def _blocks(element: Sequence[Token]) -> Iterator[Block]:
    first = element[0]
    if first.type == "heading_open":
        # A heading inside a quote or a list does not divide the document.
        yield Block(_text(element), int(first.tag[1:]) if first.level == 0 else 0)
    elif first.type == "table_open":
        yield Block(_table(element))
    elif first.type in {"bullet_list_open", "ordered_list_open"}:
        yield Block("\n".join(_items(element)))
    elif first.type == "html_block":
        yield from blocks_of_fragment(first.content)
    elif first.type == "footnote_block_open":
        yield Block("Notes", 1)
    else:
        yield Block(_text(element))


def _text(element: Sequence[Token]) -> str:
    return "\n".join(line for token in element if (line := _own_text(token)))


def _own_text(token: Token) -> str:
    if token.type in {"fence", "code_block"}:
        return token.content.rstrip()
    if token.type != "inline":
        return ""
    text = "".join(_inline(child) for child in token.children or ())
    return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))


def _inline(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak" or _is_line_break(token):
        return "\n"
    return token.content if token.type in {"text", "code_inline", "image"} else ""


def _is_line_break(token: Token) -> bool:
    return token.type == "html_inline" and token.content.lower().startswith("<br")


def _items(element: Sequence[Token]) -> Iterator[str]:
    """Yield the lines of a list, those of the lists in it too."""
    counters: list[int | None] = []
    marker = ""
    for token in element:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            start = int(token.attrGet("start") or 1)
            counters.append(start if token.type.startswith("ordered") else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            counters.pop()
        elif token.type == "list_item_open":
            number = counters[-1]
            marker = "" if number is None else f"{number}{token.markup} "
            counters[-1] = None if number is None else number + 1
        elif text := _own_text(token):
            yield marker + text
            marker = ""


def _table(element: Sequence[Token]) -> str:
    rows: list[list[str]] = []
    for token in element:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_own_text(token).replace("\n", " "))
    return table_rows(rows[0], rows[1:])
