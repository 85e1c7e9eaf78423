/* Turns the server's tree into the editor's document, and the document back into a tree, part by part. */
import { Fragment } from "./prose.js";
import { HEADINGS, schema } from "./schema.js";

const words = (text, ...marks) => (text ? [schema.text(text, marks)] : []);

export const blockOf = (node, tree) => {
  const attrs = { key: node.key, eid: node.eid, kind: node.kind, level: node.level, marker: node.marker };
  const grid = node.table && tree.tables.find((one) => one.key === node.table);
  if (grid) return schema.nodes.table.create({ ...attrs, heading: node.heading, text: node.text, grid });
  const figure = node.figure && tree.figures.find((one) => one.key === node.figure);
  if (figure) return schema.nodes.figure.create({ ...attrs, heading: node.heading, figure }, words(node.text));
  const whole = HEADINGS.includes(node.kind) && !(node.heading && node.text);
  const content = whole ? words(node.heading || node.text) : [...words(node.heading, schema.mark("runin")), ...words(node.text)];
  return schema.nodes.clause.create({ ...attrs, body: whole && !node.heading && Boolean(node.text) }, content);
};

export const partOf = (text, tree, loose) => {
  const title = schema.nodes.title.create(null, words(text.title));
  const attrs = { key: text.key, role: text.role, eid: text.eid, number: text.number };
  return schema.nodes.part.create(attrs, [title, ...text.nodes.map((node) => blockOf(node, tree)), ...loose.map(looseOf)]);
};

/* A loose table goes by its own key: it has no node. */
const looseOf = (grid) => schema.nodes.table.create({ key: grid.key, grid, loose: true });

export const docOf = (tree) => {
  const placed = placedIn(tree);
  const loose = tree.tables.filter((one) => !placed.has(one.key));
  const keys = tree.texts.map((one) => one.key);
  const home = (one) => (keys.includes(one.part) ? one.part : keys[0]);
  return schema.nodes.doc.create(null, Fragment.from(tree.texts.map((text) => partOf(text, tree, loose.filter((one) => home(one) === text.key)))));
};

/* Tables by their keys, each with its node. */
const placedIn = (tree) => new Map(tree.texts.flatMap((text) => text.nodes.filter((node) => node.table).map((node) => [node.table, node])));

/* The words of a clause as heading and text: what carries the mark at its beginning is the run-in heading. */
const said = (block) => {
  let heading = "";
  let text = "";
  block.forEach((piece) => {
    if (!text && piece.marks.length) heading += piece.text;
    else text += piece.text;
  });
  if (HEADINGS.includes(block.attrs.kind) && !heading && !block.attrs.body) return { heading: text, text: "" };
  return { heading, text };
};

const nodes = new WeakMap(); // a block never changes: what it says is worked out once
export const nodeOf = (block) => {
  if (!nodes.has(block)) nodes.set(block, made(block));
  return nodes.get(block);
};
const made = (block) => {
  const { key, eid, kind, level, marker } = block.attrs;
  const own = { key, kind, eid, level, marker };
  if (block.type.name === "table") return { ...own, heading: block.attrs.heading, text: block.attrs.text, table: block.attrs.grid.key, figure: "" };
  if (block.type.name === "figure") return { ...own, heading: block.attrs.heading, text: block.textContent, table: "", figure: block.attrs.figure.key };
  return { ...own, ...said(block), table: "", figure: "" };
};

export const blocks = (doc) => {
  const found = [];
  doc.forEach((part, at) => part.forEach((block, offset) => { if (block.type.name !== "title") found.push({ block, pos: at + 1 + offset, part }); }));
  return found;
};

/* `figures` that stand nowhere in the text stay as the base has them, and so do tables that never had a place. A loose table
   that the base has placed (its placing was undone after a save) keeps its node: without one a save would take it away. */
export const treeOf = (doc, fields, base) => {
  const texts = [];
  const tables = [];
  const placed = placedIn(base);
  const figures = new Map(base.figures.map((one) => [one.key, one]));
  doc.forEach((part) => {
    const own = [];
    part.forEach((block) => {
      if (block.type.name === "title") return;
      if (!block.attrs.loose) own.push(nodeOf(block));
      else if (placed.has(block.attrs.grid.key)) own.push(placed.get(block.attrs.grid.key));
      if (block.type.name === "table") tables.push(block.attrs.grid);
      if (block.type.name === "figure") figures.set(block.attrs.figure.key, captioned(block));
    });
    texts.push({ key: part.attrs.key, role: part.attrs.role, eid: part.attrs.eid, title: part.firstChild.textContent, number: part.attrs.number, nodes: own });
  });
  const there = new Set(tables.map((one) => one.key));
  tables.push(...base.tables.filter((one) => !there.has(one.key) && !placed.has(one.key)));
  return { fields, texts, tables, figures: [...figures.values()] };
};
const captioned = (block) => {
  const { figure } = block.attrs;
  return figure.caption === block.textContent ? figure : { ...figure, caption: block.textContent };
};

/* What a save sends: tables and figures only where they differ from the base. */
export const sentOf = (tree, base) => {
  const known = new Map([...base.tables, ...base.figures].map((one) => [one.key, one]));
  const changed = (one) => known.get(one.key) !== one && JSON.stringify(known.get(one.key)) !== JSON.stringify(one);
  return { ...tree, tables: tree.tables.filter(changed), figures: tree.figures.filter(changed) };
};
