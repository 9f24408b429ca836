"""Questions to answers: states, sentences, citations."""

from pathlib import Path

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.answers.asked import Asked
from knowledge.answers.deciding import Decision, decide
from knowledge.answers.extractive import choose, ranked_sentences, without_repeats
from knowledge.answers.service import AnswerService
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.documents import Locator, Section
from knowledge.printing import answer_in_words
from knowledge.search.query import understand
from knowledge.text.glossary import Glossary
from tests.factories import document
from tests.worlds import World

MEMBER = Audience.of(full_member=True)


@pytest.fixture
def service(world: World) -> AnswerService:
    """The coastal community's answers over three documents."""
    world.publish(
        document(
            "Drones fly near prisons at night. Prisons use nets against drones.",
            "drones.md",
            title="Drones near prisons",
            date="2024-05",
            url="https://example.org/drones",
            kind="evidence",
        ),
        document("Cameras see faces in a crowd of people.", "faces.md", title="Faces"),
        document("Budgets are small this year for labs.", "budget.md", scope="channel:C1"),
    )
    return AnswerService(load_community("coastal_ecology"), world.retriever, world.clock)


def ask(service: AnswerService, question: str) -> Answer:
    """Ask as a full member."""
    return service.ask(question, MEMBER)


def test_a_question_that_is_held_is_answered_verbatim(service: AnswerService) -> None:
    """The sentence stands in the document, word for word, with its source."""
    answer = ask(service, "drones fly near prisons at night?")

    assert answer.state is AnswerState.ANSWER
    assert answer.sentences[0].text == "Drones fly near prisons at night."
    assert answer.sentences[0].citations == (1,)
    assert answer.citations[0].title == "Drones near prisons"
    assert answer.citations[0].date == "2024-05"
    assert answer.citations[0].kind == "evidence"


def test_sentences_of_one_passage_share_a_citation_that_quotes_both(
    service: AnswerService,
) -> None:
    """One line a source; the quote runs from the first sentence to the last."""
    answer = ask(service, "drones near prisons, and nets against drones at prisons?")
    drones = [one for one in answer.citations if one.document == "drones.md"]

    assert len(drones) == 1
    assert drones[0].quote == "Drones fly near prisons at night. Prisons use nets against drones."


def test_a_subject_that_is_not_held_is_not_answered(service: AnswerService) -> None:
    """The pack's own words say so."""
    answer = ask(service, "sourdough bread recipe")

    assert answer.state is AnswerState.NOT_HELD
    assert answer.message
    assert answer.sentences == ()


def test_a_weak_match_shows_the_closest_passages_as_such(service: AnswerService) -> None:
    """They are citations without being an answer."""
    answer = ask(service, "are drones near houses a danger for seals")

    assert answer.state is AnswerState.CLOSEST
    assert answer.sentences == ()
    assert answer.citations
    assert [one.n for one in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_an_acronym_that_no_passage_names_is_not_answered(service: AnswerService) -> None:
    """A neighbour in meaning is another thing."""
    answer = ask(service, "do drones of the XYZ fly near prisons at night?")

    assert answer.state is AnswerState.CLOSEST


def test_a_routed_question_is_not_answered(service: AnswerService) -> None:
    """The pack's route replies."""
    pack = load_community("coastal_ecology")
    route = pack.routes[0]
    answer = ask(service, route.examples[0])

    assert answer.state is AnswerState.ROUTED
    assert answer.route == route.key
    assert answer.message == route.reply
    assert answer.sentences == ()


def test_what_the_audience_may_not_read_is_neither_quoted_nor_scored(
    service: AnswerService,
) -> None:
    """Outside the channel its text does not exist."""
    inside = Audience.of(full_member=True, channels=["C1"])
    question = "budgets are small this year for labs?"

    assert service.ask(question, inside).state is AnswerState.ANSWER
    assert all("Budgets" not in one.quote for one in ask(service, question).citations)


def test_a_follow_up_is_read_with_the_question_before_it(service: AnswerService) -> None:
    """Alone it has no subject."""
    alone = ask(service, "at night?")
    together = service.ask("at night?", MEMBER, ("do drones fly near prisons",))

    assert together.score > alone.score
    assert together.citations[0].document == "drones.md"


@pytest.mark.parametrize("question", ["drones prisons night", "sourdough bread recipe"])
def test_what_was_found_for_a_short_question_is_judged_once(
    service: AnswerService, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    """Whether it turns out to be taken alone or with the question before it."""
    judged: list[str] = []

    def counted(asked: Asked) -> Decision:
        judged.append(asked.query.said)
        return decide(asked)

    monkeypatch.setattr("knowledge.answers.service.decide", counted)
    service.ask(question, MEMBER, ("who counts seals on the sands?",))

    assert judged
    assert len(judged) == len(set(judged))


def test_repeats_are_dropped_and_contradictions_kept(world: World) -> None:
    """Near-identical wording says the same unless a negation or a number differs."""
    world.publish(
        document("Forces share drone data with prisons today.", "a.md"),
        document("Forces share drone data with prisons today!", "b.md"),
        document("Forces never share drone data with prisons today.", "c.md"),
    )
    query = understand("forces share drone data with prisons", Glossary(()))
    ranked = ranked_sentences(query, world.retriever.search(query, MEMBER))
    said = [one.text for one in without_repeats(ranked)]

    assert len(said) == 2
    assert any("never" in one for one in said)


def test_a_much_weaker_sentence_is_left_out(service: AnswerService, world: World) -> None:
    """Three sentences are the most, not the aim."""
    query = understand("drones fly near prisons at night", Glossary(()))
    ranked = ranked_sentences(query, world.retriever.search(query, MEMBER))

    assert "Cameras" not in " ".join(one.text for one in choose(ranked))


def test_a_quote_that_goes_on_over_pages_names_them_all(world: World) -> None:
    """Not only the page that it begins on."""
    text = "Drones fly near prisons at night. Prisons use nets against drones."
    pages = (Locator(0, "page 2"), Locator(text.index("Prisons use"), "page 3"))
    paper = document(text).model_copy(update={"sections": (Section(text=text, locators=pages),)})
    world.publish(paper)
    service = AnswerService(load_community("coastal_ecology"), world.retriever, world.clock)
    both = ask(service, "drones near prisons, and nets against drones at prisons?")
    one = ask(service, "drones fly near prisons at night?")

    assert [cited.locator for cited in both.citations] == ["pages 2–3"]
    assert [cited.quote for cited in both.citations] == [text]
    assert one.citations[0].locator in {"page 2", "pages 2–3"}


def test_what_was_looked_at_is_noted_best_first_with_what_was_quoted(
    service: AnswerService,
) -> None:
    """And never its text, nor anything that the audience may not read."""
    answer = ask(service, "drones fly near prisons at night?")
    scores = [one.absolute for one in answer.considered]
    cited = [(one.passage_id, one.n) for one in answer.considered if one.n]
    shown = answer.model_dump(mode="json")["considered"]

    assert [one.title for one in answer.considered] == ["Drones near prisons", "Faces"]
    assert answer.basis is not None
    assert scores[0] == answer.basis.absolute
    assert cited == [(one.passage_id, one.n) for one in answer.citations]
    assert answer.basis is not None
    assert answer.basis.origin
    assert not answer.basis.follows
    assert set(shown[0]) == {
        "title", "section", "n", "score", "passage_cosine", "lexical", "sentence_cosine",
        "coverage", "absolute",
    }  # fmt: skip
    assert "Cameras" not in str(shown)


def test_a_question_that_goes_on_from_another_is_noted_as_such(service: AnswerService) -> None:
    """The explanation says that both were read."""
    answer = service.ask("and at night?", MEMBER, ("do drones fly near prisons?",))

    assert answer.basis is not None
    assert answer.basis.follows


def test_an_acronym_that_is_spelt_out_is_not_taken_for_a_follow_up(world: World) -> None:
    """The search adds words of its own to what was said."""
    pack = load_community("police_science")
    world.publish(document("Areas of research interest are listed in the ARI paper."))
    basis = AnswerService(pack, world.retriever, world.clock).ask("what is an ARI?", MEMBER).basis

    assert basis is not None
    assert not basis.follows


def test_what_was_not_searched_was_not_looked_at(service: AnswerService) -> None:
    """A route that shows nothing looks nothing up."""
    route = next(one for one in load_community("coastal_ecology").routes if not one.show_closest)
    answer = ask(service, route.examples[0])

    assert answer.state is AnswerState.ROUTED
    assert answer.considered == ()
    assert answer.basis is None


def test_an_answer_in_words_numbers_its_sources(service: AnswerService) -> None:
    """What the terminal shows."""
    words = answer_in_words(ask(service, "drones fly near prisons at night?"))

    assert "Drones fly near prisons at night. [1]" in words
    assert "[1] Drones near prisons · evidence · May 2024 · https://example.org/drones" in words


def test_nothing_in_a_document_steers_the_terminal(world: World) -> None:
    """Escapes and direction marks are dropped on their way to the screen."""
    world.publish(document("Drones \x1b[2Jfly \u202enear prisons tonight."))
    service = AnswerService(load_community("coastal_ecology"), world.retriever, world.clock)
    words = answer_in_words(ask(service, "drones fly near prisons tonight"))

    assert "Drones" in words
    assert "\x1b" not in words
    assert "\u202e" not in words


def test_the_json_of_an_answer_has_the_documented_fields(service: AnswerService) -> None:
    """Programs read it."""
    shown = ask(service, "drones fly near prisons at night?").model_dump(mode="json")

    assert shown["state"] == "answer"
    assert set(shown["citations"][0]) == {
        "n", "document", "title", "section", "date", "url", "kind", "locator", "quote", "owner",
        "review_date", "evidence", "stale", "superseded_by", "trial",
    }  # fmt: skip
    assert {"sentences", "people", "index_version", "model"} <= set(shown)
    assert shown["people"] == []


def test_the_pack_folder_can_stand_anywhere(tmp_path: Path) -> None:
    """A community's own folder is as good as a shipped one."""
    shipped = load_community("coastal_ecology").folder
    own = tmp_path / "coastal_ecology"
    own.symlink_to(shipped, target_is_directory=True)

    assert load_community(str(own)).bot_name == load_community("coastal_ecology").bot_name
