"""Which texts may leave the host, and what people are told of it."""

import pytest

from knowledge.answers.leaving import Leaving


def leaving(*scopes: str) -> Leaving:
    """Return a rule for a model elsewhere."""
    return Leaving("a-model", "models.example", frozenset(scopes))


@pytest.mark.parametrize(
    ("scopes", "scope", "may"),
    [
        (("public", "community"), "public", True),
        (("public", "community"), "community", True),
        (("public", "community"), "channel:C1", False),
        (("public", "community"), "owner:U1", False),
        (("public",), "community", False),
        (("channel:C1",), "channel:C1", True),
        (("channel:C1",), "channel:C2", False),
        (("channel:*",), "channel:C2", True),
        (("channel:*",), "owner:U1", False),
        (("owner:*",), "owner:U1", True),
        ((), "public", False),
    ],
)
def test_a_text_may_leave_when_its_scope_is_named(
    scopes: tuple[str, ...], scope: str, *, may: bool
) -> None:
    """Nothing follows from another scope."""
    assert leaving(*scopes).may(scope) is may


def test_several_may_leave_together_or_not_at_all() -> None:
    """One private text among them holds all back."""
    assert leaving("public").may_all(["public", "public"])
    assert not leaving("public").may_all(["public", "channel:C1"])


def test_people_are_told_model_host_and_texts() -> None:
    """Before they ask."""
    notice = leaving("public", "community").notice

    for words in ("a-model", "models.example", "public", "every full member", "Your question"):
        assert words in notice
    assert "from channels and of single members stay here" in notice


def test_people_are_told_of_private_texts_that_leave() -> None:
    """Nothing is said to stay that does not."""
    notice = leaving("community", "channel:C1").notice

    assert "channels that an administrator named" in notice
    assert "from channels" not in notice
    assert "of single members stay here" in notice
