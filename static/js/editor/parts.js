/* Finds and puts the parts of a tree by their keys: fields as /title, texts, nodes, tables and rows. Trees are never changed, but made anew. */
const LISTS = { texts: "texts", tables: "tables", figures: "figures" };

export const find = (tree, key) => {
  if (key.startsWith("/")) return tree.fields[key.slice(1)];
  for (const list of Object.values(LISTS)) {
    const found = tree[list].find((one) => one.key === key);
    if (found) return found;
  }
  for (const text of tree.texts) { const node = text.nodes.find((one) => one.key === key); if (node) return node; }
  for (const table of tree.tables) { const row = table.rows.find((one) => one.key === key); if (row) return row; }
  return null;
};

/* The list with `part` in the place of its key; where it has none yet, behind the neighbour it has in `like`. */
const placed = (list, key, part, like) => {
  const at = list.findIndex((one) => one.key === key);
  if (at >= 0) return part ? list.with(at, part) : list.toSpliced(at, 1);
  if (!part) return list;
  const order = like.map((one) => one.key);
  const before = order.slice(0, Math.max(order.indexOf(key), 0)).reverse();
  const neighbour = before.map((one) => list.findIndex((other) => other.key === one)).find((one) => one >= 0);
  return list.toSpliced(neighbour === undefined ? 0 : neighbour + 1, 0, part);
};

/* The tree with `part` under this key, or without it when it is null; `like` is a tree that knows where it stands. */
export const put = (tree, key, part, like) => {
  if (key.startsWith("/")) return { ...tree, fields: { ...tree.fields, [key.slice(1)]: part } };
  for (const list of Object.values(LISTS)) {
    const there = tree[list].find((one) => one.key === key);
    if (!there && !like[list].some((one) => one.key === key)) continue;
    const kept = list === "texts" && part ? { ...part, nodes: there ? there.nodes : part.nodes } : part;
    return { ...tree, [list]: placed(tree[list], key, kept, like[list]) };
  }
  const within = (list, inner) => {
    const owner = [tree, like].map((one) => one[list].find((outer) => outer[inner].some((own) => own.key === key))?.key).find(Boolean);
    const model = like[list].find((one) => one.key === owner)?.[inner] ?? [];
    return owner && { ...tree, [list]: tree[list].map((one) => (one.key === owner ? { ...one, [inner]: placed(one[inner], key, part, model) } : one)) };
  };
  const changed = within("texts", "nodes") || within("tables", "rows") || tree;
  return part?.table && !changed.tables.some((one) => one.key === part.table)
    ? { ...changed, tables: [...changed.tables, ...like.tables.filter((one) => one.key === part.table)] } : changed;
};

/* What a part says, in one string: for people who compare. */
export const wordsOf = (part) => {
  if (part === null || part === undefined) return "";
  if (typeof part === "string") return part;
  if (Array.isArray(part)) return part.join("、");
  if (part.cells) return part.cells.join("　");
  if (part.rows) return [part.title, part.columns.map((column) => column.name).join("　"), ...part.rows.slice(0, 20).map((row) => row.cells.join("　"))].join("\n");
  return [part.marker, part.heading, part.title, part.caption, part.text].filter(Boolean).join("");
};
