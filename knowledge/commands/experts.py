"""People who can help, from a terminal."""

import json
from typing import Annotated, Any

import typer

from knowledge.bootstrap import experts, open_stores
from knowledge.commands.options import AsJson, ReadAs, audience_of
from knowledge.errors import SourceError
from knowledge.models.days import in_words
from knowledge.models.experts import Card, Dial, Free
from knowledge.settings import KnowledgeSettings, load_settings

_FREE = {
    Free.ASKABLE: "may be asked now",
    Free.LATER_TODAY: "may be asked; it waits for their hours",
    Free.BUSY: "is not asked at the moment",
    Free.NOT_ASKED: "wants no asks",
}


def register(app: typer.Typer) -> None:
    """Add the command to a command line."""
    app.command("experts")(experts_command)


def experts_command(
    question: Annotated[str, typer.Argument(help="What help is needed with, in quotation marks.")],
    as_json: AsJson = False,
    scope: ReadAs = None,
    name: Annotated[bool, typer.Option("--name", help="Look for a person of this name.")] = False,
    dial: Annotated[Dial, typer.Option(help="Depth on the subject, or a reply soon.")] = Dial.SOON,
    most: Annotated[int, typer.Option("-k", min=1, max=20, help="People to show.")] = 3,
) -> None:
    """Say who, of those who agreed to be found, may help with a question, and why."""
    audience, asked = audience_of(scope), question.strip()
    if not asked:
        raise SourceError("The question is empty", "Write it in quotation marks")
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        search = experts(stores)
        found = (
            search.named(asked, "", audience)
            if name
            else search.find(asked, "", audience, dial, most)
        )
        nobody = stores.pack.notices.nobody_suits
    if as_json:
        rows = [_row(card) for card in found.cards]
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    typer.echo("\n\n".join(map(_words, found.cards)) or nobody)


def _row(card: Card) -> dict[str, Any]:
    return {
        "member": card.member,
        "kind": card.kind,
        "organisation": card.organisation,
        "because": [line.model_dump(include={"text", "url", "date"}) for line in card.because],
        "availability": card.free.value,
    }


def _words(card: Card) -> str:
    about = ", ".join(part for part in (card.kind, card.organisation) if part)
    lines = [f"{card.name} ({about})" if about else card.name]
    lines += [card.headline] if card.headline else []
    for one in card.because:
        facts = ", ".join(part for part in (in_words(one.date), one.url) if part)
        lines.append(f"- {one.text}{f' [{facts}]' if facts else ''}")
    return "\n".join([*lines, _FREE[card.free]])
