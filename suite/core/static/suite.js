// The shell: theme, menus, dialogs, confirmation, palette (Ctrl+K), keys, lists, relative times, offline strip.
// Every page works without this file; nothing here decides what a person may do.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const root = document.documentElement;

const store = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* forbidden or full: the choice lasts for this page */ } },
};

/* Theme */
function darkNow() {
  return root.dataset.bsTheme ? root.dataset.bsTheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
function labelTheme() {
  for (const button of $$("[data-ganti-tema] span")) button.textContent = darkNow() ? "Tampilan terang" : "Tampilan gelap";
}
function switchTheme() {
  root.dataset.bsTheme = darkNow() ? "light" : "dark";
  store.set("suite-tema", `${root.dataset.bsTheme}:${root.dataset.temaAkun ?? ""}`);
  labelTheme();
}

/* Menus made of <details>: one open at a time, closed by Esc and by a click elsewhere */
function closeMenus(except) {
  for (const menu of $$("details[data-lipat][open]")) if (menu !== except) menu.open = false;
}
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details[data-lipat]") && event.target.open) closeMenus(event.target);
}, true);

/* Dialogs */
function openDialog(dialog) {
  if (!dialog || dialog.open) return;
  closeMenus();
  dialog.showModal();
  $("[autofocus], textarea, input:not([type=hidden]), select", dialog)?.focus();
}
let confirmed = null;
function confirmForm(form, submitter) {
  const dialog = $("#konfirmasi");
  const { konfirmasi, konfirmasiIsi, konfirmasiLabel, konfirmasiBahaya } = form.dataset;
  $("h2", dialog).textContent = konfirmasi;
  $("[data-isi]", dialog).textContent = konfirmasiIsi || "";
  const yes = $("[data-ya]", dialog);
  yes.textContent = konfirmasiLabel || submitter?.textContent.trim() || "Lanjutkan";
  yes.className = `s-tombol s-tombol-${konfirmasiBahaya === undefined ? "utama" : "bahaya"}`;
  yes.onclick = () => {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "konfirmasi", value: "ya" });
    form.append(field);
    confirmed = form;
    dialog.close();
    form.requestSubmit(submitter);
  };
  openDialog(dialog);
  yes.focus();
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.konfirmasi !== undefined && confirmed !== form && $("#konfirmasi")) {
    event.preventDefault();
    confirmForm(form, event.submitter);
    return;
  }
  if (event.defaultPrevented || form.method !== "post" || form.target) return;
  // A second tap must not send twice; the server refuses it too, but the person should not have to read that.
  if (form.dataset.terkirim) { event.preventDefault(); return; }
  form.dataset.terkirim = "1";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => { delete form.dataset.terkirim; event.submitter?.removeAttribute("aria-busy"); }, 4000);
});
addEventListener("pageshow", () => { for (const form of $$("form[data-terkirim]")) delete form.dataset.terkirim; });

/* Clicks */
document.addEventListener("click", (event) => {
  const target = event.target;
  if (!target.closest("details[data-lipat]")) closeMenus();
  if (target.closest("[data-ganti-tema]")) return switchTheme();
  if (target.closest("[data-cetak]")) return print();
  const palette = target.closest("[data-palet]");
  if (palette && $("#palet")) { event.preventDefault(); return openPalette($("input", palette)?.value); }
  const opener = target.closest("[data-buka]");
  if (opener) {
    const dialog = $(opener.dataset.buka);
    if (dialog) { event.preventDefault(); openDialog(dialog); }
    return;
  }
  const dialog = target.closest("dialog");
  if (dialog && (target.closest("[data-tutup]") || target === dialog)) dialog.close();
  const narrow = target.closest("[data-persempit]");
  if (narrow) {
    const input = $("#palet input");
    input.value = `${narrow.dataset.persempit} ${input.value.replace(/^\/\w+\s*/, "")}`;
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

/* Palette */
function openPalette(text) {
  const dialog = $("#palet");
  openDialog(dialog);
  const input = $("input", dialog);
  if (text) input.value = text;
  awaited = null;
  input.select();
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
const results = () => $$("#palet-hasil [role=option]");
// Enter takes a result of the words in the field, never one of words typed before them: until those are here it waits.
let awaited = null;
const current = () => $("#palet-daftar")?.dataset.untuk === $("#palet input").value.slice(0, 200);
function choose(index) {
  const all = results();
  if (!all.length) return;
  const chosen = all[(index + all.length) % all.length];
  for (const option of all) option.setAttribute("aria-selected", String(option === chosen));
  chosen?.scrollIntoView({ block: "nearest" });
  const input = $("#palet input");
  if (chosen?.id) input.setAttribute("aria-activedescendant", chosen.id); else input.removeAttribute("aria-activedescendant");
}
function paletteKey(event) {
  // In a search field Esc would only empty it.
  if (event.key === "Escape") { event.preventDefault(); return $("#palet").close(); }
  const asked = awaited;
  awaited = null;
  const all = results();
  const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(now + (event.key === "ArrowDown" ? 1 : now < 0 ? 0 : -1));
  } else if (event.key === "Enter" && event.target.matches("input")) {
    const late = !current() && asked === null; // a second Enter, or no result: the page of results, as without JavaScript
    if (!late && !(current() && all[now])) return;
    event.preventDefault();
    if (late) awaited = event.target.value; else all[now].click();
  }
}
function refreshPalette() {
  const input = $("#palet input");
  input.setAttribute("aria-expanded", String(results().length > 0));
  choose(0);
  if (awaited === null || awaited !== input.value || !current()) return;
  awaited = null;
  if (results().length) results()[0].click(); else input.form.requestSubmit();
}
document.addEventListener("htmx:after:swap", () => { if ($("#palet")?.open) refreshPalette(); relativeTimes(); });

/* Lists: rows by J and K, selection, batch bar */
const rows = () => $$("[data-daftar] [data-baris]");
let row = -1;
function toRow(step) {
  const all = rows();
  if (!all.length) return;
  row = Math.min(Math.max(row + step, 0), all.length - 1);
  for (const [i, element] of all.entries()) element.classList.toggle("s-kini-baris", i === row);
  $("a", all[row])?.focus({ preventScroll: true });
  all[row].scrollIntoView({ block: "nearest" });
}
function refreshSelection(form) {
  const bar = $("[data-bilah-pilih]", form);
  const boxes = $$("[data-baris] .s-centang", form);
  const n = boxes.filter((box) => box.checked).length;
  const all = $("[data-pilih-semua]", form);
  if (all) { all.checked = n > 0 && n === boxes.length; all.indeterminate = n > 0 && n < boxes.length; }
  if (!bar) return;
  const count = $("[data-jumlah-pilih]", bar);
  count.textContent = `${n} ${count.dataset.benda} dipilih`;
  for (const button of $$("[data-label-pilih]", bar)) $("span", button).textContent = button.dataset.labelPilih.replace("{n}", n);
}
document.addEventListener("change", (event) => {
  const box = event.target;
  if (!box.matches(".s-centang") || !box.form) return;
  if (box.dataset.pilihSemua !== undefined) for (const other of $$("[data-baris] .s-centang", box.form)) other.checked = box.checked;
  if (box.closest("[data-daftar]")) refreshSelection(box.form);
});
document.addEventListener("click", (event) => {
  const release = event.target.closest("[data-lepas-pilihan]");
  if (!release) return;
  for (const box of $$("[data-baris] .s-centang", release.form)) box.checked = false;
  refreshSelection(release.form);
});

/* Keys */
const letters = () => root.dataset.pintasan !== "tidak" && document.body.dataset.tombolHuruf !== "tidak" && store.get("suite-huruf") !== "mati";
const address = (label) => $$(".s-nav-isi a").find((link) => link.textContent.trim().startsWith(label))?.href;
const GO = { b: "Beranda", t: "Perlu tindakan", s: "Surat masuk", c: "Cuti" };
let gPressed = 0;
document.addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  const control = ctrlKey || metaKey;
  if (control && key.toLowerCase() === "k" && $("#palet")) { event.preventDefault(); return openPalette(); }
  if ($("#palet")?.contains(target)) return paletteKey(event);
  if (control && key === "Enter") {
    const primary = target.closest("dialog[open]") ? $("[type=submit], [data-ya]", target.closest("dialog")) : visiblePrimary();
    if (primary) { event.preventDefault(); primary.click(); }
    return;
  }
  if (key === "Escape") {
    const menu = target.closest?.("details[data-lipat][open]");
    closeMenus();
    $("summary", menu ?? undefined)?.matches?.(":focus") || (menu && $("summary", menu).focus());
    return;
  }
  const typing = target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=treegrid], dialog");
  if (typing || control || altKey || !letters()) return;
  letterKey(event);
});
function visiblePrimary() {
  return $$("[data-utama]").filter((button) => button.offsetParent !== null && !button.disabled).pop();
}
function letterKey(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (performance.now() - gPressed < 1200 && GO[key]) {
    const url = address(GO[key]);
    gPressed = 0;
    if (url) location.assign(url);
    return;
  }
  if (key === "g") gPressed = performance.now();
  else if (key === "?") openDialog($("#bantuan-tombol"));
  else if (key === "j") toRow(1);
  else if (key === "k") toRow(-1);
  else if (key === "x" && rows()[row]) $(".s-centang", rows()[row])?.click();
}

/* Relative times: the server wrote them once, a page may stay open */
function relativeTimes() {
  for (const time of $$("time[datetime]")) {
    const match = /^(baru saja|\d+ (menit|jam) lalu)$/.exec(time.textContent);
    if (!match) continue;
    const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000);
    if (minutes >= 1 && minutes < 60) time.textContent = `${minutes} menit lalu`;
    else if (minutes >= 60 && minutes < 360) time.textContent = `${Math.floor(minutes / 60)} jam lalu`;
  }
}

/* Offline strip */
function onlineNow() {
  for (const strip of $$("[data-luring]")) strip.hidden = navigator.onLine;
}

labelTheme();
onlineNow();
addEventListener("online", onlineNow);
addEventListener("offline", onlineNow);
setInterval(relativeTimes, 60000);
for (const form of $$("form:has([data-daftar])")) refreshSelection(form);
// A view further along the row of tabs is brought into sight on a phone.
for (const tab of $$(".s-tab [aria-current]")) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 16;
const summary = $("[data-fokus]");
if (summary) summary.focus();
const lettersBox = $("[data-pintasan-huruf]");
if (lettersBox) {
  lettersBox.checked = letters();
  lettersBox.addEventListener("change", () => store.set("suite-huruf", lettersBox.checked ? "" : "mati"));
}
const token = $('meta[name="csrf-token"]')?.content;
document.addEventListener("htmx:config:request", (event) => {
  const request = event.detail?.ctx?.request ?? event.detail;
  if (token && request?.headers) request.headers["X-CSRFToken"] = token;
});
