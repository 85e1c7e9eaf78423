/* Two people changed the same clause: both texts are shown, and for each a person decides. What is in no dispute the server
   has merged already: the decisions are written into that, as a change of one's own. */
import { ask, make } from "./dialogs.js";
import { find, put, wordsOf } from "./parts.js";
import { say } from "./says.js";

const nothing = (part) => part === null || part === undefined;
const column = (label, part, kind) => make("div", { class: `side side-${kind}` }, make("h4", {}, label),
  make("p", { lang: "zh-Hans", class: nothing(part) ? "quiet" : null }, nothing(part) ? say("taken_away") : wordsOf(part)));

/* What can be written by hand: one string of a part. */
const handOf = (part) => {
  if (typeof part === "string") return part;
  if (part?.cells || part?.rows || Array.isArray(part) || nothing(part)) return null;
  return part.kind && part.text !== undefined ? (part.text || part.heading) : null;
};
const byHand = (part, words) => {
  if (typeof part === "string") return words;
  return part.text || !part.heading ? { ...part, text: words } : { ...part, heading: words };
};

const question = (conflict, n) => {
  const name = `side-${n}`;
  const hand = handOf(conflict.mine);
  const area = hand === null ? null : make("textarea", { rows: 4, "aria-label": say("by_hand"), hidden: true });
  if (area) area.value = hand;
  const choice = (value, label, chosen) => make("label", {}, make("input", { type: "radio", name, value, checked: chosen }), ` ${label}`);
  const fields = make("fieldset", { class: "conflict" }, make("legend", { lang: "zh-Hans" }, say("clause_of", { label: conflict.label })),
    make("div", { class: "sides" }, column(say("side_base"), conflict.base, "base"), column(say("side_theirs"), conflict.theirs, "theirs"), column(say("side_mine"), conflict.mine, "mine")),
    make("div", { class: "choices" }, choice("theirs", say("take_theirs"), false), choice("mine", say("take_mine"), true), area ? choice("hand", say("by_hand"), false) : null), area);
  fields.addEventListener("change", () => { if (area) area.hidden = fields.querySelector(":checked").value !== "hand"; });
  return { fields, decided: () => ({ conflict, side: fields.querySelector(":checked").value, words: area?.value ?? "" }) };
};

/* Asks about each conflict; null when the person wants to decide later. */
export const decide = async ({ by, conflicts }) => {
  const all = conflicts.map(question);
  const intro = make("p", {}, say("conflict_intro", { by: by || say("somebody"), n: conflicts.length }));
  const answer = await ask(say("conflict_title"), [intro, ...all.map((one) => one.fields)], [["done", say("conflict_done")], ["later", say("conflict_later"), true]], { wide: true });
  return answer === "done" ? all.map((one) => one.decided()) : null;
};

/* One's own part as the conflict has it: a row as wide as the table is by now, a table's head over the rows that both gave. */
const ownOf = ({ key, mine: part }, mine, standing) => {
  if (part?.cells) return part;
  return part?.columns ? { ...part, rows: part.rows.length || !standing ? part.rows : standing.rows } : find(mine, key);
};

/* The merged tree with what was decided against theirs. */
export const withDecided = (merged, mine, decisions) => decisions.reduce((tree, { conflict, side, words }) => {
  if (side === "theirs") return tree;
  const { key } = conflict;
  const standing = find(tree, key);
  const own = ownOf(conflict, mine, standing);
  const wanted = side === "hand" ? byHand(own, words) : own;
  if (wanted && !standing && !key.startsWith("/")) return put(tree, key, wanted, mine);
  return put(tree, key, wanted ?? null, tree);
}, merged);
