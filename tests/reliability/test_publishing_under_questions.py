"""A hundred snapshots are published while questions are asked all the time."""

import re
import threading
from pathlib import Path

from knowledge.adapters.community_pack import load_community
from knowledge.answers.service import AnswerService
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.documents import Document
from tests.factories import document
from tests.worlds import World, open_world

PUBLISHES, ASKERS, PAUSE_S = 100, 2, 0.005
EVERYBODY = Audience.of(full_member=True)
EDITION = re.compile(r"edition (\d+)")


def edition(number: int) -> list[Document]:
    """Return documents that all name their edition."""
    return [
        document(
            f"Lamp {one} on the quay burns at night in edition {number} of the list.",
            f"lamp-{one}.md",
            title=f"Lamps of edition {number}",
        )
        for one in range(6)
    ]


class Asker(threading.Thread):
    """Asks until told to stop."""

    def __init__(self, service: AnswerService, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._service = service
        self._stopping = stop
        self.answers: list[Answer] = []
        self.failures: list[Exception] = []

    def run(self) -> None:
        """Ask again and again."""
        while not self._stopping.wait(PAUSE_S):
            try:
                question = "which lamp on the quay burns at night?"
                self.answers.append(self._service.ask(question, EVERYBODY))
            except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
                self.failures.append(error)


def published(world: World) -> tuple[dict[str, str], list[Asker]]:
    """Publish under questions; return version → edition, and those who asked."""
    versions = {world.publish(*edition(0)).version: "0"}
    stop = threading.Event()
    service = AnswerService(load_community("coastal_ecology"), world.retriever, world.clock)
    askers = [Asker(service, stop) for _ in range(ASKERS)]
    for one in askers:
        one.start()
    for number in range(1, PUBLISHES + 1):
        versions[world.publish(*edition(number)).version] = str(number)
    stop.set()
    for one in askers:
        one.join()
    return versions, askers


def editions(answer: Answer) -> set[str]:
    """Return the editions that an answer's texts and titles name."""
    texts = [one.text for one in answer.sentences]
    texts += [text for one in answer.citations for text in (one.quote, one.title)]
    return {found[1] for text in texts if (found := EDITION.search(text))}


def test_each_answer_comes_from_one_snapshot_and_none_fails(tmp_path: Path) -> None:
    """What is named as the index's version is what is quoted."""
    with open_world(tmp_path / "world") as world:
        versions, askers = published(world)
    answers = [answer for one in askers for answer in one.answers]
    wrong = [one for one in answers if editions(one) != {versions[one.index_version]}]

    assert len(versions) == PUBLISHES + 1
    assert [error for one in askers for error in one.failures] == []
    assert len(answers) > PUBLISHES
    assert len({one.index_version for one in answers}) > PUBLISHES / 5
    assert {one.state for one in answers} == {AnswerState.ANSWER}
    assert wrong == []
