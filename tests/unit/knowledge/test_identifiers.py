"""Identifiers of cases and private people: found, taken out, and not seen where there are none."""

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.models.documents import Document, DocumentInfo, Locator, Section
from knowledge.models.sensitivity import (
    Identifier,
    IdentifierAction,
    MarkingAction,
    SensitivityRules,
)
from knowledge.text.sensitivity import assess, assess_document

RULES = load_community("police_science").sensitivity


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Seen: AB12 CDE at noon", "Seen: [number plate removed] at noon"),
        ("Seen: AB12CDE", "Seen: [number plate removed]"),
        ("the van ab12 cde left", "the van [number plate removed] left"),
        ("a car, ab12cde, left", "a car, [number plate removed], left"),
        ("vehicle A123 BCD left", "vehicle [number plate removed] left"),
        ("registration ABC 123D", "registration [number plate removed]"),
        ("number plate AIZ 1234", "number plate [number plate removed]"),
        ("ring 07700 900123 now", "ring [telephone number removed] now"),
        ("ring +44 7911 123456", "ring [telephone number removed]"),
        ("ring 020 8123 4567", "ring [telephone number removed]"),
        ("write to jo.reef@gmail.com", "write to [e-mail address removed]"),
        ("at 14 Larch Avenue, Norwich NR1 3QA", "at [address removed]"),
        ("at 12a Station Road,\nHove, BN3 1AB", "at [address removed]"),
        ("NI no. AB 12 34 56 C", "NI no. [National Insurance number removed]"),
        ("NHS number 943 476 5919", "NHS number [NHS number removed]"),
        ("DOB: 12/03/1987", "DOB: [date of birth removed]"),
        ("born on 4 May 1991", "born on [date of birth removed]"),
        ("card 4111 1111 1111 1111", "card [payment card removed]"),
        ("sort code 12-34-56", "sort code [bank account removed]"),
        ("pay GB29 NWBK 6016 1331 9268 19", "pay [bank account removed]"),
        ("IMEI 490154203237518", "IMEI [device number removed]"),
        ("passport no. 123456789", "passport no. [passport number removed]"),
    ],
)
def test_what_identifies_a_person_or_a_thing_is_taken_out(text: str, kept: str) -> None:
    """The text says what was there."""
    verdict = assess(text, RULES)

    assert verdict.text == kept
    assert (verdict.label, verdict.action) == ("none", MarkingAction.ALLOW)


@pytest.mark.parametrize(
    "text",
    [
        "was 19/1234567A known",
        "was 2019/1234567A known",
        "PNC ID 12/34567K",
        "crime ref 12345/23",
        "Crime reference number: 42/1234567/23",
        "CAD 1234 of 12 May",
        "CAD ref 4521",
        "URN 01AB1234523",
        "custody record no. 12AB/3456/24",
    ],
)
def test_what_identifies_a_case_holds_a_text(text: str) -> None:
    """It comes from a case file, and a curator looks at the rest."""
    text = text.replace("1234567A", f"1234567{_check_letter(191234567)}")
    verdict = assess(text, RULES)

    assert verdict.action is MarkingAction.HOLD
    assert verdict.operational
    assert not any(char.isdigit() for char in verdict.text)


def _check_letter(digits: int) -> str:
    return "ZABCDEFGHJKLMNPQRTUVWXY"[digits % 23]


@pytest.mark.parametrize(
    "text",
    [
        "call 999 or 101",
        "Crimestoppers: 0800 555 111",
        "our line 0300 123 6600",
        "the switchboard, 020 7230 1212",
        "info@westmarch.example",
        "press.office@gmail.com",
        "Home Office, 2 Marsham Street, London SW1P 4DF",
        "University of Leeds, 12 Woodhouse Lane, Leeds LS2 9JT",
        "MG11 PDF forms",
        "ISO 27001, BS 10008, TRL 4 to 7",
        "in 2019/20 crime fell; the 2023/24 budget",
        "CAD 2019 models of the van",
        "a paper of 2014/1234 pages",
        "doi 10.1016/j.forsciint.2019.110034",
        "ISBN 978-0-306-40615-7",
        "vehicle counts on the A12 and the M25",
        "Robert Peel was born on 5 February 1788",
        "card 4111 1111 1111 1112",
        "was 19/1234567I known",
    ],
)
def test_public_numbers_and_part_numbers_are_left_alone(text: str) -> None:
    """Whoever reads a helpline's number should be able to ring it."""
    verdict = assess(text, RULES)

    assert verdict.findings == ()
    assert verdict.text == text


def test_a_wrong_check_letter_is_no_pnc_identifier() -> None:
    """Of 23 letters one is right."""
    right = _check_letter(191234567)
    wrong = next(letter for letter in "ABCDEFGH" if letter != right)

    assert assess(f"file 19/1234567{right}", RULES).operational
    assert not assess(f"file 19/1234567{wrong}", RULES).operational


def test_locators_stay_with_their_words_when_something_before_them_is_taken_out() -> None:
    """A citation still names the right page."""
    text = "Ring 07700 900123 now.\n\nThe trial ended."
    section = Section(
        text=text, locators=(Locator(0, "page 1"), Locator(text.index("The"), "page 2"))
    )
    info = DocumentInfo(id="a", name="a.pdf", title="A")
    kept, _ = assess_document(Document(info=info, sections=(section,)), RULES)

    assert kept is not None
    (cleaned,) = kept.sections
    assert cleaned.text[cleaned.locators[1].start :] == "The trial ended."


def test_another_country_brings_its_own_identifiers() -> None:
    """Patterns, check digits and region are the pack's."""
    dni = Identifier(
        key="dni",
        name="DNI",
        action=IdentifierAction.REDACT,
        patterns=(r"\b\d{8}[A-Z]\b",),
        check="es.dni",
    )
    rules = SensitivityRules(identifiers=(dni,))

    assert assess("DNI 54362315K", rules).text == "DNI [DNI removed]"
    assert assess("DNI 54362315Z", rules).text == "DNI 54362315Z"


def test_an_identifier_that_is_allowed_is_no_finding() -> None:
    """The community decides."""
    email = next(one for one in RULES.identifiers if one.key == "private_email")
    rules = SensitivityRules(
        identifiers=(email.model_copy(update={"action": IdentifierAction.ALLOW}),)
    )

    assert assess("jo.reef@gmail.com", rules).findings == ()


def test_a_finding_never_holds_the_thing_itself() -> None:
    """Findings may be logged."""
    verdict = assess("SECRET\nAB12 CDE", RULES)

    assert verdict.text == ""
    assert "AB12" not in repr(verdict)
    assert {one.kind for one in verdict.findings} == {"SECRET", "number_plate"}
