"""A world with members in it: what they say, what they shared, and who finds them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from knowledge.adapters.sql.introductions import SqlIntroductions
from knowledge.adapters.sql.members import SqlMembers
from knowledge.adapters.sql.named_texts import SqlNamedTexts
from knowledge.adapters.sql.works import SqlWorks
from knowledge.models.access import Audience
from knowledge.models.community import CommunityPack
from knowledge.models.documents import Document, DocumentInfo, Kind, Locator, Section
from knowledge.models.members import Discoverable, Member, Profile, Wishes
from knowledge.people.dossiers import dossier_of
from knowledge.people.experts import Experts, ExpertStores
from knowledge.ports import Embedder
from tests.fakes.bot_services import harbour_pack
from tests.fakes.embedder import FakeEmbedder
from tests.worlds import World, open_world

SUGGESTED = Wishes(
    discoverable=Discoverable.SUGGEST, contactable=True, use_contributions=True, notice="n1"
)
EVERYBODY = Audience.of(full_member=True)
GUEST = Audience.of(full_member=False)


@dataclass(frozen=True)
class PeopleWorld:
    """A world, and what the search for people needs.

    Attributes:
        experts: the search that is tested.
    """

    world: World
    members: SqlMembers
    works: SqlWorks
    introductions: SqlIntroductions
    texts: SqlNamedTexts
    experts: Experts

    def join(
        self, member: str, wishes: Wishes = SUGGESTED, **profile: str | tuple[str, ...]
    ) -> Member:
        """Let somebody say who they are; their documents come with the next `publish`."""
        said = Profile.model_validate({"name": f"Name of {member}", **profile})
        return self.change(
            member, lambda one: one.model_copy(update={"profile": said, "wishes": wishes})
        )

    def change(self, member: str, change: Callable[[Member], Member]) -> Member:
        """Change a member in the store alone: nothing is indexed."""
        return self.members.change(member, change, self.world.clock.now())

    def publish(self, *documents: Document, removed: tuple[str, ...] = ()) -> None:
        """Publish these beside what is there, and what the listed members are found by."""
        dossiers = [
            document
            for one in self.members.listed()
            for document in dossier_of(one, self.works.of_orcid(one.profile.orcid))
        ]
        self.world.publish(*documents, *dossiers, removed=removed)

    def found(
        self, question: str, asker: str = "U0ASKER", audience: Audience = EVERYBODY
    ) -> list[str]:
        """Return the ids of those who are suggested, best first."""
        cards = self.experts.find(question, asker, audience).cards
        return [one.member for one in cards]


@contextmanager
def open_people(
    home: Path,
    embedder: Embedder | None = None,
    suits: float = 0.3,
    pack: CommunityPack | None = None,
) -> Iterator[PeopleWorld]:
    """Open a world with the search for people over it.

    Args:
        home: where it lies.
        embedder: the model; one that knows words alone when None.
        suits: cosine from which somebody suits.
        pack: the community; harbours when None.
    """
    model = cast(FakeEmbedder, embedder) if embedder else FakeEmbedder(dimension=512)
    with open_world(home, model) as world:
        members, introductions = SqlMembers(world.database), SqlIntroductions(world.database)
        texts = SqlNamedTexts(world.database)
        stores = ExpertStores(
            members=members,
            introductions=introductions,
            texts=texts,
            documents=world.tools.documents,
            snapshots=world.tools.snapshots,
            embedder=world.embedder,
            clock=world.clock,
            pack=pack or harbour_pack(),
        )
        works = SqlWorks(world.database)
        experts = Experts(stores, suits)
        yield PeopleWorld(world, members, works, introductions, texts, experts)


def contribution(
    key: str, text: str, member: str, *, scope: str = "community", question: str = "", **facts: str
) -> Document:
    """Something that a member shared under their name."""
    info = DocumentInfo.model_validate(
        {
            "id": f"contribution:{key}",
            "name": f"Title of {key}",
            "title": f"Title of {key}",
            "kind": Kind.OPINION,
            "date": "2026-02-20",
            "url": f"https://slack.example/{key}",
            "members": (member,),
            "named": (member,),
            "scope": scope,
            **facts,
        }
    )
    return Document(info=info, sections=(Section(heading=(question,) * bool(question), text=text),))


def thread(
    key: str, said: list[tuple[str, str, bool]], *, channel: str = "lamps", scope: str = "community"
) -> Document:
    """A thread.

    Args:
        key: a timestamp.
        said: (member, words, whether they are named), oldest first.
        channel: name of where it was said.
        scope: who may read it.
    """
    text, places = "", []
    for member, words, named in said:
        text += "\n\n" if text else ""
        places.append(Locator(len(text), f"somebody, {member}"[:10], member if named else ""))
        text += words
    info = DocumentInfo(
        id=f"slack:C1/{key}",
        name=f"#{channel}, thread of 20 February 2026, 09:00 UTC",
        title=f"#{channel}: {said[0][1][:40]}",
        kind=Kind.OPINION,
        date="2026-02-20",
        members=tuple(dict.fromkeys(member for member, _words, _named in said)),
        named=tuple(dict.fromkeys(member for member, _words, named in said if named)),
        scope=scope,
    )
    return Document(info=info, sections=(Section(text=text, locators=tuple(places)),))
