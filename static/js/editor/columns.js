/* Deeds on a table's columns and on its head. A head has as many rows as its deepest column has levels; equal words above
   or beside each other are one cell, as reading and print have it. A table is never changed, but made anew. */
import { across, spanOf, uncovered } from "./cells.js";

const NEW = "新栏"; // under a common head a new column needs a name of its own
const MOST = 200; // as many as a save takes

const labelsOf = ({ levels, name }) => {
  const end = levels.findLastIndex(Boolean) + 1;
  return end ? levels.slice(0, end) : [name];
};
const depthOf = ({ columns }) => Math.max(1, ...columns.map((one) => labelsOf(one).length));
const levelsOf = (column, depth) => {
  const labels = labelsOf(column);
  return Array.from({ length: depth }, (_, n) => labels[Math.min(n, labels.length - 1)]);
};
const nameOf = (levels) => [...new Set(levels.filter(Boolean))].join("/");

/* The rows of the head, each a list of { text, level, column, down, across }. */
export const headOf = (grid) => {
  const depth = depthOf(grid);
  const all = grid.columns.map((one) => levelsOf(one, depth));
  const beside = (level, at) => level < depth - 1 && at < all.length && all[at].slice(0, level + 1).every((word, n) => word === all[at - 1][n]);
  const taken = all.map(() => Array(depth).fill(false));
  return Array.from({ length: depth }, (_, level) => all.flatMap((own, column) => {
    if (taken[column][level]) return [];
    let wide = 1;
    while (beside(level, column + wide) && !taken[column + wide][level]) wide += 1;
    const run = all.slice(column, column + wide);
    let down = 1;
    while (level + down < depth && run.every((one) => one[level + down] === own[level])) down += 1;
    for (let n = column; n < column + wide; n += 1) taken[n].fill(true, level, level + down);
    return [{ text: own[level], level, column, down, across: wide }];
  }));
};

/* Writes one cell of the head, as `headOf` gives it. */
export const setHead = (grid, { level, column, down, across: wide }, text) => {
  const depth = depthOf(grid);
  const columns = grid.columns.map((one, at) => {
    if (at < column || at >= column + wide) return one;
    const levels = levelsOf(one, depth).fill(text, level, level + down);
    if (levels.every((word, n) => word === levelsOf(one, depth)[n])) return one;
    return { ...one, levels, name: nameOf(levels) };
  });
  return columns.every((one, at) => one === grid.columns[at]) ? grid : { ...grid, columns };
};

/* An empty column that will stand at this place; what is merged or headed over the place covers it too. */
export const addColumn = (grid, at) => {
  if (grid.columns.length >= MOST) return grid;
  const [left, right] = [grid.columns[at - 1], grid.columns[at]].map((one) => one && labelsOf(one));
  let common = 0;
  while (left && right && common < Math.min(left.length, right.length) - 1 && left[common] === right[common]) common += 1;
  const levels = common ? [...left.slice(0, common), NEW] : [""];
  const rows = grid.rows.map((row, n) => {
    const covers = at > 0 && at < row.cells.length && across(grid.rows[spanOf(grid, n, at).first], at).first < at;
    return { ...row, cells: row.cells.toSpliced(at, 0, covers ? row.cells[at] : ""), printed: row.printed.toSpliced(at, 0, "") };
  });
  return { ...grid, columns: grid.columns.toSpliced(at, 0, { name: nameOf(levels), levels, unit: "" }), rows };
};

/* Without this column; what was printed in it and reaches over the next is printed there. The last one stays. */
export const removeColumn = (grid, at) => {
  if (grid.columns.length < 2) return grid;
  const rows = grid.rows.map((row) => {
    const printed = row.printed.toSpliced(at, 1);
    if (across(row, at).first === at && across(row, at).last > at) printed[at] = row.printed[at];
    return { ...row, cells: row.cells.toSpliced(at, 1), printed };
  });
  return { ...grid, columns: grid.columns.toSpliced(at, 1), rows };
};

/* The column one place to the left or right; what is merged over both stays as it is. */
export const moveColumn = (grid, at, step) => {
  const to = at + step;
  if (!grid.columns[at] || !grid.columns[to]) return grid;
  const turned = (list) => list.with(at, list[to]).with(to, list[at]);
  const joined = (row) => across(row, at).first === across(row, to).first;
  const rows = grid.rows.map((row) => (joined(row) ? row : { ...row, cells: turned(row.cells), printed: turned(row.printed) }));
  const moved = { ...grid, columns: turned(grid.columns), rows };
  return uncovered(grid, moved, (n, column) => [n, joined(grid.rows[n]) ? column : column === at ? to : column === to ? at : column]);
};
