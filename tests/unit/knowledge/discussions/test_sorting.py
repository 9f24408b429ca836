"""What hosts do with what waits for them."""

import pytest

from knowledge.discussions.harvesting import Harvesting
from knowledge.discussions.routing import Why
from knowledge.discussions.sorting import Sorting
from knowledge.errors import NotAllowedError, NotFoundError, TransitionError
from knowledge.models.discussions import PromptState
from knowledge.models.remarks import Remark, RemarkState
from tests.harvests import HOST, TALK, Evening, asked, at, edited, said


@pytest.fixture
def sorting(night: Evening) -> Sorting:
    """The host's hand."""
    return Sorting(night.books)


def hear(night: Evening, text: str, minutes: float = 25, member: str = "U0ANA") -> Remark:
    """Let somebody say something, and return what is kept of it."""
    (kept,) = Harvesting(night.books).hear(said(text, minutes, member)).remarks
    return kept


def test_what_waits_is_sorted_by_guess(night: Evening, sorting: Sorting) -> None:
    """What has none comes last."""
    hear(night, "Moving on", 24, HOST)
    hear(night, "A3 Pay", 25)
    hear(night, "Mentors do", 26)
    hear(night, "On Q1: time", 27)

    assert [(one.text, one.guess) for one in sorting.waiting(night.id)] == [
        ("On Q1: time", 1),
        ("Mentors do", 2),
        ("A3 Pay", 3),
        ("Moving on", 0),
    ]


def test_one_click_places_all_that_is_guessed_alike(night: Evening, sorting: Sorting) -> None:
    """The rest goes on waiting; a second click does nothing."""
    for minute, text in enumerate(("Mentors do", "Coaches do", "On Q1: time"), 24):
        hear(night, text, minute)

    assert sorting.confirm(night.id, 2, HOST) == 2
    assert sorting.confirm(night.id, 2, HOST) == 0
    assert (night.under(2), night.under(0)) == (["Mentors do", "Coaches do"], ["On Q1: time"])
    assert [(one.what, one.by, one.detail) for one in night.discussions.logged] == [
        ("guesses_confirmed", HOST, "prompt=2")
    ]


def test_the_host_says_where_a_remark_belongs(night: Evening, sorting: Sorting) -> None:
    """Without the number that was wrong."""
    remark = hear(night, "A3 Mentors")

    placed = sorting.place(remark.id, 2, HOST)

    assert (placed.prompt, placed.text, placed.guess) == (2, "Mentors", 0)
    assert night.under(2) == ["Mentors"]


def test_the_hosts_word_stands_over_edits(night: Evening, sorting: Sorting) -> None:
    """Although the edit names another prompt."""
    message = said("Mentors do", 25)
    (remark,) = Harvesting(night.books).hear(message).remarks
    sorting.place(remark.id, 2, HOST)
    sorting.set_aside(remark.id, HOST)
    Harvesting(night.books).hear(edited(message, "A1 Mentors help", 26))

    (kept,) = night.all
    assert (kept.prompt, kept.text, kept.off_topic) == (2, "Mentors help", True)


def test_what_the_host_places_after_its_time_is_late(night: Evening, sorting: Sorting) -> None:
    """As if it had had a number."""
    remark = hear(night, "On time", 50)
    closed = tuple(asked(number, PromptState.CLOSED, 10 * number) for number in (1, 2))
    night.change(prompts=closed)

    assert sorting.place(remark.id, 1, HOST).late


def test_a_placed_remark_is_linked_to_what_says_the_same(night: Evening, sorting: Sorting) -> None:
    """Repeats are looked for wherever something comes in."""
    first = hear(night, "A2 Mentors", 18)
    remark = hear(night, "Mentors!", 25, "U0BEN")

    assert sorting.place(remark.id, 2, HOST).duplicate_of == first.id


def test_what_is_set_aside_counts_no_more_and_may_come_back(
    night: Evening, sorting: Sorting
) -> None:
    """Nothing is lost."""
    remark = hear(night, "A2 Thanks for the tea")

    aside = sorting.set_aside(remark.id, HOST)
    back = sorting.set_aside(remark.id, HOST, aside=False)

    assert (aside.counts, back.counts, back.text) == (False, True, "Thanks for the tea")


def test_what_waits_and_is_set_aside_waits_no_more(night: Evening, sorting: Sorting) -> None:
    """The host has said that it belongs nowhere."""
    sorting.set_aside(hear(night, "Lovely tea").id, HOST)

    assert sorting.waiting(night.id) == ()


def test_what_was_held_counts_after_a_yes(night: Evening, sorting: Sorting) -> None:
    """Somebody has looked at it."""
    remark = hear(night, "A2 PERSONAL but fine")
    before = sorting.held(night.id)

    let_in = sorting.let_in(remark.id, HOST)

    assert (before, let_in.counts, sorting.held(night.id)) == ((remark,), True, ())


def test_what_is_taken_out_is_forgotten(night: Evening, sorting: Sorting) -> None:
    """No edit brings it back."""
    message = said("A2 Rude words", 25)
    (remark,) = Harvesting(night.books).hear(message).remarks
    sorting.take_out(remark.id, HOST)
    Harvesting(night.books).hear(edited(message, "A2 Ruder words", 26))

    (kept,) = night.all
    assert (kept.state, kept.text, kept.author) == (RemarkState.MODERATED, "", "")


def test_a_part_that_was_taken_out_leaves_the_others_to_their_author(
    night: Evening, sorting: Sorting
) -> None:
    """Edits of what stands still count."""
    message = said("A1 Rude words\nA2 Mentors", 25)
    first, _ = Harvesting(night.books).hear(message).remarks
    sorting.take_out(first.id, HOST)
    Harvesting(night.books).hear(edited(message, "A1 Ruder words\nA2 Coaches", 26))

    assert (night.under(1), night.under(2)) == ([], ["Coaches"])


def test_only_hosts_and_curators_sort(night: Evening, sorting: Sorting) -> None:
    """Everything else is refused, and changes nothing."""
    remark = hear(night, "Mentors do")
    before = night.all
    for act in (
        lambda: sorting.place(remark.id, 2, "U0BEN"),
        lambda: sorting.confirm(night.id, 2, "U0BEN"),
        lambda: sorting.set_aside(remark.id, "U0BEN"),
        lambda: sorting.let_in(remark.id, "U0BEN"),
        lambda: sorting.take_out(remark.id, "U0BEN"),
    ):
        with pytest.raises(NotAllowedError):
            act()

    assert (night.all, night.discussions.logged) == (before, [])
    assert sorting.place(remark.id, 2, "U0CURATOR", is_curator=True).prompt == 2


def test_what_is_not_there_cannot_be_sorted(night: Evening, sorting: Sorting) -> None:
    """Each with its own error."""
    remark = hear(night, "Mentors do")
    with pytest.raises(NotFoundError):
        sorting.place("0" * 16, 2, HOST)
    with pytest.raises(NotFoundError):
        sorting.place(remark.id, 9, HOST)
    with pytest.raises(NotFoundError):
        sorting.confirm("nowhere", 1, HOST)
    Harvesting(night.books).unsay(TALK, remark.ts)
    with pytest.raises(TransitionError):
        sorting.place(remark.id, 2, HOST)


@pytest.mark.parametrize(
    ("text", "why"),
    [("Mentors do", Why.UNMARKED), ("A3 Pay", Why.EARLY)],
)
def test_the_host_is_told_why_something_waits(
    text: str, why: Why, night: Evening, sorting: Sorting
) -> None:
    """In the channel."""
    assert sorting.why(hear(night, text)) is why


def test_the_host_is_told_of_a_thread_and_a_number_that_differ(
    night: Evening, sorting: Sorting
) -> None:
    """Which of both was meant only a person can tell."""
    first = asked(1, PromptState.CLOSED, 0)
    night.change(prompts=(first, asked(2, PromptState.OPEN, 17)))
    message = said("A1 Time", 25, thread=night.now.prompts[1].message_ts)
    (remark,) = Harvesting(night.books).hear(message).remarks

    assert sorting.why(remark) is Why.ELSEWHERE
    assert remark.said_at == at(25)
