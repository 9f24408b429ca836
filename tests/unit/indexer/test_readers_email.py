"""E-mail to what its author wrote."""

import pytest

from indexer.readers.email.own_text import own_text
from indexer.readers.email.reader import read_email
from indexer.readers.origin import Origin, ReaderDefaults, Reading
from knowledge.errors import RefusedFile
from knowledge.models.documents import Kind
from tests.fixtures.text_files import EMAIL

ORIGIN = Origin("/docs/lamps.eml", "lamps.eml", ReaderDefaults())
HEAD = "Subject: Lamps\nDate: Tue, 3 Mar 2026 10:00:00 +0000\nMIME-Version: 1.0\n"


def read(message: str) -> Reading:
    """Read a message."""
    return read_email(message.encode(), ORIGIN)


def text_of(message: str) -> str:
    """Return the text of the one document of a message."""
    ((document,), _) = read(message)
    return "\n\n".join(section.text for section in document.sections)


def test_a_message_is_its_authors_own_text() -> None:
    """Greeting, quotations and signature go; lines that were wrapped are joined."""
    assert text_of(EMAIL) == (
        "The lamps near the bridge are too bright and we think that they should be dimmed after "
        "ten.\n\nThe two on the left."
    )


def test_subject_and_date_are_kept() -> None:
    """What was said by e-mail is an opinion."""
    ((document,), _) = read(EMAIL)

    assert (document.info.title, document.info.date) == ("Lamps near the bridge", "2026-03-03")
    assert document.info.kind is Kind.OPINION


def test_nobody_is_named() -> None:
    """Neither names nor addresses of sender and recipients are stored."""
    ((document,), _) = read(EMAIL)
    stored = document.info.model_dump_json() + str(document.sections)

    assert not [
        word for word in ("Quillfeather", "Barnaby", "example.org", "960123") if word in stored
    ]


def test_plain_text_goes_before_html() -> None:
    """Most programs send both."""
    message = (
        f"{HEAD}Content-Type: multipart/alternative; boundary=B\n\n"
        "--B\nContent-Type: text/plain\n\nDim the lamps.\n"
        "--B\nContent-Type: text/html\n\n<p>Other words.</p>\n--B--\n"
    )

    assert text_of(message) == "Dim the lamps."


def test_html_alone_is_read_without_what_it_quotes() -> None:
    """Quotations have elements of their own there."""
    page = (
        "<style>p {}</style><p>Hello all,</p><p>Dim the <b>lamps</b>.</p><ul><li>Soon</ul>"
        "<p>Best wishes</p><p>Imogen</p><blockquote>What of the lamps?</blockquote>"
        "<div id='divRplyFwdMsg'>From: Barnaby</div><div>Old words.</div>"
    )

    assert text_of(f"{HEAD}Content-Type: text/html\n\n{page}\n") == "Dim the lamps.\n\nSoon"


def test_attachments_are_named_as_not_read() -> None:
    """Pictures inside the text are none."""
    message = (
        f"{HEAD}Content-Type: multipart/mixed; boundary=B\n\n"
        "--B\nContent-Type: text/plain\n\nDim the lamps.\n"
        "--B\nContent-Type: image/png; name=logo.png\nContent-Disposition: inline\n\nx\n"
        "--B\nContent-Type: application/pdf\n"
        "Content-Disposition: attachment; filename=plan.pdf\n\nx\n--B--\n"
    )
    _, (refused,) = read(message)

    assert refused.name == "lamps.eml attachment plan.pdf"
    assert refused.reason == "this attachment is not read. Save it as a file of its own."


@pytest.mark.parametrize(
    "message",
    [
        f"{HEAD}X-Protective-Marking: VER=2.0, SEC=SECRET\n\nDim the lamps.\n",
        "Subject: [SECRET] Lamps\n\nDim the lamps.\n",
        "Subject: SECRET: Lamps\n\nDim the lamps.\n",
        f"{HEAD}\nDim the lamps.\n\nKind regards,\nImogen\n\nSECRET\n",
        f"{HEAD}\nDim the lamps.\n\nOn Mon, 2 Mar 2026, Barnaby wrote:\n> SECRET\n",
        f"{HEAD}Content-Type: text/html\n\n<p>Dim.</p><blockquote><p>SECRET</p></blockquote>\n",
    ],
)
def test_a_marking_in_what_is_left_out_is_still_looked_at(message: str) -> None:
    """A reply to a marked message is no way around the marking."""
    ((document,), _) = read(message)

    assert "SECRET" in document.edges


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Dim them.\n\n-- \nImogen", "Dim them."),
        ("Dim them.\n\n-----Original Message-----\nFrom: B\nOld.", "Dim them."),
        ("Dim them.\n\nFrom: B\nSent: Monday\nTo: I\nSubject: Lamps\n\nOld.", "Dim them."),
        ("Dim them.\n\nOn Monday the second of March Barnaby\nwrote:\n\nOld.", "Dim them."),
        ("Thanks!\n\n" + "We will dim all of the lamps that stand near the bridge by Monday.",
         "Thanks!\n\nWe will dim all of the lamps that stand near the bridge by Monday."),
        ("Dim them.\n\nThis e-mail is intended solely for its recipient.\n\nSoon.",
         "Dim them.\n\nSoon."),
        ("From: the bridge to the moor, it is dark.", "From: the bridge to the moor, it is dark."),
        ("Dim them.\n\nSent from my phone", "Dim them."),
    ],
)  # fmt: skip
def test_what_programs_and_firms_add_is_left_out(text: str, own: str) -> None:
    """Words of the author stay."""
    assert own_text(text).own == own


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("Just text.\n", "it is no e-mail message. "),
        (f"{HEAD}\n> Only a quotation.\n", "it holds no text to quote. "),
        (f"{HEAD}Content-Type: text/plain;{' a=b;' * 500}\n\nx\n", "one of its headers has more"),
        (f"{HEAD}Content-Type: text/plain; charset=klingon\n\nx\n", "it is not an e-mail message"),
        (f"{HEAD}\n{'x' + chr(10)}" * 1 + "\n" * 100_001, "it has more than 100,000 lines. "),
    ],
)
def test_what_is_no_readable_message_is_refused(message: str, reason: str) -> None:
    """The person learns what is wrong."""
    with pytest.raises(RefusedFile) as refused:
        read(message)

    assert str(refused.value).startswith(reason)
