// The letter editor over <textarea data-penyunting>: writes clean HTML back into it, so that the form, the draft and the
// server know nothing of the editor. Without this file the textarea is what the person types in.
import { baseKeymap, chainCommands, exitCode, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { inputRules, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { DOMParser as Parser, DOMSerializer } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { EditorState } from "prosemirror-state";
import { addRowAfter, fixTables, goToNextCell, isInTable, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { Alat } from "./alat.js";
import { skema } from "./skema.js";
import { bersihkanTempelan } from "./tempel.js";

const { nodes, marks } = skema;
const BLOCK = /<(p|ol|ul|table|h3|blockquote|br|strong|em|u)\b/i;

function parse(html) {
  const holder = document.implementation.createHTMLDocument("").body;
  if (BLOCK.test(html)) holder.innerHTML = html;
  else {
    for (const text of html.split(/\n\s*\n/)) {
      const paragraph = holder.ownerDocument.createElement("p");
      for (const [i, line] of text.split("\n").entries()) paragraph.append(...(i ? [holder.ownerDocument.createElement("br")] : []), line);
      holder.append(paragraph);
    }
  }
  return Parser.fromSchema(skema).parse(holder);
}

function serialize(doc) {
  const holder = document.createElement("div");
  holder.append(DOMSerializer.fromSchema(skema).serializeFragment(doc.content));
  // A cell or item of one paragraph is written without it: shorter, and what other programs expect.
  for (const cell of holder.querySelectorAll("td, th, li")) {
    if (cell.childElementCount === 1 && cell.firstElementChild.localName === "p" && cell.childNodes.length === 1
        && !cell.firstElementChild.className) {
      cell.replaceChildren(...cell.firstElementChild.childNodes);
    }
  }
  const empty = !holder.textContent.trim() && !holder.querySelector("table");
  return empty ? "" : holder.innerHTML;
}

function rules() {
  return inputRules({
    rules: [
      wrappingInputRule(/^(\d{1,3})[.)]\s$/, nodes.ordered_list, (match) => ({ start: Number(match[1]), type: "1" })),
      wrappingInputRule(/^a[.)]\s$/, nodes.ordered_list, { type: "a" }),
      wrappingInputRule(/^[-*]\s$/, nodes.bullet_list),
    ],
  });
}

function nextCell(state, dispatch, view) {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  // At the last cell a row is added, as in every word processor.
  if (addRowAfter(state, dispatch)) goToNextCell(1)(view.state, view.dispatch);
  return true;
}

function inRincian(state) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === nodes.table) return $from.node(depth).attrs.rincian;
  return false;
}

const breakLine = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

function keys(editor) {
  // Esc, then Tab, leaves the editor: inside lists and tables Tab has another meaning (WCAG 2.1.2).
  const unlessLeaving = (command) => (...args) => {
    if (!editor.leaving) return command(...args);
    editor.leaving = false;
    return false;
  };
  return keymap({
    "Mod-b": toggleMark(marks.strong),
    "Mod-i": toggleMark(marks.em),
    "Mod-u": toggleMark(marks.u),
    "Mod-z": undo,
    "Mod-y": redo,
    "Mod-Shift-z": redo,
    "Shift-Enter": breakLine,
    Enter: chainCommands((state, dispatch, view) => inRincian(state) && nextCell(state, dispatch, view), splitListItem(nodes.list_item)),
    Tab: unlessLeaving(chainCommands(nextCell, sinkListItem(nodes.list_item))),
    "Shift-Tab": unlessLeaving(chainCommands(goToNextCell(-1), liftListItem(nodes.list_item))),
    Escape: () => { editor.leaving = true; return false; },
    "Alt-F10": () => { editor.alat.focus(); return true; },
    // Ctrl+Enter is the page's primary act, never a new paragraph.
    "Mod-Enter": () => false,
  });
}

class Penyunting {
  constructor(textarea) {
    this.textarea = textarea;
    this.leaving = false;
    const label = textarea.dataset.label ?? "isi";
    this.alat = new Alat(label, textarea.dataset.ikon ?? "");
    this.frame = document.createElement("div");
    this.frame.className = "s-editor";
    const mount = document.createElement("div");
    const help = Object.assign(document.createElement("p"), {
      className: "s-editor-bantuan",
      id: `${textarea.id}-alat-bantuan`,
      textContent: "Alt+F10 ke bilah alat. Esc lalu Tab untuk keluar dari penyunting.",
    });
    this.frame.append(this.alat.dom, mount, help);
    textarea.before(this.frame);
    textarea.hidden = true;
    // The textarea held plain words for who has no JavaScript; from here on it holds HTML, and says so to the server.
    const html = textarea.dataset.html ?? textarea.value;
    const format = textarea.form?.elements[`${textarea.name}_format`];
    if (format) format.value = "html";
    const describedby = [textarea.getAttribute("aria-describedby"), help.id].filter(Boolean).join(" ");
    this.view = new EditorView({ mount }, {
      state: this.fresh(html),
      attributes: {
        class: "s-editor-isi",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        "aria-describedby": describedby,
        ...(textarea.getAttribute("aria-invalid") && { "aria-invalid": "true" }),
      },
      transformPastedHTML: bersihkanTempelan,
      dispatchTransaction: (transaction) => this.dispatch(transaction),
      handleDOMEvents: { focus: () => { this.leaving = false; return false; } },
    });
    this.alat.attach(this.view);
    textarea.value = serialize(this.view.state.doc);
    textarea.penyunting = this;
    document.querySelector(`label[for="${textarea.id}"]`)?.addEventListener("click", () => this.focus());
    textarea.addEventListener("suite:isi", () => { this.view.updateState(this.fresh(textarea.value)); this.alat.update(this.view.state); });
  }

  fresh(html) {
    const state = EditorState.create({
      doc: parse(html),
      plugins: [rules(), keys(this), keymap(baseKeymap), history(), tableEditing()],
    });
    const fix = fixTables(state);
    return fix ? state.apply(fix.setMeta("addToHistory", false)) : state;
  }

  dispatch(transaction) {
    this.view.updateState(this.view.state.apply(transaction));
    this.alat.update(this.view.state);
    if (!transaction.docChanged) return;
    this.textarea.value = serialize(this.view.state.doc);
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }

  focus() { this.view.focus(); }
}

for (const textarea of document.querySelectorAll("textarea[data-penyunting]")) if (!textarea.penyunting) new Penyunting(textarea);
