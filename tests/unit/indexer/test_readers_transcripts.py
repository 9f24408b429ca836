"""Transcripts to turns: who spoke by role, when, and only with consent."""

from collections.abc import Callable

import pytest

from indexer.readers.blocks import Block
from indexer.readers.origin import Origin, ReaderDefaults, Reading
from indexer.readers.transcripts import turns
from indexer.readers.transcripts.lines import is_transcript
from indexer.readers.transcripts.speakers import Cue, with_roles
from indexer.readers.transcripts.subtitles import read_srt, read_vtt
from indexer.readers.transcripts.turns import moment
from indexer.readers.transcripts.word import transcript_of
from knowledge.errors import RefusedFile
from knowledge.models.documents import Document, Kind, Locator
from tests.fixtures.text_files import SRT, VTT

ORIGIN = Origin("/docs/lamps.vtt", "lamps.vtt", ReaderDefaults())

TEAMS = (
    "Imogen Quillfeather 0:03\nWhat would help, Barnaby?\n"
    "Barnaby Thistlewick 0:14\nTwo lamps.\nAnd a map.\n"
    "Imogen Quillfeather 0:20\nNothing else?\n"
    "Barnaby Thistlewick 1:02:03\nNo more."
)
OLD_TEAMS = (
    "0:0:3.0 --> 0:0:5.120\nImogen Quillfeather\nWhat would help, Barnaby?\n"
    "0:0:14.0 --> 0:0:15.0\nBarnaby Thistlewick\nTwo lamps.\nAnd a map.\n"
    "0:0:20.0 --> 0:0:21.0\nImogen Quillfeather\nNothing else?\n"
    "1:2:3.0 --> 1:2:4.0\nBarnaby Thistlewick\nNo more."
)
TIMED = (
    "00:00:03 Imogen Quillfeather: What would help, Barnaby?\n"
    "[00:00:14] Barnaby Thistlewick: Two lamps.\nAnd a map.\n"
    "(00:00:20) Imogen Quillfeather: Nothing else?\n"
    "01:02:03 - Barnaby Thistlewick: No more."
)
ZOOM = (
    "[Imogen Quillfeather] 00:00:03\nWhat would help, Barnaby?\n"
    "[Barnaby Thistlewick] 00:00:14\nTwo lamps.\nAnd a map.\n"
    "[Imogen Quillfeather] 00:00:20\nNothing else?\n"
    "[Barnaby Thistlewick] 01:02:03\nNo more."
)
UNTIMED = (
    "Interviewer: Imogen Quillfeather\nPresent: Barnaby Thistlewick\n"
    "Interviewer: What would help?\nP1: Two lamps.\nAnd a map.\nInterviewer: Else?\nP1: No."
)


def vtt(text: str) -> Document:
    """Read WebVTT."""
    ((document,), _) = read_vtt(text.encode(), ORIGIN)
    return document


def word(text: str, head: str = "Consent: yes\n") -> Reading | None:
    """Read the lines of a Word document."""
    return transcript_of([Block(head + text)], ORIGIN, ())


def paragraphs(document: Document) -> list[str]:
    """Return the turns of a document."""
    return document.sections[0].text.split("\n\n")


def test_a_turn_is_a_paragraph_with_the_role_of_its_speaker() -> None:
    """Consecutive cues of one speaker belong together."""
    document = vtt(VTT)

    assert paragraphs(document) == [
        "Speaker 1: What would help you, Speaker 2?",
        "Speaker 2: Two lamps & more care. And a map of them.",
    ]
    assert document.info.title == "Lamps on the moor (focus group)"
    assert (document.info.date, document.info.kind) == ("2026-03-01", Kind.OPINION)


def test_each_cue_knows_its_moment() -> None:
    """A citation says where to listen."""
    section = vtt(VTT).sections[0]

    assert [one.label for one in section.locators] == ["at 0:00:01", "at 0:00:05", "at 1:14:05"]
    assert section.text[section.locators[1].start :].startswith("Speaker 2: Two lamps")
    assert section.text[section.locators[2].start :] == "And a map of them."


def test_a_moment_is_written_as_hours_minutes_seconds() -> None:
    """However long it was."""
    assert [moment(845.9), moment(36_000)] == ["at 0:14:05", "at 10:00:00"]


def test_subtitles_are_read_with_what_stands_above_them() -> None:
    """Labels before a colon are speakers, and a cue without one goes on."""
    ((document,), _) = read_srt(SRT.encode(), ORIGIN)

    assert paragraphs(document) == [
        "Interviewer: What would help?",
        "Speaker 1: Two lamps. And a map of them.",
    ]
    assert document.sections[0].locators[-1].label == "at 0:14:05"


@pytest.mark.parametrize(
    ("read", "text", "line"),
    [
        (read_vtt, VTT.replace("consent: yes", "consent: asked"), "NOTE consent: yes"),
        (read_vtt, VTT.replace("NOTE consent: yes", ""), "into a note above the first cue"),
        (read_srt, SRT.replace("Consent: yes", ""), "in a line above the first cue"),
    ],
)
def test_without_a_statement_of_consent_nothing_is_read(
    read: Callable[[bytes, Origin], Reading], text: str, line: str
) -> None:
    """The remedy says which line to add."""
    with pytest.raises(RefusedFile) as refused:
        read(text.encode(), ORIGIN)

    assert refused.value.message == "it does not state that its speakers consented"
    assert line in refused.value.remedy


def test_who_asked_to_be_named_is_named() -> None:
    """Credit is the speaker's own choice."""
    document = vtt(VTT.replace("NOTE\n", "NOTE\nnamed: imogen  quillfeather\n"))

    assert paragraphs(document)[0].startswith(
        "Imogen Quillfeather: What would help you, Speaker 1?"
    )
    assert "Barnaby" not in repr(document.sections)


def test_the_words_of_who_did_not_consent_are_left_out() -> None:
    """The others are still heard."""
    document = vtt(VTT.replace("NOTE\n", "NOTE\nleft out: Barnaby Thistlewick\n"))

    assert len(paragraphs(document)) == 1
    assert "map" not in repr(document.sections)


@pytest.mark.parametrize("text", [TEAMS, OLD_TEAMS, TIMED, ZOOM])
def test_word_documents_of_meeting_programs_are_transcripts(text: str) -> None:
    """Each program writes names and times in its own way."""
    read = word(text)

    assert read is not None
    assert paragraphs(read[0][0]) == [
        "Speaker 1: What would help, Speaker 2?",
        "Speaker 2: Two lamps. And a map.",
        "Speaker 1: Nothing else?",
        "Speaker 2: No more.",
    ]
    assert read[0][0].sections[0].locators[-1].label == "at 1:02:03"


def test_who_was_present_is_no_turn() -> None:
    """Lists of names above the talk are left out."""
    read = word(UNTIMED)

    assert read is not None
    assert paragraphs(read[0][0]) == [
        "Interviewer: What would help?",
        "P1: Two lamps. And a map.",
        "Interviewer: Else?",
        "P1: No.",
    ]


def test_a_table_of_facts_is_read_whether_or_not_it_has_a_header() -> None:
    """Word's first row is often styled as one."""
    for head in ("Consent; yes\nTitle; Moor talk\n", "Consent: Title; yes: Moor talk\n"):
        read = word(TEAMS, head)

        assert read is not None
        assert read[0][0].info.title == "Moor talk"


def test_a_word_transcript_needs_consent_too() -> None:
    """Its remedy names the line."""
    with pytest.raises(RefusedFile, match="write “Consent: yes” into a line of its own at its top"):
        word(TEAMS, "")


@pytest.mark.parametrize(
    "text",
    [
        "Aim: light\nNote: dark\nStart 10:30\nThe lamps\nare old.\nEnd: 11:00\nOwner: moor",
        "Force: Northmoor; Stage: pilot\nForce: Southmoor; Stage: done\n"
        "Lamp: bridge; State: on\nLamp: moor; State: off",
        "Aim: light\nOwner: Imogen\nAim: dark\nOwner: Barnaby\nAim: dusk\nOwner: Odalys",
        "Q: What is a lamp?\nA: A light.\nQ: Who owns it?\nA: The board does.",
        "",
    ],
)
def test_an_ordinary_document_is_no_transcript(text: str) -> None:
    """Tables, lists of facts and common questions have labels that come back, too."""
    assert word(text) is None
    assert not is_transcript(text.split("\n"))


def test_a_marking_at_the_end_of_the_last_turn_is_still_looked_at() -> None:
    """It stands in a line of its own."""
    read = word(f"{TEAMS}\nSECRET")

    assert read is not None
    assert "SECRET" in read[0][0].edges


def test_live_captions_do_not_repeat_themselves() -> None:
    """Each cue shows the line before once more."""
    cues = "00:01.000 --> 00:02.000\nTwo lamps\n\n00:02.000 --> 00:03.000\nTwo lamps\nand a map\n"

    assert paragraphs(vtt(f"WEBVTT\n\nNOTE consent: yes\n\n{cues}")) == ["Two lamps and a map"]


def test_two_speakers_may_say_the_same() -> None:
    """Only one's own line is a repeat."""
    cues = "00:01.000 --> 00:02.000\n<v Al>Yes.\n\n00:02.000 --> 00:03.000\n<v Bo>Yes.\n"

    assert len(paragraphs(vtt(f"WEBVTT\n\nNOTE consent: yes\n\n{cues}"))) == 2


def test_a_long_turn_goes_on_in_another_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each says who speaks."""
    monkeypatch.setattr(turns, "MAX_TURN", 20)
    cues = "".join(f"00:0{at}.000 --> 00:09.000\n<v Al>Lamp {at} is dark.\n\n" for at in range(3))
    document = vtt(f"WEBVTT\n\nNOTE consent: yes\n\n{cues}")

    assert paragraphs(document) == [f"Speaker 1: Lamp {at} is dark." for at in range(3)]
    assert document.sections[0].locators[1] == Locator(28, "at 0:00:01")


def test_words_that_are_names_too_are_left_alone() -> None:
    """“Will” is replaced as a name only where it is never said as a word."""
    said = [Cue(None, "Will Oddment", "Will you?"), Cue(None, "Al", "I will, Oddment.")]

    assert [cue.text for cue in with_roles(said, frozenset())] == [
        "Will you?",
        "I will, Speaker 1.",
    ]


def test_numbers_of_speakers_that_the_file_gives_are_not_given_again() -> None:
    """`Speaker 1` stays who it was."""
    said = [Cue(None, "Odalys", "a"), Cue(None, "Speaker 1", "b"), Cue(None, "Int", "c")]

    assert [cue.speaker for cue in with_roles(said, frozenset())] == [
        "Speaker 2",
        "Speaker 1",
        "Interviewer",
    ]


def test_a_role_in_brackets_is_used() -> None:
    """In place of the name before it."""
    said = [Cue(None, "Odalys (Interviewer)", "Well?")]

    assert with_roles(said, frozenset())[0].speaker == "Interviewer"


@pytest.mark.parametrize(
    ("read", "data", "reason"),
    [
        (read_vtt, b"Just text.", "it is not a WebVTT transcript, or it is damaged. "),
        (
            read_vtt,
            b"WEBVTT\n\nNOTE consent: yes\n\n00:01.000 --> 00:02.000\n",
            "it holds no text to quote. ",
        ),
        (read_srt, b"Consent: yes\nJust text.", "it holds no subtitles. "),
        (read_srt, b"9" * 100_000, "it holds no subtitles. "),
    ],
)
def test_what_is_no_transcript_is_refused(
    read: Callable[[bytes, Origin], Reading], data: bytes, reason: str
) -> None:
    """The name of a file proves nothing."""
    with pytest.raises(RefusedFile) as refused:
        read(data, ORIGIN)

    assert str(refused.value).startswith(reason)


def test_cues_beyond_the_limit_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes a part for the whole."""
    monkeypatch.setattr(turns, "MAX_CUES", 1)
    _, (refused,) = read_vtt(VTT.encode(), ORIGIN)

    assert refused.reason == "only its first 1 cues were read. Split it into smaller files."
