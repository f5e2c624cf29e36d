/* On a phone a list's columns become lines under each record's name: give every cell its column's
   word, and mark those that say nothing. Without this the list scrolls sideways. */
const EMPTY = new Set(["", "–", "-"]);

for (const table of document.querySelectorAll("#result_list")) {
  const words = [...table.querySelectorAll("thead th")].map((head) =>
    head.querySelector(".text a, .text span:not(.visually-hidden)")?.textContent.trim() ?? "",
  );
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.cells].forEach((cell, column) => {
      const said = cell.textContent.trim() || cell.querySelector("img, input");
      if (!said || EMPTY.has(said)) cell.classList.add("says-nothing");
      else if (cell.matches("td:not(.action-checkbox)")) cell.dataset.label = words[column];
    });
  }
  table.classList.add("labelled");
}
