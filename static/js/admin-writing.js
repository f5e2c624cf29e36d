/* Keeps on the server what is written in a form and not saved yet, tells who else has it open, and
   never lets go of the text while the network is away. Nothing is stored in the browser. */
const PAUSE = 2500; // milliseconds after the last key
const LONGEST_WAIT = 10000; // while somebody writes without a pause
const HEARTBEAT = 50000; // the server counts a tab as away after 120 s
const TRY_AGAIN = 5000;
const PATIENCE = 6000; // before an answer that has not come counts as none

class Writing {
  constructor(field) {
    this.field = field;
    this.form = field.form;
    this.words = field.dataset;
    this.line = this.form.querySelector(".writing-state");
    this.status = this.line.querySelector("[role=status]");
    this.clock = this.line.querySelector(".writing-clock");
    this.others = this.form.querySelector(".writing-others");
    this.first = "unsaved" in this.words ? null : this.text(this.asServed());
    this.sent = "unsaved" in this.words ? this.text() : "";
    this.failing = false;
    this.listen();
    this.beat();
    this.send();
  }

  listen() {
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.touched());
    for (const kind of ["formset:added", "formset:removed"]) document.addEventListener(kind, () => this.touched());
    this.form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.send();
      else if (!this.leaving && this.unsent() !== this.sent) this.send();
      this.beat();
    });
    window.addEventListener("online", () => this.send());
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      this.leaving = false;
      this.send();
      this.beat();
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.failing && !this.leaving && this.unsent() !== this.sent) event.preventDefault();
    });
  }

  /** The form in its own encoding, without files, tokens and the empty templates of rows. */
  text(form = this.form) {
    const pairs = [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && !name.includes("__prefix__") && !name.startsWith("_") && name !== "csrfmiddlewaretoken",
    );
    return new URLSearchParams(pairs).toString();
  }

  /** The form as the server sent it: somebody may have written before this script came. */
  asServed() {
    const served = this.form.cloneNode(true);
    served.reset();
    return served;
  }

  /** What the server should hold: nothing while the form says what it said when it was opened. */
  unsent() {
    const text = this.text();
    return text === this.first ? "" : text;
  }

  touched() {
    const now = Date.now();
    this.since ??= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(PAUSE, this.since + LONGEST_WAIT - now)));
  }

  beat() {
    clearInterval(this.pulse);
    if (document.visibilityState === "visible") this.pulse = setInterval(() => this.send(), HEARTBEAT);
  }

  body(text, gone = false) {
    const body = new URLSearchParams({ token: this.field.value, began_from: this.form.elements.began_from?.value ?? "" });
    if (text !== this.sent) body.set("data", text);
    if (gone) body.set("gone", "1");
    return body;
  }

  /** Send what is new, or only a sign of life. Resolves to whether the server has the text. */
  async send() {
    clearTimeout(this.timer);
    this.since = undefined;
    if (this.leaving) return false;
    if (this.underway) return this.underway.then(() => (this.unsent() === this.sent ? !this.failing : this.send()));
    this.underway = this.deliver(this.unsent());
    try {
      return await this.underway;
    } finally {
      this.underway = undefined;
    }
  }

  async deliver(text) {
    const said = text !== this.sent;
    let answer;
    try {
      const response = await fetch(this.words.url, {
        method: "POST", body: this.body(text), redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
        // A sign of life that nobody typed does not keep a session alive
        headers: said ? {} : { "X-Background": "1" },
      });
      if (response.status >= 500 || response.type === "opaqueredirect") throw new Error(response.status);
      answer = await response.json();
    } catch {
      return this.lost();
    }
    if (answer.state !== "kept") {
      this.show(answer.state === "too long" ? this.words.tooLong : this.words.refused, true);
      return true;
    }
    this.sent = text;
    this.arrived(answer, text, said);
    return true;
  }

  arrived(answer, text, said) {
    if (answer.token) this.field.value = answer.token;
    if (answer.csrf) for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = answer.csrf;
    const back = this.failing;
    this.failing = false;
    if (!answer.signed_in) this.signedOut();
    else if (answer.newer) this.show(answer.newer, true);
    else if (text) this.show(back ? this.words.back : this.words.kept);
    else this.show(back ? this.words.back : "");
    if (text && said) this.clock.textContent = answer.at;
    if (!text) this.clock.textContent = "";
    if (answer.others) this.tellOthers(answer.others);
  }

  lost() {
    this.failing = true;
    this.clock.textContent = "";
    this.show(this.words.away, true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), TRY_AGAIN);
    return false;
  }

  /** Said once, and again only when it says something else: a reader of screens is not disturbed. */
  show(words, stop = false) {
    this.line.classList.toggle("stop", stop);
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  signedOut() {
    if (this.status.textContent.startsWith(this.words.signedOut)) return;
    const link = document.createElement("a");
    link.href = this.words.login;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = this.words.signIn;
    this.line.classList.add("stop");
    this.status.replaceChildren(`${this.words.signedOut} `, link);
  }

  tellOthers(sentences) {
    if ([...this.others.children].map((item) => item.textContent).join() === sentences.join()) return;
    this.others.replaceChildren(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
  }

  /** The form goes only when the server has the text: a network that is away loses nothing. */
  async submit(event) {
    if (this.cleared) return;
    event.preventDefault();
    const button = event.submitter;
    if (await this.send()) {
      this.cleared = this.leaving = true;
      this.form.requestSubmit(button);
      this.cleared = false;
    } else {
      this.show(this.words.wait, true);
    }
  }

  leave() {
    if (this.leaving) return;
    this.leaving = true;
    fetch(this.words.url, { method: "POST", body: this.body(this.unsent(), true), keepalive: true }).catch(() => {});
  }
}

/* Forms without an address to keep their text at are kept when they are sent, not while they are written. */
for (const field of document.querySelectorAll("input[name=_writing][data-url]")) new Writing(field);
