/* The editor's document: texts with a title, each a flat list of clauses, tables and figures in the order of print.

   A clause is one printed paragraph. Its marker is an attribute, set before the words by the style sheet, so that a cursor
   can't get into it; the words of a run-in heading carry a mark. Clauses never nest: kinds and levels tell what stands under what. */
import { Schema } from "./prose.js";

export const HEADINGS = ["chapter", "section", "heading"]; // a line of their own: heading and no text
export const KINDS = ["chapter", "section", "article", "heading", "item", "paragraph", "box", "caption", "note", "signature"];

const common = { key: { default: "" }, eid: { default: "" }, kind: { default: "paragraph" }, level: { default: 1 }, marker: { default: "" } };
const shown = ({ key, kind, level, marker }) => ({
  class: `clause ${kind} level-${level}`, "data-key": key, "data-kind": kind, "data-level": level, "data-marker": marker,
  "data-gap": /[0-9A-Za-z\-–—•·●]$/.test(marker) || marker.startsWith("第") ? "yes" : null,
});
const told = (dom) => ({
  key: dom.dataset.key || "", kind: KINDS.includes(dom.dataset.kind) ? dom.dataset.kind : "paragraph",
  level: Number(dom.dataset.level) || 1, marker: dom.dataset.marker || "",
});

export const schema = new Schema({
  nodes: {
    doc: { content: "part+" },
    part: {
      content: "title block*", isolating: true, defining: true,
      attrs: { key: { default: "" }, role: { default: "notice" }, eid: { default: "" }, number: { default: null } },
      toDOM: ({ attrs }) => ["section", { class: `part part-${attrs.role}`, "data-key": attrs.key, "data-role": attrs.role, "data-number": attrs.number ?? "" }, 0],
    },
    title: { content: "text*", marks: "", defining: true, whitespace: "pre", toDOM: () => ["h2", { class: "part-title" }, 0] },
    // `body`: a line of a heading's kind whose words stand as its text, with no heading
    clause: {
      group: "block", content: "text*", marks: "runin", whitespace: "pre", attrs: { ...common, body: { default: false }, restart: { default: null } },
      parseDOM: [{ tag: "p[data-kind]", preserveWhitespace: "full", getAttrs: told }],
      toDOM: ({ attrs }) => ["p", shown(attrs), 0],
    },
    // `loose`: a table that no place in the text was found for; it waits at the end of its part and is no node of the tree
    table: {
      group: "block", atom: true, selectable: true,
      attrs: { ...common, kind: { default: "table" }, heading: { default: "" }, text: { default: "" }, grid: { default: null }, loose: { default: false } },
      toDOM: ({ attrs }) => ["div", { class: "table-place", "data-key": attrs.key }],
    },
    figure: {
      group: "block", content: "text*", marks: "", whitespace: "pre", attrs: { ...common, kind: { default: "figure" }, heading: { default: "" }, figure: { default: null } },
      toDOM: ({ attrs }) => ["figure", { class: "figure", "data-key": attrs.key }, 0],
    },
    text: {},
  },
  marks: {
    runin: { inclusive: false, parseDOM: [{ tag: "b[data-runin]" }], toDOM: () => ["b", { class: "run-in", "data-runin": "" }, 0] },
  },
});

/* A name for what was made in this browser; the server answers a save with the key it was given. */
export const newKey = () => `n-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
