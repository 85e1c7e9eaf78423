/* Writes what a person did while a save was under way into the tree that the server merged meanwhile; what the other had
   changed too is a conflict like any other, and never overwritten. */
import { find, put, wordsOf } from "./parts.js";

const plain = (part) => JSON.stringify(part, (name, value) => (name === "eid" || name === "n" ? undefined : value));

/* Every part by its key: fields as /title, nodes, rows, and tables without their rows. */
const partsOf = (tree) => new Map([
  ...Object.entries(tree.fields).map(([name, value]) => [`/${name}`, value]),
  ...tree.texts.flatMap((text) => text.nodes.map((node) => [node.key, node])),
  ...tree.tables.flatMap((table) => [[table.key, { ...table, rows: [] }], ...table.rows.map((row) => [row.key, row])]),
]);

/* { tree, conflicts }: the merged tree with all that was changed since `sent`. */
export const between = (sent, now, merged) => {
  const [before, after, theirs] = [sent, now, merged].map(partsOf);
  const conflicts = [];
  let tree = merged;
  for (const key of new Set([...after.keys(), ...before.keys()])) {
    const [old, mine, other] = [before.get(key), after.get(key), theirs.get(key)];
    if (plain(old) === plain(mine) || plain(mine) === plain(other)) continue;
    if (plain(other) !== plain(old)) conflicts.push({ key, label: wordsOf(mine ?? old).slice(0, 24), base: old ?? null, theirs: other ?? null, mine: mine ?? null });
    else if (mine?.columns) tree = put(tree, key, { ...mine, rows: find(tree, key)?.rows ?? find(now, key).rows }, now);
    else tree = put(tree, key, mine ?? null, now);
  }
  return { tree, conflicts };
};
