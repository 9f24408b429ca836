"""To which prompt a message belongs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.discussions.routing import Why, guess, route
from knowledge.models.discussions import Discussion, PromptState
from tests.harvests import HOST, asked, at, evening, said, ts_of

FIRST, SECOND = ts_of(7), ts_of(17)


def many() -> Discussion:
    """Return a discussion of twelve prompts that were all asked."""
    prompts = [
        asked(1, PromptState.OPEN, 7).model_copy(update={"number": number})
        for number in range(1, 13)
    ]
    return evening(prompts=tuple(prompts))


@pytest.mark.parametrize(
    ("text", "numbers", "kept"),
    [
        ("A2 Time to read", [2], "Time to read"),
        ("A2: Time to read", [2], "Time to read"),
        ("a2 time", [2], "time"),
        ("a 1 time", [1], "time"),
        ("A 1: time", [1], "time"),
        ("1A) time", [1], "time"),
        ("1a) time", [1], "time"),
        ("1A time", [1], "time"),
        ("  *A2* – time", [2], "time"),
        ("“A2” time", [2], "time"),
        ("A12 time", [12], "time"),
        ("A02 time", [2], "time"),
        ("A1.\nTwo lines", [1], "Two lines"),
        ("Answer 2: time", [2], "time"),
        ("A1/A2 time", [1, 2], "time"),
        ("A1/2: time", [1, 2], "time"),
        ("A1 & A2 time", [1, 2], "time"),
        ("A1, A2 and A3: time", [1, 2, 3], "time"),
        ("A2/A2 time", [2], "time"),
        ("A 1 in my view", [1], "in my view"),
    ],
)
def test_an_answer_number_places_a_message(text: str, numbers: list[int], kept: str) -> None:
    """However people write it."""
    parts = route(many(), said(text))

    assert [part.prompt for part in parts] == numbers
    assert {part.text for part in parts} == {kept}


@pytest.mark.parametrize(
    "text",
    [
        "A40 is closed tonight",
        "A1.5 million budget",
        "A1,000 reasons",
        "a 10 minute walk helps",
        "a 10-minute walk helps",
        "A 1 in 4 chance",
        "A 2% rise",
        "2a common problem",
        "Agreed with A1",
        "AI2 is no number",
        "Nothing. A2 says so",
        "99",
    ],
)
def test_what_is_no_answer_number_waits_for_the_host(text: str) -> None:
    """Nothing is placed silently."""
    (part,) = route(many(), said(text))

    assert (part.prompt, part.why, part.text) == (0, Why.UNMARKED, text)


def test_a_thread_places_a_message_without_a_number() -> None:
    """The usual way to answer."""
    (part,) = route(evening(), said("Time", thread=SECOND))

    assert (part.prompt, part.text, part.late) == (2, "Time", False)


def test_the_thread_and_the_same_number_agree() -> None:
    """The number is not part of what is said."""
    (part,) = route(evening(), said("A2: Time", thread=SECOND))

    assert (part.prompt, part.text) == (2, "Time")


def test_another_number_in_a_thread_counts_while_its_prompt_is_open() -> None:
    """They thought of the earlier question a little too late."""
    (part,) = route(evening(), said("A1 Time", thread=SECOND))

    assert part.prompt == 1


def test_another_number_in_a_thread_waits_when_its_prompt_is_over() -> None:
    """Which of both is meant nobody can tell."""
    closed = evening(
        prompts=(asked(1, PromptState.CLOSED, 0), asked(2, PromptState.OPEN, 17)),
    )

    (part,) = route(closed, said("A1 Time", thread=SECOND))

    assert (part.prompt, part.guess, part.why) == (0, 1, Why.ELSEWHERE)
    assert part.text == "A1 Time"


def test_a_number_in_a_thread_that_no_prompt_has_is_text() -> None:
    """The thread wins."""
    (part,) = route(evening(), said("A40 is closed", thread=SECOND))

    assert (part.prompt, part.text) == (2, "A40 is closed")


def test_an_answer_before_its_prompt_opens_waits_for_the_host() -> None:
    """It is not under the prompt that is open, and not lost."""
    (part,) = route(evening(), said("A3 Money"))

    assert (part.prompt, part.guess, part.why) == (0, 3, Why.EARLY)


def test_an_answer_heard_of_later_is_still_early() -> None:
    """What counts is when it was said."""
    (part,) = route(evening(), said("A2 Money", minutes=16))

    assert (part.prompt, part.why) == (0, Why.EARLY)


def test_an_answer_to_a_skipped_prompt_waits_for_the_host() -> None:
    """It was never asked."""
    skipped = evening(prompts=(asked(1, PromptState.OPEN, 7), asked(2, PromptState.SKIPPED)))

    (part,) = route(skipped, said("A2 Money"))

    assert (part.prompt, part.guess) == (0, 2)


@pytest.mark.parametrize(("minutes", "late"), [(10, False), (14.5, False), (15.5, True)])
def test_what_is_said_after_the_grace_is_late(minutes: float, *, late: bool) -> None:
    """Late answers are kept and labelled."""
    closed = evening(prompts=(asked(1, PromptState.CLOSED, 0), asked(2, PromptState.OPEN, 12)))

    (part,) = route(closed, said("A1 Time", minutes=minutes))

    assert (part.prompt, part.late) == (1, late)


def test_a_paused_prompt_is_never_late() -> None:
    """Its time is not running."""
    (part,) = route(evening(), said("A1 Time", minutes=60))

    assert not part.late


def test_lines_with_numbers_of_their_own_are_parts() -> None:
    """Some answer everything in one message."""
    first, second, third = route(
        evening(), said("A1 No time\nand no money\n\nA2: Mentors\nA3: Pay")
    )

    assert (first.prompt, first.text) == (1, "No time\nand no money")
    assert (second.prompt, second.text) == (2, "Mentors")
    assert (third.prompt, third.text, third.guess) == (0, "A3: Pay", 3)


def test_the_same_number_twice_is_one_part() -> None:
    """One message is one remark under a prompt."""
    (part,) = route(evening(), said("A1 No time\nA1 No money"))

    assert (part.prompt, part.text) == (1, "No time\nNo money")


@pytest.mark.parametrize("text", ["", "  ", "A1", "A2:"])
def test_what_says_nothing_is_nothing(text: str) -> None:
    """An empty remark would count as somebody's answer."""
    assert route(evening(), said(text)) == ()


def test_introductions_are_no_answers() -> None:
    """Before the first prompt there is nothing to answer."""
    assert route(evening(), said("Hello, I am Ana", minutes=3)) == ()


def test_what_names_its_prompt_is_guessed_by_that() -> None:
    """It says so itself."""
    assert guess(evening(), said("On Q1 I would say time")) == 1


def test_a_thread_about_a_remark_is_guessed_by_that() -> None:
    """They talk on about the same."""
    assert guess(evening(), said("I agree", minutes=25), under=1) == 1


def test_the_words_of_a_prompt_are_a_hint() -> None:
    """Officers and research are in the first alone."""
    assert guess(evening(), said("Officers lack research time", minutes=25)) == 1


def test_the_open_prompt_is_guessed_otherwise() -> None:
    """Most people answer what was asked last."""
    assert guess(evening(), said("Mentors do", minutes=25)) == 2


def test_just_after_a_prompt_people_still_answer_the_one_before() -> None:
    """They were typing."""
    assert guess(evening(), said("Mentors do", minutes=17.5)) == 1


def test_the_hosts_own_words_get_no_guess() -> None:
    """So that no click for all puts "Thanks, moving on" under a prompt."""
    (part,) = route(evening(), said("Thanks, moving on", minutes=25, member=HOST))

    assert (part.prompt, part.guess) == (0, 0)


@given(st.text(max_size=60), st.sampled_from(["", FIRST, SECOND]), st.floats(0, 80))
def test_nothing_is_lost_or_put_where_it_cannot_belong(
    text: str, thread: str, minutes: float
) -> None:
    """Whatever is said, it is under a prompt that was asked, or waits, or says nothing."""
    more = {"thread": thread} if thread else {}
    message = said(text, minutes, **more)

    parts = route(evening(), message)

    assert all(part.text for part in parts)
    assert {part.prompt for part in parts} <= {0, 1, 2}
    assert len({part.prompt for part in parts if part.prompt}) == sum(
        part.prompt > 0 for part in parts
    )
    # Nothing is placed in the channel that has no number.
    if not thread and not any(char.isdigit() for char in text):
        assert not any(part.prompt for part in parts)
    assert route(evening(), message) == parts


def test_opening_is_told_by_slacks_own_time() -> None:
    """The bot's clock may be a little ahead of it."""
    ahead = asked(2, PromptState.OPEN, 17).model_copy(update={"opened_at": at(18)})
    one = evening(prompts=(asked(1, PromptState.CLOSED, 7), ahead))

    (part,) = route(one, said("A2 Mentors", minutes=17.2))

    assert part.prompt == 2
