"""What axe finds wrong with a page, for those who read with other senses or devices."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_ALIKE = 2
"""Texts whose contrast is measured among those that no style tells apart, on all pages together."""
_TIMES: dict[str, int] = {}
"""How often each kind of text was measured, or passed over, in this process."""
_RUN = """async ([alike, times]) => {
  const kind = (one) => one ? kind(one.parentElement) + " > " + one.localName + [...one.attributes]
    .filter(({ name }) => !["href", "id", "src", "title", "for", "datetime", "value", "data-running"].includes(name) && !/^aria-(?!hidden|current|expanded|pressed|selected|sort)/.test(name))
    .map(({ name, value }) => `[${name}=${value}]`).join("") : "";
  const styles = [innerWidth, ...[...document.styleSheets].map(({ href }) => href)].join(" ");
  const seen = {};
  for (const one of document.body.querySelectorAll("*")) {
    if (![...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim()) && !one.matches("input, select, textarea")) continue;
    const its = styles + kind(one);
    seen[its] = (seen[its] ?? times[its] ?? 0) + 1;
    if (seen[its] <= alike) one.setAttribute("data-measured", "");
  }
  axe.configure({ rules: [{ id: "color-contrast", selector: "[data-measured]" }] });
  const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  const { violations, passes, incomplete } = await axe.run(options);
  const texts = document.querySelectorAll("[data-measured]");
  for (const one of texts) one.removeAttribute("data-measured");
  const measured = [...violations, ...passes, ...incomplete].some(({ id }) => id === "color-contrast");
  const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]);
  return [measured || !texts.length ? found : [...found, ["nothing was measured", []]], seen];
}"""


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return each rule that the page breaks (axe's own, and the size of targets), with the elements that break it.

    Contrast takes far longer to measure than all else. It is measured for the first texts of each kind, which is what
    styles go by: the style sheets, the width, and the elements around a text with their attributes.
    """
    page.evaluate(Axe().axe_script)
    found, seen = page.evaluate(_RUN, [_ALIKE, _TIMES])
    if not found:  # else whoever asks next is to be told, too
        _TIMES.update(seen)
    return [(rule, elements) for rule, elements in found]
