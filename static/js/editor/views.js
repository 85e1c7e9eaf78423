/* How tables and figures stand in the text: a grid that is written into, a picture with its caption. */
import { current, place } from "./deeds.js";
import { make } from "./dialogs.js";
import { Grid } from "./grid.js";
import { closeHistory, NodeSelection, redo, Selection, undo } from "./prose.js";
import { page, say } from "./says.js";
import { blocks } from "./tree.js";

/* The block that the cursor is in, or was in before it went into the table; null for a loose one. */
const blockAtCursor = (state, came) => {
  const now = current(state);
  if (now && now.block.type.name !== "title" && !now.block.attrs.loose) return now.pos;
  return blocks(state.doc).find(({ block }) => block.attrs.key === came && !block.attrs.loose)?.pos ?? null;
};

class TableView {
  constructor(node, view, getPos, { editable }) {
    Object.assign(this, { node, view, getPos });
    this.grid = new Grid(node.attrs.grid, {
      editable, changed: (grid, alone) => this.changed(grid, alone), leave: (step) => this.leave(step),
      at: (row) => this.at(row), undo: (back) => this.undo(back),
    });
    this.dom = document.createElement("div");
    this.dom.className = "table-place";
    this.dom.dataset.key = node.attrs.key;
    if (node.attrs.loose) this.dom.append(this.looseNote(editable));
    this.dom.classList.toggle("loose-table", node.attrs.loose);
    this.dom.append(this.grid.dom);
  }

  looseNote(editable) {
    const button = (name, deed) => {
      const one = make("button", { type: "button", class: "quiet-button" }, say(name));
      one.addEventListener("mousedown", (event) => event.preventDefault()); // the cursor stays where it is
      one.addEventListener("click", () => { deed()(this.view.state, this.view.dispatch); this.view.focus(); });
      return one;
    };
    return make("div", { class: "loose-note" }, make("span", {}, say("loose")), ...(editable ? [
      button("loose_here", () => place(this.getPos())),
      button("loose_cursor", () => place(this.getPos(), blockAtCursor(this.view.state, this.came))),
    ] : []));
  }

  /* The table of the cell in hand is what is chosen in the text. */
  at(row) {
    const { state } = this.view;
    this.came = current(state)?.block.attrs.key === this.node.attrs.key ? this.came : current(state)?.block.attrs.key;
    const pos = this.getPos();
    if (state.selection.from !== pos || !state.selection.node) this.view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)));
    document.dispatchEvent(new CustomEvent("desk:clause", { detail: { key: this.node.attrs.key, row: row?.key } }));
  }

  changed(grid, alone) {
    const tr = this.view.state.tr.setNodeAttribute(this.getPos(), "grid", grid);
    this.view.dispatch(alone ? closeHistory(tr) : tr);
  }

  /* One step of the whole text's history; the cursor stays in the table while there is one. */
  undo(back) {
    (back ? undo : redo)(this.view.state, this.view.dispatch);
    if (!this.dom.isConnected) this.view.focus();
  }

  leave(step) {
    const { state } = this.view;
    const at = this.getPos() + (step > 0 ? this.node.nodeSize : 0);
    const selection = step ? Selection.near(state.doc.resolve(at), step) : NodeSelection.create(state.doc, this.getPos());
    this.view.dispatch(state.tr.setSelection(selection).scrollIntoView());
    this.view.focus();
  }

  update(node) {
    if (node.type !== this.node.type || node.attrs.loose !== this.node.attrs.loose) return false;
    this.node = node;
    this.dom.dataset.key = node.attrs.key;
    this.grid.take(node.attrs.grid);
    return true;
  }

  selectNode() { this.dom.classList.add("is-chosen"); }
  deselectNode() { this.dom.classList.remove("is-chosen"); }
  stopEvent(event) { return this.dom !== event.target && this.dom.contains(event.target) && event.type !== "dragstart"; }
  ignoreMutation() { return true; }
  destroy() { this.grid.destroy(); }
}

class FigureView {
  constructor(node, view, getPos, { editable }) {
    Object.assign(this, { node, view, getPos });
    this.dom = document.createElement("figure");
    this.dom.className = "figure";
    this.image = document.createElement("img");
    this.image.loading = "lazy";
    this.contentDOM = document.createElement("figcaption");
    this.alt = document.createElement("input");
    this.alt.placeholder = say("figure_alt");
    this.alt.setAttribute("aria-label", say("figure_alt"));
    this.alt.readOnly = !editable;
    for (const name of ["change", "input", "compositionend"]) this.alt.addEventListener(name, (event) => { if (!event.isComposing) this.describe(); });
    this.dom.append(this.image, this.contentDOM, this.alt);
    this.show();
  }

  describe() {
    const { figure } = this.node.attrs;
    if (figure.alt !== this.alt.value) this.view.dispatch(this.view.state.tr.setNodeAttribute(this.getPos(), "figure", { ...figure, alt: this.alt.value }));
  }

  show() {
    const { figure, key } = this.node.attrs;
    this.dom.dataset.key = key;
    const address = page.figure.replace("/0/", `/${figure.key.slice(1)}/`);
    if (this.image.getAttribute("src") !== address) this.image.src = address;
    this.image.alt = figure.alt;
    if (document.activeElement !== this.alt) this.alt.value = figure.alt;
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }

  stopEvent(event) { return event.target === this.alt; }
  ignoreMutation(mutation) { return !this.contentDOM.contains(mutation.target); }
}

export const views = (options) => ({
  table: (node, view, getPos) => new TableView(node, view, getPos, options),
  figure: (node, view, getPos) => new FigureView(node, view, getPos, options),
});

/* Enter on a chosen table opens its first cell. */
export const openTable = (state, dispatch, view) => {
  const { node } = state.selection;
  if (node?.type.name !== "table") return false;
  const dom = view.nodeDOM(state.selection.from);
  if (dispatch) (dom.querySelector("td") ?? dom.querySelector(".grid-title"))?.focus();
  return true;
};
