"""Tokens, scopes, limits, idempotency, refusals; a client that knows nothing but the document; what is secret."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from suite.core import audit, clock, db, pengaturan
from suite.core.api import idempotensi, tokens
from suite.core.api.models import JawabanTersimpan, TokenApi
from suite.core.clock import now
from suite.core.identity.models import Account
from suite.core.jobs.periodic import bersih_bersih  # noqa: F401  registers the job that cleans
from suite.naskah_dinas.models import SuratKeluar
from tests.matrix import dunia, permintaan_api
from tests.matrix.conftest import Panggung

V1 = "/api/v1"


def _kirim(p: Panggung, peran: str, metode: str, jalur: str, **kw: Any):
    kepala = permintaan_api.kepala(p.dunia, peran) | kw.pop("headers", {})
    return p.app.test_client().open(V1 + jalur, method=metode, headers=kepala, **kw)


def _versi(surat: SuratKeluar) -> int:
    with db.transaksi(baca=True):
        return db.session.execute(select(SuratKeluar.versi).where(SuratKeluar.id == surat.id)).scalar_one()


# A client written from the document alone --------------------------------------------------------------------------


@dataclass
class Klien:
    """Reads openapi.json, finds operations by operationId, fills in addresses: it knows nothing else of the suite."""

    p: Panggung
    token: str

    def __post_init__(self) -> None:
        self.spek = self.p.app.test_client().get(V1 + "/openapi.json").json
        self.dasar = self.spek["servers"][0]["url"]
        self.operasi = {
            o["operationId"]: (jalur, metode, o)
            for jalur, isi in self.spek["paths"].items()
            for metode, o in isi.items()
            if isinstance(o, dict)
        }

    def panggil(
        self, operasi: str, isi: dict[str, Any] | None = None, /, *, berkas: bytes | None = None, **alamat: Any
    ) -> Any:
        jalur, metode, o = self.operasi[operasi]
        kueri = {x["name"] for x in o.get("parameters", []) if x["in"] == "query"}
        jawab = self.p.app.test_client().open(
            self.dasar + jalur.format(**alamat),
            method=metode.upper(),
            headers={"Authorization": f"Bearer {self.token}"},
            query_string={k: v for k, v in alamat.items() if k in kueri},
            **({"json": isi} if isi is not None else {}),
            **({"data": {"berkas": (io.BytesIO(berkas), "undangan.pdf")}} if berkas is not None else {}),
        )
        harap = next(int(k) for k in o["responses"] if str(k).startswith("2"))
        assert jawab.status_code == harap, (operasi, jawab.status_code, jawab.text)
        return jawab.json if jawab.mimetype == "application/json" else jawab.data


def test_klien_dari_dokumen_saja_menulis_mengajukan_memaraf_menandatangani_dan_membaca(panggung: Panggung):
    d = panggung.dunia
    with panggung.dibatalkan():
        konseptor, pemaraf, penanda, penerima = (
            Klien(panggung, d.lain[f"token:{x}"]) for x in ("konseptor", "pemaraf", "penanda", "pimpinan_tujuan")
        )
        assert konseptor.panggil("saya")["sebagai"]["jabatan_id"] == d.jabatan["konseptor"].id
        unit = konseptor.panggil("daftarUnit", q="Dinas Kesehatan")["isi"][0]
        kode = konseptor.panggil("cariKlasifikasi", q="rapat pimpinan")["isi"][0]["kode"]
        calon = konseptor.panggil("daftarPenandaTangan", jenis="surat_dinas")["isi"]
        pilih = next(c for c in calon if "Kepala Dinas" in c["label"])
        unggahan = konseptor.panggil("unggahBerkas", berkas=dunia.pdf_uji("Peta"))
        surat = konseptor.panggil(
            "tulisSuratKeluar",
            {
                "jenis": "surat_dinas", "hal": "Undangan lewat API", "isi": "<p>Isi surat.</p><script>1</script>",
                "klasifikasi": kode, "kepada": [{"unit_id": unit["id"]}], "lampiran_unggahan": [unggahan["id"]],
                "penanda_tangan": {k: v for k, v in pilih.items() if k != "label"},
            },
        )  # fmt: skip
        assert surat["status"] == "konsep" and "script" not in surat["isi"] and len(surat["lampiran"]) == 1
        boleh = konseptor.panggil("tindakanSuratKeluar", id=surat["id"])
        assert {"ajukan", "batalkan"} == {t["nama"] for t in boleh["tindakan"]} and not boleh["tindakan"][0]["halangan"]
        surat = konseptor.panggil("ajukanSuratKeluar", {"versi": surat["versi"]}, id=surat["id"])
        assert surat["status"] == "paraf" and surat["giliran"].startswith("Menunggu Kepala Bidang")
        tugas = next(t for t in pemaraf.panggil("daftarTugas")["isi"] if t["objek_id"] == surat["id"])
        hasil = pemaraf.panggil("lakukanTugas", {"versi": tugas["versi"], "aksi": tugas["aksi"]}, id=tugas["id"])
        assert hasil["status"] == "siap_ttd"
        surat = penanda.panggil("tandatanganiSuratKeluar", {"versi": hasil["versi"]}, id=surat["id"])
        assert surat["status"] == "terkirim" and surat["nomor"]
        pdf = konseptor.panggil("unduhSuratKeluar", id=surat["id"])
        assert pdf.startswith(b"%PDF")
        putusan = konseptor.panggil("periksaKeaslian", sidik=hashlib.sha256(pdf).hexdigest())
        assert putusan["kode"] == "asli" and putusan["surat"]["nomor"] == surat["nomor"]
        masuk = penerima.panggil("daftarSuratMasuk", tampilan="menunggu")["isi"]
        assert any(m["hal"] == "Undangan lewat API" for m in masuk)
        assert any(t["objek_id"] == surat["id"] for t in konseptor.panggil("cari", q="undangan lewat")["isi"])


# Tokens and scopes -------------------------------------------------------------------------------------------------


def test_lingkup_mempersempit_dan_kuki_tidak_berarti(panggung: Panggung):
    with panggung.dibatalkan():
        hanya_baca = permintaan_api.token_baru(panggung.dunia.akun["konseptor"], ["surat:baca"])
        kepala = {"Authorization": f"Bearer {hanya_baca}"}
        klien = panggung.app.test_client()
        assert klien.get(V1 + "/surat-keluar", headers=kepala).status_code == 200
        jawab = klien.post(V1 + "/surat-keluar", json={"jenis": "surat_dinas"}, headers=kepala)
        assert (
            jawab.status_code == 403
            and jawab.json["type"] == "urn:suite:galat:lingkup"
            and "surat:tulis" in jawab.json["detail"]
        )
        # The scope of signing does not make a signer.
        d = panggung.dunia
        versi = _versi(d.surat["siap_ttd"])
        assert (
            _kirim(
                panggung, "staf", "POST", f"/surat-keluar/{d.surat['siap_ttd'].id}/tandatangani", json={"versi": versi}
            ).status_code
            == 404
        )
    # A browser that is logged in proves nothing here.
    for metode, jalur in (("GET", "/saya"), ("POST", "/surat-keluar")):
        jawab = panggung.klien["konseptor"].open(V1 + jalur, method=metode, json={})
        assert jawab.status_code == 401 and jawab.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("mati", ["dicabut", "habis", "akun", "sandi"])
def test_token_mati(panggung: Panggung, mati: str):
    with panggung.dibatalkan():
        akun = panggung.dunia.akun["konseptor"]
        teks = permintaan_api.token_baru(akun)
        klien, kepala = panggung.app.test_client(), {"Authorization": f"Bearer {teks}"}
        assert klien.get(V1 + "/saya", headers=kepala).status_code == 200
        with db.transaksi():
            token = db.session.query(TokenApi).filter_by(sidik=tokens.sidik(teks)).one()
            if mati == "dicabut":
                assert tokens.cabut(akun.id, token.id) and not tokens.cabut(akun.id + 1, token.id)
            elif mati == "habis":
                token.berlaku_sampai = now() - timedelta(seconds=1)
            elif mati == "akun":
                db.session.get_one(Account, akun.id).aktif = False
            else:
                db.session.get_one(Account, akun.id).sandi_harus_ganti = True
        jawab = klien.get(V1 + "/saya", headers=kepala)
        assert jawab.status_code == 401 and jawab.content_type == "application/problem+json"


def test_bertindak_sebagai_dan_audit_menyebut_token(panggung: Panggung):
    d = panggung.dunia
    with panggung.dibatalkan():
        saya = _kirim(panggung, "pengganti", "GET", "/saya").json
        assert len(saya["penugasan"]) == 2  # own post, and a temporary Plh.
        for tugas in saya["penugasan"]:
            kepala = {"X-Bertindak-Sebagai": str(tugas["id"])}
            assert _kirim(panggung, "pengganti", "GET", "/saya", headers=kepala).json["sebagai"]["id"] == tugas["id"]
            surat = _kirim(
                panggung, "pengganti", "POST", "/surat-keluar", json={"jenis": "surat_dinas"}, headers=kepala
            )
            assert surat.status_code == 201 and surat.json["unit"]["id"] == tugas["unit_id"]
        asing = str(d.lain["penugasan:staf"].id)
        assert _kirim(panggung, "pengganti", "GET", "/saya", headers={"X-Bertindak-Sebagai": asing}).status_code == 403
        assert _kirim(panggung, "pengganti", "GET", "/saya", headers={"X-Bertindak-Sebagai": "x"}).status_code == 400
        with db.transaksi(baca=True):
            kejadian = audit.riwayat_dokumen(f"surat_keluar:{surat.json['id']}")
            assert kejadian and all(k.pelaku.endswith("(token uji)") for k in kejadian)
            token = db.session.query(TokenApi).filter_by(account_id=d.akun["pengganti"].id).one()
            assert token.terakhir_pada is not None


def test_halaman_token_menampilkan_sekali_dan_menyimpan_sidik(panggung: Panggung):
    with panggung.dibatalkan():
        klien = panggung.klien["konseptor"]
        isi = klien.post("/akun/token", data={"nama": "Sinkron", "hari": "30", "lingkup": ["surat:baca"]}).text
        teks = isi.split("spd_")[1].split("<")[0]
        assert len(teks) == 43
        assert teks not in klien.get("/akun/token").text and "Sinkron" in klien.get("/akun/token").text
        with db.transaksi(baca=True):
            baris = db.session.query(TokenApi).filter_by(nama="Sinkron").one()
            assert baris.sidik == hashlib.sha256(f"spd_{teks}".encode()).hexdigest() and teks not in repr(vars(baris))
        galat = klien.post("/akun/token", data={"nama": "Lama", "hari": "3000", "lingkup": ["surat:baca"]})
        assert galat.status_code == 422 and "365 hari" in galat.text and 'value="Lama"' in galat.text


# Refusals ----------------------------------------------------------------------------------------------------------


def test_penolakan_berbentuk_problem_json(panggung: Panggung):
    d = panggung.dunia
    with panggung.dibatalkan():
        salah = _kirim(panggung, "konseptor", "POST", "/surat-keluar", json={"jenis": 1, "sifat": "kilat", "apa": 2})
        assert salah.status_code == 422
        assert {e["bidang"] for e in salah.json["errors"]} == {"jenis", "sifat", "apa"}
        rusak = _kirim(panggung, "konseptor", "POST", "/surat-keluar", data="{", content_type="application/json")
        teks = _kirim(panggung, "konseptor", "POST", "/surat-keluar", data="a=1", content_type="text/plain")
        assert (rusak.status_code, teks.status_code) == (400, 415)
        asing = _kirim(
            panggung,
            "konseptor",
            "POST",
            "/surat-keluar",
            json={"jenis": "surat_dinas", "kepada": [{"unit_id": 999999}]},
        )
        assert asing.status_code == 422 and asing.json["field"] == "kepada"
        surat = d.surat["paraf"]
        basi = _kirim(panggung, "pemaraf", "POST", f"/surat-keluar/{surat.id}/paraf", json={"versi": 1})
        assert basi.status_code == 409 and "sudah" in basi.json["detail"] and "pukul" in basi.json["detail"]
        bukan = _kirim(panggung, "konseptor", "POST", f"/surat-keluar/{surat.id}/paraf", json={"versi": _versi(surat)})
        assert bukan.status_code == 403 and "Kepala Bidang Aplikasi" in bukan.json["detail"]
        lain = _kirim(panggung, "staf", "POST", f"/surat-keluar/{d.surat['konsep'].id}/lampiran", json={})
        assert lain.status_code == 404
        for jawab in (salah, rusak, teks, asing, basi, bukan, lain):
            assert jawab.content_type == "application/problem+json"
            assert jawab.json["request_id"] == jawab.headers["X-Request-Id"] and "RateLimit" in jawab.headers
    assert panggung.app.test_client().delete(V1 + "/saya").status_code == 405
    tiada = panggung.app.test_client().get(V1 + "/tidak-ada")
    assert tiada.status_code == 404 and tiada.content_type == "application/problem+json"


def test_jenis_dengan_isian_ditulis_dan_dibaca_kembali(panggung: Panggung):
    """What the kind says it asks for is all that a client needs: written by it, read back the same, wrong ones refused."""
    d = panggung.dunia
    with panggung.dibatalkan():
        semua = _kirim(panggung, "konseptor", "GET", "/jenis-naskah").json["isi"]
        tugas = next(j for j in semua if j["kode"] == "surat_tugas")
        contoh = {"tanggal": ["2026-12-01"], "daftar": ["satu", "dua"], "orang": [str(d.lain["pegawai:konseptor"].id)]}
        isian = [{"kode": x["kode"], "nilai": contoh.get(x["bentuk"], ["Aula Kantor"])} for x in tugas["isian"]]
        dasar = {"jenis": "surat_tugas", "hal": "Tugas lewat API"}
        jawab = _kirim(panggung, "konseptor", "POST", "/surat-keluar", json=dasar | {"isian": isian})
        assert jawab.status_code == 201, jawab.json
        dibaca = _kirim(panggung, "konseptor", "GET", f"/surat-keluar/{jawab.json['id']}").json
        assert sorted(dibaca["isian"], key=str) == sorted(isian, key=str)
        for salah, kata in (
            ({"kode": "lagu", "nilai": ["a"]}, "tidak mempunyai isian lagu"),
            ({"kode": "mulai", "nilai": ["besok"]}, "tulis seperti 2026-11-24"),
            ({"kode": "tempat", "nilai": ["a", "b"]}, "satu baris saja"),
            ({"kode": "pelaksana", "nilai": ["Bayu"]}, "satu id pegawai"),
            ({"kode": "pelaksana", "nilai": ["99999999"]}, "Tidak ada yang bernomor"),
        ):
            jawab = _kirim(panggung, "konseptor", "POST", "/surat-keluar", json=dasar | {"isian": [salah]})
            assert jawab.status_code == 422 and kata in jawab.json["detail"], jawab.json
        ganda = _kirim(panggung, "konseptor", "POST", "/surat-keluar", json=dasar | {"isian": [isian[0]] * 2})
        assert ganda.status_code == 422


def test_unggahan_orang_lain_tidak_dapat_dilampirkan(panggung: Panggung):
    d = panggung.dunia
    with panggung.dibatalkan():
        isi = {"jenis": "surat_dinas", "lampiran_unggahan": [d.lain["unggahan:staf_lain"]]}
        milik_orang = _kirim(panggung, "konseptor", "POST", "/surat-keluar", json=isi)
        isi["lampiran_unggahan"] = [10**9]
        tiada = _kirim(panggung, "konseptor", "POST", "/surat-keluar", json=isi)
        assert milik_orang.status_code == tiada.status_code == 422
        assert milik_orang.json["detail"] == tiada.json["detail"]


def test_halaman_demi_halaman_membaca_semuanya_sekali(panggung: Panggung):
    with panggung.dibatalkan():
        sekaligus = [x["id"] for x in _kirim(panggung, "konseptor", "GET", "/surat-keluar?batas=100").json["isi"]]
        satu_satu, setelah = [], ""
        while True:
            hal = _kirim(panggung, "konseptor", "GET", f"/surat-keluar?batas=3{setelah}").json
            assert len(hal["isi"]) <= 3
            satu_satu += [x["id"] for x in hal["isi"]]
            if hal["berikut"] is None:
                break
            setelah = f"&setelah={hal['berikut']}"
        assert satu_satu == sekaligus and len(sekaligus) > 6
        for buruk in ("batas=0", "batas=101", "setelah=xyz", "setelah=W2ZhbHNlLCJhIl0"):
            assert _kirim(panggung, "konseptor", "GET", f"/surat-keluar?{buruk}").status_code in {400, 422}


# What is secret ----------------------------------------------------------------------------------------------------


def test_surat_rahasia_dijawab_seperti_yang_tidak_ada(panggung: Panggung):
    d = panggung.dunia
    surat, m, disp = d.surat["rahasia"].id, d.masuk["rahasia"].id, d.disposisi["rahasia"].id
    kosong = 7_000_000
    rute = [
        *(("GET", f"/surat-keluar/{{}}{x}", surat) for x in ("", "/tindakan", "/pdf", "/lampiran/1")),
        *(
            ("POST", f"/surat-keluar/{{}}/{x}", surat)
            for x in ("ajukan", "paraf", "kembalikan", "tandatangani", "berkaskan")
        ),
        ("PUT", "/surat-keluar/{}", surat),
        *(("GET", f"/surat-masuk/{{}}{x}", m) for x in ("", "/tindakan", "/pdf", "/penerima")),
        *(("POST", f"/surat-masuk/{{}}/{x}", m) for x in ("disposisi", "selesaikan", "berkaskan")),
        *(("GET", f"/disposisi/{{}}{x}", disp) for x in ("", "/tindakan", "/bukti", "/penerima")),
        *(("POST", f"/disposisi/{{}}/{x}", disp) for x in ("teruskan", "laporkan", "kerjakan", "kembalikan", "tarik")),
    ]
    with panggung.dibatalkan():
        for peran in ("staf", "staf_lain", "arsiparis", "pengadministrasi", "admin_opd"):
            for metode, jalur, id in rute:
                dua = [
                    _kirim(
                        panggung, peran, metode, jalur.format(i), **({} if metode == "GET" else {"json": {"versi": 1}})
                    )
                    for i in (id, kosong)
                ]
                isi = [{k: v for k, v in j.json.items() if k != "request_id"} for j in dua]
                assert [j.status_code for j in dua] == [404, 404] and isi[0] == isi[1], (peran, metode, jalur)
            for jalur in (
                "/surat-keluar?batas=100",
                "/surat-masuk?batas=100",
                "/disposisi",
                "/cari?q=rahasia",
                "/tugas",
            ):
                assert "ahasia pemeriksaan" not in _kirim(panggung, peran, "GET", jalur).text, (peran, jalur)
        assert "ahasia pemeriksaan" in _kirim(panggung, "pemaraf", "GET", "/cari?q=rahasia").text


# Idempotency and limits --------------------------------------------------------------------------------------------


def test_kunci_idempoten_menjawab_sama_dan_menolak_isi_lain(panggung: Panggung):
    isi = {"jenis": "surat_dinas", "hal": "Sekali"}
    with panggung.dibatalkan():
        kepala = {"Idempotency-Key": "kunci-1"}
        satu, dua = (_kirim(panggung, "konseptor", "POST", "/surat-keluar", json=isi, headers=kepala) for _ in range(2))
        assert (satu.status_code, dua.status_code) == (201, 201) and satu.json == dua.json
        assert "Idempotency-Replayed" not in satu.headers and dua.headers["Idempotency-Replayed"] == "true"
        lain = _kirim(panggung, "konseptor", "POST", "/surat-keluar", json=isi | {"hal": "Lain"}, headers=kepala)
        assert lain.status_code == 422 and lain.json["type"] == "urn:suite:galat:idempotensi"
        orang_lain = _kirim(panggung, "pemaraf", "POST", "/surat-keluar", json=isi, headers=kepala)
        assert orang_lain.status_code == 201 and orang_lain.json["id"] != satu.json["id"]
        # A refusal leaves nothing: mended, the same key does it.
        kepala = {"Idempotency-Key": "kunci-2"}
        assert _kirim(panggung, "konseptor", "POST", "/surat-keluar", json={}, headers=kepala).status_code == 422
        assert _kirim(panggung, "konseptor", "POST", "/surat-keluar", json=isi, headers=kepala).status_code == 201
        # Another body of an upload under one key, though the boundary of the same one changes.
        kepala = {"Idempotency-Key": "kunci-3"}
        unggah = [
            _kirim(
                panggung, "konseptor", "POST", "/unggahan", headers=kepala, data={"berkas": (io.BytesIO(x), "a.pdf")}
            )
            for x in (PDF_SATU, PDF_SATU, dunia.pdf_uji("lain"))
        ]
        assert [u.status_code for u in unggah] == [201, 201, 422] and unggah[0].json == unggah[1].json
        with db.transaksi():
            db.session.execute(update(JawabanTersimpan).values(dibuat_pada=now() - timedelta(hours=25)))
        with db.transaksi():
            assert idempotensi.bersihkan() >= 4
            assert db.session.scalar(select(func.count()).select_from(JawabanTersimpan)) == 0


PDF_SATU = dunia.pdf_uji("satu")


def _serempak(panggung: Panggung, *argumen: str, proses: int = 4) -> list[list[Any]]:
    jalan = subprocess.run(
        [sys.executable, "-m", "tests.api.pekerja", str(proses), *argumen],
        env=panggung.basis.lingkungan(), capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert jalan.returncode == 0, jalan.stderr[-2000:]
    return json.loads(jalan.stdout.split("HASIL")[1])


def test_serempak_antarproses_satu_kunci_satu_surat(panggung: Panggung):
    token = permintaan_api.token_baru(panggung.dunia.akun["konseptor"], ["surat:tulis"])
    hasil = _serempak(panggung, token, "6", "kunci-serempak")
    kode = Counter(k for k, _ in hasil)
    assert set(kode) <= {201, 409} and kode[201] >= 1 and len(hasil) == 24
    assert len({i for k, i in hasil if k == 201}) == 1
    with db.transaksi(baca=True):
        q = select(func.count()).select_from(SuratKeluar).where(SuratKeluar.hal == "Surat sekali saja")
        assert db.session.scalar(q) == 1


def test_serempak_antarproses_batas_laju_tepat(panggung: Panggung):
    with db.transaksi():
        pengaturan.simpan({"api.permintaan_per_menit": 10})
    try:
        for _ in range(4):  # should the clock's window end meanwhile, once more with a fresh token
            token = permintaan_api.token_baru(panggung.dunia.akun["staf"], ["profil:baca"])
            awal = int(now().timestamp()) // 60
            hasil = Counter(k for k, _ in _serempak(panggung, token, "6"))
            if int(now().timestamp()) // 60 == awal:
                break
        assert set(hasil) == {200, 429}
        jawab = panggung.app.test_client().get(V1 + "/saya", headers={"Authorization": f"Bearer {token}"})
        if int(now().timestamp()) // 60 == awal:
            assert hasil[200] == 10
            assert jawab.status_code == 429 and 1 <= int(jawab.headers["Retry-After"]) <= 60
            assert (
                jawab.headers["RateLimit"].startswith('"menit";r=0;t=')
                and "q=10;w=60" in jawab.headers["RateLimit-Policy"]
            )
            assert jawab.content_type == "application/problem+json"
    finally:
        with db.transaksi():
            pengaturan.simpan({"api.permintaan_per_menit": 1_000_000})


def test_kunci_yang_tertinggal_di_tengah_jalan_dapat_dicoba_lagi_setelah_sewa(panggung: Panggung):
    """A signature died between its two steps: its key is held for a while, then free."""
    with panggung.dibatalkan():
        isi, kepala = {"jenis": "surat_dinas"}, {"Idempotency-Key": "tertinggal"}
        pertama = _kirim(panggung, "konseptor", "POST", "/surat-keluar", json=isi, headers=kepala)
        assert pertama.status_code == 201
        with db.transaksi():
            db.session.execute(update(JawabanTersimpan).values(status=None))
        masih = _kirim(panggung, "konseptor", "POST", "/surat-keluar", json=isi, headers=kepala)
        assert masih.status_code == 409 and masih.json["type"] == "urn:suite:galat:idempotensi"
        with clock.frozen(now() + idempotensi.SEWA + timedelta(seconds=1)):
            assert _kirim(panggung, "konseptor", "POST", "/surat-keluar", json=isi, headers=kepala).status_code == 201


def test_tanda_tangan_dengan_kunci_diulang_tidak_menandatangani_dua_kali(panggung: Panggung):
    surat = panggung.dunia.surat["siap_ttd"]
    with panggung.dibatalkan():
        isi, kepala = {"versi": _versi(surat)}, {"Idempotency-Key": "ttd-1"}
        jalur = f"/surat-keluar/{surat.id}/tandatangani"
        satu, dua = (_kirim(panggung, "penanda", "POST", jalur, json=isi, headers=kepala) for _ in range(2))
        assert (
            satu.status_code == dua.status_code == 200 and satu.json == dua.json and satu.json["status"] == "terkirim"
        )
