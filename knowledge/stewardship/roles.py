"""Who may do what: an admin may all that a curator may, and a curator all that a host may."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from knowledge.errors import NotAllowedError
from knowledge.models.stewardship import Role
from knowledge.ports import Audit, RoleStore

_ENOUGH = {
    Role.ADMIN: frozenset({Role.ADMIN}),
    Role.CURATOR: frozenset({Role.ADMIN, Role.CURATOR}),
    Role.HOST: frozenset({Role.ADMIN, Role.CURATOR, Role.HOST}),
}


@dataclass(frozen=True, slots=True)
class Roles:
    """Roles that were given in Slack, beside those that the settings name.

    Attributes:
        admins, curators: member ids that the settings name; those roles cannot be taken here.
        is_active: tells whether a member still has an account; who has none may do nothing.
    """

    store: RoleStore
    audit: Audit
    admins: Collection[str] = ()
    curators: Collection[str] = ()
    is_active: Callable[[str], bool] = field(default=lambda _member: True)

    def is_admin(self, member: str) -> bool:
        """Tell whether a member may give roles, and all that curators may."""
        return self._has(member, Role.ADMIN)

    def is_curator(self, member: str) -> bool:
        """Tell whether a member may decide on contributions and rebuild the index."""
        return self._has(member, Role.CURATOR)

    def is_host(self, member: str) -> bool:
        """Tell whether a member may host discussions."""
        return self._has(member, Role.HOST)

    def holders(self, role: Role) -> tuple[str, ...]:
        """Return who was given exactly this role and still has an account, sorted."""
        named = {Role.ADMIN: self.admins, Role.CURATOR: self.curators}.get(role, ())
        everybody = sorted({*self.store.holders(role), *named})
        return tuple(one for one in everybody if self.is_active(one))

    def all_curators(self) -> tuple[str, ...]:
        """Return everybody who may decide on contributions, admins too, each once."""
        return tuple(dict.fromkeys((*self.holders(Role.ADMIN), *self.holders(Role.CURATOR))))

    def grant(self, member: str, role: Role, by: str) -> bool:
        """Give a role; False when the member had it.

        Raises:
            NotAllowedError: whoever asks is no admin, or the member has no account.
        """
        self._require_admin(by)
        if not self.is_active(member):
            raise NotAllowedError(
                "This person has no active account", "Give the role to somebody who has"
            )
        given = self.store.grant(member, role)
        if given:
            self.audit.record("role.granted", by, self.audit.pseudonym_of(member), role=role)
        return given

    def revoke(self, member: str, role: Role, by: str) -> bool:
        """Take a role; False when the member did not have it.

        Raises:
            NotAllowedError: whoever asks is no admin, the settings give the role, or nobody
                would be left to give roles.
        """
        self._require_admin(by)
        if member in {Role.ADMIN: self.admins, Role.CURATOR: self.curators}.get(role, ()):
            name = "BOT_ADMINS" if role is Role.ADMIN else "BOT_CURATORS"
            raise NotAllowedError(
                "This role is given by the settings", f"Take the member out of {name}"
            )
        if role is Role.ADMIN and set(self.holders(Role.ADMIN)) <= {member}:
            raise NotAllowedError(
                "Nobody would be left to give roles", "Make somebody else an admin first"
            )
        taken = self.store.revoke(member, role)
        if taken:
            self.audit.record("role.revoked", by, self.audit.pseudonym_of(member), role=role)
        return taken

    def _require_admin(self, member: str) -> None:
        if not self.is_admin(member):
            raise NotAllowedError("Only admins may change roles", "Ask one of them")

    def _has(self, member: str, role: Role) -> bool:
        enough = _ENOUGH[role]
        named = (Role.ADMIN in enough and member in self.admins) or (
            Role.CURATOR in enough and member in self.curators
        )
        given = named or bool(self.store.roles_of(member) & enough)
        return given and self.is_active(member)
