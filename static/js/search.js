// Suggestions while typing, after the ARIA pattern "combobox with list autocomplete": focus stays in
// the field, the arrows move in the list. Without this file the fields are ordinary search forms.

const PAUSE = 120; // milliseconds after the last key
const SHORTEST = 2;
const REMEMBERED = 50;

// Answers to what was typed on this page: rubbing out a letter asks nothing.
const answers = new Map();

const fetchGroups = async (address, typed, signal) => {
  if (answers.has(typed)) return answers.get(typed);
  const response = await fetch(`${address}?${new URLSearchParams({ q: typed })}`, { signal });
  if (!response.ok) return [];
  const { groups } = await response.json();
  if (answers.size >= REMEMBERED) answers.clear();
  answers.set(typed, groups);
  return groups;
};

const make = (tag, attributes = {}, text = "") => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
};

const enhance = (field) => {
  const id = `${field.id}-forslag`;
  const list = make("div", { id, role: "listbox", class: "suggestions", "aria-label": "Förslag", hidden: "" });
  const status = make("p", { role: "status", class: "vh" });
  field.form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
  })) field.setAttribute(name, value);

  let options = [];
  let active = -1;
  let timer = 0;
  let asking = null;

  const choose = (number) => {
    options[active]?.setAttribute("aria-selected", "false");
    active = number;
    const option = options[active];
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  };

  const isOpen = () => !list.hidden;

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    choose(-1);
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  };

  const open = () => {
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  };

  const makeOption = ({ label, note, address }) => {
    const option = make("div", { id: `${id}-${options.length}`, role: "option", "aria-selected": "false" }, label);
    if (note) option.append(" ", make("small", {}, note));
    option.dataset.address = address;
    options.push(option);
    return option;
  };

  const show = (groups) => {
    choose(-1);
    options = [];
    list.replaceChildren(
      ...groups.map(({ label, options: offered }, number) => {
        const heading = make("p", { id: `${id}-grupp-${number}`, role: "presentation" }, label);
        const group = make("div", { role: "group", "aria-labelledby": heading.id });
        group.append(heading, ...offered.map(makeOption));
        return group;
      }),
    );
    list.scrollTop = 0;
    const count = options.length;
    status.textContent = count === 0 ? "Inga förslag" : `${count} förslag. Gå till dem med piltangenterna.`;
    if (count) open();
    else close();
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const typed = field.value.trim();
    if (typed.length < SHORTEST) {
      status.textContent = "";
      return close();
    }
    try {
      const groups = await fetchGroups(field.dataset.suggestions, typed, signal);
      if (!signal.aborted) show(groups);
    } catch {
      // Refused, cut off or out of reach: the field still searches.
    }
  };

  const keys = {
    ArrowDown: () => (isOpen() ? choose(active + 1 < options.length ? active + 1 : -1) : options.length ? open() : ask()),
    ArrowUp: () => isOpen() && choose(active < 0 ? options.length - 1 : active - 1),
    Escape: () => isOpen() && (close(), true),
    Enter: () => active >= 0 && (location.assign(options[active].dataset.address), true),
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const moves = event.key.startsWith("Arrow");
    const done = keys[event.key]?.();
    if (done || (moves && keys[event.key])) event.preventDefault();
  });
  field.addEventListener("blur", close);
  // The press would take focus from the field, and close the list before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
  // A page that Back brings from memory must not show an old list.
  window.addEventListener("pagehide", close);
};

for (const field of document.querySelectorAll("input[data-suggestions]")) enhance(field);

// The list of cases changes in place: the field in the header says what the list answers.
document.body.addEventListener("htmx:pushedIntoHistory", () => {
  const field = document.getElementById("sok");
  if (field) field.value = new URLSearchParams(location.search).get("q") ?? "";
});
