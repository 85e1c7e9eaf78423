/* Keeps the text: in the browser at once, on the server a moment after the last key, and says at any time how it stands.

   States: saved, unsaved, saving, offline, out (the session ended), conflict, refused, wrong. */
import * as server from "./server.js";
import { renamedTree } from "./taking.js";
import { sentOf } from "./tree.js";

const REST = 2500; // milliseconds after the last key
const MOST = 5000; // after the first change that is not saved
const SHELVED = 300;

/* A cell or field that is being written in tells what stands in it. */
const flush = () => document.activeElement?.dispatchEvent(new CustomEvent("editor:flush", { bubbles: true }));

const BACKOFF = [2000, 4000, 8000, 15_000, 30_000];

export class Saving {
  /* `now()` gives the tree as it stands, `composing()` whether an input method is at work; `told` hears of states and answers. */
  constructor({ base, lock, shelf, now, composing, told }) {
    Object.assign(this, { base, lock, shelf, now, composing, told, state: "saved", changes: 0, kept: 0, tries: 0, note: "", stopped: false });
    addEventListener("online", () => this.again());
    addEventListener("focus", () => { if (["out", "offline"].includes(this.state)) this.again(); });
    addEventListener("pagehide", () => this.shelve());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.shelve(); });
    addEventListener("beforeunload", (event) => { if (this.isDirty) { this.shelve(); event.preventDefault(); } });
  }

  get isDirty() { return this.changes !== this.kept; }

  say(state, more = {}) { this.state = state; this.told.state(state, more); }

  changed() {
    this.changes += 1;
    this.since ??= Date.now();
    clearTimeout(this.shelving);
    this.shelving = setTimeout(() => this.shelve(), SHELVED);
    if (["saved", "unsaved", "wrong"].includes(this.state)) { this.say("unsaved"); this.plan(); }
  }

  plan() {
    clearTimeout(this.timer);
    const wait = Math.min(REST, Math.max(0, MOST - (Date.now() - (this.since ?? Date.now()))));
    this.timer = setTimeout(() => (this.composing() ? this.plan() : this.save({ automatic: true })), this.composing() ? 300 : wait);
  }

  async shelve() {
    flush();
    clearTimeout(this.shelving);
    if (!this.isDirty) return;
    await this.shelf.keep({ lock: this.lock, at: Date.now(), tree: this.now(), base: this.base });
    if (!this.shelf.works) this.told.state(this.state, { unshelved: true });
  }

  /* Resolves when the text is on the server, or when it can't be now. */
  async save({ automatic = false, note = "" } = {}) {
    if (this.running) { await this.running; if (automatic && !this.isDirty) return; }
    if (this.stopped || (this.state === "conflict" && automatic)) return;
    if (!this.isDirty && automatic) return;
    this.note = note || this.note;
    this.running = this.send(automatic && !this.note);
    await this.running;
    this.running = null;
  }

  async send(automatic) {
    flush();
    clearTimeout(this.timer);
    const at = this.changes;
    const tree = this.now();
    this.since = null;
    this.say("saving");
    const answer = await server.save({ lock: this.lock, automatic, note: this.note, client: this.shelf.name, tree: sentOf(tree, this.base) });
    await this.heard(answer, tree, at);
  }

  async heard(answer, tree, at) {
    if (answer.is === "done") { await this.done(answer.data, tree, at); return; }
    if (answer.is === "gone") { this.later("offline"); return; }
    if (answer.is === "out") { await this.loggedOut(); return; }
    if (answer.is === "conflict") { await this.shelve(); this.say("conflict"); this.told.conflict(answer.data, tree); return; }
    await this.shelve();
    if (answer.is === "refused") this.stopped = true;
    this.say(answer.is, answer.data);
  }

  async done(data, tree, at) {
    flush();
    this.tries = 0;
    this.note = "";
    this.previous = { base: this.base, lock: this.lock };
    this.lock = data.lock;
    const sent = renamedTree(tree, data.keys ?? {}, data.eids ?? {});
    this.base = data.merged ?? sent;
    this.told.saved(data, sent, this.changes !== at);
    this.kept = at;
    if (this.state === "conflict") { await this.shelve(); return; } // found between the answer and what was typed meanwhile
    if (this.isDirty) { this.since = Date.now(); this.say("unsaved"); this.plan(); await this.shelve(); return; }
    clearTimeout(this.shelving);
    this.say("saved", { at: data.saved_at });
    await this.shelf.clear();
  }

  /* Once more by itself, each time a little later. */
  later(state) {
    this.say(state);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), BACKOFF[Math.min(this.tries, BACKOFF.length - 1)]);
    this.tries += 1;
  }

  /* A token that has become old looks like an ended session: it is asked for anew first. */
  async loggedOut() {
    const how = await server.renew();
    if (how === "in" && this.tries < 3) { this.tries += 1; this.timer = setTimeout(() => this.save({ automatic: true }), 50); this.say("unsaved"); return; }
    this.later(how === "gone" ? "offline" : "out");
    if (how === "other") { this.stopped = true; clearTimeout(this.timer); this.say("other"); }
  }

  again() {
    if (!this.isDirty || this.running || this.stopped) return;
    if (this.state === "out") { server.renew().then((how) => (how === "in" ? this.save({ automatic: true }) : this.later("out"))); return; }
    if (["offline", "unsaved", "wrong"].includes(this.state)) this.save({ automatic: true });
  }

  /* Goes on after a conflict. */
  resume({ note = "" } = {}) {
    this.say("unsaved");
    this.changes += 1;
    return this.save({ automatic: !note, note });
  }

  /* After a conflict was decided, or another's text taken over: this is what stands on the server now. */
  standing(base, lock) {
    this.base = base;
    this.lock = lock;
  }
}
