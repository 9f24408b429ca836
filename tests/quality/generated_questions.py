"""`python -m tests.quality.generated_questions [DIR ...]`: is all that is answered cited, verbatim?

Asks questions made from the shipped library, and from each BEIR-form folder that is given, and
looks every sentence and quote up in the store.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from bot.playground.blocks import check_message_blocks
from bot.views.answer import Handle, answer_message, short
from indexer.pipeline import build
from knowledge.adapters.community_pack import library_path, load_community
from knowledge.adapters.home import temporary_settings
from knowledge.answers.service import AnswerService
from knowledge.bootstrap import Stores, open_stores, publishing, retriever
from knowledge.evaluation.datasets import read_dataset
from knowledge.evaluation.retrieval import as_document
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState, Citation
from knowledge.models.work import Source
from knowledge.ports import DocumentStore
from knowledge.publishing.publisher import publish, stage
from knowledge.settings import KnowledgeSettings, load_settings
from tests.quality.generating import generated

MEMBER, GUEST = Audience.of(full_member=True), Audience.of(full_member=False)
GUESTS = 5  # of so many questions one is a guest's


@dataclass(slots=True)
class Tally:
    """What was asked and found; `broken` says of each exception which rule and which question."""

    asked: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    sentences: int = 0
    quotes: int = 0
    broken: list[str] = field(default_factory=list)


def ask_generated(
    answers: AnswerService, documents: DocumentStore, count: int, seed: int = 7
) -> Tally:
    """Ask questions made from all that a store holds, and check every answer."""
    passages = list(documents.of_documents(documents.live()))
    tally = Tally()
    for number, one in enumerate(generated(passages, count, seed)):
        audience = MEMBER if number % GUESTS else GUEST
        tally.asked[one.sort] += 1
        try:
            answer = answers.ask(one.text, audience, one.earlier)
            found = list(faults(answer, documents, audience))
        except Exception as error:  # noqa: BLE001 - any at all is what is looked for
            tally.broken.append(f"{type(error).__name__}: {one.sort}: {one.text!a}")
            continue
        tally.states[answer.state] += 1
        tally.forms[answer.form] += answer.state is AnswerState.ANSWER
        tally.sentences += len(answer.sentences)
        tally.quotes += len(answer.citations)
        tally.broken += [f"{rule}: {one.sort}: {one.text!a}" for rule in found]
    return tally


def faults(answer: Answer, documents: DocumentStore, audience: Audience) -> Iterator[str]:
    """Yield each rule that an answer in quotes breaks."""
    cited = {one.n: one for one in answer.citations}
    if answer.state is AnswerState.ANSWER and not answer.sentences:
        yield "an answer without a sentence"
    for sentence in answer.sentences:
        quotes = [cited[n].quote for n in sentence.citations if n in cited]
        if not quotes or len(quotes) < len(sentence.citations):
            yield "a sentence without a citation that exists"
        elif not any(sentence.text in quote for quote in quotes):
            yield "a sentence that is not verbatim in what it cites"
    for citation in answer.citations:
        yield from _of_citation(citation, documents, audience)
    if any(not numbers or not set(numbers) <= set(cited) for _line, numbers in short(answer)):
        yield "a line in Slack without a citation"
    check_message_blocks(list(answer_message(answer, Handle("key")).blocks))


def _of_citation(citation: Citation, documents: DocumentStore, audience: Audience) -> Iterator[str]:
    info = documents.documents([citation.document_id]).get(citation.document_id)
    if info is None:
        yield "a document that is not held"
        return
    if not audience.may_read(info.scope):
        yield "a document that the audience may not read"
    if (info.url, info.title) != (citation.url, citation.title):
        yield "a link or title that is not the document's"
    quote = citation.quote.encode("utf-8", "surrogatepass")
    stored = documents.of_documents([citation.document_id])
    texts = [one.passage.text.encode("utf-8", "surrogatepass") for one in stored]
    if not quote or not any(quote in text for text in texts):
        yield "a quote that is no slice of a stored passage"


@contextmanager
def _indexed(folder: Path | None) -> Iterator[Stores]:
    """Index the library, or a folder in BEIR form, in a home that is deleted afterwards."""
    with ExitStack() as stack:
        settings = stack.enter_context(temporary_settings(load_settings(KnowledgeSettings)))
        stores = stack.enter_context(open_stores(settings))
        tools = publishing(stores)
        if folder is None:
            library = library_path(load_community("police_science"))
            build([Source.folder(str(library))], tools, lambda _done, _total: None)
        else:
            stage((as_document(row) for row in read_dataset(folder).corpus), tools)
            publish((), tools, lambda _done, _total: None)
        yield stores


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())


def main(
    folders: Annotated[list[Path] | None, typer.Argument(help="Folders in BEIR form.")] = None,
    count: Annotated[int, typer.Option(help="Questions of each corpus.")] = 1000,
    seed: int = 7,
) -> None:
    """Print the counts; exit with 1 when anything broke a rule."""
    broken = 0
    for folder in (None, *(folders or ())):
        with _indexed(folder) as stores:
            answers = AnswerService(stores.pack, retriever(stores), stores.clock)
            tally = ask_generated(answers, stores.documents, count, seed)
        typer.echo(
            f"{folder.name if folder else 'library':16} {sum(tally.asked.values())} questions, "
            f"{tally.sentences} sentences, {tally.quotes} quotes, {len(tally.broken)} exceptions; "
            f"{_told(tally.states)}; of the answers {_told(+tally.forms)}"
        )
        for one in tally.broken[:20]:
            typer.echo(f"  {one[:200]}")
        broken += len(tally.broken)
    raise typer.Exit(int(broken > 0))


if __name__ == "__main__":
    typer.run(main)
