/* Comments beside the text: a new one hangs on the clause the cursor is in, or on the words chosen there; a press on a place
   leads to it. On other pages it only helps with names after @. Every form works without this file too. */

const panel = () => document.querySelector("[data-comments]");
const words = (root, name) => root.querySelector("[data-said]").dataset[name];
const at = { key: "", quote: "" };
const PATIENCE = 10000; // milliseconds between two looks for what others wrote
let looked = 0;

/* --- where the cursor is --- */

const show = () => {
  const root = panel();
  root?.querySelectorAll(".thread[data-key]").forEach((one) => one.classList.toggle("at", one.dataset.key === at.key));
  const form = root?.querySelector("[data-new]");
  if (!form || form.text.value) return; // what is being written stays where it was begun
  form.key.value = at.key;
  form.quote.value = at.quote;
  form.querySelector("[data-at]").textContent = words(root, at.key ? "wordsClause" : "wordsWhole");
  const quote = form.querySelector("[data-quote]");
  quote.textContent = at.quote;
  quote.hidden = !at.quote;
  form.querySelector("[data-whole]").hidden = !at.key;
};

const onClause = (event) => {
  at.key = event.detail?.key ?? "";
  at.quote = "";
  show();
};

const onSelection = () => {
  const chosen = document.getSelection();
  const text = chosen?.toString().trim() ?? "";
  const inEditor = chosen?.anchorNode?.parentElement?.closest("[contenteditable=true]");
  if (!inEditor || !at.key || text === at.quote || text.length > 600) return;
  at.quote = text;
  show();
};

const toWhole = () => {
  at.key = at.quote = "";
  const form = panel().querySelector("[data-new]");
  form.key.value = form.quote.value = "";
  form.querySelector("[data-at]").textContent = words(panel(), "wordsWhole");
  form.querySelector("[data-quote]").hidden = form.querySelector("[data-whole]").hidden = true;
  form.text.focus();
};

/* --- sending and showing again --- */

const take = (html) => {
  const before = panel();
  const after = new DOMParser().parseFromString(html, "text/html").querySelector("[data-comments]");
  if (!after) return false;
  const resolved = before.classList.contains("with-resolved");
  const next = document.importNode(after, true);
  next.classList.toggle("with-resolved", resolved);
  next.querySelector("[data-show-resolved]").checked = resolved;
  before.replaceWith(next);
  show();
  return true;
};

const failed = (root) => {
  const said = root.querySelector("[data-said]");
  said.className = "notice notice-error";
  said.textContent = words(root, "wordsFailed");
};

const ask = (url, options = {}) =>
  fetch(url, { ...options, headers: { "X-Panel": "1", ...options.headers }, credentials: "same-origin", redirect: "error" });

const send = async (form) => {
  const root = panel();
  const button = form.querySelector("button[type=submit]");
  const unsent = form.querySelector("textarea")?.value ?? "";
  button.disabled = true;
  try {
    const answer = await ask(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
    if (!take(await answer.text())) throw new Error("panel");
    if (answer.status === 422) keep(form, unsent);
    else panel().querySelector("[data-said]").textContent = words(panel(), "wordsSent");
    panel().querySelector("[data-new] textarea")?.focus({ preventScroll: true });
  } catch {
    button.disabled = false;
    failed(root);
  }
};

/* A refused text comes back into the field it was written in. */
const keep = (form, text) => {
  const name = form.querySelector("textarea")?.id;
  const field = name && document.getElementById(name);
  if (!field) return;
  field.value = text;
  field.closest("details")?.setAttribute("open", "");
};

const busy = (root) =>
  root.contains(document.activeElement) || [...root.querySelectorAll("textarea")].some((one) => one.value !== one.defaultValue);

const look = async () => {
  const root = panel();
  if (!root || busy(root) || Date.now() - looked < PATIENCE) return;
  looked = Date.now();
  try {
    const answer = await ask(root.dataset.url, { headers: { "X-Background": "1" } });
    if (answer.ok && !busy(panel())) take(await answer.text());
  } catch { /* the server may be away: the next save looks again */ }
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
  document.addEventListener("desk:saved", look);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("input", (event) => { if (event.target.matches("[data-mention]")) offer(event.target); });
  document.addEventListener("focusout", (event) => { if (event.target === names.field && !event.relatedTarget?.closest?.("[data-colleagues]")) setTimeout(() => { if (document.activeElement !== names.field) close(); }, 150); });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-comments] [data-show-resolved]")) panel().classList.toggle("with-resolved", event.target.checked);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-comments] form[data-talk]");
    if (!form) return;
    event.preventDefault();
    send(form);
  });
}
show();
