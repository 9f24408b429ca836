"""What is said of documents, put through the strict workspace's own rules."""

import pytest

from bot.brought import Brought, Errand
from bot.playground.blocks import check_view
from bot.views.document_form import add_form, change_form, found_line, problem_modal, waiting_modal
from bot.views.documents import (
    Standing,
    audience_in_words,
    blocked_alert,
    blocked_message,
    failed_message,
    received_message,
    refused_message,
    retry_message,
    standing_message,
)
from bot.views.parts import Json
from knowledge.errors import RefusedFile
from knowledge.models.community import AnswerKind
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.documents import Kind
from knowledge.models.inspection import Inspection, Outcome
from tests.fakes.clock import START
from tests.unit.bot.strict import HOSTILE, check

BROUGHT = Brought(user="U1", channel="D1", ts="1.1", thread="1.1", url="https://a.example/" * 80)
ERRAND = Errand(brought=BROUGHT, user="U1", message="1.2")
KINDS = tuple(AnswerKind(key=one, name=one.title(), description=HOSTILE[:200]) for one in Kind)
ERROR = RefusedFile(HOSTILE[:300], "Do something else")


def contribution(state: ContributionState = ContributionState.ACCEPTED) -> Contribution:
    """Return a contribution whose every text is hostile."""
    return Contribution(
        id="1" * 32,
        state=state,
        origin="upload:1",
        channel="document",
        title=HOSTILE,
        date="2026-05",
        owner=HOSTILE,
        licence=HOSTILE,
        label="AMBER",
        reasons=(HOSTILE,) * 20,
        review_date="2027-05-01",
        offered_at=START,
    )


def texts(view: Json) -> str:
    """Return a view as text."""
    return str(view["blocks"])


@pytest.mark.parametrize("standing", Standing)
def test_what_was_received_is_said_safely(standing: Standing) -> None:
    """A file's name is a stranger's text."""
    check(received_message(BROUGHT, HOSTILE, 4_200_000, standing))


@pytest.mark.parametrize("state", ContributionState)
@pytest.mark.parametrize("for_curator", [True, False])
def test_every_state_is_shown_within_slacks_limits(
    state: ContributionState, *, for_curator: bool
) -> None:
    """To those who decide and to those who proposed."""
    check(standing_message(contribution(state), BROUGHT, for_curator=for_curator, remark=HOSTILE))


def test_refusals_and_apologies_are_said_safely() -> None:
    """Each with its reason."""
    check(refused_message(ERROR))
    check(retry_message(BROUGHT, ERROR, for_curator=True))
    check(blocked_message(HOSTILE[:100]))
    check(failed_message("SG-7F3K", ERROR))
    check(failed_message("SG-7F3K", None))


def test_an_administrator_hears_who_and_which_marking_and_no_more() -> None:
    """The name of the file may say too much."""
    alert = blocked_alert("SECRET", "U7")

    assert "SECRET" in alert.text
    assert "<@U7>" in alert.text


@pytest.mark.parametrize("outcome", [Outcome.ALLOW, Outcome.HOLD])
def test_the_form_fits_whatever_the_document_says(outcome: Outcome) -> None:
    """Titles without end, dates that are none, reasons by the dozen."""
    found = Inspection(
        outcome=outcome,
        title=HOSTILE,
        date="2026",
        owner=HOSTILE,
        licence=HOSTILE,
        review_date="2027",
        label="AMBER",
        reasons=(HOSTILE,) * 20,
        extent="page 12",
        documents=3,
        words=4300,
    )
    view = add_form(ERRAND, found, found_line(HOSTILE, 5, found), KINDS, HOSTILE)
    check_view(view)

    assert ("will be held" in texts(view)) == (outcome is Outcome.HOLD)
    assert Errand.model_validate_json(view["private_metadata"]) == ERRAND


@pytest.mark.parametrize("scope", ["public", "community", "channel:C1", "owner:U1"])
def test_the_form_comes_back_as_it_stands(scope: str) -> None:
    """Whoever corrects a date does not choose the audience again."""
    one = contribution().model_copy(update={"scope": scope, "kind": Kind.POLICY})
    view = change_form(ERRAND, one, KINDS)
    check_view(view)
    inputs = {block["block_id"]: block["element"] for block in view["blocks"] if "element" in block}

    assert inputs["kind"]["initial_option"]["value"] == "policy"
    assert inputs["date"]["initial_value"] == "2026-05"
    assert inputs["channel"].get("initial_conversation", "") == (
        "C1" if scope == "channel:C1" else ""
    )


def test_modals_without_a_form_are_within_slacks_limits() -> None:
    """While it waits, and when nothing comes of it."""
    check_view(waiting_modal(proposes=True))
    check_view(problem_modal(ERROR))


def test_an_audience_is_said_in_words() -> None:
    """A channel by its name, which Slack fills in."""
    assert audience_in_words("public") == "for everyone, guests and partners too"
    assert audience_in_words("channel:C1") == "only for <#C1>"
