"""What boards and wrap-ups say."""

from knowledge.discussions.anonymity import Anonymity
from knowledge.discussions.counting import Count, Counts, count
from knowledge.discussions.harvesting import Harvesting
from knowledge.discussions.sorting import Sorting
from knowledge.discussions.voting import Voting
from knowledge.models.discussions import Options
from tests.harvests import HOST, TALK, Evening, at, said


def counts(night: Evening) -> Counts:
    """Count what is kept now."""
    return count(night.now, night.all, night.remarks.votes(night.id))


def test_nothing_is_counted_as_nothing(night: Evening) -> None:
    """Each prompt is there."""
    assert counts(night) == Counts(prompts={1: Count(), 2: Count(), 3: Count()}, whole=Count())


def test_people_are_counted_once_under_a_prompt_and_in_all(night: Evening) -> None:
    """However often they speak."""
    for minute, (text, member) in enumerate(
        (
            ("A1 No time", "U0ANA"),
            ("A1 No money", "U0ANA"),
            ("A2 Mentors", "U0ANA"),
            ("A2 mentors", "U0BEN"),
        ),
        18,
    ):
        Harvesting(night.books).hear(said(text, minute, member))

    found = counts(night)
    assert (found.prompts[1].remarks, found.prompts[1].people) == (2, 1)
    assert (found.prompts[2].remarks, found.prompts[2].people) == (2, 2)
    assert (found.prompts[2].repeated, found.whole.remarks, found.whole.people) == (1, 4, 2)
    assert found.whole.kinds == {"academic": 1, "officer": 1}


def test_votes_are_counted_once_although_a_message_has_two_parts(night: Evening) -> None:
    """Under each prompt, and once in all."""
    message = said("A1 No time\nA2 Mentors")
    Harvesting(night.books).hear(message)
    for voter, reaction in (("U0BEN", "+1"), ("U0EVE", "-1"), ("U0DAN", "thinking_face")):
        Voting(night.books).react(TALK, message.ts, voter, reaction, at(19))

    found = counts(night)
    assert (found.prompts[1].agree, found.prompts[2].agree, found.whole.agree) == (1, 1, 1)
    assert (found.whole.voters, found.whole.disagree, found.whole.unsure) == (3, 1, 1)


def test_without_the_option_there_are_no_votes(night: Evening) -> None:
    """It may have been switched off."""
    Harvesting(night.books).hear(said("A2 Mentors", 18))
    Voting(night.books).react(TALK, night.all[0].ts, "U0BEN", "+1", at(19))
    night.change(options=Options())

    assert counts(night).whole.voters == 0


def test_what_waits_is_counted_apart(night: Evening) -> None:
    """So that the host sees what is left to do."""
    harvesting = Harvesting(night.books)
    harvesting.hear(said("Mentors do", 25))
    (aside,) = harvesting.hear(said("Lovely tea", 26)).remarks
    harvesting.hear(said("A2 PERSONAL story", 27))
    Anonymity(night.books).enter(night.id, 2, "U0ANA", "Nobody dares")
    Sorting(night.books).set_aside(aside.id, HOST)

    found = counts(night)
    assert (found.waiting, found.held, found.whole.remarks) == (1, 2, 0)
