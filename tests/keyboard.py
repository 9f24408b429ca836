"""A page that is used with the keyboard alone, by somebody who must hear what each thing is."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 120
_NAMING = ("button-name", "label", "select-name", "link-name", "summary-name")
_RULES = {"runOnly": [*_NAMING, "aria-dialog-name", "aria-input-field-name", "nested-interactive"]}
_TWINS = """
place => {
  const said = [...place.querySelectorAll("button, summary, a")]
    .filter((one) => one.checkVisibility() && one.tabIndex >= 0)
    .map((one) => one.getAttribute("aria-label") || one.innerText.trim());
  return said.filter((one, at) => said.indexOf(one) !== at);
}
"""


class Keyboard:
    """Moves by Tab and presses by Enter or Space; there is no mouse.

    Args:
        page: what is used.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, goal: Locator, *, backwards: bool = False) -> None:
        """Move the focus to something, and fail when it cannot be reached."""
        expect(goal.first).to_be_attached()
        for _ in range(MOST_STOPS):
            if goal.evaluate_all("all => all.includes(document.activeElement)"):
                return
            self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        raise AssertionError(f"the keyboard does not reach {goal}")

    def press(self, goal: Locator, key: str = "Enter", *, backwards: bool = False) -> None:
        """Reach something, and press a key there."""
        self.reach(goal, backwards=backwards)
        self.page.keyboard.press(key)

    def fill(self, goal: Locator, text: str) -> None:
        """Reach a field, and type something in place of what stands in it."""
        self.reach(goal)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def button(self, name: str, within: Locator | None = None) -> Locator:
        """Return the button that is called exactly this."""
        return (within or self.page).get_by_role("button", name=name, exact=True)

    def dialog(self, name: str, has: str) -> Locator:
        """Wait for a dialog, and check that it has the focus and says what each control is."""
        shown = self.page.get_by_role("dialog", name=name, exact=True)
        expect(shown).to_contain_text(has)
        expect(shown.locator(":focus")).to_have_count(1)
        assert self.unnamed() == []
        assert shown.evaluate(_TWINS) == []
        return shown

    def unnamed(self) -> list[Any]:
        """Return what has no name that could be read aloud."""
        found = Axe().run(self.page, options=_RULES).response["violations"]
        return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
