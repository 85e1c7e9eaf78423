/* Ticking rows of a list: all of a page, a run with Shift, by keyboard (j and k move, x ticks); and how far a deed has come. */
import { describe, enabled, isTyping } from "./desk.js";

const bar = document.querySelector("[data-bulk]");
if (bar) {
  const form = bar.closest("form");
  const boxes = [...form.querySelectorAll("input[name=document]")];
  const page = bar.querySelector("[data-all]");
  const whole = bar.querySelector("input[name=all]");
  const count = bar.querySelector("[data-count]");
  let last = null;
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    page.checked = boxes.length > 0 && ticked === boxes.length;
    page.indeterminate = ticked > 0 && ticked < boxes.length;
    count.value = ticked ? `${ticked} / ${boxes.length}` : "";
    bar.querySelector("button").disabled = !ticked && !whole?.checked;
  };
  const tick = (box, checked, through) => {
    const ends = through && last ? [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b) : null;
    (ends ? boxes.slice(ends[0], ends[1] + 1) : [box]).forEach((one) => { one.checked = checked; });
    last = box;
    show();
  };
  boxes.forEach((box) => box.addEventListener("click", (event) => tick(box, box.checked, event.shiftKey)));
  page.addEventListener("change", () => { boxes.forEach((box) => { box.checked = page.checked; }); show(); });
  whole?.addEventListener("change", show);
  const move = (step) => {
    const at = boxes.indexOf(document.activeElement);
    const next = boxes[Math.max(0, Math.min(boxes.length - 1, at < 0 ? 0 : at + step))];
    next?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (isTyping(event) || !enabled() || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") { event.preventDefault(); move(key === "j" ? 1 : -1); }
    if (key === "x" && boxes.includes(document.activeElement)) {
      event.preventDefault();
      tick(document.activeElement, event.shiftKey || !document.activeElement.checked, event.shiftKey);
    }
  });
  describe("j k", bar.dataset.moveLabel);
  describe("x", bar.dataset.tickLabel);
  describe("Shift x", bar.dataset.runLabel);
  window.addEventListener("pageshow", show);
  show();
}

const progress = document.querySelector("[data-bulk-progress]");
if (progress) {
  const meter = progress.querySelector("progress");
  const look = async () => {
    try {
      const answer = await fetch(progress.dataset.bulkProgress, { headers: { Accept: "application/json", "X-Background": "1" } });
      if (!answer.ok) throw new Error(answer.status);
      const { count, waiting, finished } = await answer.json();
      meter.max = count;
      meter.value = count - waiting;
      if (finished) { location.reload(); return; }
    } catch { /* the server may be restarting: look again later */ }
    setTimeout(look, 1000);
  };
  look();
}
