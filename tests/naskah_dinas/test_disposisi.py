"""Disposisi: down two levels and more, up again report by report, returned, taken back, late."""

from __future__ import annotations

import io
import re
import threading
from datetime import datetime, timedelta

import pytest

from suite.core import db, notifications, workflow
from suite.core.clock import frozen, local_date, now, today
from suite.core.errors import AturanDilanggar
from suite.core.web import Kursor
from suite.core.workflow import Task
from suite.naskah_dinas.models import Disposisi, SuratMasuk
from suite.naskah_dinas.queries import disposisi as queries
from suite.naskah_dinas.services import disposisi as layanan
from suite.naskah_dinas.services.disposisi import IsianDisposisi
from tests.naskah_dinas.dunia_masuk import TUJUAN, Dunia, pdf_kecil, status, versi


def _laporkan(d: Dunia, siapa: str, disposisi_id: int, **lain: object):
    data = {"versi": versi(Disposisi, disposisi_id), "laporan": "Sudah dikerjakan."} | lain
    return d.klien(siapa).post(f"/disposisi/{disposisi_id}/laporkan", data=data)


def _teruskan(d: Dunia, siapa: str, disposisi_id: int, kepada: str, **lain: object):
    data = {
        "versi": versi(Disposisi, disposisi_id), "kepada": [d.jabatan[kepada].id], "instruksi": TUJUAN,
        "batas": "sifat",
    } | lain  # fmt: skip
    return d.klien(siapa).post(f"/disposisi/{disposisi_id}/teruskan", data=data)


def _anak(disposisi_id: int) -> int:
    with db.transaksi(baca=True):
        q = db.session.query(Disposisi.id).filter_by(induk_id=disposisi_id)
        return q.order_by(Disposisi.id.desc()).limit(1).scalar()


def _tenggat(disposisi_id: int) -> datetime | None:
    with db.transaksi(baca=True):
        return db.session.get_one(Disposisi, disposisi_id).tenggat


def _tugas(disposisi_id: int) -> list[tuple[str, str]]:
    with db.transaksi(baca=True):
        q = db.session.query(Task).filter_by(jenis="disposisi", objek_id=disposisi_id, ditutup_pada=None)
        return [(t.untuk, t.aksi) for t in q]


def test_dua_tingkat_turun_lalu_naik_sampai_surat_selesai(dunia: Dunia) -> None:
    _, m_id = dunia.kirim("Permintaan data dua tingkat")
    atas = dunia.disposisi(m_id, ["kabid", "sekre"])
    assert _teruskan(dunia, "kabid", atas["kabid"], "bayu").status_code == 302
    bawah = _anak(atas["kabid"])
    assert status(Disposisi, atas["kabid"]) == "diteruskan" and _tugas(atas["kabid"]) == []

    ditolak = _laporkan(dunia, "kabid", atas["kabid"])
    assert ditolak.status_code == 422 and "belum dilaporkan" in ditolak.text

    assert _laporkan(dunia, "bayu", bawah).status_code == 302
    assert _tugas(atas["kabid"]) == [(f"j:{dunia.jabatan['kabid'].id}", "laporkan")], (
        "the next one up is asked to report"
    )
    assert _laporkan(dunia, "kabid", atas["kabid"]).status_code == 302
    assert status(SuratMasuk, m_id) == "didisposisi", "the secretary has not reported yet"
    assert _laporkan(dunia, "sekre", atas["sekre"]).status_code == 302
    assert status(SuratMasuk, m_id) == "ditindaklanjuti"
    teks = dunia.klien("kadis").get(f"/surat-masuk/{m_id}").text
    assert "3 dari 3 selesai" in teks and "Giliran Anda: selesaikan" in teks


def test_tiga_tingkat_pun_berjalan(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat tiga tingkat")
    atas = dunia.disposisi(m_id, ["sekre"])
    assert _teruskan(dunia, "sekre", atas["sekre"], "agenda").status_code == 302
    bawah = _anak(atas["sekre"])
    assert dunia.klien("agenda").get(f"/disposisi/{bawah}").status_code == 200
    assert _laporkan(dunia, "agenda", bawah).status_code == 302
    assert _laporkan(dunia, "sekre", atas["sekre"]).status_code == 302
    assert status(SuratMasuk, m_id) == "ditindaklanjuti"


def test_bukti_laporan_dibaca_pemberi_dan_bukan_orang_luar(dunia: Dunia) -> None:
    _, m_id = dunia.kirim("Surat dengan bukti", keamanan="T")
    d = dunia.disposisi(m_id, ["kabid"])["kabid"]

    assert _laporkan(dunia, "kabid", d, berkas=(io.BytesIO(pdf_kecil("bukti")), "bukti.pdf")).status_code == 302
    assert dunia.klien("kadis").get(f"/disposisi/{d}/berkas").data.startswith(b"%PDF-")
    for siapa in ("staf_kes", "auditor"):
        assert dunia.klien(siapa).get(f"/disposisi/{d}/berkas").status_code == 404


def test_laporan_kosong_ditolak_dan_berkasnya_disimpan(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat laporan kosong")
    d = dunia.disposisi(m_id, ["kabid"])["kabid"]
    jawab = _laporkan(dunia, "kabid", d, laporan="  ", berkas=(io.BytesIO(b"catatan rapat\n"), "catatan.txt"))
    assert jawab.status_code == 422 and "Tuliskan apa yang sudah Anda lakukan." in jawab.text
    simpan = re.search(r'name="berkas_tersimpan" value="(\d+)"', jawab.text)
    assert simpan
    assert _laporkan(dunia, "kabid", d, berkas_tersimpan=simpan[1]).status_code == 302
    with db.transaksi(baca=True):
        assert db.session.get_one(Disposisi, d).laporan_file_id == int(simpan[1])


def test_untuk_diketahui_cukup_ditandai(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat untuk diketahui saja")
    with dunia.app.app_context(), db.transaksi():
        m = db.session.get_one(SuratMasuk, m_id)
        isian = IsianDisposisi([dunia.jabatan["kabid"].id], ["diketahui"])
        workflow.jalankan(m, "disposisi", dunia.aktor("kadis"), versi=m.versi, data={"isian": isian})
        d = m.disposisi[0].id
    assert "Tandai sudah diketahui" in dunia.klien("kabid").get(f"/disposisi/{d}/laporkan").text
    assert _laporkan(dunia, "kabid", d, laporan="").status_code == 302
    assert status(SuratMasuk, m_id) == "ditindaklanjuti"


def test_dikembalikan_dengan_alasan_lalu_dialihkan(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat salah alamat")
    d = dunia.disposisi(m_id, ["infra"])["infra"]
    klien = dunia.klien("infra")
    tanpa = klien.post(f"/disposisi/{d}/aksi/kembalikan", data={"versi": versi(Disposisi, d)})
    assert tanpa.status_code == 422 and "Tuliskan alasannya" in tanpa.text
    data = {"versi": versi(Disposisi, d), "catatan": "Data ada pada Bidang Aptika."}
    assert klien.post(f"/disposisi/{d}/aksi/kembalikan", data=data).status_code == 302
    kadis = dunia.klien("kadis")
    assert "Data ada pada Bidang Aptika." in kadis.get(f"/disposisi/{d}").text
    assert _tugas(d) == [(f"j:{dunia.jabatan['kadis'].id}", "tarik")]
    assert kadis.post(f"/disposisi/{d}/aksi/tarik", data={"versi": versi(Disposisi, d)}).status_code == 302
    assert status(Disposisi, d) == "ditarik" and status(SuratMasuk, m_id) == "ditindaklanjuti"


def test_bawahan_yang_mengembalikan_belum_melapor(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat dikembalikan staf")
    d = dunia.disposisi(m_id, ["kabid"])["kabid"]
    _teruskan(dunia, "kabid", d, "flor")
    bawah = _anak(d)
    data = {"versi": versi(Disposisi, bawah), "catatan": "Saya sedang cuti."}
    dunia.klien("flor").post(f"/disposisi/{bawah}/aksi/kembalikan", data=data)
    assert _laporkan(dunia, "kabid", d).status_code == 422
    dunia.klien("kabid").post(f"/disposisi/{bawah}/aksi/tarik", data={"versi": versi(Disposisi, bawah)})
    assert _laporkan(dunia, "kabid", d).status_code == 302


def test_hanya_penerima_yang_melapor_dan_meneruskan(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat milik kabid")
    d = dunia.disposisi(m_id, ["kabid"])["kabid"]
    for siapa in ("sekre", "kadis", "flor"):
        assert _laporkan(dunia, siapa, d).status_code == 404
        assert _teruskan(dunia, siapa, d, "bayu").status_code == 404
        jawab = dunia.klien(siapa).post(f"/disposisi/{d}/aksi/kerjakan", data={"versi": versi(Disposisi, d)})
        assert jawab.status_code == 403
    assert status(Disposisi, d) == "baru"


def test_versi_usang_ditolak_dengan_siapa_dan_kapan(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat versi usang")
    d = dunia.disposisi(m_id, ["kabid"])["kabid"]
    lama = versi(Disposisi, d)
    dunia.klien("kabid").post(f"/disposisi/{d}/aksi/kerjakan", data={"versi": lama})
    jawab = dunia.klien("kabid").post(f"/disposisi/{d}/aksi/kembalikan", data={"versi": lama, "catatan": "x"})
    assert jawab.status_code == 409 and "sudah mulai mengerjakan" in jawab.text


# Deadlines ---------------------------------------------------------------------------------------------------------


def _beri_bawah(d: Dunia, disposisi_id: int, hari: int | None) -> None:
    sampai = None if hari is None else today() + timedelta(days=hari)
    with db.transaksi():
        satu = db.session.get_one(Disposisi, disposisi_id)
        isian = IsianDisposisi([d.jabatan["bayu"].id], TUJUAN, "", sampai)
        layanan.jalankan(satu, "teruskan", d.aktor("kabid"), versi=satu.versi, data={"isian": isian})


def test_batas_bawahan_tidak_melewati_batas_sendiri(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat berbatas")
    d = dunia.disposisi(m_id, ["kabid"], sampai=today() + timedelta(days=2))["kabid"]
    with pytest.raises(AturanDilanggar) as galat:
        _beri_bawah(dunia, d, 3)
    assert galat.value.field == "sampai"
    _beri_bawah(dunia, d, 2)
    assert _tenggat(_anak(d)) == _tenggat(d)


def test_batas_jam_memotong_batas_hari_bawahan(dunia: Dunia) -> None:
    """Segera is due at an hour: the same day for the receiver below ends at that hour, not at midnight after it."""
    m_id = dunia.catat("Surat segera berjam", sifat="segera")
    d = dunia.disposisi(m_id, ["kabid"])["kabid"]
    akhir = _tenggat(d)
    assert akhir is not None
    _beri_bawah(dunia, d, (local_date(akhir) - today()).days)
    assert _tenggat(_anak(d)) == akhir


def test_tanpa_tanggal_mengikuti_batas_pemberi(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat tanpa tanggal")
    d = dunia.disposisi(m_id, ["kabid"], sampai=today() + timedelta(days=1))["kabid"]
    _beri_bawah(dunia, d, None)
    assert _tenggat(_anak(d)) == _tenggat(d)


def test_yang_terlambat_masih_dapat_meneruskan(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat telat")
    d = dunia.disposisi(m_id, ["kabid"], sampai=today())["kabid"]
    with frozen(now() + timedelta(days=3)):
        _beri_bawah(dunia, d, 1)
        teks = dunia.klien("kadis").get(f"/surat-masuk/{m_id}").text
        assert "Terlambat" in teks and "1 terlambat" in teks
    assert _anak(d)


# Lists -------------------------------------------------------------------------------------------------------------


def test_yang_terlambat_ada_di_atas(dunia: Dunia) -> None:
    for hal, hari in (("Urut lusa", 2), ("Urut hari ini", 0), ("Urut besok", 1)):
        dunia.disposisi(dunia.catat(hal), ["infra"], sampai=today() + timedelta(days=hari))
    teks = dunia.klien("infra").get("/disposisi?q=Urut").text
    assert re.findall(r">(Urut [a-z ]+)</a>", teks) == ["Urut hari ini", "Urut besok", "Urut lusa"]
    dari = dunia.klien("kadis").get("/disposisi?tampilan=dari&q=Urut").text
    assert len(re.findall(r">(Urut [a-z ]+)</a>", dari)) == 3
    assert not re.search(r">Urut [a-z]", dunia.klien("kabid").get("/disposisi").text)


def test_halaman_disposisi_tanpa_ulang_dan_tanpa_lubang(dunia: Dunia) -> None:
    m_id = dunia.catat("Surat banyak disposisi")
    with db.transaksi():
        m = db.session.get_one(SuratMasuk, m_id)
        for i in range(7):
            db.session.add(
                Disposisi(
                    surat_masuk_id=m.id, dari_jabatan_id=m.tujuan_jabatan_id, dari_pegawai_id=dunia.pegawai["kadis"].id,
                    kepada_jabatan_id=dunia.jabatan["flor"].id, instruksi=TUJUAN, status="baru",
                    tenggat=now() + timedelta(days=i // 2) if i < 5 else None, dibuat_pada=now() + timedelta(seconds=i),
                )
            )  # fmt: skip
    with db.transaksi(baca=True):
        aktor = dunia.aktor("flor")
        semua = [b.id for b in queries.daftar(aktor, "untuk", "terbuka", "banyak", None, ukuran=50)]

        dilihat: list[int] = []
        kursor = None
        for _ in range(5):
            baris = queries.daftar(aktor, "untuk", "terbuka", "banyak", kursor, ukuran=3)
            dilihat += [b.id for b in baris[:3]]
            if len(baris) <= 3:
                break
            kursor = Kursor.baca(Kursor((baris[2].urut.isoformat(), baris[2].id)).tulis())
        mundur = queries.daftar(
            aktor, "untuk", "terbuka", "banyak", Kursor((baris[0].urut.isoformat(), baris[0].id), mundur=True), ukuran=3
        )
    assert dilihat == semua and len(semua) == 7
    assert [b.id for b in mundur[:3]] == semua[5:2:-1]


def test_selesai_hanya_tampak_bila_diminta(dunia: Dunia) -> None:
    d = dunia.disposisi(dunia.catat("Surat sudah beres"), ["kabid"])["kabid"]
    _laporkan(dunia, "kabid", d)
    klien = dunia.klien("kabid")
    assert "Surat sudah beres" not in klien.get("/disposisi").text
    assert "Surat sudah beres" in klien.get("/disposisi?keadaan=selesai").text


def test_penerima_diberi_tahu(dunia: Dunia) -> None:
    d = dunia.disposisi(dunia.catat("Surat pemberitahuan"), ["kabid"])["kabid"]
    with db.transaksi(baca=True):
        baru = notifications.daftar(dunia.pegawai["kabid"].id)[0]
        assert baru.isi == "Surat pemberitahuan" and baru.url == f"/disposisi/{d}"


# Two at once -------------------------------------------------------------------------------------------------------


def test_dua_laporan_bersamaan_tetap_menaikkan_surat(dunia: Dunia) -> None:
    """Each report sees the other: without a lock on the letter both would wait for the other for ever."""
    m_id = dunia.catat("Surat dua laporan")
    d = dunia.disposisi(m_id, ["kabid", "sekre"])
    aktor = {k: dunia.aktor(k) for k in d}
    mulai, galat = threading.Barrier(2, timeout=30), []

    def lapor(siapa: str) -> None:
        try:
            mulai.wait()
            with dunia.app.app_context(), db.transaksi():
                satu = db.session.get_one(Disposisi, d[siapa])
                layanan.jalankan(satu, "laporkan", aktor[siapa], versi=satu.versi, data={"laporan": "Beres."})
        except Exception as e:
            galat.append(e)

    urut = [threading.Thread(target=lapor, args=(k,)) for k in d]
    for t in urut:
        t.start()
    for t in urut:
        t.join(60)
    assert not galat, str(galat[0])
    assert status(SuratMasuk, m_id) == "ditindaklanjuti"
