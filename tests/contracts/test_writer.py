"""What every writer promises, whichever way the endpoint is asked, the fake one included."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from knowledge.adapters.llm_endpoint import Endpoint, OutputMode
from knowledge.adapters.llm_writer import LanguageModel, opened_writer
from knowledge.answers.brief import brief
from knowledge.errors import WriterError
from knowledge.models.answers import AnswerForm, Usage
from knowledge.models.documents import StoredPassage
from knowledge.models.writing import Brief, Draft, DraftSentence, NotInSources
from knowledge.ports import Writer
from tests.factories import info, passage
from tests.fakes import language_model
from tests.fakes.language_model import answer, not_in_sources, sentence
from tests.fakes.writer import FakeWriter

ENOUGH_S = 60.0
SENTENCES = (
    DraftSentence(text="Drones fly.", citations=(1,), quote="Drones fly near prisons."),
    DraftSentence(text="Nets help.", citations=(1,), quote="Nets help against “drones”."),
)
MODES: tuple[OutputMode, ...] = ("tool", "schema", "text")


@dataclass
class Trial:
    """A writer, and how to make it do something."""

    writer: Writer
    writes: Callable[[], None]
    declines: Callable[[], None]
    fails: Callable[[], None]


def a_brief() -> Brief:
    """Return a brief with one passage."""
    text = "Drones fly near prisons. Nets help against “drones”."
    stored = StoredPassage(id=7, document=info(), passage=passage(text))
    return brief("what helps against drones?", {1: stored}, AnswerForm.FACT)


@pytest.fixture
def endpoint() -> Iterator[language_model.Endpoint]:
    """An endpoint over real HTTP."""
    with language_model.serving() as served:
        yield served


def _real(mode: OutputMode, endpoint: language_model.Endpoint) -> Iterator[Trial]:
    whole = [sentence(one.text, one.citations[0], one.quote) for one in SENTENCES]

    def reply(make: language_model.Reply) -> Callable[[], None]:
        return lambda: setattr(endpoint, "reply", make)

    with opened_writer(Endpoint(endpoint.url, "a-model", "sk-1", mode)) as writer:
        assert writer is not None
        yield Trial(
            writer=writer,
            writes=reply(lambda _sent: answer(*whole)),
            declines=reply(not_in_sources),
            fails=lambda: setattr(endpoint, "raw", "Sure! Here is what I think."),
        )


def _fake() -> Trial:
    usage = Usage(input_tokens=1000, output_tokens=100)
    fake = FakeWriter([])

    def replies(one: Draft | NotInSources | Exception) -> Callable[[], None]:
        return lambda: setattr(fake, "replies", [one])

    return Trial(
        writer=fake,
        writes=replies(Draft(sentences=SENTENCES, usage=usage)),
        declines=replies(NotInSources(usage=usage)),
        fails=replies(WriterError("It wrote junk", "Try another one")),
    )


@pytest.fixture(params=[*MODES, "fake"])
def trial(request: pytest.FixtureRequest, endpoint: language_model.Endpoint) -> Iterator[Trial]:
    """Yield each implementation of the port."""
    if request.param == "fake":
        yield _fake()
    else:
        yield from _real(request.param, endpoint)


def test_it_has_a_name_and_a_host(trial: Trial) -> None:
    """People are told where texts go."""
    assert trial.writer.name == "a-model"
    assert trial.writer.host


def test_each_sentence_is_heard_in_order_before_the_draft_is_returned(trial: Trial) -> None:
    """What is heard is what is returned."""
    trial.writes()
    heard: list[DraftSentence] = []
    draft = trial.writer.write(a_brief(), ENOUGH_S, heard.append)

    assert isinstance(draft, Draft)
    assert tuple(heard) == draft.sentences == SENTENCES


def test_nobody_need_listen(trial: Trial) -> None:
    """A terminal waits for the whole."""
    trial.writes()

    assert isinstance(trial.writer.write(a_brief(), ENOUGH_S), Draft)


def test_tokens_are_counted(trial: Trial) -> None:
    """As the endpoint counts them."""
    trial.writes()
    draft = trial.writer.write(a_brief(), ENOUGH_S)

    assert (draft.usage.input_tokens, draft.usage.output_tokens) == (1000, 100)
    assert draft.usage.cost is None


def test_it_may_say_that_the_passages_do_not_answer(trial: Trial) -> None:
    """Nothing is heard then."""
    trial.declines()
    heard: list[DraftSentence] = []
    said = trial.writer.write(a_brief(), ENOUGH_S, heard.append)

    assert isinstance(said, NotInSources)
    assert heard == []


def test_what_is_no_answer_is_an_error_with_a_remedy(trial: Trial) -> None:
    """Whoever asked gets the quotes."""
    trial.fails()

    with pytest.raises(WriterError) as raised:
        trial.writer.write(a_brief(), ENOUGH_S)

    assert raised.value.remedy


def test_what_the_listener_raises_comes_through(trial: Trial) -> None:
    """A deadline of the caller's own, say; even one that looks like a time that is over."""
    trial.writes()

    def listen(_one: DraftSentence) -> None:
        raise TimeoutError("mine")

    with pytest.raises(TimeoutError, match="mine"):
        trial.writer.write(a_brief(), ENOUGH_S, listen)


@pytest.fixture(params=MODES)
def model(
    request: pytest.FixtureRequest, endpoint: language_model.Endpoint
) -> Iterator[LanguageModel]:
    """The real one alone, in each mode, with prices."""
    given = Endpoint(endpoint.url, "a-model", "sk-1", request.param, 2.0, 10.0)
    with opened_writer(given) as writer:
        assert writer is not None
        yield writer


def test_tokens_are_priced(model: LanguageModel) -> None:
    """By the million."""
    draft = model.write(a_brief(), ENOUGH_S)

    assert draft.usage.cost == pytest.approx(0.003)


@pytest.mark.parametrize("raw", ["", "null", "[]", "{}", '{"in_sources": true, "sentences": 7}'])
def test_junk_of_every_sort_is_an_error(
    model: LanguageModel, endpoint: language_model.Endpoint, raw: str
) -> None:
    """An endpoint may send anything at all."""
    endpoint.raw = raw

    with pytest.raises(WriterError):
        model.write(a_brief(), ENOUGH_S)


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_a_refusal_is_an_error_and_asked_for_once(
    model: LanguageModel, endpoint: language_model.Endpoint, status: int
) -> None:
    """The caller has a deadline, and an answer of its own."""
    endpoint.status = status

    with pytest.raises(WriterError, match=str(status)):
        model.write(a_brief(), ENOUGH_S)

    assert len(endpoint.bodies) == 1


def test_nobody_there_is_an_error() -> None:
    """The process was stopped, say."""
    with language_model.serving() as gone:
        url = gone.url
    with opened_writer(Endpoint(url, "a-model", "")) as writer:
        assert writer is not None
        with pytest.raises(WriterError):
            writer.write(a_brief(), ENOUGH_S)


def test_one_that_stalls_is_given_up_while_it_stalls(
    model: LanguageModel, endpoint: language_model.Endpoint
) -> None:
    """Its answer never came: it still waits."""
    endpoint.stall_after = 0

    with pytest.raises(WriterError, match="took longer"):
        model.write(a_brief(), 0.2)

    assert not endpoint.go_on.is_set()


def test_one_that_stalls_half_way_was_heard_so_far(endpoint: language_model.Endpoint) -> None:
    """The time is over as soon as the clock says so, whatever is still under way."""
    seconds = [0.0]
    heard: list[DraftSentence] = []

    def listen(one: DraftSentence) -> None:
        heard.append(one)
        seconds[0] = ENOUGH_S

    whole = [sentence(one.text, one.citations[0], one.quote) for one in SENTENCES]
    endpoint.reply = lambda _sent: answer(*whole)
    endpoint.stall_after = 140
    writer = LanguageModel(Endpoint(endpoint.url, "a-model", ""), lambda: seconds[0])
    with pytest.raises(WriterError, match="took longer"):
        writer.write(a_brief(), ENOUGH_S, listen)
    writer.close()

    assert heard == [SENTENCES[0]]
    assert not endpoint.go_on.is_set()


def test_the_key_is_sent_and_never_shown(
    model: LanguageModel, endpoint: language_model.Endpoint
) -> None:
    """Neither in an error nor in the endpoint's own name."""
    endpoint.status = 401
    with pytest.raises(WriterError) as raised:
        model.write(a_brief(), ENOUGH_S)

    assert endpoint.keys == ["Bearer sk-1"]
    assert "sk-1" not in str(raised.value)
    assert "sk-1" not in repr(Endpoint("http://localhost", "a-model", "sk-1"))


def test_somebody_elses_key_is_not_sent(
    endpoint: language_model.Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library would send the environment's to any address."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-private")
    with opened_writer(Endpoint(endpoint.url, "a-model", "")) as writer:
        assert writer is not None
        writer.write(a_brief(), ENOUGH_S)

    assert endpoint.keys == ["Bearer none"]


def test_the_request_is_as_repeatable_as_can_be(
    model: LanguageModel, endpoint: language_model.Endpoint
) -> None:
    """Temperature 0, a limit on what is written, nothing kept from one question to the next."""
    model.write(a_brief(), ENOUGH_S)
    model.write(a_brief(), ENOUGH_S)
    first, second = endpoint.bodies

    assert first == second
    assert first["temperature"] == 0
    assert first["max_tokens"] > 0
    assert first["messages"][-1]["role"] == "user"
