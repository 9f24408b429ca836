"""Whatever a document says: limits are kept, and nothing in it is alive."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.playground.blocks import check_view
from bot.views.answer import ANSWER_LINES, LINE_CHARS, Handle, answer_message, short
from bot.views.sources import quotes_modal
from bot.views.why import why_modal
from bot.views.withdrawn import Layout, corrected_message
from knowledge.models.answers import (
    WITHDRAWN,
    Answer,
    AnswerForm,
    AnswerSentence,
    AnswerState,
    Citation,
    Successor,
)
from tests.fakes.answers import citation
from tests.unit.bot.strict import HOSTILE, alive, check, linked

HANDLE = Handle("abc123", "C1|100.1|100.1", "To follow up, mention me.")
nasty = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["<!here>", "<@U1>", "<http://a.example|b>", "\u202e", "&amp;", "|", HOSTILE]),
    st.text(alphabet="<>&|!@\u200b\u202e ", max_size=400),
)
urls = st.one_of(
    nasty.filter(lambda text: not text.strip().lower().startswith("http")),
    nasty.map(lambda tail: f"https://a.example/{tail}"),
)
citations = st.builds(
    Citation,
    n=st.integers(1, 99),
    document=nasty,
    title=nasty,
    section=nasty,
    date=nasty,
    url=urls,
    kind=nasty,
    quote=nasty,
    owner=nasty,
    review_date=nasty,
    evidence=nasty,
    stale=st.booleans(),
    superseded_by=st.one_of(
        st.none(),
        st.builds(
            Successor,
            title=nasty,
            url=urls,
        ),
    ),
    summary_of=st.one_of(st.just(""), nasty),
)
sentences = st.builds(
    AnswerSentence,
    text=nasty,
    citations=st.lists(st.integers(1, 99), max_size=3).map(tuple),
    heading=st.one_of(st.just(""), nasty),
)
answers = st.builds(
    Answer,
    state=st.sampled_from(list(AnswerState)),
    form=st.sampled_from(list(AnswerForm)),
    message=nasty,
    caution=st.one_of(st.just(""), nasty),
    sentences=st.lists(sentences, max_size=5).map(tuple),
    citations=st.lists(citations, max_size=12).map(tuple),
    index_version=nasty,
    model=nasty,
)
MARK = "sentence-number-"
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(answers)
@relaxed
def test_any_answer_at_all_is_a_valid_message_with_nothing_alive_in_it(answer: Answer) -> None:
    """Documents are strangers' texts."""
    check(answer_message(answer, HANDLE))


@given(answers)
@relaxed
def test_the_modals_of_any_answer_are_valid_with_nothing_alive_in_them(answer: Answer) -> None:
    """Quotes are strangers' texts too."""
    readable = {c.document_id for c in answer.citations}
    for view in (quotes_modal(answer, readable), why_modal(answer, ())):
        check_view(view)
        assert alive(view["blocks"], set()) == []
        assert linked(view["blocks"]) == []


@given(st.lists(sentences, min_size=1, max_size=5).map(tuple))
@relaxed
def test_an_answer_takes_five_lines_of_a_telephone_or_fewer(
    said: tuple[AnswerSentence, ...],
) -> None:
    """More than that is not read."""
    shown = short(Answer(state=AnswerState.ANSWER, sentences=said))
    width = sum(-(-len(_unescaped(line)) // LINE_CHARS) for line, _ in shown)

    assert len(shown) <= 3
    assert width <= ANSWER_LINES


@given(st.lists(st.tuples(st.integers(1, 400), st.booleans()), min_size=2, max_size=6), nasty)
@example([(400, True), (400, True), (1, False), (1, False)], "")
@relaxed
def test_a_post_without_what_is_gone_shows_no_more_than_before(
    said: list[tuple[int, bool]], nastiness: str
) -> None:
    """However short what stands for the rest is.

    Args:
        said: of each sentence, its length and whether it is gone.
        nastiness: stands in each.
    """
    told = tuple(
        AnswerSentence(text=f"{MARK}{n} {'x' * length} {nastiness}", citations=(1 + gone,))
        for n, (length, gone) in enumerate(said)
    )
    sources = tuple(citation(n).model_copy(update={"url": ""}) for n in (1, 2))
    answer = Answer(state=AnswerState.ANSWER, sentences=told, citations=sources)
    layout = Layout.of(answer, HANDLE)
    left = tuple(
        one.model_copy(update={"text": WITHDRAWN}) if gone else one
        for one, (_, gone) in zip(told, said, strict=True)
    )
    message = corrected_message(answer.model_copy(update={"sentences": left}), "abc123", layout)
    hidden = range(layout.shown, len(told))

    check(message)
    assert [n for n in hidden if f"{MARK}{n} " in f"{message.text}{message.blocks}"] == []


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_a_hostile_document_pings_and_links_nothing() -> None:
    """The worst text that was thought of."""
    hostile = citation(1, quote=HOSTILE).model_copy(
        update={"title": HOSTILE, "section": HOSTILE, "url": "", "kind": HOSTILE}
    )
    for state in AnswerState:
        answer = Answer(
            state=state,
            message=HOSTILE,
            sentences=(AnswerSentence(text=HOSTILE, citations=(1,)),),
            citations=(hostile,),
        )
        check(answer_message(answer, HANDLE))
        check_view(quotes_modal(answer, {hostile.document_id}))

    assert alive(answer_message(answer, HANDLE).blocks, set()) == []
