"""The issue of a surat tugas writes who is away; what is taken back or corrected sends nobody."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest

from suite.core import akses, db, deeds, workflow
from suite.core.clock import today
from suite.core.errors import AturanDilanggar
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.queries import tugas as queries
from suite.naskah_dinas.services import jenis as layanan_jenis
from suite.naskah_dinas.services import keluar, kirim, tarik
from tests.factories import actor_dari
from tests.naskah_dinas.kantor import isian

BESOK = today() + timedelta(days=1)


def teks(jawab) -> str:
    return unescape(jawab.get_data(as_text=True))


def konsep_tugas(kantor, orang=("staf", "kabid"), mulai: date = BESOK, hari: int = 3, **ganti: Any) -> int:
    data = {
        "dasar": ["Undangan Gubernur"], "pelaksana": [kantor.akun[o].pihak_id for o in orang], "untuk": ["Menghadiri rapat"],
        "mulai": mulai.isoformat(), "selesai": (mulai + timedelta(days=hari - 1)).isoformat(), "tempat": "Singkawang",
    } | ganti  # fmt: skip
    with db.transaksi():
        isi = isian(kantor, jenis="surat_tugas", hal="", isi="", kepada=[], data={"isian": data})
        return keluar.buat(actor_dari(kantor.akun["staf"]), isi).id


def terbitkan(app, kantor, id: int) -> None:
    def lakukan(siapa: str, transisi: str) -> None:
        with db.transaksi() as s:
            surat = s.get_one(SuratKeluar, id)
            workflow.jalankan(surat, transisi, actor_dari(kantor.akun[siapa]), versi=surat.versi)

    lakukan("staf", "ajukan")
    for siapa in ("kabid", "sekretaris"):
        lakukan(siapa, "paraf")
    with app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        kirim.tandatangani(actor_dari(kantor.akun["kadis"]), surat, versi=surat.versi, signer=app.extensions["signer"])


def pada(kantor, dari: date, sampai: date | None = None, siapa: str = "staf") -> list[tuple[date, date, str]]:
    id = kantor.akun[siapa].pihak_id
    with db.transaksi(baca=True):
        semua = queries.surat_tugas_pada([id, kantor.akun["asing"].pihak_id], dari, sampai or dari)
    assert set(semua) <= {id}
    return [(t.mulai, t.sampai, t.tempat) for t in semua.get(id, [])]


def test_terbit_mencatat_setiap_orang(app, kantor):
    id = konsep_tugas(kantor)
    assert pada(kantor, BESOK) == []
    terbitkan(app, kantor, id)
    akhir = BESOK + timedelta(days=2)
    for siapa in ("staf", "kabid"):
        assert pada(kantor, BESOK, siapa=siapa) == [(BESOK, akhir, "Singkawang")]
    assert pada(kantor, akhir) and pada(kantor, today(), BESOK) and pada(kantor, akhir, akhir + timedelta(days=9))
    assert not pada(kantor, today()) and not pada(kantor, akhir + timedelta(days=1))
    assert "surat_tugas" in [a.jenis for a in deeds.semua()]


def test_yang_ditarik_dan_diralat_tidak_berlaku(app, kantor):
    ditarik, diralat = (
        konsep_tugas(kantor),
        konsep_tugas(kantor, orang=("staf",), mulai=BESOK + timedelta(days=10), hari=1),
    )
    terbitkan(app, kantor, ditarik)
    terbitkan(app, kantor, diralat)
    lain = BESOK + timedelta(days=10)
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, ditarik)
        workflow.jalankan(
            surat, "tarik", actor_dari(kantor.akun["kadis"]), versi=surat.versi, catatan="Batal berangkat."
        )
    assert pada(kantor, BESOK) == [] and len(pada(kantor, lain)) == 1
    with db.transaksi() as s:
        baru = tarik.buat_ralat(actor_dari(kantor.akun["staf"]), s.get_one(SuratKeluar, diralat))
        data = {k: dict(v) if isinstance(v, dict) else v for k, v in baru.data.items()}
        data["isian"] |= {
            "mulai": (lain + timedelta(days=1)).isoformat(),
            "selesai": (lain + timedelta(days=1)).isoformat(),
        }
        baru.data = data
        id = baru.id
    assert len(pada(kantor, lain)) == 1  # a draft corrects nothing yet
    terbitkan(app, kantor, id)
    assert pada(kantor, lain) == [] and len(pada(kantor, lain + timedelta(days=1))) == 1


def test_selesai_sebelum_mulai_ditolak_di_sebelah_isiannya(kantor, staf):
    id = konsep_tugas(kantor, selesai=today().isoformat())
    with db.transaksi() as s, pytest.raises(AturanDilanggar, match="Mendahului tanggal mulainya") as galat:
        surat = s.get_one(SuratKeluar, id)
        workflow.jalankan(surat, "ajukan", actor_dari(kantor.akun["staf"]), versi=surat.versi)
    assert galat.value.field == "x_selesai"


def test_bentrok_diberitahukan_kepada_yang_boleh_tahu(app, kantor, staf, masuk_sebagai):
    id = konsep_tugas(kantor)
    terbitkan(app, kantor, id)
    baru = konsep_tugas(kantor, orang=("staf",), mulai=BESOK + timedelta(days=2), tempat="Sambas")
    assert "Bayu Saputra sudah bertugas di Singkawang" in teks(staf.get(f"/surat-keluar/{baru}/ubah"))
    sesudah = konsep_tugas(kantor, orang=("staf",), mulai=BESOK + timedelta(days=3))
    assert "sudah bertugas di" not in teks(staf.get(f"/surat-keluar/{sesudah}/ubah"))
    with db.transaksi() as s:  # the first letter becomes one that the drafter may not see
        s.get_one(SuratKeluar, id).keamanan = "R"
        akses.tetapkan("surat_keluar", id, {akses.kunci_jabatan(kantor.jabatan["kadis"].id)})
    assert "sudah bertugas di" not in teks(staf.get(f"/surat-keluar/{baru}/ubah"))


def test_daftar_menurut_yang_boleh_dilihat(app, kantor, masuk_sebagai):
    id = konsep_tugas(kantor)
    terbitkan(app, kantor, id)
    halaman = teks(masuk_sebagai(kantor.akun["sekretaris"]).get("/tugas-luar"))
    assert halaman.count("Singkawang") >= 2 and f"/surat-keluar/{id}" in halaman
    assert "Singkawang" not in teks(masuk_sebagai(kantor.akun["tetangga"]).get("/tugas-luar"))
    assert "Singkawang" in teks(masuk_sebagai(kantor.akun["staf"]).get("/tugas-luar?tampilan=saya"))
    with db.transaksi() as s:
        s.get_one(SuratKeluar, id).keamanan = "R"
        akses.tetapkan("surat_keluar", id, {akses.kunci_jabatan(kantor.jabatan["kadis"].id)})
    assert "Singkawang" not in teks(masuk_sebagai(kantor.akun["sekretaris"]).get("/tugas-luar"))
    halaman = teks(masuk_sebagai(kantor.akun["staf"]).get("/tugas-luar?tampilan=saya"))
    assert "Singkawang" in halaman and f"/surat-keluar/{id}" not in halaman  # one's own duty, without its letter


def test_jenis_tidak_boleh_kehilangan_isian_yang_dicatat(app, kantor):
    with db.transaksi(), app.app_context():
        isi = layanan_jenis.isi_jenis(layanan_jenis.terakhir("surat_tugas"))
        isi["isian"] = [x for x in isi["isian"] if x["kode"] != "tempat"]
        isi["susunan"] = [
            x | {"daftar": [k for k in x["daftar"] if k != "tempat"]} if "daftar" in x else x for x in isi["susunan"]
        ]
        with pytest.raises(AturanDilanggar, match="mencatat isian tempat"):
            layanan_jenis.simpan(actor_dari(kantor.akun["kadis"]), isi, today(), kode="surat_tugas")
