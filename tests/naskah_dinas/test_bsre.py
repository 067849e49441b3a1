"""BSrE behind `Signer`, against a stub service: signed or not, never twice, and the passphrase is nowhere afterwards."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect, select, text

from suite.cli import main
from suite.core import db
from suite.core.documents import bsre
from suite.core.documents.signing import HasilPeriksa, Penanda, keterangan_penanda
from suite.core.errors import AturanDilanggar, GalatSuite, LayananTerganggu
from suite.core.files import services as files
from suite.core.identity.models import Pegawai
from suite.core.numbering import NomorTerpakai
from suite.naskah_dinas.documents import cetak_naskah
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from suite.naskah_dinas.services import kirim
from tests.core.test_signing import naskah
from tests.factories import actor_dari
from tests.harness.bsre_uji import FRASA, KODE, NIK, Layanan, layanan_bsre, penanda
from tests.naskah_dinas.kantor import diparaf, versi

ORANG = Penanda("Iskandar Mahmud", "196908151995031004", "Kepala Dinas", nik=NIK)
WAKTU = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def layanan(tmp_path) -> Iterator[tuple[Layanan, dict[str, Any]]]:
    with layanan_bsre(tmp_path) as pasangan:
        yield pasangan


@pytest.fixture(params=[1, 2])
def siap(request, app, kantor, layanan) -> tuple[Layanan, int]:
    """The suite with the service of each version, and a letter that waits for its signature."""
    server, setelan = layanan
    app.extensions["signer"] = penanda(setelan, request.param)
    id = diparaf(kantor, "kabid", "sekretaris")
    with db.transaksi() as s:
        s.get_one(Pegawai, s.get_one(type(kantor.akun["kadis"]), kantor.akun["kadis"].id).pihak_id).nik = NIK
    return server, id


def teks(jawab) -> str:
    return jawab.get_data(as_text=True)


def tekan(klien, id: int, **isi: str):
    return klien.post(f"/surat-keluar/{id}/tandatangani", data={"versi": versi(id), "konfirmasi": "ya"} | isi)


def hasil(id: int) -> tuple[str, list[str], int]:
    with db.transaksi(baca=True) as s:
        q = select(NomorTerpakai.keadaan).where(NomorTerpakai.jenis == "surat_keluar", NomorTerpakai.objek_id == id)
        agenda = s.scalars(select(SuratMasuk.id).where(SuratMasuk.surat_keluar_id == id)).all()
        return s.get_one(SuratKeluar, id).status, list(s.scalars(q)), len(agenda)


def test_frasa_diminta_lalu_surat_terbit_dengan_tanda_tangan_yang_sah(app, siap, masuk_sebagai, kantor):
    server, id = siap
    kadis = masuk_sebagai(kantor.akun["kadis"])
    tanya = kadis.post(f"/surat-keluar/{id}/tandatangani", data={"versi": versi(id)})
    assert tanya.status_code == 200 and 'name="frasa"' in teks(tanya) and 'autocomplete="off"' in teks(tanya)
    assert hasil(id)[1] == [], "no number before the passphrase"
    jawab = tekan(kadis, id, frasa=FRASA)
    assert jawab.status_code == 302
    assert hasil(id)[:2] == ("terkirim", ["terbit"])
    with db.transaksi(baca=True) as s:
        surat = s.get_one(SuratKeluar, id)
        terikat, bertanda = files.isi(surat.final), files.isi(surat.signed)
    assert bertanda.startswith(terikat) and app.extensions["signer"].periksa(bertanda).sah
    lagi = tekan(kadis, id, frasa=FRASA)
    assert lagi.status_code in (404, 409)
    assert sum("sign/pdf" in m for m in server.masuk) == 1, "never twice"


@pytest.mark.parametrize(
    ("keadaan", "frasa", "status", "kata"),
    [
        ("", "keliru-sekali", 422, "Frasa sandi salah"),
        ("habis", FRASA, 422, "habis masa berlakunya"),
        ("500", FRASA, 503, "terganggu"),
        ("sampah", FRASA, 503, "tetap terikat"),
        ("orang_lain", FRASA, 503, "dokumen lain"),
    ],
)
def test_yang_gagal_tidak_terbit_dan_diulang_dengan_nomor_yang_sama(
    siap, masuk_sebagai, kantor, keadaan: str, frasa: str, status: int, kata: str
):
    server, id = siap
    server.keadaan = keadaan
    kadis = masuk_sebagai(kantor.akun["kadis"])
    jawab = tekan(kadis, id, frasa=frasa)
    assert jawab.status_code == status and kata in teks(jawab)
    assert 'name="frasa"' in teks(jawab) and "s-galat-isian" in teks(jawab) and frasa not in teks(jawab)
    assert hasil(id) == ("menandatangani", ["terikat"], 0)
    with db.transaksi(baca=True) as s:
        terikat = (s.get_one(SuratKeluar, id).nomor, s.get_one(SuratKeluar, id).final_sidik)
    server.keadaan = ""
    assert tekan(kadis, id, frasa=FRASA).status_code == 302
    assert hasil(id)[:2] == ("terkirim", ["terbit"])
    with db.transaksi(baca=True) as s:
        assert (s.get_one(SuratKeluar, id).nomor, s.get_one(SuratKeluar, id).final_sidik) == terikat


def test_jawaban_tanpa_tanda_tangan_yang_sah_tidak_terbit(siap, masuk_sebagai, kantor):
    server, id = siap
    server.keadaan = "tanpa_tanda"
    assert tekan(masuk_sebagai(kantor.akun["kadis"]), id, frasa=FRASA).status_code == 422
    assert hasil(id) == ("menandatangani", ["terikat"], 0)


def test_frasa_kosong_dan_orang_tanpa_nik_ditolak_sebelum_nomor(siap, masuk_sebagai, kantor):
    server, id = siap
    kadis = masuk_sebagai(kantor.akun["kadis"])
    assert "Ketik frasa sandi" in teks(tekan(kadis, id, frasa=""))
    with db.transaksi() as s:
        s.get_one(Pegawai, s.get_one(type(kantor.akun["kadis"]), kantor.akun["kadis"].id).pihak_id).nik = None
    jawab = tekan(kadis, id, frasa=FRASA)
    assert jawab.status_code == 422 and "NIK Anda belum tercatat" in teks(jawab)
    assert hasil(id)[1] == [] and server.masuk == []


def test_frasa_tidak_tersimpan_di_mana_pun(app, siap, masuk_sebagai, kantor, caplog):
    server, id = siap
    kadis = masuk_sebagai(kantor.akun["kadis"])
    with caplog.at_level(logging.DEBUG):
        for server.keadaan in ("500", "habis", "sampah", "orang_lain", ""):
            tekan(kadis, id, frasa=FRASA)
    assert hasil(id)[0] == "terkirim"
    assert FRASA not in caplog.text
    with db.transaksi(baca=True) as s:
        for tabel in inspect(s.connection()).get_table_names():
            for baris in s.execute(text(f'SELECT * FROM "{tabel}"')):
                assert FRASA not in repr(tuple(baris)), tabel
    bita = FRASA.encode()
    for berkas in app.config["SUITE"].var.rglob("*"):
        assert not berkas.is_file() or bita not in berkas.read_bytes(), berkas


@pytest.mark.parametrize(("kata", "sebut"), [("ISSUE", ""), *list(bsre.STATUS.items())[1:], ("X", "tidak dikenal")])
def test_status_sertifikat_disebut_sebelum_menandatangani(siap, masuk_sebagai, kantor, kata: str, sebut: str):
    server, id = siap
    server.status = kata
    isi = teks(masuk_sebagai(kantor.akun["kadis"]).post(f"/surat-keluar/{id}/tandatangani", data={"versi": versi(id)}))
    assert sebut in isi and (kata == "ISSUE") == ('id="status-sertifikat"' not in isi)


def test_kode_sekali_pakai_dikirim_dan_dipakai_pada_v2(app, siap, masuk_sebagai, kantor):
    server, id = siap
    if not app.extensions["signer"].v2:
        jawab = tekan(masuk_sebagai(kantor.akun["kadis"]), id, frasa=KODE, cara="totp")
        assert jawab.status_code == 422 and hasil(id)[1] == []
        return
    kadis = masuk_sebagai(kantor.akun["kadis"])
    jawab = tekan(kadis, id, frasa="", kirim_kode="ya")
    assert "sudah dikirim" in teks(jawab) and server.kode_dikirim == 1 and hasil(id)[1] == []
    assert "Kode sekali pakai salah" in teks(tekan(kadis, id, frasa="000000", cara="totp"))
    assert tekan(kadis, id, frasa=KODE, cara="totp").status_code == 302
    assert hasil(id)[0] == "terkirim"


def test_tanda_tangan_sekaligus_ditolak_karena_frasa_tidak_boleh_disimpan(siap, masuk_sebagai, kantor):
    server, id = siap
    data = {"pilih": f"{id}:{versi(id)}", "lakukan": "ya", "jumlah": "1"}
    jawab = masuk_sebagai(kantor.akun["kadis"]).post("/surat-keluar/tanda-tangan", data=data)
    assert jawab.status_code == 422 and "satu per satu" in teks(jawab)
    assert hasil(id)[1] == [] and server.masuk == []


def test_tanpa_frasa_tidak_ada_nomor_yang_diikat(app, siap, kantor):
    """A job that was queued before the service was changed, or a retry of it, has no passphrase: refused before the number."""
    _, id = siap
    with app.app_context(), db.transaksi() as s, pytest.raises(AturanDilanggar, match="Buka surat itu") as galat:
        surat = s.get_one(SuratKeluar, id)
        kirim.tandatangani(actor_dari(kantor.akun["kadis"]), surat, versi=surat.versi, signer=app.extensions["signer"])
    assert galat.value.kode == "minta_frasa" and hasil(id) == ("siap_ttd", [], 0)


def test_perintah_memeriksa_layanan_tanpa_menandatangani(layanan, tmp_path, monkeypatch):
    server, setelan = layanan
    for nama, nilai in {
        "SUITE_ENV": "test", "SUITE_VAR": tmp_path, "SUITE_SIGNER": "bsre", "SUITE_BSRE_URL": setelan["bsre_url"],
        "SUITE_BSRE_USER": setelan["bsre_pengguna"], "SUITE_BSRE_PASSWORD": setelan["bsre_sandi"],
        "SUITE_BSRE_ROOTS": setelan["bsre_akar"],
    }.items():  # fmt: skip
        monkeypatch.setenv(nama, str(nilai))
    jalan = CliRunner().invoke
    baik = jalan(main, ["signer", "check", NIK])
    assert baik.exit_code == 0 and "ISSUE" in baik.output
    server.status = "SUSPEND"
    buruk = jalan(main, ["signer", "check", NIK])
    assert buruk.exit_code == 1 and "ditangguhkan" in buruk.output
    monkeypatch.setenv("SUITE_BSRE_PASSWORD", "lain")
    salah = jalan(main, ["signer", "check", NIK])
    assert salah.exit_code == 1 and "sandi layanan keliru" in salah.output and "lain" not in salah.output.split()
    assert jalan(main, ["signer", "check", "12/../3"]).exit_code == 2
    assert not any("sign/pdf" in m for m in server.masuk)


# The client by itself ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return cetak_naskah("surat_dinas", naskah())


def tanda(signer: bsre.BsreSigner, pdf: bytes) -> bytes:
    return signer.dengan(bsre.Rahasia(FRASA)).tanda_tangani(pdf, penanda=ORANG, waktu=WAKTU)


def test_v1_mengunduh_hasil_yang_jawabannya_terputus(layanan, pdf):
    server, setelan = layanan
    server.keadaan = "putus"
    signer = penanda(setelan, 1)
    assert signer.periksa(tanda(signer, pdf)).sah
    assert server.masuk == ["/api/sign/pdf", "/api/sign/download/id-1"]


def test_v2_yang_terputus_adalah_layanan_terganggu(layanan, pdf):
    server, setelan = layanan
    server.keadaan = "putus"
    with pytest.raises(LayananTerganggu):
        tanda(penanda(setelan, 2), pdf)


@pytest.mark.parametrize("versi_", [1, 2])
@pytest.mark.parametrize("keadaan", ["lambat", "menetes", "alihkan"])
def test_lambat_menetes_dan_pengalihan_tidak_ditunggu_atau_diikuti(layanan, pdf, versi_: int, keadaan: str):
    server, setelan = layanan
    server.keadaan = keadaan
    mulai = datetime.now(UTC)
    with pytest.raises(GalatSuite) as galat:
        tanda(penanda(setelan, versi_, bsre_baca=0.5), pdf)
    assert (datetime.now(UTC) - mulai).total_seconds() < 5
    assert isinstance(galat.value, LayananTerganggu) and len(server.masuk) == 1


@pytest.mark.parametrize("versi_", [1, 2])
def test_jawaban_terlalu_besar_ditolak(layanan, pdf, versi_: int, monkeypatch):
    server, setelan = layanan
    server.keadaan = "besar"
    monkeypatch.setattr(bsre, "JAWABAN_TERBESAR", 150_000)
    with pytest.raises(LayananTerganggu, match="terlalu besar"):
        tanda(penanda(setelan, versi_), pdf)


def test_sandi_layanan_yang_keliru_menyuruh_memberi_tahu_pengelola(layanan, pdf):
    _, setelan = layanan
    with pytest.raises(LayananTerganggu, match="pengelola sistem"):
        tanda(penanda(setelan, 2, bsre_sandi="lain"), pdf)


def test_galat_dan_repr_tidak_memuat_frasa(layanan, pdf):
    _, setelan = layanan
    signer = penanda(setelan, 2).dengan(bsre.Rahasia("salah-sekali-88"))
    assert "salah-sekali-88" not in repr(signer) and "salah-sekali-88" not in repr(signer.rahasia)
    with pytest.raises(AturanDilanggar) as galat:
        signer.tanda_tangani(pdf, penanda=ORANG, waktu=WAKTU)
    assert galat.value.kode == "frasa_salah" and galat.value.field == "frasa"
    assert "salah-sekali-88" not in galat.value.pesan
    assert NIK not in repr(ORANG)


def test_akar_lain_tidak_dipercaya_dan_keterangan_menyebut_bsre(layanan, pdf, tmp_path):
    from suite.core.documents.signing import DevelopmentSigner

    _, setelan = layanan
    signer = penanda(setelan, 2)
    bertanda = tanda(signer, pdf)
    lain = tmp_path / "lain.pem"
    lain.write_bytes(DevelopmentSigner(tmp_path / "ca-lain").akar())
    verdict: HasilPeriksa = penanda(setelan | {"bsre_akar": lain}, 2).periksa(bertanda)
    assert (verdict.sah, verdict.kode) == (False, "sertifikat_tidak_dikenal")
    baris, pengembangan = keterangan_penanda("bsre")
    assert "BSrE" in " ".join(baris) and not pengembangan
