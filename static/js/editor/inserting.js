/* Puts an empty table behind the clause in hand: how large it is to be is asked first. */
import { emptyGrid } from "./cells.js";
import { behind, current } from "./deeds.js";
import { ask, make } from "./dialogs.js";
import { closeHistory, NodeSelection } from "./prose.js";
import { say } from "./says.js";
import { newKey, schema } from "./schema.js";

const ROWS = [4, 500]; // at first, at most
const COLUMNS = [3, 50];

const field = (name, [value, max]) => {
  const input = make("input", { type: "number", name, min: 1, max, value, required: true });
  return [make("label", {}, say(name), input), () => input.valueAsNumber];
};

/* A command: the answer comes later, and goes to where the cursor is by then. */
export const insertTable = (state, dispatch, view) => {
  if (!current(state) || !view?.editable) return false;
  if (dispatch) choose(view);
  return true;
};

const choose = async (view) => {
  const [rows, rowCount] = field("table_rows", ROWS);
  const [columns, columnCount] = field("table_columns", COLUMNS);
  const answer = await ask(say("table_insert"), [make("div", { class: "question-pair" }, columns, rows)], [["insert", say("insert")], ["", say("cancel"), true]]);
  if (answer !== "insert") { view.focus(); return; }
  put(view, emptyGrid(rowCount(), columnCount()));
};

const put = (view, grid) => {
  const here = current(view.state);
  if (!here) return;
  const at = behind(here);
  const tr = view.state.tr.insert(at, schema.nodes.table.create({ key: newKey(), grid }));
  view.dispatch(closeHistory(tr.setSelection(NodeSelection.create(tr.doc, at)).scrollIntoView()));
  view.nodeDOM(at)?.querySelector("th")?.focus();
};
