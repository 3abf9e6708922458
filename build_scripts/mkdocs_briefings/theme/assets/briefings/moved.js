// Leads from a former address of a briefing to its present one; the place on the page and the query stay as they are.
const moved = document.querySelector("[data-briefings-moved]");
location.replace(moved.href + location.search + location.hash);
