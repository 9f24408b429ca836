"""What a member filled in, on its way into the store."""

from bot.profiles.filling import TAKEN_ORCID, not_to_be_kept, texts_of
from bot.views.profile_form import ORCID
from knowledge.errors import NotAllowedError
from knowledge.models.members import Discoverable, Profile, Wishes
from knowledge.people.membership import Membership


def save(membership: Membership, user: str, profile: Profile, notice: str) -> dict[str, str]:
    """Store a profile; return what is wrong with it, by field, where it was not stored."""
    if unfit := membership.unfit(texts_of(profile)):
        return not_to_be_kept(unfit)
    try:
        membership.save_profile(user, profile, notice)
    except NotAllowedError:
        return {ORCID: TAKEN_ORCID}
    return {}


def agree(membership: Membership, user: str, wishes: Wishes, name: str) -> None:
    """Store what a member agrees to; who is listed is listed under the name that Slack shows.

    Raises:
        ProfileError: an earlier profile holds what may be kept no longer.
    """
    known = membership.of(user)
    profile = known.profile if known else Profile()
    if wishes.discoverable is not Discoverable.OFF and profile.name != name:
        named = profile.model_copy(update={"name": name})
        membership.save_profile(user, named, wishes.notice)
    membership.wish(user, wishes)
