/* Comments beside the text: a new one hangs on the clause the cursor is in, or on the words chosen there; a press on a place
   leads to it. The page around it fetches the panel, and again after each save (`desk:panel`). On other pages it only helps with names after @. Every form works without this file too. */

const panel = () => document.querySelector("[data-comments]");
const words = (root, name) => root.querySelector("[data-said]").dataset[name];
const at = { key: "", quote: "" };
const unsent = new Map(); // field's id → what stands in it, so that a panel that goes and comes back brings it again
let place = null; // where the unsent new comment hangs
let resolved = false; // whether resolved threads are shown

/* --- where the cursor is --- */

const show = () => {
  const root = panel();
  root?.querySelectorAll(".thread[data-key]").forEach((one) => one.classList.toggle("at", one.dataset.key === at.key));
  const form = root?.querySelector("[data-new]");
  if (!form) return;
  const { key, quote: chosen } = form.text.value && place ? place : at; // what is being written stays where it was begun
  form.key.value = key;
  form.quote.value = chosen;
  form.querySelector("[data-at]").textContent = words(root, key ? "wordsClause" : "wordsWhole");
  const quote = form.querySelector("[data-quote]");
  quote.textContent = chosen;
  quote.hidden = !chosen;
  form.querySelector("[data-whole]").hidden = !key;
};

const onClause = (event) => {
  at.key = event.detail?.row ?? event.detail?.key ?? "";
  at.quote = chosen() ?? ""; // a double click chooses its word before it is told which clause that is in
  show();
};

/* The words chosen in the text; null when the cursor is elsewhere. */
const chosen = () => {
  const selection = document.getSelection();
  const text = selection?.toString().trim() ?? "";
  return text.length <= 600 && selection?.anchorNode?.parentElement?.closest("[contenteditable=true]") ? text : null;
};

const onSelection = () => {
  const text = chosen();
  if (text === null || !at.key || text === at.quote) return;
  at.quote = text;
  show();
};

const toWhole = () => {
  at.key = at.quote = "";
  place = null;
  show();
  panel().querySelector("[data-new]").text.focus();
};

/* --- sending and showing again --- */

const take = (html) => {
  const after = new DOMParser().parseFromString(html, "text/html").querySelector("[data-comments]");
  if (!after) return false;
  panel().replaceWith(document.importNode(after, true));
  bring();
  return true;
};

/* A panel that has just come: what was begun stands in it again. */
const bring = () => {
  const root = panel();
  if (!root) return;
  root.classList.toggle("with-resolved", resolved);
  root.querySelector("[data-show-resolved]").checked = resolved;
  unsent.forEach((value, id) => {
    const field = root.querySelector(`#${id}`);
    if (!field) return;
    field.value = value;
    field.closest("details")?.setAttribute("open", "");
  });
  show();
};

const note = (field) => {
  if (field.value === field.defaultValue) unsent.delete(field.id);
  else unsent.set(field.id, field.value);
  const form = field.closest("[data-new]");
  if (form) place = field.value ? place ?? { key: form.key.value, quote: form.quote.value } : null;
};

const failed = (root) => {
  const said = root.querySelector("[data-said]");
  said.className = "notice notice-error";
  said.textContent = words(root, "wordsFailed");
};

const ask = (url, body) =>
  fetch(url, { method: "POST", body, headers: { "X-Panel": "1" }, credentials: "same-origin", redirect: "error" });

const send = async (form) => {
  const root = panel();
  const button = form.querySelector("button[type=submit]");
  const field = form.querySelector("textarea");
  button.disabled = true;
  try {
    const answer = await ask(form.action, new FormData(form));
    if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
    const html = await answer.text();
    if (answer.ok && field) { unsent.delete(field.id); if (form.matches("[data-new]")) place = null; }
    if (!take(html)) throw new Error("panel");
    if (answer.ok) panel().querySelector("[data-said]").textContent = words(panel(), "wordsSent");
    panel().querySelector("[data-new] textarea")?.focus({ preventScroll: true });
  } catch {
    button.disabled = false;
    failed(root);
  }
};

/* --- names after @ --- */

const names = { field: null, list: null, chosen: 0 };
const options = () => [...names.list.children].filter((one) => !one.hidden);
const typed = (field) => /@([\w.\-\u3400-\u9fff]*)$/u.exec(field.value.slice(0, field.selectionStart));

const close = () => {
  if (!names.list) return;
  names.list.hidden = true;
  names.field.removeAttribute("aria-activedescendant");
  names.field.removeAttribute("aria-controls");
  names.list = names.field = null;
};

const mark = (n) => {
  const all = options();
  names.chosen = (n + all.length) % all.length;
  names.list.querySelectorAll("li").forEach((one) => one.setAttribute("aria-selected", String(one === all[names.chosen])));
  names.field.setAttribute("aria-activedescendant", all[names.chosen].id);
  all[names.chosen].scrollIntoView({ block: "nearest" });
};

const offer = (field) => {
  const found = typed(field);
  const list = document.querySelector("[data-colleagues]");
  if (!found || !list) { close(); return; }
  const begun = found[1].toLowerCase();
  list.id = "colleagues";
  list.setAttribute("role", "listbox");
  [...list.children].forEach((one, n) => {
    one.id = `colleague-${n}`;
    one.setAttribute("role", "option");
    one.hidden = !(one.dataset.account.toLowerCase().startsWith(begun) || one.textContent.startsWith(found[1]));
  });
  names.list = list;
  names.field = field;
  if (!options().length) { close(); return; }
  field.after(list);
  list.hidden = false;
  list.style.top = `${field.offsetTop + field.offsetHeight}px`;
  list.style.left = `${field.offsetLeft}px`;
  field.setAttribute("aria-controls", list.id);
  mark(0);
};

const pick = (one) => {
  const { field } = names;
  const start = field.selectionStart - typed(field)[0].length;
  field.setRangeText(`@${one.dataset.account} `, start, field.selectionStart, "end");
  close();
  field.focus();
};

const onKey = (event) => {
  if (!names.list || event.isComposing || event.target !== names.field) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) mark(names.chosen + steps[event.key]);
  else if (event.key === "Enter" || event.key === "Tab") pick(options()[names.chosen]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
};

/* --- once for a page, however often the panel comes and goes --- */

const onClick = (event) => {
  const place = event.target.closest("[data-comments] [data-go]");
  if (place) document.dispatchEvent(new CustomEvent("desk:go", { detail: { key: place.closest("[data-key]").dataset.key } }));
  if (event.target.closest("[data-comments] [data-whole]")) toWhole();
  const option = event.target.closest("[data-colleagues] li");
  if (option && names.field) pick(option);
};

if (!document.documentElement.hasAttribute("data-talks")) {
  document.documentElement.setAttribute("data-talks", "");
  document.addEventListener("desk:clause", onClause);
  document.addEventListener("selectionchange", onSelection);
  document.addEventListener("desk:panel", bring);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-mention]")) offer(event.target);
    if (event.target.matches("[data-comments] textarea")) note(event.target);
  });
  document.addEventListener("focusout", (event) => { if (event.target === names.field && !event.relatedTarget?.closest?.("[data-colleagues]")) setTimeout(() => { if (document.activeElement !== names.field) close(); }, 150); });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-comments] [data-show-resolved]")) return;
    resolved = event.target.checked;
    panel().classList.toggle("with-resolved", resolved);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-comments] form[data-talk]");
    if (!form) return;
    event.preventDefault();
    send(form);
  });
}
bring();
