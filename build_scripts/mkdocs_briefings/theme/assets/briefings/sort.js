// Sorts a list by name or by the number beside each name; without this module the list stands by name.
import { say, sayInContext } from "./say.js";

const ORDERS = [[say("By name"), byName], [say("Most cited"), byCount]];

function byName(a, b) {
  return a.textContent.localeCompare(b.textContent, document.documentElement.lang);
}

function byCount(a, b) {
  return b.dataset.count - a.dataset.count || byName(a, b);
}

export function sortable(list) {
  const group = document.createElement("p");
  group.className = "orders";
  group.role = "group";
  group.setAttribute("aria-label", sayInContext("of a list", "Order"));
  const buttons = ORDERS.map(([name, order]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.setAttribute("aria-pressed", String(order === byName));
    button.addEventListener("click", () => {
      list.append(...[...list.children].sort(order));
      buttons.forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
    });
    return button;
  });
  group.append(...buttons);
  list.before(group);
}
