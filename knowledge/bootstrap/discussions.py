"""The stores of discussions."""

from typing import NamedTuple

from knowledge.adapters.sql.discussions.courses import SqlDiscussions
from knowledge.adapters.sql.discussions.cues import SqlCues
from knowledge.adapters.sql.discussions.remarks import SqlRemarks
from knowledge.adapters.sql.discussions.reports import SqlReports
from knowledge.adapters.sql.discussions.themes import SqlThemes
from knowledge.adapters.sql.engine import Database
from knowledge.ports.discussions import Cues, Discussions, Remarks, Themes
from knowledge.ports.reports import Reports


class DiscussionStores(NamedTuple):
    """What is kept of discussions."""

    courses: Discussions
    cues: Cues
    remarks: Remarks
    themes: Themes
    reports: Reports


def discussion_stores(database: Database) -> DiscussionStores:
    """Bind the stores of discussions to an opened database."""
    return DiscussionStores(
        SqlDiscussions(database),
        SqlCues(database),
        SqlRemarks(database),
        SqlThemes(database),
        SqlReports(database),
    )
