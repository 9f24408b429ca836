"""A question once it has been searched."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.answers.citations import Citing
from knowledge.answers.extractive import Candidate
from knowledge.answers.senses import Reading
from knowledge.models.access import Audience
from knowledge.models.answers import AnswerForm
from knowledge.models.community import CommunityPack
from knowledge.models.documents import StoredPassage
from knowledge.search.query import Query
from knowledge.search.retriever import Found
from knowledge.text.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that an answer to it is made of.

    Attributes:
        question: as the person wrote it.
        audience: everybody who will see the answer.
        ranked: the sentences of the best passages, best first.
        form: what the question asks for.
        citing: makes citations.
        reading: how its colliding acronyms are read.
        pack: the community's words.
        around: returns a passage with those that stand near it in its document, in reading order.
    """

    question: str
    query: Query
    audience: Audience
    found: Found
    ranked: list[Candidate]
    form: AnswerForm
    citing: Citing
    reading: Reading
    pack: CommunityPack
    glossary: Glossary
    around: Callable[[StoredPassage], tuple[StoredPassage, ...]]
