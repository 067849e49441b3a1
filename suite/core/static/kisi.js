// The finance grid: a treegrid with one tab stop. Arrows move, Enter and F2 edit, Tab goes on, Ctrl+D fills down,
// Alt+Right and Alt+Left open and close a branch, Ctrl+Down goes to the next error.
const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";

class Grid {
  constructor(table) {
    this.table = table;
    this.undone = [];
    this.done = [];
    for (const row of this.rows(true)) if (row.getAttribute("aria-expanded") === "false") this.toggle(row, false);
    const first = this.cells(this.rows()[0] ?? document.createElement("tr"))[0];
    if (first) first.tabIndex = 0;
    table.addEventListener("keydown", (event) => this.key(event));
    table.addEventListener("click", (event) => {
      const branch = event.target.closest(".s-kisi-cabang");
      const row = event.target.closest("tr");
      if (branch) this.toggle(row, row.getAttribute("aria-expanded") !== "true");
      const cell = event.target.closest("[data-kunci]");
      if (cell && !event.target.closest("a, input")) this.focus(cell);
    });
    table.addEventListener("dblclick", (event) => this.edit(event.target.closest("[data-sunting]")));
  }

  rows(all = false) {
    return [...this.table.querySelectorAll("tbody tr[data-id]")].filter((row) => all || !row.hidden);
  }

  cells(row) { return [...row.querySelectorAll("[data-kunci]")]; }

  focus(cell) {
    if (!cell) return;
    for (const other of this.table.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  }

  children(row) {
    return [...this.table.querySelectorAll(`tbody tr[data-induk="${CSS.escape(row.dataset.id)}"]`)];
  }

  toggle(row, open) {
    row.setAttribute("aria-expanded", String(open));
    for (const child of this.children(row)) {
      child.hidden = !open;
      if (child.dataset.id && child.getAttribute("aria-expanded") !== null) this.toggle(child, open && child.getAttribute("aria-expanded") === "true");
    }
  }

  key(event) {
    if (event.target.matches("input")) return this.editing(event);
    const cell = event.target.closest("[data-kunci]");
    if (!cell) return;
    const row = cell.parentElement;
    const rows = this.rows();
    const column = this.cells(row).indexOf(cell);
    const at = rows.indexOf(row);
    const go = (r, c) => { event.preventDefault(); this.focus(this.cells(rows[Math.min(Math.max(r, 0), rows.length - 1)])[c]); };
    const control = event.ctrlKey || event.metaKey;
    if (event.altKey && event.key.startsWith("Arrow")) {
      if (row.getAttribute("aria-expanded") !== null && /Left|Right/.test(event.key)) { event.preventDefault(); this.toggle(row, event.key === "ArrowRight"); }
    } else if (control && event.key === "ArrowDown") {
      event.preventDefault();
      const wrong = [...this.table.querySelectorAll(".s-salah")];
      this.focus(wrong.find((bad) => cell.compareDocumentPosition(bad) & Node.DOCUMENT_POSITION_FOLLOWING) ?? wrong[0]);
    } else if (control && event.key.toLowerCase() === "d") {
      event.preventDefault();
      const above = rows[at - 1] && this.cells(rows[at - 1])[column];
      if (above && cell.dataset.sunting !== undefined) this.write(cell, above.textContent.trim());
    } else if (control && event.key.toLowerCase() === "z") this.step(this.done, this.undone, "before", event);
    else if (control && event.key.toLowerCase() === "y") this.step(this.undone, this.done, "after", event);
    else if (event.key === "ArrowDown") go(at + 1, column);
    else if (event.key === "ArrowUp") go(at - 1, column);
    else if (event.key === "ArrowRight") go(at, Math.min(column + 1, this.cells(row).length - 1));
    else if (event.key === "ArrowLeft") go(at, Math.max(column - 1, 0));
    else if (event.key === "Home") go(control ? 0 : at, 0);
    else if (event.key === "End") go(control ? rows.length - 1 : at, this.cells(row).length - 1);
    else if (event.key === "Enter" || event.key === "F2") { event.preventDefault(); this.edit(cell); }
    else if (event.key.length === 1 && !control && cell.dataset.sunting !== undefined) { event.preventDefault(); this.edit(cell, event.key); }
  }

  edit(cell, typed) {
    if (cell?.dataset.sunting === undefined || cell.querySelector("input")) return;
    const before = cell.textContent.trim();
    const input = Object.assign(document.createElement("input"), { value: typed ?? before, inputMode: "decimal" });
    input.setAttribute("aria-label", `${this.heading(cell)}, ${this.cells(cell.parentElement)[0].textContent.trim()}`);
    cell.dataset.semula = before;
    cell.replaceChildren(input);
    input.focus();
    if (!typed) input.select();
    input.addEventListener("blur", () => this.close(cell, true));
  }

  heading(cell) {
    return this.table.tHead.rows[0].cells[cell.cellIndex].textContent.trim();
  }

  editing(event) {
    const cell = event.target.closest("[data-kunci]");
    const rows = this.rows();
    const row = cell.parentElement;
    const column = this.cells(row).indexOf(cell);
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); this.close(cell, false); this.focus(cell); }
    else if (event.key === "Enter") { event.preventDefault(); this.close(cell, true); this.focus(this.cells(rows[Math.min(rows.indexOf(row) + 1, rows.length - 1)])[column]); }
    else if (event.key === "Tab") {
      const editable = [...this.table.querySelectorAll("[data-sunting]")].filter((other) => !other.parentElement.hidden);
      const next = editable[editable.indexOf(cell) + (event.shiftKey ? -1 : 1)];
      this.close(cell, true);
      if (next) { event.preventDefault(); this.focus(next); this.edit(next); }
    }
  }

  close(cell, keep) {
    const input = cell.querySelector("input");
    if (!input || cell.dataset.semula === undefined) return;
    const before = cell.dataset.semula;
    const after = keep ? input.value.trim() : before;
    delete cell.dataset.semula;
    cell.textContent = after;
    if (after !== before) { this.done.push({ cell, before, after }); this.undone = []; this.send(cell, after, before); }
  }

  write(cell, value) {
    const before = cell.textContent.trim();
    if (before === value) return;
    cell.textContent = value;
    this.done.push({ cell, before, after: value });
    this.undone = [];
    this.send(cell, value, before);
  }

  step(from, to, side, event) {
    const change = from.pop();
    if (!change) return;
    event.preventDefault();
    to.push(change);
    const now = change.cell.textContent.trim();
    change.cell.textContent = change[side];
    this.focus(change.cell);
    this.send(change.cell, change[side], now);
  }

  async send(cell, value, before) {
    if (!this.table.dataset.simpan) return;
    const data = new FormData();
    for (const [name, content] of Object.entries({ id: cell.parentElement.dataset.id, kunci: cell.dataset.kunci, nilai: value, semula: before })) data.append(name, content);
    let answer = null;
    try {
      answer = await fetch(this.table.dataset.simpan, { method: "POST", body: data, headers: { "X-CSRFToken": token, Accept: "application/json" } });
    } catch { /* told below */ }
    const body = await answer?.json().catch(() => ({})) ?? {};
    cell.classList.toggle("s-salah", !answer?.ok);
    if (answer?.ok) { cell.removeAttribute("title"); cell.removeAttribute("aria-invalid"); } else {
      cell.setAttribute("aria-invalid", "true");
      cell.title = body.detail ?? "Belum tersimpan: tidak ada sambungan. Isian tetap di sini.";
    }
    this.table.dispatchEvent(new CustomEvent("suite:sel", { bubbles: true, detail: { cell, ok: Boolean(answer?.ok), body } }));
  }
}

for (const table of document.querySelectorAll("[data-kisi]")) new Grid(table);
