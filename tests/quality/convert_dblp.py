"""`python -m tests.quality.convert_dblp SRC DEST`: papers and labelled experts as a set on people.

SRC holds `documents.jsonl` {"doc", "authors", "text"}, `experts.jsonl` {"author", "topics"} and
`queries.jsonl` {"doc", "topics"}, as made of the DBLP set of Brochier et al. (2020). Who shares a
topic with the paper that is the question suits it; only labelled experts are ranked.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

Line = Mapping[str, Any]


def converted(
    documents: Iterable[Line], experts: Iterable[Line], queries: Iterable[Line]
) -> dict[str, list[Line]]:
    """Return name of a file → its lines."""
    topics = {one["author"]: set(one["topics"]) for one in experts}
    return {
        "documents": [
            {
                "doc": str(one["doc"]),
                "people": [str(author) for author in one["authors"]],
                "text": one["text"],
                "kind": "work",
            }
            for one in documents
        ],
        "people": [{"person": str(author)} for author in topics],
        "queries": [
            {
                "id": str(one["doc"]),
                "doc": str(one["doc"]),
                "relevant": {
                    str(author): 1 for author, of in topics.items() if of & set(one["topics"])
                },
            }
            for one in queries
        ],
    }


def main(
    source: Annotated[Path, typer.Argument(help="Folder with the three files.")],
    target: Annotated[Path, typer.Argument(help="Folder to write the set into.")],
) -> None:
    """Write the set."""
    target.mkdir(parents=True, exist_ok=True)
    documents, experts, queries = (
        read(source / f"{name}.jsonl") for name in ("documents", "experts", "queries")
    )
    for name, lines in converted(documents, experts, queries).items():
        text = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in lines)
        (target / f"{name}.jsonl").write_text(text, encoding="utf-8")


def read(path: Path) -> list[Line]:
    """Read a JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


if __name__ == "__main__":
    typer.run(main)
