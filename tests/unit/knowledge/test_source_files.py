"""Sources from the pack's file and the community's own."""

from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.adapters.source_files import configured_sources
from knowledge.errors import SourceError
from knowledge.models.community import CommunityPack
from knowledge.models.work import Source, SourceKind
from knowledge.settings import KnowledgeSettings, load_settings

WEB = '[pages]\nkind = "web"\nurls = ["https://example.org/"]\n'


@pytest.fixture
def pack(tmp_path: Path) -> CommunityPack:
    """A pack whose folder is empty."""
    folder = tmp_path / "pack"
    folder.mkdir()
    return load_community("coastal_ecology").model_copy(update={"folder": folder})


def read(pack: CommunityPack, text: str, enable: tuple[str, ...] = ()) -> dict[str, Source]:
    """Return the sources of a file of the community, by key."""
    file = pack.folder.parent / "sources.toml"
    file.write_text(text)
    settings = KnowledgeSettings(sources=file, enable=enable)
    return {one.key: one for one in configured_sources(settings, pack)}


def test_without_any_file_there_is_the_library(pack: CommunityPack) -> None:
    """A fresh installation has something to read."""
    (library,) = configured_sources(KnowledgeSettings(), pack)

    assert (library.key, library.kind) == ("library", SourceKind.LIBRARY)
    assert library.root == str(pack.folder / "library")


def test_an_entry_says_everything_of_its_source(pack: CommunityPack) -> None:
    """Paths are meant from where the file lies."""
    found = read(
        pack,
        """
[field_notes]
kind = "folder"
path = "notes"
glob = ["*.md"]
owner = "Survey team"
scope = "public"
licence = "OGL 3.0"
marking = "GREEN"
document_kind = "practice"
review_every = 90
every = "PT6H"
""",
    )["field_notes"]

    assert found.root == str((pack.folder.parent / "notes").resolve())
    assert (found.owner, found.scope, found.marking) == ("Survey team", "public", "GREEN")
    assert (found.review_every, found.every) == (timedelta(days=90), timedelta(hours=6))
    assert found.glob == ("*.md",)


def test_a_channel_is_for_those_who_are_in_it_unless_the_file_says_otherwise(
    pack: CommunityPack,
) -> None:
    """What is said there must not reach others by default."""
    entry = '[talk]\nkind = "channel"\nchannel = "C012AB3CD"\n'
    found = read(pack, entry)["talk"]
    shared = read(pack, f'{entry}scope = "community"\n')["talk"]

    assert (found.root, found.scope) == ("slack:C012AB3CD", "channel:C012AB3CD")
    assert shared.scope == "community"


def test_the_communitys_file_changes_the_packs_key_by_key(pack: CommunityPack) -> None:
    """What it leaves out stays as the pack has it."""
    (pack.folder / "sources.toml").write_text(f'{WEB}owner = "The pack"\nenabled = false\n')
    found = read(pack, "[pages]\nenabled = true\n")["pages"]

    assert found.enabled
    assert (found.owner, found.urls, found.root) == (
        "The pack",
        ("https://example.org/",),
        "web:pages",
    )


def test_one_setting_enables_a_source(pack: CommunityPack) -> None:
    """No file need be written."""
    found = read(pack, f"{WEB}enabled = false\n", enable=("pages",))

    assert found["pages"].enabled


def test_the_setting_is_a_list_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the environment."""
    monkeypatch.setenv("KNOWLEDGE_ENABLE", "pages, notes")

    assert load_settings(KnowledgeSettings).enable == ("pages", "notes")


def test_the_strategy_comes_with_the_police_pack_and_is_off() -> None:
    """Nothing leaves the host unasked."""
    pack = load_community("police_science")
    off = {one.key: one for one in configured_sources(KnowledgeSettings(), pack)}
    settings = KnowledgeSettings(enable=("official_strategy",))
    on = {one.key: one for one in configured_sources(settings, pack)}

    assert not off["official_strategy"].enabled
    assert on["official_strategy"].enabled
    assert all(url.startswith("https://science.police.uk/") for url in on["official_strategy"].urls)


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("[a\n", "is no TOML", "Correct sources.toml"),
        ("a = 1\n", "a stands outside a source", "[a]"),
        ('[a]\nkind = "floder"\n', "a › kind is “floder”", "folder"),
        ("[a]\nenabled = true\n", "a › kind is missing", "web"),
        ('[a]\nkind = "folder"\n', "a › path is missing", "Add path"),
        ('[a]\nkind = "folder"\npath = 3\n', "a › path is no text", "Correct"),
        ('[a]\nkind = "web"\n', "a › urls is missing", "Add urls"),
        ('[a]\nkind = "channel"\n', "a › channel is missing", "Add channel"),
        (f'{WEB}onwer = "x"\n', "pages › onwer is no setting of a web source", "Write owner"),
        (f'{WEB}path = "x"\n', "pages › path is no setting of a web source", "Known are"),
        (f'{WEB}scope = "all"\n', "pages › scope: “all” is no access scope", "Correct"),
        (f'{WEB}every = "daily"\n', "pages › every", "Correct"),
        (f"{WEB}every = 0\n", "pages › every", "Correct"),
        ('[A-B!]\nkind = "web"\nurls = ["https://e.org"]\n', "A-B! › key", "Correct"),
        ('[status]\nkind = "web"\nurls = ["https://e.org"]\n', "status › key", "Choose another"),
    ],
)
def test_a_slip_is_named_with_its_file_key_and_field(
    pack: CommunityPack, text: str, message: str, remedy: str
) -> None:
    """Whoever wrote it finds it."""
    with pytest.raises(SourceError) as raised:
        read(pack, text.replace("[A-B!]", '["A-B!"]'))

    assert "sources.toml" in raised.value.message
    assert message in raised.value.message
    assert remedy in raised.value.remedy


def test_a_file_that_was_named_must_be_there(pack: CommunityPack, tmp_path: Path) -> None:
    """A typo in the setting is no empty list."""
    with pytest.raises(SourceError, match="is missing"):
        configured_sources(KnowledgeSettings(sources=tmp_path / "none.toml"), pack)


def test_enabling_what_there_is_not_is_an_error(pack: CommunityPack) -> None:
    """The one that was meant is named."""
    with pytest.raises(SourceError) as raised:
        read(pack, WEB, enable=("page",))

    assert "KNOWLEDGE_ENABLE" in raised.value.message
    assert "pages" in raised.value.remedy
