"""What the tests of “Why this answer?” share: an answer, its documents, windows."""

import json

from bot.playground.records import Message, View
from knowledge.models.answers import Answer
from knowledge.models.documents import StoredPassage
from knowledge.models.reasons import Basis
from knowledge.models.records import AnswerRecord
from tests.factories import passage
from tests.fakes.answers import cited_answer, looked_at
from tests.fakes.bot_services import Shelf, document_info
from tests.fakes.clock import START
from tests.slack.bot_world import GENERAL, World

ASKER, OTHER, CURATOR, GUEST = "U0ANALYST", "U0CHEMIST", "U0CURATOR", "U0GUEST"
SCOPES = {"docs/a.md": "community", "docs/b.md": "public", "docs/c.md": "channel:C0PRIVATE"}
QUESTION = "did trials end?"


def explained() -> Answer:
    """Return an answer for which three documents were looked at, and the first was quoted."""
    answer = cited_answer()
    quoted = answer.citations[0].model_copy(update={"passage_id": 1})
    return answer.model_copy(
        update={
            "citations": (quoted,),
            "considered": tuple(
                looked_at(one, passage_id=n, title=f"Title of {one}", n=int(n == 1))
                for n, one in enumerate(SCOPES, start=1)
            ),
            "basis": Basis(built_at=START, closest=0.3, origin="a test"),
        }
    )


def filled(shelf: Shelf) -> Shelf:
    """Fill a shelf with the three documents."""
    shelf.answers.reply = lambda _question, _audience: explained()
    for n, (one, scope) in enumerate(SCOPES.items(), start=1):
        document = document_info(one, scope).model_copy(update={"title": f"Title of {one}"})
        shelf.documents.held[one] = document
        words = passage(f"Words of {one}.", ["Results"])
        shelf.documents.split[n] = StoredPassage(id=n, document=document, passage=words)
    return shelf


def answered(world: World, channel: str = GENERAL) -> Message:
    """Ask a question, and wait until its answer stands there and is on record."""
    reply = world.reply(world.mention(QUESTION, channel))
    world.settle()
    return reply


def open_why(world: World, reply: Message, who: str = ASKER) -> View:
    """Choose “Why this answer?” under a reply, and return the window once it is filled."""
    person = world.person(who)
    controls = {one["type"]: one for one in reply.blocks[-1]["elements"]}
    if "overflow" in controls:
        first = controls["overflow"]["options"][0]
        assert first["text"]["text"] == "Why this answer?"
        person.choose_overflow(reply, "answer_menu", first["value"])
    else:
        person.click(reply, "about_answer")
    return window(world, who, "Close", without="Looking it up")


def window(world: World, who: str, saying: str, *, without: str = "\0") -> View:
    """Wait until somebody's window says something, and return it."""
    person = world.person(who)

    def says_so() -> bool:
        text = said(person.modal) if person.modal else ""
        return saying in text and without not in text

    world.until(says_so)
    assert person.modal is not None
    return person.modal


def said(view: View) -> str:
    """Return all that a window says."""
    return json.dumps(view.payload, ensure_ascii=False)


def press(world: World, view: View, action: str, saying: str, who: str = ASKER) -> View:
    """Press a button in a window, and wait until the window says something."""
    world.person(who).click(view, action)
    return window(world, who, saying)


def record(world: World) -> AnswerRecord:
    """Return the one record there is."""
    (made,) = world.shelf.services.records.latest(9)
    return made
