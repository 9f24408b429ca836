"""What somebody waits for, looked for in real snapshots as they are published."""

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.adapters.sql.waiting import SqlCalls, SqlWaits
from knowledge.answers.service import AnswerService
from knowledge.models.access import Audience
from knowledge.models.answers import Answer
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.waiting import Call, Wait
from knowledge.stewardship.documents import contribution_document
from knowledge.stewardship.waiting import Waiting, WaitingStores
from tests.factories import document
from tests.worlds import World

QUESTION = "Who tends the lamps on the pier?"
MEMBER = Audience.of(full_member=True, member="U1")
INSIDE = Audience.of(full_member=True, member="U1", channels=["C1"])


@pytest.fixture
def waiting(world: World) -> Waiting:
    """Somebody may wait for what one unrelated document does not say."""
    world.publish(document("Budgets are small this year for labs.", "budget.md"))
    stores = WaitingStores(
        waits=SqlWaits(world.database),
        calls=SqlCalls(world.database),
        contributions=world.contributions,
        documents=world.tools.documents,
        clock=world.clock,
        days=90,
    )
    answers = AnswerService(load_community("coastal_ecology"), world.retriever, world.clock)
    return Waiting(stores, answers.ask, lambda _thing: False)


@pytest.fixture
def wait(waiting: Waiting) -> Wait:
    """Somebody waits."""
    begun = waiting.wait("U1", QUESTION)
    assert begun is not None
    return begun


def contents(world: World) -> str:
    """Return what tells the current snapshot from others."""
    return world.tools.snapshots.open().manifest.content


def kept_reply(world: World, text: str, scope: str = "community") -> Contribution:
    """Let a reply to the question be thanked, kept and accepted."""
    calls = SqlCalls(world.database)
    told = {"question": QUESTION, "channel": "C1", "named": True, "asked_at": world.clock.now()}
    calls.add(Call(id="c1", member="U1", **told))
    calls.thank("c1", "slack:C1/6.0")
    one = Contribution(
        id=f"{7:032x}",
        state=ContributionState.ACCEPTED,
        origin="slack:C1/6.0",
        channel="slack_message",
        title=QUESTION,
        question=QUESTION,
        text=text,
        member="U2",
        scope=scope,
        offered_at=world.clock.now(),
    )
    return world.contributions.offer(one)


def said(answer: Answer | None) -> str:
    """Return the words of an answer."""
    return " ".join(one.text for one in answer.sentences) if answer else ""


def test_a_document_that_answers_is_found_once_it_is_published(
    world: World, waiting: Waiting, wait: Wait
) -> None:
    """Whoever wrote it; each snapshot is looked through once."""
    before = waiting.answer(wait, MEMBER)
    waiting.saw(wait, contents(world))
    assert waiting.unseen(contents(world)) == ()
    world.publish(document("Wardens tend the lamps on the pier.", "lamps.md"))

    assert before is None
    assert [one.id for one in waiting.unseen(contents(world))] == [wait.id]
    assert said(waiting.answer(wait, MEMBER)) == "Wardens tend the lamps on the pier."


def test_a_kept_reply_is_told_with_the_build_that_takes_it_in(
    world: World, waiting: Waiting, wait: Wait
) -> None:
    """In words that share nothing with the question; a withdrawal takes it back at once."""
    one = kept_reply(world, "Nobody, sadly. Ask again in spring.")
    before = waiting.answer(wait, MEMBER)
    world.publish(contribution_document(one, world.contributions))
    after = waiting.answer(wait, MEMBER)
    world.tools.documents.withdraw(one.document_id)

    assert before is None
    assert said(after) == "Nobody, sadly. Ask again in spring."
    assert waiting.answer(wait, MEMBER) is None


def test_what_is_published_for_one_channel_is_noticed_and_told_in_it_alone(
    world: World, waiting: Waiting, wait: Wait
) -> None:
    """Although the version that everybody sees does not change with it."""
    shown = world.tools.snapshots.open().manifest.version
    waiting.saw(wait, contents(world))
    one = kept_reply(world, "The night crew.", "channel:C1")
    world.publish(contribution_document(one, world.contributions))

    assert world.tools.snapshots.open().manifest.version == shown
    assert waiting.unseen(contents(world))
    assert waiting.answer(wait, MEMBER) is None
    assert said(waiting.answer(wait, INSIDE)) == "The night crew."
