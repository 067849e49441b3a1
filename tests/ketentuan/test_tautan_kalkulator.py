"""The calculator's link as it stands on the page: every rule, every example; and for every parameter the same answer after
it changed, beside the way to today's."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from suite.core import aturan, db
from suite.core.aturan import register
from suite.core.web import bentuk
from tests.factories import pejabat
from tests.ketentuan.perubahan import HARI, cabut_langsung, perkara_tiap_ketentuan, sahkan_langsung
from tests.web.test_bentuk import kirim


def alamat(topik: str, masukan: Any) -> tuple[str, MultiDict[str, str]]:
    """Where the filled form leads."""
    t = register.topik(topik)
    assert t is not None
    rupa = bentuk.Bentuk("objek", anak=bentuk.dari_skema(t.skema))
    isi = kirim(bentuk.simpul(rupa, "m", masukan))
    isi["pada"] = HARI.isoformat()
    return f"/kalkulator/{topik}", isi


def buka(klien: FlaskClient, url: str, isi: Any = None) -> tuple[str, dict[str, str]]:
    """(the answer in words, links by their words)."""
    jawab = klien.get(url, query_string=isi)
    assert jawab.status_code == 200, url
    bagian = re.search(r'<section class="s-kalkulator-hasil".*?</main>', jawab.text, re.S)
    assert bagian is not None
    tautan = {
        re.sub("<[^>]+>", "", kata).strip(): html.unescape(ke).removeprefix("http://localhost")
        for ke, kata in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', bagian[0], re.S)
    }
    isi_jawab = re.search(r'<div class="s-kalkulator-jawab">.*?</dl>', bagian[0], re.S)
    assert isi_jawab is not None, (url, bagian[0][:500])
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", isi_jawab[0])), tautan


def test_tautan_mengulang_jawaban_setiap_aturan(masuk_sebagai: Callable[[Any], FlaskClient]) -> None:
    with db.transaksi():
        akun = pejabat("Analis Data")[1]
    klien = masuk_sebagai(akun)
    for t in aturan.semua_topik():
        for contoh in t.semua_contoh:
            jawab, tautan = buka(klien, *alamat(t.nama, contoh))
            assert jawab.strip(), t.nama
            assert buka(klien, tautan["Tautan hitungan ini"])[0] == jawab, t.nama


def test_tautan_lama_dan_baru_sesudah_ketentuan_berubah(masuk_sebagai: Callable[[Any], FlaskClient]) -> None:
    with db.transaksi():
        orang, akun = pejabat("Analis Data")
        pengusul_id = orang.pegawai_id
    klien = masuk_sebagai(akun)
    for urut, p in enumerate(perkara_tiap_ketentuan().values(), 1):
        if p.baru.get("sah") is False:
            continue  # a refusal is an answer as well, but has no fields to compare
        lama, tautan = buka(klien, *alamat(p.topik, p.masukan))
        id = sahkan_langsung(pengusul_id, p, 2 * urut - 1)
        baru, _ = buka(klien, *alamat(p.topik, p.masukan))
        assert baru != lama, p.nama
        ulang, kini = buka(klien, tautan["Tautan hitungan ini"])
        assert ulang == lama, p.nama
        ke_baru = kini["Hitung dengan ketentuan sekarang"]
        assert buka(klien, ke_baru)[0] == baru, p.nama
        cabut_langsung(id, 2 * urut)
        assert buka(klien, ke_baru)[0] == baru, f"{p.nama}: known then, known for ever"
