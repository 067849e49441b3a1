// Passkeys: ask the browser, put its answer into the form, and send the form as ever.
const keBita = (teks) => Uint8Array.from(atob(teks.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const keTeks = (bita) =>
  btoa(String.fromCharCode(...new Uint8Array(bita))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function siapkan(pilihan) {
  const kunci = { ...pilihan, challenge: keBita(pilihan.challenge) };
  if (pilihan.user) kunci.user = { ...pilihan.user, id: keBita(pilihan.user.id) };
  for (const nama of ["excludeCredentials", "allowCredentials"])
    if (pilihan[nama]) kunci[nama] = pilihan[nama].map((k) => ({ ...k, id: keBita(k.id) }));
  return kunci;
}

function jawaban(kredensial) {
  const r = kredensial.response;
  const isi = { clientDataJSON: keTeks(r.clientDataJSON) };
  for (const nama of ["attestationObject", "authenticatorData", "signature", "userHandle"])
    if (r[nama]) isi[nama] = keTeks(r[nama]);
  return JSON.stringify({ id: kredensial.id, rawId: keTeks(kredensial.rawId), type: kredensial.type, response: isi });
}

for (const form of document.querySelectorAll("form[data-kunci]")) {
  if (!window.PublicKeyCredential) {
    form.hidden = true;
    continue;
  }
  const galat = form.querySelector("[data-kunci-galat]");
  form.addEventListener("submit", async (e) => {
    const nama = form.elements.nama;
    if (nama && !nama.value.trim()) return; // the server says what is missing
    e.preventDefault();
    galat.hidden = true;
    try {
      const jawab = await fetch(form.dataset.pilihan, { headers: { Accept: "application/json" } });
      if (!jawab.ok) throw new Error(String(jawab.status));
      const publicKey = siapkan(await jawab.json());
      const daftar = form.dataset.kunci === "daftar";
      const kredensial = await navigator.credentials[daftar ? "create" : "get"]({ publicKey });
      form.elements.kredensial.value = jawaban(kredensial);
      form.submit();
    } catch (sebab) {
      galat.textContent =
        sebab.name === "InvalidStateError"
          ? "Gawai ini sudah terdaftar sebagai kunci sandi Anda."
          : "Kunci sandi tidak jadi dipakai. Coba lagi, atau pilih cara lain.";
      galat.hidden = false;
    }
  });
}
