"""Who may do what with letters. What a list shows and what a page opens are one definition each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from suite.core import akses
from suite.core.actor import Actor
from suite.core.db import session
from suite.core.komentar import services as komentar
from suite.core.policy import daftarkan
from suite.core.workflow import Task
from suite.naskah_dinas.models import Berkas, Disposisi, SuratKeluar, SuratMasuk
from suite.naskah_dinas.models_contoh import ContohSurat
from suite.naskah_dinas.models_massal import TandaTanganMassal
from suite.naskah_dinas.models_penyusutan import Penyusutan
from suite.naskah_dinas.models_sisipan import NomorSisipan
from suite.naskah_dinas.rules.akses import unit_boleh_melihat


def kunci_surat_keluar(surat: SuratKeluar, rute_jabatan: set[int]) -> set[str]:
    """Access keys of a letter: SR and R only persons concerned and the signer; T also the units named; B the offices.

    Before publication the drafter's unit sees an ordinary draft, nobody else's unit does.
    """
    kunci = {akses.kunci_pegawai(surat.konseptor_id)} | {akses.kunci_jabatan(j) for j in rute_jabatan}
    if surat.penanda_jabatan_id:
        kunci.add(akses.kunci_jabatan(surat.penanda_jabatan_id))
    if surat.penanda_id:
        kunci.add(akses.kunci_pegawai(surat.penanda_id))
    if unit_boleh_melihat(surat.keamanan):
        terbuka = surat.keamanan == "B" and surat.nomor is not None
        kunci.add(akses.kunci_unit(surat.opd_id if terbuka else surat.unit_id))
    return kunci


def kunci_surat_masuk(masuk: SuratMasuk, unit_tersebut: set[int]) -> set[str]:
    """Access keys of a letter received. `unit_tersebut` are the units that the letter names (they may see a T)."""
    kunci = {akses.kunci_jabatan(masuk.tujuan_jabatan_id)}
    if masuk.dicatat_oleh is not None:
        kunci.add(akses.kunci_pegawai(masuk.dicatat_oleh))
    if unit_boleh_melihat(masuk.keamanan):
        kunci |= {akses.kunci_unit(u) for u in ({masuk.opd_id} if masuk.keamanan == "B" else unit_tersebut)}
    return kunci


def lingkup_keluar(actor: Actor) -> ColumnElement[bool]:
    return true() if "auditor" in actor.kunci else akses.terbuka_bagi(actor, "surat_keluar", SuratKeluar.id)


def lingkup_masuk(actor: Actor) -> ColumnElement[bool]:
    return true() if "auditor" in actor.kunci else akses.terbuka_bagi(actor, "surat_masuk", SuratMasuk.id)


def isi_keluar(actor: Actor) -> ColumnElement[bool]:
    """The content: whom the class lets in, also by way of a letter received; an auditor reads ordinary ones."""
    masuk = exists(
        select(SuratMasuk.id).where(
            SuratMasuk.surat_keluar_id == SuratKeluar.id,
            SuratMasuk.status != "ditarik",
            akses.terbuka_bagi(actor, "surat_masuk", SuratMasuk.id),
        )
    )
    dasar = or_(akses.terbuka_bagi(actor, "surat_keluar", SuratKeluar.id), masuk)
    return or_(dasar, SuratKeluar.keamanan == "B") if "auditor" in actor.kunci else dasar


def bukti_keluar(actor: Actor) -> ColumnElement[bool]:
    """What proves a delivery outside: the sending side's matter, so no receiver sees it; of whose content, if anybody's."""
    return and_(lingkup_keluar(actor), isi_keluar(actor))


def isi_masuk(actor: Actor) -> ColumnElement[bool]:
    """The content: whom the class lets in, unless its sender took it back; an auditor reads ordinary ones."""
    dasar = akses.terbuka_bagi(actor, "surat_masuk", SuratMasuk.id)
    boleh = or_(dasar, SuratMasuk.keamanan == "B") if "auditor" in actor.kunci else dasar
    return and_(boleh, SuratMasuk.status != "ditarik")


def lingkup_massal(actor: Actor) -> ColumnElement[bool]:
    """One's own acts, and those that issue a letter which one may see."""
    terlihat = select(SuratKeluar.id).where(lingkup_keluar(actor))
    return or_(TandaTanganMassal.pegawai_id == (actor.pegawai_id or 0), TandaTanganMassal.induk_id.in_(terlihat))


def lingkup_sisipan(actor: Actor) -> ColumnElement[bool]:
    """Requests of one's own, and those that one decides as archivist of the office or of the city."""
    if "arsiparis@*" in actor.peran:
        return true()
    opd = sorted(int(p.partition("@")[2]) for p in actor.peran if p.startswith("arsiparis@"))
    return or_(NomorSisipan.pemohon_id == (actor.pegawai_id or 0), NomorSisipan.opd_id.in_(opd))


def lingkup_contoh(actor: Actor) -> ColumnElement[bool]:
    """Examples of one's own, and those shared in the units where one holds a post."""
    unit = sorted({p.unit_id for p in actor.penugasan})
    return or_(ContohSurat.pegawai_id == (actor.pegawai_id or 0), ContohSurat.unit_id.in_(unit))


def lingkup_disposisi(actor: Actor) -> ColumnElement[bool]:
    terlihat = exists(select(SuratMasuk.id).where(SuratMasuk.id == Disposisi.surat_masuk_id, lingkup_masuk(actor)))
    return and_(terlihat)


def lingkup_berkas(actor: Actor) -> ColumnElement[bool]:
    """Files of the own office; the city's archivist and the auditor see those of all."""
    if "auditor" in actor.kunci or actor.punya_peran("arsiparis@*"):
        return true()
    return Berkas.opd_id.in_(sorted(actor.opd_ids))


def lingkup_penyusutan(actor: Actor) -> ColumnElement[bool]:
    """Documents of disposal: the office's and the city's archivists, the panitia and who decides, the auditor."""
    return akses.terbuka_bagi(actor, "penyusutan", Penyusutan.id)


def pemindah_surat(actor: Actor, dok: Any) -> bool:
    """Who moves a filed letter to another berkas, while the berkas that holds it is open."""
    return arsiparis(actor, dok.opd_id) and dok.berkas is not None and dok.berkas.status == "terbuka"


def opd_arsip(actor: Actor) -> frozenset[int] | None:
    """The offices whose archive the actor looks after or may inspect (None: all of the city)."""
    if "auditor" in actor.kunci or actor.punya_peran("arsiparis@*", "pengadministrasi@*"):
        return None
    peran = (p.partition("@") for p in actor.peran)
    return frozenset(int(u) for n, _, u in peran if n in {"arsiparis", "pengadministrasi"} and u.isdigit())


def penyusut(actor: Actor) -> bool:
    """Looks after the archive of some office, or inspects it."""
    return opd_arsip(actor) != frozenset()


def petugas_arsip(actor: Actor, opd_id: int) -> bool:
    """Who prepares and carries out disposals: the archivist of the office or of the city, else its registrar."""
    return arsiparis(actor, opd_id)


def petugas_berkas(actor: Actor, b: Berkas) -> bool:
    return arsiparis(actor, b.opd_id)


def penahan(actor: Actor, b: Berkas) -> bool:
    """Who sets and lifts a legal hold: an archivist of the office or of the city."""
    return actor.punya_peran("arsiparis", unit_ids=frozenset({b.opd_id}))


def penyiap_penyusutan(actor: Actor, dok: Penyusutan) -> bool:
    return petugas_arsip(actor, dok.opd_id)


def panitia_penilai(actor: Actor, dok: Penyusutan) -> bool:
    from suite.core.workflow import route

    return any(actor.sebagai_jabatan(x.jabatan_id) for x in route.berjalan(dok))


def pemutus_penyusutan(actor: Actor, dok: Penyusutan) -> bool:
    return dok.penyetuju_jabatan_id is not None and actor.sebagai_jabatan(dok.penyetuju_jabatan_id) is not None


def lembaga_kearsipan(actor: Actor, dok: Penyusutan) -> bool:
    """The city's archive institution: who holds the role arsiparis for the whole city."""
    return actor.punya_peran("arsiparis@*")


def penolak_penyusutan(actor: Actor, dok: Penyusutan) -> bool:
    """Who may send the document back where it stands."""
    return {
        "dinilai": panitia_penilai, "anri": penyiap_penyusutan, "diputuskan": pemutus_penyusutan,
        "diverifikasi": lembaga_kearsipan, "disetujui": penyiap_penyusutan,
    }[dok.status](actor, dok)  # fmt: skip


def konseptor(actor: Actor, surat: SuratKeluar) -> bool:
    """The drafter, or whom the drafter's open task was handed over to when he left."""
    if actor.pegawai_id is None or surat.id is None:
        return False
    return actor.pegawai_id == surat.konseptor_id or diserahi(actor, "surat_keluar", surat.id, "ajukan")


def diserahi(actor: Actor, jenis: str, objek_id: int, aksi: str) -> bool:
    """Is an open personal task of this act on this document the actor's?"""
    q = select(Task.id).where(
        Task.jenis == jenis,
        Task.objek_id == objek_id,
        Task.aksi == aksi,
        Task.untuk == akses.kunci_pegawai(actor.pegawai_id or 0),
        Task.ditutup_pada.is_(None),
    )
    return session.execute(q.limit(1)).first() is not None


def penanda_tangan(actor: Actor, surat: SuratKeluar) -> bool:
    return surat.penanda_jabatan_id is not None and actor.sebagai_jabatan(surat.penanda_jabatan_id) is not None


def penarik(actor: Actor, surat: SuratKeluar) -> bool:
    """Who takes an issued letter back: its drafter or whoever signs in that post today."""
    return konseptor(actor, surat) or penanda_tangan(actor, surat)


def pengirim_luar(actor: Actor, surat: SuratKeluar) -> bool:
    """Who sends a letter to those outside again and records what became of it: drafter, signer, the office's registry."""
    return penarik(actor, surat) or arsiparis(actor, surat.opd_id)


def peralat(actor: Actor, surat: SuratKeluar) -> bool:
    """Who drafts a letter that corrects this one: as `penarik`, and colleagues of the drafter's unit."""
    seunit = any(p.unit_id == surat.unit_id for p in actor.penugasan)
    return bool(actor.penugasan) and (seunit or penarik(actor, surat))


def penyaran(actor: Actor, surat: SuratKeluar) -> bool:
    """Who proposes other words for a letter that is not signed yet: whom it concerns. Its drafter changes it himself."""
    belum = surat.status in ("konsep", "paraf", "siap_ttd")
    return belum and not konseptor(actor, surat) and komentar.boleh_tulis(actor, "surat_keluar", surat)


def pemaraf_berikut(actor: Actor, surat: SuratKeluar) -> bool:
    from suite.core.workflow import route

    return any(actor.sebagai_jabatan(x.jabatan_id) for x in route.berjalan(surat))


def pimpinan_tujuan(actor: Actor, masuk: SuratMasuk) -> bool:
    return actor.sebagai_jabatan(masuk.tujuan_jabatan_id) is not None


def penerima(actor: Actor, disposisi: Disposisi) -> bool:
    return actor.sebagai_jabatan(disposisi.kepada_jabatan_id) is not None


def petugas_agenda(actor: Actor, opd_id: int | None = None) -> bool:
    """Who keeps an office's agenda: pengadministrasi or arsiparis there."""
    opd = actor.opd_ids if opd_id is None else frozenset({opd_id})
    return actor.punya_peran("pengadministrasi", "arsiparis", unit_ids=opd)


def arsiparis(actor: Actor, opd_id: int) -> bool:
    return actor.punya_peran("arsiparis", "pengadministrasi", unit_ids=frozenset({opd_id}))


def pengarsip(actor: Actor, dok: Any) -> bool:
    """Who files a finished letter: the office's archivist, its drafter, or the head whom it was addressed to."""
    if isinstance(dok, SuratKeluar):
        return arsiparis(actor, dok.opd_id) or konseptor(actor, dok)
    return arsiparis(actor, dok.opd_id) or pimpinan_tujuan(actor, dok)


def pasang() -> None:
    """Register the permissions of this room."""
    daftarkan(
        "surat_keluar.daftar",
        "melihat daftar surat keluar",
        periksa=lambda a, o: bool(a.penugasan) or "auditor" in a.kunci,
    )
    daftarkan("surat.papan", "melihat papan surat", periksa=lambda a, o: bool(a.penugasan) or "auditor" in a.kunci)
    daftarkan(
        "tugas_luar.daftar", "melihat siapa bertugas di luar",
        periksa=lambda a, o: bool(a.penugasan) or "auditor" in a.kunci,
    )  # fmt: skip
    daftarkan("contoh_surat.pakai", "memakai contoh surat", model=ContohSurat, lingkup=lingkup_contoh)
    daftarkan(
        "contoh_surat.urus", "mengurus contoh surat", model=ContohSurat, lingkup=lingkup_contoh,
        periksa=lambda a, o: o is None or o.pegawai_id == a.pegawai_id,
    )  # fmt: skip
    daftarkan("surat_keluar.buat", "menulis surat", periksa=lambda a, o: bool(a.penugasan))
    daftarkan("surat_keluar.lihat", "melihat surat keluar", model=SuratKeluar, lingkup=lingkup_keluar)
    daftarkan("surat_keluar.isi", "membaca isi surat keluar", model=SuratKeluar, lingkup=isi_keluar)
    daftarkan(
        "surat_keluar.ubah", "mengubah konsep surat", model=SuratKeluar, lingkup=lingkup_keluar, periksa=konseptor
    )
    daftarkan(
        "surat_keluar.sarankan", "menyarankan perubahan konsep", model=SuratKeluar, lingkup=isi_keluar, periksa=penyaran
    )
    daftarkan(
        "surat_keluar.tandatangani", "menandatangani surat", model=SuratKeluar, lingkup=lingkup_keluar,
        periksa=penanda_tangan,
    )  # fmt: skip
    daftarkan(
        "surat_keluar.massal", "melihat hasil tanda tangan sekaligus", model=TandaTanganMassal, lingkup=lingkup_massal
    )
    daftarkan(
        "surat_keluar.ulangi_massal", "mengulangi tanda tangan yang gagal", model=TandaTanganMassal,
        lingkup=lingkup_massal, periksa=lambda a, o: o is None or o.pegawai_id == a.pegawai_id,
    )  # fmt: skip
    daftarkan("nomor_sisipan.lihat", "melihat permintaan nomor sisipan", model=NomorSisipan, lingkup=lingkup_sisipan)
    daftarkan(
        "surat_keluar.ralat", "meralat surat yang terbit", model=SuratKeluar, lingkup=lingkup_keluar, periksa=peralat
    )
    daftarkan("surat_keluar.bukti", "melihat bukti pengiriman surat ke luar", model=SuratKeluar, lingkup=bukti_keluar)
    daftarkan(
        "surat_keluar.kirim_luar", "mengurus pengiriman surat ke luar", model=SuratKeluar, lingkup=lingkup_keluar,
        periksa=pengirim_luar,
    )  # fmt: skip
    daftarkan(
        "surat_masuk.daftar",
        "melihat agenda surat masuk",
        periksa=lambda a, o: bool(a.penugasan) or "auditor" in a.kunci,
    )
    daftarkan("surat_masuk.lihat", "melihat surat masuk", model=SuratMasuk, lingkup=lingkup_masuk)
    daftarkan("surat_masuk.isi", "membaca isi surat masuk", model=SuratMasuk, lingkup=isi_masuk)
    daftarkan("surat_masuk.catat", "mencatat surat masuk", periksa=lambda a, o: petugas_agenda(a))
    daftarkan(
        "surat_masuk.disposisi", "mendisposisi surat masuk", model=SuratMasuk, lingkup=lingkup_masuk,
        periksa=pimpinan_tujuan,
    )  # fmt: skip
    daftarkan("disposisi.daftar", "melihat disposisi", periksa=lambda a, o: bool(a.penugasan))
    daftarkan("disposisi.lihat", "melihat disposisi", model=Disposisi, lingkup=lingkup_disposisi)
    daftarkan(
        "disposisi.kerjakan", "menindaklanjuti disposisi", model=Disposisi, lingkup=lingkup_disposisi, periksa=penerima
    )
    daftarkan(
        "surat.arsipkan.keluar",
        "memberkaskan surat keluar",
        model=SuratKeluar,
        lingkup=lingkup_keluar,
        periksa=pengarsip,
    )
    daftarkan(
        "surat.arsipkan.masuk", "memberkaskan surat masuk", model=SuratMasuk, lingkup=lingkup_masuk, periksa=pengarsip
    )
    daftarkan("berkas.daftar", "melihat berkas arsip", periksa=lambda a, o: bool(a.penugasan) or "auditor" in a.kunci)
    daftarkan("berkas.lihat", "melihat berkas arsip", model=Berkas, lingkup=lingkup_berkas)
    daftarkan(
        "jenis_naskah.kelola",
        "mengatur jenis naskah",
        periksa=lambda a, o: a.punya_peran("admin_regulasi@*", "admin@*"),
    )
    daftarkan("berkas.buat", "membuka berkas arsip", periksa=lambda a, o: petugas_agenda(a))
    daftarkan("berkas.urus", "mengurus berkas arsip", model=Berkas, lingkup=lingkup_berkas, periksa=petugas_berkas)
    daftarkan(
        "surat.pindah.keluar", "memindahkan surat ke berkas lain", model=SuratKeluar, lingkup=lingkup_keluar,
        periksa=pemindah_surat,
    )  # fmt: skip
    daftarkan(
        "surat.pindah.masuk", "memindahkan surat ke berkas lain", model=SuratMasuk, lingkup=lingkup_masuk,
        periksa=pemindah_surat,
    )  # fmt: skip
    daftarkan("penyusutan.daftar", "melihat penyusutan arsip", periksa=lambda a, o: penyusut(a))
    daftarkan("penyusutan.buat", "menyiapkan penyusutan arsip", periksa=lambda a, o: petugas_agenda(a))
    daftarkan("penyusutan.lihat", "melihat penyusutan arsip", model=Penyusutan, lingkup=lingkup_penyusutan)
    daftarkan(
        "penyusutan.siapkan", "menyiapkan penyusutan arsip", model=Penyusutan, lingkup=lingkup_penyusutan,
        periksa=penyiap_penyusutan,
    )  # fmt: skip
