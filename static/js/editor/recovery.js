/* On return: the text that a closed tab or a dead network left in this browser is offered, never taken by itself. */
import { ask, make } from "./dialogs.js";
import { plain } from "./between.js";
import { wordsOf } from "./parts.js";
import { say } from "./says.js";

const nodes = (tree) => new Map(tree.texts.flatMap((text) => text.nodes.map((node) => [node.key, node])));

/* Clauses that differ between two trees, as pairs of words. */
export const differences = (before, after) => {
  const [old, fresh] = [nodes(before), nodes(after)];
  const found = [];
  for (const [key, node] of fresh) if (wordsOf(old.get(key)) !== wordsOf(node)) found.push([wordsOf(old.get(key)), wordsOf(node)]);
  for (const [key, node] of old) if (!fresh.has(key)) found.push([wordsOf(node), ""]);
  for (const [name, value] of Object.entries(after.fields)) if (wordsOf(before.fields[name]) !== wordsOf(value)) found.push([wordsOf(before.fields[name]), wordsOf(value)]);
  const tables = new Map(before.tables.map((one) => [one.key, one]));
  const headOf = (table) => (table ? [table.title, table.unit, ...table.columns.map((column) => column.name), ...table.notes].filter(Boolean).join("　") : "");
  for (const one of after.tables) {
    if (headOf(tables.get(one.key)) !== headOf(one)) found.push([headOf(tables.get(one.key)), headOf(one)]);
    const rows = new Map((tables.get(one.key)?.rows ?? []).map((row) => [row.key, row]));
    for (const row of one.rows) if (wordsOf(rows.get(row.key)) !== wordsOf(row)) found.push([wordsOf(rows.get(row.key)), wordsOf(row)]);
  }
  return found;
};

const shown = (pairs) => make("div", { class: "compared" }, ...pairs.slice(0, 100).map(([before, after]) => make("div", { class: "sides", lang: "zh-Hans" },
  make("div", { class: "side side-base" }, make("p", {}, before || "—")), make("div", { class: "side side-mine" }, make("p", {}, after || "—")))));

const sorted = (parts) => parts.toSorted((one, other) => (one.key < other.key ? -1 : 1));
const everything = (tree) => plain({ ...tree, tables: sorted(tree.tables), figures: sorted(tree.figures) });

/* 'restore', 'drop', or '' to decide later. */
export const offer = async (left, standing) => {
  const time = new Date(left.at);
  const at = time.toLocaleString(document.documentElement.lang, { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
  if (everything(standing) === everything(left.tree)) return "drop";
  const pairs = differences(standing, left.tree);
  const intro = make("p", {}, pairs.length ? say("left_intro", { at, n: pairs.length }) : say("left_order", { at }));
  const compared = make("details", {}, make("summary", {}, say("left_compare")), make("div", { class: "sides side-heads" }, make("b", {}, say("side_server")), make("b", {}, say("side_left"))), shown(pairs));
  compared.hidden = !pairs.length;
  const answer = await ask(say("left_title"), [intro, compared], [["restore", say("left_restore")], ["drop", say("left_drop"), true], ["", say("left_later"), true]], { wide: true });
  if (answer !== "drop") return answer;
  const sure = await ask(say("left_sure_title"), [make("p", {}, say("left_sure"))], [["drop", say("left_drop")], ["", say("cancel"), true]]);
  return sure;
};
