"""Slack's markup becomes the HTML that Slack would show, and nothing else."""

from typing import Any

import pytest

from bot.playground.render import Renderer
from bot.playground.rich_text import rich_text

NAMES = {"@U0ANALYST": "Ana Larch", "#C0GENERAL": "general"}


@pytest.fixture
def renderer() -> Renderer:
    """A renderer that knows one person and one channel."""
    return Renderer(lambda sign, thing: NAMES.get(sign + thing, ""))


def anchor(address: str, label: str) -> str:
    """Return a link as the page writes it."""
    return f'<a href="{address}" rel="noopener noreferrer nofollow" target="_blank">{label}</a>'


MRKDWN = {
    "*bold*": "<strong>bold</strong>",
    "_italic_": "<em>italic</em>",
    "~gone~": "<s>gone</s>",
    "*_both_*": "<strong><em>both</em></strong>",
    "(*bold*), it": "(<strong>bold</strong>), it",
    "2 * 3 * 4": "2 * 3 * 4",
    "snake_case_name": "snake_case_name",
    "a*b*c": "a*b*c",
    "**": "**",
    "`*code* &lt;b&gt;`": "<code>*code* &lt;b&gt;</code>",
    "*bold `code` bold*": "<strong>bold <code>code</code> bold</strong>",
    "```\n*x*\n```": "<pre>*x*</pre>",
    "a\nb": "a<br>b",
    "&gt; said\nanswered": "<blockquote>said</blockquote>answered",
    "> said\n> twice": "<blockquote>said<br>twice</blockquote>",
    "<https://x.test/a?b=1&amp;c=2|here>": anchor("https://x.test/a?b=1&amp;c=2", "here"),
    "<https://x.test>": anchor("https://x.test", "https://x.test"),
    "see https://x.test/a.": "see " + anchor("https://x.test/a", "https://x.test/a") + ".",
    "<mailto:a@x.test|write>": anchor("mailto:a@x.test", "write"),
    "<@U0ANALYST>": '<span class="mention">@Ana Larch</span>',
    "<@U0NOBODY|somebody>": '<span class="mention">@somebody</span>',
    "<#C0GENERAL>": '<span class="mention">#general</span>',
    "<!channel>": '<span class="mention loud">@channel</span>',
    "<!subteam^S1|@analysts>": '<span class="mention loud">@analysts</span>',
    "<!date^1893456000^{date_num} at {time}|then>": "2030-01-01 at 00:00",
    "<!date^soon^{date}|then>": "then",
    "done :tada: :unheard_of: 12:30:45": "done 🎉 :unheard_of: 12:30:45",
    "fish &amp; chips": "fish &amp; chips",
}


@pytest.mark.parametrize("text", MRKDWN)
def test_mrkdwn_looks_as_in_slack(renderer: Renderer, text: str) -> None:
    """Each piece of markup becomes its element; what is none stays text."""
    assert renderer.mrkdwn(text) == MRKDWN[text]


HOSTILE = {
    "<script>alert(1)</script>": "</script>",
    "&lt;img src=x onerror=alert(1)&gt;": "<img",
    "<javascript:alert(1)|click>": "href",
    "<data:text/html,x|click>": "href",
    '<https://x.test/"onmouseover="alert(1)|x>': '"onmouseover',
    "`<b>`": "<b>",
    "```<b>x</b>```": "<b>",
    "*<b>*": "<b>",
    "\ue0000\ue001": "\ue000",
}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(renderer: Renderer, text: str) -> None:
    """No tag, attribute or script comes out of what somebody wrote."""
    assert HOSTILE[text] not in renderer.mrkdwn(text)


def test_links_are_left_alone_in_verbatim_text(renderer: Renderer) -> None:
    """`verbatim` switches off what Slack would link by itself."""
    piece = {"type": "mrkdwn", "text": "https://x.test", "verbatim": True}

    assert renderer.text(piece) == "https://x.test"


def test_plain_text_knows_emoji_and_lines_only(renderer: Renderer) -> None:
    """Stars stay stars."""
    piece = {"type": "plain_text", "text": "*a* <b>\n:tada:"}

    assert renderer.text(piece) == "*a* &lt;b&gt;<br>🎉"


def test_plain_text_without_emoji_keeps_its_colons(renderer: Renderer) -> None:
    """`emoji: false` is honoured."""
    assert renderer.text({"type": "plain_text", "text": ":tada:", "emoji": False}) == ":tada:"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**a**", "<p><strong>a</strong></p>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
    ],
)
def test_markdown_is_rendered_without_raw_html(renderer: Renderer, text: str, shown: str) -> None:
    """Styles work; tags and script addresses stay text."""
    assert renderer.markdown(text) == shown


def test_rich_text_is_rendered(renderer: Renderer) -> None:
    """Lists, styles, links, mentions and quotes."""
    leaves: list[dict[str, Any]] = [
        {"type": "text", "text": "a<b", "style": {"bold": True}},
        {"type": "user", "user_id": "U0ANALYST"},
        {"type": "link", "url": "https://x.test", "text": "x"},
        {"type": "emoji", "name": "tada"},
    ]
    section = {"type": "rich_text_section", "elements": leaves}
    block = {"elements": [{"type": "rich_text_list", "style": "bullet", "elements": [section]}]}

    assert rich_text(block, renderer) == (
        '<ul><li><strong>a&lt;b</strong><span class="mention">@Ana Larch</span>'
        + anchor("https://x.test", "x")
        + "🎉</li></ul>"
    )
