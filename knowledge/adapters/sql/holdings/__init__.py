"""What is held of members, a class a sort of thing: to hand it out, and to erase it.

A table that holds anything of a member has a class here, in `all_holdings`.
"""

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.holdings.channels import HeldConsents, HeldMessages
from knowledge.adapters.sql.holdings.discussions import HeldHosting, HeldRemarks
from knowledge.adapters.sql.holdings.documents import HeldContributions, HeldTexts
from knowledge.adapters.sql.holdings.files import HeldFiles
from knowledge.adapters.sql.holdings.introductions import HeldIntroductions
from knowledge.adapters.sql.holdings.members import HeldExpected, HeldProfiles, HeldWorks
from knowledge.adapters.sql.holdings.notes import HeldPostNotes
from knowledge.adapters.sql.holdings.people import HeldAudit, HeldHolds, HeldRoles
from knowledge.adapters.sql.holdings.records import HeldRecords
from knowledge.adapters.sql.holdings.reports import HeldReports
from knowledge.adapters.sql.holdings.waiting import HeldCalls, HeldWaits
from knowledge.adapters.sql.holdings.work import HeldGaps, HeldInbox, HeldJobs, HeldPosts
from knowledge.ports import Clock, Holding, Uploads


def all_holdings(database: Database, clock: Clock, uploads: Uploads) -> tuple[Holding, ...]:
    """Return everything that is held of members, in the order in which it is erased.

    Texts come first: they are what others could still read.
    """
    return (
        HeldTexts(database),
        HeldFiles(database, uploads),
        HeldContributions(database),
        HeldConsents(database),
        HeldMessages(database),
        HeldReports(database),
        HeldRemarks(database),
        HeldHosting(database),
        HeldWaits(database),
        HeldCalls(database, clock),
        HeldWorks(database),
        HeldExpected(database),
        HeldProfiles(database),
        HeldIntroductions(database, clock),
        HeldInbox(database),
        HeldGaps(database, clock),
        HeldRecords(database, clock),
        HeldJobs(database),
        HeldPosts(database),
        HeldPostNotes(database),
        HeldRoles(database),
        HeldHolds(database),
        HeldAudit(database, clock),
    )
