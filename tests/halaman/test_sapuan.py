"""Every page that a person can open, in a real browser, on a phone and on a desk: clean, light, reachable, and ours alone."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Route

from suite.core.web import FOLDER_STATIC
from tests.halaman.conftest import Kota
from tests.harness.browser import SEPERTI_SEMULA, TERLIHAT_SEMUA
from tests.matrix import permintaan, permintaan_api
from tests.matrix.harapan import HARAPAN, TANPA_MASUK, Baris
from tests.matrix.harapan_api import HARAPAN_API

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
ATURAN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KB = 1000
BATAS_HTML, BATAS_CSS, BATAS_JS = 60 * KB, 95 * KB, 120 * KB
BATAS_JS_PENYUNTING = BATAS_JS + 75 * KB

PERAN_UTAMA = ("konseptor", "pimpinan_tujuan", "admin_opd")
"""Who drafts, who receives and gives on, who administers: together nearly every page."""
PERAN_LAIN = ("penerima_disposisi", "pengadministrasi", "penanda", "auditor", TANPA_MASUK)
"""Who opens the few pages that none of the three may."""
SEMUA_PERAN = {"beranda.beranda", "tindakan.daftar", "surat_keluar.daftar", "surat_masuk.daftar", "berkas.daftar"}
"""Pages that look different for everyone: opened by each of the three."""
BUKAN_HALAMAN = (
    "static", "sehat.healthz", "sehat.readyz", "keadaan.angka", "surat_keluar.pdf", "surat_keluar.halaman", "surat_keluar.lampiran",
    "surat_masuk.pdf", "surat_masuk.halaman", "surat_masuk.lampiran", "disposisi.berkas", "pilihan.klasifikasi",
    "masuk.kedua", "masuk.pilihan_kunci", "akun.pilihan_kunci",
    "impor.templat", "impor.perbaiki", "aktivasi.lembar", "kota.gambar_lambang", "kota.contoh_kop", "kota.gambar_kop",
    "siapkan.mulai", "pilihan.tujuan", "pilihan.jabatan", "pilihan.pegawai", "komponen.komponen", "komponen.dokumen",
    "daftar.unduh", "komentar.orang", "daftar.unduhan",
    "dokumentasi_api.openapi",
    "ketentuan.naskah", "usulan_daftar.naskah", "penyusutan.unduh", "berkas.unduh_paket", "surel_masuk.berkas", "surat_keluar.bukti_kiriman",
    "daftar_kode.unduh", "daftar_kode.unduh_semua", "daftar_kode.unduh_banding", "usulan_daftar.unduh_beda", "usulan_daftar.galat",
)  # fmt: skip
"""Files, data, and the development pages that show every component at once (visited by tests/web/test_komponen.py)."""
LAGI = {
    "konseptor": (
        "/surat-keluar/baru?jenis=surat_dinas", "/surat-keluar/baru?jenis=surat_perintah_plh_plt",
        "/surat-keluar?tampilan=semua", "/surat-keluar?tampilan=semua&q=tidakadasamasekali", "/cari?q=rapat",
        "/cari?q=tidakadasamasekali", "/tidak-ada-halaman-ini", "/bantuan/klasifikasi?kode=000.1",
        "/daftar-kode/klasifikasi?kode=000.1", "/daftar-kode/klasifikasi?q=rapat", "/daftar-kode/klasifikasi?q=tidakadasama",
    ),
    "pimpinan_tujuan": ("/disposisi?tampilan=dari", "/surat-masuk?tampilan=unit&status=selesai"),
    "admin_opd": ("/admin/akun?q=tidakadasamasekali", "/delegasi?tampilan=lalu", "/admin/serah-tugas?q=pranata"),
    "admin_regulasi": (
        "/daftar-kode", "/daftar-kode/klasifikasi/kode/000.1.5", "/daftar-kode/klasifikasi/ubah?tindakan=pindah&kode=000.1",
        "/daftar-kode/klasifikasi/ubah?tindakan=ubah&kode=000.1.5",
    ),
    TANPA_MASUK: ("/v/tidak-dikenal", "/tidak-ada-halaman-ini"),
}  # fmt: skip


def _kunjungan(kota: Kota) -> Iterator[tuple[str, str]]:
    """(role, address) of every page in the table of routes, for a role that may open it."""
    with kota.app.test_request_context():
        for b in [*HARAPAN, *HARAPAN_API]:
            if permintaan_api.adalah_api(b):
                continue
            if b.metode == "GET" and b.endpoint not in BUKAN_HALAMAN and b.boleh:
                for peran in _peran(b):
                    yield peran, permintaan.alamat(b, kota.dunia, peran)
    for peran, alamat in LAGI.items():
        yield from ((peran, a) for a in alamat)


def _peran(b: Baris) -> list[str]:
    if b.endpoint in SEMUA_PERAN:
        return [p for p in PERAN_UTAMA if p in b.boleh]
    return [next(p for p in (*PERAN_UTAMA, *PERAN_LAIN, *sorted(b.boleh)) if p in b.boleh)]


PERHENTIAN = """() => {
  const pilihan = 'a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable=true]';
  const terlihat = e => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length;
  const ringkasan = e => e.localName !== 'summary' || e === e.parentElement.querySelector(':scope > summary');
  const kelompok = e => document.querySelector(`input[type=radio][name="${CSS.escape(e.name)}"]:checked`) ?? e;
  const kunci = e => e.dataset.ujiKunci ??= String(window.ujiKunci = (window.ujiKunci ?? 0) + 1);
  const radio = new Set();
  return [...document.querySelectorAll(pilihan)]
    .filter(e => e.tabIndex >= 0 && !e.disabled && !e.closest('[inert]') && terlihat(e) && ringkasan(e))
    .filter(e => e.type !== 'radio' || kelompok(e) === e && !radio.has(e.name) && radio.add(e.name))
    .map(e => ({ kunci: kunci(e), html: e.outerHTML.slice(0, 140) }));
}"""
"""What Tab must reach: of a group of radio buttons, one."""
FOKUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const kunci = e.dataset.ujiKunci ??= String(window.ujiKunci = (window.ujiKunci ?? 0) + 1);
  // What a label or frame stands for (a picked file, a Tom Select, the editor) is seen by the one that carries the mark for it.
  const wakil = [e.closest('label'), e.localName === 'input' && e.nextElementSibling, e.labels?.[0], e.closest('.ts-control, .s-editor')];
  const tampak = [e, ...wakil.filter(Boolean)];
  const ditandai = x => {
    const g = getComputedStyle(x);
    return g.outlineStyle !== 'none' && parseFloat(g.outlineWidth) > 0 || g.boxShadow !== 'none';
  };
  const milik = t => t && tampak.some(x => x.contains(t) || t.contains(x) && t !== document.body && t.localName !== 'main');
  const galat = () => {
    const dasar = tampak.find(x => { const k = x.getBoundingClientRect(); return k.width > 2 && k.height > 2; }) ?? e;
    const kotak = dasar.getClientRects().length === 1 ? dasar.getBoundingClientRect() : dasar.getClientRects()[0];
    if (!kotak || kotak.width < 3 || kotak.height < 3) return 'fokus tidak kelihatan';
    if (!tampak.some(ditandai)) return 'fokus tidak ditandai';
    const [kiri, atas] = [Math.max(kotak.left, 0), Math.max(kotak.top, 0)];
    const [lebar, tinggi] = [Math.min(kotak.right, innerWidth) - kiri, Math.min(kotak.bottom, innerHeight) - atas];
    if (lebar <= 0 || tinggi <= 0) return 'fokus di luar layar';
    const titik = [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]];
    return titik.some(([x, y]) => milik(document.elementFromPoint(kiri + x * lebar, atas + y * tinggi))) ? '' : 'fokus tertutup';
  };
  return { kunci, galat: galat(), html: e.outerHTML.slice(0, 140) };
}"""
"""The element in focus, and what a person without a mouse could not see of it; None when the focus has left the page."""


@cache
def _gz(jalur: str) -> int:
    return len(gzip.compress((FOLDER_STATIC / jalur.removeprefix("/static/")).read_bytes(), 9))


class Pemeriksa:
    """Listens to a page and looks at each address that it opens; gathers what is wrong."""

    def __init__(self, kota: Kota, page: Page, peran: str, lebar: int):
        self.kota, self.page, self.peran, self.lebar = kota, page, peran, lebar
        self.keluhan: list[str] = []
        self.alamat = ""
        page.on("console", self._konsol)
        page.on("pageerror", lambda e: self._keluh(f"galat skrip: {e}"))
        page.on("request", self._permintaan)
        page.on("requestfailed", self._gagal)

    def _keluh(self, kata: str) -> None:
        self.keluhan.append(f"{self.peran} {self.lebar} {self.alamat}: {kata}")

    def _konsol(self, pesan: Any) -> None:
        # A page that answers 404 is itself told to the console.
        if pesan.type in {"error", "warning"} and "the server responded with a status of 404" not in pesan.text:
            self._keluh(f"konsol: {pesan.text[:300]}")

    def _permintaan(self, minta: Any) -> None:
        if not minta.url.startswith((self.kota.alamat, "data:", "blob:")):
            self._keluh(f"meminta ke luar: {minta.url[:200]}")

    def _gagal(self, minta: Any) -> None:
        if minta.failure != "net::ERR_ABORTED":
            self._keluh(f"gagal: {minta.url[:200]} {minta.failure}")

    def buka(self, alamat: str) -> None:
        self.alamat = alamat
        jawab = self.page.goto(alamat, wait_until="load")
        assert jawab is not None
        if jawab.status not in {200, 404} or (jawab.status == 404) != ("tidak-" in alamat):
            self._keluh(f"menjawab {jawab.status}")
            return
        if len(jawab.body()) > BATAS_HTML:
            self._keluh(f"HTML {len(jawab.body())} bita")
        self._bobot()
        if (n := self.page.locator("h1").count()) != 1:
            self._keluh(f"{n} h1")
        self.page.evaluate(TERLIHAT_SEMUA)
        self.page.evaluate(AXE)
        hasil = self.page.evaluate(
            "aturan => axe.run(document, {runOnly: aturan, resultTypes: ['violations']})", ATURAN
        )
        self.page.evaluate(SEPERTI_SEMULA)
        for v in hasil["violations"]:
            self._keluh(f"axe {v['id']}: {v['nodes'][0]['html'][:200]}")
        self._gulir(self.lebar)
        if self.lebar == 390:  # reflow: WCAG 1.4.10 asks for 320 px
            self.page.set_viewport_size({"width": 320, "height": 844})
            self._gulir(320)
            self.page.set_viewport_size({"width": 390, "height": 844})
        else:
            self._papan_ketik()

    def _papan_ketik(self) -> None:
        """Tab through the page as who has no mouse: the first stop skips the menu; each stop can be seen, is on the screen,
        not covered and marked as focused (WCAG 2.4.7, 2.4.11); none holds the focus (2.1.2), and none is left out (2.1.1)."""
        self.page.evaluate(
            "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); scrollTo(0, 0)"
        )
        harus = self.page.evaluate(PERHENTIAN)
        dilalui: list[str] = []
        tetap = 0
        while tetap < 8:  # a date has a stop for each of its parts
            self.page.keyboard.press("Tab")
            kini = self.page.evaluate(FOKUS)
            tetap = tetap + 1 if kini and dilalui[-1:] == [kini["kunci"]] else 0
            if tetap:
                continue
            if kini is None or kini["kunci"] in dilalui:
                break
            if not dilalui and harus and "s-lewati" not in kini["html"] and self.peran != TANPA_MASUK:
                self._keluh(f"papan ketik: perhentian pertama bukan lewati: {kini['html']}")
            if kini["galat"]:
                self._keluh(f"papan ketik: {kini['galat']}: {kini['html']}")
            dilalui.append(kini["kunci"])
        else:
            self._keluh(f"papan ketik: fokus tertahan: {dilalui[-1]}")
        for h in harus:
            if h["kunci"] not in dilalui:
                self._keluh(f"papan ketik: tidak tercapai: {h['html']}")

    def _gulir(self, lebar: int) -> None:
        lebih = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if lebih > 0:
            siapa = self.page.evaluate(
                """() => [...document.querySelectorAll('body *')].filter(e =>
                     e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                     .slice(0, 2).map(e => e.outerHTML.slice(0, 120)).join(' | ')"""
            )
            self._keluh(f"menggulir ke samping {lebih} px pada {lebar} px: {siapa}")

    def _bobot(self) -> None:
        berkas = {
            urlsplit(u).path for u in self.page.evaluate("performance.getEntriesByType('resource').map(r => r.name)")
        }
        js = {p: _gz(p) for p in berkas if p.endswith(".js")}
        css = {p: _gz(p) for p in berkas if p.endswith(".css")}
        batas = BATAS_JS_PENYUNTING if any("editor" in p for p in js) else BATAS_JS
        if not css or sum(css.values()) > BATAS_CSS:
            self._keluh(f"CSS {css}")
        if sum(js.values()) > batas:
            self._keluh(f"JS {js}")


@pytest.mark.lambat
@pytest.mark.parametrize("lebar", [390, 1280])
def test_setiap_halaman_bersih_ringan_dan_milik_sendiri(kota: Kota, lebar: int):
    """No console error (and so no violation of the content policy), no request elsewhere, WCAG 2.2 AA, one h1, no sideways
    scrolling (at 390 also down to 320), HTML, CSS and JS within the budget."""
    per_peran: dict[str, list[str]] = {}
    for peran, alamat in _kunjungan(kota):
        per_peran.setdefault(peran, []).append(alamat)
    assert set(PERAN_UTAMA) <= set(per_peran) and sum(map(len, per_peran.values())) > 60
    keluhan: list[str] = []
    for peran, semua in per_peran.items():
        with kota.buka(peran, lebar) as page:
            pemeriksa = Pemeriksa(kota, page, peran, lebar)
            for alamat in dict.fromkeys(semua):
                pemeriksa.buka(alamat)
            keluhan += pemeriksa.keluhan
    assert not keluhan, "\n".join(keluhan)


def test_sapuan_melihat_kesalahan_yang_ada(kota: Kota):
    """That the sweep can fail: a page with each of the faults it looks for."""
    with kota.buka(TANPA_MASUK, 390) as page:
        page.route(
            "**/rusak",
            lambda r: r.fulfill(
                status=200, content_type="text/html", headers={"Content-Security-Policy": "default-src 'self'"},
                body="<!doctype html><meta name=viewport content='width=device-width'><title>x</title><h1>a</h1><h1>b</h1><img src='https://contoh.invalid/x.png'>"
                "<script>1</script><div><p>lebar</p></div><table width='900'><tr><td>isi</table>" + "<!--" + "x" * 61_000 + "-->",
            ),
        )  # fmt: skip
        pemeriksa = Pemeriksa(kota, page, TANPA_MASUK, 390)
        pemeriksa.buka("/rusak")
    semua = "\n".join(pemeriksa.keluhan)
    for kata in ("konsol", "meminta ke luar", "HTML 6", "CSS", "2 h1", "axe", "menggulir ke samping"):
        assert kata in semua, (kata, semua)


def test_sapuan_melihat_yang_tidak_dapat_dicapai_dengan_papan_ketik(kota: Kota):
    rusak = {
        "fokus tidak ditandai": "<a href='#a' style='outline:none'>a</a>",
        "fokus di luar layar": "<a href='#a' style='position:fixed;left:-300px'>a</a>",
        "fokus tidak kelihatan": "<a href='#a' style='position:absolute;width:1px;height:1px;overflow:hidden'>a</a>",
        "fokus tertutup": "<a href='#a'>a</a><div style='position:fixed;inset:0;background:white'></div>",
        "fokus tertahan": "<input onkeydown='event.preventDefault()'><a href='#a'>a</a>",
        "tidak tercapai": "<input onkeydown='event.preventDefault()'><a href='#a'>a</a>",
        "perhentian pertama bukan lewati": "<a href='#a'>a</a>",
    }
    with kota.buka(TANPA_MASUK, 1280) as page:
        for kata, isi in rusak.items():
            jawab = partial(Route.fulfill, content_type="text/html", body=f"<h1>x</h1>{isi}")
            page.route("**/rusak", jawab)
            pemeriksa = Pemeriksa(kota, page, "siapa pun", 1280)
            pemeriksa.buka("/rusak")
            assert kata in "\n".join(pemeriksa.keluhan), (kata, pemeriksa.keluhan)
            page.unroute("**/rusak")
