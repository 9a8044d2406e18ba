"""What must hold on every page: no faults of the page itself, of its width, words or contrast."""

from functools import cache
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page

from tests.untranslated import untranslated

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
AUDIT = """async () => {
  const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]});
  return found.violations
    .filter((rule) => ["serious", "critical"].includes(rule.impact))
    .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}`));
}"""
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return "";
  const parts = [...document.body.querySelectorAll("*")];
  const first = parts.find((part) => part.getBoundingClientRect().right > width + 1);
  return `${document.documentElement.scrollWidth} px: ${first?.tagName} .${first?.className}`;
}"""
SMALL = """() => [...document.querySelectorAll("button, .btn, input, select, .phone-bar a")]
  .filter((part) => part.checkVisibility({visibilityProperty: true}) && part.type !== "hidden")
  .map((part) => [part.closest("label") ?? part, part])
  .filter(([touched]) => touched.getBoundingClientRect().height < 43.5)
  .map(([, part]) => `${part.tagName} ${part.name || part.textContent.trim()}`)"""
"""On the phone: what a thumb must hit and could not (acts 48 px, small steps of the frame 44)."""


class Watch:
    """Collects what the browser complains of on a page; the page's own status is judged apart."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def taken(self) -> list[str]:
        told, self.complaints = self.complaints, []
        return told


def visit(page: Page, watch: Watch, path: str, status: int = 200) -> list[str]:
    """Go there and say what is wrong with the page; an empty list is a good page."""
    answered = page.goto(path)
    page.wait_for_load_state("load")
    told = (
        [] if answered and answered.status == status else [f"status {answered and answered.status}"]
    )
    told += [*watch.taken(), *faults(page)]
    watch.taken()  # the audit itself writes a style, which the policy refuses
    return told


def faults(page: Page) -> list[str]:
    """Width, words, contrast and rules of access of the page as it stands."""
    found = [f"wider than the screen, {wider}"] if (wider := page.evaluate(WIDER)) else []
    if page.evaluate("document.documentElement.lang").startswith("en"):
        found += [f"untranslated: {text}" for text in untranslated(page.content())]
    if page.evaluate("innerWidth") <= 768:
        found += [f"too small for a thumb: {what}" for what in page.evaluate(SMALL)]
    page.evaluate(_axe())
    return found + [f"axe {text}" for text in page.evaluate(AUDIT)]


@cache
def _axe() -> str:
    return AXE.read_text()
