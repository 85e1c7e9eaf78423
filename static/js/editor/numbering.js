/* Numbers as print writes them: which form a marker has, and what each marker is when clauses come and go.

   Only written texts are renumbered. A clause follows the one before it of the same form; a form that stands higher begins
   the count anew, but articles run through a whole text. A number that does not follow keeps its own start. */
import { HEADINGS } from "./schema.js";
import { blocks } from "./tree.js";

const DIGITS = "〇一二三四五六七八九";
const HAN = "[〇零一二三四五六七八九十百千]+";
const FORMS = [
  ["chapter", new RegExp(`^(第)(${HAN})(章)$`)],
  ["section", new RegExp(`^(第)(${HAN})(节)$`)],
  ["article", new RegExp(`^(第)(${HAN})(条)$`)],
  ["han", new RegExp(`^()(${HAN})([、．.])$`)],
  ["han-round", new RegExp(`^([（(])(${HAN})([）)][、]?)$`)],
  ["figure", /^()(\d{1,4})([.．、])$/],
  ["figure-round", /^([（(])(\d{1,4})([）)][、]?)$/],
  ["circled", /^()([①-⑳])()$/],
];
export const STANDARD = ["一、", "（一）", "1.", "（1）", "①"]; // by level

export const toHan = (n) => {
  if (n < 10) return DIGITS[n];
  if (n < 20) return `十${n % 10 ? DIGITS[n % 10] : ""}`;
  if (n < 100) return `${DIGITS[Math.floor(n / 10)]}十${n % 10 ? DIGITS[n % 10] : ""}`;
  const rest = n % 100;
  return `${DIGITS[Math.floor(n / 100)]}百${rest ? (rest < 10 ? `零${DIGITS[rest]}` : rest < 20 ? `一${toHan(rest)}` : toHan(rest)) : ""}`;
};

export const fromHan = (word) => {
  let sum = 0;
  let digit = 0;
  for (const one of word) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[one];
    if (unit) { sum += (digit || 1) * unit; digit = 0; } else if ("〇零".includes(one)) digit = 0;
    else digit = DIGITS.indexOf(one);
  }
  return sum + digit;
};

/* { name, n, write } of a marker; null for one that counts nothing, such as a dash or 专栏1. */
export const formOf = (marker) => {
  for (const [name, pattern] of FORMS) {
    const found = pattern.exec(marker);
    if (!found) continue;
    const [, before, number, behind] = found;
    if (name === "circled") return { name, n: number.charCodeAt(0) - 0x245f, write: (n) => (n <= 20 ? String.fromCharCode(0x245f + n) : `（${n}）`) };
    const figures = name.startsWith("figure");
    return { name, n: figures ? Number(number) : fromHan(number), write: (n) => `${before}${figures ? n : toHan(n)}${behind}` };
  }
  return null;
};

const RANKS = FORMS.map(([name]) => name);
const close = (open, form) => {
  const rank = form ? RANKS.indexOf(form.name) : -1; // a heading without a number begins all anew
  for (const name of open.keys()) if (RANKS.indexOf(name) > rank && name !== "article") open.delete(name);
};

/* Calls `tell(block, pos, n, form)` with the number that follows for each counted clause. */
const count = (doc, tell) => {
  let open = new Map();
  let part = null;
  for (const one of blocks(doc)) {
    if (one.part !== part) { part = one.part; open = new Map(); }
    const { kind, marker } = one.block.attrs;
    const form = formOf(marker);
    if (form || HEADINGS.includes(kind)) close(open, form);
    if (!form) continue;
    open.set(form.name, tell(one.block, one.pos, (open.get(form.name) ?? 0) + 1, form));
  }
};

/* Notes on a document as it was loaded which numbers don't follow, so that renumbering leaves them. */
export const noteStarts = (tr) => {
  count(tr.doc, (block, pos, n, form) => {
    if (form.n !== n && block.type.name === "clause") tr.setNodeAttribute(pos, "restart", form.n);
    return form.n;
  });
  return tr;
};

/* Adds to `tr` the markers that follow from the order; tells whether any changed. */
export const renumber = (tr) => {
  let changed = false;
  count(tr.doc, (block, pos, n, form) => {
    const number = block.attrs.restart ?? n;
    const marker = form.write(number);
    if (marker !== block.attrs.marker) { tr.setNodeAttribute(pos, "marker", marker); changed = true; }
    return number;
  });
  return changed;
};

/* Lets every number follow the one before it. */
export const renumberAll = (state, dispatch) => {
  const { tr } = state;
  for (const { block, pos } of blocks(tr.doc)) if (block.attrs.restart) tr.setNodeAttribute(pos, "restart", null);
  const changed = renumber(tr);
  if (changed && dispatch) dispatch(tr);
  return changed;
};

/* A marker for a clause that becomes of this kind and level: as its like is marked before it, else as offices do. */
export const markerFor = (doc, pos, kind, level) => {
  const before = blocks(doc).filter((one) => one.pos < pos && one.block.attrs.kind === kind && (kind === "article" || one.block.attrs.level === level));
  const like = before.map((one) => formOf(one.block.attrs.marker)).filter(Boolean).at(-1);
  if (kind === "chapter") return "第一章";
  if (kind === "section") return "第一节";
  if (kind === "article") return "第一条";
  if (kind !== "heading" && kind !== "item") return "";
  return like ? like.write(like.n + 1) : STANDARD[Math.min(level, STANDARD.length) - 1];
};
