/* The issue builder. Every deed is a form that works without this file; here it is sent by fetch, and the answer, the
   changed part of the page, takes the place of the old one with focus kept. Drag by pointer (mouse, pen, touch), keys by Alt. */
import { isTyping } from "./desk.js";
import { keep } from "./keeping.js";

const root = document.getElementById("builder");
const quiet = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
let busy = null; // one deed after the other: each needs the lock that the one before answered with

const handles = () => root.querySelectorAll("[data-handle]").forEach((one) => { one.hidden = false; });

const chosen = () => [...root.querySelectorAll("input[name=line]:checked")].map((one) => one.value);

const take = (html, focus, checked) => {
  root.innerHTML = html;
  checked.forEach((value) => { const box = root.querySelector(`input[name=line][value="${value}"]`); if (box) box.checked = true; });
  handles();
  const target = focus.map((id) => id && document.getElementById(id)).find((one) => one && !one.disabled);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest", behavior: quiet ? "auto" : "smooth" });
  const said = root.querySelector("[data-said]");
  const words = said.textContent; // a live region speaks when its words change, not when it is put in
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = words; });
};

/* Nothing on the page was changed: what was typed still stands in it. */
const gone = () => {
  root.querySelector(".builder-gone")?.remove();
  const said = document.createElement("p");
  said.className = "notice notice-error builder-gone";
  said.setAttribute("role", "alert");
  said.textContent = root.dataset.wordsGone;
  root.prepend(said);
  said.scrollIntoView({ block: "nearest" });
};

/* Logged out, or the page is old: opened anew, it gets back what was typed. */
const anew = (form) => {
  if (form) keep(form);
  const address = new URL(location.href);
  address.searchParams.set("again", "1");
  location.href = address;
};

const send = async (action, data, focus = [], form = null) => {
  while (busy) await busy;
  data.set("lock", root.querySelector("[data-lock]").dataset.lock);
  const checked = chosen();
  root.classList.add("is-saving");
  busy = (async () => {
    const answer = await fetch(action, { method: "POST", body: data, headers: { "X-Fragment": "1" } }).catch(() => null);
    const html = answer && await answer.text().catch(() => null);
    if (html === null || answer.status >= 500) gone();
    else if (answer.redirected || ![200, 409, 422, 423].includes(answer.status)) anew(form);
    else take(html, focus, checked);
    root.classList.remove("is-saving");
  })();
  await busy;
  busy = null;
};

const arrange = (pairs, focus) => {
  const form = document.getElementById("arrange");
  const data = new FormData(form);
  data.delete("line");
  data.delete("section");
  pairs.forEach(([name, value]) => data.append(name, value));
  return send(form.action, data, focus);
};

root.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const pressed = event.submitter;
  const data = new FormData(form, pressed);
  const line = pressed?.closest("[data-line]")?.dataset.line;
  const next = pressed?.closest("[data-document]") ? `grip-${pressed.closest("[data-document]").dataset.document}` : `handle-${line}`;
  send(form.action, data, [pressed?.id, line && next, "undo", "pool-q"], form);
});
root.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "get") return;
  event.preventDefault();
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  const answer = await fetch(address, { headers: { "X-Fragment": "1" } });
  if (!answer.ok || answer.redirected) { location.href = address; return; }
  history.replaceState(null, "", address);
  take(await answer.text(), ["pool-q"], chosen());
});

// Keys: Alt with an arrow moves the line that has the focus, or all that are chosen; with Shift into the next section.
const step = (way, place) => {
  const many = chosen();
  const focus = document.activeElement?.id;
  const own = place.matches("[data-document]") && place.querySelector(`[data-step="${way}"]`);
  if (own) { own.click(); return; }
  const line = place.dataset.line || place.closest("[data-line]")?.dataset.line;
  if (!line) return;
  const lines = many.includes(line) ? many : [line];
  arrange([["deed", way < 0 ? "up" : "down"], ...lines.map((one) => ["line", one])], [focus, `handle-${line}`]);
};
const leap = (way, place) => {
  const line = place.closest("[data-line]")?.dataset.line;
  const target = Number(place.closest("[data-section]")?.dataset.section) + way;
  if (!line || !root.querySelector(`[data-section="${target}"]`)) return;
  const many = chosen();
  const lines = many.includes(line) ? many : [line];
  arrange([["deed", "move"], ["section", target], ["before", 0], ...lines.map((one) => ["line", one])], [document.activeElement?.id, `handle-${line}`]);
};
document.addEventListener("keydown", (event) => {
  if (event.isComposing || document.querySelector("dialog[open]")) return;
  const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const place = event.target.closest?.("#builder [data-document], #builder [data-line]");
  if (event.altKey && way && place && !event.target.matches("textarea, input[name=words]")) {
    event.preventDefault();
    if (event.shiftKey) leap(way, place); else step(way, place);
    return;
  }
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "z" && !event.target.matches("textarea, input:not([type=checkbox])")) {
    const undo = root.querySelector("[data-undo]");
    if (undo) { event.preventDefault(); undo.click(); }
  }
  if (event.key === "x" && !isTyping(event) && place) { place.closest("[data-line]")?.querySelector("input[name=line]")?.click(); }
});

// Drag: a handle is taken, a mark shows where it would go, Esc lets go.
let drag = null;

const marks = () => root.querySelectorAll(".drop-before, .drop-end, .drop-into").forEach((one) => one.classList.remove("drop-before", "drop-end", "drop-into"));

const aim = (x, y) => {
  const under = document.elementFromPoint(x, y);
  const section = under?.closest("#builder [data-section]");
  if (!section) return null;
  const n = section.dataset.section;
  const line = under.closest("[data-line]");
  if (!line) {
    const first = section.querySelector("[data-line]");
    const above = first && y < first.getBoundingClientRect().top;
    return above ? { n, before: first.dataset.line, mark: first, way: "drop-before" }
      : { n, before: 0, mark: section.querySelector("[data-line]:last-child") || section.querySelector(".builder-lines"), way: "drop-end" };
  }
  const box = line.getBoundingClientRect();
  const share = (y - box.top) / box.height;
  if (drag.kind === "document" && share > 0.3 && share < 0.7 && line.dataset.line !== drag.line) return { into: line.dataset.line, mark: line, way: "drop-into" };
  if (share < 0.5) return { n, before: line.dataset.line, mark: line, way: "drop-before" };
  const after = line.nextElementSibling;
  return after ? { n, before: after.dataset.line, mark: after, way: "drop-before" } : { n, before: 0, mark: line, way: "drop-end" };
};

const scroll = () => {
  if (!drag) return;
  const edge = 70;
  if (drag.y < edge) window.scrollBy(0, -12);
  if (drag.y > innerHeight - edge) window.scrollBy(0, 12);
  drag.frame = requestAnimationFrame(scroll);
};

const end = () => {
  if (!drag) return;
  cancelAnimationFrame(drag.frame);
  drag.ghost?.remove();
  root.querySelectorAll(".is-dragging").forEach((one) => one.classList.remove("is-dragging"));
  document.body.classList.remove("dragging");
  marks();
  drag = null;
};

const begin = (event, handle) => {
  const item = handle.closest("[data-document], [data-waiting], [data-line]");
  const kind = item.dataset.document ? "document" : item.dataset.waiting ? "waiting" : "line";
  const key = item.dataset.document || item.dataset.waiting || item.dataset.line;
  const many = chosen();
  const boxes = [...root.querySelectorAll("#pool-form input[name=document]:checked")].map((one) => one.value);
  const keys = kind === "line" && many.includes(key) ? many : kind === "waiting" && boxes.includes(key) ? boxes : [key];
  drag = { kind, keys, item, handle, line: item.closest("[data-line]")?.dataset.line, x: event.clientX, y: event.clientY, pointer: event.pointerId };
  handle.setPointerCapture(event.pointerId);
};

const lift = () => {
  drag.ghost = document.createElement("div");
  drag.ghost.className = "drag-ghost";
  const title = drag.item.querySelector(".builder-title, .document-facts a, .choice [lang]");
  drag.ghost.textContent = drag.keys.length > 1 ? `${title?.textContent ?? ""} +${drag.keys.length - 1}` : title?.textContent ?? "";
  document.body.append(drag.ghost);
  document.body.classList.add("dragging");
  drag.item.classList.add("is-dragging");
  if (drag.kind === "line") drag.keys.forEach((key) => root.querySelector(`[data-line="${key}"]`)?.classList.add("is-dragging"));
  scroll();
};

root.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button !== 0 || drag) return;
  event.preventDefault();
  handle.focus({ preventScroll: true });
  begin(event, handle);
});
root.addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  if (!drag.ghost && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 5) return;
  if (!drag.ghost) lift();
  drag.x = event.clientX;
  drag.y = event.clientY;
  drag.ghost.style.setProperty("left", `${drag.x + 12}px`);
  drag.ghost.style.setProperty("top", `${drag.y + 12}px`);
  marks();
  drag.target = aim(drag.x, drag.y);
  drag.target?.mark?.classList.add(drag.target.way);
});
root.addEventListener("pointerup", (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  const { kind, keys, target, ghost, handle } = drag;
  end();
  if (!ghost || !target) return;
  const place = [["section", target.n], ["before", target.before]];
  const focus = [handle.id, `handle-${target.into}`];
  if (kind === "line") arrange([["deed", "move"], ...place, ...keys.map((key) => ["line", key])], focus);
  else if (target.into && kind === "document") arrange([["deed", `into:${target.into}`], ...keys.map((key) => ["document", key])], focus);
  else if (kind === "document") arrange([["deed", "own"], ...place, ...keys.map((key) => ["document", key])], focus);
  else arrange([["deed", "add"], ...place, ...keys.map((key) => ["document", key])], ["pool-q"]);
});
root.addEventListener("pointercancel", end);
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && drag) end(); });

handles();
