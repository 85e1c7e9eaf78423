/* The keys of the text, for the editor and for the list that `?` opens. */
import { describe } from "../desk.js";
import * as deeds from "./deeds.js";
import { list as gridKeys } from "./gridbar.js";
import { insertTable } from "./inserting.js";
import { baseKeymap, keymap, redo, Selection, undo } from "./prose.js";
import { say } from "./says.js";
import { schema } from "./schema.js";

const newline = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent || state.selection.$from.parent.type === schema.nodes.title) return true;
  dispatch?.(state.tr.insertText("\n").scrollIntoView());
  return true;
};

/* The browser's own Ctrl+End stops before a table that stands last. */
const toEdge = (at) => (state, dispatch) => {
  dispatch?.(state.tr.setSelection(at(state.doc)).scrollIntoView());
  return true;
};

const KINDS = { 5: "item", 6: "article", 7: "chapter", 8: "section", 9: "note", 0: "paragraph" };

export const keys = ({ written, toMarker, openTable }) => {
  const own = {
    Enter: deeds.split(written), "Shift-Enter": newline, "Mod-Enter": deeds.insertAfter(written),
    Backspace: deeds.backspace(written), Delete: deeds.remove(written),
    "Alt-ArrowUp": deeds.move(-1), "Alt-ArrowDown": deeds.move(1), "Mod-Shift-Backspace": deeds.removeClause, "Mod-Shift-Delete": deeds.removeClause,
    "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo, "Mod-b": deeds.toggleRunIn,
    "Mod-Home": toEdge(Selection.atStart), "Mod-End": toEdge(Selection.atEnd), "Alt-m": toMarker, "Alt-t": insertTable,
  };
  for (const level of [1, 2, 3, 4]) own[`Alt-${level}`] = deeds.setKind(written, "heading", level);
  for (const [key, kind] of Object.entries(KINDS)) own[`Alt-${key}`] = deeds.setKind(written, kind);
  return [keymap({ ...own, Enter: (...args) => openTable(...args) || own.Enter(...args) }), keymap(baseKeymap)];
};

const ours = [
  ["Enter", "key_split"], ["Shift Enter", "key_line"], ["Ctrl Enter", "key_after"], ["Alt ↑", "key_up"], ["Alt ↓", "key_down"],
  ["Alt 1…4", "key_headings"], ["Alt 5…9,0", "key_kinds"], ["Alt M", "key_marker"], ["Ctrl B", "key_runin"], ["Ctrl Shift Backspace", "key_remove"], ["Alt T", "table_insert"],
  ["Ctrl Z", "key_undo"], ["Ctrl Y", "key_redo"], ["Ctrl S", "key_save"], ["F6", "key_panes"],
];
export const list = () => {
  ours.forEach(([key, name]) => describe(key, say(name)));
  gridKeys();
};
