"""Notifications on their way out: at once (after the quiet hours), and gathered once a day. One letter, never twenty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import time
from typing import Any

from sqlalchemy import or_, select, update

from suite.core import mail, notifications
from suite.core.clock import local, now, today
from suite.core.db import session
from suite.core.identity.faktor import kunci
from suite.core.identity.models import Account, Pegawai
from suite.core.identity.queries import susun_actor
from suite.core.jobs.kinds import Langkah, berkala
from suite.core.kabar.models import SetelanKabar
from suite.core.kabar.rules import boleh_sejak, saatnya_harian
from suite.core.kabar.services import saluran
from suite.core.kalender import tanggal_panjang
from suite.core.notifications import Notifikasi
from suite.core.workflow import inbox

SEKALI = 500
SEKALI_HARIAN = 25
BUTIR = 20
"""Lines of one kind in a letter; the rest is counted."""


def pasang() -> None:
    """Importing this module registers its work; the call keeps the import visible."""


@berkala("kabar.salurkan", setiap=30, uraian="Menyalurkan pemberitahuan lewat surel")
def salurkan(langkah: Langkah) -> dict[str, Any] | None:
    """Look at each new notification once. By a mark on the row rather than by the last id seen: ids are not committed
    in their order."""
    baru = session.scalars(
        select(Notifikasi).where(Notifikasi.disalurkan.is_(False)).order_by(Notifikasi.id).limit(SEKALI)
    ).all()
    surat = salurkan_segera(baru, langkah.config.base_url) if baru and mail.aktif() else 0
    if baru:
        session.execute(
            update(Notifikasi)
            .where(Notifikasi.id.in_([n.id for n in baru]))
            .values(disalurkan=True)
            .execution_options(synchronize_session=False)
        )
    surat += int(langkah.kursor or 0)
    if len(baru) == SEKALI:
        langkah.kemajuan(surat, surat + 1)
        return langkah.lanjut(surat)
    return {"surat": surat}


def salurkan_segera(baru: Sequence[Notifikasi], dasar: str) -> int:
    """Write one letter to each person with something among these that goes out at once; returns how many."""
    jenis = {j.nama: j for j in notifications.jenis()}
    ids = {n.pegawai_id for n in baru}
    orang = {
        s.pegawai_id: s
        for s in session.scalars(
            select(SetelanKabar).where(SetelanKabar.pegawai_id.in_(ids), SetelanKabar.alamat.is_not(None))
        )
    }
    per_orang: dict[int, list[Notifikasi]] = defaultdict(list)
    for n in baru:
        s = orang.get(n.pegawai_id)
        if s is None or n.dibaca_pada is not None or n.jenis not in jenis:
            continue
        if saluran(s.pilihan, jenis[n.jenis]) == "segera":
            per_orang[n.pegawai_id].append(n)
    for pegawai_id, kabar in per_orang.items():
        s = orang[pegawai_id]
        perihal = kabar[0].judul if len(kabar) == 1 else f"{len(kabar)} pemberitahuan baru"
        mail.kirim(
            s.alamat or "",
            perihal,
            _surat([("", [_butir(n.judul, n.isi, n.url, dasar) for n in kabar])], dasar),
            jenis="pemberitahuan",
            pegawai_id=pegawai_id,
            kunci=f"notifikasi:{pegawai_id}:{kabar[-1].id}",
            setelah=boleh_sejak(now(), s.tenang_mulai, s.tenang_selesai),
        )
    return len(per_orang)


@berkala("kabar.harian", setiap=600, uraian="Mengirim ringkasan harian")
def harian(langkah: Langkah) -> dict[str, Any] | None:
    sudah = int(langkah.kursor or 0)
    if not mail.aktif():
        return {"surat": 0}
    kini = now()
    q = (
        select(SetelanKabar)
        .where(
            SetelanKabar.alamat.is_not(None),
            SetelanKabar.harian.is_(True),
            SetelanKabar.jam_harian <= local(kini).hour,
            or_(SetelanKabar.harian_terakhir.is_(None), SetelanKabar.harian_terakhir < today()),
        )
        .order_by(SetelanKabar.id)
        .limit(SEKALI_HARIAN)
    )
    orang = [s for s in session.scalars(q) if saatnya_harian(kini, s.jam_harian, s.harian_terakhir)]
    for s in orang:
        sudah += ringkasan_harian(s, langkah.config.base_url)
        s.harian_terakhir = today()
    if orang:
        langkah.kemajuan(sudah, sudah + 1, "Mengirim ringkasan harian")
        return langkah.lanjut(sudah)
    return {"surat": sudah}


def ringkasan_harian(s: SetelanKabar, dasar: str) -> int:
    """One letter with what waits for the person, overdue first, and what was not read yet; none when there is nothing."""
    account = session.scalar(select(Account).where(Account.pihak_id == s.pegawai_id, Account.aktif))
    if account is None:
        return 0
    tugas = inbox.tugas_saya(susun_actor(account), batas=200)
    kini = now()
    lewat = [t for t in tugas if t.tenggat is not None and t.tenggat < kini]
    nanti = [t for t in tugas if t not in lewat]
    jenis = {j.nama: j for j in notifications.jenis()}
    belum = [
        n
        for n in notifications.daftar_belum_dibaca(s.pegawai_id, batas=200)
        if n.jenis not in ("tugas", "tenggat")
        and (n.jenis not in jenis or saluran(s.pilihan, jenis[n.jenis]) == "harian")
    ]
    if not tugas and not belum:
        return 0
    bagian = [
        ("Lewat tenggat", [_butir(t.judul, t.alasan, inbox.url(t), dasar) for t in lewat[:BUTIR]], len(lewat)),
        ("Menunggu Anda", [_butir(t.judul, _kapan(t), inbox.url(t), dasar) for t in nanti[:BUTIR]], len(nanti)),
        ("Belum dibaca", [_butir(n.judul, n.isi, n.url, dasar) for n in belum[:BUTIR]], len(belum)),
    ]
    kepala = ", ".join(
        k
        for k in (
            f"{len(tugas)} tugas menunggu" if tugas else "",
            f"{len(lewat)} lewat tenggat" if lewat else "",
            f"{len(belum)} kabar belum dibaca" if belum else "",
        )
        if k
    )
    nama = session.get_one(Pegawai, s.pegawai_id).nama_lengkap
    isi = [
        (f"{judul} ({n})" + (f", {BUTIR} yang pertama" if n > BUTIR else ""), butir)
        for judul, butir, n in bagian
        if butir
    ]
    surat = mail.kirim(
        s.alamat or "",
        f"Ringkasan {tanggal_panjang(today())}: {kepala}",
        f"{nama},\n\n" + _surat(isi, dasar),
        jenis="ringkasan_harian",
        pegawai_id=s.pegawai_id,
        kunci=f"harian:{s.pegawai_id}:{today().isoformat()}",
    )
    return int(surat is not None)


@berkala("kabar.bersih", harian=time(2, 30), uraian="Membuang tantangan kunci sandi yang usang")
def bersih(langkah: Langkah) -> dict[str, Any]:
    return {"dibuang": kunci.bersihkan()}


def _kapan(tugas: Any) -> str:
    tenggat = f"Tenggat {tanggal_panjang(local(tugas.tenggat).date())}" if tugas.tenggat is not None else ""
    return ". ".join(k for k in (tugas.alasan, tenggat) if k)


def _butir(judul: str, isi: str, url: str, dasar: str) -> str:
    baris = [f"- {judul}"]
    if isi and isi != judul:
        baris.append(f"  {isi}")
    if url.startswith("/") and not url.startswith("//"):
        baris.append(f"  {dasar}{url}")
    return "\n".join(baris)


def _surat(bagian: Sequence[tuple[str, Sequence[str]]], dasar: str) -> str:
    isi = "\n\n".join((f"{judul}\n" if judul else "") + "\n".join(butir) for judul, butir in bagian)
    return (
        f"{isi}\n\nSemua tugas Anda: {dasar}/tindakan\n"
        f"Surat ini dikirim otomatis. Atur kabar lewat surel: {dasar}/akun/surel\n"
    )
