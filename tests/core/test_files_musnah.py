"""Bytes given up for good: only when no other row stands for them, and only after the commit."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from suite.core import db
from suite.core.actor import SISTEM
from suite.core.clock import frozen, now
from suite.core.errors import Dimusnahkan
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.files.store import gudang
from suite.core.pulih import cadangan, metrik
from tests.naskah_dinas.dunia_masuk import pdf_kecil


def _simpan(judul: str) -> tuple[int, str]:
    with db.transaksi():
        f = files.simpan(pdf_kecil(judul), nama=f"{judul}.pdf", actor=SISTEM)
        return f.id, f.sidik


def test_bita_hilang_keterangan_tetap(app) -> None:
    f_id, sidik = _simpan("Musnah")
    with db.transaksi():
        assert files.musnahkan([f_id]) == 1
        assert gudang().ada(sidik), "nothing goes before the commit"
    assert not gudang().ada(sidik)
    with db.transaksi():
        f = db.session.get_one(StoredFile, f_id)
        assert f.sidik == sidik and f.ukuran > 0 and f.nama == "Musnah.pdf"
        with pytest.raises(Dimusnahkan):
            files.isi(f)
        assert files.musnahkan([f_id]) == 0
        assert sidik not in set(cadangan._sidik_berkas()) and metrik.ukuran_gudang() == 0


def test_bita_yang_dipakai_baris_lain_tetap(app) -> None:
    isi = pdf_kecil("Sama")
    with db.transaksi():
        satu, dua = (files.simpan(isi, nama=n, actor=SISTEM) for n in ("a.pdf", "b.pdf"))
        ids, sidik = (satu.id, dua.id), satu.sidik
    with db.transaksi():
        files.musnahkan([ids[0]])
    assert gudang().ada(sidik)
    with db.transaksi():
        assert files.isi(db.session.get_one(StoredFile, ids[1])) == isi
        files.musnahkan([ids[1]])
    assert not gudang().ada(sidik)


def test_yang_batal_tidak_menghapus_apa_pun(app) -> None:
    f_id, sidik = _simpan("Batal")
    with pytest.raises(RuntimeError), db.transaksi():
        files.musnahkan([f_id])
        raise RuntimeError
    assert gudang().ada(sidik)
    with db.transaksi():
        assert db.session.get_one(StoredFile, f_id).dimusnahkan_pada is None


def test_sisa_karena_listrik_padam_dibuang_kemudian(app) -> None:
    from suite.core.jobs.periodic import buang_sisa_musnah

    f_id, sidik = _simpan("Sisa")
    with db.transaksi():
        db.session.get_one(StoredFile, f_id).dimusnahkan_pada = now()  # as if the process died right after the commit
    assert gudang().ada(sidik)
    with db.transaksi():
        assert buang_sisa_musnah(None) == {"dibuang": 1}  # type: ignore[arg-type]  (it asks nothing of its step)
    assert not gudang().ada(sidik)
    with db.transaksi():
        assert buang_sisa_musnah(None) == {"dibuang": 0}  # type: ignore[arg-type]


def test_berkas_yang_sama_dapat_diterima_lagi(app) -> None:
    f_id, sidik = _simpan("Kembali")
    with db.transaksi():
        files.musnahkan([f_id])
    with frozen(datetime.now(UTC) + timedelta(days=1)), db.transaksi():
        baru = files.terima(SISTEM, "kembali.pdf", io.BytesIO(pdf_kecil("Kembali")))
        assert baru.dimusnahkan_pada is None and files.isi(baru)
        assert baru.sidik != sidik or gudang().ada(sidik)
