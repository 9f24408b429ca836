"""A language model's draft is held against what people said."""

from knowledge.discussions.reporting.building import build
from knowledge.discussions.reporting.faithful import faults
from knowledge.models.report_material import WrittenQuote, WrittenSentence, WrittenTheme
from knowledge.models.reports import Report
from knowledge.models.themes import By
from tests.told import assigned, material, remark, theme

SAID = [
    remark(1, "Lamp covers leak when it rains."),
    remark(2, "Rain gets into the covers of 12 lamps."),
    remark(3, "The covers do not close."),
]
GOOD = WrittenSentence(text="Rain gets into the covers of lamps.", cites=(SAID[1].id,))
QUOTE = WrittenQuote(id=SAID[0].id, text="covers leak when it rains")


def drafted(*sentences: WrittenSentence, quotes: tuple[WrittenQuote, ...] = ()) -> Report:
    """A report over a draft on its only theme."""
    draft = WrittenTheme(theme="rain", name="Covers leak", sentences=sentences, quotes=quotes)
    outside = remark(4, "Paths are dark.")
    return build(
        material([*SAID, outside], themes=(theme(),), assignments=assigned(SAID), written=(draft,))
    )


def by_model(report: Report) -> list[str]:
    """What the model is said to have written of the report."""
    return [one.text for one in report.themes[0].sentences if one.by is By.MODEL]


def test_what_holds_is_taken_with_its_citations() -> None:
    """A sentence, a quote and a title of words that people used."""
    report = drafted(GOOD, quotes=(QUOTE,))

    assert by_model(report) == [GOOD.text]
    assert report.themes[0].name == "Covers leak"
    assert (report.drafted, report.dropped) == (2, 0)
    assert faults(report) == ()


def test_invented_quotes_never_get_in_and_the_drop_is_stated() -> None:
    """A fifth may fail; it is left out and counted."""
    invented = WrittenQuote(id=SAID[0].id, text="lamps are perfect")
    report = drafted(GOOD, GOOD, GOOD, GOOD, quotes=(invented,))

    assert "perfect" not in report.model_dump_json()
    assert report.dropped == 1
    assert any("1 did not hold and were left out" in one for one in report.notes)
    assert faults(report) == ()


def test_a_draft_of_which_much_fails_is_not_used() -> None:
    """More than a fifth: the report is made of quotes alone, and says so."""
    invented = [WrittenSentence(text=f"{n} lamps exploded.", cites=(SAID[0].id,)) for n in range(3)]
    report = drafted(GOOD, *invented)

    assert by_model(report) == []
    assert report.themes[0].named_by is By.ALGORITHM
    assert "draft was not used: 3 of its 4 sentences" in report.notes[-1]
    assert faults(report) == ()


def test_a_sentence_must_hold_in_what_it_cites() -> None:
    """No number, name, turn or source of its own."""
    bad = [
        WrittenSentence(text="Rain gets into the covers of 13 lamps.", cites=(SAID[1].id,)),
        WrittenSentence(text="Wendy gets rain into the covers.", cites=(SAID[1].id,)),
        WrittenSentence(text="Rain never gets into the covers.", cites=(SAID[1].id,)),
        WrittenSentence(text="Paths are dark.", cites=(remark(4, "Paths are dark.").id,)),
        WrittenSentence(text="Rain gets into the covers.", cites=()),
    ]
    good = [GOOD] * 20

    for one in bad:
        report = drafted(*good, one)
        assert one.text not in by_model(report), one.text
        assert report.dropped == 1


def test_a_draft_on_a_theme_that_is_gone_says_nothing() -> None:
    """Membership never comes from the model."""
    draft = WrittenTheme(theme="gone", name="Covers", sentences=(GOOD,))
    report = build(material(SAID, themes=(theme(),), assignments=assigned(SAID), written=(draft,)))

    assert by_model(report) == []
    assert report.drafted == 0
