"""What members are found by comes into the index as they agreed, and leaves it with them."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from indexer.pipeline import build
from knowledge.adapters.sql.holdings.documents import HeldTexts
from knowledge.errors import CurationError
from knowledge.models.access import PEOPLE as PEOPLE_SCOPE
from knowledge.models.members import Profile, Wishes, Work, WorkOrigin
from knowledge.models.sensitivity import Marking, MarkingAction, SensitivityRules
from knowledge.models.work import BuildReport, Source
from knowledge.people.dossiers import dossier_of, reached
from knowledge.people.membership import Membership, MembershipStores
from knowledge.publishing.publisher import stage
from knowledge.stewardship.approvals import Approvals
from knowledge.stewardship.catalogue import PEOPLE
from knowledge.stewardship.curation import Curation
from knowledge.stewardship.withdrawal import Withdrawals
from knowledge.text.sensitivity import assess
from tests.fakes.bot_services import harbour_pack
from tests.people_world import PeopleWorld, open_people

ORCID = "0000-0002-1825-0097"
SECRET = Marking.model_validate(
    {"label": "SECRET", "action": MarkingAction.HOLD, "patterns": ["SECRET"]}
)
RULES = SensitivityRules(markings=(SECRET,))
TOPICS = ("harbour lamps",)


@pytest.fixture
def people(tmp_path: Path) -> Iterator[PeopleWorld]:
    """A world with a folder of one document."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "ropes.md").write_text("# Ropes\n\nRopes hold the boats.\n")
    with open_people(tmp_path / "home") as opened:
        run(opened, Source.folder(str(docs)))
        yield opened


def run(people: PeopleWorld, source: Source = PEOPLE) -> BuildReport:
    """Build a source."""
    world = people.world
    approved = Approvals(world.contributions, world.clock).approved
    quiet = lambda _done, _total: None  # noqa: E731 - a name for nothing
    return build([source], world.tools, quiet, RULES, approved, world.context)


def work(title: str, key: str = "a") -> Work:
    """Something that was imported."""
    return Work(id=key * 32, orcid=ORCID, title=title, date="2024", origin=WorkOrigin.CROSSREF)


def membership(people: PeopleWorld) -> Membership:
    """Bind membership to the world."""
    world = people.world
    withdrawals = Withdrawals(world.tools.documents, world.jobs, world.holds)

    def leave(beginnings: Sequence[str]) -> None:
        withdrawals.withdraw(reached(beginnings, world.tools.documents.live()))

    return Membership(
        MembershipStores(
            members=people.members,
            works=people.works,
            pack=harbour_pack(),
            clock=world.clock,
            assess=partial(assess, rules=RULES),
            evidence=lambda _member: (),
            leave=leave,
            rebuild=lambda: world.jobs.request("", "people"),
        )
    )


def about(people: PeopleWorld) -> set[str]:
    """Return the last parts of the ids of what members are found by."""
    live = people.world.tools.documents.live()
    return {one.split("/", 1)[1] for one in live if one.startswith(PEOPLE.root)}


def test_those_who_agreed_are_indexed_and_reports_name_nobody(people: PeopleWorld) -> None:
    """Works bind to the ORCID that a member entered."""
    people.join("U1ADA", topics=TOPICS, headline="Lamps", orcid=ORCID)
    people.join("U2BO", wishes=Wishes(), topics=("nets",))
    other = work("Somebody else's", "b").model_copy(update={"orcid": "0000-0001-5109-3700"})
    people.works.put([work("Lamps at dusk"), other])

    report = run(people)

    assert about(people) == {"profile", "topics", f"works/{'a' * 32}"}
    assert sorted(report.added) == ["person:profile", "person:topics", "person:works"]
    key = people.members.get("U1ADA")
    assert key is not None
    assert key.key not in report.model_dump_json()
    assert run(people).unchanged == 3


def test_nothing_that_others_see_moves(people: PeopleWorld) -> None:
    """Neither the version nor the words nor the length of texts."""
    before = people.world.tools.snapshots.open()
    people.join("U1ADA", topics=TOPICS, bio="Ropes hold lamps.")

    run(people)

    after = people.world.tools.snapshots.open()
    assert after.manifest.passages == before.manifest.passages + 2
    for fact in ("version", "average_terms", "thresholds", "open_passages"):
        assert getattr(after.manifest, fact) == getattr(before.manifest, fact)
    for term in ("rope", "lamp", "hold"):
        assert after.idf(term) == before.idf(term)


def test_who_leaves_is_gone_at_once_and_stays_away(people: PeopleWorld) -> None:
    """From the store now, from the files with the rewrite that is asked for."""
    people.join("U1ADA", topics=TOPICS)
    run(people)

    membership(people).wish("U1ADA", Wishes())

    assert about(people) == set()
    assert people.world.jobs.waiting()
    run(people)
    assert about(people) == set()


def test_what_is_no_longer_said_is_gone_at_once(people: PeopleWorld) -> None:
    """Of a profile that is saved anew: a subject, a line, or the works of another's ORCID."""
    people.join("U1ADA", topics=("harbour lamps", "nets"), headline="Keeper of lamps", orcid=ORCID)
    people.works.put([work("Lamps at dusk")])
    run(people)
    said = {"name": "Ada", "topics": ("harbour lamps", "nets"), "headline": "Keeper of lamps"}

    membership(people).save_profile("U1ADA", Profile.model_validate({**said, "bio": "Hm."}), "n1")
    assert about(people) == {"topics"}
    run(people)
    more = {**said, "bio": "Hm.", "topics": ("nets", "harbour lamps", "ropes")}
    membership(people).save_profile("U1ADA", Profile.model_validate(more), "n1")
    assert about(people) == {"profile", "topics"}
    run(people)
    membership(people).save_profile("U1ADA", Profile(name="Ada", topics=("nets", "ropes")), "n1")
    assert about(people) == set()
    run(people)
    assert about(people) == {"topics"}


def test_what_a_build_has_read_already_does_not_come_back(people: PeopleWorld) -> None:
    """Whoever leaves, or takes a line back, while it is under way."""
    ada = people.join("U1ADA", topics=TOPICS)
    bo = people.join("U2BO", topics=("nets",))
    documents = people.world.tools.documents
    documents.discard_staged()
    stage([*dossier_of(ada, ()), *dossier_of(bo, ())], people.world.tools)

    membership(people).wish("U1ADA", Wishes())
    membership(people).save_profile("U2BO", Profile(name="Bo"), "n1")
    documents.promote(())

    assert about(people) == set()


def test_who_is_forgotten_leaves_nothing(people: PeopleWorld) -> None:
    """Documents carry whose they are; topics are no stranger's business either."""
    people.join("U1ADA", topics=TOPICS)
    run(people)
    texts = HeldTexts(people.world.database)

    assert [one["id"].split("/")[1] for one in texts.of_member("U1ADA")] == ["topics"]
    assert texts.about(lambda text: "lamps" in text) == ()
    assert texts.erase("U1ADA") == 1
    assert about(people) == set()


def test_a_title_that_must_not_be_kept_stays_out(people: PeopleWorld) -> None:
    """A list of works is imported unread; no curator is asked about a person."""
    people.join("U1ADA", topics=TOPICS, orcid=ORCID)
    people.works.put([work("SECRET")])

    report = run(people)
    Approvals(people.world.contributions, people.world.clock).enqueue(report.held)

    assert about(people) == {"topics"}
    assert [one.name for one in report.held] == ["person:works"]
    assert people.world.contributions.by_origin(f"file:{report.held[0].document_id}") is None


def test_curators_cannot_look_members_up(people: PeopleWorld) -> None:
    """What a member is found by is no document to be marked, and no name to be guessed at."""
    people.join("U1ADA", topics=TOPICS, headline="Keeper of lamps")
    run(people)
    world = people.world

    for words in ("Keeper of lamps", "profile", "topics"):
        with pytest.raises(CurationError) as refused:
            Curation(world.tools.documents, world.marks, world.audit).find(words)
        assert "Keeper" not in (refused.value.remedy or "")
    assert PEOPLE_SCOPE in world.tools.documents.scopes()
