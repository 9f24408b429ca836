"""From what was said to a report."""

from itertools import chain

from knowledge.discussions.reporting.building import build
from knowledge.discussions.reporting.faithful import faults, sentences_of
from knowledge.models.contributions import Credit
from knowledge.models.discussions import Prompt, PromptState
from knowledge.models.remarks import RemarkState
from knowledge.models.report_material import Opposed, Tallied
from knowledge.models.reports import Report
from knowledge.models.themes import By, ThemeState
from tests.told import assigned, discussion, material, remark, theme

SAID = [remark(number) for number in range(1, 6)]


def themed(**changes: object) -> Report:
    """A report with one theme of five people."""
    return build(material(SAID, themes=(theme(),), assignments=assigned(SAID), **changes))


def texts(report: Report) -> list[str]:
    """Every sentence of a report."""
    return [one.text for _, one in sentences_of(report)]


def test_a_theme_counts_people_and_not_messages() -> None:
    """Whoever says a thing twice counts once."""
    said = [*SAID, remark(1, "Lamp 1 fails in rain, I say it again.")]
    report = build(material(said, themes=(theme(),), assignments=assigned(said)))

    assert "5 people spoke of this in 6 contributions." in texts(report)
    assert faults(report) == ()


def test_a_theme_of_two_people_is_none() -> None:
    """Three people make a theme; what two said stays a single voice each."""
    said = [*SAID[:2], remark(1, "Once more about lamp 1.")]
    report = build(material(said, themes=(theme(),), assignments=assigned(said)))

    assert report.themes == ()
    assert len(report.prompts[0].singles) == 3
    assert faults(report) == ()


def test_a_title_of_the_algorithm_is_made_anew() -> None:
    """The stored one may quote what was withdrawn since."""
    report = themed()

    assert [one.name for one in report.themes] == ["Lamp 1 fails when it rains."]


def test_the_hosts_title_stands() -> None:
    """The host's word stands over every recompute."""
    named = theme(name="Rain", named_by=By.HOST)
    report = build(material(SAID, themes=(named,), assignments=assigned(SAID)))

    assert [(one.name, one.named_by) for one in report.themes] == [("Rain", By.HOST)]
    assert faults(report) == ()


def test_members_of_a_merged_theme_are_found_in_the_one_it_went_into() -> None:
    """Merging moves nobody by hand."""
    wet = theme("wet", state=ThemeState.MERGED, into="rain")
    where = (*assigned(SAID[:2], "wet"), *assigned(SAID[2:]))
    report = build(material(SAID, themes=(theme(), wet), assignments=where))

    assert [(one.id, one.label) for one in report.themes] == [("rain", "1A")]
    assert {one.theme for one in report.entries} == {"rain"}


def test_members_of_a_rejected_theme_are_others() -> None:
    """What the host threw out does not come back."""
    out = theme(state=ThemeState.REJECTED)
    report = build(material(SAID, themes=(out,), assignments=assigned(SAID)))

    assert report.themes == ()
    assert {one.theme for one in report.entries} == {""}


def test_what_is_out_is_nowhere() -> None:
    """Withdrawn, opted out, off topic, or not yet given a prompt."""
    out = [
        remark(6, "taken back", state=RemarkState.WITHDRAWN),
        remark(7, "without me", state=RemarkState.OPTED_OUT),
        remark(8, "buy my lamps", off_topic=True),
        remark(9, "to which prompt?", prompt=0),
    ]
    report = build(material([*SAID, *out]))

    assert len(report.entries) == 5
    assert not any(one.text in report.model_dump_json() for one in out)


def test_a_withdrawn_quote_gives_way_to_another() -> None:
    """A theme's stored quotes are only wishes."""
    gone = SAID[0].model_copy(update={"state": RemarkState.WITHDRAWN})
    said = [gone, *SAID[1:]]
    wanted = theme(quotes=(gone.id, SAID[3].id))
    report = build(material(said, themes=(wanted,), assignments=assigned(said)))

    assert report.themes[0].quotes[0].entry == SAID[3].id
    assert gone.text not in report.model_dump_json()


def test_a_long_contribution_is_quoted_in_whole_sentences() -> None:
    """A quote is a slice, and says that something is missing after it."""
    long = remark(1, "Rain gets in. " * 60)
    report = build(material([long, *SAID[1:]]))
    quote = next(one for one in report.prompts[0].singles if one.entry == long.id)

    assert quote.cut
    assert quote.text.endswith("Rain gets in.")
    assert len(quote.text) <= 420


def test_a_discussion_in_which_nobody_spoke_has_a_report() -> None:
    """It is valid, and says so."""
    report = build(material())

    assert (report.people, report.entries, report.sentences) == (0, (), ())
    assert faults(report) == ()


def test_a_skipped_prompt_is_said_to_be_skipped() -> None:
    """And is not counted among those that were asked."""
    prompts = (
        Prompt(number=1, text="What fails first?"),
        Prompt(number=2, text="What should change?", state=PromptState.SKIPPED),
    )
    report = build(material(SAID, discussion=discussion(prompts=prompts)))

    assert [one.skipped for one in report.prompts] == [False, True]
    assert texts(report)[0] == "5 people wrote 5 contributions under 1 prompt."


def test_views_that_differ_stand_side_by_side_with_both_counts() -> None:
    """Opposite statements are never merged."""
    share = [remark(n, f"Share the lamps, says {n}.") for n in range(1, 4)]
    keep = [remark(n, f"Do not share the lamps, says {n}.") for n in range(4, 6)]
    opposed = Opposed(one=tuple(o.id for o in share), other=tuple(o.id for o in keep))
    report = build(material([*share, *keep], opposed=(opposed,)))
    view = report.prompts[0].differences[0]

    assert (view.one.text, view.other.text) == (share[0].text, keep[0].text)
    assert view.sentences[0].text == (
        "Views differ: the one is said by 3 people, the other by 2 people."
    )
    assert faults(report) == ()


def test_votes_are_told_with_what_they_come_to() -> None:
    """Agreement of a theme, and a contested contribution under its prompt."""
    tallied = Tallied(agree=4, disagree=3, unsure=1, label="contested")
    report = build(
        material(
            SAID,
            themes=(theme(),),
            assignments=assigned(SAID),
            on_themes={"rain": tallied},
            on_remarks={SAID[2].id: tallied},
        )
    )

    assert "8 people voted, 4 agree, 3 disagree, 1 is unsure: contested." in texts(report)
    assert [one.entry for one in report.prompts[0].contested] == [SAID[2].id]
    assert faults(report) == ()


def test_priorities_that_were_not_discussed_are_named_too() -> None:
    """Silence on a priority is a finding."""
    linked = theme(priorities=("light", "unknown"))
    report = build(
        material(
            SAID,
            themes=(linked,),
            assignments=assigned(SAID),
            priorities={"light": "More light", "paths": "Safe paths"},
        )
    )

    assert [(one.key, one.themes) for one in report.priorities] == [
        ("light", ("rain",)),
        ("paths", ()),
    ]


def test_words_without_consent_are_counted_and_not_shown() -> None:
    """An import without consent columns gives unattributed, unquoted themes."""
    said = [one.model_copy(update={"quotable": False}) for one in SAID]
    report = build(material(said, themes=(theme(),), assignments=assigned(said)))
    shown = report.model_dump_json()

    assert [one.name for one in report.themes] == ["lamp, rain"]
    assert report.themes[0].quotes == ()
    assert not any(one.text in shown or one.name in shown for one in said)
    assert faults(report) == ()


def test_only_those_who_agreed_are_named() -> None:
    """Credit decides, and an anonymous entry is nobody's."""
    said = [
        remark(1),
        remark(2, credit=Credit.KIND),
        remark(3, credit=Credit.ANONYMOUS),
        remark(4, author="", token="t4"),  # noqa: S106 - of no secret
    ]
    report = build(material(said))
    shown = [(one.name, one.kind, bool(one.url)) for one in report.entries]

    assert shown == [
        ("Person One", "Warden", True),
        ("", "Warden", False),
        ("", "", False),
        ("", "", False),
    ]
    assert report.credits == ("Person One",)
    assert not any(name in report.model_dump_json() for name in ("Two", "Three", "Four"))


def test_the_same_material_gives_the_same_report() -> None:
    """In whatever order it was stored."""
    turned = material(SAID[::-1], themes=(theme(),), assignments=assigned(SAID)[::-1])

    assert build(turned) == themed()


def test_every_sentence_cites_something() -> None:
    """A sentence without a source is none."""
    cites = chain.from_iterable(one.cites for _, one in sentences_of(themed()))

    assert set(cites) == {"report", "prompt:1", "theme:rain"}


def test_what_repeats_an_earlier_one_counts_and_is_not_quoted_again() -> None:
    """Linked, never deleted."""
    again = remark(6, "LAMP 1 fails when it  rains.", duplicate_of=SAID[0].id)
    gone = remark(7, "Like one that was withdrawn.", duplicate_of="0" * 16)
    said = [*SAID[:1], again, gone]
    report = build(material(said, themes=(theme(),), assignments=assigned(said)))

    assert [one.entry for one in report.themes[0].quotes] == [SAID[0].id, gone.id]
    assert texts(report)[2] == (
        "3 people spoke of this in 3 contributions, 1 of which repeats another."
    )
    assert {one.id: one.repeats for one in report.entries}[gone.id] == ""
    assert faults(report) == ()


def test_the_same_words_are_quoted_once() -> None:
    """Whether or not somebody found out that one repeats the other."""
    said = [remark(n, "The lamp fails.", id=f"{n:016x}") for n in range(1, 4)]
    report = build(material(said))

    assert [one.text for one in report.prompts[0].singles] == ["The lamp fails."]
    assert report.prompts[0].unquoted == 2
