/* Findings beside the text: a deed is sent where it stands and the panel comes back; arrows go along the findings, single keys
   do what the focused one offers. Every form works without this file too. */
import { describe, enabled, isTyping } from "../desk.js";

const panel = () => document.querySelector("[data-findings]");
const all = () => [...panel().querySelectorAll("[data-finding]")].filter((one) => one.checkVisibility?.() ?? true);
const tell = (name, detail = {}) => document.dispatchEvent(new CustomEvent(name, { detail }));

/* Tab comes to one finding of the list, the arrows go on from there. */
const settle = (chosen) => {
  const found = all();
  const one = chosen ?? found.find((row) => row.tabIndex === 0) ?? found[0];
  panel().querySelectorAll("[data-finding]").forEach((row) => { row.tabIndex = row === one ? 0 : -1; });
};

const say = (words, failed) => {
  const said = panel().querySelector("[data-said]");
  said.textContent = words;
  said.hidden = !words;
  said.classList.toggle("notice-error", failed);
};

/* What was open stays open, and who stood on a finding that is gone stands on the next. */
const take = (html, at) => {
  const before = panel();
  const after = new DOMParser().parseFromString(html, "text/html").querySelector("[data-findings]");
  if (!after) return false;
  const folded = new Map([...before.querySelectorAll("details[data-group]")].map((one) => [one.dataset.group, one.open]));
  const next = document.importNode(after, true);
  next.querySelectorAll("details[data-group]").forEach((one) => { one.open = folded.get(one.dataset.group) ?? one.open; });
  before.replaceWith(next);
  const found = all(); // a finding that has gone among the decided is folded away
  const row = at && (found.find((one) => one.dataset.finding === at.id) ?? found[Math.min(at.n, found.length - 1)]);
  settle(row || undefined);
  row?.focus();
  return true;
};

const ask = (url, options = {}) =>
  fetch(url, { ...options, headers: { "X-Panel": "1", ...options.headers }, credentials: "same-origin", redirect: "error" });

const send = async (form, quiet = false) => {
  const row = form.closest("[data-finding]");
  const at = row && { id: row.dataset.finding, n: all().indexOf(row) };
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  try {
    const answer = await ask(form.action, { method: "POST", body: new FormData(form), headers: quiet ? { "X-Background": "1" } : {} });
    if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
    if (!take(await answer.text(), at)) throw new Error("panel");
    if (quiet) say("", false);
    if (answer.headers.get("X-Changed") === "1") tell("desk:changed");
  } catch {
    button.disabled = false;
    if (!quiet) say(panel().dataset.wordsFailed, true);
  }
};

/* A text that the proofreader has not seen is read by itself, so that nobody has to ask. */
const refresh = () => {
  const form = panel()?.hasAttribute("data-stale") && panel().querySelector("form[data-proofread]");
  if (form && !panel().querySelector("input:focus")) send(form, true);
};

const press = (row, deed) => {
  if (deed === "accept") {
    const reason = row.querySelector(".finding-accept");
    if (!reason) return false;
    reason.open = true;
    reason.querySelector("input[name=reason]").focus();
    return true;
  }
  const form = deed.split(" ").map((name) => row.querySelector(`form[data-deed="${name}"]`)).find(Boolean);
  if (form) send(form);
  return Boolean(form);
};

const along = (row, step) => {
  const found = all();
  const next = found[found.indexOf(row) + step];
  if (!next) return false;
  settle(next);
  next.focus();
  return true;
};

const go = (row) => {
  if (row.dataset.key) tell("desk:go", { key: row.dataset.key });
  return Boolean(row.dataset.key);
};

const DEEDS = {
  ArrowDown: (row) => along(row, 1),
  ArrowUp: (row) => along(row, -1),
  Enter: go,
  f: (row) => press(row, "fix"),
  r: (row) => press(row, "refer"),
  b: (row) => press(row, "accept"),
  u: (row) => press(row, "undo reopen"),
};

const onKey = (event) => {
  const row = event.target.closest?.("[data-findings] [data-finding]");
  if (event.key === "Escape" && row && event.target.matches("input[name=reason]")) {
    event.target.closest("details").open = false;
    row.focus();
    return;
  }
  if (!row || event.defaultPrevented || isTyping(event)) return;
  const moves = event.key.startsWith("Arrow") || event.key === "Enter";
  if (moves ? event.target !== row : !enabled()) return;
  if (DEEDS[event.key]?.(row)) { event.preventDefault(); event.stopPropagation(); }
};

if (!document.documentElement.hasAttribute("data-proofreads")) {
  document.documentElement.setAttribute("data-proofreads", "");
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("desk:panel", ({ detail }) => { if (detail.panel === "findings" && panel()) { settle(); refresh(); } });
  document.addEventListener("desk:clause", ({ detail }) => {
    panel()?.querySelectorAll("[data-finding]").forEach((one) => one.classList.toggle("at", Boolean(detail?.key) && one.dataset.key === detail.key));
  });
  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-findings] [data-finding]");
    if (row && event.target.closest("[data-go]")) go(row);
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-findings] [data-finding]");
    if (row && row.tabIndex !== 0) settle(row);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-findings] form[data-deed], [data-findings] form[data-proofread]");
    if (!form) return;
    event.preventDefault();
    send(form);
  });
  const words = panel()?.dataset;
  if (words) [["↑ ↓", "keysAlong"], ["Enter", "keysGo"], ["f", "keysFix"], ["r", "keysRefer"], ["b", "keysAccept"], ["u", "keysUndo"]].forEach(([keys, name]) => describe(keys, words[name]));
}
if (panel()) { settle(); refresh(); }
