/* Names that this page gave to what it made, n-…, and those that the server gave them in answer to a save. */
const given = {};

export const remember = (keys) => Object.assign(given, keys);

/* A table with the names of these keys: its own and its rows'. */
export const renamed = (grid, keys) => {
  const rows = grid.rows.map((row) => (keys[row.key] ? { ...row, key: keys[row.key] } : row));
  if (!keys[grid.key] && rows.every((row, n) => row === grid.rows[n])) return grid;
  return { ...grid, key: keys[grid.key] ?? grid.key, rows };
};

/* What is to be changed of a block that undoing brought back under a name of this page's: { key, grid }, or null. */
export const known = ({ attrs: { key, grid } }) => {
  const now = grid && renamed(grid, given);
  if (!given[key] && now === grid) return null;
  return { key: given[key] ?? key, ...(grid ? { grid: now } : {}) };
};
