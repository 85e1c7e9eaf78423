/* Writes what a person did while a save was under way into the tree that the server merged meanwhile; what the other had
   changed too is a conflict like any other, and never overwritten. */
import { find, put, wordsOf } from "./parts.js";

const SERVERS = ["eid", "n", "part"]; // what the server alone knows
export const plain = (part) => JSON.stringify(part, (name, value) => (SERVERS.includes(name) ? undefined : value));

/* Every part by its key: fields as /title, nodes, rows, and tables without their rows; `whole` ones with them. */
const partsOf = (tree, whole) => new Map([
  ...Object.entries(tree.fields).map(([name, value]) => [`/${name}`, value]),
  ...tree.texts.flatMap((text) => text.nodes.map((node) => [node.key, node])),
  ...tree.tables.flatMap((table) => (whole.has(table.key) ? [[table.key, table]] : [[table.key, { ...table, rows: [] }], ...table.rows.map((row) => [row.key, row])])),
]);

/* Tables whose columns changed: their rows fit nothing but themselves. */
const restructured = (...trees) => new Set(trees.flatMap((tree) => tree.tables).filter((one) => {
  const all = trees.map((tree) => tree.tables.find((other) => other.key === one.key)).filter(Boolean);
  return all.some((other) => plain(other.columns) !== plain(one.columns));
}).map((one) => one.key));

/* { tree, conflicts }: the merged tree with all that was changed since `sent`. */
export const between = (sent, now, merged) => {
  const whole = restructured(sent, now, merged);
  const [before, after, theirs] = [sent, now, merged].map((tree) => partsOf(tree, whole));
  const conflicts = [];
  let tree = merged;
  for (const key of new Set([...after.keys(), ...before.keys()])) {
    const [old, mine, other] = [before.get(key), after.get(key), theirs.get(key)];
    if (plain(old) === plain(mine) || plain(mine) === plain(other)) continue;
    if (plain(other) !== plain(old)) conflicts.push({ key, label: wordsOf(mine ?? old).slice(0, 24), base: old ?? null, theirs: other ?? null, mine: mine ?? null });
    else if (mine?.columns && !whole.has(key)) tree = put(tree, key, { ...mine, rows: find(tree, key)?.rows ?? find(now, key).rows }, now);
    else tree = put(tree, key, mine ?? null, now);
  }
  return { tree, conflicts };
};
