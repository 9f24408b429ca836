"""Refuses blocks and views that Slack would refuse, with Slack's codes and lines."""

from collections import Counter
from collections.abc import Iterator

from bot.playground.beginnings import check_beginnings
from bot.playground.block_limits import (
    MARKDOWN_CHARACTERS,
    MESSAGE_BLOCKS,
    MESSAGE_CHARACTERS,
    VIEW_BLOCKS,
)
from bot.playground.block_rules import Findings, Many, OneOf
from bot.playground.block_shapes import HOME, MODAL, SURFACES, TABLES
from bot.playground.errors import SlackRefusal
from bot.playground.records import Json


def check_message_blocks(blocks: list[Json]) -> None:
    """Check the blocks of a message.

    Raises:
        SlackRefusal: `invalid_blocks` or `msg_blocks_too_long`.
    """
    findings = Findings(TABLES)
    Many(OneOf(SURFACES["message"]), MESSAGE_BLOCKS, low=0).check(blocks, "/blocks", findings)
    if findings.characters > MESSAGE_CHARACTERS:
        raise SlackRefusal("msg_blocks_too_long")
    markdown = [len(str(one.get("text", ""))) for one in blocks if one.get("type") == "markdown"]
    if sum(markdown) > MARKDOWN_CHARACTERS:
        complaint = f"markdown blocks exceed {MARKDOWN_CHARACTERS} characters in total"
        findings.complain(complaint, "/blocks")
    _check_ids(findings, "/blocks")
    if not findings.complaints:
        check_beginnings(blocks, "/blocks", findings)
    if findings.complaints:
        raise SlackRefusal("invalid_blocks", findings.complaints)


def check_view(view: Json) -> None:
    """Check a modal or a Home tab.

    Raises:
        SlackRefusal: `invalid_arguments`, with a line for each complaint.
    """
    kind = view.get("type")
    findings = Findings(TABLES)
    if kind not in ("modal", "home"):
        raise SlackRefusal("invalid_arguments", ["[ERROR] unsupported type [json-pointer:/view]"])
    (MODAL if kind == "modal" else HOME).check(view, "/view", findings)
    blocks = view.get("blocks", [])
    Many(OneOf(SURFACES[kind]), VIEW_BLOCKS, low=0).check(blocks, "/view/blocks", findings)
    _check_ids(findings, "/view")
    if kind == "modal" and "submit" not in view and _has_input(blocks):
        findings.complain("`submit` must be set when an `input` block is present", "/view/submit")
    if not findings.complaints:
        check_beginnings(blocks, "/view/blocks", findings)
    if findings.complaints:
        raise SlackRefusal("invalid_arguments", findings.complaints)


def _has_input(blocks: object) -> bool:
    if not isinstance(blocks, list):
        return False
    return any(isinstance(one, dict) and one.get("type") == "input" for one in blocks)


def _check_ids(findings: Findings, pointer: str) -> None:
    # An action id may stand in several blocks, as in a list with a button a row; not twice in one.
    for (_, value), times in Counter(findings.action_ids).items():
        if times > 1:
            findings.complain(f"`action_id` {value} already exists", pointer)
    for value, times in Counter(findings.block_ids).items():
        if times > 1:
            findings.complain(f"`block_id` {value} already exists", pointer)


def with_ids(blocks: list[Json]) -> list[Json]:
    """Return the blocks with the ids that Slack adds where an app left them out."""
    named = []
    for place, block in enumerate(blocks):
        copy = {"block_id": f"b{place}", **block}
        for key in ("elements", "accessory", "element"):
            if key in copy and copy["type"] != "rich_text":
                copy[key] = _with_action_ids(copy[key], f"a{place}")
        named.append(copy)
    return named


def _with_action_ids(part: object, stem: str) -> object:
    if isinstance(part, list):
        return [_with_action_ids(one, f"{stem}_{place}") for place, one in enumerate(part)]
    if isinstance(part, dict) and part.get("type") in ACTIVE:
        return {"action_id": stem, **part}
    return part


ACTIVE = frozenset(name for name, shape in TABLES.items() if "action_id" in shape.fields)


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each interactive element with the block that holds it, in order."""
    for block in blocks:
        held = [block.get("accessory"), block.get("element"), *(block.get("elements") or [])]
        for element in held:
            if isinstance(element, dict) and element.get("type") in ACTIVE:
                yield block, element
