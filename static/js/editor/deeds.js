/* What is done to clauses: split, join, move, insert, take away, made another kind. Each is a ProseMirror command. */
import { markerFor, formOf } from "./numbering.js";
import { closeHistory, NodeSelection, TextSelection } from "./prose.js";
import { HEADINGS, newKey, schema } from "./schema.js";

const NUMBERED = ["article", "item"]; // Enter goes on with the next number
const isClause = (node) => node?.type.name === "clause";

/* The block the cursor is in, or the table that is chosen: { block, pos, part, index }. */
export const current = (state) => {
  const { $from, node } = state.selection;
  if (node && node.type.isBlock && node.type.name !== "part") return { block: node, pos: $from.pos, part: $from.parent, index: $from.index() };
  if ($from.depth < 2) return null;
  return { block: $from.node(2), pos: $from.before(2), part: $from.node(1), index: $from.index(1) };
};

/* Where something stands behind this block: loose tables stay at the end of their part. */
export const behind = ({ block, pos, part, index }) => {
  if (!block.attrs.loose) return pos + block.nodeSize;
  let at = pos;
  for (let n = index - 1; part.child(n).attrs.loose; n -= 1) at -= part.child(n).nodeSize;
  return at;
};

const clause = (attrs, content) => schema.nodes.clause.create({ key: newKey(), ...attrs }, content);
const cursorAt = (tr, pos) => tr.setSelection(TextSelection.near(tr.doc.resolve(pos))).scrollIntoView();

/* A clause to stand behind this one: an article or item goes on counting, everything else is followed by a paragraph. */
const follower = (block, written) => {
  const form = formOf(block.attrs.marker);
  if (!written || !form || !NUMBERED.includes(block.attrs.kind)) return { kind: "paragraph", level: block.attrs.level };
  return { kind: block.attrs.kind, level: block.attrs.level, marker: form.write(form.n + 1) };
};

export const split = (written) => (state, dispatch) => {
  const { $from, $to, empty } = state.selection;
  const here = current(state);
  if (!here || !$from.sameParent($to)) return false;
  if (here.block.type.name !== "clause") return dispatch ? Boolean(insertAfter(written)(state, dispatch)) : true;
  const { block, pos } = here;
  if (empty && !block.content.size && block.attrs.marker && written) return makePlain(state, dispatch);
  if (!dispatch) return true;
  const { tr } = state;
  if (!empty) tr.deleteSelection();
  const at = tr.selection.from;
  const own = tr.doc.nodeAt(pos);
  if (at === pos + 1 && own.content.size) {
    const before = written && NUMBERED.includes(block.attrs.kind) ? { kind: block.attrs.kind, level: block.attrs.level, marker: block.attrs.marker } : { kind: "paragraph", level: block.attrs.level };
    tr.insert(pos, clause({ ...before, restart: before.marker ? block.attrs.restart : null }));
    if (before.marker && block.attrs.restart) tr.setNodeAttribute(pos + 2, "restart", null);
    dispatch(tr.scrollIntoView());
    return true;
  }
  const behind = own.content.cut(at - pos - 1);
  const runs = behind.firstChild?.marks.length; // a run-in heading that is cut through ends there
  const rest = runs ? clause(follower(own, written), schema.text(behind.textBetween(0, behind.size))) : clause(follower(own, written), behind);
  tr.delete(at, pos + 1 + own.content.size).insert(at + 1, rest);
  dispatch(cursorAt(tr, at + 2));
  return true;
};

/* Makes a clause an unnumbered paragraph; its words stay. */
export const makePlain = (state, dispatch) => {
  const here = current(state);
  if (!here || !isClause(here.block) || (here.block.attrs.kind === "paragraph" && !here.block.attrs.marker)) return false;
  if (dispatch) dispatch(state.tr.setNodeMarkup(here.pos, null, { ...here.block.attrs, kind: "paragraph", marker: "", restart: null, body: false }));
  return true;
};

/* Joins a clause to the one before it; of a collated text a marker becomes part of the words, so that nothing printed is lost. */
const join = (state, dispatch, pos, written) => {
  const second = state.doc.nodeAt(pos);
  const first = state.doc.resolve(pos).nodeBefore;
  if (!isClause(second) || !isClause(first)) return false;
  if (!dispatch) return true;
  const { tr } = state;
  const kept = !written && second.attrs.marker ? [schema.text(second.attrs.marker)] : [];
  const end = pos - 1;
  const words = second.content.size ? [schema.text(second.textContent)] : [];
  tr.delete(pos, pos + second.nodeSize);
  if (kept.length || words.length) tr.insert(end, [...kept, ...words]);
  dispatch(tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView());
  return true;
};

export const backspace = (written) => (state, dispatch) => {
  const { $from, empty, node } = state.selection;
  if (node?.attrs.loose) return true;
  const here = current(state);
  if (!empty || $from.parentOffset > 0 || !here || here.block.type.name !== "clause") return false;
  if (written && makePlain(state, dispatch)) return true;
  const before = state.doc.resolve(here.pos).nodeBefore;
  if (isClause(before)) return join(state, dispatch, here.pos, written);
  if (before && !isClause(before) && before.isAtom && dispatch) dispatch(state.tr.setSelection(NodeSelection.create(state.doc, here.pos - before.nodeSize)));
  return true; // a title is not joined with
};

export const remove = (written) => (state, dispatch) => {
  const { $from, empty, node } = state.selection;
  if (node?.attrs.loose) return true;
  const here = current(state);
  if (!empty || !here || here.block.type.name !== "clause" || $from.parentOffset < here.block.content.size) return false;
  const next = here.pos + here.block.nodeSize;
  const block = state.doc.nodeAt(next);
  if (isClause(block)) return join(state, dispatch, next, written);
  if (block?.isAtom && dispatch) dispatch(state.tr.setSelection(NodeSelection.create(state.doc, next)));
  return true;
};

/* Moves the clause of the cursor one place, within its text; the cursor goes with it. */
export const move = (step) => (state, dispatch) => {
  const here = current(state);
  if (!here || here.block.type.name === "title") return false;
  const to = here.index + step;
  if (to < 1 || to >= here.part.childCount) return true; // the title stands first
  if (!dispatch) return true;
  const other = here.part.child(to);
  if (here.block.attrs.loose || other.attrs.loose) return true;
  const { tr } = state;
  const at = step < 0 ? here.pos - other.nodeSize : here.pos + other.nodeSize;
  const offset = state.selection.from - here.pos;
  const end = state.selection.to - here.pos;
  const start = here.block.attrs.restart ?? other.attrs.restart ?? null; // the count begins where it began
  tr.delete(here.pos, here.pos + here.block.nodeSize).insert(at, here.block);
  if (start && isClause(here.block) && isClause(other)) {
    const [first, second] = step < 0 ? [at, at + here.block.nodeSize] : [at - other.nodeSize, at];
    tr.setNodeAttribute(first, "restart", start).setNodeAttribute(second, "restart", null);
  }
  tr.setSelection(state.selection instanceof NodeSelection ? NodeSelection.create(tr.doc, at) : TextSelection.create(tr.doc, at + offset, at + end));
  dispatch(tr.scrollIntoView());
  return true;
};

export const insertAfter = (written) => (state, dispatch) => {
  const here = current(state);
  if (!here) return false;
  if (!dispatch) return true;
  const at = behind(here);
  const attrs = isClause(here.block) ? follower(here.block, written) : { kind: "paragraph", level: here.block.attrs.level ?? 1 };
  dispatch(cursorAt(state.tr.insert(at, clause(attrs)), at + 1));
  return true;
};

export const removeClause = (state, dispatch) => {
  const here = current(state);
  if (!here || here.block.type.name === "title") return false;
  if (here.block.attrs.loose) return true;
  if (dispatch) {
    const tr = state.tr.delete(here.pos, here.pos + here.block.nodeSize);
    dispatch(cursorAt(tr, Math.min(here.pos, tr.doc.content.size)));
  }
  return true;
};

/* Of a written text the marker follows from the kind; of a collated one it stays as printed. */
export const setKind = (written, kind, level = null) => (state, dispatch) => {
  const here = current(state);
  if (!here || !isClause(here.block)) return false;
  if (!dispatch) return true;
  const { block, pos } = here;
  const own = level ?? block.attrs.level;
  const same = block.attrs.kind === kind && own === block.attrs.level;
  const marker = !written || same ? block.attrs.marker : markerFor(state.doc, pos, kind, own);
  const tr = state.tr.setNodeMarkup(pos, null, { ...block.attrs, kind, level: own, marker, restart: null, body: false });
  if (HEADINGS.includes(kind)) tr.removeMark(pos + 1, pos + 1 + block.content.size, schema.marks.runin);
  dispatch(tr.scrollIntoView());
  return true;
};

export const setAttribute = (name, value) => (state, dispatch) => {
  const here = current(state);
  if (!here || !isClause(here.block)) return false;
  if (dispatch && here.block.attrs[name] !== value) dispatch(state.tr.setNodeAttribute(here.pos, name, value));
  return true;
};

/* The words up to the cursor become the clause's run-in heading; where they are one already, they become text. */
export const toggleRunIn = (state, dispatch) => {
  const here = current(state);
  if (!here || !isClause(here.block) || HEADINGS.includes(here.block.attrs.kind)) return false;
  if (!dispatch) return true;
  const start = here.pos + 1;
  const to = Math.max(state.selection.to, start);
  const marked = here.block.firstChild?.marks.length > 0;
  const tr = state.tr.removeMark(start, start + here.block.content.size, schema.marks.runin);
  if (!marked && to > start) tr.addMark(start, to, schema.marks.runin.create());
  dispatch(tr.setStoredMarks([]));
  return true;
};

/* Gives a loose table a place: behind the block at `after`, or before the first loose one of its part. */
export const place = (pos, after = null) => (state, dispatch) => {
  const $pos = state.doc.resolve(pos);
  const block = $pos.nodeAfter;
  if (!block?.attrs.loose) return false;
  if (!dispatch) return true;
  const target = after === null ? behind({ block, pos, part: $pos.parent, index: $pos.index() }) : after + state.doc.nodeAt(after).nodeSize;
  const tr = closeHistory(state.tr.delete(pos, pos + block.nodeSize));
  const at = tr.mapping.map(target, -1);
  tr.insert(at, schema.nodes.table.create({ ...block.attrs, key: newKey(), loose: false }));
  dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)).scrollIntoView());
  return true;
};

/* Puts the cursor into the clause of this key, or chooses its table. */
export const goTo = (view, key) => {
  let pos = null;
  view.state.doc.descendants((node, at) => {
    if (pos === null && node.attrs.key === key) pos = at;
    return pos === null && node.type.name !== "clause";
  });
  if (pos === null) return false;
  const node = view.state.doc.nodeAt(pos);
  const chosen = node.isAtom ? NodeSelection.create(view.state.doc, pos) : TextSelection.near(view.state.doc.resolve(pos + 1));
  view.dispatch(view.state.tr.setSelection(chosen));
  const dom = view.nodeDOM(pos);
  dom?.scrollIntoView?.({ block: "center" });
  view.focus();
  return true;
};
