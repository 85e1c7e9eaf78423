/* Deeds on a table's data: cells, rows and their kinds. A table is never changed, but made anew, row by row.

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

/* The columns that a cell of a group row covers: merged across, all of them say the same. */
const across = (row, column) => {
  let first = column;
  while (isAcross(row, first)) first -= 1;
  let last = first;
  while (last + 1 < row.cells.length && isAcross(row, last + 1)) last += 1;
  return { first, last };
};

export const setCell = (grid, row, column, text) => {
  if (grid.rows[row].cells[column] === text) return grid;
  const { first, last } = spanOf(grid, row, column);
  const wide = across(grid.rows[first], column);
  const rows = grid.rows.map((one, n) => {
    if (n < first || n > last) return one;
    const within = (at) => at >= wide.first && at <= wide.last;
    const cells = one.cells.map((cell, at) => (within(at) ? text : cell));
    return { ...one, cells, printed: one.printed.map((cell, at) => (n === first && at === wide.first ? text : within(at) ? "" : cell)) };
  });
  return { ...grid, rows };
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
  const next = grid.rows[row + 1];
  const rows = grid.rows.toSpliced(row, 1);
  if (next) rows[row] = { ...next, printed: next.printed.map((cell, column) => (own.printed[column] && spanOf(grid, row, column).last > row ? own.printed[column] : cell)) };
  return { ...grid, rows };
};

export const setRowKind = (grid, row, kind) => ({ ...grid, rows: grid.rows.with(row, { ...grid.rows[row], kind }) });
export const setWords = (grid, name, value) => ({ ...grid, [name]: value });

/* A table out of lines of cells; `spans` tells of each cell whether it is printed or only covered by a merged one. */
export const gridOf = (lines, { unit = "", title = "" } = {}) => {
  const width = Math.max(...lines.map((line) => line.length));
  const full = (line) => Array.from({ length: width }, (_, n) => line[n] ?? { text: "", printed: true });
  const [head, ...body] = lines.map(full);
  const names = head.map((cell, n) => cell.text || String(n + 1));
  return {
    key: newKey(), n: 0, title, unit, notes: [],
    columns: names.map((name) => ({ name, levels: [name], unit: "" })),
    rows: body.map((line) => ({ key: newKey(), kind: "data", cells: line.map((cell) => cell.text), printed: line.map((cell) => (cell.printed ? cell.text : "")) })),
  };
};
