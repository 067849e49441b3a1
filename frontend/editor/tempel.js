// Cleans what is pasted. Word sends lists as paragraphs whose style says "mso-list:l0 level2"; here they become lists.
const MARKER = /^\(?([0-9]{1,3}|[a-z]{1,4}|[A-Z]{1,4})[.)]/;

function listLevel(paragraph) {
  const style = paragraph.dataset.gaya ?? "";
  const match = /mso-list:\s*\S+\s+level(\d)/i.exec(style);
  return match ? Number(match[1]) : 0;
}

function takeMarker(paragraph) {
  for (const span of paragraph.querySelectorAll("span")) {
    if (/mso-list:\s*ignore/i.test(span.dataset.gaya ?? "")) {
      const text = span.textContent.replace(/\u00a0/g, " ").trim();
      span.remove();
      return text;
    }
  }
  return "";
}

export function listKind(marker) {
  const match = MARKER.exec(marker);
  if (!match) return { tag: "ul" };
  const sign = match[1];
  if (/^\d+$/.test(sign)) return { tag: "ol", type: "1", start: Number(sign) };
  if (/^(i{1,3}|iv|vi{0,3}|ix|x)$/.test(sign) && sign !== "x") return { tag: "ol", type: "i", start: 1 };
  if (/^(I{1,3}|IV|VI{0,3}|IX)$/.test(sign)) return { tag: "ol", type: "I", start: 1 };
  if (sign.length > 1) return { tag: "ul" };
  const upper = sign === sign.toUpperCase();
  return { tag: "ol", type: upper ? "A" : "a", start: sign.toLowerCase().charCodeAt(0) - 96 };
}

function convertWordLists(doc) {
  let open = []; // lists from the outermost to the one being filled
  for (const paragraph of [...doc.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const level = listLevel(paragraph);
    if (!level) { open = []; continue; }
    const last = open.at(-1)?.element;
    if (last && outermost(last).nextElementSibling !== paragraph && !adjacent(outermost(last), paragraph)) open = [];
    const kind = listKind(takeMarker(paragraph));
    while (open.length && (open.at(-1).level > level || (open.at(-1).level === level && open.at(-1).tag !== kind.tag))) open.pop();
    if (!open.length || open.at(-1).level < level) {
      const element = doc.createElement(kind.tag);
      if (kind.type && kind.type !== "1") element.setAttribute("type", kind.type);
      if (kind.start > 1) element.setAttribute("start", kind.start);
      const parent = open.at(-1)?.element.lastElementChild;
      if (parent) parent.append(element); else paragraph.before(element);
      open.push({ element, level, tag: kind.tag });
    }
    const item = doc.createElement("li");
    const content = doc.createElement("p");
    content.append(...paragraph.childNodes);
    item.append(content);
    open.at(-1).element.append(item);
    paragraph.remove();
  }
}

function outermost(list) {
  let element = list;
  while (element.parentElement?.closest("ol, ul")) element = element.parentElement.closest("ol, ul");
  return element;
}

function adjacent(list, paragraph) {
  for (let node = list.nextSibling; node; node = node.nextSibling) {
    if (node === paragraph) return true;
    if (node.nodeType === 1 || node.textContent.trim()) return false;
  }
  return false;
}

// Bold, italic and underline that are written as styles become elements; every other style is dropped.
function styleToElements(doc) {
  for (const element of doc.querySelectorAll("[data-gaya]")) {
    const style = element.dataset.gaya;
    delete element.dataset.gaya;
    const bold = /font-weight:\s*(bold|[6-9]00)/i.test(style);
    const tags = [bold && "strong", /font-style:\s*italic/i.test(style) && "em", /text-decoration[^;]*underline/i.test(style) && "u"].filter(Boolean);
    // Google Docs wraps the whole clipboard in a <b> whose style says that it is not bold.
    if (/^(b|strong)$/.test(element.localName) && /font-weight:\s*(normal|400)/i.test(style)) element.replaceWith(...element.childNodes);
    else if (element.localName === "span") {
      for (const tag of tags) {
        const wrap = doc.createElement(tag);
        wrap.append(...element.childNodes);
        element.append(wrap);
      }
    }
  }
}

// Styles and handlers are renamed in the text, before any parser sees them: the page's Content-Security-Policy would
// report each of them, and Word sends hundreds.
function disarm(html) {
  return html
    .replace(/<!--\[if[\s\S]*?\]>|<!\[endif\]-->|<!\[if[^>]*>|<!\[endif\]>/gi, "")
    .replace(/<style[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-gaya=").replace(/\son[a-z]+\s*=/gi, " data-buang="));
}

export function bersihkanTempelan(html) {
  const doc = new DOMParser().parseFromString(disarm(html), "text/html");
  for (const junk of doc.querySelectorAll("style, script, meta, link, title, xml, img, svg, iframe, object, form, input, button")) junk.remove();
  convertWordLists(doc);
  styleToElements(doc);
  for (const element of doc.querySelectorAll("*")) {
    if (element.localName.includes(":")) element.replaceWith(...element.childNodes);
  }
  for (const element of doc.querySelectorAll("[class]:not(table)")) element.removeAttribute("class");
  return doc.body.innerHTML;
}
