// Forms: pickers (Tom Select), drafts that save themselves, files with previews, shown passwords.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const token = $('meta[name="csrf-token"]')?.content ?? "";
const clock = (date = new Date()) =>
  new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Pontianak", hourCycle: "h23" }).format(date).replace(":", ".");

/* Pickers */
const ICON_X = "×";
function startPicker(select) {
  if (select.tomselect || typeof TomSelect === "undefined") return;
  const { url, tempat } = select.dataset;
  const words = (data, escape) =>
    `<div class="${data.itemClass ?? "option"}">${escape(data.text)}${data.ket ? ` <span class="s-ket">${escape(data.ket)}</span>` : ""}</div>`;
  const describedby = select.getAttribute("aria-describedby");
  const picker = new TomSelect(select, {
    plugins: select.multiple ? { remove_button: { label: ICON_X, title: "Hapus" } } : {},
    placeholder: tempat ?? (select.multiple ? "tambah" : ""),
    hidePlaceholder: false,
    maxOptions: 200,
    refreshThrottle: 0, // the marked choice always belongs to the words typed, or a quick Enter would take another one
    closeAfterSelect: !select.multiple,
    allowEmptyOption: false,
    searchField: ["text", "ket"],
    onInitialize() {
      for (const option of select.options) if (option.dataset.ket && this.options[option.value]) this.options[option.value].ket = option.dataset.ket;
      this.refreshItems?.();
      this.clearCache?.();
    },
    onItemAdd() { this.setTextboxValue(""); this.refreshOptions(select.multiple); },
    render: {
      option: words,
      item: (data, escape) => words({ ...data, ket: "", itemClass: "item" }, escape), // what tells choices apart is not needed once chosen
      no_results: () => '<div class="no-results">Tidak ada yang cocok. Coba kata lain.</div>',
      loading: () => '<div class="spinner">Mencari…</div>',
    },
    ...(url && {
      preload: "focus",
      loadThrottle: 200,
      shouldLoad: () => true,
      load(query, done) {
        const address = new URL(url, location.href);
        address.searchParams.set("q", query);
        fetch(address, { headers: { Accept: "application/json" } })
          .then((answer) => (answer.ok ? answer.json() : []))
          .then((found) => done(found.map(({ nilai, label: text, ket }) => ({ value: String(nilai), text, ket }))))
          .catch(() => done());
      },
    }),
  });
  // Tom Select points the label at its own input; the original must not be announced a second time.
  select.setAttribute("aria-hidden", "true");
  if (describedby) picker.control_input.setAttribute("aria-describedby", describedby);
  // Enter chooses and never sends the form from here; while the answer to the words is on its way, it waits for it.
  let waited = null;
  picker.control_input.addEventListener("keydown", (event) => {
    waited = null;
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!picker.loading || !picker.inputValue()) return;
    waited = picker.inputValue();
    event.stopImmediatePropagation();
  }, true);
  picker.on("load", () => {
    if (!waited || picker.loading || picker.inputValue() !== waited) return;
    waited = null;
    if (picker.canSelect(picker.activeOption)) picker.onOptionSelect(new Event("load"), picker.activeOption);
  });
}

/* Drafts */
function startDraft(form) {
  const url = form.dataset.draf;
  const key = `suite-draf:${url}`;
  const told = $("[data-tersimpan]", form) ?? $("[data-tersimpan]");
  let timer = null;
  let sending = false;
  let again = false;
  let dirty = false;
  const tell = (text) => { if (told) { told.setAttribute("aria-live", "polite"); told.textContent = text; } };
  const content = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  };
  const kept = (data) => [...data].filter(([name]) => name !== "csrf_token" && !/sandi|password/i.test(name));
  const keep = (entries) => { try { localStorage.setItem(key, JSON.stringify({ pada: Date.now(), isi: entries })); } catch { /* full */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* forbidden */ } };

  async function save() {
    clearTimeout(timer);
    if (sending) { again = true; return; }
    sending = true;
    dirty = false;
    const data = content();
    const entries = kept(data);
    try {
      const answer = await fetch(url, { method: "POST", body: data, headers: { "X-CSRFToken": token, Accept: "application/json" } });
      if (!answer.ok) throw Object.assign(new Error("refused"), { status: answer.status, body: await answer.json().catch(() => ({})) });
      const body = await answer.json().catch(() => ({}));
      if (body.versi !== undefined && form.elements.versi) form.elements.versi.value = body.versi;
      forget();
      tell(`Tersimpan otomatis ${body.tersimpan ?? clock()}`);
      form.dispatchEvent(new CustomEvent("suite:tersimpan", { bubbles: true, detail: body }));
    } catch (error) {
      keep(entries);
      if (error.status === 409) tell(error.body.detail ?? "Sudah diubah orang lain. Muat ulang sebelum melanjutkan; isian Anda disimpan di gawai ini.");
      else if (error.status === 401) tell("Sesi berakhir. Isian disimpan di gawai ini; masuk lagi untuk melanjutkan.");
      else if (error.status === 422 && error.body.detail) tell(`Belum tersimpan: ${error.body.detail}`);
      else tell("Belum tersambung. Isian disimpan di gawai ini.");
    } finally {
      sending = false;
      if (again) { again = false; save(); }
    }
  }
  const later = (wait) => () => { dirty = true; clearTimeout(timer); timer = setTimeout(save, wait); };
  form.addEventListener("input", later(1200));
  form.addEventListener("change", later(300));
  form.addEventListener("submit", () => { dirty = false; clearTimeout(timer); forget(); });
  // Who leaves within the second before it is saved finds it on the device.
  addEventListener("pagehide", () => { if (dirty) keep(kept(content())); });
  addEventListener("online", () => { if (localStorage.getItem(key)) save(); });
  offerKept(form, key, save);
}

function offerKept(form, key, save) {
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(key) ?? "null"); } catch { /* unreadable: nothing to offer */ }
  if (!kept?.isi?.length) return;
  const note = document.createElement("div");
  note.className = "s-pesan s-perhatian";
  note.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = `Ada isian yang belum terkirim dari gawai ini, pukul ${clock(new Date(kept.pada))}.`;
  const use = Object.assign(document.createElement("button"), { type: "button", className: "s-tombol s-tombol-kedua s-kecil", textContent: "Pulihkan isian" });
  const drop = Object.assign(document.createElement("button"), { type: "button", className: "s-tombol s-tombol-polos s-kecil", textContent: "Buang" });
  note.append(words, use, drop);
  form.prepend(note);
  drop.onclick = () => { localStorage.removeItem(key); note.remove(); };
  use.onclick = () => {
    const values = Map.groupBy ? Map.groupBy(kept.isi, ([name]) => name) : kept.isi.reduce((m, e) => m.set(e[0], [...(m.get(e[0]) ?? []), e]), new Map());
    for (const [name, entries] of values) {
      if (name === "versi") continue;
      const wanted = entries.map(([, value]) => value);
      for (const field of $$(`[name="${CSS.escape(name)}"]`, form)) setField(field, wanted);
    }
    note.remove();
    save();
  };
}

function setField(field, wanted) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
  else if (field.tomselect) { for (const v of wanted) field.tomselect.addOption({ value: v, text: v }); field.tomselect.setValue(wanted, true); }
  else if (field.multiple) for (const option of field.options) option.selected = wanted.includes(option.value);
  else field.value = wanted[0];
  field.dispatchEvent(new CustomEvent("suite:isi", { bubbles: true }));
}

/* Files */
const size = (bytes) => (bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1).replace(".", ",").replace(",0", "")} MB`);
// Drawn on a canvas, so that the page's policy for images need not allow blob: addresses.
function preview(file) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 72, height: 96 });
  canvas.setAttribute("aria-hidden", "true");
  createImageBitmap(file).then((image) => {
    const scale = Math.max(72 / image.width, 96 / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    canvas.getContext("2d").drawImage(image, (72 - width) / 2, (96 - height) / 2, width, height);
    image.close();
  }).catch(() => canvas.remove());
  return canvas;
}

function startFiles(field) {
  const limit = Number(field.dataset.maksMb) * 1e6;
  const list = $("[data-berkas-daftar]", field);
  const [main] = $$("input[type=file]:not([capture])", field);
  const camera = $("input[capture]", field);
  let chosen = [];
  function assign() {
    const all = new DataTransfer();
    for (const file of chosen) all.items.add(file);
    main.files = all.files;
    if (camera) camera.value = "";
    draw();
  }
  function draw() {
    list.replaceChildren(...chosen.map((file, index) => {
      const item = document.createElement("li");
      if (file.type.startsWith("image/")) {
        item.append(preview(file));
      }
      const words = document.createElement("span");
      words.textContent = `${index + 1}. ${file.name} · ${size(file.size)}`;
      if (file.size > limit) {
        item.className = "s-terlalu";
        words.textContent = `Berkas ${size(file.size)}, batasnya ${field.dataset.maksMb} MB. Pindai dengan 150 dpi atau bagi dua: ${file.name}`;
      }
      const move = button("Naikkan", "↑", () => { chosen.splice(index - 1, 0, ...chosen.splice(index, 1)); assign(); });
      const remove = button("Hapus", "×", () => { chosen.splice(index, 1); assign(); });
      item.append(words, ...(index ? [move] : []), remove);
      return item;
    }));
    const over = chosen.some((file) => file.size > limit);
    main.setCustomValidity(over ? `Ada berkas yang lebih besar dari ${field.dataset.maksMb} MB.` : "");
  }
  function button(name, sign, act) {
    const element = Object.assign(document.createElement("button"), { type: "button", className: "s-tombol s-tombol-polos s-kecil", textContent: sign, onclick: act });
    element.setAttribute("aria-label", name);
    return element;
  }
  main.addEventListener("change", () => { chosen = main.multiple ? [...chosen, ...main.files] : [...main.files]; assign(); });
  camera?.addEventListener("change", () => { chosen = main.multiple ? [...chosen, ...camera.files] : [...camera.files]; assign(); });
}

/* Passwords */
document.addEventListener("click", (event) => {
  const toggle = event.target.closest("[data-tampilkan]");
  if (!toggle) return;
  const input = $(toggle.dataset.tampilkan);
  const show = input.type === "password";
  input.type = show ? "text" : "password";
  toggle.setAttribute("aria-pressed", String(show));
  $("span", toggle).textContent = show ? "Sembunyikan" : "Tampilkan";
  input.focus();
});

// Links of the error summary lead to the control that stands in for the field.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".s-ringkasan-galat a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  const stand = field?.tomselect ?? field?.penyunting;
  if (stand) { event.preventDefault(); stand.focus(); }
});

/* @name in a comment: suggestions beneath the field; the person chosen is named in the picker beside it */
function startMention(area) {
  const picker = $(area.dataset.sebut);
  const list = Object.assign(document.createElement("ul"), { className: "s-sebut", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Orang yang cocok");
  area.after(list);
  const word = () => /(?:^|\s)@([\p{L} .,']{2,40})$/u.exec(area.value.slice(0, area.selectionStart));
  const close = () => { list.hidden = true; list.replaceChildren(); };
  let timer = null;
  function pick(person) {
    const match = word();
    const at = area.selectionStart;
    if (match) area.setRangeText(`@${person.label} `, at - match[1].length - 1, at, "end");
    const select = picker?.tomselect;
    if (select) { select.addOption({ value: String(person.nilai), text: person.label }); select.addItem(String(person.nilai), true); }
    close();
    area.focus();
  }
  async function suggest() {
    const match = word();
    if (!match) return close();
    const address = new URL(picker.dataset.url, location.href);
    address.searchParams.set("q", match[1].trim());
    const found = await fetch(address, { headers: { Accept: "application/json" } }).then((a) => (a.ok ? a.json() : [])).catch(() => []);
    list.replaceChildren(...found.slice(0, 6).map((person) => {
      const item = document.createElement("li");
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: person.label, onclick: () => pick(person) });
      button.setAttribute("role", "option");
      item.setAttribute("role", "presentation");
      item.append(button);
      return item;
    }));
    list.hidden = !found.length;
  }
  area.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, 200); });
  area.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape") { event.stopPropagation(); close(); }
    if (event.key === "ArrowDown") { event.preventDefault(); $("button", list)?.focus(); }
  });
  list.addEventListener("keydown", (event) => {
    const all = $$("button", list);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus(); }
    if (event.key === "Escape") { close(); area.focus(); }
  });
}

function start(scope = document) {
  for (const area of $$("textarea[data-sebut]", scope)) if (!area.dataset.jalan) { area.dataset.jalan = "1"; startMention(area); }
  for (const select of $$("select[data-pemilih]", scope)) startPicker(select);
  for (const form of $$("form[data-draf]", scope)) if (!form.dataset.drafJalan) { form.dataset.drafJalan = "1"; startDraft(form); }
  for (const field of $$("[data-berkas]", scope)) if (!field.dataset.jalan) { field.dataset.jalan = "1"; startFiles(field); }
}
start();
document.addEventListener("htmx:after:swap", () => start());
