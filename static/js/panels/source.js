/* The source beside the text: the place of the clause in hand is marked and brought into sight; a press on a place leads there. */
const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
const behavior = quiet ? "auto" : "smooth";
let wanted = [];
let asked = 0;
let zoomed = false;

const panel = () => document.querySelector("[data-source]");
const host = () => panel()?.parentElement;
const address = () => document.querySelector("[data-source-url]")?.dataset.sourceUrl;
const marksOf = (keys) => keys.flatMap((key) => (key ? [...panel().querySelectorAll(`.mark[data-key="${CSS.escape(key)}"]`)] : []));

const bring = (mark) => {
  const stage = panel().querySelector("[data-stage]");
  const frame = stage.scrollHeight > stage.clientHeight + 4 ? stage : host();
  const [box, own] = [frame.getBoundingClientRect(), mark.getBoundingClientRect()];
  if (own.top < box.top + 48 || own.bottom > box.bottom) frame.scrollTo({ top: frame.scrollTop + own.top - box.top - frame.clientHeight / 3, behavior });
};

const mark = () => {
  panel().querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
  const found = marksOf(wanted);
  found.forEach((one) => one.classList.add("chosen"));
  if (found.length) bring(found[0]);
  return found.length > 0;
};

const load = async (query, once = false) => {
  const mine = (asked += 1);
  const answer = await fetch(`${address()}?${new URLSearchParams(query)}`, { headers: { "X-Background": "1" } }).catch(() => null);
  if (!answer?.ok || answer.redirected || mine !== asked || !panel()) return;
  host().innerHTML = await answer.text();
  shown(once);
};

const shown = (turned = false) => {
  if (!panel()) return;
  panel().classList.toggle("zoomed", zoomed);
  panel().querySelector("[data-zoom]")?.setAttribute("aria-pressed", zoomed);
  const found = mark();
  panel().querySelector("[data-none]").hidden = found || turned || !wanted.length;
};

document.addEventListener("desk:clause", ({ detail }) => {
  wanted = [detail.row, detail.key].filter(Boolean);
  if (!panel()) return;
  if (mark()) { panel().querySelector("[data-none]").hidden = true; return; }
  if (/^([pr]\d|\/)/.test(wanted[0] ?? "")) load({ key: wanted[0] });
});
document.addEventListener("desk:panel", ({ detail }) => {
  if (detail.panel !== "source" || !panel()) return;
  if (wanted.length && !marksOf(wanted).length) load({ key: wanted[0] });
  else shown();
});
document.addEventListener("click", (event) => {
  if (!panel()?.contains(event.target)) return;
  const button = event.target.closest("button");
  if (button?.dataset.page) load({ page: button.dataset.page }, true);
  else if (button && "zoom" in button.dataset) { zoomed = !zoomed; shown(); }
  const place = !button && event.target.closest(".mark");
  if (place && !String(getSelection())) document.dispatchEvent(new CustomEvent("desk:go", { detail: { key: place.dataset.key } }));
});
