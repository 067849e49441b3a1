"""Lives a part of the year through the real services: each act by its person, at its time, in its own transaction.

A queue of acts in the order of time is played up to "now" with the clock of the demo; what is planned for later stays
undone, and that is the open work of the day. Numbers come from the counters, which are first brought to where the
migrated letters of the same book have left them.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from suite.core import audit, clock, db, numbering, workflow
from suite.core.actor import SISTEM, Actor
from suite.core.clock import local_date
from suite.core.db import session
from suite.core.documents.signing import Signer
from suite.core.identity.models import Account, Penugasan
from suite.core.identity.queries import pemegang_pada, susun_actor
from suite.core.workflow import route
from suite.demo.surat.alur import DisposisiRencana, MasukRencana
from suite.demo.surat.impor import buka_register
from suite.demo.surat.lembaga import Lembaga
from suite.demo.surat.rak import Rak
from suite.demo.surat.rencana import KeluarRencana, Rencana
from suite.demo.surat.waktu import maju, menit_antara
from suite.naskah_dinas.models import Berkas, Disposisi, SuratKeluar, SuratMasuk
from suite.naskah_dinas.services import arsip, keluar, kirim, masuk
from suite.naskah_dinas.services import disposisi as disp


@dataclass(order=True)
class Acara:
    """One act to be: when, and after which other of the same instant."""

    saat: datetime
    urut: int
    lakukan: Callable[[], None] = field(compare=False)


class Panggung:
    """The queue of acts. `jalan` plays it up to the plan's now; needs a request context (letters have addresses)."""

    def __init__(self, lembaga: Lembaga, rencana: Rencana, rak: Rak, signer: Signer) -> None:
        self.lembaga = lembaga
        self.rencana = rencana
        self.rak = rak
        self.signer = signer
        self.saat = rencana.kini
        self._antrean: list[Acara] = []
        self._urut = 0
        self._akun: dict[int, int] = {}
        self._berubah: set[int] = set()
        self._pelaku: dict[tuple[int, date], Actor] = {}

    def jadwalkan(self, saat: datetime, lakukan: Callable[[], None]) -> None:
        """Put an act into the queue; one that comes after now is never played."""
        if saat <= self.rencana.kini:
            self._urut += 1
            heapq.heappush(self._antrean, Acara(saat, self._urut, lakukan))

    def jalan(self, selangkah: Callable[[int], None] | None = None) -> int:
        """Play all acts; returns how many."""
        with db.transaksi(baca=True):
            self._akun = {p: a for p, a in session.execute(select(Account.pihak_id, Account.id)) if p is not None}
            sementara = select(Penugasan.pegawai_id).where(Penugasan.jenis != "definitif")
            self._berubah = set(
                session.scalars(
                    select(Penugasan.jabatan_id).where(
                        (Penugasan.jenis != "definitif") | Penugasan.pegawai_id.in_(sementara)
                    )
                )
            )
        banyak = 0
        while self._antrean:
            acara = heapq.heappop(self._antrean)
            self.saat = acara.saat
            with clock.frozen(acara.saat), db.transaksi():
                audit.atas_nama(SISTEM)
                acara.lakukan()
            banyak += 1
            if selangkah:
                selangkah(len(self._antrean))
        return banyak

    def pelaku(self, jabatan: str | int) -> Actor:
        """Who acts in the post now: the holder, or the Plh. or Plt."""
        jabatan_id = self.lembaga.jabatan_id(jabatan) if isinstance(jabatan, str) else jabatan
        hari = local_date(self.saat)
        # Who holds what changes with the Plt. and Plh. only; elsewhere one answer holds for the whole year.
        kunci = (jabatan_id, hari if jabatan_id in self._berubah else date.min)
        if kunci not in self._pelaku:
            pemegang = pemegang_pada(jabatan_id, hari)
            if pemegang is None:
                raise RuntimeError(f"nobody holds post {jabatan} on {hari}")
            orang = pemegang.pegawai
            # Most people of the demo have no account: the actor is made as if the person had logged in.
            akun = Account(id=self._akun.get(orang.id), nama_login="", pihak_id=orang.id)
            self._pelaku[kunci] = susun_actor(akun, pada=hari)
        return self._pelaku[kunci]

    # Letters of ours -----------------------------------------------------------------------------------------------

    def surat(self, k: KeluarRencana) -> None:
        """Queue the life of a letter: draft, paraf, signature; what follows is queued as it comes about."""
        self.jadwalkan(k.disusun, lambda: self._susun(k))

    def _susun(self, k: KeluarRencana) -> None:
        actor = _sebagai(self.pelaku(k.konseptor), self.lembaga.jabatan_id(k.konseptor))
        surat = keluar.buat(actor, isian_surat(self.lembaga, k))
        if k.diajukan:
            self._ajukan(k, surat, actor)

    def _ajukan(self, k: KeluarRencana, surat: SuratKeluar, actor: Actor) -> None:
        workflow.jalankan(surat, "ajukan", actor, versi=surat.versi)
        langkah = [x for x in route.rute(surat) if x.aksi == "paraf"]
        jeda = menit_antara(self.saat, k.ditandatangani) / (len(langkah) + 1)
        for i in range(len(langkah)):
            self.jadwalkan(maju(self.saat, jeda * (i + 1)), lambda: self._paraf(k, surat.id))
        self.jadwalkan(k.ditandatangani, lambda: self._tanda_tangan(k, surat.id))

    def _paraf(self, k: KeluarRencana, surat_id: int) -> None:
        surat = session.get_one(SuratKeluar, surat_id)
        giliran = route.berjalan(surat)
        if surat.status != "paraf" or not giliran:
            return
        actor = self.pelaku(giliran[0].jabatan_id)
        if k.kembali is not None and self.saat >= k.kembali[0]:
            alasan, k.kembali = k.kembali[1], None
            workflow.jalankan(surat, "kembalikan", actor, versi=surat.versi, catatan=alasan)
            if k.diperbaiki:
                jeda = menit_antara(self.saat, k.ditandatangani) / 4
                self.jadwalkan(maju(self.saat, jeda), lambda: self._perbaiki(k, surat_id))
            return
        workflow.jalankan(surat, "paraf", actor, versi=surat.versi)

    def _perbaiki(self, k: KeluarRencana, surat_id: int) -> None:
        surat = session.get_one(SuratKeluar, surat_id)
        actor = _sebagai(self.pelaku(k.konseptor), self.lembaga.jabatan_id(k.konseptor))
        isian = isian_surat(self.lembaga, k)
        keluar.ubah(actor, surat, isian, versi=surat.versi)
        self._ajukan(k, surat, actor)

    def _tanda_tangan(self, k: KeluarRencana, surat_id: int) -> None:
        surat = session.get_one(SuratKeluar, surat_id)
        if surat.status != "siap_ttd":
            return
        self._siapkan_nomor(k)
        kirim.tandatangani(self.pelaku(k.penanda), surat, versi=surat.versi, signer=self.signer)
        surat = session.get_one(SuratKeluar, surat_id)
        if surat.urut != k.urut:
            raise RuntimeError(f"letter {surat.nomor} should have been number {k.urut}")
        menurut_jabatan = {self.lembaga.jabatan_id(m.jabatan): m for m in k.masuk}
        q = select(SuratMasuk).where(SuratMasuk.surat_keluar_id == surat_id)
        for m in session.scalars(q):
            if (r := menurut_jabatan.get(m.tujuan_jabatan_id)) is not None:
                self._terima(r, m.id)
        if k.diarsipkan is not None:
            self.jadwalkan(k.diarsipkan, lambda: self._arsipkan(SuratKeluar, surat_id, k.opd, k.konseptor))

    def _siapkan_nomor(self, k: KeluarRencana) -> None:
        """Bring the counters to where the migrated letters before this one have left them."""
        tahun = local_date(k.ditandatangani).year
        numbering.mulai_dari(buka_register(self.lembaga, *k.register), tahun, k.urut - 1)
        for m in k.masuk:
            awal = min(x.agenda for x in k.masuk if x.opd == m.opd)
            numbering.mulai_dari(buka_register(self.lembaga, "agenda", m.opd), tahun, awal - 1)

    # Letters received ----------------------------------------------------------------------------------------------

    def dari_luar(self, r: MasukRencana, petugas: str, berkas: Callable[[Actor, MasukRencana], Any]) -> None:
        """Queue the registration of a letter from outside by the office's registry, with its scan."""
        self.jadwalkan(r.diterima, lambda: self._catat(r, petugas, berkas))

    def _catat(self, r: MasukRencana, petugas: str, berkas: Callable[[Actor, MasukRencana], Any]) -> None:
        assert r.luar is not None and r.tanggal is not None
        actor = self.pelaku(petugas)
        reg = buka_register(self.lembaga, "agenda", r.opd)
        numbering.mulai_dari(reg, local_date(r.diterima).year, r.agenda - 1)
        isian = masuk.IsianMasuk(
            opd_id=self.lembaga.unit_id(r.opd),
            tujuan_jabatan_id=self.lembaga.jabatan_id(r.jabatan),
            pengirim=r.luar.pengirim,
            nomor=r.luar.nomor,
            tanggal=r.tanggal,
            hal=r.luar.hal,
            sifat=r.luar.sifat,
            klasifikasi=r.luar.klasifikasi,
        )
        self._terima(r, masuk.catat(actor, isian, berkas(actor, r)).id)

    def _terima(self, r: MasukRencana, masuk_id: int) -> None:
        if r.didisposisi is None:
            self.jadwalkan(r.selesai, lambda: self._selesaikan(r, masuk_id, "diterima"))
        else:
            self.jadwalkan(r.didisposisi, lambda: self._disposisi(r, masuk_id))

    def _disposisi(self, r: MasukRencana, masuk_id: int) -> None:
        m = session.get_one(SuratMasuk, masuk_id)
        actor = self.pelaku(r.jabatan)
        for d in r.disposisi:
            sudah = {x.id for x in m.disposisi}
            workflow.jalankan(m, "disposisi", actor, versi=m.versi, data={"isian": self._isian(d)})
            session.expire(m, ["disposisi"])
            baru = next(x for x in m.disposisi if x.id not in sudah)
            self._kerjakan(d, baru.id)
        self.jadwalkan(r.selesai, lambda: self._selesaikan(r, masuk_id, "ditindaklanjuti"))

    def _isian(self, d: DisposisiRencana) -> disp.IsianDisposisi:
        sampai = d.sampai if d.sampai is not None and d.sampai >= local_date(self.saat) else None
        return disp.IsianDisposisi((self.lembaga.jabatan_id(d.kepada),), tuple(d.instruksi), d.catatan, sampai)

    def _kerjakan(self, d: DisposisiRencana, id_: int) -> None:
        if d.dikerjakan is not None:
            self.jadwalkan(d.dikerjakan, lambda: self._langkah(d, id_, "kerjakan", ("baru",)))
        if d.diteruskan is not None:
            self.jadwalkan(d.diteruskan, lambda: self._teruskan(d, id_))
        if d.hasil == "dikembalikan":
            self.jadwalkan(d.berakhir, lambda: self._langkah(d, id_, "kembalikan", ("baru", "dikerjakan")))
            if d.ditarik is not None:
                self.jadwalkan(d.ditarik, lambda: self._langkah(d, id_, "tarik", ("dikembalikan",)))
        else:
            self.jadwalkan(d.berakhir, lambda: self._langkah(d, id_, "laporkan", ("baru", "dikerjakan", "diteruskan")))

    def _langkah(self, d: DisposisiRencana, id_: int, nama: str, dari: tuple[str, ...]) -> None:
        satu = session.get_one(Disposisi, id_)
        if satu.status not in dari:
            return
        jabatan = satu.dari_jabatan_id if nama == "tarik" else satu.kepada_jabatan_id
        catatan = d.laporan if nama == "kembalikan" else ""
        disp.jalankan(satu, nama, self.pelaku(jabatan), versi=satu.versi, catatan=catatan, data={"laporan": d.laporan})

    def _teruskan(self, d: DisposisiRencana, id_: int) -> None:
        satu = session.get_one(Disposisi, id_)
        for anak in d.anak:
            sudah = {x.id for x in satu.turunan}
            actor = self.pelaku(satu.kepada_jabatan_id)
            disp.jalankan(satu, "teruskan", actor, versi=satu.versi, data={"isian": self._isian(anak)})
            session.expire(satu, ["turunan"])
            baru = next(x for x in satu.turunan if x.id not in sudah)
            self._kerjakan(anak, baru.id)

    def _selesaikan(self, r: MasukRencana, masuk_id: int, dari: str) -> None:
        m = session.get_one(SuratMasuk, masuk_id)
        if m.status != dari:
            return
        workflow.jalankan(m, "selesaikan", self.pelaku(r.jabatan), versi=m.versi)
        if r.diarsipkan is not None:
            self.jadwalkan(r.diarsipkan, lambda: self._arsipkan(SuratMasuk, masuk_id, r.opd, r.jabatan))

    def _arsipkan(self, model: type[SuratKeluar | SuratMasuk], id_: int, opd: str, pengganti: str) -> None:
        """By the office's archivist; in a small city, where there is none, by who wrote or received the letter."""
        dok = session.get_one(model, id_)
        kunci = (opd, dok.klasifikasi, local_date(self._tanggal(dok)).year)
        if kunci not in self.rak.id or dok.status not in ("terkirim", "selesai"):
            return
        berkas = session.get_one(Berkas, self.rak.id[kunci])
        arsip.berkaskan(self.pelaku(self.arsiparis(opd) or pengganti), dok, berkas, versi=dok.versi)

    def _tanggal(self, dok: SuratKeluar | SuratMasuk) -> datetime:
        saat = dok.diterima_pada if isinstance(dok, SuratMasuk) else dok.ditandatangani_pada
        assert saat is not None
        return saat

    def arsiparis(self, opd: str) -> str | None:
        """The post of an office's archivist."""
        for unit in (f"{opd}/S1", f"{opd}/B7/1", opd):
            if f"{unit}#arsiparis" in self.lembaga.kota.pegawai:
                return f"{unit}#arsiparis"
        return None


def isian_surat(lembaga: Lembaga, k: KeluarRencana) -> keluar.IsianSurat:
    """The plan of a letter as its drafter would fill in the form."""
    t = k.tulisan

    def tujuan(daftar: list[Any]) -> list[keluar.Tujuan]:
        return [
            keluar.Tujuan(
                unit_id=lembaga.unit_id(x.unit) if x.unit else None,
                jabatan_id=lembaga.jabatan_id(x.jabatan) if x.jabatan else None,
                teks=x.teks,
            )
            for x in daftar
        ]

    return keluar.IsianSurat(
        jenis=t.jenis,
        hal=t.hal,
        isi=t.isi,
        klasifikasi=t.klasifikasi,
        sifat=t.sifat,
        keamanan=t.keamanan,
        kepada=tujuan(k.kepada),
        tembusan=tujuan(k.tembusan),
        penanda=keluar.Penanda(
            lembaga.jabatan_id(k.penanda), k.cara, lembaga.jabatan_id(k.atas_nama) if k.atas_nama else None
        ),
        koordinasi=[lembaga.jabatan_id(j) for j in k.koordinasi],
        data=_data(lembaga, k.data),
    )


def _sebagai(actor: Actor, jabatan_id: int) -> Actor:
    """The actor in that post, as chosen in *Bertindak sebagai*."""
    return replace(actor, sebagai=actor.sebagai_jabatan(jabatan_id) or actor.sebagai)


def _data(lembaga: Lembaga, data: dict[str, Any]) -> dict[str, Any]:
    """What a surat perintah or surat tugas holds: posts and people by id instead of by code."""
    if "isian" in data:
        isian = data["isian"]
        return {"isian": isian | {"pelaksana": [lembaga.pegawai_id(j) for j in isian["pelaksana"]]}}
    if "jabatan" not in data:
        return dict(data)
    isi = {k: v for k, v in data.items() if k not in ("jabatan", "pegawai")}
    return isi | {"jabatan_id": lembaga.jabatan_id(data["jabatan"]), "pegawai_id": lembaga.pegawai_id(data["pegawai"])}
