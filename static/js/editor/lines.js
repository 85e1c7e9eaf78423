/* Turns a printed line into a clause: kind and marker are told by its form alone, characters are left as they are. */
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
export const tidy = (text) => text
  .replace(/[ \t\u00a0]*[\r\n]+[ \t\u00a0]*/g, (gap, at, whole) => (/[^\x00-\xff]/.test(whole[at - 1] ?? "") || /[^\x00-\xff]/.test(whole[at + gap.length] ?? "") ? "" : " "))
  .replace(/[\u200b\ufeff\u00ad]/g, "").replace(/^[\s　]+|[\s　]+$/g, "");

export const lines = (text) => text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.replace(/[\u200b\ufeff]/g, "").replace(/^[\s　]+|[\s　]+$/g, "")).filter(Boolean);
