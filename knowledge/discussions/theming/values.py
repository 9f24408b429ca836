"""What is put into themes, and the themes."""

from dataclasses import dataclass

FEWEST = 12  # remarks under a prompt; fewer are listed, not themed
SMALLEST = 3  # people in a theme


@dataclass(frozen=True, slots=True)
class Item:
    """A remark, as far as its theme depends on it.

    Attributes:
        id: unique among those that are themed together.
        author: who said it, or a token for them; empty where each counts as somebody else.
    """

    id: str
    text: str
    author: str = ""

    @property
    def person(self) -> str:
        """Who counts as one person."""
        return f"author:{self.author}" if self.author else f"item:{self.id}"


@dataclass(frozen=True, slots=True)
class Group:
    """A theme.

    Attributes:
        id: of a group that was found, 12 hexadecimal digits that depend on its most central
            member alone; of one that had examples, the id that they gave.
        members: ids of its items, the most central first.
    """

    id: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Themed:
    """Items in themes.

    Attributes:
        themes: the largest first.
        other: ids of the items that are in none, in the order of their texts.
    """

    themes: tuple[Group, ...]
    other: tuple[str, ...]
