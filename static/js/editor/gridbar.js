/* The bar of a table: the kind of the row in hand, and the deeds on rows, columns and cells, each with its keys. */
import { addRow, mergeUp, moveRow, removeRow, setRowKind, spanOf, splitCell } from "./cells.js";
import { addColumn, moveColumn, removeColumn } from "./columns.js";
import { describe } from "../desk.js";
import { make } from "./dialogs.js";
import { say } from "./says.js";

const ROW_KINDS = ["data", "group", "subtotal", "total"];
const ALT = { alt: true, shift: false };
const ALT_SHIFT = { alt: true, shift: true };

/* Each makes a table of a table; `to` tells where the cursor goes, as steps from the cell in hand. */
const DEEDS = {
  row_above: { make: (grid, row) => addRow(grid, row - 1), to: [0, 0], keys: "Ctrl Shift Enter" },
  row_add: { make: (grid, row) => addRow(grid, row), to: [1, 0], keys: "Ctrl Enter" },
  row_up: { make: (grid, row) => moveRow(grid, row, -1), to: [-1, 0], keys: "Alt ↑", key: "ArrowUp", ...ALT },
  row_down: { make: (grid, row) => moveRow(grid, row, 1), to: [1, 0], keys: "Alt ↓", key: "ArrowDown", ...ALT },
  row_remove: { make: removeRow, to: [0, 0], keys: "Ctrl Shift Backspace" },
  column_before: { make: (grid, row, column) => addColumn(grid, column), to: [null, 0], keys: "Alt Shift ←", key: "ArrowLeft", ...ALT_SHIFT },
  column_behind: { make: (grid, row, column) => addColumn(grid, column + 1), to: [null, 1], keys: "Alt Shift →", key: "ArrowRight", ...ALT_SHIFT },
  column_left: { make: (grid, row, column) => moveColumn(grid, column, -1), to: [0, -1], keys: "Alt ←", key: "ArrowLeft", ...ALT },
  column_right: { make: (grid, row, column) => moveColumn(grid, column, 1), to: [0, 1], keys: "Alt →", key: "ArrowRight", ...ALT },
  column_remove: { make: (grid, row, column) => removeColumn(grid, column), to: [0, 0], keys: "Alt Shift Backspace", key: "Backspace", ...ALT_SHIFT },
  merge_up: { make: mergeUp, to: [0, 0], keys: "Alt M", key: "m", ...ALT },
  split_cell: { make: splitCell, to: [0, 0], keys: "Alt Shift M", key: "m", ...ALT_SHIFT },
};
const GROUPS = { rows: ["row_above", "row_add", "row_up", "row_down", "row_remove"], columns: ["column_before", "column_behind", "column_left", "column_right", "column_remove"], cells: ["merge_up", "split_cell"] };
const SIGNS = { row_up: "↑", row_down: "↓", column_left: "←", column_right: "→" };

/* The deed that these keys stand for. */
export const deedOf = ({ key, code, altKey, ctrlKey, metaKey, shiftKey }) => {
  if (ctrlKey || metaKey) {
    if (key === "Enter") return shiftKey ? "row_above" : "row_add";
    return shiftKey && ["Backspace", "Delete"].includes(key) ? "row_remove" : null;
  }
  const own = code === "KeyM" ? "m" : key; // with Alt some keyboards write another letter
  const same = (one) => one.key === own && one.alt === altKey && one.shift === shiftKey;
  return Object.keys(DEEDS).find((name) => same(DEEDS[name])) ?? null;
};

export class GridBar {
  /* `now()` gives { grid, row, column }; `run(name)` does one of the deeds, `changed(grid)` hears of a row's new kind. */
  constructor({ run, changed, now }) {
    this.now = now;
    this.kind = make("select", { "aria-label": say("row_kind") }, ...ROW_KINDS.map((kind) => make("option", { value: kind }, say(`row_${kind}`))));
    this.kind.addEventListener("change", () => { const { grid, row } = now(); changed(setRowKind(grid, row, this.kind.value)); });
    this.buttons = new Map(Object.keys(DEEDS).map((name) => {
      const label = say(name);
      const one = make("button", { type: "button", class: "quiet-button", "aria-label": label, title: `${label} ${DEEDS[name].keys}` }, SIGNS[name] ?? say(`${name}_short`));
      one.addEventListener("click", () => run(name));
      return [name, one];
    }));
    const groups = Object.entries(GROUPS).map(([name, own]) => make("span", { role: "group", "aria-label": say(`deeds_${name}`) }, make("span", { class: "quiet", "aria-hidden": "true" }, say(`deeds_${name}`)), ...own.map((one) => this.buttons.get(one))));
    this.merged = make("span", { class: "quiet grid-merged", role: "status" });
    this.dom = make("div", { class: "grid-deeds", hidden: true }, this.kind, ...groups, this.merged);
  }

  /* What can be done to the cell in hand; row -1 is the head. */
  show() {
    const { grid, row, column } = this.now();
    const own = grid.rows[row];
    this.kind.disabled = !own;
    if (own) this.kind.value = own.kind;
    for (const [name, one] of this.buttons) one.disabled = !possible(name, grid, row, column);
    const { first, last } = own ? spanOf(grid, row, column) : { first: 0, last: 0 };
    this.merged.textContent = last > first ? say("merged", { from: first + 1, to: last + 1 }) : "";
  }
}

const possible = (name, grid, row, column) => {
  const { rows, columns } = grid;
  switch (name) {
    case "row_above": return row >= 0;
    case "row_up": return row > 0;
    case "row_down": return row >= 0 && row + 1 < rows.length;
    case "row_remove": return row >= 0 && rows.length > 1;
    case "column_left": return column > 0;
    case "column_right": return column + 1 < columns.length;
    case "column_remove": return columns.length > 1;
    case "merge_up": return mergeUp(grid, row, column) !== grid;
    case "split_cell": return splitCell(grid, row, column) !== grid;
    default: return true;
  }
};

export const deed = (name) => DEEDS[name];
export const list = () => Object.entries(DEEDS).forEach(([name, { keys }]) => describe(keys, say(name)));
