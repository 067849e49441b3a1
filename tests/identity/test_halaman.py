"""Every page of identity opens for whom it is meant and says no to the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from suite.core import clock, db
from suite.core.http.application import Suite
from suite.core.identity import services
from suite.core.identity.models import Account
from tests.identity.dunia import Dunia, bangun

MASUK = {"staf", "kabid", "sekda", "admin", "admin_kota"}

HALAMAN = [
    # address, who may open it; the others get 403 (or 404 where existence is secret)
    ("/akun", MASUK),
    ("/akun/sandi", MASUK),
    ("/akun/sesi", MASUK),
    ("/akun/pengaturan", MASUK),
    ("/admin/akun", {"admin", "admin_kota"}),
    ("/admin/akun?q=bayu&akun=aktif", {"admin", "admin_kota"}),
    ("/admin/pegawai/{staf}", {"admin", "admin_kota"}),
    ("/admin/pegawai/{sekda}", {"admin_kota"}),
    ("/admin/pegawai/{staf}/peran", {"admin", "admin_kota"}),
    ("/admin/akun/{akun_staf}/nonaktif", {"admin", "admin_kota"}),
    ("/admin/akun/{akun_sekda}/nonaktif", {"admin_kota"}),
    ("/admin/penugasan/{tugas_staf}/akhiri", {"admin", "admin_kota"}),
    ("/admin/peran/{peran}/akhiri", {"admin", "admin_kota"}),
    ("/admin/serah-tugas", {"admin", "admin_kota"}),
    ("/admin/serah-tugas?dari={staf}&ke={kabid}", {"admin", "admin_kota"}),
    ("/delegasi", {"kabid", "sekda", "admin", "admin_kota"}),
    ("/delegasi?tampilan=lalu", {"kabid", "sekda", "admin", "admin_kota"}),
    ("/delegasi/tunjuk", {"kabid", "sekda", "admin", "admin_kota"}),
    ("/delegasi/tunjuk?q=kepala", {"kabid", "sekda", "admin", "admin_kota"}),
    ("/delegasi/tunjuk?jabatan={jabatan_kadis}", {"sekda", "admin", "admin_kota"}),
    ("/delegasi/sementara/{penunjukan}", {"sekda", "admin", "admin_kota"}),
    ("/delegasi/sementara/{penunjukan}/akhiri", {"sekda", "admin", "admin_kota"}),
]


@pytest.fixture
def dunia(app: Suite) -> Dunia:
    with db.transaksi():
        return bangun()


@pytest.fixture
def isi(dunia: Dunia) -> dict[str, int]:
    with db.transaksi():
        peran = services.beri_peran(dunia.admin.actor, dunia.staf.pegawai, "arsiparis", dunia.dinas, alasan="SK 1")
        dok = services.tugaskan_sementara(
            dunia.sekda.actor, dunia.sekretaris.pegawai, dunia.kadis.jabatan, clock.today(), "sakit mendadak"
        )
        return {
            "staf": dunia.staf.pegawai.id,
            "kabid": dunia.kabid.pegawai.id,
            "sekda": dunia.sekda.pegawai.id,
            "akun_staf": dunia.staf.account.id,
            "akun_sekda": dunia.sekda.account.id,
            "tugas_staf": dunia.staf.tugas.id,
            "jabatan_kadis": dunia.kadis.jabatan.id,
            "peran": peran.id,
            "penunjukan": dok.id,
        }


def test_halaman_terbuka_bagi_yang_berhak_saja(
    dunia: Dunia, isi: dict[str, int], masuk_sebagai: Callable[[Account], FlaskClient], klien: FlaskClient
) -> None:
    keliru = []
    siapa = {nama: masuk_sebagai(getattr(dunia, nama).account) for nama in sorted(MASUK)}
    for alamat, boleh in HALAMAN:
        penuh = alamat.format(**isi)
        assert klien.get(penuh).headers["Location"].startswith("/masuk?lanjut=")
        for nama, peramban in siapa.items():
            status = peramban.get(penuh).status_code
            if (status == 200) != (nama in boleh) or status not in (200, 403, 404):
                keliru.append((penuh, nama, status))
    assert keliru == []


def test_halaman_tanpa_masuk(dunia: Dunia, klien: FlaskClient) -> None:
    assert "Kode dari admin" in klien.get("/lupa-sandi").get_data(as_text=True)
    assert "Masuk" in klien.get("/masuk?lanjut=/akun").get_data(as_text=True)


def test_menunjuk_plh_lewat_halaman(
    dunia: Dunia, isi: dict[str, int], masuk_sebagai: Callable[[Account], FlaskClient]
) -> None:
    sekda = masuk_sebagai(dunia.sekda.account)
    papan = sekda.get("/delegasi").get_data(as_text=True)
    assert "Plh. Kepala Dinas Kominfo" in papan and "Sementara" in papan
    data = {
        "jabatan": isi["jabatan_kadis"],
        "pegawai": dunia.kabid.pegawai.id,
        "sampai": clock.today().isoformat(),
        "alasan": "sakit",
    }
    ditolak = sekda.post("/delegasi/tunjuk", data=data)
    assert ditolak.status_code == 422
    assert "sudah dipegang Syarifah" in ditolak.get_data(as_text=True)
    akhiri = f"/delegasi/sementara/{isi['penunjukan']}/akhiri"
    assert sekda.post(akhiri, data={"alasan": "sudah kembali"}).status_code == 302
    assert "Diakhiri" in sekda.get(f"/delegasi/sementara/{isi['penunjukan']}").get_data(as_text=True)


def test_memberi_peran_lewat_halaman_menaruh_galat_di_isiannya(
    dunia: Dunia, isi: dict[str, int], masuk_sebagai: Callable[[Account], FlaskClient]
) -> None:
    admin = masuk_sebagai(dunia.admin.account)
    alamat = f"/admin/pegawai/{isi['staf']}/peran"
    data = {"nama": "arsiparis", "unit": dunia.dinas.id, "alasan": "SK 2"}
    rangkap = admin.post(alamat, data=data)
    assert rangkap.status_code == 422
    assert 'id="nama-galat"' in rangkap.get_data(as_text=True)
    assert admin.post(alamat, data=data | {"nama": "pengadministrasi"}).status_code == 302
    assert admin.post(alamat, data=data | {"nama": "admin"}).status_code == 422  # not offered to an admin of a dinas
    halaman = admin.get(f"/admin/pegawai/{isi['staf']}").get_data(as_text=True)
    assert "Pengadministrasi surat" in halaman


def test_nomor_yang_mustahil_hanya_tidak_ditemukan(
    dunia: Dunia, masuk_sebagai: Callable[[Account], FlaskClient]
) -> None:
    admin = masuk_sebagai(dunia.admin_kota.account)
    for alamat in ("/admin/pegawai/", "/delegasi/sementara/"):
        assert admin.get(f"{alamat}{10**30}").status_code == 404
    assert admin.get(f"/delegasi/tunjuk?jabatan={10**30}").status_code == 404
    assert admin.get("/delegasi?k=WyJhIiwxXQ").status_code == 400
