// The toolbar: one tab stop, arrows move within it, aria-pressed tells what holds at the cursor.
import { lift, setBlockType, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable, mergeCells, splitCell,
} from "prosemirror-tables";
import { skema } from "./skema.js";

const { nodes, marks } = skema;

function markActive(state, type) {
  const { from, $from, to, empty } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks || $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

function listAround(state) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (node.type === nodes.ordered_list || node.type === nodes.bullet_list) return { node, pos: $from.before(depth) };
    if (node.type.spec.tableRole) return null;
  }
  return null;
}

function listIs(type, kind) {
  return (state) => {
    const found = listAround(state);
    return Boolean(found && found.node.type === type && (!kind || found.node.attrs.type === kind));
  };
}

export function toggleList(type, kind) {
  return (state, dispatch) => {
    const found = listAround(state);
    if (!found) return wrapInList(type, kind ? { type: kind } : null)(state, dispatch);
    if (found.node.type === type && (!kind || found.node.attrs.type === kind)) return liftListItem(nodes.list_item)(state, dispatch);
    if (dispatch) dispatch(state.tr.setNodeMarkup(found.pos, type, type === nodes.ordered_list ? { type: kind ?? "1", start: 1 } : null));
    return true;
  };
}

function insertTable(rows, columns, rincian) {
  return (state, dispatch) => {
    if (isInTable(state)) return false;
    if (dispatch) {
      const cell = () => nodes.table_cell.createAndFill();
      const row = () => nodes.table_row.create(null, Array.from({ length: columns }, cell));
      const table = nodes.table.create({ rincian }, Array.from({ length: rows }, row));
      const { tr, selection } = state;
      const empty = selection.$from.parent.type === nodes.paragraph && !selection.$from.parent.content.size && selection.empty;
      const at = empty ? selection.$from.before() : selection.$to.after(Math.min(selection.$to.depth, 1) || 1);
      if (empty) tr.replaceWith(at, selection.$from.after(), table); else tr.insert(at, table);
      // A paragraph must follow, or nothing could be written below.
      if (!tr.doc.nodeAt(at + table.nodeSize)) tr.insert(at + table.nodeSize, nodes.paragraph.create());
      const inside = tr.doc.resolve(at + 4);
      tr.setSelection(state.selection.constructor.near ? state.selection.constructor.near(inside) : selection);
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

function clearFormat(state, dispatch) {
  const { from, to } = state.selection;
  if (dispatch) {
    const { tr } = state;
    for (const type of Object.values(marks)) tr.removeMark(from, to, type);
    dispatch(tr.setStoredMarks([]));
  }
  setBlockType(nodes.paragraph)(state);
  return true;
}

const BUTTONS = [
  { icon: "bold", label: "Tebal", keys: "Ctrl+B", run: toggleMark(marks.strong), active: (s) => markActive(s, marks.strong) },
  { icon: "italic", label: "Miring", keys: "Ctrl+I", run: toggleMark(marks.em), active: (s) => markActive(s, marks.em) },
  { icon: "underline", label: "Garis bawah", keys: "Ctrl+U", run: toggleMark(marks.u), active: (s) => markActive(s, marks.u) },
  null,
  { icon: "list-numbers", label: "Daftar angka", run: toggleList(nodes.ordered_list, "1"), active: listIs(nodes.ordered_list, "1") },
  { icon: "abc", label: "Daftar huruf", run: toggleList(nodes.ordered_list, "a"), active: listIs(nodes.ordered_list, "a") },
  { icon: "list", label: "Daftar butir", run: toggleList(nodes.bullet_list), active: listIs(nodes.bullet_list) },
  { icon: "indent-increase", label: "Masukkan ke dalam", keys: "Tab", run: sinkListItem(nodes.list_item) },
  { icon: "indent-decrease", label: "Keluarkan", keys: "Shift+Tab", run: (s, d) => liftListItem(nodes.list_item)(s, d) || (listAround(s) ? lift(s, d) : false) },
  null,
  { icon: "list-details", label: "Rincian berlabel (hari, waktu, tempat)", run: insertTable(3, 2, true) },
  { icon: "table-plus", label: "Tabel", run: insertTable(3, 3, false) },
  { icon: "row-insert-bottom", label: "Tambah baris", run: addRowAfter, table: true },
  { icon: "column-insert-right", label: "Tambah kolom", run: addColumnAfter, table: true },
  { icon: "row-remove", label: "Hapus baris", run: deleteRow, table: true },
  { icon: "column-remove", label: "Hapus kolom", run: deleteColumn, table: true },
  { icon: "arrows-join", label: "Gabungkan sel", run: mergeCells, table: true },
  { icon: "arrows-split", label: "Pisahkan sel", run: splitCell, table: true },
  { icon: "table-minus", label: "Hapus tabel", run: deleteTable, table: true },
  null,
  { icon: "clear-formatting", label: "Hapus format", run: clearFormat },
  { icon: "arrow-back-up", label: "Urungkan", keys: "Ctrl+Z", run: undo },
  { icon: "arrow-forward-up", label: "Ulangi", keys: "Ctrl+Y", run: redo },
];

export class Alat {
  constructor(label, sprite) {
    this.dom = document.createElement("div");
    this.dom.className = "s-editor-alat";
    this.dom.setAttribute("role", "toolbar");
    this.dom.setAttribute("aria-label", `Format ${label}`);
    this.items = [];
    for (const item of BUTTONS) {
      if (!item) {
        this.dom.append(Object.assign(document.createElement("span"), { className: "s-pisah" }));
        continue;
      }
      const button = document.createElement("button");
      button.type = "button";
      button.tabIndex = this.items.length ? -1 : 0;
      button.setAttribute("aria-label", item.label);
      button.title = item.keys ? `${item.label} (${item.keys})` : item.label;
      button.append(icon(item.icon, sprite));
      // The editor must keep its selection: a press on a button may not take the focus.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => {
        item.run(this.view.state, this.view.dispatch, this.view);
        this.view.focus();
      });
      this.items.push({ ...item, button });
      this.dom.append(button);
    }
    this.dom.addEventListener("keydown", (event) => this.move(event));
  }

  attach(view) {
    this.view = view;
    this.update(view.state);
  }

  move(event) {
    const usable = this.items.filter(({ button }) => !button.hidden && !button.disabled).map(({ button }) => button);
    const now = usable.indexOf(document.activeElement);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: usable.length - 1 }[event.key];
    if (event.key === "Escape") this.view.focus();
    if (next === undefined || now < 0) return;
    event.preventDefault();
    const chosen = usable[(next + usable.length) % usable.length];
    for (const { button } of this.items) button.tabIndex = button === chosen ? 0 : -1;
    chosen.focus();
  }

  update(state) {
    const inTable = isInTable(state);
    for (const { button, run, active, table } of this.items) {
      if (table) button.hidden = !inTable;
      if (active) button.setAttribute("aria-pressed", String(active(state)));
      else button.disabled = !run(state);
    }
    if (!this.items.some(({ button }) => button.tabIndex === 0 && !button.hidden && !button.disabled)) {
      for (const { button } of this.items) button.tabIndex = -1;
      this.items[0].button.tabIndex = 0;
    }
  }

  focus() {
    (this.items.find(({ button }) => button.tabIndex === 0) ?? this.items[0]).button.focus();
  }
}

function icon(name, sprite) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  for (const [key, value] of Object.entries({ class: "s-ikon", width: 18, height: 18, "aria-hidden": "true" })) svg.setAttribute(key, value);
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}
