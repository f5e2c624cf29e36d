// The list of cases with live filters. Without this file everything works with the button.
// What htmx swaps loses which facets were unfolded; what changed must be said aloud from an
// element that stays on the page.

const unfolded = () => [...document.querySelectorAll("#finder details[open]")].map((d) => d.id);

// The control that had focus, as a selector that finds its successor.
const focused = () => {
  const { name, value, type } = document.activeElement ?? {};
  if (!name) return null;
  const box = type === "checkbox" ? `[value="${CSS.escape(value)}"]` : "";
  return `#finder form [name="${CSS.escape(name)}"]:not([type="hidden"])${box}`;
};

let open = [];
let focus = null;

document.body.addEventListener("htmx:beforeRequest", () => {
  const finder = document.getElementById("finder");
  finder?.setAttribute("aria-busy", "true");
  const count = document.getElementById("antal");
  if (count) count.textContent = "Hämtar fall …";
});

document.body.addEventListener("htmx:beforeSwap", () => {
  open = unfolded();
  focus = focused();
});

document.body.addEventListener("htmx:afterSwap", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focus) document.querySelector(focus)?.focus({ preventScroll: true });
  const count = document.getElementById("antal");
  const status = document.getElementById("besked");
  if (count && status) status.textContent = count.textContent;
  if (count) document.title = document.title.replace(/^.* – /, `${count.textContent} – `);
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(name, () => {
    document.getElementById("finder")?.removeAttribute("aria-busy");
    const count = document.getElementById("antal");
    const status = document.getElementById("besked");
    const sentence = "Listan gick inte att hämta. Dina val är kvar; tryck på Visa fallen.";
    if (count) count.textContent = sentence;
    if (status) status.textContent = sentence;
  });
}

// A choice that the reader made is in the address, so Back must fetch the page it belongs to.
window.addEventListener("popstate", () => window.location.reload());
