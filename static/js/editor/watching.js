/* Plugins that keep the text in order after every change: keys once each, numbers that follow, and who sits where. */
import { known } from "./names.js";
import { renumber } from "./numbering.js";
import { Decoration, DecorationSet, Plugin, PluginKey } from "./prose.js";
import { newKey } from "./schema.js";
import { blocks } from "./tree.js";

export const QUIET = "quiet"; // of transactions that only take over what the server says

/* Gives a name to every clause that has none or another's; the first of two keeps it. In written texts numbers follow,
   but never in the middle of a composition: the input method would lose its place. */
export const orderly = (written) => new Plugin({
  appendTransaction(transactions, before, state) {
    if (!transactions.some((one) => one.docChanged) || transactions.some((one) => one.getMeta(QUIET))) return null;
    const { tr } = state;
    const history = transactions.some((one) => one.getMeta("history$"));
    const seen = new Set();
    for (const { block, pos } of blocks(state.doc)) {
      const names = history && known(block);
      if (names) for (const [name, value] of Object.entries(names)) tr.setNodeAttribute(pos, name, value);
      if (!block.attrs.key || seen.has(block.attrs.key)) tr.setNodeAttribute(pos, "key", newKey());
      else seen.add(block.attrs.key);
    }
    keepLoose(before.doc, tr);
    if (written && !history && !transactions.some((one) => one.getMeta("composition"))) renumber(tr);
    return tr.docChanged ? tr : null;
  },
});

/* A loose table is nobody's to delete in passing: one that went with a selection comes back to the end of its part. */
const keepLoose = (before, tr) => {
  const was = [];
  before.forEach((part) => { for (let n = part.childCount - 1; part.child(n).attrs.loose; n -= 1) was.unshift({ block: part.child(n), key: part.attrs.key }); });
  if (!was.length) return;
  const there = new Set(blocks(tr.doc).map(({ block }) => block.attrs.grid?.key));
  for (const { block, key } of was.filter((one) => !there.has(one.block.attrs.grid.key))) {
    let at = tr.doc.firstChild.nodeSize - 1;
    tr.doc.forEach((part, offset) => { if (part.attrs.key === key) at = offset + part.nodeSize - 1; });
    tr.insert(at, block);
  }
};

export const here = new Plugin({
  props: {
    decorations(state) {
      const { $from } = state.selection;
      if ($from.depth < 2) return null;
      return DecorationSet.create(state.doc, [Decoration.node($from.before(2), $from.after(2), { class: "is-here" })]);
    },
  },
});

const who = new PluginKey("who");
export const others = new Plugin({
  key: who,
  state: {
    init: () => [],
    apply: (tr, value) => tr.getMeta(who) ?? value,
  },
  props: {
    decorations(state) {
      const names = new Map();
      for (const { name, clause } of who.getState(state)) names.set(clause, [...(names.get(clause) ?? []), name]);
      if (!names.size) return null;
      const marks = blocks(state.doc).filter(({ block }) => names.has(block.attrs.key))
        .map(({ block, pos }) => Decoration.node(pos, pos + block.nodeSize, { class: "is-others", "data-others": names.get(block.attrs.key).join("、") }));
      return DecorationSet.create(state.doc, marks);
    },
  },
});
export const showOthers = (view, people) => view.dispatch(view.state.tr.setMeta(who, people).setMeta("addToHistory", false));
