/* A table edited in its place: one cell at a time is open for writing, arrows and Tab go from cell to cell.
   Rows are put on the page as they come into sight, so that a thousand of them cost what a screenful does. */
import { addRow, extentOf, setCell, setWords, splitCell } from "./cells.js";
import { addColumn, headOf, setHead } from "./columns.js";
import { make } from "./dialogs.js";
import { deed, deedOf, GridBar } from "./gridbar.js";
import { say } from "./says.js";

const AT_ONCE = 60;
const REST = 400; // milliseconds after the last key
const isCell = (one) => ["TD", "TH"].includes(one?.tagName);
/* Where the column of this place stands now, known by its head; -1 when it is gone. */
const placeOf = (before, now, at) => {
  const [own, ...all] = [before[at], ...before, ...now].map((one) => one?.levels.join("\n"));
  const which = all.slice(0, at).filter((one) => one === own).length;
  return now.map((_, n) => n).filter((n) => all[before.length + n] === own)[which] ?? -1;
};
const covered = (row, column) => Boolean(row.cells[column] && !row.printed[column]);

export class Grid {
  /* `changed(grid, alone)` is told of every change, `alone` of one that is undone by itself; `leave(step)` when the keys lead
     out of the table, `at(row)` of the row in hand, `undo(back)` of the keys for it. The head is row -1. */
  constructor(grid, { editable, changed, leave, at, undo }) {
    Object.assign(this, { grid, editable, changed, leave, at, undo, row: 0, column: 0, shown: 0, lines: [], heads: [] });
    this.title = make("input", { class: "grid-title", "aria-label": say("table_title"), placeholder: say("table_title") });
    this.unit = make("input", { class: "grid-unit", "aria-label": say("table_unit"), placeholder: say("table_unit") });
    this.bar = new GridBar({ run: (name) => this.run(name), changed: (now) => this.change(now), now: () => this });
    this.body = make("tbody");
    this.head = make("thead");
    this.table = make("table", { class: "grid" }, this.head, this.body);
    this.frame = make("div", { class: "table-frame", tabindex: "-1" }, this.table);
    this.end = make("div", { class: "grid-end" });
    this.frame.append(this.end);
    this.notes = make("textarea", { class: "grid-notes", rows: "1", "aria-label": say("table_notes"), placeholder: say("table_notes") });
    this.words = new Map([[this.title, "title"], [this.unit, "unit"], [this.notes, "notes"]]);
    this.dom = make("div", { class: "grid-place", contenteditable: "false" }, make("div", { class: "grid-head" }, this.title, this.unit), this.frame, this.bar.dom, this.notes);
    this.listen();
    this.fill();
  }

  listen() {
    for (const field of this.words.keys()) {
      field.readOnly = !this.editable;
      field.addEventListener("input", (event) => this.typed(event));
      field.addEventListener("change", () => this.tell(field));
    }
    this.table.addEventListener("focusin", (event) => this.enter(event.target));
    this.table.addEventListener("focusout", (event) => this.commit(event.target));
    this.table.addEventListener("input", (event) => this.typed(event));
    this.dom.addEventListener("compositionstart", () => { this.dom.dataset.composing = ""; });
    this.dom.addEventListener("compositionend", (event) => { delete this.dom.dataset.composing; this.typed(event); }); // no input follows it
    this.table.addEventListener("paste", (event) => this.paste(event));
    this.dom.addEventListener("editor:flush", () => this.flush());
    this.dom.addEventListener("editor:row", ({ detail }) => this.focus(detail, 0));
    this.dom.addEventListener("keydown", (event) => this.press(event));
    this.dom.addEventListener("focusin", () => { this.bar.dom.hidden = !this.editable; this.bar.show(); });
    this.dom.addEventListener("focusout", (event) => { if (!this.dom.contains(event.relatedTarget)) this.bar.dom.hidden = true; });
    this.watcher = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) this.more(); }, { root: this.frame, rootMargin: "600px" });
    this.watcher.observe(this.end);
  }

  fill() {
    const { grid } = this;
    this.fillWords();
    this.notes.hidden = !grid.notes.length && !this.editable;
    this.frame.setAttribute("aria-label", grid.title || say("table"));
    this.fillHead();
    this.lines = [];
    this.body.replaceChildren();
    this.shown = 0;
    this.more();
  }

  fillWords() {
    for (const [field, name] of this.words) {
      const value = name === "notes" ? this.grid.notes.join("\n") : this.grid[name];
      if (this.wordsOf(field) !== value) field.value = value;
    }
  }

  /* What a field says: of the notes without empty lines, as they are kept. */
  wordsOf(field) { return field === this.notes ? field.value.split("\n").filter(Boolean).join("\n") : field.value; }

  tell(field) {
    const words = this.wordsOf(field);
    this.change(setWords(this.grid, this.words.get(field), field === this.notes ? words.split("\n").filter(Boolean) : words));
  }

  writable() { return this.editable ? "plaintext-only" : null; }

  fillHead() {
    const rows = headOf(this.grid);
    this.heads = rows.flat().map((place) => {
      const { text, down, across, column } = place;
      const cell = make("th", { scope: across > 1 ? "colgroup" : "col", tabindex: "-1", "data-column": column, rowspan: down > 1 && down, colspan: across > 1 && across, contenteditable: this.writable(), spellcheck: "false" }, text);
      return { ...place, cell };
    });
    this.head.replaceChildren(...rows.map((_, level) => make("tr", {}, ...this.heads.filter((one) => one.level === level).map((one) => one.cell))));
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
      tabindex: n === this.row && column === this.column ? "0" : "-1", "data-column": column, contenteditable: this.writable(), spellcheck: "false",
      class: covered(row, column) && "is-covered",
    }, text));
    return make("tr", { class: `row-${row.kind}`, "data-row": n, "data-key": row.key }, ...cells);
  }

  /* Takes a new state over; only what differs is made anew, and the cursor stays in its cell. */
  take(grid) {
    const before = this.grid;
    if (grid === before) return;
    const held = this.held();
    this.grid = grid;
    this.extent = null;
    this.taking = true; // a cell that leaves the page loses the focus, and must not write into another's place
    if (before.rows.length !== grid.rows.length || before.columns.length !== grid.columns.length) {
      const { shown, frame: { scrollTop } } = this;
      this.follow(before);
      this.fill();
      this.more(Math.max(shown, this.row + 1));
      this.frame.scrollTop = scrollTop;
    } else {
      if (before.columns !== grid.columns && !this.saysHead()) this.fillHead();
      for (let n = 0; n < this.shown; n += 1) {
        if (before.rows[n] === grid.rows[n] || this.says(n, grid.rows[n])) continue;
        const fresh = this.line(n);
        this.lines[n].replaceWith(fresh);
        this.lines[n] = fresh;
      }
      this.fillWords();
    }
    this.taking = false;
    this.hold(held);
    if (!this.bar.dom.hidden) this.bar.show();
  }

  /* Where the cursor is, if it is in a cell. */
  held() {
    const cell = document.activeElement;
    if (!isCell(cell) || !this.table.contains(cell)) return null;
    const { anchorNode, anchorOffset } = getSelection();
    return { cell, offset: cell.contains(anchorNode) && anchorNode !== cell ? anchorOffset : cell.textContent.length, level: this.heads.find((one) => one.cell === cell)?.level };
  }

  /* The row and column in hand stay the same ones when others come and go. */
  follow(before) {
    const key = before.rows[this.row]?.key;
    const row = this.row < 0 ? -1 : this.grid.rows.findIndex((one) => one.key === key);
    const column = placeOf(before.columns, this.grid.columns, this.column);
    this.row = row >= 0 || this.row < 0 ? row : Math.min(this.row, this.grid.rows.length - 1);
    this.column = column >= 0 ? column : Math.min(this.column, this.grid.columns.length - 1);
  }

  hold(held) {
    if (!held || held.cell.isConnected) return;
    const cell = this.cell(this.row, this.column, held.level);
    if (!cell) return;
    cell.focus({ preventScroll: true });
    if (cell.firstChild) getSelection().collapse(cell.firstChild, Math.min(held.offset, cell.firstChild.length));
  }

  /* Whether the page shows this row already; of the row in hand only its names are given anew, so that typing goes on. */
  says(n, row) {
    const line = this.lines[n];
    const same = line.className === `row-${row.kind}` && [...line.cells].every((cell, column) => cell.textContent === row.cells[column] && cell.classList.contains("is-covered") === covered(row, column));
    if (same) line.dataset.key = row.key;
    return same;
  }

  saysHead() {
    const wanted = headOf(this.grid).flat();
    const same = wanted.length === this.heads.length && wanted.every(({ text, ...place }, n) => this.heads[n].cell.textContent === text && Object.entries(place).every(([name, value]) => this.heads[n][name] === value));
    if (same) this.heads = this.heads.map(({ cell }, n) => ({ ...wanted[n], cell }));
    return same;
  }

  change(grid, alone = false) {
    if (grid === this.grid || !this.editable) return;
    this.take(grid);
    this.changed(grid, alone);
  }

  /* Does one of the bar's deeds to the cell in hand, which stays in hand. */
  run(name) {
    if (!this.editable) return;
    this.flush();
    const { make: made, to: [down, right] } = deed(name);
    const grid = made(this.grid, this.row, this.column);
    if (grid === this.grid) { this.focus(); return; }
    const row = down === null ? -1 : this.row + down; // a new column wants a name first
    const column = this.column + right;
    this.change(grid, true);
    this.focus(Math.min(row, this.grid.rows.length - 1), Math.min(Math.max(column, 0), this.grid.columns.length - 1));
  }

  /* The cell of the page; of the head the lowest over the column, or that of a level. */
  cell(row = this.row, column = this.column, level = Infinity) {
    if (row < 0) return this.heads.findLast((one) => one.level <= level && one.column <= column && column < one.column + one.across)?.cell;
    if (row >= this.shown) this.more(row + AT_ONCE);
    return this.lines[row]?.cells[column];
  }

  focus(row = this.row, column = this.column) {
    const cell = this.cell(row, column);
    if (cell) this.open(cell);
    else this.title.focus();
  }

  open(cell) {
    cell.focus();
    getSelection().selectAllChildren(cell);
  }

  enter(cell) {
    const line = cell.closest?.("tr");
    if (!line || !isCell(cell)) return;
    this.cell()?.setAttribute("tabindex", "-1");
    this.row = cell.tagName === "TD" ? Number(line.dataset.row) : -1;
    this.column = Number(cell.dataset.column);
    this.extent = null;
    cell.setAttribute("tabindex", "0");
    this.bar.show();
    this.at(this.grid.rows[this.row]);
  }

  typed(event) {
    document.dispatchEvent(new CustomEvent("editor:typing")); // unsaved from the first key
    if (event.isComposing) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.commit(event.target), REST);
  }

  /* What stands in the open cell or field is told, though the person may go on writing in it. */
  flush() { if (!("composing" in this.dom.dataset) && this.dom.contains(document.activeElement)) this.commit(document.activeElement); }

  commit(cell) {
    clearTimeout(this.timer);
    if (this.words.has(cell)) { this.tell(cell); return; }
    if (!isCell(cell) || !this.editable || this.taking || !cell.isConnected) return;
    const text = cell.textContent.replace(/\n$/, "");
    const head = this.heads.find((one) => one.cell === cell);
    if (head) { this.change(setHead(this.grid, head, text)); return; }
    const [row, column] = [Number(cell.closest("tr").dataset.row), Number(cell.dataset.column)];
    const extent = (row === this.row && column === this.column && this.extent) || extentOf(this.grid, row, column);
    this.change(setCell(this.grid, row, column, text, extent));
    this.extent = extent; // while one goes on writing in it
  }

  paste(event) {
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "");
    if (this.row < 0 || !/[\t\n]/.test(text.trim())) return; // one value: the browser's own pasting
    event.preventDefault();
    this.flush();
    const lines = text.replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
    let { grid } = this;
    lines.forEach((line, n) => {
      const row = this.row + n;
      if (row >= grid.rows.length) grid = addRow(grid, grid.rows.length - 1);
      line.forEach((value, m) => {
        const column = this.column + m;
        if (column >= grid.columns.length) grid = addColumn(grid, column);
        if (column < grid.columns.length) grid = setCell(splitCell(grid, row, column), row, column, value.trim());
      });
    });
    this.change(grid, true);
  }

  press(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") { event.preventDefault(); this.commit(event.target); this.leave(0); return; }
    if (!isCell(event.target)) return;
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (control && key === "a") { // the browser would choose the whole text around the table
      event.preventDefault();
      getSelection().selectAllChildren(event.target);
      return;
    }
    if (control && (key === "z" || key === "y")) {
      event.preventDefault();
      this.flush();
      this.undo(key === "z" && !event.shiftKey);
      return;
    }
    const name = deedOf(event);
    if (name) { event.preventDefault(); this.run(name); return; }
    const to = this.way(event);
    if (to === undefined) return;
    event.preventDefault();
    this.commit(event.target);
    if (to) this.open(to);
    else this.leave(event.shiftKey || event.key === "ArrowUp" ? -1 : 1);
  }

  /* The cell that a key leads to, null out of the table, undefined when the key is the cell's own. */
  way({ key, shiftKey, altKey, ctrlKey, metaKey, target }) {
    if (key === "Tab") return this.across(target, shiftKey ? -1 : 1);
    if (altKey || ctrlKey || metaKey) return undefined;
    if (key === "Enter" && !shiftKey) return this.along(target, 1) ?? target;
    if (key === "ArrowUp" || key === "ArrowDown") return this.along(target, key === "ArrowUp" ? -1 : 1);
    const selection = getSelection();
    const all = selection.toString() === target.textContent;
    if (key === "ArrowLeft" && (all || selection.anchorOffset === 0)) return this.across(target, -1) ?? undefined;
    if (key === "ArrowRight" && (all || selection.anchorOffset === (selection.anchorNode?.textContent.length ?? 0))) return this.across(target, 1) ?? undefined;
    return undefined;
  }

  /* The cell above or below; over the first row stands the head, level by level. */
  along(cell, step) {
    if (this.row >= 0) return this.row + step < this.grid.rows.length ? this.cell(this.row + step) : null;
    const { level, down } = this.heads.find((one) => one.cell === cell);
    const next = step < 0 ? level - 1 : level + down;
    if (next < 0) return null;
    const over = this.heads.find((one) => one.level <= next && next < one.level + one.down && one.column <= this.column && this.column < one.column + one.across);
    return over?.cell ?? this.cell(0) ?? null;
  }

  /* The cell before or behind, in the order of reading. */
  across(cell, step) {
    const { rows, columns } = this.grid;
    const at = this.row < 0 ? this.heads.findIndex((one) => one.cell === cell) - this.heads.length : this.row * columns.length + this.column;
    const to = at + step;
    if (to < 0) return this.heads.at(to)?.cell ?? null;
    return to < rows.length * columns.length ? this.cell(Math.floor(to / columns.length), to % columns.length) : null;
  }

  destroy() { this.watcher.disconnect(); clearTimeout(this.timer); }
}
