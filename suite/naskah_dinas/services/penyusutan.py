"""Disposal of archives: a document with its list of berkas, its approvals, and what is done once they are there.

What a list was when it was approved is what is carried out: everything is judged again, under lock, at the moment of the
effect, and either the whole list goes or nothing. Source: PP 28/2012; Peraturan Kepala ANRI 37/2016.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import exists, func, or_, select, union

from suite.core import akses, numbering, search, workflow
from suite.core.actor import Actor
from suite.core.audit.events import kanonik
from suite.core.clock import now, today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, Konflik, TanpaIzin
from suite.core.files import services as files
from suite.core.files.models import StoredFile
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan
from suite.core.komentar.models import Komentar
from suite.core.massal import Massal
from suite.core.workflow import route
from suite.naskah_dinas import policy
from suite.naskah_dinas.models import Berkas, Disposisi, SuratKeluar, SuratLampiran, SuratMasuk, SuratVersi
from suite.naskah_dinas.models_luar import KirimanLuar
from suite.naskah_dinas.models_penyusutan import BarisPenyusutan, Penyusutan
from suite.naskah_dinas.models_saran import SaranIsi
from suite.naskah_dinas.models_surel import LampiranMasuk
from suite.naskah_dinas.rules import penyusutan as rules
from suite.naskah_dinas.services import berita_acara

PALING_BANYAK = 200
"""Berkas of one document: what a panitia can appraise, and what one transaction carries."""
HASIL = {rules.PEMINDAHAN: "pindahkan", rules.PEMUSNAHAN: "musnahkan", rules.PENYERAHAN: "serahkan"}
"""The transition of the berkas that each kind of document does."""
DIMUSNAHKAN = "(isinya sudah dimusnahkan)"


# The document ------------------------------------------------------------------------------------------------------


def buat(actor: Actor, jenis: str, berkas_ids: Sequence[int]) -> Penyusutan:
    """A draft with these berkas, all of one office. Raises `AturanDilanggar` with the reason of each that may not."""
    ids = list(dict.fromkeys(berkas_ids))
    if not ids:
        raise AturanDilanggar("Belum ada berkas yang dipilih. Centang berkas pada daftar.", field="pilih")
    if len(ids) > PALING_BANYAK:
        raise AturanDilanggar(f"Paling banyak {PALING_BANYAK} berkas dalam satu dokumen. Bagi menjadi beberapa.")
    berkas = _kunci_berkas(ids)
    opd = {b.opd_id for b in berkas}
    if len(opd) != 1:
        raise AturanDilanggar("Berkas yang dipilih milik beberapa perangkat daerah. Buat satu dokumen tiap unit.")
    opd_id = opd.pop()
    if not policy.petugas_arsip(actor, opd_id) or actor.pegawai_id is None:
        raise AturanDilanggar("Penyusutan arsip disiapkan oleh arsiparis perangkat daerahnya.")
    salah = [f"{b.judul}: {x}" for b in berkas if (x := rules.keberatan(jenis, fakta(b), today()))]
    if salah:
        raise AturanDilanggar(" ".join(salah[:5]) + (f" Dan {len(salah) - 5} lagi." if len(salah) > 5 else ""))
    dok = Penyusutan(jenis=jenis, opd_id=opd_id, pembuat_id=actor.pegawai_id)
    dok.baris = [BarisPenyusutan(urut=i, berkas_id=b.id) for i, b in enumerate(berkas, 1)]
    workflow.mulai(dok, actor)
    for b in berkas:
        b.penyusutan_id = dok.id
    _perbarui_akses(dok)
    session.flush()
    return dok


def keluarkan(actor: Actor, dok: Penyusutan, berkas_id: int, *, versi: int) -> None:
    """Take a berkas off the list of a draft."""
    _pastikan_konsep(actor, dok, versi)
    baris = next((x for x in dok.baris if x.berkas_id == berkas_id), None)
    if baris is None:
        raise AturanDilanggar("Berkas itu tidak ada lagi pada daftar ini.")
    if len(dok.baris) == 1:
        raise AturanDilanggar("Daftar tidak boleh kosong. Batalkan dokumennya bila tidak jadi.")
    baris.berkas.penyusutan_id = None
    dok.baris.remove(baris)
    for i, x in enumerate(dok.baris, 1):
        x.urut = i
    dok.versi += 1
    session.flush()


def pilih_panitia(actor: Actor, dok: Penyusutan, jabatan_ids: Sequence[int], *, versi: int) -> None:
    """Choose the posts of the panitia penilai of a draft. Raises `AturanDilanggar` beside `panitia`."""
    _pastikan_konsep(actor, dok, versi)
    ids = list(dict.fromkeys(jabatan_ids))[:15]
    q = select(func.count()).select_from(Jabatan).where(Jabatan.id.in_(ids), identitas.berlaku(Jabatan))
    if session.scalar(q) != len(ids):
        raise AturanDilanggar("Ada jabatan yang tidak berlaku lagi. Pilih dari daftar.", field="panitia")
    if salah := rules.keberatan_panitia(len(ids)):
        raise AturanDilanggar(salah, field="panitia", sumber=rules.SUMBER)
    dok.panitia = ids
    dok.versi += 1
    session.flush()


def _pastikan_konsep(actor: Actor, dok: Penyusutan, versi: int) -> None:
    workflow.kunci(dok)
    if dok.versi != versi or dok.status != "konsep":
        raise Konflik("Dokumen ini sudah berubah sejak Anda membukanya. Muat ulang halamannya.")
    if not policy.petugas_arsip(actor, dok.opd_id):
        raise TanpaIzin("Daftar disiapkan oleh arsiparis perangkat daerahnya.")


def perlu_anri(dok: Penyusutan) -> bool:
    return rules.perlu_anri(dok.jenis, (x.berkas.persetujuan for x in dok.baris))


def berpanitia(dok: Penyusutan) -> bool:
    return dok.jenis == rules.PEMUSNAHAN


def fakta(b: Berkas, dok: Penyusutan | None = None, *, berubah: bool = False) -> rules.FaktaBerkas:
    """What decides about the berkas: on its own, or as a row of `dok`."""
    return rules.FaktaBerkas(
        status=b.status,
        ditahan=b.ditahan_pada is not None,
        nasib=b.nasib,
        inaktif_mulai=b.inaktif_mulai,
        keputusan_mulai=b.keputusan_mulai,
        di_dokumen_lain=b.penyusutan_id is not None and (dok is None or b.penyusutan_id != dok.id),
        berubah=berubah,
    )


def keberatan(dok: Penyusutan) -> dict[int, str]:
    """Why rows of the list may not go, by id of the berkas; empty when the whole list may. Few queries."""
    kini = sidik_berkas([x.berkas for x in dok.baris]) if dok.status != "konsep" else {}
    hasil = {}
    for x in dok.baris:
        f = fakta(x.berkas, dok, berubah=bool(kini) and kini[x.berkas_id] != x.sidik)
        if salah := rules.keberatan(dok.jenis, f, today()):
            hasil[x.berkas_id] = salah
    return hasil


def sidik_berkas(berkas: Sequence[Berkas]) -> dict[int, str]:
    """SHA-256 (hex) over what a panitia judges, by id: the berkas, its retention, every letter in it with its bytes."""
    ids = [b.id for b in berkas]
    keluar = select(SuratKeluar.berkas_id, SuratKeluar.id, SuratKeluar.versi, SuratKeluar.signed_sidik)
    masuk = select(SuratMasuk.berkas_id, SuratMasuk.id, SuratMasuk.versi, func.coalesce(StoredFile.sidik, ""))
    masuk = masuk.outerjoin(StoredFile, StoredFile.id == SuratMasuk.file_id)
    isi: dict[Any, list[list[Any]]] = {i: [] for i in ids}
    cari: tuple[tuple[Any, Any], ...] = ((keluar, SuratKeluar), (masuk, SuratMasuk))
    for q, model in cari:
        for berkas_id, *surat in session.execute(q.where(model.berkas_id.in_(ids)).order_by(model.id)):
            isi[berkas_id].append([model.__tablename__, *surat])
    return {
        b.id: hashlib.sha256(
            kanonik(
                [b.id, b.opd_id, b.klasifikasi, b.judul, b.tahun, b.nasib, b.persetujuan, str(b.ditutup_pada),
                 str(b.inaktif_mulai), str(b.keputusan_mulai), isi[b.id]]
            )
        ).hexdigest()
        for b in berkas
    }  # fmt: skip


# Its way -----------------------------------------------------------------------------------------------------------


def pastikan_layak(dok: Penyusutan, actor: Actor) -> None:
    """Guard: every row may go, the panitia is there, and so is who decides."""
    if salah := keberatan(dok):
        n = len(salah)
        raise AturanDilanggar(
            f"{n} berkas tidak boleh ikut. Alasannya ada di samping barisnya." if n > 1 else next(iter(salah.values())),
            kode="berkas_tidak_layak",
            sumber=rules.SUMBER,
        )
    if dok.status != "konsep":
        return
    if berpanitia(dok) and (kurang := rules.keberatan_panitia(len(dok.panitia))):
        raise AturanDilanggar(f"{kurang} Pilih panitianya dahulu.", sumber=rules.SUMBER)
    _penyetuju(dok)


def _penyetuju(dok: Penyusutan) -> Jabatan:
    """Who decides: the head of region for a destruction, else the head of the office. Raises `AturanDilanggar`."""
    q = select(Jabatan).where(Jabatan.kepala, identitas.berlaku(Jabatan))
    q = q.where(Jabatan.jenis == "politik") if berpanitia(dok) else q.where(Jabatan.unit_id == dok.opd_id)
    jabatan = session.scalars(q.order_by(Jabatan.id).limit(1)).first()
    if jabatan is None:
        siapa = "kepala daerah" if berpanitia(dok) else "kepala perangkat daerah"
        raise AturanDilanggar(f"Jabatan {siapa} belum ada pada data organisasi, padahal ia yang memutuskan.")
    return jabatan


def ajukan_efek(dok: Penyusutan, actor: Actor, data: dict[str, Any]) -> None:
    """Fix the list by hash, name who decides, ask the panitia side by side."""
    dok.ronde += 1
    dok.anri_nomor, dok.anri_tanggal = "", None  # an approval belongs to the list that was approved
    dok.penyetuju_jabatan_id = _penyetuju(dok).id
    sidik = sidik_berkas([x.berkas for x in dok.baris])
    for x in dok.baris:
        x.sidik = sidik[x.berkas_id]
    if berpanitia(dok):
        route.susun(
            dok, [route.Langkah(1, j, aksi="nilai", kelompok="panitia", perlu=len(dok.panitia)) for j in dok.panitia]
        )
    _perbarui_akses(dok)


def nilai_efek(dok: Penyusutan, actor: Actor, data: dict[str, Any]) -> None:
    """A member of the panitia gives the written opinion (the note of the act) over the list as it was submitted."""
    route.bubuhkan(dok, actor, hashlib.sha256("".join(x.sidik for x in dok.baris).encode()).hexdigest())


def anri_efek(dok: Penyusutan, actor: Actor, data: dict[str, Any]) -> None:
    """Note the written approval of the head of ANRI: number and date. Raises `AturanDilanggar` beside the field."""
    nomor, tanggal = " ".join(str(data.get("nomor", "")).split())[:120], data.get("tanggal")
    if not nomor:
        raise AturanDilanggar("Tuliskan nomor surat persetujuan Kepala ANRI.", field="nomor")
    if not isinstance(tanggal, date) or tanggal > today():
        raise AturanDilanggar("Tanggal surat persetujuan tidak boleh sesudah hari ini.", field="tanggal")
    dok.anri_nomor, dok.anri_tanggal = nomor, tanggal


def lepas_efek(dok: Penyusutan, actor: Actor, data: dict[str, Any]) -> None:
    """The document is given up: its berkas are free again."""
    for x in dok.baris:
        x.berkas.penyusutan_id = None


def laksanakan_efek(dok: Penyusutan, actor: Actor, data: dict[str, Any]) -> None:
    """Carry it out: judge every row again under lock, print the berita acara, then do it. All or nothing.

    `data`: {tempat, saksi: [(nama, jabatan)]}.
    """
    berkas = _kunci_berkas([x.berkas_id for x in dok.baris])
    pastikan_layak(dok, actor)
    if berpanitia(dok) and perlu_anri(dok) and not dok.anri_nomor:
        raise AturanDilanggar("Persetujuan tertulis Kepala ANRI belum dicatat.", sumber=rules.SUMBER)
    saksi = [{"nama": n, "jabatan": j} for n, j in data.get("saksi", []) if n and j]
    if berpanitia(dok) and len(saksi) < rules.SAKSI_PALING_SEDIKIT:
        raise AturanDilanggar(
            "Pemusnahan disaksikan sekurangnya dua orang: dari unit hukum dan unit pengawasan.",
            field="saksi",
            sumber=rules.SUMBER,
        )
    if not (tempat := " ".join(str(data.get("tempat", "")).split())[:200]):
        raise AturanDilanggar("Tuliskan tempat pelaksanaannya.", field="tempat")
    dok.dilaksanakan_pada, dok.tempat, dok.saksi = today(), tempat, saksi
    _beri_nomor(dok)
    if berpanitia(dok):
        _musnahkan_isi(actor, [b.id for b in berkas])
    sistem = replace(actor, sistem=True)  # what follows from an approved list no person does by an act of its own
    for b in berkas:
        b.penyusutan_id = None
        session.flush()
        workflow.jalankan(b, HASIL[dok.jenis], sistem, catatan=f"Berita acara {dok.nomor}")
    nama = f"Berita acara {dok.nomor}".replace("/", "-") + ".pdf"
    dok.berita_acara = files.simpan(berita_acara.pdf(dok), nama=nama, actor=actor)


def _beri_nomor(dok: Penyusutan) -> None:
    reg = numbering.register(f"penyusutan:{dok.opd_id}", f"Berita acara penyusutan {dok.opd.nama}", "{nomor}")
    tahun, urut = numbering.ambil(reg, now())
    dok.nomor = f"BA/{urut}/{dok.opd.kode_surat or dok.opd_id}/{tahun}"[:60]
    numbering.catat(reg, tahun, urut, dok.nomor, "penyusutan", dok.id).keadaan = "terbit"


def _kunci_berkas(ids: Iterable[int]) -> list[Berkas]:
    """The berkas locked and read afresh, always in one order. Raises `AturanDilanggar` when one is gone."""
    semua = sorted(set(ids))
    session.flush()
    q = select(Berkas).where(Berkas.id.in_(semua)).order_by(Berkas.id).with_for_update()
    berkas = list(session.scalars(q.execution_options(populate_existing=True)))
    if len(berkas) != len(semua):
        raise AturanDilanggar("Ada berkas yang tidak ditemukan lagi. Muat ulang daftarnya.")
    return berkas


def _perbarui_akses(dok: Penyusutan) -> None:
    """Who may see the document: the office's archivists, the city's, the panitia, and who decides."""
    kunci = {f"r:arsiparis@{dok.opd_id}", f"r:pengadministrasi@{dok.opd_id}", "r:arsiparis@*", "auditor"}
    kunci |= {akses.kunci_pegawai(dok.pembuat_id), *(akses.kunci_jabatan(j) for j in dok.panitia)}
    if dok.penyetuju_jabatan_id:
        kunci.add(akses.kunci_jabatan(dok.penyetuju_jabatan_id))
    akses.tetapkan("penyusutan", dok.id, kunci)


# Destruction -------------------------------------------------------------------------------------------------------


def _musnahkan_isi(actor: Actor, berkas_ids: Sequence[int]) -> None:
    """Remove what was written and kept of every letter in these berkas: bodies, versions, proposals, notes and reports of
    disposisi, comments, searched words, files. Metadata, number, hashes and audit stay.

    Set-based, with one audit event a letter. A file goes only when no letter of another berkas stands on it: the copy that
    another office received has a retention of its own.
    """
    keluar = session.scalars(select(SuratKeluar.id).where(SuratKeluar.berkas_id.in_(berkas_ids))).all()
    masuk = session.scalars(select(SuratMasuk.id).where(SuratMasuk.berkas_id.in_(berkas_ids))).all()
    session.flush()
    massal = Massal(actor, "arsip.musnahkan")
    k, m, v, d, r = SuratKeluar, SuratMasuk, SuratVersi, Disposisi, SaranIsi
    _ubah(massal, k, select(k.id, k.isi, k.data, k.versi).where(k.id.in_(keluar)), {"isi": "", "data": {}})
    _ubah(massal, m, select(m.id, m.versi).where(m.id.in_(masuk)), {})
    _ubah(massal, v, select(v.id, v.surat_id, v.isi).where(v.surat_id.in_(keluar)), {"isi": {}})
    kolom = select(r.id, r.surat_id, r.alasan, r.lama, r.baru, r.sebelum, r.jawaban).where(r.surat_id.in_(keluar))
    _ubah(massal, r, kolom, dict.fromkeys(("alasan", "lama", "baru", "sebelum", "jawaban"), ""))
    kolom = select(d.id, d.surat_masuk_id, d.catatan, d.laporan, d.versi).where(d.surat_masuk_id.in_(masuk))
    _ubah(massal, d, kolom, {"catatan": "", "laporan": ""})
    for jenis, ids in (("surat_keluar", keluar), ("surat_masuk", masuk)):
        q = select(Komentar.id, Komentar.jenis, Komentar.objek_id, Komentar.isi)
        _ubah(massal, Komentar, q.where(Komentar.jenis == jenis, Komentar.objek_id.in_(ids)), {"isi": DIMUSNAHKAN})
        search.buang_teks(jenis, ids)
    massal.selesai()
    for x in list(session().identity_map.values()):
        if isinstance(x, k | m | v | d | r | Komentar):
            session.expire(x)
    files.musnahkan(_berkas_lepas(berkas_ids, keluar, masuk))


def _ubah(massal: Massal, model: Any, q: Any, nilai: dict[str, Any]) -> None:
    """Give the rows these values; documents of a workflow count it as a write."""
    baris = [dict(r) for r in session.execute(q).mappings()]
    massal.ubah(model, [(b, {**nilai, **({"versi": b["versi"] + 1} if "versi" in b else {})}) for b in baris])


def _berkas_lepas(berkas_ids: Sequence[int], keluar: Sequence[int], masuk: Sequence[int]) -> set[int]:
    """Files of these letters on which no letter stands that is still kept. `keluar`, `masuk`: the letters destroyed now."""
    musnah = select(Berkas.id).where(or_(Berkas.status == "dimusnahkan", Berkas.id.in_(berkas_ids)))

    def hidup(model: Any) -> Any:
        return or_(model.berkas_id.is_(None), model.berkas_id.not_in(musnah))

    dibaca = exists().where(SuratMasuk.surat_keluar_id == SuratKeluar.id, hidup(SuratMasuk))
    terpakai = or_(hidup(SuratKeluar), dibaca)  # by its own office, or by one that received it
    asal = select(SuratMasuk.surat_keluar_id).where(SuratMasuk.id.in_(masuk), SuratMasuk.surat_keluar_id.is_not(None))
    sumber = or_(SuratKeluar.id.in_(keluar), SuratKeluar.id.in_(asal))
    lampiran = select(SuratLampiran.file_id).join(SuratKeluar, SuratKeluar.id == SuratLampiran.surat_id)
    bukti = select(KirimanLuar.bukti_id).join(SuratKeluar, SuratKeluar.id == KirimanLuar.surat_id)
    terlampir = select(LampiranMasuk.file_id).join(SuratMasuk, SuratMasuk.id == LampiranMasuk.surat_masuk_id)
    laporan = select(Disposisi.laporan_file_id).join(SuratMasuk, SuratMasuk.id == Disposisi.surat_masuk_id)
    ini = SuratMasuk.id.in_(masuk)
    sendiri = [select(x).where(sumber, ~terpakai) for x in (SuratKeluar.final_id, SuratKeluar.signed_id)]
    semua = session.scalars(
        union(
            *sendiri,
            lampiran.where(sumber),
            bukti.where(sumber),
            select(SuratMasuk.file_id).where(ini),
            terlampir.where(ini),
            laporan.where(ini),
        )
    )
    calon = {x for x in semua if x is not None}
    if not calon:
        return set()
    dipakai = union(
        lampiran.where(SuratLampiran.file_id.in_(calon), terpakai),
        bukti.where(KirimanLuar.bukti_id.in_(calon), terpakai),
        select(SuratMasuk.file_id).where(SuratMasuk.file_id.in_(calon), hidup(SuratMasuk)),
        terlampir.where(LampiranMasuk.file_id.in_(calon), hidup(SuratMasuk)),
        laporan.where(Disposisi.laporan_file_id.in_(calon), hidup(SuratMasuk)),
    )
    return calon - {x for x in session.scalars(dipakai) if x is not None}
