/* A field that searches as one types: the ARIA combobox pattern over Django's autocomplete address.
   The select stays, out of sight, and is what the form sends; the words come in data attributes. */
const DELAY = 150;
let running = 0;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

class Lookup {
  constructor(select) {
    this.select = select;
    this.words = select.dataset;
    this.id = `${select.id}_search`;
    this.found = [];
    this.active = -1;
    this.build();
    this.show();
    // Django's own pop-up windows tell the select through jQuery
    window.django?.jQuery(select).on("change", () => this.show());
  }

  build() {
    const { select, id } = this;
    this.input = element("input", {
      id, type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": `${id}_list`, placeholder: this.words.hint,
    });
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    if (label) {
      label.htmlFor = id;
      label.id ||= `${id}_label`;
    }
    const described = select.getAttribute("aria-describedby");
    if (described) this.input.setAttribute("aria-describedby", described);
    const name = label ? { "aria-labelledby": label.id } : { "aria-label": this.words.hint };
    this.list = element("ul", { id: `${id}_list`, role: "listbox", ...name, hidden: "" });
    this.status = element("span", { role: "status", class: "visually-hidden" });
    this.chips = element("ul", { class: "chips" });
    select.classList.add("lookup-source");
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");
    const parts = select.multiple ? [this.chips, this.input] : [this.input];
    select.after(element("div", { class: "lookup-box" }, ...parts, this.list, this.status));
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
    this.input.addEventListener("click", () => this.ask());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.found[Number(option.dataset.number)]);
    });
  }

  get chosen() {
    return [...this.select.selectedOptions].filter((option) => option.value);
  }

  show() {
    if (!this.select.multiple) {
      this.input.value = this.chosen[0]?.textContent ?? "";
      return;
    }
    this.chips.replaceChildren(...this.chosen.map((option) => this.chip(option)));
    this.chips.hidden = !this.chosen.length;
  }

  chip(option) {
    const name = `${this.words.remove} ${option.textContent}`;
    const button = element("button", { type: "button", "aria-label": name }, "×");
    button.addEventListener("click", () => {
      option.selected = false;
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
      this.show();
      this.input.focus();
    });
    return element("li", {}, option.textContent, button);
  }

  ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetch(), DELAY);
  }

  async fetch() {
    const mine = (this.asked = ++running);
    const typed = this.input.value.trim();
    const term = typed === (this.chosen[0]?.textContent ?? null) && !this.select.multiple ? "" : typed;
    const address = new URL(this.words.url, window.location.href);
    const { appLabel, modelName, fieldName } = this.words;
    for (const [key, value] of Object.entries({ term, app_label: appLabel, model_name: modelName, field_name: fieldName }))
      address.searchParams.set(key, value);
    let answer;
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" } });
      answer = await response.json();
    } catch {
      return this.close(this.words.failed);
    }
    if (mine !== this.asked || document.activeElement !== this.input) return undefined;
    this.found = answer.results;
    return this.open(answer.pagination.more);
  }

  open(more) {
    const options = this.found.map(({ text }, number) =>
      element("li", { id: `${this.id}_${number}`, role: "option", "aria-selected": "false", "data-number": number }, text));
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.move(-1);
    const words = options.length ? `${options.length} ${this.words.found}` : this.nothing();
    this.say(more ? `${words}. ${this.words.more}` : words, !options.length);
  }

  nothing() {
    const add = this.select.closest(".related-widget-wrapper")?.querySelector(".add-related[href]");
    return add ? `${this.words.none} ${this.words.add}` : this.words.none;
  }

  /** Suggestions are seen; that there are none, or that the search failed, has to be said to all. */
  say(words, toAll) {
    this.status.textContent = words;
    this.status.classList.toggle("visually-hidden", !toAll);
  }

  close(words = "") {
    clearTimeout(this.timer);
    this.asked = 0;
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.say(words, Boolean(words));
  }

  move(to) {
    const options = [...this.list.children];
    this.active = options.length && to >= 0 ? to % options.length : -1;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === this.active)));
    const active = options[this.active];
    if (!active) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", active.id);
    return active.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown") open ? this.move(this.active + 1) : this.ask();
    else if (event.key === "ArrowUp" && open) this.move(this.active > 0 ? this.active - 1 : this.found.length - 1);
    else if (event.key === "Enter" && open) this.choose(this.found[Math.max(this.active, 0)]);
    else if (event.key === "Escape" && open) this.close();
    else if (event.key !== "Enter") return;
    event.preventDefault();
  }

  choose({ id, text }) {
    const { select } = this;
    let option = [...select.options].find(({ value }) => value === String(id));
    if (!option) select.append((option = new Option(text, id)));
    option.selected = true;
    if (select.multiple) this.input.value = "";
    this.close();
    this.show();
    select.dispatchEvent(new Event("change", { bubbles: true }));
    window.django?.jQuery(select).trigger("change");
  }

  leave() {
    if (!this.select.multiple && !this.input.value.trim() && this.select.value) {
      this.select.value = "";
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (this.select.multiple) this.input.value = "";
    this.close();
    this.show();
  }
}

function enhance(root) {
  for (const select of root.querySelectorAll("select.lookup:not(.lookup-source)"))
    if (!select.name.includes("__prefix__")) new Lookup(select);
}

enhance(document);
document.addEventListener("formset:added", (event) => enhance(event.target));
