"""Damaged files of every format: a reading or a refusal, never anything else.

The readers are called by themselves, without the net below them that catches what they raise.
"""

import json
from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.readers.email.reader import read_email
from indexer.readers.origin import Origin, ReaderDefaults, Reading
from indexer.readers.references.bibtex import read_bibtex
from indexer.readers.references.csl_json import read_csl_json
from indexer.readers.references.ris import read_ris
from indexer.readers.slack.export import read_slack_export
from indexer.readers.surveys.reader import read_csv, read_workbook
from indexer.readers.transcripts.subtitles import read_srt, read_vtt
from knowledge.errors import RefusedFile
from tests.fixtures.text_files import SLACK, valid_files, zipped

READERS: Mapping[str, Callable[[bytes, Origin], Reading]] = {
    ".bib": read_bibtex,
    ".ris": read_ris,
    ".json": read_csl_json,
    ".eml": read_email,
    ".vtt": read_vtt,
    ".srt": read_srt,
    ".csv": read_csv,
    ".xlsx": read_workbook,
    ".zip": read_slack_export,
}
FILES = valid_files()
PLACES = 40
ODD = [b"\0", b"\xff", b"\n\n", b"\r", b'"', b"{", b"}", b"[", b"<", b">", b"&#x110000;", b":",
       b"-->", b"99:99:99,999", b"=?utf-8?b?", b"\\", b"@", b"\\ud800", b"1e999", b",,,,", b"\t",
       b"\xe2\x80\xae", b"\xed\xa0\x80", b"null", b"-1", b"Content-Type: multipart/x"]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """A file with some bytes cut out, doubled, overwritten or put in."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        part = draw(st.sampled_from([*ODD, data[start:end] * 2, b""]) | st.binary(max_size=12))
        data = data[:start] + part + data[end:]
    return data


def check(suffix: str, data: bytes) -> None:
    """Read, and look at all that comes out."""
    origin = Origin(f"/docs/file{suffix}", f"file{suffix}", ReaderDefaults())
    try:
        documents, refusals = READERS[suffix](data, origin)
    except RefusedFile:
        return
    assert documents or refusals
    for document in documents:
        # What cannot be written as UTF-8 would break the store for all.
        assert document.model_dump_json().encode()
        assert any(section.text.strip() for section in document.sections)
    assert all(one.reason and one.name.encode() for one in refusals)


@pytest.mark.parametrize("suffix", READERS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.data())
def test_a_damaged_file_is_read_or_refused(suffix: str, changes: st.DataObject) -> None:
    """Whatever was done to its bytes."""
    check(suffix, changes.draw(damaged(FILES[suffix])))


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("odd", ODD)
def test_odd_bytes_anywhere_in_a_file_are_read_or_refused(suffix: str, odd: bytes) -> None:
    """At a few dozen places all over it."""
    data = FILES[suffix]
    for at in range(0, len(data), max(1, len(data) // PLACES)):
        check(suffix, data[:at] + odd + data[at:])


@pytest.mark.parametrize("suffix", READERS)
@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    """Even those that never were such a file."""
    check(suffix, data)


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("other", READERS)
def test_a_mislabelled_file_is_read_or_refused(suffix: str, other: str) -> None:
    """One format under the name of another."""
    check(suffix, FILES[other])


@pytest.mark.parametrize("name", SLACK)
@settings(max_examples=60, deadline=None)
@given(changes=st.data())
def test_an_export_with_a_damaged_file_is_read_or_refused(
    name: str, changes: st.DataObject
) -> None:
    """The archive is sound, what it packs is not."""
    files = {**SLACK}
    plain = files[name] if isinstance(files[name], str) else json.dumps(files[name])
    files[name] = changes.draw(damaged(plain.encode())).decode("latin-1")
    check(".zip", zipped(files))


@settings(max_examples=100, deadline=None)
@given(
    items=st.lists(
        st.dictionaries(
            st.sampled_from(["user", "text", "ts", "thread_ts", "subtype", "bot_id", "hidden"]),
            st.none() | st.booleans() | st.integers() | st.text(max_size=20)
            | st.sampled_from(["U1", "U3", "1772360000.000100", "9999999999.9", "<@U1|x>"]),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_any_messages_are_read_or_refused(items: list[dict[str, object]]) -> None:
    """Of whatever types their fields are."""
    check(".zip", zipped({**SLACK, "lamps/2026-03-01.json": items}))
