"""Slack's blocks and elements as data: fields, lengths, counts, and where each may stand."""

from bot.playground.block_rules import Flag, Free, Many, Rule, Shape, String, Text, Whole

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_CHARACTERS = 13_200
MARKDOWN_CHARACTERS = 12_000
MESSAGE_TEXT = 40_000

ACTION_ID = String(255, low=1)
BLOCK_ID = String(255, low=1)
URL = String(3000, low=1)
STYLE = String(choices=("primary", "danger"))
PEOPLE = Many(String(255), 100)

CONFIRM = Shape(
    {
        "title": Text(100, plain=True),
        "text": Text(300),
        "confirm": Text(30, plain=True),
        "deny": Text(30, plain=True),
        "style": STYLE,
    },
    required=("title", "text", "confirm", "deny"),
)


def _option(text: Rule, value: int = 150) -> Shape:
    fields: dict[str, Rule] = {"text": text, "value": String(value), "url": URL}
    fields["description"] = Text(75)
    return Shape(fields, required=("text", "value"))


PLAIN_OPTION = _option(Text(75, plain=True))
ANY_OPTION = _option(Text(75))
OPTION_GROUP = Shape(
    {"label": Text(75, plain=True), "options": Many(PLAIN_OPTION, 100)},
    required=("label", "options"),
)
FEEDBACK = Shape(
    {
        "text": Text(75, plain=True),
        "value": String(2000),
        "accessibility_label": String(75),
    },
    required=("text", "value"),
)
DISPATCH = Shape({"trigger_actions_on": Many(String(255), 2)})
FILTER = Shape(
    {
        "include": Many(String(choices=("im", "mpim", "private", "public")), 4),
        "exclude_external_shared_channels": Flag(),
        "exclude_bot_users": Flag(),
    }
)

_INPUT: dict[str, Rule] = {
    "action_id": ACTION_ID,
    "placeholder": Text(150, plain=True),
    "focus_on_load": Flag(),
    "confirm": CONFIRM,
}
_TYPED: dict[str, Rule] = {
    **_INPUT,
    "initial_value": String(3000),
    "dispatch_action_config": DISPATCH,
}
_SELECT: dict[str, Rule] = {
    **_INPUT,
    "options": Many(PLAIN_OPTION, 100),
    "option_groups": Many(OPTION_GROUP, 100),
}
_SEVERAL: dict[str, Rule] = {"max_selected_items": Whole(1, 100)}
_EITHER = ("options", "option_groups")


def _input(**more: Rule) -> Shape:
    return Shape({**_INPUT, **more})


ELEMENTS: dict[str, Shape] = {
    "button": Shape(
        {
            "action_id": ACTION_ID,
            "text": Text(75, plain=True),
            "url": URL,
            "value": String(2000),
            "style": STYLE,
            "confirm": CONFIRM,
            "accessibility_label": String(75),
        },
        required=("text",),
    ),
    "overflow": Shape(
        {"action_id": ACTION_ID, "options": Many(PLAIN_OPTION, 5, low=2), "confirm": CONFIRM},
        required=("options",),
    ),
    "static_select": Shape(
        {**_SELECT, "initial_option": PLAIN_OPTION}, any_of=_EITHER, exclusive=True
    ),
    "multi_static_select": Shape(
        {**_SELECT, **_SEVERAL, "initial_options": Many(PLAIN_OPTION, 100)},
        any_of=_EITHER,
        exclusive=True,
    ),
    "users_select": _input(initial_user=String(255)),
    "multi_users_select": _input(initial_users=PEOPLE, **_SEVERAL),
    "conversations_select": _input(
        initial_conversation=String(255),
        default_to_current_conversation=Flag(),
        response_url_enabled=Flag(),
        filter=FILTER,
    ),
    "multi_conversations_select": _input(
        initial_conversations=PEOPLE,
        default_to_current_conversation=Flag(),
        filter=FILTER,
        **_SEVERAL,
    ),
    "channels_select": _input(initial_channel=String(255), response_url_enabled=Flag()),
    "multi_channels_select": _input(initial_channels=PEOPLE, **_SEVERAL),
    "datepicker": _input(initial_date=String(10)),
    "timepicker": _input(initial_time=String(5), timezone=String(100)),
    "datetimepicker": Shape(
        {
            "action_id": ACTION_ID,
            "initial_date_time": Whole(),
            "focus_on_load": Flag(),
            "confirm": CONFIRM,
        }
    ),
    "checkboxes": Shape(
        {
            "action_id": ACTION_ID,
            "options": Many(ANY_OPTION, 10),
            "initial_options": Many(ANY_OPTION, 10),
            "confirm": CONFIRM,
            "focus_on_load": Flag(),
        },
        required=("options",),
    ),
    "radio_buttons": Shape(
        {
            "action_id": ACTION_ID,
            "options": Many(ANY_OPTION, 10),
            "initial_option": ANY_OPTION,
            "confirm": CONFIRM,
            "focus_on_load": Flag(),
        },
        required=("options",),
    ),
    "plain_text_input": Shape(
        {
            **{name: rule for name, rule in _TYPED.items() if name != "confirm"},
            "multiline": Flag(),
            "min_length": Whole(0, 3000),
            "max_length": Whole(1, 3000),
        }
    ),
    "email_text_input": Shape(_TYPED),
    "url_text_input": Shape(_TYPED),
    "number_input": Shape(
        {
            **_TYPED,
            "is_decimal_allowed": Flag(),
            "min_value": String(20),
            "max_value": String(20),
        },
        required=("is_decimal_allowed",),
    ),
    "image": Shape(
        {"image_url": URL, "slack_file": Free(), "alt_text": String(2000, low=1)},
        required=("alt_text",),
        any_of=("image_url", "slack_file"),
    ),
    "feedback_buttons": Shape(
        {"action_id": ACTION_ID, "positive_button": FEEDBACK, "negative_button": FEEDBACK},
        required=("positive_button", "negative_button"),
    ),
    "icon_button": Shape(
        {
            "action_id": ACTION_ID,
            "icon": String(choices=("trash",)),
            "text": Text(75, plain=True),
            "value": String(2000),
            "confirm": CONFIRM,
            "accessibility_label": String(75),
            "visible_to_user_ids": PEOPLE,
        },
        required=("icon", "text"),
    ),
}

CHOOSERS = (
    "static_select",
    "multi_static_select",
    "users_select",
    "multi_users_select",
    "conversations_select",
    "multi_conversations_select",
    "channels_select",
    "multi_channels_select",
    "datepicker",
    "timepicker",
    "checkboxes",
    "radio_buttons",
)
WRITTEN = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
