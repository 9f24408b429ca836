"""`python -m tests.walk_people FOLDER`: pictures of finding people, from the real playground.

It takes a home whose index holds the library: `KNOWLEDGE_HOME=… python -m indexer build --library`
makes one. Everybody who is seen is invented. Nothing of the home is changed: the playground works
on a copy of it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.people_walk import PeopleWalk
from tests.slack.conftest import CHROMIUM, CHROMIUM_FLAGS

ASKER, EXPERT, CURATOR, JOINING = "U0ANALYST", "U0EXAMINER", "U0CURATOR", "U0CHIEF"
ONLOOKER = "U0NEWCOMER"
FIRST = "How can we shorten the queue of seized phones?"
QUESTION = "How do we run a trial of phone triage that is fair and lawful?"
REASON = "We plan a small trial of triage by preview in Exampleshire (fictional) next spring."
WIDTH, COLOURS = 1280, 128
HEIGHTS = {
    "cards": 800,
    "request": 820,
    "preview": 720,
    "letter": 1010,
    "group": 540,
    "home": 1130,
    "profile": 1760,
    "wishes": 960,
    "follow-up": 860,
    "curators": 500,
}
"""What is shown, and how high its picture is."""

HOUR, NEXT_DAY = "1 hour ahead", "To 09:00 on the next working day"


TO_THE_END = "for (const log of document.querySelectorAll('[data-log]')) log.scrollTop = 1e6"


class Camera:
    """Takes pictures of a page, small enough to be kept beside the texts."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page = page
        self._folder = folder

    def take(self, name: str) -> None:
        """Take one as high as its subject needs, with few colours."""
        before = self._page.viewport_size
        self._page.set_viewport_size({"width": WIDTH, "height": HEIGHTS[name]})
        self._page.evaluate(TO_THE_END)
        path = self._folder / f"{name}.png"
        self._page.screenshot(path=path, animations="disabled")
        with Image.open(path) as seen:
            few = seen.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if before:
            self._page.set_viewport_size(before)


def main(folder: Annotated[Path, typer.Argument(help="Where the pictures go.")]) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=60_000)
    with playground() as root, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, CHROMIUM)))
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        page = _page(browser)
        camera = Camera(page, folder)
        walk(PeopleWalk(page, root, camera.take), camera)
        browser.close()


@contextmanager
def playground() -> Iterator[str]:
    """Run the playground, and yield the address of its page once its index is what it shows."""
    command = [sys.executable, "-m", "bot", "playground", "--no-open", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}  # noqa: TID251
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as started:
        try:
            yield _address(started)
        finally:
            started.terminate()


def walk(way: PeopleWalk, camera: Camera) -> None:
    """Go from screen to screen, as asker, expert, newcomer and curator."""
    _until_found(way)
    way.become(ASKER)
    way.find(QUESTION, "Ben")
    camera.take("cards")
    way.send(way.write(way.open_request(_ben(way)), REASON))
    way.wait(NEXT_DAY)
    way.become(EXPERT, "home")
    way.agree(QUESTION)
    way.open_group("Ada Sample", QUESTION)
    camera.take("group")
    way.wait(NEXT_DAY, 6)
    way.tell_outcome("I brought you together")
    _join(way, camera)
    way.become(CURATOR)
    way.say("/science people")
    expect(way.page.get_by_text("Introductions in the last")).to_be_visible()
    camera.take("curators")


def _join(way: PeopleWalk, camera: Camera) -> None:
    way.become(JOINING)
    way.open_home()
    way.fill_profile(
        {
            "What you are": "User",
            "Organisation (optional)": "Exampleshire Police (fictional)",
            "What sort of organisation": "Police force",
            "One line about you": "Leads what a force buys and tries",
            "Subjects on which": "buying technology\ntrials in a force",
        }
    )
    way.choose_wishes()
    camera.take("home")


def _ben(way: PeopleWalk) -> str:
    name = way.page.get_by_role("button", name="Ask for an introduction: Ben").first
    return str(name.get_attribute("aria-label")).partition(": ")[2]


def _until_found(way: PeopleWalk) -> None:
    """Let somebody else look until all that the sample community says is in the index."""
    for _ in range(30):
        way.become(ONLOOKER)
        way.say(f"/experts {FIRST}")
        said = way.page.locator(".message.whisper").last
        expect(said).to_be_visible()
        if "said in a thread" in said.inner_text():
            return
        way.page.wait_for_timeout(5_000)
    raise SystemExit("Nobody is found: the index has not taken the sample's profiles in.")


def _address(started: "subprocess.Popen[str]") -> str:
    for line in started.stdout or ():
        if "waits for you at " in line:
            return line.rpartition("waits for you at ")[2].strip()
    raise SystemExit("The playground did not start: is there an index in this home?")


def _page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": WIDTH, "height": 800}, locale="en-GB")
    page.set_default_timeout(60_000)
    return page


if __name__ == "__main__":
    typer.run(main)
