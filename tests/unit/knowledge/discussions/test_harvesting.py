"""What is kept of what people say in a discussion."""

import pytest

from knowledge.discussions.harvesting import Harvesting, Outcome
from knowledge.models.contributions import Credit
from knowledge.models.discussions import DiscussionState, PromptState
from knowledge.models.remarks import RemarkSource, RemarkState
from tests.harvests import HOST, TALK, Evening, asked, at, edited, said, ts_of

SECOND = ts_of(17)


def test_the_three_ways_land_under_the_same_prompt(night: Evening) -> None:
    """By its number in the channel, in its thread, and with a number in its thread."""
    harvesting = Harvesting(night.books)

    harvesting.hear(said("A2 Mentors", 18))
    harvesting.hear(said("Time", 19, thread=SECOND))
    harvesting.hear(said("A2: Money", 20, thread=SECOND))

    assert night.under(2) == ["Mentors", "Time", "Money"]
    assert [one.source for one in night.all] == [
        RemarkSource.CHANNEL,
        RemarkSource.THREAD,
        RemarkSource.THREAD,
    ]


def test_a_remark_says_what_its_author_was_then(night: Evening) -> None:
    """Kind and name are noted at that moment."""
    message = said("A2 Mentors")

    (kept,) = Harvesting(night.books).hear(message, "https://talk.test/1").remarks

    assert (kept.author, kept.kind, kept.credit) == ("U0ANA", "officer", Credit.NAME)
    assert (kept.name, kept.url) == ("Ana Reed", "https://talk.test/1")
    assert (kept.said_at, kept.version, kept.by_host) == (at(18), message.ts, False)


def test_the_same_message_again_changes_nothing(night: Evening) -> None:
    """Slack delivers twice."""
    harvesting = Harvesting(night.books)
    first = harvesting.hear(said("A2 Mentors"))
    again = harvesting.hear(said("A2 Mentors"))

    assert (first.outcome, again.outcome) == (Outcome.NEW, Outcome.SAME)
    assert night.under(2) == ["Mentors"]


def test_an_edit_is_a_revision(night: Evening) -> None:
    """Its place and moment stay."""
    message = said("A2 Mentors")
    harvesting = Harvesting(night.books)
    harvesting.hear(message)

    heard = harvesting.hear(edited(message, "A2 Mentors for all", 19))

    (kept,) = night.all
    assert heard.outcome is Outcome.REVISED
    assert (kept.text, kept.revisions, kept.said_at) == ("Mentors for all", 1, at(18))


def test_an_edit_may_move_a_remark(night: Evening) -> None:
    """They noticed that they had mistyped."""
    message = said("A2 No time")
    harvesting = Harvesting(night.books)
    harvesting.hear(message)
    harvesting.hear(edited(message, "A1 No time", 19))

    assert (night.under(1), night.under(2)) == (["No time"], [])


def test_an_older_version_that_comes_late_changes_nothing(night: Evening) -> None:
    """Events come in any order."""
    message = said("A2 Mentors")
    harvesting = Harvesting(night.books)
    harvesting.hear(edited(message, "A2 Mentors for all", 19))
    harvesting.hear(message)

    assert night.under(2) == ["Mentors for all"]


def test_a_deleted_message_is_gone_and_stays_away(night: Evening) -> None:
    """Nothing of it is left but its place."""
    message = said("A2 Mentors")
    harvesting = Harvesting(night.books)
    harvesting.hear(message)

    gone = harvesting.unsay(TALK, message.ts)
    harvesting.hear(message)

    (kept,) = night.all
    assert gone.outcome is Outcome.GONE
    assert (kept.state, kept.text, kept.author, kept.name) == (RemarkState.WITHDRAWN, "", "", "")


def test_a_deletion_may_come_before_its_message(night: Evening) -> None:
    """Events come in any order."""
    harvesting = Harvesting(night.books)
    harvesting.unsay(TALK, ts_of(18))
    harvesting.hear(said("A2 Mentors"))

    assert night.under(2) == []


def test_authors_take_their_own_messages_back(night: Evening) -> None:
    """And nobody else does."""
    message = said("A2 Mentors")
    harvesting = Harvesting(night.books)
    harvesting.hear(message)

    by_ben = harvesting.unsay(TALK, message.ts, by="U0BEN").outcome
    left = night.under(2)
    by_ana = harvesting.unsay(TALK, message.ts, by="U0ANA").outcome

    assert (by_ben, left, by_ana) == (Outcome.IGNORED, ["Mentors"], Outcome.GONE)
    assert night.all[0].state is RemarkState.OPTED_OUT


def test_what_must_not_be_kept_is_not(night: Evening) -> None:
    """Neither the message nor what an edit makes of one; a later edit may mend it."""
    message = said("A2 Mentors")
    harvesting = Harvesting(night.books)
    harvesting.hear(message)

    blocked = harvesting.hear(edited(message, "A2 SECRET mentors", 19))
    left = night.under(2)
    harvesting.hear(edited(message, "A2 Better mentors", 20))

    assert (blocked.outcome, blocked.label, left) == (Outcome.BLOCKED, "SECRET", [])
    assert night.under(2) == ["Better mentors"]


def test_an_older_version_of_what_was_blocked_stays_out(night: Evening) -> None:
    """The blocked edit came first."""
    message = said("A2 Mentors")
    harvesting = Harvesting(night.books)
    harvesting.hear(edited(message, "A2 SECRET mentors", 19))
    harvesting.hear(message)

    assert night.under(2) == []


def test_what_may_hold_personal_details_waits_for_a_yes(night: Evening) -> None:
    """It does not count until then."""
    (kept,) = Harvesting(night.books).hear(said("A2 PERSONAL story")).remarks

    assert (kept.state, kept.counts) == (RemarkState.AWAITING, False)


def test_where_the_rules_say_so_nobody_is_named(night: Evening) -> None:
    """Whatever the author agreed to, also when an edit brings the rule in."""
    message = said("A2 Mentors")
    harvesting = Harvesting(night.books)
    harvesting.hear(message)
    harvesting.hear(edited(message, "A2 CHATHAM mentors", 19))

    (kept,) = night.all
    assert (kept.credit, kept.name) == (Credit.ANONYMOUS, "")


def test_one_message_may_answer_two_prompts(night: Evening) -> None:
    """It is a remark under each, of one message and one person."""
    message = said("A1 No time\nA2 Mentors")
    harvesting = Harvesting(night.books)
    harvesting.hear(message)

    assert (night.under(1), night.under(2)) == (["No time"], ["Mentors"])
    assert {one.message_ts for one in night.all} == {message.ts}


def test_all_parts_of_a_message_follow_its_edits(night: Evening) -> None:
    """One that is no longer there goes; one that is new comes."""
    message = said("A1 No time\nA2 Mentors")
    harvesting = Harvesting(night.books)
    harvesting.hear(message)
    harvesting.hear(edited(message, "A1 No time at all", 19))
    after = (night.under(1), night.under(2))
    harvesting.hear(edited(message, "A1 No time\nA2 Coaches", 20))

    assert after == (["No time at all"], [])
    assert (night.under(1), night.under(2)) == (["No time"], ["Coaches"])


def test_all_parts_of_a_deleted_message_go(night: Evening) -> None:
    """Not only the first."""
    message = said("A1 No time\nA2 Mentors")
    harvesting = Harvesting(night.books)
    harvesting.hear(message)
    harvesting.unsay(TALK, message.ts)

    assert not any(one.counts for one in night.all)


def test_what_was_heard_too_early_is_placed_once_its_prompt_is_asked(night: Evening) -> None:
    """An answer may overtake the note that its question was posted."""
    harvesting = Harvesting(night.books)
    harvesting.hear(said("A3 Pay", 27.01))
    waited = night.under(0)
    prompts = (*night.now.prompts[:2], asked(3, PromptState.OPEN, 27))
    night.change(prompts=prompts)

    assert harvesting.look_again(night.id) == 1
    assert (waited, night.under(3)) == (["A3 Pay"], ["Pay"])
    assert harvesting.look_again(night.id) == 0


def test_a_reply_to_an_answer_is_guessed_to_be_about_the_same(night: Evening) -> None:
    """It stands in no prompt's thread, so the host says."""
    harvesting = Harvesting(night.books)
    first = said("A1 No time", 18)
    harvesting.hear(first)
    harvesting.hear(said("So true", 30, "U0BEN", thread=first.ts))

    assert [(one.text, one.prompt, one.guess) for one in night.all][1] == ("So true", 0, 1)


def test_bots_take_no_part(night: Evening) -> None:
    """Other apps' messages are no answers."""
    assert Harvesting(night.books).hear(said("A2 Spam", member="U0APP")).outcome is Outcome.IGNORED
    assert night.all == ()


def test_hosts_take_part_and_are_marked(night: Evening) -> None:
    """A report may leave them out."""
    (kept,) = Harvesting(night.books).hear(said("A2 Mentors", member=HOST)).remarks

    assert kept.by_host


@pytest.mark.parametrize(
    "state", [DiscussionState.ANNOUNCED, DiscussionState.CANCELLED, DiscussionState.INDEXED]
)
def test_nothing_new_is_kept_outside_of_the_discussion(
    state: DiscussionState, night: Evening
) -> None:
    """The channel is a channel again."""
    night.change(state=state)

    assert Harvesting(night.books).hear(said("A2 Mentors")).discussion is None
    assert night.all == ()


@pytest.mark.parametrize("state", [DiscussionState.PAUSED, DiscussionState.FAILED])
def test_people_are_heard_while_the_bot_stands_still(
    state: DiscussionState, night: Evening
) -> None:
    """They talk on under the open prompt."""
    night.change(state=state, held_from="live")
    Harvesting(night.books).hear(said("A2 Mentors"))

    assert night.under(2) == ["Mentors"]


def test_what_was_said_before_the_start_is_not_kept(night: Evening) -> None:
    """Although it is heard of later."""
    Harvesting(night.books).hear(said("A1 Mentors", -5))

    assert night.all == ()


@pytest.mark.parametrize(("hours", "kept"), [(23, True), (25, False)])
def test_what_was_said_within_the_late_window_is_kept(
    hours: int, *, kept: bool, night: Evening
) -> None:
    """Even when the bot hears of it while the host curates already."""
    prompts = tuple(asked(n, PromptState.CLOSED, 10 * n) for n in (1, 2, 3))
    night.change(state=DiscussionState.CURATING, closed_at=at(55), prompts=prompts)

    Harvesting(night.books).hear(said("A2 Mentors", 55 + hours * 60))

    assert [one.late for one in night.all] == ([True] if kept else [])


def test_edits_and_deletions_count_after_publication(night: Evening) -> None:
    """Whoever publishes anew has to learn of it."""
    first, second = said("A2 Mentors", 18), said("A2 Money", 19)
    harvesting = Harvesting(night.books)
    harvesting.hear(first)
    harvesting.hear(second)
    night.change(state=DiscussionState.INDEXED, closed_at=at(55))

    revised = harvesting.hear(edited(first, "A2 Good mentors", 5000)).outcome
    gone = harvesting.unsay(TALK, second.ts).outcome

    assert (revised, gone) == (Outcome.REVISED, Outcome.GONE)
    assert night.under(2) == ["Good mentors"]
