"""The workflow engine: who, when, what first, and what stays behind."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from suite.core import audit, clock, db
from suite.core.actor import SISTEM, Actor
from suite.core.errors import AturanDilanggar, GalatSuite, Konflik, TanpaIzin
from suite.core.http.request import _hitungan
from suite.core.identity.models import Jabatan, PengecualianPemisahan
from suite.core.identity.queries import susun_actor
from suite.core.notifications import Notifikasi
from suite.core.workflow import Task, diagram, engine, inbox, jalankan, jalankan_banyak, mulai, riwayat, route
from tests.factories import (
    AccountFactory,
    JabatanFactory,
    PegawaiFactory,
    PenugasanFactory,
    UnitFactory,
    actor_dari,
    pejabat,
)
from tests.harness.dokumen_uji import ALUR, SuratUji, pasang
from tests.harness.stores import Basis


@dataclass
class Dunia:
    """Maker, three who initial, one who approves: each as actor, and their posts."""

    pembuat: Actor
    para: list[Actor]
    penyetuju: Actor
    jabatan: list[int]
    penyetuju_jabatan: int

    def surat(self, isi: str = "Dengan hormat", pemaraf: list[list[int]] | None = None, judul: str = "Surat A") -> int:
        """A draft in the database; its id."""
        with db.transaksi():
            dok = SuratUji(
                judul=judul,
                isi=isi,
                pembuat_id=self.pembuat.pegawai_id,
                penyetuju_id=self.penyetuju_jabatan,
                pemaraf=pemaraf if pemaraf is not None else [[1, self.jabatan[0], 1], [2, self.jabatan[1], 1]],
            )
            mulai(dok, self.pembuat)
            return dok.id


@pytest.fixture
def dunia(basis: Basis) -> Dunia:
    pasang(basis)
    with db.transaksi():
        unit = UnitFactory()
        kadis, akun_kadis = pejabat("Kepala Dinas", unit=unit, kepala=True)
        para = [pejabat(f"Pejabat {n}", unit=unit, atasan=kadis.jabatan) for n in range(3)]
        _, akun_staf = pejabat("Analis", unit=unit, atasan=para[0][0].jabatan)
        return Dunia(
            actor_dari(akun_staf),
            [actor_dari(a) for _, a in para],
            actor_dari(akun_kadis),
            [t.jabatan_id for t, _ in para],
            kadis.jabatan_id,
        )


def _lakukan(dok_id: int, nama: str, actor: Actor, **kw: object) -> SuratUji:
    with db.transaksi() as s:
        audit.atas_nama(actor)
        dok = s.get_one(SuratUji, dok_id)
        jalankan(dok, nama, actor, versi=kw.pop("versi", dok.versi), **kw)  # type: ignore[arg-type]
        return dok


def _tugas(dok_id: int) -> list[tuple[str, str]]:
    with db.transaksi(baca=True):
        return [(t.untuk, t.aksi) for t in engine.tugas_terbuka("surat_uji", dok_id)]


def test_surat_berjalan_dari_konsep_sampai_terbit_dan_tugas_mengikuti(dunia: Dunia) -> None:
    a, b = dunia.jabatan[:2]
    dok_id = dunia.surat()
    assert _tugas(dok_id) == [(f"p:{dunia.pembuat.pegawai_id}", "ajukan")]
    assert _lakukan(dok_id, "ajukan", dunia.pembuat).status == "paraf"
    assert _tugas(dok_id) == [(f"j:{a}", "paraf")]
    assert _lakukan(dok_id, "paraf", dunia.para[0]).status == "paraf"
    assert _tugas(dok_id) == [(f"j:{b}", "paraf")]
    assert _lakukan(dok_id, "paraf", dunia.para[1]).status == "siap"
    assert _lakukan(dok_id, "setujui", dunia.penyetuju).status == "terbit"
    assert _tugas(dok_id) == []
    with db.transaksi(baca=True) as s:
        dok = s.get_one(SuratUji, dok_id)
        assert [(r.transisi, r.dari, r.ke, r.sebutan) for r in riwayat(dok)] == [
            ("buat", "", "konsep", "Analis"),
            ("ajukan", "konsep", "paraf", "Analis"),
            ("paraf", "paraf", "paraf", "Pejabat 0"),
            ("paraf", "paraf", "siap", "Pejabat 1"),
            ("setujui", "siap", "terbit", "Kepala Dinas"),
        ]
        aksi = [(e.aksi, e.pelaku) for e in audit.riwayat_dokumen(f"surat_uji:{dok_id}")]
        assert aksi[0] == ("surat_uji.setujui", dunia.penyetuju.nama)
        assert len(aksi) == 5
        kabar = s.execute(select(Notifikasi.pegawai_id, Notifikasi.judul).order_by(Notifikasi.id)).all()
        assert (dunia.para[0].pegawai_id, "Paraf ke-1") in [tuple(k) for k in kabar]
        assert all(k.pegawai_id != dunia.pembuat.pegawai_id for k in kabar), "nobody is told of the own act"


def test_syarat_menolak_dengan_bidang_dan_sumber_dan_tidak_mengubah_apa_pun(dunia: Dunia) -> None:
    dok_id = dunia.surat(isi="")
    with pytest.raises(AturanDilanggar, match="belum ada") as galat:
        _lakukan(dok_id, "ajukan", dunia.pembuat)
    assert (galat.value.field, galat.value.sumber) == ("isi", "Uji Ps 1")
    with db.transaksi(baca=True) as s:
        dok = s.get_one(SuratUji, dok_id)
        assert (dok.status, dok.versi, len(riwayat(dok))) == ("konsep", 1, 1)
        (aksi,) = engine.aksi(dok, dunia.pembuat)
        assert (aksi.nama, aksi.alasan) == ("ajukan", "Isi surat belum ada."), "the bar says why it cannot be done"


def test_yang_bukan_gilirannya_ditolak_dengan_nama_yang_ditunggu(dunia: Dunia) -> None:
    dok_id = dunia.surat()
    _lakukan(dok_id, "ajukan", dunia.pembuat)
    with pytest.raises(TanpaIzin, match="menunggu Pejabat 0"):
        _lakukan(dok_id, "paraf", dunia.para[1])
    with pytest.raises(TanpaIzin):
        _lakukan(dok_id, "kembalikan", dunia.pembuat, catatan="x")
    with db.transaksi(baca=True) as s:
        assert engine.aksi(s.get_one(SuratUji, dok_id), dunia.penyetuju) == []


def test_versi_usang_ditolak_dengan_siapa_dan_kapan(dunia: Dunia) -> None:
    dok_id = dunia.surat()
    _lakukan(dok_id, "ajukan", dunia.pembuat)
    with db.transaksi(baca=True) as s:
        versi = s.get_one(SuratUji, dok_id).versi
    _lakukan(dok_id, "paraf", dunia.para[0], versi=versi)
    with pytest.raises(Konflik, match=r"Pejabat 0 sudah membubuhkan paraf pukul \d\d\.\d\d"):
        _lakukan(dok_id, "paraf", dunia.para[1], versi=versi)


def test_pengembalian_wajib_beralasan_dan_ronde_baru_mulai_dari_awal(dunia: Dunia) -> None:
    dok_id = dunia.surat()
    _lakukan(dok_id, "ajukan", dunia.pembuat)
    _lakukan(dok_id, "paraf", dunia.para[0])
    with pytest.raises(AturanDilanggar, match="alasan"):
        _lakukan(dok_id, "kembalikan", dunia.para[1], catatan="   ")
    assert _lakukan(dok_id, "kembalikan", dunia.para[1], catatan="Dasar hukum keliru").status == "konsep"
    assert _lakukan(dok_id, "ajukan", dunia.pembuat).ronde == 2
    assert _tugas(dok_id) == [(f"j:{dunia.jabatan[0]}", "paraf")]
    with db.transaksi(baca=True) as s:
        dok = s.get_one(SuratUji, dok_id)
        assert [bool(x.selesai_pada) for x in route.rute(dok, 1)] == [True, False]
        assert [bool(x.selesai_pada) for x in route.rute(dok)] == [False, False]
        assert any(r.catatan == "Dasar hukum keliru" for r in riwayat(dok))


def test_paraf_sejajar_dua_dari_tiga_cukup(dunia: Dunia) -> None:
    a, b, c = dunia.jabatan
    dok_id = dunia.surat(pemaraf=[[1, a, 2], [1, b, 2], [1, c, 2]])
    _lakukan(dok_id, "ajukan", dunia.pembuat)
    assert sorted(_tugas(dok_id)) == sorted((f"j:{j}", "paraf") for j in (a, b, c))
    assert _lakukan(dok_id, "paraf", dunia.para[2]).status == "paraf"
    assert sorted(_tugas(dok_id)) == sorted((f"j:{j}", "paraf") for j in (a, b))
    with pytest.raises(TanpaIzin):
        _lakukan(dok_id, "paraf", dunia.para[2])
    assert _lakukan(dok_id, "paraf", dunia.para[0]).status == "siap"
    assert _tugas(dok_id) == [(f"j:{dunia.penyetuju_jabatan}", "setujui")]
    with db.transaksi(baca=True) as s:
        baris = route.rute(s.get_one(SuratUji, dok_id))
        assert [(x.jabatan_id, bool(x.selesai_pada), x.dilewati) for x in baris] == [
            (a, True, False), (b, False, True), (c, True, False),
        ]  # fmt: skip


def _rangkap(dunia: Dunia) -> tuple[int, Actor]:
    """The maker becomes Plh. of the approving post: one person holds both."""
    dok_id = dunia.surat(pemaraf=[[1, dunia.jabatan[0], 1]])
    _lakukan(dok_id, "ajukan", dunia.pembuat)
    _lakukan(dok_id, "paraf", dunia.para[0])
    with db.transaksi() as s:
        from suite.core.identity.models import Account, Pegawai

        s.add(
            PenugasanFactory.build(
                pegawai=s.get_one(Pegawai, dunia.pembuat.pegawai_id),
                jabatan=s.get_one(Jabatan, dunia.penyetuju_jabatan),
                jenis="Plh.",
                mulai=clock.today(),
            )
        )
        s.flush()
        return dok_id, susun_actor(s.get_one(Account, dunia.pembuat.account_id))


def test_yang_mengajukan_tidak_dapat_menyetujui_sendiri_meskipun_menjadi_plh(dunia: Dunia) -> None:
    dok_id, plh = _rangkap(dunia)
    with pytest.raises(AturanDilanggar, match="tidak boleh menyetujui sendiri") as galat:
        _lakukan(dok_id, "setujui", plh)
    assert galat.value.kode == "pemisahan"


def test_pengecualian_pemisahan_berlaku_hanya_pada_tanggal_dan_langkahnya(dunia: Dunia) -> None:
    dok_id, plh = _rangkap(dunia)

    def kecualikan(langkah: str, mulai_: date, selesai: date | None) -> None:
        with db.transaksi() as s:
            s.add(
                PengecualianPemisahan(
                    pegawai_id=plh.pegawai_id,
                    alur="surat_uji",
                    langkah=langkah,
                    alasan="Satu-satunya pejabat",
                    mulai=mulai_,
                    selesai=selesai,
                )  # fmt: skip
            )

    hari = clock.today()
    kecualikan("paraf", hari, None)
    kecualikan("setujui", hari - timedelta(days=9), hari)
    with pytest.raises(AturanDilanggar):
        _lakukan(dok_id, "setujui", plh)
    kecualikan("setujui", hari, hari + timedelta(days=1))
    assert _lakukan(dok_id, "setujui", plh).status == "terbit"
    with db.transaksi(baca=True) as s:
        assert riwayat(s.get_one(SuratUji, dok_id))[-1].sebutan == "Plh. Kepala Dinas"


def test_tugas_mengikuti_jabatan_bukan_orang(dunia: Dunia) -> None:
    """A Plh. sees the task of the post, the definitif holder no more, and nothing was moved."""
    dok_id = dunia.surat()
    _lakukan(dok_id, "ajukan", dunia.pembuat)
    with db.transaksi() as s:
        pengganti = PegawaiFactory()
        akun = AccountFactory(pegawai=pengganti)
        PenugasanFactory(
            pegawai=pengganti, jabatan=s.get_one(Jabatan, dunia.jabatan[0]), jenis="Plh.", mulai=clock.today()
        )
        plh = actor_dari(akun)
        from suite.core.identity.models import Account

        definitif = actor_dari(s.get_one(Account, dunia.para[0].account_id))
    with db.transaksi(baca=True):
        assert [t.objek_id for t in inbox.tugas_saya(plh)] == [dok_id]
        assert inbox.tugas_saya(definitif) == []
        assert _hitungan(plh)[0] == {"surat_uji": 1}
        assert [t.objek_id for t in inbox.yang_ditunggu(dunia.pembuat.pegawai_id or 0, dunia.pembuat.kunci)] == [dok_id]
    assert _lakukan(dok_id, "paraf", plh).status == "paraf"


def test_serah_terima_semua_tugas_dalam_satu_tindakan(dunia: Dunia) -> None:
    for n in range(3):
        _lakukan(dunia.surat(judul=f"Surat {n}"), "ajukan", dunia.pembuat)
    with db.transaksi():
        jabatan = JabatanFactory()
        assert inbox.serahkan(f"j:{dunia.jabatan[0]}", f"j:{jabatan.id}") == 3
    with db.transaksi(baca=True) as s:
        assert s.scalar(select(func.count()).select_from(Task).where(Task.untuk == f"j:{jabatan.id}")) == 3


def _siap(dunia: Dunia, judul: str) -> tuple[int, int]:
    dok_id = dunia.surat(judul=judul, pemaraf=[[1, dunia.jabatan[0], 1]])
    _lakukan(dok_id, "ajukan", dunia.pembuat)
    return dok_id, _lakukan(dok_id, "paraf", dunia.para[0]).versi


def test_tindakan_massal_memberi_hasil_per_dokumen_dan_satu_penolakan_tidak_membatalkan_yang_lain(dunia: Dunia) -> None:
    satu, dua, tiga = (_siap(dunia, f"Surat {n}") for n in range(3))
    with db.transaksi():
        hasil = jalankan_banyak(
            "surat_uji", [satu, (dua[0], dua[1] - 1), tiga, (999_999, 1)], "setujui", dunia.penyetuju
        )
    assert [(i, bool(g)) for i, _, g in hasil] == [(satu[0], False), (dua[0], True), (tiga[0], False), (999_999, True)]
    assert hasil[3][1:] == ("Dokumen", "Tidak ditemukan, atau bukan untuk Anda.")
    with db.transaksi(baca=True) as s:
        assert [s.get_one(SuratUji, i).status for i, _ in (satu, dua, tiga)] == ["terbit", "siap", "terbit"]
        assert next(e.aksi for e in audit.riwayat_dokumen(f"surat_uji:{dua[0]}")) == "surat_uji.paraf", (
            "no trace of the refusal"
        )
    with pytest.raises(AturanDilanggar, match="satu per satu"), db.transaksi():
        jalankan_banyak("surat_uji", [dua], "paraf", dunia.para[0])
    with db.transaksi():
        assert jalankan_banyak("surat_uji", [dua], "setujui", dunia.para[2])[0][2].startswith("Tidak ditemukan")


def test_transisi_sistem_tidak_dapat_dilakukan_orang(dunia: Dunia) -> None:
    dok_id, _ = _siap(dunia, "Surat")
    _lakukan(dok_id, "setujui", dunia.penyetuju)
    with pytest.raises(TanpaIzin):
        _lakukan(dok_id, "tutup", dunia.penyetuju)
    assert _lakukan(dok_id, "tutup", SISTEM).status == "terbit"


def test_bilah_persetujuan_mengatakan_giliran_dan_langkah_berikut(dunia: Dunia) -> None:
    dok_id = dunia.surat()
    _lakukan(dok_id, "ajukan", dunia.pembuat)
    with db.transaksi(baca=True) as s:
        dok = s.get_one(SuratUji, dok_id)
        saya, lain = engine.bilah(dok, dunia.para[0]), engine.bilah(dok, dunia.pembuat)
    assert (saya.giliran_saya, saya.giliran, saya.makna) == (True, "Giliran Anda: paraf", "perhatian")
    assert saya.utama is not None and saya.utama.nama == "paraf"
    assert saya.sekunder is not None and saya.sekunder.catatan_wajib
    assert lain.utama is None and lain.giliran.startswith("Menunggu Pejabat 0 sejak pukul")


def test_lima_puluh_orang_menyetujui_serentak_satu_berhasil_yang_lain_konflik_sopan(basis: Basis, dunia: Dunia) -> None:
    dok_id, versi = _siap(dunia, "Surat rebutan")
    hasil: list[str] = []
    mulai_ = threading.Barrier(25)

    def setujui() -> None:
        mulai_.wait(30)
        for _ in range(2):
            try:
                _lakukan(dok_id, "setujui", dunia.penyetuju, versi=versi)
                hasil.append("berhasil")
            except GalatSuite as galat:
                hasil.append(f"{galat.status} {galat.pesan}")
            except Exception as galat:
                hasil.append(repr(galat))

    benang = [threading.Thread(target=setujui) for _ in range(25)]
    for b in benang:
        b.start()
    for b in benang:
        b.join(60)
    assert hasil.count("berhasil") == 1
    lain = [h for h in hasil if h != "berhasil"]
    assert len(lain) == 49 and all(h.startswith("409 Kepala Dinas sudah menyetujui pukul") for h in lain), set(lain)
    with db.transaksi(baca=True) as s:
        assert [r.transisi for r in riwayat(s.get_one(SuratUji, dok_id))].count("setujui") == 1


def test_diagram_dan_tabel_digambar_dari_pernyataan_yang_sama() -> None:
    gambar = diagram.mermaid(ALUR)
    assert gambar.startswith("stateDiagram-v2\n")
    assert "    [*] --> konsep\n" in gambar and "    terbit --> [*]\n" in gambar
    assert "    paraf --> siap: Paraf\n" in gambar
    assert 'state "Siap disetujui" as siap' in gambar
    baris = diagram.tabel(ALUR)
    assert len(baris) == len(ALUR.transitions)
    assert (baris[0].siapa, baris[0].syarat, baris[0].ke) == ("Pembuat konsep", "Isi surat sudah ada", "Diparaf")
    assert baris[-1].siapa == "Sistem"
    assert "| Setujui | Siap disetujui | Terbit | penyetuju | - | - | ajukan |" in diagram.markdown(ALUR)
