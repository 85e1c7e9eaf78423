/* The text editor's page: loads the draft, puts the parts together, and carries what happens between them. */
import { between } from "./between.js";
import { ClauseBar } from "./clausebar.js";
import { clipboardSerializer, clipboardText } from "./copy.js";
import { cursor } from "./cursor.js";
import { current, goTo } from "./deeds.js";
import { ask, make } from "./dialogs.js";
import { Fields } from "./fields.js";
import { keys, list } from "./keys.js";
import { decide, withDecided } from "./merging.js";
import { noteStarts } from "./numbering.js";
import { Outline } from "./outline.js";
import { Panes } from "./panes.js";
import { handleDrop, handlePaste } from "./paste.js";
import { attend } from "./presence.js";
import { EditorState, EditorView, history, isHistoryTransaction } from "./prose.js";
import { offer } from "./recovery.js";
import { References } from "./references.js";
import { page, say } from "./says.js";
import { Saving } from "./saving.js";
import * as server from "./server.js";
import { Shelf } from "./shelf.js";
import { Status } from "./status.js";
import { rename, take } from "./taking.js";
import { blocks, docOf, treeOf } from "./tree.js";
import { openTable, views } from "./views.js";
import { here, orderly, others, showOthers } from "./watching.js";

performance.mark("editor:begun");
const root = document.querySelector("[data-editor]");
const part = (name) => root.querySelector(`[data-part=${name}]`);
const status = new Status(part("state"), part("notice"));
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

class Editor {
  constructor(draft) {
    this.draft = draft;
    this.written = draft.treatment === "written";
    this.editable = draft.editable;
    this.base = draft.tree;
    this.clause = "";
    this.shelf = new Shelf(page.user, draft.document);
    this.fields = new Fields(part("fields"), () => this.changed());
    this.fields.show(draft.tree.fields);
    this.fields.lock(!this.editable);
    this.outline = new Outline(part("outline"), (key) => this.go(key));
    this.bar = new ClauseBar(part("clause"), () => this.view, { written: this.written });
    this.view = this.makeView();
    this.references = this.written && this.editable ? new References(part("references"), () => this.view) : null;
    this.saving = new Saving({
      base: draft.tree, lock: draft.lock, shelf: this.shelf, now: () => this.tree(), composing: () => this.composing,
      told: { state: (...args) => status.show(...args), saved: (...args) => this.saved(...args), conflict: (...args) => this.conflict(...args) },
    });
    this.listen();
    this.shown();
  }

  makeView() {
    const options = { editable: this.editable };
    const plugins = [cursor, ...keys({ written: this.written, toMarker: () => this.bar.toMarker(), openTable }), history(), orderly(this.written), here, others];
    let state = EditorState.create({ doc: docOf(this.base), plugins });
    if (this.written) state = EditorState.create({ doc: noteStarts(state.tr).doc, plugins });
    const attributes = { "aria-label": say("text_of"), role: "textbox", "aria-multiline": "true", lang: "zh-Hans", spellcheck: "false", class: "text" };
    return new EditorView(part("text"), {
      state, nodeViews: views(options), editable: () => this.editable, attributes, handlePaste, handleDrop, clipboardSerializer, clipboardTextSerializer: clipboardText,
      dispatchTransaction: (tr) => this.dispatch(tr),
    });
  }

  dispatch(tr) {
    const before = this.view.state;
    const { state, transactions } = before.applyTransaction(tr);
    this.view.updateState(state);
    const own = transactions.some((one) => one.docChanged && !one.getMeta("quiet"));
    if (!before.doc.eq(state.doc)) this.references?.follow(before.doc, state.doc, transactions, { quiet: !own, undoing: isHistoryTransaction(tr) });
    if (!before.doc.eq(state.doc)) this.outline.show(state.doc);
    if (own) this.changed();
    if (!before.selection.eq(state.selection) || !before.doc.eq(state.doc)) this.moved();
  }

  /* The words of the tree that the next save would send. */
  tree() { return treeOf(this.view.state.doc, this.fields.values, this.saving?.base ?? this.base); }

  changed() { if (this.editable) this.saving.changed(); }

  /* An input method is at work in the text or in a cell. */
  get composing() { return this.view.composing || Boolean(this.view.dom.querySelector("[data-composing]")); }

  moved() {
    this.bar.show();
    const at = current(this.view.state);
    const key = at?.block.attrs.key ?? at?.part.attrs.key ?? "";
    if (!key || key === this.clause) return;
    this.clause = key;
    this.outline.mark(this.view.state.doc, key);
    tell("desk:clause", { key });
  }

  shown() {
    this.outline.show(this.view.state.doc);
    this.bar.show();
    if (this.editable) status.show("saved");
    else status.readOnly(this.draft.why);
    if (location.hash) this.go(decodeURIComponent(location.hash.slice(1)));
    performance.mark("editor:shown");
    performance.measure("editor", { start: 0, end: "editor:shown" });
  }

  listen() {
    list();
    document.addEventListener("desk:go", ({ detail }) => this.go(detail.key));
    document.addEventListener("desk:changed", () => this.refresh());
    document.addEventListener("editor:typing", () => this.changed());
    document.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("desk:clause", ({ detail }) => { this.clause = detail.key; });
    part("notice").addEventListener("click", (event) => { if (event.target.matches("[data-resume]")) this.saving.resume(); });
    part("save").addEventListener("click", () => this.saveWithNote());
    if (!this.editable) part("save").disabled = true;
    attend({ place: part("others"), clause: () => this.clause, told: (people, lock) => this.met(people, lock) });
  }

  press(event) {
    if (event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); if (this.editable) this.saveWithNote(); return; }
    if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const stops = [part("outline").querySelector("a[aria-current], a"), this.view.dom, root.querySelector("[role=tab][aria-selected=true]")].filter(Boolean);
    const at = stops.findIndex((one) => one === document.activeElement || one.closest(".editor-pane")?.contains(document.activeElement));
    stops.at((at + (event.shiftKey ? -1 : 1)) % stops.length).focus();
  }

  async saveWithNote() {
    const had = document.activeElement;
    had?.blur?.(); // a cell or a field gives its words first
    const note = make("input", { name: "note", maxlength: 400, autocomplete: "off", "aria-label": say("note"), placeholder: say("note_hint") });
    const answer = await ask(say("save"), [note], [["save", say("save")], ["", say("cancel"), true]]);
    if (answer === "save") await this.saving.save({ note: note.value.trim() });
    if (had?.isConnected) had.focus();
  }

  go(key) {
    if (key?.startsWith("/")) { part("fields").querySelector(`[name="${key.slice(1).split("/")[0]}"]`)?.focus(); return; }
    if (goTo(this.view, key)) return;
    const table = blocks(this.view.state.doc).find(({ block }) => block.attrs.grid?.key === key || block.attrs.grid?.rows.some((row) => row.key === key));
    if (!table) return;
    goTo(this.view, table.block.attrs.key);
    const row = table.block.attrs.grid.rows.findIndex((one) => one.key === key);
    this.view.nodeDOM(table.pos).querySelector(".grid-place").dispatchEvent(new CustomEvent("editor:row", { detail: Math.max(row, 0) }));
  }

  /* The server has it: names are taken over, and another's words when they came with it. */
  saved(data, sent, typedSince) {
    rename(this.view, data.keys ?? {}, data.eids ?? {});
    if (data.merged && !typedSince) this.takeOver(data.merged);
    else if (data.merged) this.takeBetween(data, sent);
    tell("desk:saved", { lock: data.lock, revision: data.revision });
  }

  takeOver(tree) {
    take(this.view, tree);
    this.fields.show(tree.fields);
  }

  /* Somebody wrote on while the save was under way. */
  takeBetween(data, sent) {
    const now = this.tree();
    const { tree, conflicts } = between(sent, now, data.merged);
    if (!conflicts.length) { this.takeOver(tree); return; }
    this.saving.standing(this.saving.previous.base, this.saving.previous.lock); // until it is decided
    this.saving.say("conflict");
    this.conflict({ ...data, tree: data.merged, merged: tree, conflicts }, now);
  }

  /* Both texts are offered; what is decided later stays in this browser until then. */
  async conflict(data, mine) {
    const decisions = await decide(data);
    if (!decisions) return;
    this.saving.standing(data.tree, data.lock);
    const decided = withDecided(data.merged, mine, decisions);
    take(this.view, decided, { undoable: true });
    this.fields.show(decided.fields);
    this.saving.resume({ note: say("conflict_note") });
  }

  met(people, lock) {
    showOthers(this.view, people);
    if (lock > this.saving.lock && !this.saving.isDirty && !this.saving.running && !this.composing) this.refresh();
  }

  /* Takes over what stands on the server, after what is here was saved. */
  async refresh() {
    if (this.saving.isDirty) { await this.saving.save({ automatic: true }); if (this.saving.isDirty) return; }
    const { is, data } = await server.load(true);
    if (is !== "done" || this.saving.isDirty) return;
    this.saving.standing(data.tree, data.lock);
    this.takeOver(data.tree);
    tell("desk:saved", { lock: data.lock, revision: data.revision });
  }

  async offerLeft() {
    if (!this.editable) return;
    for (const left of await this.shelf.left()) {
      const answer = await offer(left, this.saving.base);
      if (answer === "drop") await this.shelf.clear(left.key);
      if (answer !== "restore") continue;
      this.saving.standing(left.base ?? this.saving.base, left.lock);
      take(this.view, left.tree, { undoable: true });
      this.fields.show(left.tree.fields);
      this.changed();
      await this.saving.shelve();
      await this.shelf.clear(left.key);
      await this.saving.save({ automatic: true });
    }
  }
}

const start = async () => {
  const answer = await server.load();
  performance.mark("editor:loaded");
  if (answer.is !== "done") { status.readOnly(answer.data?.why || say(answer.is === "out" ? "out_why" : "load_failed")); return; }
  const editor = new Editor(answer.data);
  new Panes(part("panes"));
  root.dataset.ready = "";
  await editor.offerLeft();
  if (location.hash) editor.go(decodeURIComponent(location.hash.slice(1)));
};
start();
