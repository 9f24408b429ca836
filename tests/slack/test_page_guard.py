"""The page answers this computer and its own forms only, and keeps people to their rights."""

from collections.abc import Iterator

import httpx
import pytest

from bot.playground.composer import as_wire
from bot.playground.sample_community import sample_channels, sample_people
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace


@pytest.fixture
def page(server: WorkspaceServer) -> Iterator[httpx.Client]:
    """A client that sends what a browser on this page would."""
    origin = server.page_url.rstrip("/")
    with httpx.Client(base_url=origin, headers={"Origin": origin}) as client:
        yield client


def test_a_foreign_host_name_is_refused(page: httpx.Client) -> None:
    """DNS rebinding brings a browser here under another name."""
    assert page.get("/", headers={"Host": "evil.test"}).status_code == 403


def test_a_foreign_origin_is_refused(page: httpx.Client) -> None:
    """Another site cannot post here, not even with the bot's token."""
    answer = page.post("/api/auth.test", headers={"Origin": "http://evil.test"})

    assert answer.status_code == 403


def test_a_form_without_an_origin_is_refused(server: WorkspaceServer) -> None:
    """Browsers always send one with a form."""
    assert httpx.post(f"{server.page_url}as/U0ANALYST/post").status_code == 403


def test_scripts_and_styles_come_from_here_only(page: httpx.Client) -> None:
    """The content security policy allows no inline script and no other host."""
    policy = page.get("/").headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_server_listens_on_this_computer_only(server: WorkspaceServer) -> None:
    """The address is a loopback one."""
    assert server._listener.getsockname()[0] == "127.0.0.1"


def test_nobody_sees_a_channel_that_is_not_theirs(page: httpx.Client) -> None:
    """A private channel is not there for others."""
    assert page.get("/as/U0ANALYST/C0HIDDEN").status_code == 404


def test_an_unknown_person_is_not_there(page: httpx.Client) -> None:
    """Neither to look nor to act."""
    assert page.get("/as/U0NOBODY").status_code == 404
    assert page.post("/as/U0NOBODY/post").status_code == 404


def test_what_cannot_be_done_is_said(page: httpx.Client) -> None:
    """A guest who posts elsewhere reads why not, once."""
    page.post("/as/U0GUEST/post", data={"channel": "C0LONELY", "text": "x"})
    texts = [page.get("/as/U0GUEST").text for _ in range(2)]

    assert ["cannot see C0LONELY" in text for text in texts] == [True, False]


@pytest.mark.parametrize("action", ["press", "submit", "message", "dance"])
def test_a_form_about_what_is_gone_is_answered_kindly(page: httpx.Client, action: str) -> None:
    """No form, however stale or invented, is a server error."""
    form = {"channel": "C0GENERAL", "ts": "1.000001", "press": "x", "view": ""}
    answer = page.post(f"/as/U0ANALYST/{action}", data=form)

    assert (answer.status_code, 'role="alert"' in page.get("/as/U0ANALYST").text) == (303, True)


def test_a_form_leads_back_to_this_page_only(page: httpx.Client) -> None:
    """An address elsewhere is not followed."""
    answer = page.post("/as/U0ANALYST/post", data={"back": "//evil.test/", "text": ""})

    assert answer.headers["location"] == "/"


def test_a_slash_command_does_not_work_in_a_thread(
    page: httpx.Client, workspace: Workspace
) -> None:
    """As in Slack, where the composer says so."""
    parent = workspace.as_person("U0ANALYST").post("C0GENERAL", "hello")
    form = {"channel": "C0GENERAL", "thread_ts": parent.ts, "text": "/ask why"}
    page.post("/as/U0ANALYST/post", data=form)

    assert "do not work in threads" in page.get("/as/U0ANALYST").text


def test_a_permalink_opens_the_thread_for_whoever_looked_last(
    page: httpx.Client, workspace: Workspace
) -> None:
    """It asks who is looking when nobody did."""
    message = workspace.as_person("U0ANALYST").post("C0GENERAL", "hello")
    path = f"/archives/C0GENERAL/p{message.ts.replace('.', '')}"
    asked = page.get(path).headers["location"]
    page.get("/as/U0CHEMIST")
    opened = page.get(path).headers["location"]

    assert (asked, opened) == (
        f"/?to=C0GENERAL%3Fthread%3D{message.ts}",
        f"/as/U0CHEMIST/C0GENERAL?thread={message.ts}",
    )


def test_looking_at_the_home_tab_again_is_not_opening_it(
    page: httpx.Client, workspace: Workspace
) -> None:
    """A page that refreshes itself tells the app nothing."""
    page.get("/as/U0ANALYST/home")
    page.get("/as/U0ANALYST/home", headers={"X-Playground-Refresh": "1"})

    assert len(workspace.delivery.log) == 1


@pytest.mark.parametrize(
    ("typed", "wire"),
    [
        ("<!channel> & co", "&lt;!channel&gt; &amp; co"),
        ("hi @Ana Larch, @chen", "hi <@U0ANALYST>, <@U0CHEMIST>"),
        ("@science guide why?", "<@U0SCIENCEGUIDE> why?"),
        ("see #general and #closed-door", "see <#C0GENERAL|general> and #closed-door"),
        ("https://x.test/a?b&c.", "<https://x.test/a?b&amp;c>."),
        ("@here now", "<!here> now"),
    ],
)
def test_what_is_typed_goes_over_the_wire_as_slack_sends_it(
    workspace: Workspace, typed: str, wire: str
) -> None:
    """Escapes first, then names, channels and addresses."""
    assert as_wire(workspace.state, typed) == wire


def test_the_sample_community_can_be_lived_in() -> None:
    """Every member of every sample channel exists, and the bot is in all but one."""
    people = {one.id for one in sample_people()} | {"U0SCIENCEGUIDE"}
    rooms = sample_channels()
    without = [one.name for one in rooms if "U0SCIENCEGUIDE" not in one.members]

    assert all(set(one.members) <= people for one in rooms)
    assert len(without) == 1
