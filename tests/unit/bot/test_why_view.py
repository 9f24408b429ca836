"""“Why this answer?” as a modal: within Slack's limits, and nothing in it is alive."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.playground.blocks import check_view
from bot.views.parts import Json
from bot.views.records import records_message
from bot.views.why import KEEP_QUESTION, TAKE_BACK, Keeping, why_modal
from knowledge.models.answers import Answer, AnswerForm, AnswerState, Usage
from knowledge.models.reasons import Basis, LookedAt
from knowledge.models.records import AnswerRecord, Where
from tests.fakes.answers import cited_answer, looked_at
from tests.fakes.clock import START
from tests.unit.bot.strict import HOSTILE, alive, check, linked

BASIS = Basis(built_at=START, closest=0.3, origin="fixed")
ANSWER = cited_answer().model_copy(update={"basis": BASIS})
PASSAGE = LookedAt(title="Harbour trials", quote="Trials ended.", noted=looked_at(n=1))
HUGE = HOSTILE[:3000]  # longer than any one limit
nasty = st.one_of(st.text(max_size=60), st.just(HUGE), st.text(alphabet="<>&|!@*", max_size=300))
passages = st.builds(
    LookedAt,
    title=nasty,
    section=nasty,
    date=nasty,
    url=nasty.filter(lambda text: not text.strip().lower().startswith("http")),
    quote=nasty,
    noted=st.builds(looked_at, title=nasty, section=nasty, n=st.integers(0, 9)),
)
answers = st.builds(
    Answer,
    state=st.sampled_from(list(AnswerState)),
    form=st.sampled_from(list(AnswerForm)),
    notes=st.lists(nasty, max_size=8).map(tuple),
    index_version=nasty,
    model=nasty,
    route=nasty,
    writer=nasty,
    score=st.floats(0, 1),
    threshold=st.floats(0, 1),
    sentences=st.just(ANSWER.sentences),
    citations=st.just(ANSWER.citations),
    basis=st.one_of(st.none(), st.builds(Basis, built_at=st.just(START), origin=nasty)),
    usage=st.one_of(st.none(), st.just(Usage(input_tokens=10**9, output_tokens=1, cost=0.5))),
)
keepings = st.one_of(
    st.none(),
    st.builds(
        Keeping,
        value=st.just("key|C1|1.1|1.1"),
        days=st.integers(1, 3650),
        is_kept=st.booleans(),
        is_in_slack=st.booleans(),
        notice=nasty,
    ),
)


@given(answers, st.lists(passages, max_size=14), keepings)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_explanation_at_all_is_a_valid_modal_with_nothing_alive_in_it(
    answer: Answer, shown: list[LookedAt], keeping: Keeping | None
) -> None:
    """However long the titles are, and whatever they say."""
    view = why_modal(answer, shown, START, keeping)
    check_view(view)

    assert len(view["blocks"]) <= 100
    assert alive(view["blocks"], set()) == []
    assert linked(view["blocks"]) == []


def pressable(view: Json) -> list[str]:
    """Return the ids of what can be pressed."""
    rows = [one["elements"] for one in view["blocks"] if one["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row]


def test_scores_are_words_with_numbers() -> None:
    """No colour, no sign, nothing that a screen reader would pass over."""
    said = json.dumps(why_modal(ANSWER, [PASSAGE]), ensure_ascii=False)

    assert "*Passage 1:* Harbour trials" in said
    assert "Quoted as [1]." in said
    assert (
        "Overall 0.70 · meaning of the passage 0.61 · meaning of its nearest sentence 0.72 · "
        "words shared 7.2 · covered 64%"
    ) in said
    assert "What do these numbers mean?" in said


def test_nobody_but_the_asker_has_something_to_decide() -> None:
    """Nor reads of a record."""
    view = why_modal(ANSWER, [PASSAGE], START)

    assert pressable(view) == []
    assert "record" not in json.dumps(view)


@pytest.mark.parametrize(
    ("keeping", "pressed", "words"),
    [
        (Keeping("k|", 90), [KEEP_QUESTION], "without your name, for 90 days"),
        (Keeping("k|", 90, is_kept=True), [TAKE_BACK], "kept with the record for 90 days"),
        (Keeping("k|", 90, is_in_slack=False), [], "Slack keeps no copy"),
        (Keeping("k|", 90, is_kept=True, is_in_slack=False), [TAKE_BACK], "kept with the record"),
    ],
)
def test_the_asker_decides_on_the_question(
    keeping: Keeping, pressed: list[str], words: str
) -> None:
    """To keep it, or to take it back; not what cannot be done."""
    view = why_modal(ANSWER, [PASSAGE], START, keeping)

    assert pressable(view) == pressed
    assert words in json.dumps(view)


def test_an_answer_that_was_not_searched_lists_no_passages() -> None:
    """There were none to look at."""
    view = why_modal(Answer(state=AnswerState.ROUTED, route="legal_advice"), [])
    said = json.dumps(view)

    assert "searched nothing" in said
    assert "Passages" not in said
    assert "Index" not in said


def record(question: str = "", **changes: object) -> AnswerRecord:
    """Return a record."""
    made = AnswerRecord(
        key="k1",
        at=START,
        asker="a-00ff",
        where=Where.PRIVATE_CHANNEL,
        state=AnswerState.NOT_HELD,
        form=AnswerForm.FACT,
        score=0.21,
        threshold=0.5,
        index_version="v1",
        model="a model",
        documents=("/docs/private/a.md",),
        question=question,
    )
    return made.model_copy(update=changes)


def test_curators_see_what_was_answered_and_not_who_asked() -> None:
    """Nor what it was answered from, which they may not be allowed to read."""
    message = records_message([record(), record(HOSTILE)] * 10)
    check(message)
    said = json.dumps(message.blocks, ensure_ascii=False)

    assert "2 Mar 2026, 09:00 UTC · private channel · not held · form fact" in said
    assert "sureness 0.21, answered from 0.50 · index v1" in said
    assert "a-00ff" not in said
    assert "a.md" not in said


def test_that_nothing_is_on_record_is_said() -> None:
    """So that nobody takes it for a fault."""
    message = records_message([])
    check(message)

    assert message.text == "No answer is on record."
