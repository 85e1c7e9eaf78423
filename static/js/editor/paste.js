/* Turns what Word, WPS and web pages put on the clipboard into clauses: kinds and markers are told by their form alone.
   Characters are left as they are; only what marks the page's own line ends is taken away. */
import { current } from "./deeds.js";
import { gridOf } from "./cells.js";
import { ownBlocks } from "./copy.js";
import { Fragment, TextSelection } from "./prose.js";
import { newKey, schema } from "./schema.js";

const NUMBER = "[〇零一二三四五六七八九十百千0-9]+";
const MARKERS = [
  [new RegExp(`^第${NUMBER}[编章]`), "chapter", 1],
  [new RegExp(`^第${NUMBER}节`), "section", 2],
  [new RegExp(`^第${NUMBER}条`), "article", 2],
  [/^[一二三四五六七八九十百]+、/, "item", 1],
  [/^[（(][一二三四五六七八九十百]+[）)]/, "item", 2],
  [/^\d{1,3}(?:[.．、])(?!\d)/, "item", 3],
  [/^[（(]\d{1,3}[）)]/, "item", 4],
  [/^[①-⑳]/, "item", 5],
  [/^专栏\d*/, "box", 1],
];
const PAUSE = /[，、；：。！？]/;
const OPENING = 24; // characters up to which a numbered clause's first sentence is its run-in heading
const BLOCKS = "p, div, li, h1, h2, h3, h4, h5, h6, table, tr, td, th, blockquote, pre, section, article, ul, ol, dl, dt, dd, br, hr";

const clause = (attrs, ...content) => schema.nodes.clause.create({ key: newKey(), ...attrs }, content.filter((one) => one && one.text));
const words = (text, marked = false) => (text ? schema.text(text, marked ? [schema.mark("runin")] : []) : null);

/* One printed line as a clause. */
export const clauseOf = (line) => {
  for (const [pattern, kind, level] of MARKERS) {
    const found = pattern.exec(line);
    if (!found) continue;
    const marker = found[0];
    const rest = line.slice(marker.length).replace(/^[\s　]+/, "");
    if (kind === "item") return item(marker, level, rest);
    return clause({ kind, level, marker }, words(rest));
  }
  if (/^(附?注|备注|说明)[：:]/.test(line)) return clause({ kind: "note" }, words(line));
  if (line.length <= 60 && /^[图表]\s?\d/.test(line)) return clause({ kind: "caption" }, words(line));
  return clause({ kind: "paragraph" }, words(line));
};

const item = (marker, level, rest) => {
  if (rest && !PAUSE.test(rest) && rest.length <= 40) return clause({ kind: "heading", level, marker }, words(rest));
  const end = rest.indexOf("。") + 1;
  const opens = end > 1 && end <= OPENING && end < rest.length && !/[，；：]/.test(rest.slice(0, end));
  return opens ? clause({ kind: "item", level, marker }, words(rest.slice(0, end), true), words(rest.slice(end))) : clause({ kind: "item", level, marker }, words(rest));
};

/* A page breaks its lines where it likes: a line end between Han characters is nothing, elsewhere it is a space. */
const tidy = (text) => text
  .replace(/[ \t\u00a0]*[\r\n]+[ \t\u00a0]*/g, (gap, at, whole) => (/[^\x00-\xff]/.test(whole[at - 1] ?? "") || /[^\x00-\xff]/.test(whole[at + gap.length] ?? "") ? "" : " "))
  .replace(/[\u200b\ufeff\u00ad]/g, "").replace(/^[\s　]+|[\s　]+$/g, "");

export const lines = (text) => text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.replace(/[\u200b\ufeff]/g, "").replace(/^[\s　]+|[\s　]+$/g, "")).filter(Boolean);

export const tableOf = (table) => {
  const rows = [...table.rows];
  const filled = rows.map(() => []);
  rows.forEach((row, n) => {
    let column = 0;
    for (const cell of row.cells) {
      while (filled[n][column]) column += 1;
      const text = [...cell.querySelectorAll("p, div")].map((one) => tidy(one.textContent)).filter(Boolean).join("\n") || tidy(cell.textContent);
      for (let down = 0; down < Math.min(cell.rowSpan || 1, rows.length - n); down += 1) {
        for (let right = 0; right < Math.min(cell.colSpan, 200); right += 1) filled[n + down][column + right] = { text, printed: !down && !right };
      }
      column += Math.min(cell.colSpan, 200);
    }
  });
  const full = filled.filter((line) => line.some((cell) => cell?.text));
  const width = Math.max(0, ...full.map((line) => line.length));
  if (full.length < 2 || width < 2) return full.flatMap((line) => line.filter((cell) => cell?.printed && cell.text).flatMap((cell) => lines(cell.text))).map(clauseOf);
  return [schema.nodes.table.create({ key: newKey(), grid: gridOf(full.map((line) => Array.from(line, (cell) => cell ?? { text: "", printed: true }))) })];
};

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
  let to = here.pos + own.nodeSize;
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

export const handlePaste = (view, event) => {
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (html.includes("data-editor")) return insertBlocks(view, ownBlocks(html));
  const text = event.clipboardData?.getData("text/plain") ?? "";
  return insertBlocks(view, html.trim() ? blocksOf(html) : lines(text).map(clauseOf));
};
