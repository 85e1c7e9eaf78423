/* The chronicle's form saves itself a moment after a change; without this file its buttons do. */
const form = document.querySelector("[data-chronicle]");
const saved = form.querySelector("[data-saved]");
const refused = document.querySelector("[data-refused]");
const PAUSE = 1200; // milliseconds after the last key
let timer = 0;
let busy = null;
let dirty = false;

const save = async () => {
  clearTimeout(timer);
  while (busy) await busy;
  if (!dirty) return;
  dirty = false;
  const data = new FormData(form);
  data.set("deed", "save");
  // The answer's keys are those of the rows that are kept: one that is empty is not.
  const kept = [...form.querySelectorAll(".chronicle-rows > li")].filter((row) => row.querySelector("textarea").value.trim() || row.querySelector("[name=on]").value);
  busy = (async () => {
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Fragment": "1" } });
      const told = await answer.json();
      if (answer.ok) {
        form.elements.lock.value = told.lock;
        kept.forEach((row, n) => { row.querySelector("[name=key]").value = told.keys[n]; });
        refused.hidden = true;
        saved.textContent = form.dataset.wordsSaved;
      } else {
        refused.textContent = told.said;
        refused.hidden = false;
        saved.textContent = "";
      }
    } catch { dirty = true; refused.textContent = form.dataset.wordsLost; refused.hidden = false; }
  })();
  await busy;
  busy = null;
};

form.addEventListener("input", () => {
  dirty = true;
  saved.textContent = "";
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
});
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  dirty = false;
  if (!busy) return;
  event.preventDefault(); // a save is on its way: the lock it answers with is the one to send
  await busy;
  form.requestSubmit(event.submitter);
});
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
document.querySelector("#new textarea")?.focus();
