/* The parts of ProseMirror that the text editor is built on: the one place that knows where they come from. */
import { pm } from "../../django_prose_editor/editor.js";

export const { Schema, Fragment, Slice, DOMParser, DOMSerializer } = pm.model;
export const { EditorState, Plugin, PluginKey, TextSelection, NodeSelection, Selection } = pm.state;
export const { EditorView, Decoration, DecorationSet } = pm.view;
export const { history, undo, redo, closeHistory, isHistoryTransaction } = pm.history;
export const { keymap } = pm.keymap;
export const { baseKeymap, chainCommands } = pm.commands;
