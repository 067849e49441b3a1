"""The load, its ledger, and the proof: `python -m tests.tahan_banting.beban --store sqlite --acts 2000 --kills 50`.

Clients speak HTTP like a browser. Each keeps a ledger of what was acknowledged; what got no answer may have happened or not,
but never half. Afterwards everything is compared with the database.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import sys
import threading
import time
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import click
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from suite.app import create_app
from suite.core import db
from suite.core.actor import SISTEM
from suite.core.audit.seal import segel
from suite.core.audit.verify import verifikasi
from suite.core.config import Config
from suite.core.drafts import Draf
from suite.core.files import services as files
from suite.core.identity.models import Jabatan
from suite.core.jobs import Job, antrekan
from suite.core.numbering import NomorTerpakai, Penghitung, Register
from suite.core.workflow import RiwayatAlur, Task
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from tests.harness import pekerja_uji  # noqa: F401  (registers the kind of the jobs asked for)
from tests.harness.login import kuki_masuk
from tests.matrix.dunia import KLASIFIKASI
from tests.serempak import kantor
from tests.tahan_banting.gelanggang import Gelanggang

LANGKAH = 15
"""Steps of each job of the load."""


@dataclass
class Buku:
    """One client's ledger: what was answered with success, and how many requests got no such answer."""

    tanda_tangan: set[int] = field(default_factory=set)
    surat: dict[str, int] = field(default_factory=dict)
    """Subject of a letter that was written → its id, as the answer said."""
    dicoba: set[str] = field(default_factory=set)
    draf: dict[str, str] = field(default_factory=dict)
    """Key of an autosave → the text of the last acknowledged one."""
    draf_dicoba: dict[str, set[str]] = field(default_factory=dict)
    diakui: int = 0
    tanpa_jawaban: int = 0
    jawaban: Counter[str] = field(default_factory=Counter)


class Klien:
    """A person's browser: one cookie, one CSRF token, a new connection for each request."""

    def __init__(self, alamat: str, kuki: str):
        self.host = alamat.removeprefix("http://")
        self.kuki = {"suite_sesi": kuki}
        self.tanda = ""

    def minta(self, metode: str, jalur: str, data: dict[str, Any] | None = None) -> tuple[int, str, str]:
        """(status, Location, body). Raises `OSError` or `HTTPException` when no whole answer came."""
        koneksi = http.client.HTTPConnection(self.host, timeout=40)
        try:
            kepala = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.kuki.items()), "Accept": "text/html"}
            isi = None
            if data is not None:
                isi = urllib.parse.urlencode(data | {"csrf_token": self.tanda}, doseq=True)
                kepala["Content-Type"] = "application/x-www-form-urlencoded"
            koneksi.request(metode, jalur, isi, kepala)
            jawab = koneksi.getresponse()
            badan = jawab.read().decode()
            for k in jawab.headers.get_all("Set-Cookie") or []:
                nama, _, nilai = k.partition(";")[0].partition("=")
                self.kuki[nama] = nilai
            return jawab.status, jawab.headers.get("Location", ""), badan
        finally:
            koneksi.close()

    def siap(self) -> None:
        """Fetch the CSRF token from a page with a form."""
        status, _, badan = self.minta("GET", "/akun/pengaturan")
        cocok = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', badan)
        if status >= 500:
            raise OSError(f"{status} while it was down")
        assert status == 200 and cocok is not None, status
        self.tanda = cocok[1]


class Orang(threading.Thread):
    """Goes through its letters in turns with drafts and autosaves until told to stop; what failed is tried again."""

    def __init__(self, alamat: str, k: kantor.Kantor, kepala: Klien, staf: Klien, penanda: int, unit: int, benih: int):
        super().__init__(daemon=True)
        self.kantor, self.kepala, self.staf, self.penanda, self.unit = k, kepala, staf, penanda, unit
        self.acak, self.ke = random.Random(benih), benih
        self.buku, self.usai = Buku(), threading.Event()
        self.sisa = list(k.surat)
        self.galat: BaseException | None = None

    def run(self) -> None:
        try:
            n = 0
            while not self.usai.is_set():
                n += 1
                undi = self.acak.random()
                try:
                    if undi < 0.35 and self.sisa:
                        self._tandatangani(self.acak.choice(self.sisa))
                    elif undi < 0.55:
                        self._tulis(n)
                    else:
                        self._simpan_otomatis(n)
                except (OSError, http.client.HTTPException):
                    self.buku.tanpa_jawaban += 1
                    time.sleep(0.3)
        except BaseException as galat:
            self.galat = galat

    def _pastikan_tanda(self, klien: Klien) -> None:
        if not klien.tanda:
            klien.siap()

    def _tandatangani(self, surat_id: int) -> None:
        self._pastikan_tanda(self.kepala)
        status, _, badan = self.kepala.minta("GET", f"/surat-keluar/{surat_id}")
        if status != 200:
            self.buku.jawaban[f"baca {status}"] += 1
            time.sleep(0.1)
            return
        cocok = re.search(r'name="versi" value="(\d+)"', badan)
        if "Tanda tangani" not in badan or cocok is None:
            self.sisa.remove(surat_id)  # an act without an answer was done all the same
            return
        data = {"versi": cocok[1], "konfirmasi": "ya"}
        status, _, _ = self.kepala.minta("POST", f"/surat-keluar/{surat_id}/tandatangani", data)
        self.buku.jawaban[f"tanda tangan {status}"] += 1
        if status == 302:
            self.buku.tanda_tangan.add(surat_id)
            self.sisa.remove(surat_id)
            self.buku.diakui += 1

    def _tulis(self, n: int) -> None:
        self._pastikan_tanda(self.staf)
        hal = f"Surat tahan banting {self.ke}-{n}"
        self.buku.dicoba.add(hal)
        data = {
            "jenis": "surat_dinas", "lakukan": "ajukan", "hal": hal, "isi": "<p>Isi surat.</p>", "sifat": "biasa", "keamanan": "B",
            "klasifikasi": KLASIFIKASI, "kepada": f"u:{self.unit}", "penanda_tangan": f"{self.penanda}",
        }  # fmt: skip
        status, tujuan, badan = self.staf.minta("POST", "/surat-keluar/baru", data)
        self.buku.jawaban[f"tulis {status}"] += 1
        if status in {302, 303}:
            self.buku.surat[hal] = int(tujuan.rstrip("/").rsplit("/", 1)[-1])
            self.buku.diakui += 1
        elif status == 422:
            galat = re.findall(r's-galat-isian"[^>]*>(.*?)</p>', badan, re.S)
            raise AssertionError([re.sub(r"<[^>]+>", " ", g).strip() for g in galat] or badan[:2000])

    def _simpan_otomatis(self, n: int) -> None:
        self._pastikan_tanda(self.staf)
        kunci, teks = f"banting:{self.ke}:{n % 7}", f"ketikan {n}"
        self.buku.draf_dicoba.setdefault(kunci, set()).add(teks)
        status, _, _ = self.staf.minta("POST", f"/draf/{kunci}", {"isi": teks})
        self.buku.jawaban[f"draf {status}"] += 1
        if status == 200:
            self.buku.draf[kunci], self.buku.draf_dicoba[kunci] = teks, set()
            self.buku.diakui += 1


def _siapkan(g: Gelanggang, surat: int) -> tuple[list[Orang], Any]:
    app = create_app(
        Config(env="test", var=g.basis.var, database_url=g.basis.url, secret_key="kunci-uji-" * 5, cookie_secure=False)
    )
    db.engine().dispose()
    db.ikat(g.basis.engine)
    with app.app_context():
        semua = kantor.bangun(surat)
        kuki = [(kuki_masuk(app, k.kepala), kuki_masuk(app, k.konseptor)) for k in semua]
        with db.transaksi(baca=True) as s:
            kepala = s.scalars(select(Jabatan).where(Jabatan.kepala).order_by(Jabatan.id)).all()
            penanda = [str(j.id) for j in kepala], [j.unit_id for j in kepala]
    orang = []
    for i, k in enumerate(semua):
        satu, dua = (Klien(g.alamat, x) for x in kuki[i])
        orang.append(Orang(g.alamat, k, satu, dua, penanda[0][i], penanda[1][(i + 1) % len(semua)], i))  # type: ignore[arg-type]
    return orang, app


def jalankan(toko: str, *, tindakan: int, bunuh: int, surat: int, jeda: float, benih: int = 20261124) -> dict[str, Any]:
    """Beat the suite; returns figures. Raises `AssertionError` with the first promise that was broken."""
    g = Gelanggang(toko, benih)
    try:
        orang, app = _siapkan(g, surat)
        g.mulai()
        mulai, tua = time.monotonic(), 0
        pekerjaan: set[int] = set()
        for o in orang:
            o.start()
        while tua < bunuh or sum(o.buku.diakui for o in orang) < tindakan:
            for o in orang:
                if o.galat is not None:
                    raise o.galat
            akhir = time.monotonic() + jeda * g.acak.uniform(0.5, 1.5)
            while time.monotonic() < akhir:
                g.jaga()
                time.sleep(0.1)
            if tua < bunuh:
                if g.bunuh() == "postgresql":
                    g.basis.engine.dispose()
                tua += 1
            g.tunggu()
            if len(pekerjaan) < 12 and (id := _minta_pekerjaan(app, len(pekerjaan))):
                pekerjaan.add(id)
        for o in orang:
            o.usai.set()
        for o in orang:
            o.join(60)
            if o.galat is not None:
                raise o.galat
        _tunggu_pekerjaan(g, pekerjaan)
        lama = time.monotonic() - mulai
        _selesaikan_gantung(orang)
        g.akhiri()
        g.basis.engine.dispose()
        hitung = _buktikan(g, orang, pekerjaan)
    except BaseException:
        print((g.folder / "web.log").read_text(errors="replace")[-4000:], file=sys.stderr)
        g.buang()
        raise
    g.buang()
    return hitung | {"toko": toko, "detik": round(lama), "dibunuh": g.dibunuh}


def _minta_pekerjaan(app: Any, ke: int) -> int | None:
    try:
        with app.app_context(), db.transaksi():
            return antrekan("uji_langkah", {"banyak": LANGKAH, "tidur": 0.02}, SISTEM, kunci=f"banting:{ke}").id
    except DBAPIError:
        return None


def _tunggu_pekerjaan(g: Gelanggang, ids: set[int]) -> None:
    akhir = time.monotonic() + 120
    while time.monotonic() < akhir:
        g.jaga()
        with db.transaksi(baca=True) as s:
            if all(k == "selesai" for k in s.scalars(select(Job.keadaan).where(Job.id.in_(ids)))):
                return
        time.sleep(0.5)
    raise AssertionError("jobs did not finish")


def _selesaikan_gantung(orang: list[Orang]) -> None:
    """Whose signature got no answer signs again: the same bound bytes are published, exactly once."""
    for o in orang:
        with db.transaksi(baca=True) as s:
            q = select(SuratKeluar.id).where(SuratKeluar.id.in_(o.kantor.surat), SuratKeluar.status == "menandatangani")
            o.sisa = list(s.scalars(q))
        for surat_id in list(o.sisa):
            o._tandatangani(surat_id)


def _buktikan(g: Gelanggang, orang: list[Orang], pekerjaan: set[int]) -> dict[str, Any]:
    buku = [o.buku for o in orang]
    with db.transaksi(baca=True) as s:
        surat = {x.id: x for x in s.scalars(select(SuratKeluar))}
        # Every acknowledged act is there.
        for b in buku:
            for id in b.tanda_tangan:
                assert surat[id].status == "terkirim", (id, surat[id].status)
            for hal, id in b.surat.items():
                assert surat[id].hal == hal and surat[id].status == "siap_ttd", (hal, id)
        draf = {d.kunci: d.isi for d in s.scalars(select(Draf))}
        for b in buku:
            for kunci, teks in b.draf.items():
                boleh = {teks} | b.draf_dicoba[kunci]  # a later one without an answer may have been kept
                assert draf[kunci]["isi"][0] in boleh, (kunci, draf[kunci], boleh)
        # Nothing twice, nothing that nobody asked for.
        hal = Counter(x.hal for x in surat.values() if x.hal.startswith("Surat tahan banting"))
        assert set(hal.values()) <= {1} and set(hal) <= set().union(*(b.dicoba for b in buku))
        # Nothing half done: letters, numbers, agenda, tasks.
        q = select(RiwayatAlur.objek_id, RiwayatAlur.transisi).where(RiwayatAlur.jenis == "surat_keluar")
        langkah = Counter((id, transisi) for id, transisi in s.execute(q))
        masuk = Counter(s.scalars(select(SuratMasuk.surat_keluar_id)))
        for x in surat.values():
            terbit = x.status == "terkirim"
            assert x.status in {"terkirim", "siap_ttd"}, (x.id, x.status)
            assert (langkah[x.id, "terbit"], langkah[x.id, "kirim"], masuk[x.id]) == (
                (1, 1, 1) if terbit else (0, 0, 0)
            ), x.id
            assert (x.nomor is not None) == terbit == (x.signed_id is not None)
            if terbit:
                assert files.isi(x.signed).startswith(files.isi(x.final))
        _nomor(s)
        terbuka = s.scalars(select(Task).where(Task.ditutup_pada.is_(None))).all()
        id_masuk = set(s.scalars(select(SuratMasuk.id)))
        for t in terbuka:
            ada = t.objek_id in surat if t.jenis == "surat_keluar" else t.objek_id in id_masuk
            assert ada, (t.jenis, t.objek_id)
        menunggu = {t.objek_id for t in terbuka if t.jenis == "surat_keluar"}
        assert menunggu == {x.id for x in surat.values() if x.status == "siap_ttd"}
        # Jobs finished, and each step left its one trace.
        for id in pekerjaan:
            assert s.get_one(Job, id).keadaan == "selesai"
            n = s.scalar(select(func.count()).select_from(Register).where(Register.kunci.startswith(f"uji:{id}:")))
            assert n == LANGKAH, (id, n)
    with db.transaksi():
        segel(g.basis.var, seluruhnya=True)
    with db.transaksi(baca=True):
        bukti = verifikasi(g.basis.var)
    assert bukti.utuh and not bukti.belum_disegel, bukti.temuan[:5]
    return {
        "tindakan_diakui": sum(b.diakui for b in buku),
        "tanpa_jawaban": sum(b.tanpa_jawaban for b in buku),
        "surat_terbit": sum(x.status == "terkirim" for x in surat.values()),
        "surat_ditulis": len(hal),
        "pekerjaan": len(pekerjaan),
        "peristiwa_audit": bukti.peristiwa,
        "jawaban": dict(sum((b.jawaban for b in buku), Counter())),
    }


def _nomor(s: Any) -> None:
    """Every register from 1 without a gap or a double, as its counter says."""
    buku: dict[tuple[int, int], list[int]] = {}
    for n in s.scalars(select(NomorTerpakai)):
        buku.setdefault((n.register_id, n.tahun), []).append(n.urut)
    for p in s.scalars(select(Penghitung)):
        assert sorted(buku.get((p.register_id, p.tahun), [])) == list(range(1, p.terakhir + 1)), (
            p.register_id,
            p.tahun,
        )


@click.command()
@click.option(
    "--store", "toko", type=click.Choice(["sqlite", "postgresql"]), multiple=True, default=("sqlite", "postgresql")
)
@click.option("--acts", default=2000, show_default=True, help="Acknowledged acts at least.")
@click.option("--kills", default=50, show_default=True)
@click.option("--letters", default=600, show_default=True, help="Letters that wait for a signature at the start.")
@click.option("--pause", default=4.0, show_default=True, help="Seconds between two kills, on average.")
def main(toko: tuple[str, ...], acts: int, kills: int, letters: int, pause: float) -> None:
    """Kill web, worker and database at random under load, and prove that nothing acknowledged is lost or half done."""
    for satu in toko:
        print(json.dumps(jalankan(satu, tindakan=acts, bunuh=kills, surat=letters, jeda=pause), ensure_ascii=False))


if __name__ == "__main__":
    main()
