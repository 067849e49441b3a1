"""The page parts in a real browser: accessibility in every size and theme, keys, and life without JavaScript."""

from __future__ import annotations

import re
import time
from pathlib import Path

import axe_playwright_python
import pytest

import suite
from suite.core.web.aset import nama_ikon

pytestmark = pytest.mark.peramban

HALAMAN = ["/komponen", "/komponen/dokumen", "/masuk", "/cari?q=cuti", "/konfirmasi", "/form"]
HALAMAN += ["/galat/404?dalam=1", "/galat/500"]
ATURAN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AKAR = Path(suite.__file__).parent
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


def pelanggaran(page, aturan: list[str] = ATURAN) -> list[str]:
    page.evaluate(AXE)
    hasil = page.evaluate("aturan => axe.run(document, {runOnly: aturan})", aturan)
    return [f"{v['id']}: {n['html'][:160]}" for v in hasil["violations"] for n in v["nodes"]]


def abaikan_status(keluhan: list[str]) -> list[str]:
    """A page that answers 404 or 500 is itself told to the console."""
    return [k for k in keluhan if "the server responded with a status of" not in k]


@pytest.mark.parametrize("lebar", [390, 1280])
@pytest.mark.parametrize("tema", ["light", "dark"])
def test_setiap_halaman_tanpa_pelanggaran_wcag(buka_komponen, lebar, tema):
    with buka_komponen(lebar, tema) as page:
        for jalur in HALAMAN:
            page.goto(jalur)
            page.wait_for_timeout(350)
            page.evaluate("scrollTo(0, 0)")  # at the top no row lies half under the phone's bottom bar
            # A theme changes colours and nothing else.
            assert pelanggaran(page, ATURAN if tema == "light" else ["color-contrast"]) == [], jalur
            assert abaikan_status(page.keluhan) == [], jalur


def test_lapisan_yang_terbuka_tanpa_pelanggaran_wcag(buka_komponen):
    with buka_komponen(1280) as page:
        page.goto("/komponen/dokumen")
        page.keyboard.press("Control+k")
        page.keyboard.type("cuti")
        page.wait_for_selector("#palet [role=option]")
        assert pelanggaran(page) == []
        page.keyboard.press("Escape")
        page.click("text=Kembalikan…")
        page.wait_for_selector("#kembalikan[open]")
        assert pelanggaran(page) == []
        page.keyboard.press("Escape")
        page.click(".s-avatar-tombol")
        assert pelanggaran(page) == []
    with buka_komponen(390) as page:
        page.goto("/komponen/dokumen")
        page.goto("/komponen")
        page.click(".s-bawah button")
        page.wait_for_selector("#menu:popover-open")
        page.evaluate("scrollTo(0, 0)")
        assert pelanggaran(page) == []


@pytest.mark.parametrize("lebar", [320, 390, 1280])
def test_tidak_ada_gulir_mendatar(buka_komponen, lebar):
    with buka_komponen(lebar) as page:
        for jalur in HALAMAN:
            page.goto(jalur)
            assert page.evaluate("document.documentElement.scrollWidth") <= lebar, jalur


def test_sasaran_sentuh_di_ponsel_cukup_besar(buka_komponen):
    with buka_komponen(390) as page:
        page.goto("/komponen/dokumen")
        tinggi = "semua => semua.filter(e => e.offsetParent).map(e => e.offsetHeight)"
        ukuran = page.eval_on_selector_all(".s-bilah .s-tombol, .s-segmen a, .s-atas a", tinggi)
        assert len(ukuran) >= 6
        assert min(ukuran) >= 40


def test_kode_html_tanpa_gaya_dan_skrip_sebaris(app_komponen):
    klien = app_komponen.test_client()
    for jalur in HALAMAN:
        html = klien.get(jalur).get_data(as_text=True)
        assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+|hx-on[^=\s]*)=", html), jalur
        assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", html), jalur
        assert len(re.findall(r"<h1[\s>]", html)) == 1, jalur


def test_komponen_tidak_memuat_warna_sendiri():
    css = "".join((AKAR / "core/static" / nama).read_text() for nama in ("komponen.css", "halaman.css"))
    assert re.findall(r":[^;{}]*#[0-9a-f]{3,8}\b", css, re.IGNORECASE) == []


def test_setiap_ikon_yang_dipakai_ada_pada_sprite():
    pola = re.compile(r"""(?:\bikon\(|_ikon\(|["']ikon["']:\s*|\bikon=)["']([a-z0-9-]+)["']""")
    dipakai: dict[str, Path] = {}
    for berkas in [*AKAR.rglob("*.html"), *AKAR.rglob("*.py")]:
        dipakai |= dict.fromkeys(pola.findall(berkas.read_text()), berkas)
    assert len(dipakai) > 40
    assert {nama: str(b.relative_to(AKAR)) for nama, b in dipakai.items() if nama not in nama_ikon()} == {}


# Keyboard


def test_palet_dengan_papan_ketik(buka_komponen):
    with buka_komponen() as page:
        page.goto("/komponen/dokumen")
        page.keyboard.press("Control+k")
        page.keyboard.type("bayu cuti")
        page.wait_for_selector("#palet [role=option]")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        assert page.locator("#palet [aria-selected=true]").inner_text().startswith("Edaran cuti bersama")
        assert page.locator("#palet mark").count() >= 3
        page.keyboard.press("Enter")
        page.wait_for_url("**/surat/2")


def test_persempit_palet_menulis_perintah(buka_komponen):
    with buka_komponen() as page:
        page.goto("/komponen/dokumen")
        page.click("form.s-cari")
        page.keyboard.type("cuti")
        page.click("[data-persempit='/surat']")
        assert page.input_value("#palet input") == "/surat cuti"


def test_huruf_tunggal_dapat_dimatikan(buka_komponen):
    with buka_komponen() as page:
        page.goto("/komponen/dokumen")
        page.keyboard.press("?")
        page.wait_for_selector("#bantuan-tombol[open]")
        page.uncheck("[data-pintasan-huruf]")
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("?")
        assert not page.evaluate("document.querySelector('#bantuan-tombol').open")
        page.reload()
        page.keyboard.press("?")
        assert not page.evaluate("document.querySelector('#bantuan-tombol').open")


def test_baris_dipilih_dan_bilah_muncul(buka_komponen):
    with buka_komponen() as page:
        page.goto("/komponen")
        bilah = page.locator("[data-bilah-pilih]")
        assert not bilah.is_visible()
        page.check("table [data-baris] .s-centang >> nth=0")
        page.check("table [data-baris] .s-centang >> nth=1")
        assert "2 surat dipilih" in bilah.inner_text()
        assert "Baca dan tanda tangani 2 surat" in bilah.inner_text()
        page.check("[data-pilih-semua]")
        assert "4 surat dipilih" in bilah.inner_text()
        page.click("[data-lepas-pilihan]")
        assert not bilah.is_visible()


def test_j_k_x_berjalan_di_daftar(buka_komponen):
    with buka_komponen() as page:
        page.goto("/komponen")
        page.evaluate("document.activeElement.blur()")
        for _ in range(6):
            page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("x")
        assert page.locator("table [data-baris].s-kini-baris .s-centang").is_checked()


def test_tindakan_utama_ditanya_sekali_lalu_terkirim(buka_komponen, app_komponen):
    with buka_komponen() as page:
        page.goto("/komponen/dokumen")
        page.eval_on_selector("form[data-konfirmasi]", "f => f.action = '/terima'")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#konfirmasi[open]")
        assert page.inner_text("#konfirmasi h2") == "Paraf surat ini?"
        page.keyboard.press("Escape")
        jumlah = len(app_komponen.config["DITERIMA"])
        page.keyboard.press("Control+Enter")
        page.click("#konfirmasi [data-ya]")
        page.wait_for_selector("text=Diterima")
        diterima = app_komponen.config["DITERIMA"]
        assert len(diterima) == jumlah + 1
        assert diterima[-1]["konfirmasi"] == "ya"
        assert diterima[-1]["versi"] == "3"


def test_tema_berganti_dan_diingat(buka_komponen):
    with buka_komponen() as page:
        page.goto("/komponen/dokumen")
        terang = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.click(".s-avatar-tombol")
        page.click("[data-ganti-tema]")
        page.reload()
        gelap = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (terang, gelap) == ("rgb(244, 246, 245)", "rgb(13, 20, 19)")


# Forms


def test_draf_tersimpan_otomatis(buka_komponen, app_komponen):
    with buka_komponen() as page:
        page.goto("/form")
        page.fill("#hal", "Undangan rapat")
        page.wait_for_selector("text=Tersimpan otomatis 14.02")
        assert app_komponen.config["DRAF"][-1]["hal"] == "Undangan rapat"
        assert page.input_value("[name=versi]") == "2"


def test_draf_luring_disimpan_di_gawai_dan_dipulihkan(buka_komponen):
    with buka_komponen() as page:
        page.goto("/form")
        page.context.set_offline(True)
        page.fill("#hal", "Ditulis di perahu")
        page.locator(".s-editor-isi").click()
        page.keyboard.type("Tambahan ")
        page.wait_for_selector("text=Belum tersambung. Isian disimpan di gawai ini.")
        assert page.locator("[data-luring]").is_visible()
        page.route("**/draf", lambda r: r.abort())
        page.context.set_offline(False)
        page.wait_for_timeout(300)
        page.goto("/form")
        page.click("text=Pulihkan isian")
        assert page.input_value("#hal") == "Ditulis di perahu"
        assert "Tambahan" in page.inner_text(".s-editor-isi")
        assert "Tambahan" in page.input_value("#isi")


def test_yang_diketik_tepat_sebelum_pergi_tidak_hilang(buka_komponen):
    with buka_komponen() as page:
        page.goto("/form")
        page.fill("#hal", "Baru diketik")
        page.goto("/masuk")
        page.goto("/form")
        page.click("text=Pulihkan isian")
        assert page.input_value("#hal") == "Baru diketik"


def test_berkas_beberapa_halaman_dan_terlalu_besar(buka_komponen, tmp_path):
    from PIL import Image

    gambar = []
    for nama in ("satu.jpg", "dua.jpg"):
        Image.new("RGB", (300, 400), "#88aacc").save(tmp_path / nama)
        gambar.append(str(tmp_path / nama))
    besar = tmp_path / "pindaian.pdf"
    besar.write_bytes(b"%PDF-1.7\n" + b"0" * 26_000_000)
    with buka_komponen() as page:
        page.goto("/komponen")
        page.set_input_files("#berkas", gambar[0])
        page.set_input_files("#berkas", gambar[1])
        assert page.evaluate("document.querySelector('#berkas').files.length") == 2
        assert page.locator("[data-berkas-daftar] canvas").count() == 2
        page.click("[data-berkas-daftar] li >> nth=1 >> [aria-label=Naikkan]")
        assert page.evaluate("document.querySelector('#berkas').files[0].name") == "dua.jpg"
        page.set_input_files("#berkas", str(besar))
        assert "Berkas 26 MB, batasnya 25 MB." in page.inner_text("[data-berkas-daftar]")
        assert not page.evaluate("document.querySelector('#berkas').checkValidity()")


def test_pemilih_menambah_dan_menghapus(buka_komponen):
    with buka_komponen() as page:
        page.goto("/komponen")
        page.click("#kepada-ts-control")
        page.keyboard.type("bagian")
        page.keyboard.press("Enter")
        nilai = "[...document.querySelector('#kepada').selectedOptions].map(o => o.value)"
        assert page.evaluate(nilai) == ["1", "2", "3"]
        page.click(".ts-control .item >> nth=0 >> .remove")
        assert page.evaluate(nilai) == ["2", "3"]


def test_enter_di_pemilih_menunggu_jawaban_dan_tidak_mengirim_formulir(buka_komponen):
    """Whoever types and presses Enter at once gets what the words mean, not what happened to be first or a sent form."""
    with buka_komponen() as page:
        page.route("**/komponen", lambda rute: rute.fulfill(
            response=(jawab := rute.fetch()), body=jawab.text().replace('id="kepada"', 'id="kepada" data-url="/orang"')
        ))  # fmt: skip
        ditanya: list[str] = []
        dikirim: list[str] = []
        page.on("request", lambda minta: dikirim.append(minta.url) if minta.method == "POST" else None)

        def orang(rute):
            ditanya.append(rute.request.url.partition("q=")[2])
            time.sleep(0.3)
            semua = [{"nilai": "8", "label": "Lurah Satu"}, {"nilai": "9", "label": "Lurah Dua"}]
            rute.fulfill(json=[o for o in semua if ditanya[-1].lower() in o["label"].lower()])

        page.route("**/orang?*", orang)
        page.goto("/komponen")
        page.click("#kepada-ts-control")
        page.keyboard.type("dua")
        page.keyboard.press("Enter")
        page.locator(".ts-control .item", has_text="Lurah Dua").wait_for()
        assert page.evaluate("[...document.querySelector('#kepada').selectedOptions].map(o => o.value)") == [
            "1",
            "2",
            "9",
        ]
        assert "dua" in ditanya
        page.keyboard.type("tak ada")
        page.locator(".no-results").wait_for()
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
        page.wait_for_timeout(200)
        assert page.locator(".ts-control .item .remove").count() == 3
        assert dikirim == []
        page.unroute_all(behavior="wait")


def test_kisi_papan_ketik(buka_komponen):
    with buka_komponen() as page:
        page.goto("/komponen")
        page.focus(".s-kisi [tabindex='0']")
        page.keyboard.press("Control+ArrowDown")
        assert page.evaluate("document.activeElement.textContent.trim()") == "750.000"
        page.keyboard.press("F2")
        page.keyboard.type("700.000")
        page.keyboard.press("Enter")
        harga = page.locator("tr[data-id=d] [data-kunci=harga]")
        assert harga.inner_text() == "700.000"
        page.keyboard.press("Control+z")
        assert harga.inner_text() == "750.000"
        page.focus("tr[data-id=a] [data-kunci=uraian]")
        page.keyboard.press("Alt+ArrowLeft")
        assert page.locator(".s-kisi tbody tr:visible").count() == 1


# Without JavaScript


def test_tanpa_javascript_semua_isian_dapat_dipakai(buka_komponen, app_komponen):
    with buka_komponen(1280, javascript=False) as page:
        page.goto("/form")
        assert page.input_value("#isi") == "Satu dua"
        page.fill("#hal", "Tanpa skrip")
        page.fill("#isi", "Satu\n\nDua")
        page.click("text=Kirim")
        diterima = app_komponen.config["DITERIMA"][-1]
        assert (diterima["hal"], diterima["isi_format"]) == ("Tanpa skrip", "teks")
        assert not page.locator(".s-perlu-js").count() or not page.locator(".s-perlu-js >> nth=0").is_visible()
        page.goto("/komponen")
        page.select_option("#klasifikasi", "800.1")
        page.click(".s-penyaring summary")
        assert page.locator("select[name=jenis]").is_visible()
        page.check("table [data-baris] .s-centang >> nth=0")
        assert page.locator("[data-bilah-pilih]").is_visible()


def test_tanpa_javascript_menu_ponsel_terbuka(buka_komponen):
    with buka_komponen(390, javascript=False) as page:
        page.goto("/komponen")
        assert not page.locator("#menu").is_visible()
        page.click(".s-bawah button")
        assert page.locator("#menu >> text=Disposisi").is_visible()
