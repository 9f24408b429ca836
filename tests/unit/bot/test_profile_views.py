"""Joining and leaving: limits are kept, nothing in them is alive, and nobody is rated."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from bot.playground.blocks import check_view
from bot.profiles.filling import profile_of
from bot.profiles.timing import Before, availability_of
from bot.views.findable import Standing, findable_modal, home_findable, pause_form
from bot.views.home import home_view
from bot.views.hours import hours_form
from bot.views.listing import listing_letter
from bot.views.own_evidence import A_PAGE, evidence_modal, page_and_line
from bot.views.profile_form import (
    MOST_LINKS,
    MOST_TOPICS,
    TOPIC_CHARS,
    Begun,
    Origin,
    profile_form,
)
from bot.views.wishes import listing_version, wishes_form
from knowledge.adapters.community_pack import load_community
from knowledge.models.community import CommunityPack
from knowledge.models.experts import Because, EvidenceKind, Free
from knowledge.models.members import Availability, Discoverable, Member, Profile, Wishes
from tests.fakes.bot_services import harbour_pack
from tests.fakes.clock import START
from tests.fakes.experts import card
from tests.unit.bot.strict import HOSTILE, alive, check, linked

TODAY = START.date()
LISTED = Wishes(
    discoverable=Discoverable.SUGGEST, contactable=True, use_contributions=True, notice="n1"
)
HOSTILE_PROFILE = Profile(
    **dict.fromkeys(("name", "organisation", "headline", "bio", "interest", "contact"), HOSTILE),
    orcid="0000-0002-1825-0097",
    topics=(HOSTILE,) * 10,
    links=("https://a.example/" + "é" * 400,) * 5,
)
RATING = re.compile(r"score|rank|rated|rating|percent|\d%|best|top |match|expert\b|leading", re.I)


def member(
    wishes: Wishes = LISTED,
    profile: Profile = HOSTILE_PROFILE,
    availability: Availability | None = None,
) -> Member:
    """Return a member."""
    held = availability or Availability()
    told = {"profile": profile, "wishes": wishes, "availability": held}
    return Member(id="U1", key="0a1b2c3d4e5f", changed_at=START, **told)


def line(number: int = 1, scope: str = "community", text: str = HOSTILE) -> Because:
    """Return a line that speaks for somebody."""
    return Because(
        kind=EvidenceKind.CONTRIBUTION,
        text=text,
        url="https://a.example/" + "/lamps" * 200,
        date="2024-03-01",
        document_id=f"contribution:{number}",
        scope=scope,
    )


def standing(one: Member | None, *, is_member: bool = True) -> Standing:
    """Return how somebody stands; on their card, everything is a stranger's text."""
    told = dict.fromkeys(("name", "kind", "organisation", "headline", "interest"), HOSTILE)
    seen = card("any", "U1", line(1), line(2), free=Free.BUSY).model_copy(update=told)
    return Standing(is_member, one, seen if one else None, TODAY, "/science")


def check_modal(view: dict[str, Any]) -> None:
    """Put a view through the workspace's rules; nothing in it may be alive."""
    check_view(view)
    assert alive(view["blocks"], set()) == []
    assert linked(view["blocks"]) == []


@pytest.mark.parametrize("discoverable", list(Discoverable))
@pytest.mark.parametrize("days", [-1, 0, 3, None])
def test_the_home_card_keeps_the_limits_whatever_somebody_says_and_chose(
    discoverable: Discoverable, days: int | None
) -> None:
    """Beside all that stands there anyway."""
    until = None if days is None else TODAY + timedelta(days=days)
    wishes = LISTED.model_copy(update={"discoverable": discoverable})
    paused = Availability(paused_until=until, paused_by_us=True)
    stands = standing(member(wishes, availability=paused))
    rows = home_findable(stands)

    check_modal(home_view(harbour_pack(), "An index.", rows))
    check_modal(findable_modal(stands, "Saved."))
    # With no day to end it, a pause of ours lasts until they press the button.
    assert ("I am back" in str(rows)) == (days in {3, None})
    assert ("I paused you" in str(rows)) == (days in {3, None})


def test_a_guest_is_offered_nothing_to_press() -> None:
    """They are told why."""
    rows = home_findable(standing(None, is_member=False))

    check_modal(home_view(harbour_pack(), "An index.", rows))
    assert not any(row["type"] == "actions" for row in rows)


@pytest.mark.parametrize("pack", ["police_science", "coastal_ecology", "harbours"])
@pytest.mark.parametrize("origin", list(Origin))
def test_forms_keep_the_limits_in_every_community(pack: str, origin: Origin) -> None:
    """With anybody's words in them, and with none."""
    community = harbour_pack() if pack == "harbours" else load_community(pack)
    for profile in (Profile(), HOSTILE_PROFILE):
        check_modal(profile_form(community, Begun(profile, origin), "n1"))
    for chosen in (None, *Discoverable):
        check_modal(wishes_form(community.notices, LISTED, "/science", chosen))


def test_hours_keep_the_limits() -> None:
    """Even where no day is chosen, and a whole list of people is kept apart."""
    crowd = [f"U{number:010}" for number in range(200)]
    odd = Availability(days=(), declined_topics=(HOSTILE,) * 10, time_zone="Europe/Berlin")
    check_modal(hours_form(odd, crowd, "2026-12-01"))
    check_modal(hours_form(Availability(time_zone="UTC"), (), ""))
    check_modal(pause_form(TODAY, TODAY))


@pytest.mark.parametrize("count", [0, 1, A_PAGE, A_PAGE + 1, 200])
def test_every_line_that_speaks_for_somebody_can_be_reached(count: int) -> None:
    """On one page or on many; a page that is gone shows the last."""
    scopes = ("community", "public", "people", "channel:C1", "owner:U1")
    lines = [line(number, scopes[number % 5]) for number in range(count)]
    seen: list[str] = []
    for page in range(max(1, -(-count // A_PAGE))):
        view = evidence_modal(lines, {"contribution:1"}, page, uses_shared=False)
        check_modal(view)
        pressed = [one["accessory"]["value"] for one in view["blocks"] if "accessory" in one]
        assert all(page_and_line(value)[0] == page for value in pressed)
        seen += [page_and_line(value)[1] for value in pressed]

    assert seen == [one.document_id for one in lines]
    assert evidence_modal(lines, set(), 99, uses_shared=True)["blocks"]


def test_nobody_is_rated_anywhere() -> None:
    """No score, no rank, no adjective."""
    plain = member(profile=Profile(name="Ana"))
    seen = card("Ana", "U1", line(text="wrote “Lamps”"))
    stands = Standing(is_member=True, member=plain, card=seen, today=TODAY, science="/science")
    pack = harbour_pack()
    quiet = pack.notices.model_copy(update={"listing": "Words."})
    views = [
        home_findable(stands),
        wishes_form(quiet, LISTED, "/science"),
        evidence_modal([line(text="wrote “Lamps”")], set(), 0, uses_shared=True),
        hours_form(Availability(time_zone="UTC"), (), ""),
        listing_letter().blocks,
    ]

    assert [RATING.findall(_shown(view)) for view in views] == [[]] * len(views)


def test_the_letter_to_somebody_who_helped_keeps_the_limits() -> None:
    """It says nothing of what they wrote."""
    check(listing_letter())


def test_another_wording_is_another_version() -> None:
    """The same words are the same version, and older consent is told that they changed."""
    notices = harbour_pack().notices
    other = notices.model_copy(update={"listing": notices.listing + " More."})
    version = listing_version(notices)
    now = LISTED.model_copy(update={"notice": version})

    assert listing_version(notices.model_copy()) == version != listing_version(other)
    assert "have changed" in str(wishes_form(notices, LISTED, ""))
    assert "have changed" not in str(wishes_form(notices, now, ""))
    assert "have changed" not in str(wishes_form(notices, Wishes(), ""))
    assert wishes_form(notices, now, "")["private_metadata"] == version


def test_what_a_saved_profile_begins_with_is_what_it_is_saved_as() -> None:
    """Whoever opens the form and saves it changes nothing."""
    pack = harbour_pack()
    held = Profile(
        name="Ana",
        kind="any",
        organisation="Quillby",
        organisation_kind=pack.organisation_kinds[0].key,
        headline="Lamps",
        topics=tuple(f"{number} ".ljust(TOPIC_CHARS, "x") for number in range(MOST_TOPICS)),
        bio="One.\n\nTwo.",
        orcid="0000-0002-1825-0097",
        links=tuple(f"https://a.example/{number}".ljust(300, "x") for number in range(MOST_LINKS)),
        interest="Oil",
        contact="ana@quillby.example",
    )

    assert profile_of(_filled(pack, held), "Ana") == (held, {})


def test_hours_begin_with_what_they_are_saved_as() -> None:
    """A pause that was set for somebody stays set for them."""
    held = Availability(
        paused_until=date(TODAY.year + 1, 1, 1), paused_by_us=True, time_zone="UTC", most_asks=0
    )
    said = {
        "paused_until": f"{held.paused_until:%Y-%m-%d}",
        "most_asks": "0",
        "opens": "08:00",
        "closes": "18:00",
        "time_zone": "UTC",
        "declined_topics": "",
    }
    days = ["0", "1", "2", "3", "4"]
    resumed, _ = availability_of({**said, "paused_until": ""}, days, Before(held, TODAY))

    assert availability_of(said, days, Before(held, TODAY)) == (held, {})
    assert not resumed.paused_by_us


@pytest.mark.parametrize("most", ["", "-1", "21", "3.5", "²", "٣x"])
def test_a_limit_that_is_no_number_is_named(most: str) -> None:
    """Slack's client checks it; the app does, too."""
    said = {
        "paused_until": "",
        "most_asks": most,
        "opens": "08:00",
        "closes": "18:00",
        "time_zone": "UTC",
        "declined_topics": "",
    }
    _, wrong = availability_of(said, ["0"], Before(Availability(), TODAY))

    assert wrong.keys() == {"most_asks"}


def _filled(pack: CommunityPack, held: Profile) -> dict[str, str]:
    view = profile_form(pack, Begun(held, Origin.SAVED), "n1")
    said: dict[str, str] = {}
    for block in view["blocks"]:
        if element := block.get("element"):
            option = element.get("initial_option") or {}
            said[block["block_id"]] = element.get("initial_value") or option.get("value") or ""
    return said


def _shown(part: Any) -> str:
    if isinstance(part, dict):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return " ".join([*own, *(_shown(value) for value in part.values())])
    if isinstance(part, list | tuple):
        return " ".join(_shown(value) for value in part)
    return ""
