"""Planted texts asked and answered over the wire: nothing that Slack is given is alive."""

from dataclasses import replace
from pathlib import Path

from knowledge.answers.service import AnswerService
from tests.fakes.bot_services import document_info
from tests.planting import ONLY_INSIDE, alive, honest_documents, injections, plant
from tests.slack.bot_world import MakeWorkspace, Serve, Start
from tests.worlds import World as Rooms

KINDS = {"slack markup", "markdown", "html", "tool call", "zero-width"}
PLANTED = [one for one in injections() if one.kind in KINDS and one.place != "question"]


def test_what_is_planted_is_posted_without_life(
    make_workspace: MakeWorkspace, serve: Serve, world: Rooms, tmp_path: Path
) -> None:
    """Asked for by its own words, each planted text comes as plain text or not at all."""
    world.publish(*honest_documents())
    report = plant(world, tmp_path / "files", PLANTED)
    start = Start(make_workspace, serve)
    for one in world.tools.documents.live():
        start.shelf.documents.held[one] = document_info(one, "community")
    answers = AnswerService(start.shelf.pack, world.retriever, world.clock)
    start.shelf.services = replace(start.shelf.services, answers=answers)
    urls = [f"https://example.org/{number}" for number, _ in enumerate(honest_documents())]
    with start.world() as running:
        asked = [running.mention(f"What of this: {one.text}") for one in PLANTED[::6]]
        running.settle()
        replies = [reply for one in asked for reply in running.replies(one)]
        for reply in replies:
            shown = [{"type": "mrkdwn", "text": reply.text}, *reply.blocks]
            assert alive(shown, urls) == []
            assert ONLY_INSIDE not in str(shown)

    assert len(replies) > len(asked) / 2
    assert len(report.added) > len(PLANTED) / 2
