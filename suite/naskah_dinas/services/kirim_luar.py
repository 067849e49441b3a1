"""A letter to somebody outside the city: sent by e-mail by a job, or handed over, and what became of it.

Only an ordinary letter goes by e-mail. A try is committed as `mengirim` before the mail server is spoken to and its outcome
after it, so that no letter is sent twice: what died in between is `ragu`, and a person decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import select

from suite.core import db, kota, mail, notifications, workflow
from suite.core.actor import Actor
from suite.core.akses import kunci_pegawai
from suite.core.clock import now, today
from suite.core.config import Config
from suite.core.db import session
from suite.core.errors import AturanDilanggar, GalatSuite, Konflik, MasukanSalah
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.jobs.kinds import Langkah, berkala
from suite.core.kalender import tanggal_surat
from suite.core.mail import smtp
from suite.core.mail.services import JEDA
from suite.naskah_dinas.models import SuratKeluar, SuratTujuan
from suite.naskah_dinas.models_luar import KirimanLuar
from suite.naskah_dinas.services import naskah

log = structlog.get_logger("suite.kirim_luar")

LAMA_SAMBUNGAN = 120.0
"""Seconds in which one letter with its files must be handed over."""
PEGANG = timedelta(minutes=10)
"""After that a letter found `mengirim` belongs to a worker that died."""
BATAS_LAMPIRAN = 10_000_000
"""Bytes of letter and attachments that go as files; servers of others commonly take 20 to 25 MB once encoded."""
SAMPAI = ("terkirim", "diarsipkan")
"""States of a letter that is on its way to its addressees."""

notifications.daftarkan_jenis("kiriman_luar", "Surat ke luar gagal terkirim", bawaan="segera")


def pasang() -> None:
    """Importing this module registers its job; the call keeps the import visible."""


def di_luar(surat: SuratKeluar) -> list[SuratTujuan]:
    """The addressees outside the city, in the order of the letter."""
    return [t for t in (*surat.kepada, *surat.tembusan) if t.unit_id is None and t.jabatan_id is None]


def boleh_surel(surat: SuratKeluar) -> bool:
    """Only an ordinary letter may go by ordinary e-mail: T, R and SR go sealed."""
    return surat.keamanan == "B"


def riwayat(surat: SuratKeluar) -> dict[int, list[KirimanLuar]]:
    """By addressee what was tried, the newest first (two thousand rows of a letter at most)."""
    q = select(KirimanLuar).where(KirimanLuar.surat_id == surat.id).order_by(KirimanLuar.ke.desc(), KirimanLuar.id)
    hasil: dict[int, list[KirimanLuar]] = {}
    for k in session.scalars(q.limit(2000)):
        hasil.setdefault(k.tujuan_id, []).append(k)
    return hasil


# Asking ------------------------------------------------------------------------------------------------------------


def antrekan(surat: SuratKeluar) -> int:
    """At the delivery: a first attempt for each addressee outside who has an address; how many. None is written while the
    city sends no mail, so that nothing old goes out on the day it begins to."""
    if not boleh_surel(surat) or surat.migrasi or not mail.aktif():
        return 0
    baru = [_baris(surat, t, 1, cara="surel", alamat=t.surel) for t in di_luar(surat) if t.surel]
    session.add_all(baru)
    session.flush()
    return len(baru)


def kirim_surel(actor: Actor, surat: SuratKeluar, tujuan: SuratTujuan, alamat: str, *, ke: int) -> KirimanLuar:
    """Send to this address: the first time, again, or to another one than before. `ke` is the attempt that the person saw
    last (0: none); a second tap finds it answered.

    Raises `AturanDilanggar` (field `surel`) and `Konflik`.
    """
    workflow.kunci(surat)
    _pastikan_sampai(surat)
    if not boleh_surel(surat):
        raise AturanDilanggar(
            "Surat terbatas, rahasia, dan sangat rahasia tidak dikirim dengan surel biasa. Kirim tersegel, lalu catat "
            "penyerahannya.",
            kode="keamanan",
            field="surel",
        )
    if not mail.aktif():
        raise AturanDilanggar(
            "Kota ini belum menyetel pengiriman surel. Kirim dengan cara lain, lalu catat penyerahannya.", field="surel"
        )
    tujuan_surel = alamat_surel(alamat)
    lama = _terakhir(surat, tujuan, ke)
    if lama is not None and lama.keadaan == "mengirim":
        raise AturanDilanggar("Surel ini sedang dikirim. Tunggu sebentar, lalu muat ulang halaman.", field="surel")
    if lama is not None and lama.keadaan == "antre" and lama.alamat == tujuan_surel:
        raise AturanDilanggar("Surel ke alamat ini sudah dalam antrean. Tidak ada yang perlu diulang.", field="surel")
    tujuan.surel = tujuan_surel
    return _gantikan(lama, _baris(surat, tujuan, ke + 1, cara="surel", alamat=tujuan_surel, oleh=actor.nama))


def catat_diterima(
    actor: Actor,
    surat: SuratKeluar,
    tujuan: SuratTujuan,
    *,
    ke: int,
    tanggal: date,
    penerima: str,
    pembawa: str = "",
    bukti: StoredFile | None = None,
) -> KirimanLuar:
    """Record by hand that it arrived: of a mail that its receiver confirmed it, or of a letter handed over by `pembawa`.

    Raises `AturanDilanggar` beside the field and `Konflik` when somebody recorded something since.
    """
    workflow.kunci(surat)
    _pastikan_sampai(surat)
    if not penerima.strip():
        raise AturanDilanggar("Isi nama yang menerima.", field="penerima")
    if tanggal > today() or (surat.tanggal is not None and tanggal < surat.tanggal):
        raise AturanDilanggar("Tanggal terima antara tanggal surat dan hari ini.", field="tanggal")
    lama = _terakhir(surat, tujuan, ke)
    lewat_surel = lama is not None and lama.cara == "surel" and lama.keadaan in ("terkirim", "ragu")
    if not pembawa.strip() and not lewat_surel:
        raise AturanDilanggar("Isi siapa yang menyerahkan surat: nama petugas, kurir, atau pos.", field="pembawa")
    if not boleh_surel(surat) and bukti is None:
        raise AturanDilanggar("Lampirkan bukti penyerahan surat tersegel.", field="bukti")
    isi: dict[str, Any] = {
        "keadaan": "diterima", "diterima_tanggal": tanggal, "penerima": _rapi(penerima), "pembawa": _rapi(pembawa),
        "bukti_id": bukti.id if bukti else None, "oleh": actor.nama,
    }  # fmt: skip
    if lewat_surel and not pembawa.strip():
        assert lama is not None
        isi |= {"cara": "surel", "alamat": lama.alamat, "jawaban": lama.jawaban, "terkirim_pada": lama.terkirim_pada}
    else:
        isi |= {"cara": "tangan"}
    return _gantikan(lama, _baris(surat, tujuan, ke + 1, **isi))


def catat_gagal(actor: Actor, surat: SuratKeluar, tujuan: SuratTujuan, *, ke: int, sebab: str) -> KirimanLuar:
    """Record by hand that a mail came back (a failure notice), with why. Raises as `catat_diterima`."""
    workflow.kunci(surat)
    if not sebab.strip():
        raise AturanDilanggar("Tulis apa kata pemberitahuan gagalnya.", field="sebab")
    lama = _terakhir(surat, tujuan, ke)
    if lama is None or lama.cara != "surel" or lama.keadaan not in ("terkirim", "ragu"):
        raise AturanDilanggar("Tidak ada surel terkirim yang dapat dicatat kembali.", kode="keadaan", field="sebab")
    isi = {"jawaban": lama.jawaban, "terkirim_pada": lama.terkirim_pada, "sebab": _rapi(sebab, 500)}
    baru = _baris(
        surat, tujuan, ke + 1, cara="surel", alamat=lama.alamat, keadaan="gagal", oleh=actor.nama, **isi
    )  # fmt: skip
    _gantikan(lama, baru)
    _kabari(baru, kecuali=actor.pegawai_id)
    return baru


def alamat_surel(alamat: str, field: str = "surel") -> str:
    """The address as it is kept. Raises `AturanDilanggar` for anything that is no single address."""
    try:
        return mail.alamat_sah(alamat, field)
    except MasukanSalah as galat:
        raise AturanDilanggar(galat.pesan, kode="alamat", field=field) from None


def _pastikan_sampai(surat: SuratKeluar) -> None:
    if surat.status not in SAMPAI:
        raise AturanDilanggar(
            "Pengiriman dicatat sesudah surat terkirim, dan tidak lagi sesudah ditarik.", kode="keadaan"
        )


def _terakhir(surat: SuratKeluar, tujuan: SuratTujuan, ke: int) -> KirimanLuar | None:
    """The attempt that stands, if it is the one that the person saw. Raises `Konflik` when it is not."""
    q = select(KirimanLuar).where(
        KirimanLuar.surat_id == surat.id, KirimanLuar.tujuan_id == tujuan.id, KirimanLuar.kini.is_(True)
    )
    kini = session.scalars(q.with_for_update().execution_options(populate_existing=True)).first()
    if (kini.ke if kini else 0) != ke:
        raise Konflik(
            "Pengiriman ini sudah berubah sejak Anda membukanya. Muat ulang; tidak ada yang terkirim dua kali."
        )
    return kini


def _gantikan(lama: KirimanLuar | None, baru: KirimanLuar) -> KirimanLuar:
    if lama is not None:
        lama.kini = False
        if lama.keadaan == "antre":
            lama.keadaan = "batal"
    session.add(baru)
    session.flush()
    return baru


def _baris(surat: SuratKeluar, tujuan: SuratTujuan, ke: int, **isi: Any) -> KirimanLuar:
    return KirimanLuar(
        surat_id=surat.id, tujuan_id=tujuan.id, ke=ke, kini=True, setelah=now(), dibuat_pada=now(), **isi
    )


def _rapi(teks: str, panjang: int = 200) -> str:
    return " ".join(teks.split())[:panjang]


# Sending -----------------------------------------------------------------------------------------------------------


@berkala("surat_keluar.kirim_luar", setiap=20, uraian="Mengirim surat ke luar lewat surel")
def kirim_antrean(langkah: Langkah) -> dict[str, Any] | None:
    """One letter to one addressee a step. While the server is spoken to no transaction is open."""
    terkirim, gagal = langkah.kursor or (0, 0)
    _tandai_ragu()
    setelan = mail.Setelan.tersimpan()
    kiriman = _ambil() if setelan.aktif and setelan.host else None
    if kiriman is None:
        return {"terkirim": terkirim, "gagal": gagal}
    try:
        surat = _susun(kiriman, setelan.periksa())
        db.bagi_transaksi()
        with smtp.sambung(setelan, seluruhnya=LAMA_SAMBUNGAN) as sambungan:
            jawaban = sambungan.kirim(surat)
            _selesai(kiriman, keadaan="terkirim", terkirim_pada=now(), jawaban=jawaban[:200], sebab="")
        terkirim += 1
    except GalatSuite as galat:  # of the server; of the settings, or of a file that was destroyed
        setelan_salah = isinstance(galat, MasukanSalah)
        if not isinstance(galat, smtp.SurelGagal):
            galat = smtp.SurelGagal(galat.pesan, sementara=setelan_salah, sambungan=setelan_salah)
        _gagal(kiriman, galat)
        gagal += 1
        if galat.sambungan:  # nothing can pass now; the others keep their tries
            return {"terkirim": terkirim, "gagal": gagal}
    langkah.kemajuan(terkirim + gagal, terkirim + gagal + 1, "Mengirim surat ke luar")
    langkah.lanjut([terkirim, gagal])
    return None


def _ambil() -> KirimanLuar | None:
    """Claim the next one that is due, for good: what happens next is known to have begun. What is not to be sent any more
    (the letter was taken back) is cancelled on the way."""
    q = (
        select(KirimanLuar)
        .where(KirimanLuar.keadaan == "antre", KirimanLuar.setelah <= now())
        .order_by(KirimanLuar.setelah, KirimanLuar.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    while (k := session.scalars(q).first()) is not None:
        if k.surat.status in SAMPAI and boleh_surel(k.surat):
            k.keadaan, k.setelah, k.percobaan = "mengirim", now() + PEGANG, k.percobaan + 1
            db.bagi_transaksi()
            return k
        k.keadaan, k.sebab = "batal", "Surat tidak lagi berlaku untuk dikirim."
        session.flush()
    return None


def _tandai_ragu() -> None:
    """What a worker that died left behind: nobody knows whether the server took it."""
    q = select(KirimanLuar).where(KirimanLuar.keadaan == "mengirim", KirimanLuar.setelah < now())
    for k in session.scalars(q.limit(100).with_for_update(skip_locked=True).execution_options(populate_existing=True)):
        k.keadaan, k.sebab = "ragu", "Sistem berhenti di tengah pengiriman, sebelum mencatat jawaban peladen surel."
        _kabari(k)
    session.flush()


def _susun(k: KirimanLuar, setelan: mail.Setelan) -> Any:
    surat, config = k.surat, _config()
    assert surat.signed is not None and surat.tanggal is not None
    ukuran = surat.signed.ukuran + sum(x.file.ukuran for x in surat.lampiran)
    lampiran: list[smtp.Lampiran] = []
    k.tanpa_lampiran = ukuran > BATAS_LAMPIRAN
    if not k.tanpa_lampiran:
        lampiran = [(naskah.nama_berkas(surat), "application/pdf", files.isi(surat.signed))]
        lampiran += [(_nama(x.judul, x.file), x.file.jenis_mime, files.isi(x.file)) for x in surat.lampiran]
    return smtp.susun(
        setelan,
        kepada=k.alamat,
        perihal=f"Surat nomor {surat.nomor}: {surat.hal}" if surat.hal else f"Surat nomor {surat.nomor}",
        teks=teks_surel(surat, k.tujuan, f"{config.base_url}/v/{surat.token}", tanpa_lampiran=k.tanpa_lampiran),
        sidik=sidik(k),
        nama_pengirim=surat.opd.nama,
        lampiran=lampiran,
    )


def sidik(k: KirimanLuar) -> str:
    """Left part of the Message-ID: the same whenever this letter goes to this addressee at this address, so that a copy
    that comes twice after all is known as one."""
    return hashlib.sha256(f"{k.surat.token}:{k.tujuan_id}:{k.alamat}".encode()).hexdigest()[:40]


def teks_surel(surat: SuratKeluar, tujuan: SuratTujuan, verifikasi: str, *, tanpa_lampiran: bool) -> str:
    """The plain text that goes with the letter: who sends, what, how to know that it is real, how to answer."""
    daerah = kota.profil()
    assert surat.tanggal is not None
    berkas = 1 + len(surat.lampiran)
    if tanpa_lampiran:
        isi = f"Berkasnya terlalu besar untuk surel. Buka suratnya pada halaman ini:\n{verifikasi}"
    else:
        isi = (
            f"Suratnya terlampir pada surel ini ({berkas} berkas). Keasliannya dapat diperiksa di:\n{verifikasi}\n"
            "Surat itu ditandatangani secara elektronik; cetakannya bukan yang asli."
        )
    baris = [
        f"Yth. {tujuan.teks}",
        f"{surat.opd.nama}, Pemerintah {daerah.nama}, mengirim surat kepada Anda"
        + (" sebagai tembusan." if tujuan.macam == "tembusan" else "."),
        "\n".join(
            x for x in (
                f"Nomor   : {surat.nomor}", f"Tanggal : {tanggal_surat(surat.tanggal)}",
                f"Hal     : {surat.hal}" if surat.hal else "",
            ) if x
        ),
        isi,
        _cara_menjawab(surat, daerah),
    ]  # fmt: skip
    return "\n\n".join(baris) + "\n"


def _cara_menjawab(surat: SuratKeluar, daerah: kota.Profil) -> str:
    alamat = [surat.opd.nama, surat.opd.alamat or daerah.kop_alamat, surat.opd.kontak or daerah.kop_kontak]
    kepada = "\n".join(x for x in alamat if x)
    return (
        f"Cara menjawab: sebut nomor {surat.nomor} dan kirim jawaban Anda kepada\n{kepada}\n"
        "Surel ini dikirim otomatis oleh sistem; kotak pengirimnya mungkin tidak dibaca."
    )


def _nama(judul: str, berkas: StoredFile) -> str:
    """The attachment's title with the ending of its file."""
    akhiran = berkas.nama.rpartition(".")[2]
    return judul if judul.lower().endswith(f".{akhiran.lower()}") or not akhiran else f"{judul}.{akhiran}"


def _config() -> Config:
    return current_app.config["SUITE"]


def _selesai(k: KirimanLuar, **nilai: Any) -> None:
    """Write the outcome for good, unless another has decided meanwhile what to make of a try that lasted too long."""
    segar = session.get_one(KirimanLuar, k.id, with_for_update=True, populate_existing=True)
    if segar.keadaan == "mengirim":
        for nama, isi in nilai.items():
            setattr(segar, nama, isi)
        session.flush()
        if segar.keadaan in ("gagal", "ragu"):
            _kabari(segar)
    db.bagi_transaksi()


def _gagal(k: KirimanLuar, galat: smtp.SurelGagal) -> None:
    log.warning("surat ke luar tidak terkirim", kiriman=k.id, galat=galat.pesan, percobaan=k.percobaan)
    sebab = galat.pesan[:500]
    if galat.ragu:
        _selesai(k, keadaan="ragu", sebab="Sambungan putus sesudah surat diserahkan, sebelum peladen surel menjawab.")
    elif galat.sementara and k.percobaan <= len(JEDA):
        _selesai(k, keadaan="antre", setelah=now() + JEDA[k.percobaan - 1], sebab=sebab)
    else:
        _selesai(k, keadaan="gagal", sebab=sebab)


def _kabari(k: KirimanLuar, *, kecuali: int | None = None) -> None:
    """Tell the drafter and the registry of the office, each once."""
    from suite.core.identity.queries import pegawai_dari_kunci

    surat = k.surat
    kata = "gagal terkirim" if k.keadaan == "gagal" else "belum pasti terkirim"
    sekretariat = f"r:pengadministrasi@{surat.opd_id}" if boleh_surel(surat) else ""
    orang = {surat.konseptor_id, *(pegawai_dari_kunci(sekretariat) if sekretariat else ())}
    for p in sorted(orang):
        notifications.beri_tahu(
            kunci_pegawai(p),
            judul=f"Surat nomor {surat.nomor} {kata} ke {k.tujuan.teks}",
            isi=k.sebab,
            url=f"/surat-keluar/{surat.id}/kiriman/{k.tujuan_id}",
            kecuali=kecuali,
            jenis="kiriman_luar",
        )


def saran(opd_ids: Sequence[int], nama: Sequence[str]) -> dict[str, str]:
    """The address that an earlier ordinary letter of these offices used for somebody of the same name, the latest."""
    if not nama or not opd_ids:
        return {}
    q = (
        select(SuratTujuan.teks, SuratTujuan.surel)
        .join(SuratKeluar, SuratKeluar.id == SuratTujuan.surat_id)
        .where(
            SuratTujuan.teks.in_(list(nama)[:100]), SuratTujuan.surel != "", SuratKeluar.opd_id.in_(sorted(opd_ids)),
            SuratKeluar.keamanan == "B", SuratKeluar.nomor.is_not(None),
        )
        .order_by(SuratTujuan.id.desc())
        .limit(500)
    )  # fmt: skip
    hasil: dict[str, str] = {}
    for teks, surel in session.execute(q):
        hasil.setdefault(teks, surel)
    return hasil
