/* Deeds on a table's data: cells, rows and their kinds; those on columns are in columns.js. A table is never changed, but made anew, row by row.

   `printed` holds what stands in the print, '' under a merged cell; `cells` the same filled down and across. */
import { newKey } from "./schema.js";

/* The rows a cell's print stands for: from the row it is printed in to the last that is empty below it and says the same. */
export const spanOf = (grid, row, column) => {
  const { rows } = grid;
  let first = row;
  while (first > 0 && !rows[first].printed[column] && rows[first].cells[column] && rows[first - 1].cells[column] === rows[row].cells[column]) first -= 1;
  let last = row;
  while (last + 1 < rows.length && rows[last + 1].cells[column] && !rows[last + 1].printed[column] && rows[last + 1].cells[column] === rows[first].cells[column]) last += 1;
  return { first, last };
};

const isAcross = ({ cells, printed }, column) => column > 0 && !printed[column] && Boolean(cells[column]) && cells[column] === cells[column - 1];

/* The columns that a cell is merged across: all of them say the same. */
export const across = (row, column) => {
  let first = column;
  while (isAcross(row, first)) first -= 1;
  let last = first;
  while (last + 1 < row.cells.length && isAcross(row, last + 1)) last += 1;
  return { first, last };
};

/* One print over the rows from `first` to `last` and the columns of `wide`. */
const written = (grid, { first, last }, wide, text) => {
  const within = (at) => at >= wide.first && at <= wide.last;
  const rows = grid.rows.map((one, n) => {
    if (n < first || n > last) return one;
    const cells = one.cells.map((cell, at) => (within(at) ? text : cell));
    return { ...one, cells, printed: one.printed.map((cell, at) => (n === first && at === wide.first ? text : within(at) ? "" : cell)) };
  });
  return { ...grid, rows };
};

/* The rows and columns that one print covers. */
export const extentOf = (grid, row, column) => {
  const span = spanOf(grid, row, column);
  return { span, wide: across(grid.rows[span.first], column) };
};

/* `extent`: what the cell covered when it was entered; a merged one that was emptied can't be told from single ones any more. */
export const setCell = (grid, row, column, text, extent = extentOf(grid, row, column)) =>
  (grid.rows[row].cells[column] === text ? grid : written(grid, extent.span, extent.wide, text));

/* The cell and the one above become one that says what both said; cells of different widths stay apart, and so do two empty ones. */
export const mergeUp = (grid, row, column) => {
  const own = grid.rows[row] && spanOf(grid, row, column);
  if (!own?.first) return grid;
  const above = spanOf(grid, own.first - 1, column);
  const [lower, upper] = [own, above].map(({ first }) => grid.rows[first]);
  const [wide, other] = [lower, upper].map((one) => across(one, column));
  if (wide.first !== other.first || wide.last !== other.last) return grid;
  const words = [upper.cells[column], lower.cells[column]];
  const text = words[0] === words[1] ? words[0] : words.join("");
  return text ? written(grid, { first: above.first, last: own.last }, wide, text) : grid;
};

/* A merged cell becomes single ones that all say the same. */
export const splitCell = (grid, row, column) => {
  if (!grid.rows[row]) return grid;
  const { first, last } = spanOf(grid, row, column);
  const wide = across(grid.rows[first], column);
  if (first === last && wide.first === wide.last) return grid;
  const rows = grid.rows.map((one, n) => (n < first || n > last ? one
    : { ...one, printed: one.printed.map((cell, at) => (at >= wide.first && at <= wide.last ? one.cells[at] : cell)) }));
  return { ...grid, rows };
};

/* Cells that stood under another in `before` and stand under none now are printed themselves; `was` tells where a cell stood. */
export const uncovered = (before, grid, was = (row, column) => [row, column]) => ({
  ...grid,
  rows: grid.rows.map((row, n) => {
    const lost = (column) => isUnder(before, ...was(n, column)) && !isUnder(grid, n, column);
    return row.cells.some((_, column) => lost(column)) ? { ...row, printed: row.printed.map((cell, column) => (lost(column) ? row.cells[column] : cell)) } : row;
  }),
});
const isUnder = ({ rows }, n, column) => {
  const { cells, printed } = rows[n];
  return Boolean(cells[column]) && !printed[column] && ((n > 0 && rows[n - 1].cells[column] === cells[column]) || isAcross(rows[n], column));
};

/* An empty row behind this one; a merged cell that runs over this place covers it too. */
export const addRow = (grid, row) => {
  const own = grid.rows[row];
  const cells = grid.columns.map((_, column) => (own && spanOf(grid, row, column).last > row ? own.cells[column] : ""));
  const fresh = { key: newKey(), kind: "data", cells, printed: cells.map(() => "") };
  return { ...grid, rows: grid.rows.toSpliced(row + 1, 0, fresh) };
};

/* Without this row; what was printed in it and covers the rows below is printed in the next from now on. */
export const removeRow = (grid, row) => {
  const own = grid.rows[row];
  if (!own || grid.rows.length === 1) return grid;
  const next = grid.rows[row + 1];
  const rows = grid.rows.toSpliced(row, 1);
  if (next) rows[row] = { ...next, printed: next.printed.map((cell, column) => (own.printed[column] && spanOf(grid, row, column).last > row ? own.printed[column] : cell)) };
  return { ...grid, rows };
};

/* The row one place up or down; where both stand under one print, it stays in the upper. */
export const moveRow = (grid, row, step) => {
  const to = row + step;
  if (!grid.rows[row] || !grid.rows[to]) return grid;
  const upper = Math.min(row, to);
  const shared = (column) => spanOf(grid, upper, column).last > upper;
  const [first, second] = [grid.rows[upper + 1], grid.rows[upper]].map((one, n) => ({ ...one, printed: one.printed.map((cell, column) => (shared(column) ? grid.rows[upper + n].printed[column] : cell)) }));
  const rows = grid.rows.with(upper, first).with(upper + 1, second);
  return uncovered(grid, { ...grid, rows }, (n, column) => [n === row ? to : n === to ? row : n, column]);
};

export const setRowKind = (grid, row, kind) => ({ ...grid, rows: grid.rows.with(row, { ...grid.rows[row], kind }) });
export const setWords = (grid, name, value) => (JSON.stringify(grid[name]) === JSON.stringify(value) ? grid : { ...grid, [name]: value });

/* An empty table of so many rows. */
export const emptyGrid = (rows, columns) => {
  const empty = () => Array(columns).fill("");
  return {
    key: newKey(), n: 0, title: "", unit: "", notes: [], part: "",
    columns: empty().map(() => ({ name: "", levels: [""], unit: "" })),
    rows: Array.from({ length: rows }, () => ({ key: newKey(), kind: "data", cells: empty(), printed: empty() })),
  };
};

/* A table out of lines of cells; `spans` tells of each cell whether it is printed or only covered by a merged one. */
export const gridOf = (lines, { unit = "", title = "" } = {}) => {
  const width = Math.max(...lines.map((line) => line.length));
  const full = (line) => Array.from({ length: width }, (_, n) => line[n] ?? { text: "", printed: true });
  const [head, ...body] = lines.map(full);
  const names = head.map((cell, n) => cell.text || String(n + 1));
  return {
    key: newKey(), n: 0, title, unit, notes: [], part: "",
    columns: names.map((name) => ({ name, levels: [name], unit: "" })),
    rows: body.map((line) => ({ key: newKey(), kind: "data", cells: line.map((cell) => cell.text), printed: line.map((cell) => (cell.printed ? cell.text : "")) })),
  };
};
