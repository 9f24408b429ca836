"""What stands for the author of an anonymous entry; without its secret nobody can tell for whom.

A token is a keyed digest of a member's id (HMAC, RFC 2104) whose key belongs to one discussion.
"""

import hmac
from hashlib import sha256

from knowledge.errors import TransitionError
from knowledge.models.discussions import Discussion
from knowledge.models.remarks import Remark


def token_of(one: Discussion, member: str) -> str:
    """Return what stands for a member in a discussion.

    Raises:
        TransitionError: the secret was destroyed, or there never was one.
    """
    if not one.salt:
        raise TransitionError(
            "Anonymous entries of this discussion are final", "Ask a host to take an entry out"
        )
    return _digest(one.id, member, one.salt)


def is_token_of(remark: Remark, member: str, salt: str) -> bool:
    """Tell whether a member is the author of an anonymous entry; no once the secret is gone."""
    if not salt or not remark.token:
        return False
    return hmac.compare_digest(remark.token, _digest(remark.discussion, member, salt))


def _digest(discussion_id: str, member: str, salt: str) -> str:
    told = f"{discussion_id}\0{member}".encode()
    return hmac.new(salt.encode(), told, sha256).hexdigest()[:32]
