/* Says in good time that the session is about to end, and lets one go on without losing a word.
   The page asks the server only when little should be left, and when one comes back to it. */

const WARN = 5 * 60; // seconds before the end
const AGAIN = 20; // seconds until the server is asked again where it did not answer

const dialog = document.getElementById("session-end");
let timer;
let state = "";
let asked = 0;

function later(seconds) {
  clearTimeout(timer);
  timer = setTimeout(() => look(), Math.max(1, seconds) * 1000);
}

async function look(method = "GET") {
  const headers = method === "POST" ? { "X-CSRFToken": dialog.dataset.token } : { "X-Background": "1" };
  const number = ++asked;
  try {
    const response = await fetch(dialog.dataset.check, { method, headers, cache: "no-store" });
    if (!response.ok) throw new Error(response.statusText);
    const rest = await response.json();
    // An answer from before a new sign-in says nothing of the session that one has now
    if (number === asked) judge(rest);
  } catch {
    if (number === asked) later(AGAIN);
  }
}

function judge(rest) {
  if (String(rest.user) !== dialog.dataset.user) {
    clearTimeout(timer);
    show("over");
    return;
  }
  // Forms that were opened in an earlier session can be sent in this one
  dialog.dataset.token = rest.token;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = rest.token;
  const left = Math.min(rest.idle, rest.absolute);
  if (left > WARN) {
    close();
    later(left - WARN);
  } else {
    show(rest.absolute <= rest.idle ? "absolute" : "idle", left);
    later(left + 1);
  }
}

function show(wanted, left = 0) {
  if (state === wanted) return;
  const template = dialog.querySelector(`template[data-state=${wanted}]`);
  if (dialog.open) dialog.close();
  for (const shown of dialog.querySelectorAll(":scope > :not(template)")) shown.remove();
  dialog.append(template.content.cloneNode(true));
  const time = dialog.querySelector("time");
  if (time) {
    const end = new Date(Date.now() + left * 1000);
    time.textContent = end.toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });
  }
  state = wanted;
  // The browser gives focus back to what one wrote in when the dialog closes
  dialog.showModal();
}

function close() {
  state = "";
  if (dialog.open) dialog.close();
}

if (dialog) {
  dialog.addEventListener("click", (event) => {
    const action = event.target.closest("[data-action]")?.dataset.action;
    if (action === "go-on") look("POST");
    if (action === "close") dialog.close();
  });
  // Escape means the same as the button: whoever presses a key is there
  dialog.addEventListener("cancel", () => {
    if (state === "idle") look("POST");
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  later(Number(dialog.dataset.left) - WARN);
}
