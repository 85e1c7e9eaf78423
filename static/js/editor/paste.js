/* Turns what Word, WPS and web pages put on the clipboard into clauses, and sets them at the cursor. */
import { behind, current } from "./deeds.js";
import { ownBlocks } from "./copy.js";
import { clauseOf, lines, tidy } from "./lines.js";
import { tableOf } from "./pasted.js";
import { Fragment, TextSelection } from "./prose.js";
import { newKey, schema } from "./schema.js";

const BLOCKS = "p, div, li, h1, h2, h3, h4, h5, h6, table, tr, td, th, blockquote, pre, section, article, ul, ol, dl, dt, dd, br, hr";

/* The blocks of a pasted page in order. */
export const blocksOf = (html) => {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  body.querySelectorAll("script, style, meta, link, title, head, o\\:p:empty, [hidden]").forEach((one) => one.remove());
  const found = [];
  let run = "";
  const flush = () => { const text = tidy(run); run = ""; if (text) found.push(clauseOf(text)); };
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) run += child.textContent;
      else if (child.nodeType !== Node.ELEMENT_NODE) continue;
      else if (child.tagName === "TABLE") { flush(); found.push(...tableOf(child)); }
      else if (child.matches(BLOCKS)) { flush(); walk(child); flush(); }
      else walk(child);
    }
  };
  walk(body);
  flush();
  return found;
};

/* Puts blocks at the cursor: a single line into the words, more of them behind the clause or in its place when it is empty. */
export const insertBlocks = (view, found) => {
  const { state } = view;
  const here = current(state);
  if (!here || !found.length) return false;
  const [only] = found;
  const inline = found.length === 1 && only.type.name === "clause" && (here.block.type.name !== "clause" || here.block.content.size > 0);
  if (inline) {
    view.dispatch(state.tr.insertText(only.attrs.marker + only.textContent).scrollIntoView().setMeta("paste", true));
    return true;
  }
  const tr = state.tr;
  if (!state.selection.empty && !state.selection.node) tr.deleteSelection();
  const own = tr.doc.nodeAt(here.pos);
  const at = tr.selection.from;
  let to = behind({ ...here, block: own });
  if (own.type.name === "clause" && !own.content.size) { tr.delete(here.pos, to); to = here.pos; }
  else if (own.type.name === "clause" && at < to - 1) {
    const rest = own.content.cut(at - here.pos - 1);
    tr.delete(at, to - 1);
    to = tr.mapping.slice(tr.mapping.maps.length - 1).map(to);
    found.push(schema.nodes.clause.create({ key: newKey(), kind: "paragraph", level: own.attrs.level }, rest));
  }
  tr.insert(to, Fragment.from(found));
  const last = to + found.reduce((sum, one) => sum + one.nodeSize, 0) - 1;
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(last), -1)).scrollIntoView().setMeta("paste", true));
  return true;
};

const blocksIn = (data) => {
  const html = data?.getData("text/html") ?? "";
  if (html.includes("data-editor")) return ownBlocks(html);
  return html.trim() ? blocksOf(html) : lines(data?.getData("text/plain") ?? "").map(clauseOf);
};

export const handlePaste = (view, event) => insertBlocks(view, blocksIn(event.clipboardData));

/* What is dragged in from elsewhere is pasted where it falls; a file is not opened in the place of the page. */
export const handleDrop = (view, event, slice, moved) => {
  if (moved || view.dragging) return false;
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
  const found = blocksIn(event.dataTransfer);
  if (at && found.length && view.editable) {
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
    insertBlocks(view, found);
    view.focus();
  }
  return true;
};
