/* A table edited in its place: one cell at a time is open for writing, arrows and Tab go from cell to cell.
   Rows are put on the page as they come into sight, so that a thousand of them cost what a screenful does. */
import { addRow, removeRow, setCell, setRowKind, setWords, spanOf } from "./cells.js";
import { say } from "./says.js";

const AT_ONCE = 60;
const ROW_KINDS = ["data", "group", "subtotal", "total"];

const make = (name, attributes = {}, ...children) => {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) one.setAttribute(key, value);
  one.append(...children);
  return one;
};

export class Grid {
  /* `changed(grid)` is told of every change, `leave(step)` when the keys lead out of the table, `at(row)` of the row in hand. */
  constructor(grid, { editable, changed, leave, at }) {
    Object.assign(this, { grid, editable, changed, leave, at, row: 0, column: 0, shown: 0, lines: [] });
    this.title = make("input", { class: "grid-title", "aria-label": say("table_title"), placeholder: say("table_title") });
    this.unit = make("input", { class: "grid-unit", "aria-label": say("table_unit"), placeholder: say("table_unit") });
    this.deeds = this.makeDeeds();
    this.body = make("tbody");
    this.head = make("thead");
    this.table = make("table", { class: "grid" }, this.head, this.body);
    this.frame = make("div", { class: "table-frame", tabindex: "-1" }, this.table);
    this.end = make("div", { class: "grid-end" });
    this.frame.append(this.end);
    this.notes = make("textarea", { class: "grid-notes", rows: "1", "aria-label": say("table_notes"), placeholder: say("table_notes") });
    this.dom = make("div", { class: "grid-place", contenteditable: "false" }, make("div", { class: "grid-head" }, this.title, this.unit), this.deeds, this.frame, this.notes);
    this.listen();
    this.fill();
  }

  makeDeeds() {
    const button = (name, deed) => {
      const one = make("button", { type: "button", class: "quiet-button" }, say(name));
      one.addEventListener("click", () => { deed(); this.focus(); });
      return one;
    };
    this.kind = make("select", { "aria-label": say("row_kind") }, ...ROW_KINDS.map((kind) => make("option", { value: kind }, say(`row_${kind}`))));
    this.kind.addEventListener("change", () => this.change(setRowKind(this.grid, this.row, this.kind.value)));
    this.merged = make("span", { class: "quiet grid-merged", role: "status" });
    return make("div", { class: "grid-deeds", hidden: "" }, this.kind, button("row_add", () => this.addRow()), button("row_remove", () => this.removeRow()), this.merged);
  }

  listen() {
    for (const [field, name] of [[this.title, "title"], [this.unit, "unit"]]) {
      field.readOnly = !this.editable;
      field.addEventListener("change", () => this.change(setWords(this.grid, name, field.value)));
    }
    this.notes.readOnly = !this.editable;
    this.notes.addEventListener("change", () => this.change(setWords(this.grid, "notes", this.notes.value.split("\n").filter(Boolean))));
    this.body.addEventListener("focusin", (event) => this.enter(event.target));
    this.body.addEventListener("focusout", (event) => this.commit(event.target));
    this.body.addEventListener("input", (event) => this.typed(event));
    this.body.addEventListener("paste", (event) => this.paste(event));
    this.dom.addEventListener("keydown", (event) => this.press(event));
    this.dom.addEventListener("focusin", () => { this.deeds.hidden = !this.editable; });
    this.dom.addEventListener("focusout", (event) => { if (!this.dom.contains(event.relatedTarget)) this.deeds.hidden = true; });
    this.watcher = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) this.more(); }, { root: this.frame, rootMargin: "600px" });
    this.watcher.observe(this.end);
  }

  fill() {
    const { grid } = this;
    this.title.value = grid.title;
    this.unit.value = grid.unit;
    this.notes.value = grid.notes.join("\n");
    this.notes.hidden = !grid.notes.length && !this.editable;
    this.frame.setAttribute("aria-label", grid.title || say("table"));
    this.head.replaceChildren(this.headRow());
    this.lines = [];
    this.body.replaceChildren();
    this.shown = 0;
    this.more();
  }

  headRow() {
    return make("tr", {}, ...this.grid.columns.map((column) => make("th", { scope: "col" }, column.name)));
  }

  /* Puts further rows on the page. */
  more(to = this.shown + AT_ONCE) {
    const last = Math.min(Math.max(to, this.shown), this.grid.rows.length);
    const fresh = [];
    for (let n = this.shown; n < last; n += 1) fresh.push((this.lines[n] = this.line(n)));
    this.body.append(...fresh);
    this.shown = last;
    this.end.textContent = last < this.grid.rows.length ? say("rows_more", { n: this.grid.rows.length - last }) : "";
    if (last === this.grid.rows.length) this.watcher?.unobserve(this.end);
    else this.watcher?.observe(this.end);
  }

  line(n) {
    const row = this.grid.rows[n];
    const cells = row.cells.map((text, column) => make("td", {
      tabindex: n === this.row && column === this.column ? "0" : "-1", "data-column": column, contenteditable: this.editable ? "plaintext-only" : null, spellcheck: "false",
      class: text && !row.printed[column] ? "is-covered" : null,
    }, text));
    return make("tr", { class: `row-${row.kind}`, "data-row": n, "data-key": row.key }, ...cells);
  }

  /* Takes a new state over; only rows that differ are made anew. */
  take(grid) {
    const before = this.grid;
    if (grid === before) return;
    this.grid = grid;
    const sameShape = before.rows.length === grid.rows.length && before.columns.length === grid.columns.length;
    if (!sameShape) {
      const had = this.dom.contains(document.activeElement);
      const { shown } = this;
      const { scrollTop } = this.frame;
      this.row = Math.min(this.row, grid.rows.length - 1);
      this.fill();
      this.more(Math.max(shown, this.row + 1));
      this.frame.scrollTop = scrollTop;
      if (had) this.focus();
      return;
    }
    for (let n = 0; n < this.shown; n += 1) {
      if (before.rows[n] === grid.rows[n] || this.says(n, grid.rows[n])) continue;
      const fresh = this.line(n);
      const focused = this.lines[n].contains(document.activeElement);
      this.lines[n].replaceWith(fresh);
      this.lines[n] = fresh;
      if (focused) this.focus();
    }
    if (document.activeElement !== this.title) this.title.value = grid.title;
    if (document.activeElement !== this.unit) this.unit.value = grid.unit;
    if (document.activeElement !== this.notes) this.notes.value = grid.notes.join("\n");
  }

  /* Whether the page shows this row already; of the row in hand only its names are given anew, so that typing goes on. */
  says(n, row) {
    const line = this.lines[n];
    const same = line.className === `row-${row.kind}` && [...line.cells].every((cell, column) => cell.textContent === row.cells[column] && cell.classList.contains("is-covered") === Boolean(row.cells[column] && !row.printed[column]));
    if (same) line.dataset.key = row.key;
    return same;
  }

  change(grid) {
    if (grid === this.grid || !this.editable) return;
    this.take(grid);
    this.changed(grid);
  }

  cell(row = this.row, column = this.column) {
    if (row >= this.shown) this.more(row + AT_ONCE);
    return this.lines[row]?.cells[column];
  }

  focus(row = this.row, column = this.column) {
    const cell = this.cell(row, column);
    if (!cell) { this.title.focus(); return; }
    cell.focus();
    getSelection().selectAllChildren(cell);
  }

  enter(cell) {
    const line = cell.closest?.("tr");
    if (!line || cell.tagName !== "TD") return;
    this.cell()?.setAttribute("tabindex", "-1");
    this.row = Number(line.dataset.row);
    this.column = Number(cell.dataset.column);
    cell.setAttribute("tabindex", "0");
    this.kind.value = this.grid.rows[this.row].kind;
    const { first, last } = spanOf(this.grid, this.row, this.column);
    this.merged.textContent = last > first ? say("merged", { from: first + 1, to: last + 1 }) : "";
    this.at(this.grid.rows[this.row]);
  }

  typed(event) {
    if (event.isComposing) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.commit(event.target), 400);
  }

  commit(cell) {
    clearTimeout(this.timer);
    if (cell.tagName !== "TD" || !this.editable || !cell.isConnected) return;
    const row = Number(cell.closest("tr").dataset.row);
    this.change(setCell(this.grid, row, Number(cell.dataset.column), cell.textContent.replace(/\n$/, "")));
  }

  paste(event) {
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "");
    if (!/[\t\n]/.test(text.trim())) return; // one value: the browser's own pasting
    event.preventDefault();
    const lines = text.replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
    let { grid } = this;
    lines.forEach((line, n) => {
      if (this.row + n >= grid.rows.length) grid = addRow(grid, grid.rows.length - 1);
      line.forEach((value, m) => { if (this.column + m < grid.columns.length) grid = setCell(grid, this.row + n, this.column + m, value.trim()); });
    });
    this.change(grid);
  }

  addRow() { this.change(addRow(this.grid, this.row)); this.row = Math.min(this.row + 1, this.grid.rows.length - 1); this.focus(); }
  removeRow() { if (this.grid.rows.length > 1) this.change(removeRow(this.grid, this.row)); }

  press(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") { event.preventDefault(); this.commit(event.target); this.leave(0); return; }
    if (event.target.tagName !== "TD") return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") { // the browser would choose the whole text around the table
      event.preventDefault();
      getSelection().selectAllChildren(event.target);
      return;
    }
    const { rows, columns } = this.grid;
    const across = (step) => {
      const at = this.row * columns.length + this.column + step;
      return at < 0 || at >= rows.length * columns.length ? null : [Math.floor(at / columns.length), at % columns.length];
    };
    const to = this.way(event, across);
    if (to === undefined) return;
    event.preventDefault();
    this.commit(event.target);
    if (to) this.focus(...to);
    else this.leave(event.shiftKey || event.key === "ArrowUp" ? -1 : 1);
  }

  /* The cell that a key leads to, null out of the table, undefined when the key is the cell's own. */
  way({ key, shiftKey, altKey, ctrlKey, target }, across) {
    const { rows } = this.grid;
    const up = () => (this.row > 0 ? [this.row - 1, this.column] : null);
    const down = () => (this.row + 1 < rows.length ? [this.row + 1, this.column] : null);
    if (key === "Tab") return across(shiftKey ? -1 : 1);
    if (ctrlKey && key === "Enter") { this.commit(target); this.addRow(); return [this.row, this.column]; }
    if (altKey || ctrlKey) return undefined;
    if (key === "Enter" && !shiftKey) return down() ?? [this.row, this.column];
    if (key === "ArrowUp" || key === "ArrowDown") return key === "ArrowUp" ? up() : down();
    const selection = getSelection();
    const all = selection.toString() === target.textContent;
    if (key === "ArrowLeft" && (all || selection.anchorOffset === 0)) return across(-1) ?? undefined;
    if (key === "ArrowRight" && (all || selection.anchorOffset === (selection.anchorNode?.textContent.length ?? 0))) return across(1) ?? undefined;
    return undefined;
  }

  destroy() { this.watcher.disconnect(); clearTimeout(this.timer); }
}
