/* Talks to the server about one draft. Every answer becomes { is, … }: what it means for the text, never an exception. */
import { page } from "./says.js";

let token = page.token;

/* The page's own token is bound to the session: after a new login it is read out of the page anew. */
export const renew = async () => {
  try {
    const answer = await fetch(page.edit, { headers: { "X-Background": "1" } });
    const html = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = JSON.parse(html.getElementById("editor-page")?.textContent ?? "null");
    if (!fresh) return answer.ok || answer.status === 403 ? "out" : "gone";
    if (fresh.user !== page.user) return "other";
    token = fresh.token;
    return "in";
  } catch { return "gone"; }
};

const read = async (answer) => {
  if (answer.redirected || answer.status === 401) return { is: "out" };
  const isData = answer.headers.get("content-type")?.includes("json");
  const data = isData ? await answer.json() : {};
  if (answer.status === 409 && data.conflicts) return { is: "conflict", data };
  if (answer.ok && isData) return { is: "done", data };
  if (answer.status === 403 && !isData) return { is: "out" };
  if ([403, 409, 423].includes(answer.status)) return { is: "refused", data };
  if (answer.status >= 500 || answer.status === 429) return { is: "gone" };
  return { is: "wrong", data: { ...data, status: answer.status } };
};

const ask = async (address, options = {}) => {
  try {
    return await read(await fetch(address, { credentials: "same-origin", ...options }));
  } catch { return { is: "gone" }; }
};
const post = (address, body, headers = {}) => ask(address, {
  method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-CSRFToken": token, ...headers },
});

export const load = (background = false) => ask(page.draft, background ? { headers: { "X-Background": "1" } } : {});
export const save = (body) => post(page.save, body);
export const attend = (clause) => post(page.presence, { clause }, { "X-Background": "1" });

/* A fragment of the right pane; null while there is none. */
export const panel = async (address) => {
  try {
    const answer = await fetch(address, { headers: { "X-Background": "1" } });
    return answer.ok && !answer.redirected ? await answer.text() : null;
  } catch { return null; }
};
