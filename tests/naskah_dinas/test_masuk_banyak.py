"""Several letters given on at once, and the lembar disposisi on paper."""

from __future__ import annotations

import html
import re

from suite.core import db
from suite.naskah_dinas.models import Disposisi, SuratMasuk
from suite.naskah_dinas.services.disposisi import daftar_instruksi
from tests.naskah_dinas.dunia_masuk import TUJUAN, Dunia, status, versi


def _pilih(*ids: int) -> list[str]:
    return [f"masuk:{i}:{versi(SuratMasuk, i)}" for i in ids]


def _banyak(d: Dunia, siapa: str, pilih: list[str], **isi: object):
    return d.klien(siapa).post("/surat-masuk/disposisi/banyak", data={"pilih": pilih, "batas": "sifat", **isi})


def _isian(d: Dunia) -> dict[str, object]:
    return {"lakukan": "ya", "kepada": [d.jabatan["kabid"].id], "instruksi": TUJUAN, "catatan": "Siapkan bahan."}


def test_beberapa_surat_didisposisikan_dengan_hasil_masing_masing(dunia: Dunia) -> None:
    satu, dua, tiga = (dunia.catat(f"Banyak {n}") for n in ("satu", "dua", "tiga"))
    assert "surat-masuk/disposisi/banyak" in dunia.klien("kadis").get("/surat-masuk?tampilan=menunggu").text
    pilih = _pilih(satu, dua, tiga)
    tanya = _banyak(dunia, "kadis", pilih)
    assert tanya.status_code == 200 and tanya.text.count('name="pilih"') == 3 and "Disposisikan 3 surat" in tanya.text
    assert status(SuratMasuk, satu) == "diterima"
    kosong = _banyak(dunia, "kadis", pilih, lakukan="ya", catatan="Tetap ada")
    assert kosong.status_code == 422 and "Tetap ada" in kosong.text and "Pilih penerimanya." in kosong.text
    dunia.disposisi(tiga, ["kabid"])  # meanwhile, by the same post elsewhere
    jawab = _banyak(dunia, "kadis", pilih, **_isian(dunia))
    assert "2 dari 3 surat didisposisikan" in jawab.text
    assert {status(SuratMasuk, i) for i in (satu, dua)} == {"didisposisi"}
    with db.transaksi(baca=True):
        for i, n in ((satu, 1), (dua, 1), (tiga, 1)):
            assert db.session.query(Disposisi).filter_by(surat_masuk_id=i).count() == n


def test_hanya_pimpinan_yang_dituju_dan_hanya_suratnya_sendiri(dunia: Dunia) -> None:
    m_id = dunia.catat("Bukan milik kabid")
    for siapa in ("kabid", "agenda", "kadis_kes"):
        jawab = _banyak(dunia, siapa, _pilih(m_id), **_isian(dunia))
        assert jawab.status_code == 400 and "Bukan milik kabid" not in jawab.text, siapa
    assert status(SuratMasuk, m_id) == "diterima"
    for rusak in ("masuk:x:1", "keluar:1:1", "masuk:1", "masuk:99999999999999999:1"):
        assert _banyak(dunia, "kadis", [rusak]).status_code == 400, rusak


def test_lembar_disposisi_kosong_lalu_terisi(dunia: Dunia) -> None:
    m_id = dunia.catat("Lembar untuk dicetak")
    alamat = f"/surat-masuk/{m_id}/lembar"
    assert alamat in dunia.klien("kadis").get(f"/surat-masuk/{m_id}").text
    kosong = html.unescape(dunia.klien("kadis").get(alamat).text)
    assert "☑" not in kosong and kosong.count("☐") == len(daftar_instruksi())
    assert kosong.count("s-lembar-garis") >= 5  # lines to write on by hand
    dunia.disposisi(m_id, ["kabid"], catatan="Pelajari lampirannya.")
    isi = html.unescape(dunia.klien("kadis").get(alamat).text)
    assert isi.count("☑") == len(TUJUAN)
    assert "Pelajari lampirannya." in isi and re.search(r"<li>Kepala Bidang[^<]*</li>", isi)
    assert "PT Khatulistiwa Data" in isi and "Riwayat" in isi and "dicetak" in isi
    assert dunia.klien("kadis_kes").get(alamat).status_code == 404
