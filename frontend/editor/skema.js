// What a letter may hold: the same allow-list as the server's sanitiser. No link, no image, no style.
import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

const tables = tableNodes({
  tableGroup: "block",
  cellContent: "(paragraph | ordered_list | bullet_list)+",
  cellAttributes: { rata: { default: null } },
});

// Alignment that a template or the server's normal form brings is kept; the toolbar does not offer it.
function oneClass(dom, allowed) {
  return allowed.find((name) => dom.classList.contains(name)) ?? null;
}

function cellDOM(tag) {
  return (node) => {
    const attrs = node.attrs.rata ? { class: node.attrs.rata } : {};
    if (node.attrs.colspan > 1) attrs.colspan = node.attrs.colspan;
    if (node.attrs.rowspan > 1) attrs.rowspan = node.attrs.rowspan;
    return [tag, attrs, 0];
  };
}

function span(dom, name) {
  return Math.min(Math.max(Number.parseInt(dom.getAttribute(name), 10) || 1, 1), 20);
}

function cellRule(tag) {
  return { tag, getAttrs: (dom) => ({ colspan: span(dom, "colspan"), rowspan: span(dom, "rowspan"), colwidth: null, rata: oneClass(dom, ["tengah", "kanan"]) }) };
}

const LIST_TYPES = ["1", "a", "A", "i", "I"];

export const skema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: {
      content: "inline*",
      group: "block",
      attrs: { kelas: { default: null } },
      parseDOM: [{ tag: "p", getAttrs: (dom) => ({ kelas: oneClass(dom, ["kiri", "tengah", "kanan", "rapat"]) }) }],
      toDOM: ({ attrs }) => ["p", attrs.kelas ? { class: attrs.kelas } : {}, 0],
    },
    judul: {
      content: "inline*",
      group: "block",
      defining: true,
      parseDOM: ["h1", "h2", "h3", "h4", "h5", "h6"].map((tag) => ({ tag })),
      toDOM: () => ["h3", 0],
    },
    kutipan: {
      content: "(paragraph | ordered_list | bullet_list)+",
      group: "block",
      defining: true,
      parseDOM: [{ tag: "blockquote" }],
      toDOM: () => ["blockquote", 0],
    },
    ordered_list: {
      content: "list_item+",
      group: "block",
      attrs: { start: { default: 1 }, type: { default: "1" } },
      parseDOM: [{
        tag: "ol",
        getAttrs: (dom) => ({
          start: Math.min(Math.max(Number.parseInt(dom.getAttribute("start"), 10) || 1, 1), 9999),
          type: LIST_TYPES.includes(dom.getAttribute("type")) ? dom.getAttribute("type") : "1",
        }),
      }],
      toDOM: ({ attrs }) => ["ol", { ...(attrs.start > 1 && { start: attrs.start }), ...(attrs.type !== "1" && { type: attrs.type }) }, 0],
    },
    bullet_list: { content: "list_item+", group: "block", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    list_item: { content: "paragraph (paragraph | ordered_list | bullet_list)*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
    table: {
      ...tables.table,
      attrs: { rincian: { default: false } },
      parseDOM: [{ tag: "table", getAttrs: (dom) => ({ rincian: dom.classList.contains("rincian") }) }],
      toDOM: (node) => ["table", node.attrs.rincian ? { class: "rincian" } : {}, ["tbody", 0]],
    },
    table_row: { ...tables.table_row, content: "(table_cell | table_header)+" },
    table_cell: { ...tables.table_cell, parseDOM: [cellRule("td")], toDOM: cellDOM("td") },
    table_header: { ...tables.table_header, parseDOM: [cellRule("th")], toDOM: cellDOM("th") },
    text: { group: "inline" },
    hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  },
  marks: {
    strong: {
      parseDOM: [
        { tag: "strong" },
        { tag: "b" },
      ],
      toDOM: () => ["strong", 0],
    },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
    u: { parseDOM: [{ tag: "u" }], toDOM: () => ["u", 0] },
  },
});
