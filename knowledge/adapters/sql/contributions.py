"""Contributions in SQL."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Row, delete, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import contributions
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.stewardship.life import moved


class SqlContributions:
    """Each contribution as one JSON body, with what is searched for in columns beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offer(self, contribution: Contribution) -> Contribution:
        """Store an offer, or return the one that has the same origin already."""
        with self._database.begin() as connection:
            row = {"id": contribution.id, "origin": contribution.origin, **_columns(contribution)}
            connection.execute(insert_new(self._database.engine, contributions), row)
            stored = select(contributions).where(contributions.c.origin == contribution.origin)
            return _contribution(connection.execute(stored).one())

    def get(self, contribution_id: str) -> Contribution | None:
        """Return one, or None when it is not known."""
        return self._one(contributions.c.id == contribution_id)

    def by_origin(self, origin: str) -> Contribution | None:
        """Return the one that comes from there, or None."""
        return self._one(contributions.c.origin == origin)

    def in_states(self, states: Iterable[ContributionState]) -> tuple[Contribution, ...]:
        """Return those in any of the states, oldest first."""
        return self._many(contributions.c.state.in_(list(states)))

    def of_member(self, member: str) -> tuple[Contribution, ...]:
        """Return what a member offered, oldest first."""
        return self._many(contributions.c.member == member)

    def move(
        self, contribution_id: str, to: ContributionState, **changes: object
    ) -> Contribution | None:
        """Take one to its next state, in one transaction; see the port for the errors."""
        return self._change(contribution_id, lambda one: moved(one, to, **changes))

    def revise(self, contribution_id: str, **changes: object) -> Contribution | None:
        """Change fields other than the state; None when it is not known."""
        return self._change(contribution_id, lambda one: one.model_copy(update=changes))

    def delete(self, contribution_id: str) -> None:
        """Delete one without a trace."""
        with self._database.begin() as connection:
            connection.execute(delete(contributions).where(contributions.c.id == contribution_id))

    def _change(
        self, contribution_id: str, change: Callable[[Contribution], Contribution]
    ) -> Contribution | None:
        wanted = contributions.c.id == contribution_id
        with self._database.begin() as connection:
            query = select(contributions).where(wanted).with_for_update()
            row = connection.execute(query).first()
            if row is None:
                return None
            changed = change(_contribution(row))
            connection.execute(update(contributions).where(wanted).values(_columns(changed)))
        return changed

    def _one(self, condition: Any) -> Contribution | None:  # noqa: ANN401 - an SQL expression
        with self._database.read() as connection:
            row = connection.execute(select(contributions).where(condition)).first()
        return None if row is None else _contribution(row)

    def _many(self, condition: Any) -> tuple[Contribution, ...]:  # noqa: ANN401 - an SQL expression
        order = (contributions.c.offered_at, contributions.c.id)
        with self._database.read() as connection:
            rows = connection.execute(select(contributions).where(condition).order_by(*order))
            return tuple(_contribution(row) for row in rows)


def _columns(contribution: Contribution) -> dict[str, Any]:
    return {
        "state": contribution.state,
        "member": contribution.member,
        "body": contribution.model_dump_json(),
        "offered_at": contribution.offered_at.timestamp(),
    }


def _contribution(row: Row[Any]) -> Contribution:
    return Contribution.model_validate_json(row.body)
