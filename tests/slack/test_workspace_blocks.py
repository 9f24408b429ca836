"""Blocks and views that Slack would refuse are refused, with a line that says where."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.blocks import check_message_blocks, check_view
from bot.playground.errors import SlackRefusal

Block = dict[str, Any]


def plain(text: str) -> Block:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    """Return a mrkdwn text object."""
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> Block:
    """Return a section."""
    return {"type": "section", "text": mrkdwn(text), **more}


def button(number: int = 0, **more: Any) -> Block:
    """Return a button."""
    return {"type": "button", "action_id": f"b{number}", "text": plain("Go"), **more}


def actions(*held: Block) -> Block:
    """Return an actions block."""
    return {"type": "actions", "elements": list(held)}


def overflow(count: int, text: str = "Go", value: str = "v") -> Block:
    """Return an overflow menu."""
    options = [{"text": plain(text), "value": f"{value}{one}"} for one in range(count)]
    return {"type": "overflow", "action_id": "more", "options": options}


def entry(**more: Any) -> Block:
    """Return an input block."""
    element = {"type": "plain_text_input", "action_id": "typed"}
    return {"type": "input", "label": plain("Say"), "element": element, **more}


def modal(*blocks: Block, **more: Any) -> Block:
    """Return a modal."""
    return {"type": "modal", "title": plain("Title"), "blocks": list(blocks), **more}


CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("x"), "confirm": plain("Yes")}
FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "feedback",
    "positive_button": {"text": plain("Good"), "value": "good"},
    "negative_button": {"text": plain("Bad"), "value": "bad"},
}

WRONG: dict[str, tuple[list[Block], str]] = {
    "fifty-one blocks": ([{"type": "divider"}] * 51, "no more than 50 items"),
    "a section without text": ([{"type": "section"}], "missing one of: text, fields"),
    "an empty section": ([section("")], "must be more than 0 characters"),
    "a long section": ([section("x" * 3001)], "must be less than 3001 characters"),
    "eleven fields": ([{"type": "section", "fields": [mrkdwn("x")] * 11}], "no more than 10"),
    "a long field": ([{"type": "section", "fields": [mrkdwn("x" * 2001)]}], "less than 2001"),
    "a long header": ([{"type": "header", "text": plain("x" * 151)}], "less than 151"),
    "a header in mrkdwn": ([{"type": "header", "text": mrkdwn("x")}], "plain_text object"),
    "a header that is a string": ([{"type": "header", "text": "x"}], "text object"),
    "eleven context elements": ([{"type": "context", "elements": [plain("x")] * 11}], "than 10"),
    "a button in a context": ([{"type": "context", "elements": [button()]}], "unsupported type"),
    "twenty-six buttons": ([actions(*map(button, range(26)))], "no more than 25"),
    "no buttons": ([actions()], "no less than 1"),
    "a long button": ([actions(button(text=plain("x" * 76)))], "less than 76"),
    "a button in mrkdwn": ([actions(button(text=mrkdwn("x")))], "plain_text object"),
    "a long button value": ([actions(button(value="x" * 2001))], "less than 2001"),
    "an unknown button style": ([actions(button(style="warning"))], "must be one of"),
    "a long action id": ([actions(button(action_id="x" * 256))], "less than 256"),
    "one action id twice": ([actions(button(), button())], "`action_id` b0 already exists"),
    "a long block id": ([section(block_id="x" * 256)], "less than 256"),
    "one block id twice": ([section(block_id="a"), section(block_id="a")], "`block_id` a already"),
    "an overflow of one": ([actions(overflow(1))], "no less than 2"),
    "an overflow of six": ([actions(overflow(6))], "no more than 5"),
    "a long overflow option": ([actions(overflow(2, text="x" * 76))], "less than 76"),
    "a long overflow value": ([actions(overflow(2, value="x" * 150))], "less than 151"),
    "an unknown block": ([{"type": "banner"}], "unsupported type: banner"),
    "an unknown field": ([section(colour="red")], "unknown field: colour"),
    "no type": ([{}], "unsupported type: None"),
    "an incomplete confirmation": ([actions(button(confirm=CONFIRM))], "required field: deny"),
    "six context actions": (
        [{"type": "context_actions", "elements": [FEEDBACK] * 6}],
        "no more than 5",
    ),
    "a button among context actions": (
        [{"type": "context_actions", "elements": [button()]}],
        "unsupported type",
    ),
    "an image without words": (
        [{"type": "image", "image_url": "https://x.test/y.png"}],
        "alt_text",
    ),
    "a table of 101 rows": (
        [{"type": "table", "rows": [[{"type": "raw_text"}]] * 101}],
        "than 100",
    ),
    "a text that is a number": ([{"type": "section", "text": mrkdwn("x") | {"text": 3}}], "string"),
    "an input without label": ([{"type": "input", "element": entry()["element"]}], "label"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_block_beyond_slacks_limits_is_refused(what: str) -> None:
    """`invalid_blocks`, with a line about the field."""
    blocks, line = WRONG[what]

    with pytest.raises(SlackRefusal, match="invalid_blocks") as caught:
        check_message_blocks(blocks)

    assert any(line in one for one in caught.value.messages)


RIGHT: dict[str, list[Block]] = {
    "fifty blocks": [{"type": "divider"}] * 50,
    "a section at its limit": [section("x" * 3000)],
    "a section of fields": [{"type": "section", "fields": [mrkdwn("x" * 100)] * 10}],
    "a section with an overflow menu": [section(accessory=overflow(5))],
    "a header at its limit": [{"type": "header", "text": plain("x" * 150)}],
    "a context of ten": [{"type": "context", "elements": [mrkdwn("x")] * 10}],
    "twenty-five buttons": [actions(*map(button, range(25)))],
    "one action id in two blocks": [actions(button()), actions(button())],
    "a confirmed button": [actions(button(confirm={**CONFIRM, "deny": plain("No")}))],
    "a long markdown block": [{"type": "markdown", "text": "x" * 12_000}],
    "feedback": [{"type": "context_actions", "elements": [FEEDBACK]}],
    "rich text": [{"type": "rich_text", "elements": []}],
    "an input": [entry()],
}


@pytest.mark.parametrize("what", RIGHT)
def test_a_block_within_slacks_limits_is_taken(what: str) -> None:
    """What just fits passes."""
    check_message_blocks(RIGHT[what])


def test_markdown_is_counted_over_the_whole_message() -> None:
    """Two blocks that fit alone may be too much together."""
    with pytest.raises(SlackRefusal, match="invalid_blocks"):
        check_message_blocks([{"type": "markdown", "text": "x" * 6_001}] * 2)


def test_all_text_of_a_message_is_counted() -> None:
    """Five full sections are more than Slack takes at once."""
    with pytest.raises(SlackRefusal, match="msg_blocks_too_long"):
        check_message_blocks([section("x" * 3000)] * 5)


WRONG_VIEWS: dict[str, tuple[Block, str]] = {
    "a long title": (modal(title=plain("x" * 25)), "less than 25"),
    "a long submit": (modal(submit=plain("x" * 25)), "less than 25"),
    "a long close": (modal(close=plain("x" * 25)), "less than 25"),
    "long private metadata": (modal(private_metadata="x" * 3001), "less than 3001"),
    "a hundred and one blocks": (modal(*[{"type": "divider"}] * 101), "no more than 100"),
    "an input without submit": (modal(entry()), "`submit` must be set"),
    "markdown in a modal": (modal({"type": "markdown", "text": "x"}), "unsupported type"),
    "a modal without title": ({"type": "modal", "blocks": []}, "required field: title"),
    "an unknown field": (modal(colour="red"), "unknown field: colour"),
    "a Home tab with a title": ({"type": "home", "title": plain("x"), "blocks": []}, "unknown"),
    "another surface": ({"type": "sheet", "blocks": []}, "unsupported type"),
}


@pytest.mark.parametrize("what", WRONG_VIEWS)
def test_a_view_beyond_slacks_limits_is_refused(what: str) -> None:
    """`invalid_arguments`, with a line about the field."""
    view, line = WRONG_VIEWS[what]

    with pytest.raises(SlackRefusal, match="invalid_arguments") as caught:
        check_view(view)

    assert any(line in one for one in caught.value.messages)


def test_a_view_within_slacks_limits_is_taken() -> None:
    """A hundred blocks, an input and a submit button pass."""
    check_view(modal(entry(), *[{"type": "divider"}] * 99, submit=plain("Send")))


def test_a_client_reads_why_its_blocks_were_refused(client: WebClient) -> None:
    """The lines arrive in `response_metadata`."""
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0GENERAL", text="x", blocks=[{"type": "banner"}])

    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: banner [json-pointer:/blocks/0/type]"
    ]


def choice(kind: str, **more: Any) -> Block:
    """Return an input with two options."""
    options = [{"text": plain(one), "value": one} for one in ("a", "b")]
    return entry(element={"type": kind, "action_id": "chosen", "options": options, **more})


def picker(kind: str, **more: Any) -> Block:
    """Return an input without options."""
    return entry(element={"type": kind, "action_id": "picked", **more})


def option(value: str) -> Block:
    """Return an option."""
    return {"text": plain(value), "value": value}


WRONG_BEGINNINGS: dict[str, tuple[Block, str]] = {
    "another option": (choice("static_select", initial_option=option("c")), "among the options"),
    "another radio button": (choice("radio_buttons", initial_option=option("c")), "among the"),
    "one box too many": (
        choice("checkboxes", initial_options=[option("a"), option("c")]),
        "among the options",
    ),
    "too many options": (
        choice("multi_static_select", initial_options=[*map(option, "ab")], max_selected_items=1),
        "more than max_selected_items",
    ),
    "too many people": (
        picker("multi_users_select", initial_users=["U1", "U2"], max_selected_items=1),
        "more than max_selected_items",
    ),
    "a date as people write it": (picker("datepicker", initial_date="1.5.2031"), "YYYY-MM-DD"),
    "a day that is none": (picker("datepicker", initial_date="2031-02-30"), "YYYY-MM-DD"),
    "an hour that is none": (picker("timepicker", initial_time="25:00"), "HH:mm"),
}


@pytest.mark.parametrize("what", WRONG_BEGINNINGS)
def test_an_input_that_begins_with_what_nobody_could_choose_is_refused(what: str) -> None:
    """In a modal and in a message alike."""
    block, line = WRONG_BEGINNINGS[what]
    with pytest.raises(SlackRefusal, match="invalid_arguments") as in_modal:
        check_view(modal(block, submit=plain("Send")))
    with pytest.raises(SlackRefusal, match="invalid_blocks") as in_message:
        check_message_blocks([block])

    assert line in in_modal.value.messages[0]
    assert line in in_message.value.messages[0]


@pytest.mark.parametrize(
    "block",
    [
        choice("static_select", initial_option=option("b")),
        choice("checkboxes", initial_options=[*map(option, "ab")]),
        picker("multi_users_select", initial_users=["U1"], max_selected_items=1),
        picker("datepicker", initial_date="2032-02-29"),
        picker("timepicker", initial_time="23:59", timezone="Europe/London"),
    ],
)
def test_an_input_may_begin_with_what_can_be_chosen(block: Block) -> None:
    """What is among the choices passes."""
    check_view(modal(block, submit=plain("Send")))
