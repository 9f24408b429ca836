"""All sources in one list."""

import pytest

from knowledge.errors import SourceError
from knowledge.models.work import Source, SourceKind, is_under, key_of
from knowledge.stewardship.catalogue import OF_MEMBERS, Catalogue
from tests.fakes.sources import FakeSources

LIBRARY = Source(key="library", kind=SourceKind.LIBRARY, root="/pack/library")
PAGES = Source(key="pages", kind=SourceKind.WEB, root="web:pages", urls=("https://example.org/",))
ALWAYS = {one.root for one in OF_MEMBERS}


def keys(catalogue: Catalogue, *, enabled: bool = True) -> list[str]:
    """Return the keys of the enabled sources, or of all, without those that are always there."""
    found = catalogue.enabled() if enabled else catalogue.known()
    return [one.key for one in found if one.root not in ALWAYS]


def test_the_library_is_read_where_there_is_nothing_else() -> None:
    """A first build on a fresh home does what people expect."""
    assert keys(Catalogue([LIBRARY], FakeSources())) == ["library"]


def test_the_library_is_left_alone_once_there_is_something_else() -> None:
    """Whoever built their own documents did not ask for it."""
    built = FakeSources()
    built.remember([Source.folder("/srv/notes")])
    catalogue = Catalogue([LIBRARY], built)

    assert keys(catalogue) == ["notes"]
    assert keys(catalogue, enabled=False) == ["library", "notes"]
    assert keys(Catalogue([LIBRARY, PAGES], FakeSources())) == ["pages"]


def test_a_library_that_was_built_or_is_switched_on_is_read() -> None:
    """Beside what else there is, and as it was built."""
    built = FakeSources()
    built.remember([Source.folder("/srv/notes"), Source.folder(LIBRARY.root, "public")])
    switched_on = Source.model_validate({**LIBRARY.model_dump(), "enabled": True})
    library, *_others = Catalogue([LIBRARY], built).enabled()

    assert library.scope == "public"
    assert keys(Catalogue([switched_on, PAGES], FakeSources())) == ["library", "pages"]


def test_what_is_off_is_found_by_its_key_alone() -> None:
    """All means all that are on."""
    off = PAGES.model_copy(update={"enabled": False})
    catalogue = Catalogue([LIBRARY, off], FakeSources())

    assert keys(catalogue) == ["library"]
    assert catalogue.chosen("pages") == (off,)
    assert off not in catalogue.chosen("")


def test_an_unknown_key_is_answered_with_the_known_ones() -> None:
    """And with the one that was meant."""
    with pytest.raises(SourceError) as raised:
        Catalogue([LIBRARY, PAGES], FakeSources()).chosen("page")

    assert raised.value.message == "“page” is no source"
    assert raised.value.remedy == (
        "Did you mean pages? "
        "Known sources are library, pages, channels, contributions, uploads, people"
    )


def test_paths_get_keys_of_their_own() -> None:
    """Two folders of one name are told apart; a known path keeps its key and its scope."""
    built = FakeSources()
    catalogue = Catalogue([PAGES], built)
    catalogue.remember(catalogue.of_paths(["/a/Pages", "/b/pages"], "public"))
    again = catalogue.of_paths(["/b/pages", "/c/pages"])

    assert [one.key for one in built.known()] == ["pages-2", "pages-3"]
    assert [(one.key, one.scope) for one in again] == [
        ("pages-3", "public"),
        ("pages-4", "community"),
    ]


def test_a_configured_source_takes_the_key_from_one_that_was_built() -> None:
    """A key means one source."""
    built = FakeSources()
    built.remember([Source.folder("/srv/pages")])

    assert keys(Catalogue([PAGES], built)) == ["pages", "pages-2"]


@pytest.mark.parametrize(
    ("path", "key"),
    [("/srv/Field Notes/", "field-notes"), ("/a/survey.csv", "survey-csv"), ("/é", "source")],
)
def test_a_key_is_made_of_the_last_part_of_a_path(path: str, key: str) -> None:
    """People type it."""
    assert key_of(path) == key


@pytest.mark.parametrize(
    ("document_id", "root", "below"),
    [
        ("/docs/a.md", "/docs", True),
        ("/docs/a.csv#3", "/docs/a.csv", True),
        ("/docs-2/a.md", "/docs", False),
        ("contribution:7", "contribution:", True),
        ("contribution:7", "contribution", False),
        ("web:a/https://e.org/", "web:a", True),
        ("web:ab/https://e.org/", "web:a", False),
    ],
)
def test_an_id_lies_below_a_root(document_id: str, root: str, *, below: bool) -> None:
    """Names that begin alike are told apart."""
    assert is_under(document_id, root) is below


def test_what_members_bring_is_a_source_without_being_configured() -> None:
    """Whoever names one of their own alike keeps both."""
    own = PAGES.model_copy(update={"key": "uploads", "root": "web:uploads"})
    known = {one.root: one.key for one in Catalogue([own], FakeSources()).known()}

    assert known == {
        "web:uploads": "uploads",
        "slack:": "channels",
        "contribution:": "contributions",
        "upload:": "uploads-2",
        "person:": "people",
    }
