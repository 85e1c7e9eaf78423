/* How the text stands, always in sight: saved, unsaved, saving, offline, session ended, refused. */
import { make } from "./dialogs.js";
import { page, say } from "./says.js";

const clock = (instant) => new Date(instant).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });

export class Status {
  constructor(place, notice) {
    this.place = place;
    this.notice = notice;
  }

  show(state, { at = null, why = "", detail = "", unshelved = false } = {}) {
    this.place.dataset.state = state;
    const words = state === "saved" && at ? say("state_saved_at", { time: clock(at) }) : say(`state_${state}`);
    if (this.place.textContent !== words) this.place.textContent = words;
    this.explain(state, why || detail, unshelved);
  }

  /* Beneath the bar stands what a person has to know or do, and nothing while all is well. */
  explain(state, why, unshelved) {
    const said = { offline: say("offline_why"), out: say("out_why"), other: say("other_why"), refused: why || say("refused_why"), wrong: say("wrong_why", { why }) }[state];
    const lines = [];
    if (said) lines.push(make("p", {}, said, state === "out" ? make("a", { href: page.login, target: "_blank", rel: "opener" }, say("login_again")) : null));
    if (state === "conflict") lines.push(make("p", {}, say("conflict_why"), make("button", { type: "button", class: "quiet-button", "data-resume": true }, say("conflict_open"))));
    if (unshelved) lines.push(make("p", {}, say("unshelved_why")));
    this.notice.replaceChildren(...lines);
    this.notice.hidden = !lines.length;
  }

  readOnly(why) {
    this.place.dataset.state = "readonly";
    this.place.textContent = say("state_readonly");
    this.notice.replaceChildren(make("p", {}, why));
    this.notice.hidden = !why;
  }
}
