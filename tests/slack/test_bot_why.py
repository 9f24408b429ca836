"""“Why this answer?” over the wire: to each viewer what they may read today."""

from collections.abc import Iterator

import pytest

from knowledge.models.answers import Answer, AnswerState
from tests.fakes.answers import cited_answer
from tests.slack.bot_world import MakeWorkspace, Serve, Start, World
from tests.slack.why_world import (
    ASKER,
    CURATOR,
    GUEST,
    SCOPES,
    answered,
    explained,
    filled,
    open_why,
    record,
    said,
)


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    start = Start(make_workspace, serve)
    filled(start.shelf)
    with start.world(private_channels=True) as running:
        yield running


def test_an_answer_is_explained_in_plain_words(world: World) -> None:
    """Decision, passages, scores, index, model, dates."""
    words = said(open_why(world, answered(world)))

    for part in (
        "a sureness of 0.70, and I answer from 0.40",
        "How these limits were found: a test.",
        "a question that a fact answers",
        "*Passage 1:* Title of docs/a.md › Results",
        "Quoted as [1].",
        "“Trials ended in May.”",
        "Overall 0.70",
        "*Passage 2:* Title of docs/b.md › Results",
        "Not quoted.",
        "“Words of docs/b.md.”",
        "Index: version v1, built 2 Mar 2026, 09:00 UTC.",
        "Model that compares texts: a model.",
        "Answered 2 Mar 2026, 09:00 UTC.",
        "No language model wrote it",
    ):
        assert part in words, part


@pytest.mark.parametrize(
    ("who", "readable"),
    [
        (ASKER, {"docs/a.md", "docs/b.md"}),
        (CURATOR, set(SCOPES)),
        (GUEST, {"docs/b.md"}),
    ],
)
def test_each_viewer_sees_what_they_may_read_today(
    world: World, who: str, readable: set[str]
) -> None:
    """Of the rest neither a title, nor a word, nor that it is there."""
    words = said(open_why(world, answered(world), who))

    assert {one for one in SCOPES if one in words} == readable
    assert words.count("Overall 0.") == len(readable)
    assert f"*Passage {len(readable) + 1}:*" not in words


def test_what_was_withdrawn_is_no_longer_listed(world: World) -> None:
    """Quoted or not; the answer's post is edited for what it quoted alone."""
    reply = answered(world)
    world.bot.corrections.stop()
    world.shelf.documents.withdraw("docs/b.md")
    world.shelf.quotes.take_back("docs/b.md")
    unquoted = world.shelf.quotes.due()
    words = said(open_why(world, reply))

    assert unquoted == ()
    assert "docs/b.md" not in words
    assert "docs/a.md" in words


def test_what_is_withdrawn_while_an_answer_is_made_is_not_noted(world: World) -> None:
    """The log loses it before anybody can look."""

    def answer(_question: str, _audience: object) -> Answer:
        world.shelf.documents.withdraw("docs/b.md")
        return explained()

    world.shelf.answers.reply = answer
    answered(world)
    (logged,) = world.shelf.answer_log.answers.values()

    assert [one.document_id for one in logged.considered] == ["docs/a.md", "docs/c.md"]


def test_an_answer_that_was_purged_says_so(world: World) -> None:
    """Its record may still be there."""
    reply = answered(world)
    world.shelf.answer_log.answers.clear()

    assert "no longer hold this answer" in said(open_why(world, reply))


def test_an_answer_of_an_earlier_version_is_explained_as_far_as_it_goes(world: World) -> None:
    """Its menu carries a key alone, and nothing that was looked at was noted."""
    world.shelf.answers.reply = lambda _question, _audience: cited_answer()
    reply = answered(world)
    world.shelf.records.made.clear()
    (key,) = world.shelf.answer_log.answers
    controls = reply.blocks[-1]["elements"]
    controls[-1]["options"][0]["value"] = f"about|{key}"
    words = said(open_why(world, reply))

    assert "sureness of 0.70" in words
    assert "There is no passage to list." in words
    assert "Answered" not in words


def test_a_question_that_was_routed_was_not_searched(world: World) -> None:
    """That is said, and no scores are invented."""
    routed = Answer(state=AnswerState.ROUTED, message="Ask them.", route="legal_advice")
    world.shelf.answers.reply = lambda _question, _audience: routed
    words = said(open_why(world, answered(world)))

    assert "searched nothing" in words
    assert "Passage" not in words
    assert (record(world).state, record(world).route) == (AnswerState.ROUTED, "legal_advice")
