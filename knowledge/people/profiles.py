"""What a member may say of themselves, by the rules that hold for every other text."""

from collections.abc import Iterable, Mapping

from knowledge.errors import ProfileError
from knowledge.models.members import Profile
from knowledge.stewardship.gatekeeping import Assess, is_barred, reason_to_hold

_TEXTS = ("organisation", "headline", "bio", "interest")


def fit_profile(profile: Profile, assess: Assess) -> Profile:
    """Return a profile as it may be kept: tidy, and with what identifies others taken out.

    The contact line and links stay as they are: they are there to be reached by.

    Raises:
        ProfileError: a text is marked, or holds what must not be kept; nothing is stored.
    """
    for text in (profile.name, profile.contact, *profile.links):
        _fit(text, assess)
    topics = (_fit(one, assess) for one in profile.topics)
    fit = {name: _fit(getattr(profile, name), assess) for name in _TEXTS}
    return profile.model_copy(
        update={**fit, "topics": tuple(dict.fromkeys(one for one in topics if one))}
    )


def unfit(texts: Mapping[str, Iterable[str]], assess: Assess) -> dict[str, str]:
    """Return field → what must not be kept in it; fields that may be kept are left out."""
    found: dict[str, str] = {}
    for field, written in texts.items():
        for text in filter(str.strip, written):
            verdict = assess(text)
            if is_barred(verdict) or reason_to_hold(verdict):
                found.setdefault(field, verdict.label)
    return found


def _fit(text: str, assess: Assess) -> str:
    if not text.strip():
        return ""
    verdict = assess(text)
    if is_barred(verdict) or reason_to_hold(verdict):
        raise ProfileError(
            f"The profile was not saved: it looks like it holds {verdict.label}",
            "Take that out, and save it again",
        )
    return verdict.text.strip()
