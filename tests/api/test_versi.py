"""ETags: what is read again only when it changed, and that nobody writes over what he has not seen."""

from __future__ import annotations

import re

import pytest

from tests.api.test_api import _kirim, _versi
from tests.matrix import permintaan_api
from tests.matrix.conftest import Panggung


def test_dibaca_lagi_hanya_bila_berubah(panggung: Panggung):
    d = panggung.dunia
    surat = d.surat["konsep"].id
    with panggung.dibatalkan():
        for jalur in (f"/surat-keluar/{surat}", "/surat-keluar", "/unit", f"/berkas/{d.berkas['komunikasi'].id}"):
            satu = _kirim(panggung, "konseptor", "GET", jalur)
            etag = satu.headers["ETag"]
            lagi = _kirim(panggung, "konseptor", "GET", jalur, headers={"If-None-Match": f'"lain", {etag}'})
            assert (satu.status_code, lagi.status_code, lagi.data) == (200, 304, b""), jalur
            assert lagi.headers["ETag"] == etag and "Authorization" in lagi.headers["Vary"]
        baca = _kirim(panggung, "konseptor", "GET", f"/surat-keluar/{surat}")
        ubah = _kirim(
            panggung, "konseptor", "PUT", f"/surat-keluar/{surat}", json={"hal": "Baru"},
            headers={"If-Match": baca.headers["ETag"]},
        )  # fmt: skip
        assert ubah.status_code == 200 and ubah.headers["ETag"] != baca.headers["ETag"]
        kepala = {"If-None-Match": baca.headers["ETag"]}
        sesudah = _kirim(panggung, "konseptor", "GET", f"/surat-keluar/{surat}", headers=kepala)
        assert sesudah.status_code == 200 and sesudah.json["hal"] == "Baru"
        assert sesudah.headers["ETag"] == ubah.headers["ETag"], "the answer to a change is what one reads after it"
        # What somebody else reads of it is another representation, of the same version.
        rekan = _kirim(panggung, "staf", "GET", f"/surat-keluar/{surat}", headers={"If-None-Match": '"x"'})
        assert rekan.headers["ETag"].split(".")[0] == sesudah.headers["ETag"].split(".")[0]


@pytest.mark.parametrize("operasi", ["PUT", "DELETE", "POST"])
def test_perubahan_tanpa_versi_428_dan_dengan_versi_usang_412(panggung: Panggung, operasi: str):
    surat = panggung.dunia.surat["konsep"]
    jalur = f"/surat-keluar/{surat.id}" + ("/ajukan" if operasi == "POST" else "")
    isi = {"PUT": {"json": {"hal": "Dua"}}, "POST": {"json": {}}, "DELETE": {}}[operasi]
    with panggung.dibatalkan():
        versi = _versi(surat)
        tanpa = _kirim(panggung, "konseptor", operasi, jalur, **isi)
        assert tanpa.status_code == 428 and tanpa.json["type"] == "urn:suite:galat:perlu_versi"
        assert "If-Match" in tanpa.json["detail"] and "GET" in tanpa.json["detail"]
        for usang in (f'"{versi - 1}"', f'"{versi + 1}.abc"', '"abc"'):
            jawab = _kirim(panggung, "konseptor", operasi, jalur, headers={"If-Match": usang}, **isi)
            assert jawab.status_code == 412 and jawab.json["type"] == "urn:suite:galat:versi_usang", usang
            assert jawab.json["field"] == "If-Match" and "Baca lagi" in jawab.json["detail"]
            assert jawab.content_type == "application/problem+json"
        buruk = _kirim(panggung, "konseptor", operasi, jalur, headers={"If-Match": ""}, **isi)
        assert buruk.status_code == 400
        assert _versi(surat) == versi, "nothing was changed"
        # Who may not change it is told so first, whatever the version.
        assert _kirim(panggung, "staf_lain", operasi, jalur, **isi).status_code == 404
        baik = _kirim(panggung, "konseptor", operasi, jalur, headers={"If-Match": f'"{versi}"'}, **isi)
        assert baik.status_code == 200 and baik.json["versi"] > versi
        if operasi == "DELETE":
            assert baik.json["status"] == "batal"


def test_usang_menyebut_siapa_yang_lebih_dahulu(panggung: Panggung):
    surat = panggung.dunia.surat["paraf"]
    with panggung.dibatalkan():
        etag = _kirim(panggung, "pemaraf", "GET", f"/surat-keluar/{surat.id}").headers["ETag"]
        for harap in (200, 412):
            jawab = _kirim(
                panggung, "pemaraf", "POST", f"/surat-keluar/{surat.id}/paraf", json={}, headers={"If-Match": etag}
            )
            assert jawab.status_code == harap
        assert re.search(r"sudah .*pukul", jawab.json["detail"]), jawab.json["detail"]


def test_versi_di_badan_tetap_berlaku_dan_kunci_idempoten_menjawab_ulang(panggung: Panggung):
    surat = panggung.dunia.surat["konsep"]
    with panggung.dibatalkan():
        versi = _versi(surat)
        jalur, kepala = f"/surat-keluar/{surat.id}", {"Idempotency-Key": "ubah-1", "If-Match": f'"{versi}"'}
        satu, dua = (_kirim(panggung, "konseptor", "PUT", jalur, json={"hal": "A"}, headers=kepala) for _ in range(2))
        assert satu.status_code == dua.status_code == 200, "sent again under its key it is answered, not stale"
        assert satu.headers["ETag"] == dua.headers["ETag"] and dua.headers["Idempotency-Replayed"] == "true"
        badan = _kirim(panggung, "konseptor", "PUT", jalur, json={"hal": "B", "versi": versi + 1})
        basi = _kirim(panggung, "konseptor", "PUT", jalur, json={"hal": "C", "versi": versi + 1})
        assert (badan.status_code, basi.status_code) == (200, 409)


def test_komentar_sendiri_ditulis_diubah_dengan_etag_dan_dihapus(panggung: Panggung):
    d = panggung.dunia
    jalur = f"/komentar/surat_keluar/{d.surat['konsep'].id}"
    with panggung.dibatalkan():
        isi = {"isi": "Periksa dasar hukumnya.", "sebut": [d.lain["pegawai:pemaraf"].id]}
        baru = _kirim(panggung, "staf", "POST", jalur, json=isi)
        assert baru.status_code == 201 and baru.json["sebut"][0]["diberitahu"] is True
        satu = f"/komentar/{baru.json['id']}"
        assert _kirim(panggung, "staf", "PUT", satu, json={"isi": "Lain"}).status_code == 428
        kepala = {"If-Match": baru.headers["ETag"]}
        ubah = _kirim(panggung, "staf", "PUT", satu, json={"isi": "Sudah benar."}, headers=kepala)
        assert ubah.status_code == 200 and ubah.json["versi"] == 2
        assert _kirim(panggung, "staf", "PUT", satu, json={"isi": "Lain"}, headers=kepala).status_code == 412
        daftar = _kirim(panggung, "pemaraf", "GET", jalur).json["isi"]
        assert daftar[-1]["isi"] == "Sudah benar."
        assert _kirim(panggung, "pemaraf", "DELETE", satu).status_code == 404, "nobody else's"
        assert _kirim(panggung, "staf", "DELETE", satu).json == {"hilang": True}
        assert _kirim(panggung, "staf", "DELETE", satu).status_code == 404
        hanya_baca = permintaan_api.token_baru(d.akun["staf"], ["surat:baca"])
        tolak = panggung.app.test_client().post(
            "/api/v1" + jalur, json=isi, headers={"Authorization": f"Bearer {hanya_baca}"}
        )
        assert tolak.status_code == 403 and tolak.json["type"] == "urn:suite:galat:lingkup"
