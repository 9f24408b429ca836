"""Windows that open at once, and are filled when their content has been looked up."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.views.parts import Json
from bot.views.sources import loading_modal

_CLOSED = "not_found"


def opened(client: WebClient, trigger_id: str, title: str, *, on_top: bool = False) -> str:
    """Open a window that says that something is being looked up, and return its id.

    Args:
        client: Slack's.
        trigger_id: of the press.
        title: of the window.
        on_top: whether a window is open in which the press was.
    """
    # A trigger lives for three seconds, and looking things up may take longer.
    show = client.views_push if on_top else client.views_open
    window = show(trigger_id=trigger_id, view=loading_modal(title))
    view: Json = window["view"]
    return str(view["id"])


def filled(client: WebClient, view_id: str, view: Json) -> None:
    """Show something in a window; whoever has closed it meanwhile needs no answer."""
    try:
        client.views_update(view_id=view_id, view=view)
    except SlackApiError as error:
        if error.response.get("error") != _CLOSED:
            raise
