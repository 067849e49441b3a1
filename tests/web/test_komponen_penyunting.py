"""The letter editor: what is typed and pasted arrives as the HTML that the server allows, and nothing else."""

from __future__ import annotations

import pytest

from suite.core.documents import isi as isi_surat

pytestmark = pytest.mark.peramban

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{margin:0}</style></head><body>
<p class=MsoNormal style='color:red'>Isi <b>surat</b><span style='font-style:italic'> miring</span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>Pertama</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>a.<span>
&nbsp;</span></span><![endif]>Anak</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>
&nbsp;</span></span><![endif]>Kedua <a href="javascript:alert(1)">tautan</a><img src=x onerror=alert(1)></p>
<table><tr><td colspan=2>Gabung</td></tr><tr><td>1</td><td>2</td></tr></table><script>alert(1)</script></body></html>"""

TEMPEL = """html => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "polos");
  document.querySelector(".s-editor-isi").dispatchEvent(
    new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def kosongkan(page) -> None:
    page.locator(".s-editor-isi").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")


def hasil(page) -> str:
    return page.input_value("#isi")


def test_ketikan_menjadi_html_bersih(buka_komponen):
    with buka_komponen() as page:
        page.goto("/form")
        assert page.input_value("[name=isi_format]") == "html"
        assert hasil(page) == "<p>Satu <strong>dua</strong></p>"
        kosongkan(page)
        page.keyboard.type("Halo ")
        page.keyboard.press("Control+b")
        page.keyboard.type("tebal")
        page.keyboard.press("Control+b")
        page.keyboard.press("Enter")
        page.keyboard.type("1. satu")
        page.keyboard.press("Enter")
        page.keyboard.type("dua")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("dalam")
        html = hasil(page)
        assert html == (
            "<p>Halo <strong>tebal</strong></p><ol><li>satu</li><li><p>dua</p><ol><li>dalam</li></ol></li></ol>"
        )
        # The server's normal form says the same words in the same structure.
        assert isi_surat.teks(html) == isi_surat.teks(isi_surat.bersihkan(html))


def test_rincian_berlabel_dengan_enter(buka_komponen):
    with buka_komponen() as page:
        page.goto("/form")
        kosongkan(page)
        page.click("button[aria-label^='Rincian']")
        for teks in ("hari", "Senin", "waktu", "09.00 WIB", "tempat", "Ruang rapat", "acara", "Evaluasi"):
            page.keyboard.type(teks)
            page.keyboard.press("Enter")
        html = hasil(page)
        assert html.startswith('<table class="rincian"><tbody><tr><td>hari</td><td>Senin</td></tr><tr><td>waktu</td>')
        assert "<tr><td>acara</td><td>Evaluasi</td></tr>" in html
        assert "acara : Evaluasi" in isi_surat.teks(html)


def test_tempelan_word_menjadi_daftar_dan_tabel(buka_komponen):
    with buka_komponen() as page:
        page.goto("/form")
        kosongkan(page)
        page.evaluate(TEMPEL, WORD)
        html = hasil(page)
        assert "<p>Isi <strong>surat</strong><em> miring</em></p>" in html
        assert '<ol><li><p>Pertama</p><ol type="a"><li>Anak</li></ol></li><li>Kedua tautan</li></ol>' in html
        assert '<tr><td colspan="2">Gabung</td></tr>' in html
        for terlarang in ("javascript", "<a", "<img", "<script", "style", "class=", "alert"):
            assert terlarang not in html
        assert page.keluhan == []


def test_tempelan_dokumen_google_tidak_tebal_semua(buka_komponen):
    with buka_komponen() as page:
        page.goto("/form")
        kosongkan(page)
        page.evaluate(TEMPEL, '<b style="font-weight:normal"><p><span style="font-weight:400">Biasa </span>'
                              '<span style="font-weight:700">tebal</span></p></b>')  # fmt: skip
        assert "<p>Biasa <strong>tebal</strong></p>" in hasil(page)


def test_sel_digabung_dan_dipisah(buka_komponen):
    with buka_komponen() as page:
        page.goto("/form")
        kosongkan(page)
        page.click("button[aria-label='Tabel']")
        page.keyboard.type("kiri")
        page.keyboard.press("Shift+ArrowRight")
        page.click("button[aria-label='Gabungkan sel']")
        assert '<td colspan="2">kiri</td>' in hasil(page)
        page.click("button[aria-label='Pisahkan sel']")
        assert "colspan" not in hasil(page)
        page.click("button[aria-label='Hapus tabel']")
        assert "<table" not in hasil(page)


def test_rata_dari_naskah_baku_tetap_ada(buka_komponen):
    with buka_komponen() as page:
        page.goto("/form")
        baku = '<p class="tengah">MEMERINTAHKAN</p><p>Kepada</p>'
        page.evaluate("html => { const t = document.querySelector('#isi'); t.value = html;"
                      " t.dispatchEvent(new CustomEvent('suite:isi')); }", baku)  # fmt: skip
        page.locator(".s-editor-isi p >> nth=1").click()
        page.keyboard.press("End")
        page.keyboard.type(":")
        assert hasil(page) == '<p class="tengah">MEMERINTAHKAN</p><p>Kepada:</p>'


def test_penyunting_dapat_ditinggalkan_dengan_papan_ketik(buka_komponen):
    with buka_komponen() as page:
        page.goto("/form")
        page.locator(".s-editor-isi").click()
        page.keyboard.press("Alt+F10")
        assert page.evaluate("document.activeElement.closest('[role=toolbar]') !== null")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Miring"
        page.keyboard.press("Escape")
        page.keyboard.press("Control+End")
        page.click("button[aria-label='Daftar butir']")
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.s-editor-isi') === null")
