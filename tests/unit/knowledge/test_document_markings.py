"""Where a document may be marked, and what is stored of it."""

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.models.documents import Document, DocumentInfo, Locator, Section
from knowledge.models.sensitivity import MarkingAction, Verdict
from knowledge.models.trials import Trial
from knowledge.text.sensitivity import assess_document, content_hash

RULES = load_community("police_science").sensitivity
TEXT = "\n\n".join(f"Paragraph {n} of the trial report." for n in range(60))


def document(text: str = TEXT, *, name: str = "report.md", **info: object) -> Document:
    """Return a document of one section."""
    facts = {"id": name, "name": name, "title": "A trial", **info}
    return Document(info=DocumentInfo.model_validate(facts), sections=(Section(text=text),))


def verdict_on(one: Document) -> Verdict:
    """Judge a document."""
    return assess_document(one, RULES)[1]


@pytest.mark.parametrize(
    "marked",
    [
        document(marking="secret"),
        document(name="SECRET_report.md"),
        document(title="SECRET", name="report.txt"),
        document(f"SECRET\n\n{TEXT}"),
        document(f"{TEXT}\n\nSECRET"),
        document().model_copy(update={"edges": ("Page 3   SECRET",)}),
    ],
    ids=["field", "file name", "title", "first line", "last line", "running foot"],
)
def test_a_marking_counts_wherever_markings_stand(marked: Document) -> None:
    """Nothing of the document is left."""
    kept, verdict = assess_document(marked, RULES)

    assert kept is None
    assert (verdict.label, verdict.action) == ("SECRET", MarkingAction.BLOCK)


def test_a_line_at_the_edge_of_a_page_within_the_text_counts() -> None:
    """Pages are known by their locators."""
    text = TEXT.replace("Paragraph 30 of", "SECRET\n\nParagraph 30 of")
    section = Section(text=text, locators=(Locator(text.index("SECRET"), "page 2"),))
    paged = document().model_copy(update={"sections": (section,)})

    assert verdict_on(paged).label == "SECRET"
    assert verdict_on(document(text)).label == "none"


@pytest.mark.parametrize(
    ("name", "action"), [("guide.md", MarkingAction.HOLD), ("scan.pdf", MarkingAction.BLOCK)]
)
def test_a_heading_holds_where_headings_are_the_writers_own(
    name: str, action: MarkingAction
) -> None:
    """Guidance has such headings; in a PDF a line in capitals is only taken for one."""
    section = Section(heading=("Tiers", "SECRET"), text="Gravest harm.")
    headed = document(name=name).model_copy(update={"sections": (section,)})

    assert verdict_on(headed).action is action


def test_the_chatham_house_rule_takes_the_names_away() -> None:
    """What was said stays."""
    said = document(
        f"Held under the Chatham House Rule.\n\n{TEXT}",
        owner="Jo Reef",
        credit="Jo Reef",
        members=("U1",),
    )
    kept, verdict = assess_document(said, RULES)

    assert verdict.action is MarkingAction.UNATTRIBUTED
    assert kept is not None
    assert (kept.info.owner, kept.info.credit, kept.info.members) == ("", "", ())
    assert kept.sections == said.sections


def test_a_hold_that_was_approved_still_loses_names_and_identifiers() -> None:
    """A curator lets a text through, not what identifies people."""
    said = document(
        f"OFFICIAL-SENSITIVE\n\nHeld under the Chatham House Rule.\n\n{TEXT}\n\nRing 07700 900123.",
        owner="Jo Reef",
    )
    held, _ = assess_document(said, RULES)
    kept, _ = assess_document(said, RULES, approved=True)

    assert held is None
    assert kept is not None
    assert kept.info.owner == ""
    assert "[telephone number removed]" in kept.sections[0].text


def test_what_a_curator_decides_on_changes_with_the_words_and_nothing_else() -> None:
    """A new review date is no new text."""
    one = content_hash(document())

    assert content_hash(document(review_date="2027-01-01")) == one
    assert content_hash(document(TEXT + " More.")) != one
    assert content_hash(document(marking="OFFICIAL-SENSITIVE")) != one


def test_other_rules_have_another_fingerprint() -> None:
    """So that what was let in before is looked at again."""
    same = load_community("police_science").sensitivity

    assert same.fingerprint() == RULES.fingerprint()
    assert load_community("coastal_ecology").sensitivity.fingerprint() != RULES.fingerprint()


def test_what_a_trial_states_is_looked_at_and_goes_with_the_names() -> None:
    """It is a document's text as much as its paragraphs are."""
    told = {"what": "lamps", "where": "Tern Port", "contact": "Ana Larch"}
    trial = Trial(**told, lesson="Ring 07700 900123.")
    said = document(f"Held under the Chatham House Rule.\n\n{TEXT}", trial=trial)
    kept, _ = assess_document(said, RULES)

    assert kept is not None
    assert kept.info.trial is not None
    assert (kept.info.trial.where, kept.info.trial.contact) == ("", "")
    assert "07700" not in kept.info.trial.lesson
    assert content_hash(said) != content_hash(document(said.sections[0].text))
    marked = document(trial=trial.model_copy(update={"lesson": "SECRET"}))
    assert verdict_on(marked).action is MarkingAction.BLOCK
