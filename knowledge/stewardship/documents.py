"""Accepted contributions to documents, and back: which of them are in the index."""

import re
from collections.abc import Callable, Iterable, Iterator

from knowledge.models.channels import thread_id
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.documents import Document, DocumentInfo, Section
from knowledge.ports import Channels, Contributions
from knowledge.stewardship.life import ANSWERING

_PARAGRAPHS = re.compile(r"\n\s*\n")
Live = Callable[[Iterable[str]], Iterable[str]]


def contribution_documents(contributions: Contributions) -> Iterator[Document]:
    """Yield the document of each contribution that answers questions and holds its own text."""
    for one in contributions.in_states(ANSWERING):
        if one.text:
            yield contribution_document(one, contributions)


def contribution_document(one: Contribution, contributions: Contributions) -> Document:
    """Make a document of a contribution: its text as it was offered.

    The question that it answers stands above it, so that whoever asks it again finds the answer.
    """
    later = contributions.get(one.superseded_by) if one.superseded_by else None
    info = DocumentInfo(
        id=one.document_id,
        name=one.title,
        title=one.title,
        kind=one.kind,
        date=one.date,
        url=one.url,
        owner=one.owner,
        licence=one.licence,
        review_date=one.review_date,
        credit=one.credit_line,
        evidence=one.evidence,
        superseded_by=later.document_id if later else "",
        members=(one.member,) if one.member else (),
        named=one.named,
        trial=one.trial,
        scope=one.scope,
    )
    text = "\n\n".join(part.strip() for part in _PARAGRAPHS.split(one.text) if part.strip())
    # Whoever asks whether a certain organisation tried it finds it by the heading.
    above = one.question or (one.trial.where if one.trial else "")
    heading = (above,) if above else ()
    return Document(info=info, sections=(Section(heading=heading, text=text),))


def note_indexed(contributions: Contributions, channels: Channels, live: Live) -> None:
    """Move accepted contributions to `indexed` whose documents are live.

    Args:
        contributions: those of all members.
        channels: where held messages lie.
        live: returns the ids that are live, of some.
    """
    for one in contributions.in_states([ContributionState.ACCEPTED]):
        # Of an upload, the indexer knows whether it stands there as it was described.
        document = "" if one.file else document_of(one, channels)
        if document and document in set(live([document])):
            contributions.move(one.id, ContributionState.INDEXED)


def document_of(one: Contribution, channels: Channels) -> str:
    """Return the id of the document that a contribution is in, or an empty string."""
    sort, _, place = one.origin.partition(":")
    if sort == "file":
        return place
    if sort != "followed":
        return one.document_id
    channel, _, ts = place.partition("/")
    said = channels.message(channel, ts)
    return thread_id(channel, said.thread) if said else ""
