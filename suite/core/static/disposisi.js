// The button of the disposisi form says to how many people it goes. Without this file it says "Kirim disposisi".
for (const form of document.querySelectorAll("form[data-hitung]")) {
  const label = form.querySelector("[data-utama] span");
  const tanggal = form.querySelector("[name=sampai]");
  const hitung = () => {
    const n = form.querySelectorAll(`[name="${form.dataset.hitung}"]:checked`).length;
    if (label) label.textContent = n ? `Kirim disposisi ke ${n} orang` : "Kirim disposisi";
  };
  form.addEventListener("change", (event) => {
    hitung();
    // A date typed means that another day is wanted.
    if (event.target === tanggal && tanggal.value) form.querySelector("[name=batas][value=lain]").checked = true;
  });
  hitung();
}
