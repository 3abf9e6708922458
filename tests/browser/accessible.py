"""What axe finds wrong with a page, for those who read with other senses or devices."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_ALIKE = 2
"""Texts whose contrast is measured among those that no style tells apart."""
_RUN = """async (alike) => {
  const times = new Map();
  const kind = (one) => one ? kind(one.parentElement) + " > " + one.localName + [...one.attributes]
    .filter(({ name }) => !["href", "id", "src", "title", "for"].includes(name) && !/^aria-(?!hidden|current|expanded|pressed|selected|sort)/.test(name))
    .map(({ name, value }) => `[${name}=${value}]`).join("") : "";
  for (const one of document.body.querySelectorAll("*")) {
    if (![...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim()) && !one.matches("input, select, textarea")) continue;
    const its = kind(one);
    times.set(its, (times.get(its) ?? 0) + 1);
    if (times.get(its) <= alike) one.setAttribute("data-measured", "");
  }
  axe.configure({ rules: [{ id: "color-contrast", selector: "[data-measured]" }] });
  const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  const { violations, passes, incomplete } = await axe.run(options);
  for (const one of document.querySelectorAll("[data-measured]")) one.removeAttribute("data-measured");
  const measured = [...violations, ...passes, ...incomplete].some(({ id }) => id === "color-contrast");
  const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]);
  return measured ? found : [...found, ["nothing was measured", []]];
}"""


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return each rule that the page breaks (axe's own, and the size of targets), with the elements that break it.

    Contrast takes far longer to measure than all else. It is measured for the first texts of each kind, which is what
    styles go by: the elements around a text with their attributes.
    """
    page.evaluate(Axe().axe_script)
    return [(rule, elements) for rule, elements in page.evaluate(_RUN, _ALIKE)]
