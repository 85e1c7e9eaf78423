/* What was typed into a form outlives its sending. It stays in this tab until the desk has answered; a form that was not
   taken (the session had ended, a colleague was first, something is missing) gets it back. Who leaves the page with words
   that were never sent is asked first. And one press is one deed. Forms that a module sends by itself, and the text
   editor, keep their words in ways of their own. */

const SENT = "desk-sent";
const LONGEST = 12 * 3600 * 1000; // milliseconds: a working day
const PRESS = 10_000; // after this the same form may be sent again, its answer having been stopped
const ENOUGH = 8; // characters: losing fewer is no loss
const TYPED = "input:not([type=hidden], [type=password], [type=file], [type=submit], [type=button], [type=search]), textarea, select";

const fields = (form) => [...form.elements].filter((one) => one.name && one.matches(TYPED));
const value = (one) => {
  if (one.matches("[type=checkbox], [type=radio]")) return one.checked;
  return one.matches("select") ? [...one.options].map((option) => option.selected) : one.value;
};
const put = (one, given) => {
  if (one.matches("[type=checkbox], [type=radio]")) one.checked = given;
  else if (one.matches("select")) [...one.options].forEach((option, n) => { option.selected = Boolean(given[n]); });
  else one.value = given;
};
const alike = (action) => [...document.forms].filter((form) => form.method === "post" && (form.getAttribute("action") ?? "") === action);

/* Notes what stands in a form that is about to be sent. */
export const keep = (form) => {
  const action = form.getAttribute("action") ?? "";
  const typed = fields(form).map((one) => [one.name, value(one)]);
  const note = { page: location.pathname, action, n: alike(action).indexOf(form), at: Date.now(), typed };
  try { sessionStorage.setItem(SENT, JSON.stringify(note)); } catch { /* no room: the form is sent all the same */ }
};

const take = () => {
  const note = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  const kept = note && JSON.parse(note);
  return kept && kept.page === location.pathname && Date.now() - kept.at < LONGEST ? kept : null;
};

/* Whether there was anything to put back. */
const restore = ({ action, n, typed }) => {
  const form = alike(action)[n];
  if (!form) return false;
  const now = fields(form);
  const changed = now.length === typed.length ? now.filter((one, at) => one.name === typed[at][0] && String(value(one)) !== String(typed[at][1])) : [];
  changed.forEach((one) => { put(one, typed[now.indexOf(one)][1]); one.dispatchEvent(new Event("change", { bubbles: true })); });
  for (let around = form.closest("details"); around; around = around.parentElement?.closest("details")) around.open = true;
  if (changed.length) changed[0].focus();
  return changed.length > 0;
};

const kept = take();
const again = document.querySelector("[data-again]");
const refused = document.querySelector(".desk-messages .notice-error");
const restored = kept && (again || refused) && restore(kept);
if (again) {
  if (restored) again.textContent = again.dataset.restored;
  const address = new URL(location.href);
  address.searchParams.delete("again");
  history.replaceState(history.state, "", address);
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if ("sent" in form.dataset) { event.preventDefault(); return; }
  form.dataset.sent = "";
  keep(form);
  setTimeout(() => { delete form.dataset.sent; }, PRESS);
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

const written = new Set();
const isUnsent = (one) => one.isConnected && one.form && !("sent" in one.form.dataset) && one.value !== one.defaultValue && one.value.length >= ENOUGH;
addEventListener("input", ({ target }) => {
  if (target.form?.method === "post" && target.matches("textarea, input[type=text], input:not([type])") && !target.closest("[data-chronicle]")) written.add(target);
});
addEventListener("beforeunload", (event) => { if ([...written].some(isUnsent)) event.preventDefault(); });
