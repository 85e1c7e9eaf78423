/* Keyboard shortcuts of the desk. Whatever carries data-shortcut="/" or "g d" is pressed, or focused when it is a field;
   `?` lists those of the page. An element names itself by data-shortcut-label, aria-label, label or its text.
   A module with keys of its own lists them by `describe`; `enabled` tells whether single keys are wanted at all. */

const SWITCH = "desk-single-keys";
const PATIENCE = 1500; // milliseconds between the two keys of "g d"
const described = [];

export const enabled = () => localStorage.getItem(SWITCH) !== "off";
export const describe = (keys, words) => described.push([keys, words]);

/* A field takes its own keys, and so does an input method that is composing; Ctrl, Alt and Meta are the browser's. */
export const isTyping = (event) =>
  event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey ||
  Boolean(event.target.closest?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]:not([contenteditable=false])"));

const dialog = document.getElementById("shortcuts");
const marked = () => [...document.querySelectorAll("[data-shortcut]")].filter((one) => one.checkVisibility?.() ?? true);
const words = (one) =>
  one.dataset.shortcutLabel || one.getAttribute("aria-label") || one.labels?.[0]?.textContent.trim() || one.textContent.trim();

const row = ([keys, label]) => {
  const line = document.createElement("div");
  line.dataset.made = "";
  const term = document.createElement("dt");
  keys.split(" ").forEach((key) => {
    const cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap, " ");
  });
  const said = document.createElement("dd");
  said.textContent = label;
  line.append(term, said);
  return line;
};

const open = () => {
  const all = [...marked().map((one) => [one.dataset.shortcut, words(one)]), ...described];
  const go = all.filter(([keys]) => keys.startsWith("g "));
  dialog.querySelectorAll("[data-made]").forEach((line) => line.remove());
  dialog.querySelector('[data-shortcuts="page"]').append(...all.filter((one) => !go.includes(one)).map(row));
  dialog.querySelector('[data-shortcuts="go"]').append(...go.map(row));
  dialog.showModal();
};

const press = (one) => {
  if (!one.matches("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select")) { one.click(); return; }
  one.focus();
  one.select?.();
};

let first = "";
let since = 0;
const onKey = (event) => {
  if (event.defaultPrevented || event.repeat || isTyping(event) || document.querySelector("dialog[open]")) return;
  if (!enabled()) return;
  const waited = first && event.timeStamp - since < PATIENCE;
  const keys = waited ? `${first} ${event.key}` : event.key;
  first = "";
  const found = marked().find((one) => one.dataset.shortcut === keys);
  if (found) { event.preventDefault(); press(found); return; }
  if (event.key === "?") { event.preventDefault(); open(); return; }
  if (marked().some((one) => one.dataset.shortcut.startsWith(`${event.key} `))) { first = event.key; since = event.timeStamp; }
};

/* Esc leaves a search field for the page, where single keys work again. */
const onEscape = (event) => {
  if (event.key === "Escape" && !event.isComposing && event.target.matches?.("input[type=search]")) event.target.blur();
};

if (dialog) {
  document.querySelectorAll("[data-open-shortcuts]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", open);
  });
  const wanted = dialog.querySelector("[data-single-keys]");
  wanted.checked = enabled();
  wanted.addEventListener("change", () => localStorage.setItem(SWITCH, wanted.checked ? "on" : "off"));
  document.addEventListener("keydown", onKey);
  document.addEventListener("keydown", onEscape);
}
document.querySelector(".desk-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
