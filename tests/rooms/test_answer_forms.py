"""Lists, definitions, two sides: what a question asks for shapes its answer."""

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.answers.service import AnswerService
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerForm, AnswerState
from knowledge.models.documents import Document, Section
from tests.factories import document, info
from tests.worlds import World

MEMBER = Audience.of(full_member=True)
AIMS = (
    "The harbour plan has three aims. The first aim is safe boats. "
    "The second aim is clean water in every harbour basin. The third aim is quiet nights."
)


def answers_over(world: World, *documents: Document) -> AnswerService:
    """The coastal community's answers over a few documents."""
    world.publish(*documents)
    return AnswerService(load_community("coastal_ecology"), world.retriever, world.clock)


def headed(answer: Answer) -> list[tuple[str, str]]:
    """Each sentence of an answer with the heading above it."""
    return [(one.heading, one.text) for one in answer.sentences]


def said(answer: Answer) -> list[str]:
    """What an answer says, sentence by sentence."""
    return [one.text for one in answer.sentences]


def test_a_list_is_quoted_whole_and_in_order(world: World) -> None:
    """Although its best sentence comes third."""
    service = answers_over(world, document(f"Rain fell. {AIMS} It was signed in May.", "plan.md"))
    answer = service.ask("what are the aims of the harbour plan on clean water?", MEMBER)

    assert answer.state is AnswerState.ANSWER
    assert answer.form is AnswerForm.LIST
    assert " ".join(said(answer)) == AIMS
    assert answer.citations[0].quote == AIMS
    assert answer.notes == ()


def test_a_list_that_names_fewer_than_it_says_does_not_pass_for_whole(world: World) -> None:
    """The source itself speaks of more."""
    service = answers_over(world, document(AIMS.replace("three", "seven"), "plan.md"))
    answer = service.ask("what are the aims of the harbour plan?", MEMBER)

    assert answer.notes == ("The source speaks of 7; 3 are named here.",)


def test_a_list_that_was_cut_into_passages_is_quoted_whole(world: World) -> None:
    """A passage holds 200 words; a list may be longer."""
    items = [f"Quay {n} takes " + " ".join(f"boat{n}x{k}" for k in range(60)) for n in range(1, 9)]
    service = answers_over(world, document(". ".join(items) + ".", "quays.md"))
    answer = service.ask("which boats does each of the quays take: boat4x1 boat4x2?", MEMBER)

    assert [one.split()[1] for one in said(answer)] == [str(n) for n in range(1, 9)]
    assert len(answer.citations) > 1


def test_bullets_are_items(world: World) -> None:
    """As a reader of documents writes them: a line each."""
    text = "Bring these to the boat:\n\na long rope of hemp\na lamp\nbread"
    paper = Document(info=info("kit.md"), sections=(Section(text=text),))
    answer = answers_over(world, paper).ask("what are the things to bring to the boat?", MEMBER)

    assert said(answer) == ["Bring these to the boat:", "a long rope of hemp", "a lamp", "bread"]


def test_another_heading_that_names_the_things_is_not_passed_over(world: World) -> None:
    """The levels of a scale are not its limits."""
    paper = Document(
        info=info("scale.md"),
        sections=(
            Section(
                heading=("Levels",),
                text="Level 1 of the Tern scale is low. Level 2 of the Tern scale is middling. "
                "Level 3 of the Tern scale is high. " + "It is quiet there. " * 30,
            ),
            Section(
                heading=("Limits",),
                text="The Tern scale leaves out the wind. " + "It is loud here. " * 30,
            ),
        ),
    )
    service = answers_over(world, paper)

    assert len(said(service.ask("what are the levels of the Tern scale?", MEMBER))) == 3
    assert "The Tern scale leaves out the wind." in said(
        service.ask("what are the limits of the Tern scale?", MEMBER)
    )


@pytest.mark.parametrize("question", ["what are the wardens for?", "which wardens are there?"])
def test_a_list_question_without_a_list_is_answered_like_a_fact(
    world: World, question: str
) -> None:
    """Three sentences at most."""
    service = answers_over(world, document("Wardens are there for the birds of the coast."))

    assert said(service.ask(question, MEMBER)) == ["Wardens are there for the birds of the coast."]


GATES = (
    ("Purpose", "Tidal gates keep the harbour basin full of water at low tide."),
    (
        "Support",
        "Tidal gates have reduced waste in the harbour basin. Skippers welcomed the gates.",
    ),
    ("Criticism", "Tidal gates close at night in the harbour basin."),
)


OTHERS = tuple(
    document(f"Of {word} nothing is known to anybody here.", f"{word}.md")
    for word in ("kelp", "otters", "winches", "ropes", "weather")
)


def sectioned(*sections: tuple[str, str], name: str = "gates.md") -> Document:
    """A document whose sections stay apart."""
    return Document(
        info=info(name),
        sections=tuple(
            Section(heading=(heading,), text=text, apart=True) for heading, text in sections
        ),
    )


def test_both_sides_stand_under_headings_without_a_verdict(world: World) -> None:
    """What the sources say of it first, then for, then against."""
    service = answers_over(world, sectioned(*GATES), *OTHERS)
    answer = service.ask("arguments for and against tidal gates in the harbour basin?", MEMBER)

    assert answer.form is AnswerForm.COMPARISON
    assert headed(answer) == [
        ("", "Tidal gates keep the harbour basin full of water at low tide."),
        ("For", "Tidal gates have reduced waste in the harbour basin."),
        ("For", "Skippers welcomed the gates."),
        ("Against", "Tidal gates close at night in the harbour basin."),
    ]
    assert answer.notes == ()
    assert all(one.citations for one in answer.sentences)


def test_the_side_that_is_asked_for_comes_first_and_the_other_is_not_hidden(world: World) -> None:
    """Who asks for risks reads of merits too."""
    service = answers_over(world, sectioned(*GATES), *OTHERS)
    answer = service.ask("what are the risks of tidal gates?", MEMBER)

    assert list(dict.fromkeys(one.heading for one in answer.sentences)) == ["Against", "For"]


def test_one_side_alone_is_called_so(world: World) -> None:
    """Silence is no support."""
    service = answers_over(world, sectioned(*GATES[:2]), *OTHERS)
    answer = service.ask("pros and cons of tidal gates in the harbour basin?", MEMBER)

    assert ("For", "Skippers welcomed the gates.") in headed(answer)
    assert "Against" not in {one.heading for one in answer.sentences}
    assert answer.notes == ("Only one side is held here: nothing that I found speaks against it.",)


def test_no_side_at_all_is_called_so(world: World) -> None:
    """A description is no argument."""
    service = answers_over(world, sectioned(*GATES[:1]), *OTHERS)
    answer = service.ask("arguments for and against tidal gates in the harbour basin?", MEMBER)

    assert said(answer) == [GATES[0][1]]
    assert answer.notes[0].startswith("I found nothing that speaks for it or against it")


def test_two_things_are_put_beside_each_other(world: World) -> None:
    """What speaks of both first, then each by itself."""
    service = answers_over(
        world,
        document("Creels and pots are both traps for crabs.", "both.md"),
        document("Creels are soft traps. Creels stay out.", "creels.md"),
        document("Pots are hard traps.", "pots.md"),
        *OTHERS,
    )
    answer = service.ask("creels versus pots", MEMBER)

    assert headed(answer) == [
        ("", "Creels and pots are both traps for crabs."),
        ("On creels", "Creels are soft traps."),
        ("On pots", "Pots are hard traps."),
    ]


def test_a_thing_of_which_nothing_is_held_is_named(world: World) -> None:
    """Rather than described by its neighbour."""
    service = answers_over(world, document("Creels are traps with a soft eye.", "creels.md"))
    answer = service.ask("creels traps with a soft eye versus trawls", MEMBER)

    assert answer.notes == ("I found nothing to quote on trawls alone.",)
