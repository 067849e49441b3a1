"""The life of a berkas: closed (its retention begins), reopened, merged, held, appraised; a letter moved to another one."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from suite.core import policy as izin
from suite.core import workflow
from suite.core.actor import Actor
from suite.core.clock import now, today
from suite.core.daftar_kode.queries import entri
from suite.core.db import session
from suite.core.errors import AturanDilanggar, Dimusnahkan, MasukanSalah
from suite.core.kalender import tanggal_pendek
from suite.core.massal import Massal
from suite.naskah_dinas.models import Berkas, SuratKeluar, SuratMasuk
from suite.naskah_dinas.rules import retensi

SEKALI_GABUNG = 5000
"""Letters that one merge may move."""
NASIB = {"musnah": "Musnah", "serah": "Permanen, diserahkan"}


def tutup_efek(b: Berkas, actor: Actor, data: dict[str, Any]) -> None:
    """Close it: the retention counts from `data["tanggal"]`, the day of the event, by the list as it stands on that day.

    Raises `AturanDilanggar` beside `tanggal` for a day to come, or before the last letter that the actor sees in it.
    """
    tanggal = data.get("tanggal")
    if not isinstance(tanggal, date):
        raise AturanDilanggar("Isi tanggal mulai retensi dihitung.", field="tanggal")
    if tanggal > today():
        raise AturanDilanggar(
            "Tanggal itu belum tiba. Retensi dihitung dari peristiwa yang sudah terjadi.", field="tanggal"
        )
    if (akhir := _surat_terakhir(actor, b)) and tanggal < akhir:
        raise AturanDilanggar(
            f"Berkas ini memuat surat tanggal {tanggal_pendek(akhir)}. Retensi dihitung paling awal hari itu.",
            field="tanggal",
        )
    b.ditutup_pada = tanggal
    _tetapkan_retensi(b, tanggal)


def _surat_terakhir(actor: Actor, b: Berkas) -> date | None:
    """Of the letters that the actor may see: a refusal must not tell of the others."""
    akhir = [
        session.scalar(select(func.max(m.tanggal)).where(m.berkas_id == b.id, izin.lingkup(f"{m.__tablename__}.lihat", actor)))
        for m in (SuratKeluar, SuratMasuk)
    ]  # fmt: skip
    return max((x for x in akhir if x is not None), default=None)


def _tetapkan_retensi(b: Berkas, tanggal: date) -> None:
    kode = entri("klasifikasi", b.klasifikasi, tanggal) or entri("klasifikasi", b.klasifikasi, today())
    data = {k: str(v) for k, v in kode.data.items()} if kode is not None else {}
    b.inaktif_mulai, b.keputusan_mulai, b.nasib, b.persetujuan = None, None, "", ""
    if not all(data.get(k) for k in ("aktif", "inaktif", "nasib_akhir")):
        return
    try:
        r = retensi(data["aktif"], data["inaktif"], data["nasib_akhir"], tanggal, today())
    except MasukanSalah:
        return  # a list imported before its wording was checked
    b.inaktif_mulai, b.keputusan_mulai = r.inaktif_mulai, r.keputusan_mulai
    b.nasib, b.persetujuan = r.tindakan, r.persetujuan


def pastikan_belum_disusutkan(b: Berkas, actor: Actor) -> None:
    """Guard: reopened, merged, appraised only while no disposal has laid hands on it."""
    if b.penyusutan_id is not None:
        raise AturanDilanggar("Berkas ini sudah masuk dokumen penyusutan. Keluarkan dari daftarnya dahulu.")


def buka_lagi_efek(b: Berkas, actor: Actor, data: dict[str, Any]) -> None:
    """Its retention has not begun after all."""
    b.ditutup_pada, b.inaktif_mulai, b.keputusan_mulai, b.nasib, b.persetujuan = None, None, None, "", ""


def tahan_efek(b: Berkas, actor: Actor, data: dict[str, Any]) -> None:
    b.ditahan_pada, b.ditahan_alasan = now(), str(data["catatan"])[:500]


def lepas_efek(b: Berkas, actor: Actor, data: dict[str, Any]) -> None:
    b.ditahan_pada, b.ditahan_alasan = None, ""


def belum_ditahan(b: Berkas) -> bool:
    return b.ditahan_pada is None


def sedang_ditahan(b: Berkas) -> bool:
    return b.ditahan_pada is not None


def perlu_dinilai(b: Berkas) -> bool:
    """Is it due, and does its list say that it is appraised first?"""
    return b.nasib == "nilai" and b.keputusan_mulai is not None and b.keputusan_mulai <= today()


def nilai_efek(b: Berkas, actor: Actor, data: dict[str, Any]) -> None:
    """The outcome of the appraisal: musnah or serah."""
    if data.get("nasib") not in NASIB:
        raise AturanDilanggar("Pilih hasil penilaiannya.", field="nasib")
    b.nasib = data["nasib"]
    if b.nasib == "serah":
        b.persetujuan = "lembaga_kearsipan"


def gabung_efek(b: Berkas, actor: Actor, data: dict[str, Any]) -> None:
    """All letters go into `data["ke"]`, another open berkas of the office under the same code; this one is over."""
    ke = data.get("ke")
    if not isinstance(ke, Berkas) or ke.id == b.id or ke.opd_id != b.opd_id:
        raise AturanDilanggar("Pilih berkas lain milik perangkat daerah yang sama.", field="ke")
    workflow.kunci(ke)
    _pastikan_bebas(b, "ke")
    _pastikan_bebas(ke, "ke")
    if ke.klasifikasi != b.klasifikasi:
        raise AturanDilanggar(
            f"Kodenya berbeda ({b.klasifikasi} dan {ke.klasifikasi}), jadi retensinya juga. Pindahkan suratnya satu per satu.",
            field="ke",
        )
    massal, jumlah = Massal(actor, "berkas.gabung"), 0
    for model in (SuratKeluar, SuratMasuk):
        q = select(model.id, model.berkas_id, model.versi).where(model.berkas_id == b.id)
        baris = [dict(r) for r in session.execute(q).mappings()]
        jumlah += len(baris)
        massal.ubah(model, [(x, {"berkas_id": ke.id, "versi": x["versi"] + 1}) for x in baris])
    if jumlah > SEKALI_GABUNG:
        raise AturanDilanggar("Berkas ini terlalu besar untuk digabung sekaligus. Pindahkan suratnya.", field="ke")
    massal.selesai()
    for x in list(session().identity_map.values()):
        if isinstance(x, SuratKeluar | SuratMasuk) and x.berkas_id == b.id:
            session.expire(x)


def pindah_efek(dok: SuratKeluar | SuratMasuk, actor: Actor, data: dict[str, Any]) -> None:
    """A filed letter goes into `data["berkas"]`, another open berkas of its office."""
    ke = data.get("berkas")
    if not isinstance(ke, Berkas) or ke.opd_id != dok.opd_id or ke.id == dok.berkas_id:
        raise AturanDilanggar("Pilih berkas lain milik perangkat daerah surat ini.", field="berkas_id")
    asal = session.get_one(Berkas, dok.berkas_id)
    for b in sorted((asal, ke), key=lambda x: x.id):
        workflow.kunci(b)
        _pastikan_bebas(b, "berkas_id")
    dok.berkas_id = ke.id


def _pastikan_bebas(b: Berkas, field: str) -> None:
    if b.status != "terbuka":
        raise AturanDilanggar(f"Berkas “{b.judul}” tidak terbuka. Buka lagi dahulu, atau pilih yang lain.", field=field)
    if b.ditahan_pada is not None:
        raise AturanDilanggar(f"Berkas “{b.judul}” ditahan: isinya tidak boleh berpindah.", field=field)


def dimusnahkan(dok: SuratKeluar | SuratMasuk) -> bool:
    """Was the content of this letter destroyed? It is so when the berkas that it belongs to was."""
    return dok.berkas is not None and dok.berkas.status == "dimusnahkan"


def pastikan_tersimpan(dok: SuratKeluar | SuratMasuk) -> None:
    """Raises `Dimusnahkan` for a letter whose content was destroyed, wherever its bytes may still lie for another office."""
    if dimusnahkan(dok):
        raise Dimusnahkan(
            "Isi surat ini sudah dimusnahkan menurut jadwal retensi arsip. Nomor, tanggal, hal, dan sidiknya tetap tercatat.",
            sumber="PP 28/2012",
        )
