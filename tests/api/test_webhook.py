"""Webhooks against a stub that is slow, fails, then recovers; and addresses that must never be called."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from sqlalchemy import func, select

from suite.core import clock, db, pengaturan
from suite.core.api import kirim_http, webhook
from suite.core.api.models import JawabanTersimpan, Kiriman, Langganan
from suite.core.clock import now
from suite.core.config import Config
from suite.core.errors import AturanDilanggar
from suite.core.identity.models import Account
from suite.core.jobs.worker import Pekerja
from suite.core.notifications import Notifikasi
from tests.matrix import dunia, permintaan_api
from tests.matrix.conftest import Panggung


class Penerima(BaseHTTPRequestHandler):
    """Answers as the server's `sikap` says, and keeps what it was sent."""

    def do_POST(self) -> None:
        isi = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.terima.append((dict(self.headers), isi.decode()))  # type: ignore[attr-defined]
        sikap = self.server.sikap  # type: ignore[attr-defined]
        if sikap == "lambat":
            time.sleep(0.6)
        self.send_response({"gagal": 500, "pindah": 302}.get(sikap, 200))
        if sikap == "pindah":
            self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        self.wfile.write(b"jawaban penerima")

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def penerima() -> Iterator[Any]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Penerima)
    server.terima, server.sikap = [], "baik"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def _pekerja(p: Panggung) -> None:
    """One worker until nothing is due, without the periodic work."""
    Pekerja(p.app, berkala=False).jalan(sekali=True)


def _langganan(p: Panggung, peran: str, port: int, jenis: list[str]) -> tuple[int, str]:
    with db.transaksi():
        pengaturan.simpan({"webhook.alamat_lokal": True})
        akun = db.session.get_one(Account, p.dunia.akun[peran].id)
        satu, rahasia = webhook.buat(
            akun, nama=f"Uji {peran}", url=f"http://127.0.0.1:{port}/terima?x=1", jenis=jenis, config=Config(env="test")
        )
        return satu.id, rahasia


def _kiriman(langganan_id: int) -> list[Kiriman]:
    with db.transaksi(baca=True):
        return list(
            db.session.scalars(select(Kiriman).where(Kiriman.langganan_id == langganan_id).order_by(Kiriman.id))
        )


def _surat_baru(p: Panggung, keamanan: str = "B") -> int:
    """A letter that is signed and delivered; in its own transactions."""
    d = p.dunia
    with p.app.app_context():
        with db.transaksi():
            surat = dunia.sk.buat(d.aktor("konseptor"), dunia.isian(d, f"Kabar {keamanan}", keamanan=keamanan))
            dunia._ajukan(d.aktor("konseptor"), surat)
            dunia.workflow.jalankan(surat, "paraf", d.aktor("pemaraf"), versi=surat.versi)
        dunia.tanda_tangani(d, surat)
    return surat.id


def test_terkirim_bertanda_lalu_gagal_diulang_dan_pulih(panggung: Panggung):
    with penerima() as stub, panggung.dibatalkan():
        id, rahasia = _langganan(panggung, "konseptor", stub.server_port, ["surat.terbit"])
        stub.sikap = "lambat"
        surat_id = _surat_baru(panggung)
        assert [k.keadaan for k in _kiriman(id)] == ["antre"]
        _pekerja(panggung)
        (satu,) = _kiriman(id)
        assert (satu.keadaan, satu.status_http, satu.jawaban, satu.percobaan) == (
            "terkirim",
            200,
            "jawaban penerima",
            1,
        )
        kepala, isi = stub.terima[0]
        waktu, tanda = kepala["X-Suite-Tanda-Tangan"].removeprefix("t=").split(",v1=")
        assert hmac.new(rahasia.encode(), f"{waktu}.{isi}".encode(), hashlib.sha256).hexdigest() == tanda
        assert json.loads(isi)["objek"] == {"jenis": "surat_keluar", "id": surat_id, "judul": "Kabar B"}

        stub.sikap = "gagal"
        _surat_baru(panggung)
        _pekerja(panggung)
        dua = _kiriman(id)[1]
        assert (dua.keadaan, dua.status_http, dua.percobaan) == ("antre", 500, 1)
        _pekerja(panggung)
        assert _kiriman(id)[1].percobaan == 1, "not before its pause is over"
        saat, jeda = now(), []
        for n in range(2, 4):
            berikut = _kiriman(id)[1].berikut_pada
            assert berikut is not None
            jeda.append((berikut - saat).total_seconds())
            saat = berikut + timedelta(seconds=1)
            with clock.frozen(saat):
                _pekerja(panggung)
            assert _kiriman(id)[1].percobaan == n
        assert jeda[1] > jeda[0]
        stub.sikap = "pindah"  # a redirect is not followed, and is no success
        saat = _kiriman(id)[1].berikut_pada + timedelta(seconds=1)
        with clock.frozen(saat):
            _pekerja(panggung)
        assert _kiriman(id)[1].status_http == 302
        stub.sikap = "baik"
        saat = _kiriman(id)[1].berikut_pada + timedelta(seconds=1)
        with clock.frozen(saat):
            _pekerja(panggung)
        dua = _kiriman(id)[1]
        assert (dua.keadaan, dua.status_http, dua.percobaan) == ("terkirim", 200, 5)
        ulang = [isi for k, isi in stub.terima if k["X-Suite-Kiriman"] == str(dua.id)]
        assert len(ulang) == 5 and len(set(ulang)) == 1, "the same bytes at every attempt"

        # By hand, from the page.
        klien = panggung.klien["konseptor"]
        halaman = klien.get(f"/akun/webhook/{id}")
        assert "jawaban penerima" in halaman.text and "percobaan 5" in halaman.text
        assert klien.post(f"/akun/webhook/{id}/kiriman/{dua.id}").status_code == 302
        banyak = len(stub.terima)
        _pekerja(panggung)
        assert len(stub.terima) == banyak + 1


def test_dimatikan_setelah_banyak_gagal_dan_pemiliknya_diberi_tahu(panggung: Panggung, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(webhook, "MATI_SETELAH", 2)
    with penerima() as stub, panggung.dibatalkan():
        id, _ = _langganan(panggung, "konseptor", stub.server_port, ["surat.terbit"])
        stub.sikap = "gagal"
        for _ in range(3):
            _surat_baru(panggung)
        _pekerja(panggung)
        assert len(stub.terima) == 2, "the third is not sent any more"
        with db.transaksi(baca=True):
            assert not db.session.get_one(Langganan, id).aktif
            q = (
                select(func.count())
                .select_from(Notifikasi)
                .where(Notifikasi.judul == "Webhook “Uji konseptor” dimatikan")
            )
            assert db.session.scalar(q) == 1
        assert "Hidupkan" in panggung.klien["konseptor"].get(f"/akun/webhook/{id}").text


def test_hanya_yang_boleh_dilihat_pemiliknya(panggung: Panggung):
    """Who may not see a letter is told nothing, and the log shows nothing of it; a task is told to whom it is for."""
    with penerima() as stub, panggung.dibatalkan():
        staf, _ = _langganan(panggung, "staf", stub.server_port, ["surat.terbit", "surat.diterima", "tugas.dibuka"])
        tujuan, _ = _langganan(panggung, "pimpinan_tujuan", stub.server_port, ["surat.diterima", "tugas.dibuka"])
        _surat_baru(panggung, "R")
        _pekerja(panggung)
        assert {k.keadaan for k in _kiriman(staf)} == {"dilewati"}
        with db.transaksi(baca=True):
            assert not webhook.kiriman(db.session.get_one(Langganan, staf))
        assert "Kabar R" not in panggung.klien["staf"].get(f"/akun/webhook/{staf}").text
        assert sorted(k.jenis for k in _kiriman(tujuan)) == ["surat.diterima", "tugas.dibuka"]
        assert {k.keadaan for k in _kiriman(tujuan)} == {"terkirim"} and len(stub.terima) == 2


def test_tanpa_langganan_tidak_menulis_apa_pun_dan_batal_ikut_batal(panggung: Panggung):
    with panggung.dibatalkan():
        _surat_baru(panggung)
        with db.transaksi(baca=True):
            q = select(func.count()).select_from(Kiriman).where(Kiriman.keadaan != "gagal")
            assert db.session.scalar(q) == 0
    with penerima() as stub, panggung.dibatalkan():
        id, _ = _langganan(panggung, "konseptor", stub.server_port, ["surat.dikembalikan"])
        d = panggung.dunia
        with pytest.raises(RuntimeError), db.transaksi():
            surat = db.session.get_one(type(d.surat["paraf"]), d.surat["paraf"].id)
            dunia.workflow.jalankan(surat, "kembalikan", d.aktor("pemaraf"), versi=surat.versi, catatan="Keliru.")
            raise RuntimeError("the act does not happen")
        assert _kiriman(id) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://contoh.go.id/x", "https://localhost/x", "https://127.0.0.1/x", "https://10.1.2.3/x", "https://192.168.1.1/",
        "https://169.254.169.254/latest", "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::a00:1]/",
        "https://contoh.go.id:22/x", "https://u:p@contoh.go.id/", "ftp://contoh.go.id/", "https://", "https://a b/", "https://0/",
        "https://[fe80::1%25eth0]/", "https://contoh.go.id/#x", "https://sql.internal/", "https://100.64.0.1/",
    ],
)  # fmt: skip
def test_alamat_yang_ditolak(url: str):
    status, kata = kirim_http.kirim(url, b"{}", {}, lokal=False)
    assert status is None and kata


def test_nama_yang_menunjuk_ke_dalam_ditolak_saat_dikirim(monkeypatch: pytest.MonkeyPatch):
    """A name is judged by what it resolves to, at the moment of sending, whichever of its addresses is inside."""
    kirim_http.periksa_alamat("https://contoh.go.id/x", lokal=False)
    dalam = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", ("10.0.0.5", 443))]
    monkeypatch.setattr(kirim_http.socket, "getaddrinfo", lambda *a, **kw: dalam)
    status, kata = kirim_http.kirim("https://contoh.go.id/x", b"{}", {}, lokal=False)
    assert status is None and "jaringan sendiri" in kata


def test_penerima_yang_menetes_tidak_menahan_pekerja(monkeypatch: pytest.MonkeyPatch):
    import socket

    monkeypatch.setattr(kirim_http, "BATAS_DETIK", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def menetes() -> None:
            sambungan, _ = server.accept()
            with sambungan:
                try:
                    for c in "HTTP/1.1 200 OK\r\nX-Lama: " + "a" * 200:
                        sambungan.sendall(c.encode())
                        time.sleep(0.1)
                except OSError:
                    pass

        threading.Thread(target=menetes, daemon=True).start()
        mulai = time.monotonic()
        status, kata = kirim_http.kirim(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {}, lokal=True)
    assert status is None and "Tidak menjawab" in kata and time.monotonic() - mulai < 3


def test_alamat_lokal_tidak_pernah_pada_produksi(panggung: Panggung):
    with panggung.dibatalkan(), db.transaksi():
        pengaturan.simpan({"webhook.alamat_lokal": True})
        assert webhook.boleh_lokal(Config(env="test")) and not webhook.boleh_lokal(Config(env="production"))
        akun = db.session.get_one(Account, panggung.dunia.akun["staf"].id)
        with pytest.raises(AturanDilanggar):
            webhook.buat(
                akun, nama="x", url="http://127.0.0.1/", jenis=["surat.terbit"], config=Config(env="production")
            )


def test_webhook_lewat_api_dari_membuat_sampai_menghapus(panggung: Panggung):
    """By the API alone: the secret once, told, its log, paused and silent, sent again, gone."""
    d = panggung.dunia
    with penerima() as stub, panggung.dibatalkan():
        with db.transaksi():
            pengaturan.simpan({"webhook.alamat_lokal": True})
        klien, kepala = panggung.app.test_client(), permintaan_api.kepala(d, "konseptor")

        def minta(metode: str, jalur: str, harap: int, **kw: Any) -> Any:
            jawab = klien.open("/api/v1" + jalur, method=metode, headers=kepala | kw.pop("headers", {}), **kw)
            assert jawab.status_code == harap, (metode, jalur, jawab.status_code, jawab.text)
            return jawab.json

        kenal = {j["nama"] for j in minta("GET", "/peristiwa", 200)["isi"]}
        assert {"surat.terbit", "tugas.dibuka"} <= kenal
        isi = {"nama": "Lewat API", "url": f"http://127.0.0.1:{stub.server_port}/terima", "jenis": ["surat.terbit"]}
        for salah, bidang in (
            ({"url": "ftp://x"}, "url"),
            ({"jenis": ["tidak.ada"]}, "jenis"),
            ({"nama": " "}, "nama"),
        ):
            assert minta("POST", "/webhook", 422, json=isi | salah)["field"] == bidang
        kunci = {"Idempotency-Key": "buat-webhook"}
        satu = minta("POST", "/webhook", 201, json=isi, headers=kunci)
        assert satu["rahasia"].startswith("whs_") and minta("POST", "/webhook", 201, json=isi, headers=kunci) == satu
        with db.transaksi(baca=True):
            simpanan = db.session.scalars(select(JawabanTersimpan.isi)).all()
            assert simpanan and not any(satu["rahasia"] in x for x in simpanan), "kept answers tell no secret"
        alamat = f"/webhook/{satu['id']}"
        assert "rahasia" not in minta("GET", alamat, 200)
        assert satu["rahasia"] not in json.dumps(minta("GET", "/webhook", 200))

        _surat_baru(panggung)
        _pekerja(panggung)
        (kiriman,) = minta("GET", alamat + "/kiriman", 200)["isi"]
        assert (kiriman["keadaan"], kiriman["status_http"], kiriman["jawaban"]) == ("terkirim", 200, "jawaban penerima")
        waktu, tanda = stub.terima[0][0]["X-Suite-Tanda-Tangan"].removeprefix("t=").split(",v1=")
        assert (
            hmac.new(satu["rahasia"].encode(), f"{waktu}.{stub.terima[0][1]}".encode(), "sha256").hexdigest() == tanda
        )

        assert minta("POST", alamat + "/jeda", 200)["dijeda"] is True
        assert "dijeda" in panggung.klien["konseptor"].get(f"/akun{alamat}").text
        _surat_baru(panggung)
        _pekerja(panggung)
        assert len(stub.terima) == 1, "paused, nothing is told"
        assert minta("POST", f"{alamat}/kiriman/{kiriman['id']}/ulangi", 422)["detail"].startswith("Webhook ini sedang")
        assert minta("POST", alamat + "/hidupkan", 200)["aktif"] is True
        assert minta("POST", f"{alamat}/kiriman/{kiriman['id']}/ulangi", 202)["keadaan"] == "antre"
        minta("POST", f"{alamat}/kiriman/{10**9}/ulangi", 404)
        _pekerja(panggung)
        assert len(stub.terima) == 2 and stub.terima[0][1] == stub.terima[1][1]
        minta("DELETE", alamat, 204)
        for metode, jalur in (("GET", alamat), ("DELETE", alamat), ("GET", alamat + "/kiriman")):
            minta(metode, jalur, 404)


def test_token_tidak_berlangganan_yang_tidak_boleh_dibacanya(panggung: Panggung):
    """A webhook tells titles of letters: a token without the scope to read them must not order one."""
    d = panggung.dunia
    with panggung.dibatalkan():
        kepala = {"Authorization": "Bearer " + permintaan_api.token_baru(d.akun["konseptor"], ["webhook:tulis"])}
        for jenis, lingkup in (("surat.terbit", "surat:baca"), ("tugas.dibuka", "profil:baca")):
            isi = {"nama": "x", "url": "https://contoh.go.id/", "jenis": [jenis]}
            jawab = panggung.app.test_client().post("/api/v1/webhook", json=isi, headers=kepala)
            assert jawab.status_code == 403 and lingkup in jawab.json["detail"]


def test_webhook_dijeda_dan_dihidupkan_dari_halaman(panggung: Panggung):
    klien, alamat = panggung.klien["konseptor"], f"/akun/webhook/{panggung.dunia.lain['webhook']}"
    with panggung.dibatalkan():
        assert klien.post(alamat + "/jeda").status_code == 302
        assert "Webhook ini dijeda" in klien.get(alamat).text and "Dijeda" in klien.get("/akun/webhook").text
        assert klien.post(alamat + "/hidupkan").status_code == 302
        assert "Jeda webhook" in klien.get(alamat).text
