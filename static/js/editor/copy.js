/* What is copied out of the text: paragraphs with their markers as words and real tables, so that other programs get
   what is read on the page; and what was copied here becomes clauses of the same kinds again, under names of their own. */
import { tableOf } from "./pasted.js";
import { DOMSerializer } from "./prose.js";
import { KINDS, newKey, schema } from "./schema.js";

const table = ({ attrs: { grid } }) => ["table",
  ["thead", ["tr", ...grid.columns.map((column) => ["th", column.name])]],
  ["tbody", ...grid.rows.map((row) => ["tr", ...row.cells.map((cell) => ["td", cell])])]];

export const clipboardSerializer = new DOMSerializer({
  ...DOMSerializer.nodesFromSchema(schema),
  clause: ({ attrs }) => ["p", { "data-editor": attrs.kind, "data-level": attrs.level, "data-marker": attrs.marker }, ["span", { "data-marker-words": "" }, attrs.marker], ["span", 0]],
  table,
}, DOMSerializer.marksFromSchema(schema));

export const clipboardText = (slice) => {
  const said = [];
  slice.content.descendants((node) => {
    if (node.type.name === "table") said.push(...[node.attrs.grid.columns.map((one) => one.name), ...node.attrs.grid.rows.map((row) => row.cells)].map((cells) => cells.join("\t")));
    else if (node.isTextblock) said.push(`${node.attrs.marker ?? ""}${node.textContent}`);
    else if (node.isText) said.push(node.text);
    return !node.isTextblock;
  });
  return said.join("\n");
};

const pieces = (dom) => [...dom.childNodes].filter((one) => one.textContent)
  .map((one) => schema.text(one.textContent, one.nodeType === Node.ELEMENT_NODE && one.matches("b") ? [schema.mark("runin")] : []));

export const ownBlocks = (html) => {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  return [...body.querySelectorAll("p[data-editor], table")].flatMap((one) => {
    if (one.tagName === "TABLE") return tableOf(one);
    const kind = KINDS.includes(one.dataset.editor) ? one.dataset.editor : "paragraph";
    const attrs = { key: newKey(), kind, level: Number(one.dataset.level) || 1, marker: one.dataset.marker ?? "" };
    return [schema.nodes.clause.create(attrs, pieces(one.lastElementChild))];
  });
};
