"""The screens on which members find, ask and meet one another, walked with the keyboard alone.

The test walks them in a small invented community, and the pictures of the documentation are taken
on the same way through the playground.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.keyboard import Keyboard

CARDS, REQUEST, LETTER_PREVIEW = "People who may know", "Ask for introduction", "What they will see"
SENT, MINE, FINDABLE = "Introduction", "Introductions", "Be findable"
Picture = Callable[[str], None]


@dataclass
class PeopleWalk:
    """Goes from screen to screen, as one person after another.

    Attributes:
        root: address of the workspace's page, with a slash at its end.
        picture: takes one, by name; it may do nothing.
    """

    page: Page
    root: str
    picture: Picture = lambda _name: None

    @property
    def keys(self) -> Keyboard:
        """The only way in which anything is done."""
        return Keyboard(self.page)

    def become(self, who: str, place: str = "C0GENERAL") -> None:
        """Look at a place as somebody."""
        self.page.goto(f"{self.root}as/{who}/{place}")

    def follow(self, name: str) -> None:
        """Follow a link of the sidebar, whatever stands behind its name."""
        sidebar = self.page.get_by_role("navigation", name="Workspace")
        self.keys.press(sidebar.get_by_role("link", name=name))
        self.page.wait_for_load_state()

    def say(self, text: str) -> None:
        """Write a message or a command where one is."""
        self.keys.fill(self.page.get_by_role("textbox", name="Message "), text)
        self.page.keyboard.press("Enter")

    def wait(self, step: str, times: int = 1) -> None:
        """Move the clock ahead by one of its steps, each time when the last is through."""
        clock = self.page.get_by_role("region", name="Move the clock")
        for _ in range(times):
            before = clock.inner_text()
            self.keys.press(self.keys.button(step, clock))
            expect(clock).not_to_have_text(before, use_inner_text=True)

    def find(self, question: str, somebody: str) -> None:
        """Look for people by command, until somebody is shown among them."""
        self.say(f"/experts {question}")
        expect(self.page.get_by_role("button", name=f"Not right: {somebody}")).to_be_visible()

    def wave_away(self, name: str) -> None:
        """Say of a card in a message that it is not right; the focus stays in the message."""
        self.keys.press(self.keys.button(f"Not right: {name}"), backwards=True)
        expect(self.page.get_by_text(name)).to_have_count(0)
        expect(self.page.locator(".message.whisper :focus")).to_have_count(1)

    def open_request(self, name: str, *, backwards: bool = True) -> Locator:
        """Open the form in which somebody is asked, from their card."""
        self.keys.press(self.keys.button(f"Ask for an introduction: {name}"), backwards=backwards)
        return self.keys.dialog(REQUEST, "reads what you write here")

    def write(self, form: Locator, reason: str) -> Locator:
        """Say why one asks, look at the letter, go back, and look at it again."""
        expect(form.get_by_label("Your question")).to_be_focused()
        self.keys.fill(form.get_by_label("Why do you ask?"), reason)
        self.picture("request")
        self.keys.press(self.keys.button("Show me the letter", form))
        preview = self.keys.dialog(LETTER_PREVIEW, reason)
        expect(preview.get_by_role("heading", name=LETTER_PREVIEW)).to_be_focused()
        self.page.keyboard.press("Escape")
        form = self.keys.dialog(REQUEST, "reads what you write here")
        expect(form.get_by_label("Why do you ask?")).to_have_value(reason)
        self.keys.press(self.keys.button("Show me the letter", form))
        preview = self.keys.dialog(LETTER_PREVIEW, reason)
        self.picture("preview")
        return preview

    def send(self, preview: Locator) -> None:
        """Send what was looked over, and close what says how it goes on."""
        self.keys.press(self.keys.button("Send it", preview))
        self.keys.dialog(SENT, "A no is never explained")
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def open_home(self) -> Locator:
        """Open the Home tab, and return it."""
        self.follow("Home")
        home = self.page.get_by_role("region", name="Home tab")
        expect(home).to_contain_text(FINDABLE)
        return home

    def fill_profile(self, fields: dict[str, str]) -> None:
        """Open the profile from Home, say who one is, and save it; what is said first is seen."""
        home = self.page.get_by_role("region", name="Home tab")
        self.keys.press(self.keys.button("Edit my profile", home))
        form = self.keys.dialog("My profile", "Subjects on which you can help")
        for label, text in fields.items():
            self.keys.fill(form.get_by_label(label), text)  # a menu goes to what is typed
        self.picture("profile")
        self._save(form, "Your profile is saved", "Edit my profile")

    def choose_wishes(self) -> None:
        """Be found by subject, be asked, and be spoken for, each with an arrow key."""
        home = self.page.get_by_role("region", name="Home tab")
        self.keys.press(self.keys.button("Who may find me", home))
        form = self.keys.dialog("Who may find me", "These words are version")
        for group, downs in (("Who may find me?", 2), ("May I be asked", 1), ("May what I", 1)):
            chosen = form.get_by_role("group", name=group).get_by_role("radio", checked=True)
            self.keys.reach(chosen)
            for _ in range(downs):
                self.page.keyboard.press("ArrowDown")
        self.picture("wishes")
        self._save(form, "Saved", "Who may find me")

    def choose_hours(self, most: str, opens: str) -> None:
        """Say how often one may be asked at most, from when, and on Saturdays too."""
        home = self.page.get_by_role("region", name="Home tab")
        self.keys.press(self.keys.button("When I may be asked", home))
        form = self.keys.dialog("When I may be asked", "never to be introduced")
        self.keys.fill(form.get_by_label("Most requests within 14 days"), most)
        self.keys.reach(form.get_by_label("I may be written to from"))
        self.page.keyboard.type(opens)
        self.keys.press(form.get_by_label("Saturday"), "Space")
        self._save(form, "Your hours and limits are saved", "When I may be asked")

    def _save(self, form: Locator, news: str, opener: str) -> None:
        """Save a form, read what comes of it, and be back where one was on Home."""
        self.keys.press(self.keys.button("Save", form))
        self.keys.dialog(FINDABLE, news)
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("dialog")).to_have_count(0)
        home = self.page.get_by_role("region", name="Home tab")
        expect(self.keys.button(opener, home)).to_be_focused()

    def open_letter(self, question: str) -> Locator:
        """Open the direct messages, and return the letter that asks this."""
        self.follow("Messages")
        letter = self.page.get_by_role("article").filter(has_text="A question for you").last
        expect(letter).to_contain_text(question)
        return letter

    def agree(self, question: str) -> None:
        """Say *Happy to* below the letter, and read there that it was done."""
        letter = self.open_letter(question)
        self.picture("letter")
        self.keys.press(self.keys.button("Happy to", letter))
        expect(letter).to_contain_text("I brought you together")
        expect(letter).to_be_focused()

    def open_group(self, other: str, question: str) -> None:
        """Open the conversation of two from the sidebar, and read what it begins with."""
        self.follow(other)
        expect(self.page.get_by_role("log", name="Messages")).to_contain_text(question)

    def tell_outcome(self, lead: str) -> None:
        """Say that it helped, and thank; the focus stays below the question."""
        self.follow("Messages")
        asked = self.page.get_by_role("article").filter(has_text=lead).last
        self.keys.press(self.keys.button("It helped", asked))
        expect(asked).to_contain_text("You said: it helped.")
        expect(self.keys.button("It helped", asked)).to_be_focused()
        self.picture("follow-up")
        self.keys.press(self.keys.button("Thank", asked))
        expect(self.keys.button("Thank", asked)).to_have_count(0)
        expect(asked.locator(":focus")).to_have_count(1)
