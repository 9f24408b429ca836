"""ORCIDs, the identifiers of researchers, however they are written."""

import re

from stdnum import isni

_WRITTEN = re.compile(
    r"(?:https?://)?(?:www\.)?(?:orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?"
)


def orcid_of(written: str) -> str:
    """Return an ORCID in the form 0000-0000-0000-000X, or nothing where it is none.

    An ORCID is an ISNI; its last character is a checksum by ISO 7064, MOD 11-2.
    """
    found = _WRITTEN.fullmatch(written.strip())
    if not found:
        return ""
    digits = "".join(found.groups()).upper()
    return "-".join(found.groups()).upper() if isni.is_valid(digits) else ""
