/* Takes another tree over into the open text, clause by clause, so that cursor and undo stay where they are. */
import { remember, renamed } from "./names.js";
import { Fragment, TextSelection } from "./prose.js";
import { docOf, nodeOf } from "./tree.js";
import { QUIET } from "./watching.js";

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const unequal = (block, wanted) => {
  if (block.type !== wanted.type) return true;
  const extra = (one) => one.attrs.grid ?? one.attrs.figure ?? null;
  return !same(nodeOf(block), nodeOf(wanted)) || (extra(block) !== extra(wanted) && !same(extra(block), extra(wanted)));
};
const keyed = (part) => {
  const found = new Map();
  part.forEach((block, offset) => found.set(block.attrs.key ?? "title", { block, offset }));
  return found;
};

const placeOf = (state) => {
  const { $from, $to } = state.selection;
  if ($from.depth < 2) return null;
  return { key: $from.node(2).attrs.key, from: $from.parentOffset, to: $to.parentOffset };
};
const restore = (tr, place) => {
  if (!place?.key) return;
  const now = tr.selection.$from;
  if (now.depth >= 2 && now.node(2).attrs.key === place.key) return;
  tr.doc.descendants((node, pos) => {
    if (node.attrs.key !== place.key || !node.isTextblock) return node.type.name !== "clause";
    const end = node.content.size;
    tr.setSelection(TextSelection.create(tr.doc, pos + 1 + Math.min(place.from, end), pos + 1 + Math.min(place.to, end)));
    return false;
  });
};

/* Replaces the part at `start` step by step; positions are kept by working from its end. */
const takePart = (tr, start, part, wanted) => {
  const target = keyed(wanted);
  for (const [key, { block, offset }] of [...keyed(part)].reverse()) {
    if (!target.has(key)) tr.delete(start + 1 + offset, start + 1 + offset + block.nodeSize);
  }
  let index = 0;
  wanted.forEach((block) => {
    const key = block.attrs.key ?? "title";
    let now = tr.doc.nodeAt(start);
    const at = () => { let pos = start + 1; for (let n = 0; n < index; n += 1) pos += now.child(n).nodeSize; return pos; };
    const there = index < now.childCount ? now.child(index) : null;
    if ((there?.attrs.key ?? "title") !== key || !there) {
      const own = keyed(now).get(key);
      if (own) tr.delete(start + 1 + own.offset, start + 1 + own.offset + own.block.nodeSize);
      now = tr.doc.nodeAt(start);
      tr.insert(at(), block);
    } else if (key === "title" ? there.textContent !== block.textContent : unequal(there, block)) replace(tr, at(), there, block);
    index += 1;
  });
};

/* The smallest change of one block: attributes apart from words, so that a cursor in the words stays. */
const replace = (tr, pos, block, wanted) => {
  if (block.type !== wanted.type) { tr.replaceWith(pos, pos + block.nodeSize, wanted); return; }
  if (!block.isAtom && !block.content.eq(wanted.content)) {
    const from = block.content.findDiffStart(wanted.content);
    let { a, b } = block.content.findDiffEnd(wanted.content);
    const overlap = from - Math.min(a, b);
    if (overlap > 0) { a += overlap; b += overlap; }
    tr.replaceWith(pos + 1 + from, pos + 1 + a, wanted.content.cut(from, b));
  }
  if (wanted.type.name !== "title") tr.setNodeMarkup(pos, null, { ...wanted.attrs, restart: block.attrs.restart ?? null });
};

/* `undoable`: it is the person's own doing, and can be taken back. */
export const take = (view, tree, { undoable = false } = {}) => {
  const { state } = view;
  const place = placeOf(state);
  const { tr } = state;
  const keys = [];
  state.doc.forEach((part) => keys.push(part.attrs.key));
  if (!same(keys, tree.texts.map((text) => text.key))) tr.replaceWith(0, state.doc.content.size, Fragment.from(docOf(tree).content));
  else {
    const wanted = docOf(tree);
    for (let index = wanted.childCount - 1; index >= 0; index -= 1) {
      let start = 0;
      for (let n = 0; n < index; n += 1) start += state.doc.child(n).nodeSize;
      takePart(tr, start, state.doc.child(index), wanted.child(index));
      tr.setNodeMarkup(start, null, wanted.child(index).attrs);
    }
  }
  restore(tr, place);
  tr.setMeta(QUIET, true);
  if (!undoable) tr.setMeta("addToHistory", false);
  view.dispatch(tr);
};

/* Gives the names that the server has given: {"n-x": "p12"} and {"p12": "main__p_3"}; of tables and rows too. */
export const rename = (view, keys, eids) => {
  remember(keys);
  const { tr } = view.state;
  view.state.doc.descendants((node, pos) => {
    const key = keys[node.attrs.key] ?? node.attrs.key;
    if (!key) return node.type.name !== "clause";
    const attrs = { ...node.attrs, key, eid: eids[key] ?? node.attrs.eid };
    if (node.attrs.grid) attrs.grid = renamed(node.attrs.grid, keys);
    if (attrs.key !== node.attrs.key || attrs.eid !== node.attrs.eid || attrs.grid !== node.attrs.grid) {
      for (const [name, value] of Object.entries(attrs)) if (value !== node.attrs[name]) tr.setNodeAttribute(pos, name, value);
    }
    return node.type.name === "part" || node.type.name === "doc";
  });
  if (tr.docChanged) view.dispatch(tr.setMeta(QUIET, true).setMeta("addToHistory", false));
};
/* The same names in a tree. */
export const renamedTree = (tree, keys, eids) => ({
  ...tree,
  texts: tree.texts.map((text) => ({ ...text, key: keys[text.key] ?? text.key, nodes: text.nodes.map((node) => {
    const key = keys[node.key] ?? node.key;
    return { ...node, key, eid: eids[key] ?? node.eid, table: keys[node.table] ?? node.table };
  }) })),
  tables: tree.tables.map((one) => renamed(one, keys)),
});

