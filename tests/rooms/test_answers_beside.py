"""What is said beside an answer, and the answers on people, words and discussions."""

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.answers.service import AnswerService
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerForm, AnswerState
from knowledge.models.community import CommunityPack
from knowledge.models.documents import Document, Section
from tests.factories import document, info
from tests.worlds import World

MEMBER = Audience.of(full_member=True)
PACK = load_community("coastal_ecology")
OTHERS = tuple(
    document(f"Of {word} nothing is known to anybody here.", f"{word}.md")
    for word in ("kelp", "otters", "winches", "ropes", "weather")
)


def answers_over(world: World, *documents: Document, pack: CommunityPack = PACK) -> AnswerService:
    """Answers over a few documents, beside others that answer nothing."""
    world.publish(*documents, *OTHERS)
    return AnswerService(pack, world.retriever, world.clock)


def said(answer: Answer) -> list[str]:
    """What an answer says, sentence by sentence."""
    return [one.text for one in answer.sentences]


def test_sources_of_different_kinds_are_told_apart_in_the_pack_s_words(world: World) -> None:
    """Nobody takes an opinion for a rule."""
    service = answers_over(
        world,
        document("Dogs stay off the north beach in June.", "rule.md", kind="policy"),
        document("Dogs on the north beach in June scare nobody.", "view.md", kind="opinion"),
    )
    answer = service.ask("are dogs allowed on the north beach in June?", MEMBER)

    assert len(answer.citations) == 2
    kinds = {one.n: one.kind for one in answer.citations}
    first, second = ("rule", "opinion") if kinds[1] == "policy" else ("opinion", "rule")
    assert answer.notes == (f"These sources are of different kinds: [1] {first}, [2] {second}.",)


def test_sources_of_one_kind_need_no_note(world: World) -> None:
    """There is nothing to mix up."""
    service = answers_over(world, document("Dogs stay off the north beach in June."))

    assert service.ask("are dogs allowed on the north beach in June?", MEMBER).notes == ()


@pytest.mark.parametrize(
    ("kind", "evidence", "noted"),
    [
        ("policy", "", True),
        ("evidence", "", False),
        ("practice", "evaluated", False),
    ],
)
def test_what_is_used_is_not_taken_for_what_works(
    world: World, kind: str, evidence: str, *, noted: bool
) -> None:
    """Unless somebody has looked."""
    paper = document("Fences on the north beach are paid for.", kind=kind, evidence=evidence)
    answer = answers_over(world, paper).ask("do fences on the north beach work?", MEMBER)

    assert (PACK.notices.no_evaluation in answer.notes) is noted


def test_findings_come_before_descriptions_when_an_effect_is_asked_for(world: World) -> None:
    """What a fence is comes second."""
    text = "Fences on the north beach are of wood. Fences on the beach have reduced waste."
    service = answers_over(world, document(text, kind="evidence"))

    assert said(service.ask("do fences on the north beach work?", MEMBER))[0].endswith("waste.")


def test_letters_are_spelt_out_at_their_first_use(world: World) -> None:
    """Unless a sentence or the question does, or the glossary is not sure."""
    service = answers_over(
        world, document("Eelgrass is a PMF on the coast, a HAT mark shows, says OSPAR.")
    )
    answer = service.ask("is eelgrass on the coast protected?", MEMBER)
    asked = service.ask("is eelgrass on the coast a Priority Marine Feature?", MEMBER)

    ospar = (
        "OSPAR: Oslo and Paris Conventions for the protection of the marine environment of the "
        "North-East Atlantic."
    )
    assert answer.notes == (f"PMF: Priority Marine Feature. {ospar}",)
    assert asked.notes == (ospar,)


def test_a_definition_is_led_by_the_sentence_that_defines(world: World) -> None:
    """And the glossary's sense stands beside it."""
    text = "A PMF is found by a PMF survey on the coast. A PMF is a habitat that matters."
    answer = answers_over(world, document(text)).ask("what is a PMF?", MEMBER)

    assert answer.form is AnswerForm.DEFINITION
    assert said(answer)[0] == "A PMF is a habitat that matters."
    assert answer.notes == ("PMF stands for Priority Marine Feature.",)


def test_a_sense_without_a_source_never_answers_alone(world: World) -> None:
    """One with a source may be told, with or without an answer."""
    service = answers_over(world)
    recalled, sourced = (service.ask(f"what is {name}?", MEMBER) for name in ("an MPA", "a PMF"))

    assert recalled.state is not AnswerState.ANSWER
    assert recalled.notes == ()
    assert sourced.notes == ("PMF stands for Priority Marine Feature.",)


def test_all_senses_are_offered_where_nothing_decides(world: World) -> None:
    """None of them is stated as if it were meant."""
    (sure,) = (one for one in PACK.glossary if one.acronym == "PMF")
    other = sure.model_copy(update={"expansion": "pier maintenance fund", "status": "recalled"})
    pack = PACK.model_copy(update={"glossary": (*PACK.glossary, other)})
    answer = answers_over(world, pack=pack).ask("what is a PMF?", MEMBER)

    assert answer.notes == ()
    assert [one.label for one in answer.choices] == [
        "Priority Marine Feature",
        "Pier maintenance fund",
    ]


def test_who_is_answered_with_bodies_that_sources_name(world: World) -> None:
    """And with how to find people, when a person is looked for."""
    text = "The slipway at the quay is wet. The Harbour Board owns the slipway at the quay."
    service = answers_over(world, document(text))
    owner = service.ask("who owns the slipway at the quay?", MEMBER)
    person = service.ask("who should I talk to about the slipway at the quay?", MEMBER)

    assert said(owner)[0] == "The Harbour Board owns the slipway at the quay."
    assert PACK.notices.finding_people not in owner.notes
    assert person.form is AnswerForm.PEOPLE
    assert person.notes[0] == PACK.notices.finding_people


def test_who_is_never_made_up(world: World) -> None:
    """Where nothing is held, only the way to find people is told."""
    answer = answers_over(world).ask("who works on sourdough bread?", MEMBER)

    assert answer.state is AnswerState.NOT_HELD
    assert answer.sentences == ()
    assert answer.notes == (PACK.notices.finding_people,)


def contribution(number: int, text: str, prompt: str) -> Document:
    """One answer to one question of a survey."""
    section = Section(heading=(prompt,), text=text, apart=True)
    return Document(
        info=info(f"survey.csv#{number}", title=f"Survey {number}", kind="opinion"),
        sections=(section,),
    )


def test_a_discussion_is_told_by_its_voices_under_what_was_asked(world: World) -> None:
    """One sentence of each first, the single voice among them; a card about it is no voice."""
    prompt = "What of dredging the north channel?"
    service = answers_over(
        world,
        contribution(1, "Dredging the north channel would be safer for boats.", prompt),
        contribution(2, "Dredging the channel has benefits for the north quay.", prompt),
        contribution(3, "Dredging the north channel is harmful for eelgrass.", prompt),
        document("Dredging the north channel was discussed.", "card.md", kind="practice"),
    )
    answer = service.ask("what did people say about dredging the north channel?", MEMBER)

    assert answer.form is AnswerForm.SUMMARY
    assert {one.heading for one in answer.sentences} == {prompt}
    assert len(answer.citations) == 3
    assert "Dredging the north channel is harmful for eelgrass." in said(answer)[:2]
    assert answer.notes == ("These are the 3 contributions that came nearest; more may be held.",)


def test_without_a_discussion_other_sources_answer_and_are_called_so(world: World) -> None:
    """They are nobody's opinion."""
    service = answers_over(world, document("Dredging the north channel costs a lot."))
    answer = service.ask("what did people say about dredging the north channel?", MEMBER)

    assert said(answer) == ["Dredging the north channel costs a lot."]
    assert answer.notes == ("I hold no discussion of this; this is what other sources say.",)


def test_another_source_takes_the_last_place(world: World) -> None:
    """Three sentences of one source say less than two and one of another."""
    service = answers_over(
        world,
        document(
            "Terns nest on the north beach in May. Terns on the north beach nest on shingle. "
            "Terns nest on the north beach in pairs. Terns nest on the north beach at dusk.",
            "terns.md",
        ),
        document("Where gulls sleep on the north beach, terns do nest too.", "beach.md"),
    )
    answer = service.ask("where on the north beach do terns nest?", MEMBER)

    assert [one.document for one in answer.citations] == ["terns.md", "beach.md"]
