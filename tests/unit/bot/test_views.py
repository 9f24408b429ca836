"""Models in, blocks out: limits kept, nothing alive, everything said."""

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.playground.blocks import check_message_blocks, check_view
from bot.views.answer import (
    ANSWER_LINES,
    LINE_CHARS,
    Handle,
    about_modal,
    answer_message,
    short,
)
from bot.views.errors import failed, too_long
from bot.views.home import help_message, home_view, status_message
from bot.views.parts import Message
from bot.views.reindex import build_report, index_line
from bot.views.sources import quotes_modal, source_line
from knowledge.errors import NoSnapshotError, StoreError
from knowledge.models.answers import Answer, AnswerSentence, AnswerState, Citation
from knowledge.models.work import BuildReport, Job, JobState, Refusal
from tests.fakes.answers import citation, cited_answer
from tests.fakes.bot_services import harbour_pack
from tests.fakes.clock import START

HANDLE = Handle("abc123", "C1|100.1|100.1", "To follow up, mention me.")
HOSTILE = (
    "<!channel> <@U012ABC> <http://evil.example|gov.uk> \u202egnihtemos\u200b & *bold* "
    + "## Heading\n" * 60
    + "x" * 20_000
)
_ALIVE = re.compile(r"<([^>|]*)(\|[^>]*)?>")

nasty = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["<!here>", "<@U1>", "<http://a.example|b>", "\u202e", "&amp;", "|", HOSTILE]),
    st.text(alphabet="<>&|!@\u200b\u202e ", max_size=400),
)
citations = st.builds(
    Citation,
    n=st.integers(1, 99),
    document=nasty,
    title=nasty,
    section=nasty,
    date=nasty,
    url=st.one_of(nasty, nasty.map(lambda tail: f"https://a.example/{tail}")),
    kind=nasty,
    quote=nasty,
    summary_of=st.one_of(st.just(""), nasty),
)
sentences = st.builds(
    AnswerSentence, text=nasty, citations=st.lists(st.integers(1, 99), max_size=3).map(tuple)
)
answers = st.builds(
    Answer,
    state=st.sampled_from(list(AnswerState)),
    message=nasty,
    sentences=st.lists(sentences, max_size=5).map(tuple),
    citations=st.lists(citations, max_size=12).map(tuple),
    index_version=nasty,
    model=nasty,
)
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def texts(part: Any) -> list[str]:
    """Return every mrkdwn text in blocks or a view."""
    if isinstance(part, dict):
        own = [part["text"]] if part.get("type") == "mrkdwn" else []
        return own + [text for value in part.values() for text in texts(value)]
    if isinstance(part, list | tuple):
        return [text for value in part for text in texts(value)]
    return []


def alive(part: Any, urls: set[str]) -> list[str]:
    """Return what Slack would ping or link, other than the addresses of sources."""
    found = [match.group(1) for text in texts(part) for match in _ALIVE.finditer(text)]
    return [target for target in found if target not in urls and not _is_source(target)]


def _is_source(target: str) -> bool:
    return target.startswith("https://a.example/")


def check(message: Message) -> None:
    """Put a message through the strict workspace's own rules."""
    assert message.text
    check_message_blocks(list(message.blocks))
    assert alive(message.blocks, set()) == []
    assert not _ALIVE.search(message.text)


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
    for view in (quotes_modal(answer, readable), about_modal(answer)):
        check_view(view)
        assert alive(view["blocks"], set()) == []


@given(st.lists(sentences, min_size=1, max_size=5).map(tuple))
@relaxed
def test_an_answer_takes_five_lines_of_a_telephone_or_fewer(
    said: tuple[AnswerSentence, ...],
) -> None:
    """More than that is not read."""
    shown = short(said)
    width = sum(-(-len(_unescaped(line)) // LINE_CHARS) for line in shown)

    assert shown
    assert len(shown) <= 3
    assert width <= ANSWER_LINES


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


def test_sentences_stand_in_order_with_their_numbers() -> None:
    """Each sentence says where it comes from."""
    said = (
        AnswerSentence(text="One.", citations=(1,)),
        AnswerSentence(text="Two.", citations=(1, 2)),
    )

    assert short(said) == ["One. [1]", "Two. [1][2]"]


def test_a_sentence_that_does_not_fit_is_left_to_the_quotes() -> None:
    """A whole sentence says more than half of two."""
    said = (
        AnswerSentence(text="Short and to the point.", citations=(1,)),
        AnswerSentence(text="long " * 40, citations=(2,)),
    )

    assert short(said) == ["Short and to the point. [1]"]


def test_a_single_long_sentence_is_cut_visibly() -> None:
    """The whole of it is a tap away."""
    (line,) = short((AnswerSentence(text="word " * 200, citations=(1,)),))

    assert line.endswith("… [1]")


def test_the_notification_opens_with_the_answer_itself() -> None:
    """Many people read no further."""
    message = answer_message(cited_answer("Trials ended in May."), HANDLE)

    assert message.text.startswith("Trials ended in May.")


def test_a_source_is_one_line_with_section_kind_and_date() -> None:
    """The field changes: a date belongs to every source."""
    assert source_line(citation(1)) == (
        "[1] <https://harbour.example/a|Harbour trials> › Results · evidence · 2025-05-01"
    )


def test_a_library_card_says_of_what_it_is_a_summary() -> None:
    """It is not the source itself."""
    card = citation(2).model_copy(update={"summary_of": "Harbour Act", "date": ""})

    assert source_line(card) == (
        "[2] <https://harbour.example/a|Library summary of Harbour Act>, "
        "as of date unknown · evidence"
    )


def test_a_source_without_an_address_is_not_linked() -> None:
    """A file on a disk cannot be followed."""
    assert source_line(citation(1).model_copy(update={"url": ""})).startswith("[1] Harbour trials")


@pytest.mark.parametrize(
    ("state", "label"),
    [
        (AnswerState.CLOSEST, "Closest passages"),
        (AnswerState.NOT_HELD, "they do not answer the question"),
        (AnswerState.ROUTED, "they may not answer the question"),
    ],
)
def test_passages_that_may_not_answer_are_labelled(state: AnswerState, label: str) -> None:
    """Nobody takes them for the answer."""
    answer = Answer(state=state, message="Lead.", citations=(citation(1, quote="Tides."),))
    shown = json.dumps(answer_message(answer, HANDLE).blocks)

    assert label in shown
    assert ">Tides." in shown


def test_an_abstention_without_passages_has_no_label_over_nothing() -> None:
    """And no button that opens nothing."""
    shown = json.dumps(answer_message(Answer(state=AnswerState.NOT_HELD), HANDLE).blocks)

    assert "passages" not in shown
    assert "Show quotes" not in shown
    assert "does not hold an answer" in shown


def test_a_quote_that_may_not_be_read_stays_closed() -> None:
    """The viewer is not the asker."""
    shown = json.dumps(quotes_modal(cited_answer("Secret tides."), set()))

    assert "Secret tides." not in shown
    assert "withdrawn" in shown


def test_an_unknown_error_shows_the_communitys_apology_and_a_reference() -> None:
    """Never the exception's own words."""
    message = failed(harbour_pack().notices, "SG-ABCD", None)

    assert message.text == "Something broke. Quote SG-ABCD."


def test_a_known_error_shows_what_to_do() -> None:
    """It was written for a person."""
    message = failed(harbour_pack().notices, "SG-ABCD", StoreError("No room", "Free some space"))

    assert message.text == "No room. Free some space. Reference: SG-ABCD."


def test_an_empty_index_is_explained_in_the_communitys_words() -> None:
    """It is the first thing that a new community meets."""
    message = failed(harbour_pack().notices, "SG-ABCD", NoSnapshotError("No index", "Build one"))

    assert message.text == "Nothing has been indexed yet."


def test_the_bots_own_pages_are_valid() -> None:
    """Home, help and status."""
    pack = harbour_pack()
    check_view(home_view(pack, "Index line"))
    for message in (help_message(pack), status_message("Index line", 3, 1), too_long(2000)):
        check(message)

    assert "2,000" in too_long(2000).text


def job(state: JobState, report: BuildReport | None = None, error: str = "") -> Job:
    """Return a job that a curator asked for."""
    return Job(
        id=1,
        state=state,
        requested_by=("U1",),
        progress=0.5,
        report=report,
        error=error,
        requested_at=START,
    )


def test_a_build_report_names_what_changed_and_what_was_refused() -> None:
    """A refused file is not a silent one."""
    report = BuildReport(
        added=("new.md",),
        removed=("old.md",),
        refused=(Refusal(name="scan.pdf", reason="it holds no text"),),
        passages=1200,
    )
    shown = json.dumps(build_report(job(JobState.DONE, report)).blocks, ensure_ascii=False)

    assert "1 added, 0 changed, 1 removed, 0 unchanged; 1 refused. 1,200 passages" in shown
    assert "• new.md" in shown
    assert "• scan.pdf: it holds no text" in shown


def test_a_long_build_report_is_cut_with_the_number_left_out() -> None:
    """And stays within Slack's limits."""
    names = tuple(f"{HOSTILE}{n}" for n in range(500))
    report = BuildReport(
        added=names,
        changed=names,
        removed=names,
        refused=tuple(Refusal(name=name, reason=HOSTILE) for name in names),
    )
    message = build_report(job(JobState.DONE, report))
    check(message)

    assert "… and 490 more" in json.dumps(message.blocks, ensure_ascii=False)


def test_a_failed_build_says_why() -> None:
    """The requester can do something about it."""
    message = build_report(job(JobState.FAILED, error="the <disk> is full"))

    assert message.text == "The build failed: the &lt;disk&gt; is full"


@pytest.mark.parametrize(
    ("latest", "words"),
    [
        (None, "No build has been asked for"),
        (job(JobState.QUEUED), "queued"),
        (job(JobState.RUNNING), "50% done"),
        (job(JobState.FAILED), "failed"),
        (job(JobState.DONE, BuildReport(passages=7, index_version="v9")), "7 passages. Index v9."),
    ],
)
def test_the_index_line_says_how_things_stand(latest: Job | None, words: str) -> None:
    """One line for every state."""
    assert words in index_line(latest)
