"""The bot's own pages in Slack: its Home tab and the start of a direct conversation."""

from typing import Any

from slack_sdk import WebClient

from bot.desk import Desk
from bot.mrkdwn import plain
from bot.profiles.standing import standing_of
from bot.views.findable import home_findable
from bot.views.home import greeting, home_view
from bot.views.parts import Json
from bot.views.queue import home_sections
from bot.views.waits import home_waiting


def opened(event: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Show the Home tab, or greet and suggest questions in the messages tab."""
    pack = desk.services.pack
    if event.get("tab") == "home":
        publish(event["user"], client, desk)
        return
    desk.delivery.greet(event["user"], event["channel"], greeting(pack, desk.services.leaving))
    if pack.suggested_prompts:
        prompts = [
            {"title": plain(p.title, 75), "message": plain(p.question, 300)}
            for p in pack.suggested_prompts
        ]
        # No thread_ts: with it the call succeeds and shows nothing.
        client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], prompts=prompts)


def publish(user: str, client: WebClient, desk: Desk) -> None:
    """Show somebody their Home tab as it is now."""
    services = desk.services
    waits = home_waiting(len(services.waiting.of_member(user)))
    findable = home_findable(standing_of(user, desk))
    more = [*findable, *_contributions(user, desk), *waits]
    view = home_view(services.pack, desk.index_line(), more, services.leaving)
    client.views_publish(user_id=user, view=view)


def _contributions(user: str, desk: Desk) -> list[Json]:
    offering = desk.services.offering
    is_curator = desk.roles.is_curator(user)
    waiting = len(offering.waiting()) if is_curator else None
    return home_sections(len(offering.of_member(user)), waiting)
