/* The bar of the clause in hand: its kind, level and marker, and the deeds on it. */
import * as deeds from "./deeds.js";
import { insertTable } from "./inserting.js";
import { renumberAll } from "./numbering.js";
import { redo, undo } from "./prose.js";

export class ClauseBar {
  constructor(root, view, { written }) {
    Object.assign(this, { root, view, written });
    this.kind = root.querySelector("[name=kind]");
    this.level = root.querySelector("[name=level]");
    this.marker = root.querySelector("[name=marker]");
    this.kind.addEventListener("change", () => this.run(deeds.setKind(written, ...this.chosen())));
    this.level.addEventListener("change", () => this.run(deeds.setKind(written, this.kind.value === "heading" ? "heading" : this.now().attrs.kind, Number(this.level.value))));
    this.marker.readOnly = written;
    this.marker.addEventListener("change", () => this.run(deeds.setAttribute("marker", this.marker.value), false));
    this.marker.addEventListener("keydown", (event) => {
      if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault();
      if (event.key === "Escape") this.marker.value = this.now()?.attrs.marker ?? "";
      else this.run(deeds.setAttribute("marker", this.marker.value));
      view().focus();
    });
    const all = {
      up: deeds.move(-1), down: deeds.move(1), after: deeds.insertAfter(written), remove: deeds.removeClause, table: insertTable,
      runin: deeds.toggleRunIn, undo, redo, renumber: renumberAll,
    };
    for (const button of root.querySelectorAll("[data-deed]")) {
      button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays in the text
      button.addEventListener("click", () => this.run(all[button.dataset.deed], button.dataset.deed !== "table"));
    }
  }

  now() { return deeds.current(this.view().state)?.block ?? null; }
  chosen() { const [kind, level] = this.kind.value.split("-"); return [kind, level ? Number(level) : null]; }

  run(deed, focus = true) {
    const view = this.view();
    deed(view.state, view.dispatch, view);
    if (focus) view.focus();
  }

  show() {
    const block = this.now();
    const isClause = block?.type.name === "clause";
    const editable = this.view().editable;
    for (const one of this.root.querySelectorAll("select, input, [data-clause]")) one.disabled = !isClause || !editable;
    for (const one of this.root.querySelectorAll("button")) if (!editable) one.disabled = true;
    if (!isClause) { this.marker.value = ""; return; }
    const { kind, level, marker } = block.attrs;
    this.kind.value = kind;
    this.level.value = String(Math.min(level, 4));
    if (document.activeElement !== this.marker) this.marker.value = marker;
  }

  toMarker() { if (this.marker.disabled || this.marker.readOnly) return false; this.marker.focus(); this.marker.select(); return true; }
}
