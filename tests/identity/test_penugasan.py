"""Who acts for whom: Plt., Plh., the sudden Plh. and the deed that confirms it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from suite.core import clock, db
from suite.core.actor import SISTEM
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TanpaIzin
from suite.core.identity import queries, services
from suite.core.identity.models import Penugasan
from suite.core.identity.penunjukan import PenunjukanSementara
from suite.core.notifications import Notifikasi
from suite.core.workflow import Task, inbox, riwayat
from tests.factories import PenugasanFactory
from tests.harness.stores import Basis
from tests.identity.dunia import Dunia, Orang, bangun

SELASA = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # 10.00 WIB
HARI = SELASA.date()


def hari(n: int) -> date:
    return HARI + timedelta(days=n)


@pytest.fixture
def dunia(basis: Basis) -> Iterator[Dunia]:
    """The office on a Tuesday, in one transaction that is never committed."""
    with clock.frozen(SELASA), db.transaksi():
        yield bangun()
        session.rollback()


def tugas_untuk(siapa: Orang) -> list[str]:
    return [t.judul for t in inbox.tugas_saya(siapa.actor)]


def buka_tugas(kunci: str, judul: str) -> None:
    session.add(Task(jenis="penunjukan_sementara", objek_id=0, aksi="uji", untuk=kunci, judul=judul))
    session.flush()


# Plt. and Plh. -----------------------------------------------------------------------------------------------------


def test_plt_hanya_untuk_jabatan_kosong(dunia: Dunia) -> None:
    with pytest.raises(AturanDilanggar, match="jabatan yang kosong; Kepala Bidang Aplikasi dipegang Ratna"):
        services.tugaskan(SISTEM, dunia.sekretaris.pegawai, dunia.kabid.jabatan, "Plt.", HARI, hari(30), "surat:1")
    plt = services.tugaskan(SISTEM, dunia.sekretaris.pegawai, dunia.kosong, "Plt.", HARI, hari(30), "surat:1", "SP 1")
    assert (plt.akta, plt.dasar, plt.sampai) == ("surat:1", "SP 1", hari(29))


def test_plh_hanya_untuk_jabatan_yang_ada_pejabatnya(dunia: Dunia) -> None:
    with pytest.raises(AturanDilanggar, match=r"tidak ada pejabatnya.*Pakai Plt\."):
        services.tugaskan(SISTEM, dunia.sekretaris.pegawai, dunia.kosong, "Plh.", HARI, hari(5), "surat:1")
    services.tugaskan(SISTEM, dunia.sekretaris.pegawai, dunia.kadis.jabatan, "Plh.", HARI, hari(5), "surat:1")


def test_plh_bukan_pejabatnya_sendiri(dunia: Dunia) -> None:
    with pytest.raises(AturanDilanggar, match="pejabat Kepala Dinas Kominfo sendiri"):
        services.tugaskan(SISTEM, dunia.kadis.pegawai, dunia.kadis.jabatan, "Plh.", HARI, hari(5), "surat:1")


def test_plt_paling_lama_tiga_bulan_dan_diperpanjang_satu_kali(dunia: Dunia) -> None:
    orang, jabatan = dunia.sekretaris.pegawai, dunia.kosong
    with pytest.raises(AturanDilanggar, match="paling lama 3 bulan: sampai 23 Feb 2027"):
        services.tugaskan(SISTEM, orang, jabatan, "Plt.", HARI, date(2027, 2, 25), "surat:1")
    services.tugaskan(SISTEM, orang, jabatan, "Plt.", HARI, date(2027, 2, 24), "surat:1")
    services.tugaskan(SISTEM, orang, jabatan, "Plt.", date(2027, 2, 24), date(2027, 5, 24), "surat:2")
    with pytest.raises(AturanDilanggar, match="sudah diperpanjang 1 kali"):
        services.tugaskan(SISTEM, orang, jabatan, "Plt.", date(2027, 5, 24), date(2027, 6, 24), "surat:3")
    services.tugaskan(SISTEM, dunia.kabid.pegawai, jabatan, "Plt.", date(2027, 5, 24), date(2027, 6, 24), "surat:3")


@pytest.mark.parametrize("jenis", ["Plt.", "Plh."])
def test_pengganti_selalu_ada_tanggal_akhirnya(dunia: Dunia, jenis: str) -> None:
    jabatan = dunia.kosong if jenis == "Plt." else dunia.kadis.jabatan
    with pytest.raises(AturanDilanggar, match="Isi tanggal akhirnya"):
        services.tugaskan(SISTEM, dunia.sekretaris.pegawai, jabatan, jenis, HARI, None, "surat:1")


def test_dua_plh_untuk_satu_jabatan_ditolak_dengan_kata(dunia: Dunia) -> None:
    services.tugaskan(SISTEM, dunia.sekretaris.pegawai, dunia.kadis.jabatan, "Plh.", HARI, hari(5), "surat:1")
    with pytest.raises(
        AturanDilanggar, match=r"sudah dipegang Syarifah \(Plh\.\) sejak 24 Nov 2026 sampai 28 Nov 2026"
    ):
        services.tugaskan(SISTEM, dunia.kabid.pegawai, dunia.kadis.jabatan, "Plh.", hari(4), hari(8), "surat:2")
    services.tugaskan(SISTEM, dunia.kabid.pegawai, dunia.kadis.jabatan, "Plh.", hari(5), hari(8), "surat:2")


def test_pejabat_definitif_baru_mengakhiri_plt(dunia: Dunia) -> None:
    plt = services.tugaskan(SISTEM, dunia.kabid.pegawai, dunia.kosong, "Plt.", HARI, hari(60), "surat:1")
    services.akhiri_penugasan(dunia.admin_kota.actor, dunia.staf.tugas, hari(9), "promosi")
    baru = services.tugaskan(SISTEM, dunia.staf.pegawai, dunia.kosong, "definitif", hari(10), None, "surat:2")
    assert plt.selesai == hari(10)
    pemegang = queries.pemegang_pada(dunia.kosong.id, hari(10))
    assert pemegang is not None and pemegang.penugasan is baru


def test_satu_orang_satu_jabatan_definitif_dijelaskan_dengan_kata(dunia: Dunia) -> None:
    with pytest.raises(AturanDilanggar, match="Bayu masih memegang Pranata Komputer"):
        services.tugaskan(SISTEM, dunia.staf.pegawai, dunia.kosong, "definitif", HARI, None, "surat:1")


def test_pejabat_tetap_memegang_jabatannya_sambil_menjadi_plh(dunia: Dunia) -> None:
    services.tugaskan(SISTEM, dunia.sekretaris.pegawai, dunia.kadis.jabatan, "Plh.", HARI, hari(5), "surat:1")
    assert {p.sebutan for p in dunia.sekretaris.actor.penugasan} == {
        "Plh. Kepala Dinas Kominfo",
        "Sekretaris Dinas Kominfo",
    }


def test_menunjuk_diri_sendiri_ditolak(dunia: Dunia) -> None:
    with pytest.raises(TanpaIzin, match="menunjuk diri sendiri"):
        services.tugaskan(dunia.sekda.actor, dunia.sekda.pegawai, dunia.kadis.jabatan, "Plh.", HARI, hari(5), "surat:1")
    with pytest.raises(TanpaIzin, match="menunjuk diri sendiri"):
        services.periksa_tugaskan(dunia.sekda.actor, dunia.sekda.pegawai, dunia.kadis.jabatan, "Plh.", HARI, hari(5))


# The database's own promise ----------------------------------------------------------------------------------------


def tanggal(isi: date | None) -> date | str | None:
    """A date as a raw statement of the store takes it."""
    return isi.isoformat() if isi and db.adalah_sqlite() else isi


def langsung(dunia: Dunia, siapa: Orang, jabatan_id: int, jenis: str, mulai: date, selesai: date | None) -> None:
    """Past the service, as a hurried script or a second process would."""
    q = text(
        "INSERT INTO penugasan (pegawai_id, jabatan_id, jenis, mulai, selesai, dasar, sementara, alasan) "
        "VALUES (:p, :j, :k, :m, :s, '', false, '')"
    )
    isi = {"p": siapa.pegawai.id, "j": jabatan_id, "k": jenis, "m": tanggal(mulai), "s": tanggal(selesai)}
    session.execute(q, isi)


def test_basis_data_menolak_dua_pemegang_definitif(dunia: Dunia) -> None:
    session.execute(text("DELETE FROM penugasan WHERE id = :i"), {"i": dunia.staf.tugas.id})
    with pytest.raises(IntegrityError, match="penugasan_jabatan_tumpang_tindih"), session.begin_nested():
        langsung(dunia, dunia.staf, dunia.kadis.jabatan.id, "definitif", hari(400), hari(500))
    langsung(dunia, dunia.staf, dunia.kosong.id, "definitif", hari(0), None)


def test_basis_data_menolak_orang_dengan_dua_jabatan_definitif(dunia: Dunia) -> None:
    with pytest.raises(IntegrityError, match="penugasan_pegawai_tumpang_tindih"), session.begin_nested():
        langsung(dunia, dunia.staf, dunia.kosong.id, "definitif", HARI, None)
    langsung(dunia, dunia.staf, dunia.kosong.id, "Plt.", HARI, hari(30))


def test_basis_data_menolak_perubahan_yang_membuat_tumpang_tindih(dunia: Dunia) -> None:
    jabatan = dunia.kadis.jabatan.id
    langsung(dunia, dunia.sekretaris, jabatan, "Plh.", hari(0), hari(5))
    langsung(dunia, dunia.kabid, jabatan, "Plh.", hari(5), hari(8))  # half-open: they touch and do not overlap
    panjangkan = text("UPDATE penugasan SET selesai = :s WHERE pegawai_id = :p AND jenis = 'Plh.'")
    with pytest.raises(IntegrityError, match="penugasan_jabatan_tumpang_tindih"), session.begin_nested():
        session.execute(panjangkan, {"s": tanggal(hari(6)), "p": dunia.sekretaris.pegawai.id})
    session.execute(panjangkan, {"s": tanggal(hari(4)), "p": dunia.sekretaris.pegawai.id})


def test_tabrakan_yang_lolos_aturan_tetap_dijawab_dengan_kata(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two deeds at once: the rules of the second saw nothing, the database did."""
    from suite.core.identity.services import penugasan

    services.tugaskan(SISTEM, dunia.sekretaris.pegawai, dunia.kadis.jabatan, "Plh.", HARI, hari(5), "surat:1")
    monkeypatch.setattr(penugasan, "_periksa", lambda *a: None)
    with pytest.raises(AturanDilanggar, match="sudah terisi pada tanggal itu"):
        services.tugaskan(SISTEM, dunia.kabid.pegawai, dunia.kadis.jabatan, "Plh.", HARI, hari(5), "surat:2")


# The sudden Plh. ---------------------------------------------------------------------------------------------------


def tunjuk(dunia: Dunia, oleh: Orang | None = None, sampai: date | None = None) -> PenunjukanSementara:
    return services.tugaskan_sementara(
        (oleh or dunia.sekda).actor,
        dunia.sekretaris.pegawai,
        dunia.kadis.jabatan,
        sampai or hari(2),
        "dirawat di RSUD sejak pagi",
    )


def test_plh_sementara_melihat_tugas_jabatan_dan_pejabatnya_tidak(dunia: Dunia) -> None:
    buka_tugas(f"j:{dunia.kadis.jabatan.id}", "Tanda tangan surat edaran")
    assert tugas_untuk(dunia.kadis) == ["Tanda tangan surat edaran"]
    tunjuk(dunia)
    assert tugas_untuk(dunia.sekretaris) == ["Tanda tangan surat edaran"]
    assert tugas_untuk(dunia.kadis) == []
    with clock.frozen(SELASA + timedelta(days=3)):
        assert tugas_untuk(dunia.kadis) == ["Tanda tangan surat edaran"]
        assert tugas_untuk(dunia.sekretaris) == []


def test_penunjukan_sementara_membuka_tugas_konfirmasi_bagi_yang_menunjuk(dunia: Dunia) -> None:
    dok = tunjuk(dunia)
    tugas = inbox.tugas_saya(dunia.sekda.actor)
    assert [(t.alasan, t.objek_id) for t in tugas] == [("Konfirmasi dengan surat perintah", dok.id)]
    assert clock.local(tugas[0].tenggat or SELASA).date() == hari(2)
    assert inbox.url(tugas[0]) == f"/delegasi/sementara/{dok.id}"
    with clock.frozen(SELASA + timedelta(days=30)):  # still owed when the absence is long over
        assert len(inbox.tugas_saya(dunia.sekda.actor)) == 1


def test_yang_ditunjuk_dan_yang_digantikan_diberi_tahu(dunia: Dunia) -> None:
    tunjuk(dunia)
    judul = dict(session.execute(select(Notifikasi.pegawai_id, Notifikasi.judul)).all())
    assert "Anda ditunjuk: Plh. Kepala Dinas Kominfo" in judul[dunia.sekretaris.pegawai.id]
    assert "Plh. Kepala Dinas Kominfo sementara: Syarifah" in judul[dunia.kadis.pegawai.id]


def test_siapa_yang_boleh_menunjuk_seketika(dunia: Dunia) -> None:
    for bukan in (dunia.kabid, dunia.staf, dunia.kadis):
        with pytest.raises(TanpaIzin):
            tunjuk(dunia, oleh=bukan)
    assert tunjuk(dunia, oleh=dunia.admin).untuk == f"p:{dunia.admin.pegawai.id}"


def test_admin_dinas_lain_tidak_menunjuk_di_sini(dunia: Dunia) -> None:
    with pytest.raises(TanpaIzin):
        services.tugaskan_sementara(
            dunia.admin.actor, dunia.kadis.pegawai, dunia.sekda.jabatan, hari(2), "sakit mendadak"
        )


def test_bila_atasan_kosong_atasannya_lagi_yang_menunjuk(dunia: Dunia) -> None:
    services.akhiri_penugasan(dunia.admin_kota.actor, dunia.kadis.tugas, hari(-1), "pensiun")
    services.tugaskan_sementara(
        dunia.sekda.actor, dunia.staf.pegawai, dunia.kabid.jabatan, hari(2), "kecelakaan di jalan"
    )


def test_penunjukan_sementara_bukan_untuk_diri_sendiri_dan_beralasan(dunia: Dunia) -> None:
    with pytest.raises(TanpaIzin, match="diri sendiri"):
        services.tugaskan_sementara(dunia.sekda.actor, dunia.sekda.pegawai, dunia.kadis.jabatan, hari(2), "sakit")
    with pytest.raises(AturanDilanggar, match="mendadak berhalangan"):
        services.tugaskan_sementara(dunia.sekda.actor, dunia.sekretaris.pegawai, dunia.kadis.jabatan, hari(2), "  ")


def test_penunjukan_sementara_paling_lama_tujuh_hari(dunia: Dunia) -> None:
    with pytest.raises(AturanDilanggar, match="paling lama 7 hari, sampai 30 Nov 2026"):
        tunjuk(dunia, sampai=hari(7))
    with pytest.raises(AturanDilanggar):
        tunjuk(dunia, sampai=hari(-1))
    assert tunjuk(dunia, sampai=hari(6)).penugasan.sampai == hari(6)


def test_surat_perintah_mengonfirmasi_dan_tidak_menabrak(dunia: Dunia) -> None:
    dok = tunjuk(dunia)
    hasil = services.tugaskan(
        dunia.sekda.actor,
        dunia.sekretaris.pegawai,
        dunia.kadis.jabatan,
        "Plh.",
        hari(1),
        hari(8),
        "surat_keluar:12",
        "Surat Perintah 800/12/SETDA/2026",
    )
    assert hasil is dok.penugasan
    assert (hasil.sementara, hasil.akta, hasil.mulai, hasil.sampai) == (False, "surat_keluar:12", HARI, hari(7))
    assert dok.status == "dikonfirmasi"
    assert inbox.tugas_saya(dunia.sekda.actor) == []
    assert [r.transisi for r in riwayat(dok)] == ["buat", "konfirmasi"]


def test_surat_perintah_yang_lebih_pendek_menentukan_akhirnya(dunia: Dunia) -> None:
    dok = tunjuk(dunia, sampai=hari(6))
    services.tugaskan(
        dunia.sekda.actor, dunia.sekretaris.pegawai, dunia.kadis.jabatan, "Plh.", HARI, hari(3), "surat_keluar:12"
    )
    assert dok.penugasan.sampai == hari(2)


def test_surat_perintah_susulan_mengonfirmasi_masa_yang_sudah_lewat(dunia: Dunia) -> None:
    dok = tunjuk(dunia)
    with clock.frozen(SELASA + timedelta(days=10)):
        services.tugaskan(
            dunia.sekda.actor, dunia.sekretaris.pegawai, dunia.kadis.jabatan, "Plh.", HARI, hari(3), "surat_keluar:12"
        )
    assert (dok.status, dok.penugasan.sampai) == ("dikonfirmasi", hari(2))


def test_surat_perintah_untuk_orang_lain_mengakhiri_yang_sementara(dunia: Dunia) -> None:
    dok = tunjuk(dunia, sampai=hari(6))
    baru = services.tugaskan(
        SISTEM, dunia.kabid.pegawai, dunia.kadis.jabatan, "Plh.", hari(2), hari(20), "surat_keluar:13", "SP 13"
    )
    assert (dok.penugasan.sampai, baru.mulai) == (hari(1), hari(2))
    assert dok.status == "sementara"  # what was done until then still needs its deed


def test_konfirmasi_bukan_tanpa_surat(dunia: Dunia) -> None:
    dok = tunjuk(dunia)
    with pytest.raises(AturanDilanggar, match="memerlukan surat perintah"):
        services.konfirmasi_penugasan(dunia.sekda.actor, dok.penugasan, "", "")


def test_pejabat_kembali_penunjukan_diakhiri(dunia: Dunia) -> None:
    dok = tunjuk(dunia, sampai=hari(6))
    with clock.frozen(SELASA + timedelta(days=2)):
        with pytest.raises(TanpaIzin):
            services.akhiri_sementara(dunia.kabid.actor, dok, "sudah kembali")
        services.akhiri_sementara(dunia.sekda.actor, dok, "sudah kembali bertugas")
        assert (dok.status, dok.penugasan.sampai) == ("diakhiri", hari(1))
        assert [p.sebutan for p in dunia.kadis.actor.penugasan] == ["Kepala Dinas Kominfo"]


def test_masa_lalu_tidak_diubah(dunia: Dunia) -> None:
    admin = dunia.admin_kota.actor
    lama = PenugasanFactory(
        pegawai=dunia.staf.pegawai, jabatan=dunia.kosong, jenis="Plt.", mulai=hari(-90), selesai=hari(-30)
    )
    with pytest.raises(AturanDilanggar, match="sudah berakhir"):
        services.akhiri_penugasan(admin, lama, hari(-60), "keliru")
    with pytest.raises(AturanDilanggar, match="masa lalu tidak diubah"):
        services.akhiri_penugasan(admin, dunia.staf.tugas, hari(-2), "keliru")
    with pytest.raises(AturanDilanggar, match="alasan"):
        services.akhiri_penugasan(admin, dunia.staf.tugas, hari(0), " ")
    services.akhiri_penugasan(admin, dunia.staf.tugas, hari(-1), "pindah")
    assert dunia.staf.actor.penugasan == ()


def test_yang_belum_mulai_dibatalkan_seluruhnya(dunia: Dunia) -> None:
    nanti = services.tugaskan(SISTEM, dunia.staf.pegawai, dunia.kosong, "Plt.", hari(10), hari(20), "surat:1")
    services.akhiri_penugasan(dunia.admin_kota.actor, nanti, hari(0), "surat perintah dicabut")
    assert session.scalar(select(Penugasan).where(Penugasan.jabatan_id == dunia.kosong.id)) is None
