"""No line tells what it must not, and nobody is shown against their will.

Whatever was deleted, closed or taken back after the index was built. Two and a half thousand
questions with every check, ten thousand with `--hypothesis-profile thorough`.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings

from knowledge.models.access import COMMUNITY, PEOPLE, Audience
from knowledge.models.documents import Document
from knowledge.models.experts import Card, Dial
from knowledge.models.members import Discoverable, Member, Wishes
from tests.people_world import SUGGESTED, PeopleWorld, contribution, open_people, thread

SEEDS = 10
TRIALS = 1_000 if settings.get_current_profile_name() == "thorough" else 250
WORDS = (
    "drone",
    "camera",
    "prison",
    "trial",
    "budget",
    "victim",
    "force",
    "model",
    "lamp",
    "harbour",
    "fog",
    "signal",
    "radio",
    "search",
)
MEMBERS = tuple(f"U{number}M" for number in range(12))
SCOPES = ("public", "community", "community", "channel:C7", "channel:C8")


class Life:
    """A community in which anything may happen between two questions; what is true is kept here.

    Attributes:
        texts: document id → its document as it is now; what was deleted is not among them.
        index_lags: whether the index has not heard of what happened last.
    """

    def __init__(self, people: PeopleWorld, chance: Random) -> None:
        self.people = people
        self.chance = chance
        self.texts: dict[str, Document] = {}
        self.count = 0
        for member in MEMBERS:
            people.join(member, topics=(self.words(1, 2),), bio=f"{self.words()} by{member}")
        self.say(30)

    def words(self, fewest: int = 3, most: int = 8) -> str:
        """Return some words."""
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(fewest, most)))

    def say(self, texts: int = 6) -> None:
        """Let members say things, and index them; each sentence tells whose it is."""
        for _ in range(texts):
            self.count += 1
            scope, member = self.chance.choice(SCOPES), self.chance.choice(MEMBERS)
            if self.count % 2:
                named = self.chance.random() < 0.7
                said = contribution(f"c{self.count}", f"{self.words()} by{member}", member)
                facts = {"scope": scope, "named": (member,) if named else ()}
                info = said.info.model_copy(update=facts)
                self.keep(said.model_copy(update={"info": info}))
                continue
            talk = [
                (who, f"{self.words()} by{who}.", self.chance.random() < 0.6)
                for who in self.chance.sample(MEMBERS, 3)
            ]
            self.keep(thread(f"{self.count}.0", talk, scope=scope))
        self.people.publish(*self.texts.values())

    def keep(self, document: Document) -> None:
        """Note what is true."""
        self.texts[document.info.id] = document

    def delete(self) -> None:
        """Delete a text: the store knows, the index does not."""
        if self.texts:
            gone = self.chance.choice(list(self.texts))
            del self.texts[gone]
            self.people.world.tools.documents.withdraw(gone)

    def close(self) -> None:
        """Make a channel private after something said in it was indexed: what it was leaves."""
        opened = [one for one in self.texts.values() if one.info.scope == COMMUNITY]
        if opened:
            one = self.chance.choice(opened)
            closed = one.info.model_copy(update={"scope": "channel:C9"})
            self.keep(one.model_copy(update={"info": closed}))
            self.people.publish(*self.texts.values())

    def change(self) -> None:
        """Let somebody change what they agreed to; nothing is indexed."""
        chance = self.chance
        wishes = Wishes(
            discoverable=chance.choice((Discoverable.SUGGEST, *Discoverable)),
            use_contributions=chance.random() < 0.7,
        )
        apart = frozenset(chance.sample(MEMBERS, chance.choice((0, 0, 1, 2))))
        hidden = frozenset(chance.sample(sorted(self.texts), min(2, len(self.texts))))
        member = chance.choice(MEMBERS)
        facts = {"wishes": wishes, "never_pair": apart - {member}, "hidden": hidden}
        self.people.change(member, lambda one: one.model_copy(update=facts))

    def agree(self) -> None:
        """Let everybody agree to everything again."""
        facts = {"wishes": SUGGESTED, "never_pair": frozenset[str](), "hidden": frozenset[str]()}
        for member in MEMBERS:
            self.people.change(member, lambda one: one.model_copy(update=facts))


def audience_of(chance: Random, asker: str) -> Audience:
    """Return whoever might look on."""
    channels = [one for one in ("C7", "C8", "C9") if chance.random() < 0.4]
    return Audience.of(full_member=chance.random() < 0.8, member=asker, channels=channels)


def check_card(
    card: Card, asker: str, audience: Audience, life: Life, known: dict[str, Member]
) -> None:
    """Hold a card against what is true."""
    shown = known[card.member]
    assert shown.is_suggested
    assert card.member != asker
    assert asker not in shown.never_pair
    assert card.member not in known[asker].never_pair
    assert 1 <= len(card.because) <= 2
    for line in card.because:
        assert line.document_id not in shown.hidden
        for other in set(MEMBERS) - {card.member}:
            assert f"by{other}" not in line.text, "words of another"
        if line.scope == PEOPLE:
            assert audience.may_read(COMMUNITY)
            assert line.document_id.startswith(f"person:{shown.key}/")
            continue
        true = life.texts[line.document_id].info  # a KeyError here is a leak: it was deleted
        assert audience.may_read(true.scope)
        assert card.member in true.named
        assert shown.wishes.use_contributions


@pytest.mark.parametrize("seed", range(SEEDS))
def test_questions_leak_nothing(tmp_path: Path, seed: int) -> None:
    """Deletions, closed channels, changed wishes: each counts from the next question on."""
    chance = Random(seed)  # noqa: S311 - nothing secret
    cards = lines = 0
    with open_people(tmp_path, suits=0.1) as people:
        life = Life(people, chance)
        steps: tuple[Callable[[], None], ...] = (life.delete, life.change, life.change, life.change)
        for trial in range(TRIALS):
            if trial % 250 == 249:
                life.agree()
                chance.choice((life.say, life.close))()
            elif trial % 3 == 0:
                chance.choice(steps)()
            asker = chance.choice(MEMBERS)
            audience = audience_of(chance, asker)
            dial = chance.choice(tuple(Dial))
            found = people.experts.find(life.words(1, 4), asker, audience, dial)
            known = people.members.many(MEMBERS)
            for card in found.cards:
                check_card(card, asker, audience, life, known)
                cards, lines = cards + 1, lines + len(card.because)

    assert cards > TRIALS / 4, "too few cards to have found a leak"
    assert lines > cards, "too few lines"
