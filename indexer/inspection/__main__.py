"""`python -m indexer.inspection`: a question and bytes on stdin, JSON on stdout.

The question is one line, `{"name": …}` before the bytes of a file or `{"url": …}` of a page.
"""

import resource
import sys

from pydantic import BaseModel, ConfigDict

from indexer.inspection.look import excerpt_of, inspect_file
from indexer.inspection.page import fetch_page
from knowledge.adapters.community_pack import load_community
from knowledge.settings import KnowledgeSettings, load_settings

MEMORY_BYTES = 2_000_000_000


class Asked(BaseModel):
    """What is to be looked at: a file of this name or a page, and what was typed about it.

    Attributes:
        excerpt: whether the file's beginning is wanted, instead of what is found in it.
    """

    model_config = ConfigDict(frozen=True)

    name: str = ""
    url: str = ""
    about: str = ""
    excerpt: bool = False


def main() -> None:
    """Look at one thing, with bounded memory, and say what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    line, _, data = sys.stdin.buffer.read().partition(b"\n")
    asked = Asked.model_validate_json(line)
    pack = load_community(load_settings(KnowledgeSettings).community)
    if asked.url:
        said = fetch_page(asked.url, pack, asked.about).model_dump_json()
    elif asked.excerpt:
        said = excerpt_of(asked.name, data, pack).model_dump_json()
    else:
        said = inspect_file(asked.name, data, pack, asked.about).model_dump_json()
    sys.stdout.write(said)


if __name__ == "__main__":
    main()
