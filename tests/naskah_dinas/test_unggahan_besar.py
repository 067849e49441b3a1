"""An upload far beyond the limit, to a real `suite serve`: refused in words, what was typed stays, memory stays small."""

from __future__ import annotations

import html
import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from suite.core.clock import today
from tests.harness.login import kuki_masuk
from tests.harness.server import ServerUji, jalankan_server
from tests.harness.stores import Basis
from tests.naskah_dinas.dunia_masuk import Dunia, pdf_kecil

MB = 1024 * 1024
PISAH = "batas-uji"


@pytest.fixture(scope="module")
def peladen(basis_modul: Basis, dunia: Dunia) -> Iterator[ServerUji]:
    with jalankan_server(basis_modul) as satu:
        yield satu


def keluarga(pid: int) -> set[int]:
    """The process and all that it started, as they are now."""
    ada, semua = {pid}, {}
    for p in Path("/proc").iterdir():
        if p.name.isdigit():
            try:
                semua[int(p.name)] = int((p / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    while baru := {anak for anak, induk in semua.items() if induk in ada} - ada:
        ada |= baru
    return ada


def puncak_mb(pid: int) -> float:
    """The most that any one process of the server ever had in memory (VmHWM)."""
    hasil = 0
    for p in keluarga(pid):
        try:
            baris = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{p}/status").read_text())
        except OSError:
            continue
        hasil = max(hasil, int(baris[1]) if baris else 0)
    return hasil / 1024


def unggah(
    s: ServerUji, alamat: str, isian: dict[str, str], nama: str, kepala: bytes, ukuran: int, kuki: str = ""
) -> tuple[int, str]:
    """Post a form with a file of `ukuran` bytes that begins with `kepala`; the bytes are made as they go."""
    bagian = "".join(
        f'--{PISAH}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in isian.items()
    )
    awal = (bagian + f'--{PISAH}\r\nContent-Disposition: form-data; name="{nama}"; filename="a.pdf"\r\n\r\n').encode()
    akhir = f"\r\n--{PISAH}--\r\n".encode()

    def badan() -> Iterator[bytes]:
        yield awal
        yield kepala
        sisa = ukuran - len(kepala)
        while sisa > 0:
            yield b"0" * min(MB, sisa)
            sisa -= MB
        yield akhir

    sambungan = http.client.HTTPConnection(urlsplit(s.alamat).netloc, timeout=120)
    try:
        sambungan.request(
            "POST", alamat, body=badan(),
            headers={
                "Content-Type": f"multipart/form-data; boundary={PISAH}", "Cookie": kuki,
                "Content-Length": str(len(awal) + ukuran + len(akhir)),
            },
        )  # fmt: skip
        jawab = sambungan.getresponse()
        return jawab.status, jawab.read().decode()
    finally:
        sambungan.close()


def formulir(s: ServerUji, alamat: str, kuki: str) -> tuple[str, str]:
    """(CSRF token, session cookie) of the form as a browser has them."""
    sambungan = http.client.HTTPConnection(urlsplit(s.alamat).netloc, timeout=30)
    sambungan.request("GET", alamat, headers={"Cookie": kuki})
    jawab = sambungan.getresponse()
    isi = jawab.read().decode()
    baru = re.search(r"suite_sesi=[^;]+", jawab.headers.get("Set-Cookie", ""))
    sambungan.close()
    tanda = re.search(r'name="csrf_token" value="([^"]+)"', isi)
    assert tanda, isi[:500]
    return html.unescape(tanda[1]), baru[0] if baru else kuki


def test_dua_ratus_mb_ditolak_tanpa_menghabiskan_memori(peladen: ServerUji, dunia: Dunia) -> None:
    alamat = "/surat-masuk/catat"
    tanda, kuki = formulir(peladen, alamat, f"suite_sesi={kuki_masuk(dunia.app, dunia.akun['agenda'])}")
    isian = {
        "csrf_token": tanda, "opd_id": str(dunia.unit["kom"].id), "tujuan_jabatan_id": str(dunia.jabatan["kadis"].id),
        "pengirim": "Ketikan yang tetap ada", "nomor": "1/X", "tanggal": today().isoformat(), "hal": "", "sifat": "biasa",
        "keamanan": "B",
    }  # fmt: skip
    kecil = pdf_kecil("kecil")
    status, isi = unggah(peladen, alamat, isian, "berkas", kecil, len(kecil), kuki)
    assert status == 422 and "Isi hal surat." in isi  # the process has done everything once
    sebelum = puncak_mb(peladen.proses.pid)
    status, isi = unggah(peladen, alamat, isian | {"hal": "Undangan"}, "berkas", b"%PDF-1.7\n", 200 * MB, kuki)
    naik = puncak_mb(peladen.proses.pid) - sebelum
    print(f"peak memory of the server: {sebelum:.0f} MB before, {naik:.0f} MB more after 200 MB")
    assert status == 422
    assert re.search(
        r'id="berkas-galat">.*?Berkas 200 MB, batasnya 25 MB\. Pindai dengan 150 dpi atau bagi dua\.', isi, re.S
    )
    assert "Ketikan yang tetap ada" in isi
    assert naik < 100, naik


def test_lebih_besar_dari_seluruh_formulir_ditolak_sebelum_dibaca(peladen: ServerUji, dunia: Dunia) -> None:
    """Only the head is sent: whoever waited for the body would never answer."""
    sambungan = http.client.HTTPConnection(urlsplit(peladen.alamat).netloc, timeout=30)
    try:
        for alamat, ukuran in (("/periksa", 200 * MB), ("/surat-masuk/catat", 2000 * MB)):
            sambungan.putrequest("POST", alamat)
            sambungan.putheader("Content-Type", f"multipart/form-data; boundary={PISAH}")
            sambungan.putheader("Cookie", f"suite_sesi={kuki_masuk(dunia.app, dunia.akun['agenda'])}")
            sambungan.putheader("Content-Length", str(ukuran))
            sambungan.endheaders()
            jawab = sambungan.getresponse()
            isi = jawab.read().decode()
            sambungan.close()
            assert jawab.status == 413 and "bagi dua" in isi, (alamat, jawab.status, isi[:300])
    finally:
        sambungan.close()
