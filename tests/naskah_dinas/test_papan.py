"""The board: its numbers are those of the lists, times are true, and nobody counts a letter that is closed to him."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select, update

from suite.core import akses, db
from suite.core.clock import now, today
from suite.core.workflow import RiwayatAlur, Task
from suite.naskah_dinas.models import Disposisi, SuratKeluar, SuratMasuk
from suite.naskah_dinas.policy import kunci_surat_keluar
from suite.naskah_dinas.queries import disposisi as q_disposisi
from suite.naskah_dinas.queries import keluar as q_keluar
from suite.naskah_dinas.queries import masuk as q_masuk
from suite.naskah_dinas.queries import papan
from suite.naskah_dinas.services import kirim
from tests.factories import actor_dari
from tests.naskah_dinas.kantor import diparaf, konsep

JAM = 3600.0


def terbitkan(app, kantor, **ganti: Any) -> int:
    """A letter of the office, signed and delivered to the office next door."""
    id = diparaf(kantor, "kabid", "sekretaris", **ganti)
    with app.app_context(), db.transaksi() as s:
        surat = s.get_one(SuratKeluar, id)
        kirim.tandatangani(actor_dari(kantor.akun["kadis"]), surat, versi=surat.versi, signer=app.extensions["signer"])
    return id


def atur_waktu(id: int, tulis: float, paraf: list[float], tanda_tangan: float) -> None:
    """The letter as if its steps had taken these seconds."""
    mulai = now() - timedelta(days=20)
    with db.transaksi() as s:
        s.execute(
            update(RiwayatAlur)
            .where(RiwayatAlur.jenis == "surat_keluar", RiwayatAlur.objek_id == id, RiwayatAlur.transisi == "ajukan")
            .values(pada=mulai + timedelta(seconds=tulis))
        )
        diukur = ("paraf", "tandatangani")
        q = (
            select(Task)
            .where(Task.jenis == "surat_keluar", Task.objek_id == id, Task.aksi.in_(diukur))
            .order_by(Task.id)
        )
        kini = mulai + timedelta(seconds=tulis)
        for task, lama in zip(s.scalars(q).all(), [*paraf, tanda_tangan], strict=True):
            task.dibuka_pada, task.ditutup_pada = kini, kini + timedelta(seconds=lama)
            kini = task.ditutup_pada
        surat = s.get_one(SuratKeluar, id)
        surat.dibuat_pada, surat.ditandatangani_pada = mulai, kini


@pytest.fixture
def tiga_surat(app, kantor) -> list[int]:
    """Three letters: their whole times are 10, 20 and 60 hours."""
    ids = [terbitkan(app, kantor, hal=f"Surat {n}") for n in range(3)]
    atur_waktu(ids[0], 2 * JAM, [1 * JAM, 3 * JAM], 4 * JAM)
    atur_waktu(ids[1], 4 * JAM, [2 * JAM, 6 * JAM], 8 * JAM)
    atur_waktu(ids[2], 30 * JAM, [4 * JAM, 20 * JAM], 6 * JAM)
    return ids


def aktor(kantor, siapa: str) -> Any:
    return kantor.actor(siapa)


def test_waktu_tiap_langkah(app, kantor, tiga_surat):
    r = papan.rentang("30")
    for siapa, tampilan in (("kadis", "kantor"), ("staf", "saya"), ("auditor", "kota")):
        pelaku = aktor(kantor, siapa)
        with db.transaksi(baca=True):
            w = papan.waktu_langkah(pelaku, tampilan, r)
        assert {k: (x.n, round(x.tengah / JAM, 3), round(x.terburuk / JAM, 3)) for k, x in w.items()} == {
            "total": (3, 20, 60), "tulis": (3, 4, 30), "paraf": (6, 3.5, 20), "tandatangani": (3, 6, 8),
        }  # fmt: skip


def test_menurut_orang_hanya_bagi_yang_memimpin(app, kantor, tiga_surat, masuk_sebagai):
    r = papan.rentang("30")
    kadis, kabid, staf = (aktor(kantor, x) for x in ("kadis", "kabid", "staf"))
    with db.transaksi(baca=True):
        semua = {b.nama: round(b.waktu.tengah / JAM, 3) for b in papan.waktu_orang(kadis, r)}
        bidang = {b.nama: b.jabatan for b in papan.waktu_orang(kabid, r)}
        assert papan.waktu_orang(staf, r) == []
    assert semua == {"Syarifah Nurhaliza": 6, "Iskandar Mahmud": 6, "Ratna Dewi Anggraini": 2}
    assert bidang == {"Ratna Dewi Anggraini": "Kepala Bidang Aplikasi Informatika"}
    teks = masuk_sebagai(kantor.akun["kadis"]).get("/papan-surat?tampilan=kantor").get_data(as_text=True)
    assert "Paraf dan tanda tangan menurut orang" in teks and "Separuh surat ditandatangani dalam 20 jam" in teks
    teks = masuk_sebagai(kantor.akun["staf"]).get("/papan-surat?tampilan=kantor").get_data(as_text=True)
    assert "menurut orang" not in teks


def test_waktu_di_tangan_saya(app, kantor, tiga_surat):
    kabid = aktor(kantor, "kabid")
    with db.transaksi(baca=True):
        (isi,) = papan.waktu_saya(kabid, papan.rentang("30")).items()
        assert papan.waktu_saya(kabid, papan.Rentang(today(), today())) == {}
    assert isi[0] == ("surat_keluar", "paraf") and isi[1].n == 3 and isi[1].tengah == pytest.approx(2 * JAM, abs=0.1)


def disposisi_terlambat(kantor, masuk_id: int) -> None:
    with db.transaksi() as s:
        d = Disposisi(
            surat_masuk_id=masuk_id, dari_jabatan_id=kantor.jabatan["tetangga"].id, status="baru",
            dari_pegawai_id=kantor.akun["tetangga"].pihak_id, kepada_jabatan_id=kantor.jabatan["asing"].id,
            instruksi=["tindak_lanjuti"], tenggat=now() - timedelta(days=2),
        )  # fmt: skip
        s.add(d)


def angka_daftar(actor, url: str) -> int:
    """What the list behind a link of the board holds, asked of the list itself."""
    bagian = urlsplit(url)
    isi = {k: v[0] for k, v in parse_qs(bagian.query).items()}
    tab = isi.pop("tampilan")
    hari = {k: type(today()).fromisoformat(isi[k]) for k in ("dari", "sampai") if k in isi}
    if bagian.path.endswith("surat-keluar"):
        return len(q_keluar.daftar(actor, tab, q_keluar.Saringan(**hari), None, ukuran=500))
    if bagian.path.endswith("surat-masuk"):
        saring = q_masuk.Saringan(**hari, terlambat="terlambat" in isi)
        return len(q_masuk.daftar(actor, tab, saring, None, ukuran=500))
    return len(q_disposisi.daftar(actor, tab, isi["keadaan"], "", None, ukuran=500))


@pytest.mark.parametrize(
    ("siapa", "tampilan"),
    [("staf", "saya"), ("kadis", "kantor"), ("tetangga", "kantor"), ("asing", "saya"), ("auditor", "kota")],
)
def test_angka_sama_dengan_daftarnya(app, kantor, tiga_surat, masuk_sebagai, siapa, tampilan):
    konsep(kantor, hal="Masih konsep")
    with db.transaksi() as s:
        masuk = s.scalars(select(SuratMasuk).order_by(SuratMasuk.id)).all()
        masuk[0].tenggat = now() - timedelta(days=1)
        id = masuk[0].id
    disposisi_terlambat(kantor, id)
    pelaku = aktor(kantor, siapa)
    klien = masuk_sebagai(kantor.akun[siapa])
    teks = klien.get(f"/papan-surat?tampilan={tampilan}").get_data(as_text=True)
    angka = re.findall(r'class="s-angka-nilai"><a href="([^"]+)">([\d.]+)<', teks)
    assert len(angka) >= 3
    tautan = [(url.replace("&amp;", "&"), int(n.replace(".", ""))) for url, n in angka]
    assert all(klien.get(url).status_code == 200 for url, _ in tautan)
    with db.transaksi(baca=True):
        assert [n for _, n in tautan] == [angka_daftar(pelaku, url) for url, _ in tautan]
    if siapa == "tetangga":
        assert [n for _, n in tautan] == [0, 3, 1, 1]
    if siapa == "staf":
        assert [n for _, n in tautan] == [4, 1, 0]


def test_yang_rahasia_tidak_terhitung(app, kantor, tiga_surat):
    r, kadis, staf = papan.rentang("30"), aktor(kantor, "kadis"), aktor(kantor, "sekretaris")
    with db.transaksi() as s:
        surat = s.get_one(SuratKeluar, tiga_surat[0])
        surat.keamanan = "R"
        akses.tetapkan("surat_keluar", surat.id, kunci_surat_keluar(surat, set()))
    with db.transaksi(baca=True):
        assert papan.angka(kadis, "kantor", r).keluar == 3
        assert papan.angka(staf, "kantor", r).keluar == 2
        assert papan.waktu_langkah(staf, "kantor", r)["total"].n == 2
        assert sum(b.keluar for b in papan.volume(staf, "kantor")) == 2
        assert sum(b.keluar for b in papan.volume(kadis, "kantor")) == 3


def test_volume_menurut_bulan_kantor(app, kantor, tiga_surat):
    """A letter received in the first hour of a month by the office's clock counts for that month."""
    tetangga = aktor(kantor, "tetangga")
    with db.transaksi(baca=True):
        bulan = papan.volume(tetangga, "kantor")
    assert len(bulan) == 12 and bulan[-1].awal == today().replace(day=1)
    awal = papan.Rentang(bulan[-2].awal, bulan[-2].awal).instan[0]
    with db.transaksi() as s:
        semua = s.scalars(select(SuratMasuk).order_by(SuratMasuk.id)).all()
        semua[0].diterima_pada, semua[1].diterima_pada = awal, awal - timedelta(seconds=1)
        semua[2].diterima_pada = now()
    with db.transaksi(baca=True):
        assert [b.masuk for b in papan.volume(tetangga, "kantor")][-3:] == [1, 1, 1]


def test_papan_kota_hanya_bagi_auditor(app, kantor, tiga_surat, masuk_sebagai):
    teks = masuk_sebagai(kantor.akun["auditor"]).get("/papan-surat").get_data(as_text=True)
    assert "Menurut perangkat daerah" in teks and "Diskominfo" in teks
    teks = masuk_sebagai(kantor.akun["kadis"]).get("/papan-surat?tampilan=kota").get_data(as_text=True)
    assert "Menurut perangkat daerah" not in teks and 'aria-current="page">Kantor saya' in teks


def test_disposisi_kantor_dan_terlambat(app, kantor, tiga_surat, masuk_sebagai):
    with db.transaksi() as s:
        id = s.scalars(select(SuratMasuk.id).order_by(SuratMasuk.id)).first()
    disposisi_terlambat(kantor, id)
    for siapa, ada in (("tetangga", True), ("asing", True), ("kadis", False)):
        teks = (
            masuk_sebagai(kantor.akun[siapa]).get("/disposisi?tampilan=kantor&keadaan=terlambat").get_data(as_text=True)
        )
        assert ("Surat 0" in teks) is ada, siapa
    teks = masuk_sebagai(kantor.akun["tetangga"]).get("/papan-surat?tampilan=kantor").get_data(as_text=True)
    assert "Semua yang terlambat" in teks
