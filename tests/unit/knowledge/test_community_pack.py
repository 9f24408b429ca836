"""Community packs: loading them, and refusing what is malformed."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.adapters.community_pack import library_path, load_community, shipped_communities
from knowledge.errors import PackError
from knowledge.models.community import CommunityPack
from knowledge.models.documents import Kind
from knowledge.models.sensitivity import MarkingAction


@pytest.fixture(scope="module")
def police() -> CommunityPack:
    """Return the shipped police pack."""
    return load_community("police_science")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of the small shipped pack, to be spoilt."""
    source = load_community("coastal_ecology").folder
    return Path(shutil.copytree(source, tmp_path / "coastal_ecology"))


@pytest.fixture
def spoil(copied: Path) -> Callable[[str, str, str], None]:
    """Return a function that replaces text in a file of the copied pack."""

    def replace(name: str, old: str, new: str) -> None:
        text = (copied / name).read_text(encoding="utf-8")
        assert old in text
        (copied / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def test_the_shipped_packs_are_found_by_name() -> None:
    """Each folder with a community.toml is a pack."""
    names = shipped_communities()

    assert {"police_science", "coastal_ecology"} <= set(names)
    assert [load_community(name).key for name in names] == list(names)


def test_a_pack_is_found_by_path(copied: Path) -> None:
    """A community may keep its pack outside the product."""
    pack = load_community(str(copied))

    assert pack.folder == copied.resolve()
    assert library_path(pack) == copied.resolve() / "library"


def test_the_police_pack_holds_the_fields_taxonomy(police: CommunityPack) -> None:
    """Nine functions, three stances, seven service lines, seven contribution kinds, four kinds."""
    assert len(police.functions) == 9
    assert len(police.stances) == 3
    assert len(police.service_lines) == 7
    assert len(police.contribution_kinds) == 7
    assert [kind.key for kind in police.answer_kinds] == list(Kind)
    assert [kind.key for kind in police.member_kinds] == [
        "researcher", "innovator", "practitioner", "user",
    ]  # fmt: skip
    assert len(police.glossary) == 169


def test_the_two_packs_share_no_key_assumption(police: CommunityPack) -> None:
    """Names, member kinds, functions, service lines, routes and texts all come from the pack."""
    coast = load_community("coastal_ecology")

    assert police.bot_name != coast.bot_name
    assert police.time_zone != coast.time_zone
    assert not {term.key for term in police.member_kinds} & {
        term.key for term in coast.member_kinds
    }
    assert not police.tags & coast.tags
    assert {route.key for route in police.routes} != {route.key for route in coast.routes}
    assert {mark.label for mark in police.markings} != {mark.label for mark in coast.markings}
    assert [kind.name for kind in police.answer_kinds] != [kind.name for kind in coast.answer_kinds]
    assert not set(police.notices.thinking) & set(coast.notices.thinking)
    assert not {entry.acronym for entry in police.glossary} & {
        entry.acronym for entry in coast.glossary
    }
    assert coast.route_of("How many officers does Kent Police have?") is None


@pytest.mark.parametrize(
    ("marking", "action"),
    [
        ("OFFICIAL", MarkingAction.ALLOW),
        ("Not Protectively Marked", MarkingAction.ALLOW),
        ("FOR PUBLIC RELEASE", MarkingAction.ALLOW_PUBLIC),
        ("TLP:CLEAR", MarkingAction.ALLOW_PUBLIC),
        ("OFFICIAL-SENSITIVE", MarkingAction.HOLD),
        ("OFFICIAL - SENSITIVE [COMMERCIAL]", MarkingAction.HOLD),
        ("OFFICIAL: RECIPIENTS ONLY", MarkingAction.HOLD),
        ("RESTRICTED", MarkingAction.HOLD),
        ("COMMERCIAL IN CONFIDENCE", MarkingAction.HOLD),
        ("TLP:GREEN", MarkingAction.HOLD),
        ("TLP:AMBER", MarkingAction.HOLD),
        ("FOR OFFICIAL USE ONLY", MarkingAction.HOLD),
        ("CONFIDENTIAL", MarkingAction.BLOCK),
        ("UK SECRET", MarkingAction.BLOCK),
        ("TOP SECRET // STRAP", MarkingAction.BLOCK),
        ("TLP:AMBER+STRICT", MarkingAction.BLOCK),
        ("TLP:RED", MarkingAction.BLOCK),
        ("Chatham House Rule applies", MarkingAction.UNATTRIBUTED),
    ],
)
def test_a_marking_leads_to_exactly_one_action(
    police: CommunityPack, marking: str, action: MarkingAction
) -> None:
    """Whole-marking patterns tell a mild marking from the severe one that contains it."""
    actions = {
        known.action
        for known in police.markings
        for pattern in known.patterns
        if pattern.fullmatch(marking)
    }

    assert actions == {action}


def test_an_unknown_name_lists_the_packs_there_are() -> None:
    """A typo in the setting is answered with what would work."""
    with pytest.raises(PackError, match="no community pack") as caught:
        load_community("police_sciense")

    assert "coastal_ecology, police_science" in caught.value.remedy


def test_a_bad_pattern_names_the_file_and_the_route(
    copied: Path, spoil: Callable[[str, str, str], None]
) -> None:
    """Whoever edits the routes learns where the slip is."""
    spoil("community.toml", r"'\btides? (?:", r"'\btides?( (?:")

    with pytest.raises(PackError) as caught:
        load_community(str(copied))

    assert re.search(r"community\.toml: routes › “\w+” › patterns › 2: “.*” is no regular exp",
                     caught.value.message)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("community.toml", 'bot_name = "', 'bot_nmae = "', "bot_nmae: is not a known key"),
        ("community.toml", 'bot_name = "Tide Desk"', "", "bot_name: is missing"),
        ("community.toml", 'action = "hold"', 'action = "hide"', "markings › “EMBARGOED” › action"),
        ("community.toml", '"Europe/', '"Atlantis/', "no time zone"),
        ("community.toml", "key = ", "key = = ", "is no TOML"),
        ("community.toml", '"/restock"', '"/tide"', "stands there twice"),
        ("community.toml", "When is high water at", "Where is high ground at", "no route takes it"),
        ("community.toml", "{reference}", "the reference", "notices › failed"),
        ("glossary.csv", "acronym,expansion", "acronym,meaning", "other columns"),
        ("glossary.csv", ",sourced,", ",guessed,", "glossary.csv, line 2"),
        ("glossary.csv", "sourced,", "sourced,x,y,z,w,", "one value too many"),
    ],
)
def test_a_malformed_pack_is_refused_with_the_place(
    copied: Path,
    spoil: Callable[[str, str, str], None],
    name: str,
    old: str,
    new: str,
    message: str,
) -> None:
    """Every slip is reported with the file and where in it."""
    spoil(name, old, new)

    with pytest.raises(PackError) as caught:
        load_community(str(copied))

    assert message in caught.value.message
    assert name in caught.value.message


def test_a_missing_glossary_is_named(copied: Path) -> None:
    """A pack without its glossary is incomplete."""
    (copied / "glossary.csv").unlink()

    with pytest.raises(PackError, match=r"glossary\.csv is missing"):
        load_community(str(copied))


def test_a_suggested_question_that_is_routed_is_refused(police: CommunityPack) -> None:
    """What the bot offers, it can answer."""
    offered = ({"title": "Next", "question": "When is the next #WeCops session?"},)

    with pytest.raises(ValidationError, match="taken by the route “time_dependent”"):
        CommunityPack.model_validate({**dict(police), "suggested_prompts": offered})


def test_a_pack_does_not_change(police: CommunityPack) -> None:
    """A loaded pack is a value."""
    with pytest.raises(ValidationError):
        police.name = "Another"  # type: ignore[misc]
