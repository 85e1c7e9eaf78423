/* Who else is in the text and on which clause; hears of newer states of the text too. */
import { make } from "./dialogs.js";
import { say } from "./says.js";
import * as server from "./server.js";

const EVERY = 15_000;

export const attend = ({ place, clause, told }) => {
  let timer = null;
  const ask = async () => {
    clearTimeout(timer);
    timer = setTimeout(ask, EVERY);
    if (document.hidden) return;
    const { is, data } = await server.attend(clause());
    if (is !== "done") return;
    const others = data.others ?? [];
    place.replaceChildren(...others.map((one) => make("li", {}, one.name, one.label ? make("span", { class: "quiet" }, ` ${one.label}`) : null)));
    place.parentElement.hidden = !others.length;
    place.parentElement.setAttribute("aria-label", say("others", { n: others.length }));
    told(others, data.lock);
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  ask();
};
