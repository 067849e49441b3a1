"""A letter received in the words and parts of the page: status, facts, timeline, the pages that ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import render_template, url_for
from markupsafe import Markup

from suite.core import policy, workflow
from suite.core.actor import Actor
from suite.core.clock import local_date
from suite.core.files.models import StoredFile
from suite.core.web.format import tanggal_jam, tanggal_naskah, tanggal_pendek, tenggat_kata, waktu
from suite.core.workflow import Bilah, RiwayatAlur
from suite.naskah_dinas.forms.disposisi import DisposisiForm
from suite.naskah_dinas.models import Disposisi, SuratMasuk
from suite.naskah_dinas.queries import masuk as queries
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.queries.disposisi import keadaan_kata
from suite.naskah_dinas.queries.masuk import BarisMasuk
from suite.naskah_dinas.rules.akses import NAMA_KEAMANAN
from suite.naskah_dinas.services.disposisi import sebut_instruksi
from suite.naskah_dinas.services.naskah import NAMA_SIFAT

MAKNA_KEJADIAN = {"kembalikan": "perhatian", "selesaikan": "sah", "laporkan": "sah", "tarik": "netral"}
IKON_KEJADIAN = {"buat": "mail", "arsipkan": "archive", "tindak_lanjut": "checks", "kerjakan": "clock"}


def status_baris(b: BarisMasuk) -> dict[str, str | None]:
    """Status of a row of the agenda: {makna, kata, ket}."""
    if b.saya:
        return {"makna": "perhatian", "kata": "Giliran Anda", "ket": b.kemajuan.kalimat or None}
    state = workflow.ambil("surat_masuk").state(b.status)
    return {"makna": state.makna, "kata": state.label, "ket": b.kemajuan.kalimat or None}


def status_dokumen(bilah: Bilah) -> dict[str, str]:
    """Status of the page: 'Giliran Anda: disposisikan', 'Didisposisi'."""
    if bilah.giliran_saya:
        kata = bilah.utama.label.lower() if bilah.utama else "baca"
        return {"makna": "perhatian", "kata": f"Giliran Anda: {kata}"}
    return {"makna": bilah.makna, "kata": bilah.status}


def boleh_balas(actor: Actor, m: SuratMasuk) -> bool:
    """May the actor draft an answer: whoever received the letter or a disposisi of it, and may write letters."""
    if m.status == "ditarik":
        return False
    dituju = [m.tujuan_jabatan_id, *(d.kepada_jabatan_id for d in m.disposisi)]
    return actor.sebagai_jabatan(*dituju) is not None and policy.boleh("surat_keluar.buat", actor)


def halaman_surat(m: SuratMasuk, berkas: StoredFile | None) -> list[dict[str, Any]]:
    """Pages of the paper for the component `pratinjau`."""
    n = (berkas.halaman or 1) if berkas is not None else 0
    return [{"url": url_for("surat_masuk.halaman", id=m.id, n=i)} for i in range(1, min(n, 60) + 1)]


def rincian(m: SuratMasuk, *, boleh_isi: bool) -> list[dict[str, Any]]:
    """Facts about the letter as the component `rincian` takes them."""
    aturan = queries.aturan_tenggat(m)
    kode = next(iter(pilihan.sebut_klasifikasi(m.klasifikasi)), None)
    dicatat = "Masuk sendiri dari surat keluar" if m.surat_keluar_id is not None else "Dicatat petugas agenda"
    hasil: list[dict[str, Any]] = [
        {"label": "Dari", "nilai": m.pengirim},
        {"label": "Nomor", "nilai": m.nomor},
        {"label": "Tanggal", "nilai": tanggal_naskah(m.tanggal)},
        {"label": "Kepada", "nilai": m.tujuan_jabatan.nama + (" (tembusan)" if m.tembusan else "")},
        {"label": "Agenda", "nilai": f"{m.agenda}/{m.tahun}, {m.opd.nama_singkat}"},
        {"label": "Diterima", "nilai": waktu(m.diterima_pada, tanggal_jam(m.diterima_pada))},
        {"label": "Sifat", "nilai": NAMA_SIFAT.get(m.sifat, m.sifat)},
        {"label": "Tenggat", "nilai": _tenggat(m, aturan)},
        {"label": "Keamanan", "nilai": NAMA_KEAMANAN[m.keamanan]},
    ]
    if kode is not None:
        hasil.append({"label": "Klasifikasi", "nilai": kode.label})
    hasil.append({"label": "Asal", "nilai": "Dipindahkan dari sistem lama" if m.migrasi else dicatat})
    if m.alasan_kembar:
        hasil.append({"label": "Tercatat lagi", "nilai": m.alasan_kembar})
    hasil += _ralat(m)
    if m.berkas is not None and boleh_isi:
        hasil.append({"label": "Berkas", "nilai": m.berkas.judul, "url": url_for("berkas.lihat", id=m.berkas.id)})
    return hasil


def _ralat(m: SuratMasuk) -> list[dict[str, Any]]:
    """The letters received here at the same post that correct this one, or that it corrects."""
    if m.surat_keluar is None:
        return []
    return [
        {"label": label, "nilai": f"nomor {x.nomor}", "url": url_for("surat_masuk.lihat", id=x.id)}
        for label, x in queries.ralat(m)
    ]


def _tenggat(m: SuratMasuk, aturan: str) -> Markup | None:
    if m.tenggat is None:
        return None
    kata = Markup("{} <span class='s-ket'>({})</span>") if aturan else Markup("{}")
    return kata.format(waktu(m.tenggat, tenggat_kata(m.tenggat)), aturan)


# Timeline ----------------------------------------------------------------------------------------------------------


def lini_masa(
    riwayat: Sequence[RiwayatAlur], disposisi: Sequence[Disposisi], m: SuratMasuk, *, boleh_isi: bool
) -> list[dict[str, Any]]:
    """What happened to the letter and its disposisi, newest first, in the words of the workflow."""
    per_id = {d.id: d for d in disposisi}
    hasil = []
    for r in riwayat:
        d = per_id.get(r.objek_id) if r.jenis == "disposisi" else None
        hasil.append(
            {
                "judul": _judul(r, d, m),
                "waktu": r.pada,
                "isi": f"“{r.catatan}”" if r.catatan and boleh_isi else None,
                "makna": MAKNA_KEJADIAN.get(r.transisi, "berjalan" if d is not None else "netral"),
                "ikon": "sitemap" if d is not None and r.transisi == "buat" else IKON_KEJADIAN.get(r.transisi),
                "oleh": r.sebutan if r.sebutan and r.sebutan != r.nama else None,
            }
        )
    return hasil


def _judul(r: RiwayatAlur, d: Disposisi | None, m: SuratMasuk) -> str:
    if r.transisi == "buat":
        if d is not None:
            return f"{r.nama} mendisposisikan kepada {d.kepada_jabatan.nama}"
        return f"Diterima, agenda {m.agenda}"
    if r.transisi == "tindak_lanjut":
        return "Semua disposisi dilaporkan"
    alur = workflow.ambil(r.jenis)
    lampau = next((t.lampau for t in alur.transitions if t.nama == r.transisi and t.lampau), r.transisi)
    return f"{r.nama} {lampau}"


# Pages that ask ----------------------------------------------------------------------------------------------------


def halaman_disposisi(
    form: DisposisiForm,
    m: SuratMasuk,
    *,
    judul: str,
    aksi: str,
    kembali: dict[str, str],
    versi: Any,
    batas: datetime | None,
    aturan: str,
    banyak: Sequence[SuratMasuk] = (),
    pilih: Sequence[str] = (),
) -> str:
    """The form that gives a letter on, with the letter at its head (picture 22); or several (`banyak`, ticked as `pilih`)."""
    berkas = queries.berkas_surat(m) if not banyak else None
    return render_template(
        "naskah_dinas/disposisi/beri.html",
        form=form,
        surat=m,
        banyak=banyak,
        pilih=pilih,
        judul=judul,
        aksi=aksi,
        kembali=kembali,
        versi=versi,
        halaman=halaman_surat(m, berkas),
        sifat=NAMA_SIFAT.get(m.sifat, m.sifat).lower(),
        kalimat_batas="" if banyak else _kalimat_batas(batas, aturan),
    )


def _kalimat_batas(batas: datetime | None, aturan: str) -> str:
    """'Segera: 48 jam, paling lambat besok 14.02.'"""
    if batas is None:
        return "Tanpa tanggal, disposisi tidak dibatasi waktu."
    return f"{aturan + ', p' if aturan else 'P'}aling lambat {tenggat_kata(batas)}."


def sebut_sifat(m: SuratMasuk) -> str:
    return NAMA_SIFAT.get(m.sifat, m.sifat)


def baris_lembar(disposisi: Sequence[Disposisi], *, boleh_isi: bool) -> list[dict[str, Any]]:
    """The disposisi as lines of the printed sheet; notes and reports are content."""
    return [
        {
            "dari": d.dari_jabatan.nama,
            "kepada": d.kepada_jabatan.nama,
            "instruksi": sebut_instruksi(d.instruksi, local_date(d.dibuat_pada)),
            "catatan": d.catatan if boleh_isi else "",
            "laporan": d.laporan if boleh_isi else "",
            "pada": d.dibuat_pada,
            "tenggat": d.tenggat,
            "keadaan": keadaan_kata(d.status, d.tenggat, None)[1],
        }
        for d in disposisi
    ]


def terkirim(n: int) -> str:
    return f"Disposisi terkirim ke {n} orang."


def meta(m: SuratMasuk) -> list[str]:
    """The line under the title: sender, receipt, speed."""
    sifat = NAMA_SIFAT.get(m.sifat, m.sifat).lower()
    return [m.pengirim, f"diterima {tanggal_pendek(m.diterima_pada)}", sifat]
