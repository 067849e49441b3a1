"""A letter of ours in the words and parts of the page: status, approval bar, timeline, history of changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app, flash, redirect, url_for
from werkzeug.wrappers import Response

from suite.core import audit, policy, workflow
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.db import session
from suite.core.kalender import tanggal_surat as tanggal_naskah
from suite.core.web.format import relatif_kata, tanggal_jam, tenggat_kata
from suite.core.workflow import Aksi, Bilah, declare, engine, route
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.models_luar import KirimanLuar
from suite.naskah_dinas.policy import konseptor
from suite.naskah_dinas.queries.keluar import BarisSurat, kalimat_sesudah
from suite.naskah_dinas.rules.jenis import jenis_naskah
from suite.naskah_dinas.services import kirim_luar, massal, sisipan, tarik

Langkah = Sequence[dict[str, Any]]

IKON_AKSI = {
    "paraf": "writing",
    "tandatangani": "signature",
    "ulangi": "signature",
    "ajukan": "send",
    "kembalikan": "arrow-back-up",
    "batalkan": "ban",
    "urungkan": "ban",
    "arsipkan": "archive",
    "tarik": "arrow-back-up",
}
MAKNA_KEJADIAN = {
    "kembalikan": "perhatian",
    "batalkan": "netral",
    "urungkan": "bahaya",
    "paraf": "sah",
    "tandatangani": "sah",
    "terbit": "sah",
    "kirim": "sah",
    "buat": "netral",
    "arsipkan": "netral",
    "tarik": "bahaya",
}
IKON_KEJADIAN = {
    "tandatangani": "signature",
    "kirim": "send",
    "arsipkan": "archive",
    "ajukan": "send",
    "urungkan": "ban",
    "tarik": "arrow-back-up",
}

KATA_TUGAS = {"paraf": "Paraf Anda", "tandatangani": "Tanda tangan Anda", "ulangi": "Tanda tangan ulang"}

BIDANG = {
    "hal": "Hal",
    "klasifikasi": "Klasifikasi",
    "sifat": "Sifat",
    "keamanan": "Keamanan",
    "status": "Status",
    "isi": "Isi",
    "nomor": "Nomor",
    "tanggal": "Tanggal",
    "ronde": "Pengajuan ke-",
    "cara": "Cara menandatangani",
    "teks": "Tujuan",
    "judul": "Lampiran",
    "oleh_nama": "Oleh",
}
"""Columns whose change a person understands; of the others only the act itself is told."""
TANPA_BEDA = {"task", "riwayat_alur"}
"""Tables whose rows say again what the act itself says."""


# Status ------------------------------------------------------------------------------------------------------------


def status_baris(b: BarisSurat) -> dict[str, str | None]:
    """Status of a row of the list: {makna, kata, ikon, ket (where it lies)}."""
    if b.status == "konsep" and b.ronde:
        return {"makna": "perhatian", "kata": "Dikembalikan", "ikon": "arrow-back-up", "ket": "di konseptor"}
    state = workflow.ambil("surat_keluar").state(b.status)
    if b.tunggu is not None and b.tunggu.saya:
        return {"makna": "perhatian", "kata": KATA_TUGAS.get(b.tunggu.aksi, "Giliran Anda"), "ikon": None, "ket": None}
    ket = f"di {b.tunggu.di}" if b.tunggu is not None else None
    return {"makna": state.makna, "kata": state.label, "ikon": None, "ket": ket}


def status_dokumen(surat: SuratKeluar, bilah: Bilah, langkah: Langkah) -> dict[str, str | None]:
    """Status of the page: 'Giliran Anda: paraf surat', 'Diparaf 1 dari 3', 'Dikembalikan'."""
    if surat.status == "konsep" and surat.ronde:
        return {"makna": "perhatian", "kata": "Dikembalikan", "ikon": "arrow-back-up"}
    if bilah.giliran_saya:
        kata = bilah.utama.label.lower() if bilah.utama else "baca"
        return {"makna": "perhatian", "kata": f"Giliran Anda: {kata}", "ikon": None}
    kata = bilah.status
    if surat.status == "paraf":
        paraf = [x for x in langkah if x["kata"] == "paraf" and x["keadaan"] != "lewati"]
        kata = f"Diparaf {sum(x['keadaan'] == 'selesai' for x in paraf)} dari {len(paraf)}"
    return {"makna": bilah.makna, "kata": kata, "ikon": None}


def meta(surat: SuratKeluar) -> list[str]:
    """The line under the title."""
    kata = [jenis_naskah(surat.jenis, surat.tanggal or today()).nama, f"konsep {surat.konseptor.nama_lengkap}"]
    if surat.nomor:
        kata.append(f"nomor {surat.nomor}")
    else:
        kata += [f"versi {max(surat.ronde, 1)}", "nomor diberikan saat ditandatangani"]
    return kata


def kaitan(surat: SuratKeluar, actor: Actor) -> list[dict[str, Any]]:
    """Letters that this one corrects or that correct it, as far as the actor may see them, for `rincian`."""
    asal = tarik.yang_diralat(surat)
    daftar = [("Meralat", x) for x in (asal,) if x is not None]
    induk = session.get(SuratKeluar, surat.induk_id) if surat.induk_id is not None else None
    daftar += [("Bagian dari", x) for x in (induk,) if x is not None]
    daftar += [("Diralat dengan", x) for x in tarik.ralat_dari(surat)]
    return _sisipan(surat, actor) + [
        {
            "label": label,
            "nilai": f"nomor {x.nomor}" if x.nomor else x.hal,
            "url": url_for("surat_keluar.lihat", id=x.id),
        }
        for label, x in daftar
        if policy.boleh("surat_keluar.lihat", actor, x)
    ]


def _sisipan(surat: SuratKeluar, actor: Actor) -> list[dict[str, Any]]:
    p = sisipan.terakhir(surat)
    if p is None:
        return []
    usulan = "" if surat.sisipan else f"{sisipan.pratinjau(p)}, "
    kata = f"{usulan}{workflow.ambil('nomor_sisipan').state(p.status).label.lower()}"
    boleh = policy.boleh("nomor_sisipan.lihat", actor, p)
    return [
        {"label": "Nomor sisipan", "nilai": kata, "url": url_for("nomor_sisipan.lihat", id=p.id) if boleh else None}
    ]


def tiap_tujuan(surat: SuratKeluar) -> dict[str, Any] | None:
    """Of a letter issued apart to each addressee: how far that is, and where each of them stands."""
    act = massal.milik(surat) if surat.nomor_masing else None
    if act is None:
        return None
    terbit, gagal, semua = massal.hitung(act.id)
    return {
        "terbit": terbit,
        "gagal": gagal,
        "semua": semua,
        "url": url_for("surat_keluar.hasil_tanda_tangan", id=act.id),
    }


def rantai_tampil(surat: SuratKeluar, actor: Actor, langkah: Langkah) -> list[dict[str, Any]]:
    """The chain with when it was done, or by when it is due, in words."""
    kini = {t.untuk: t for t in engine.tugas_terbuka("surat_keluar", surat.id)}
    saya = next((t for t in kini.values() if t.untuk in actor.kunci), None)
    hasil = []
    for x in langkah:
        if x["keadaan"] == "selesai":
            x = x | {"ket": f"{x['ket']} · {x['kata']} {relatif_kata(x['pada'])}"}
        elif x["anda"] and saya is not None and saya.tenggat is not None:
            kata = f"{x['kata'].capitalize()}, tenggat {tenggat_kata(saya.tenggat)}"
            x = x | {"tegas": kata, "ket": f"di Anda sejak {relatif_kata(saya.dibuka_pada)}"}
        hasil.append(x)
    return hasil


# Delivery outside --------------------------------------------------------------------------------------------------

STATUS_KIRIMAN = {
    "antre": ("berjalan", "Antre kirim"),
    "mengirim": ("berjalan", "Sedang dikirim"),
    "terkirim": ("sah", "Terkirim ke peladen surel"),
    "ragu": ("perhatian", "Belum pasti terkirim"),
    "gagal": ("bahaya", "Gagal terkirim"),
    "batal": ("netral", "Batal dikirim"),
    "diterima": ("sah", "Diterima"),
}


def status_kiriman(k: KirimanLuar | None) -> dict[str, str]:
    """Status of an attempt: {makna, kata}; None: nothing was sent or recorded yet."""
    if k is None:
        return {"makna": "netral", "kata": "Belum tercatat dikirim"}
    makna, kata = STATUS_KIRIMAN[k.keadaan]
    if k.keadaan == "antre" and k.sebab:
        makna, kata = "perhatian", "Tertunda, dicoba lagi"
    if k.keadaan == "diterima" and k.cara == "tangan":
        kata = "Diserahkan"
    return {"makna": makna, "kata": kata}


def kiriman_luar(surat: SuratKeluar) -> list[dict[str, Any]]:
    """The addressees outside with how the letter reached each: {teks, tembusan, url, status, ket}."""
    riwayat = kirim_luar.riwayat(surat)
    hasil = []
    for t in kirim_luar.di_luar(surat):
        kini = next(iter(riwayat.get(t.id, [])), None)
        hasil.append(
            {
                "teks": t.teks,
                "tembusan": t.macam == "tembusan",
                "url": url_for("surat_keluar.kiriman", id=surat.id, tujuan_id=t.id),
                "status": status_kiriman(kini),
                "ket": _ket_kiriman(kini, t.surel),
            }
        )
    return hasil


def _ket_kiriman(k: KirimanLuar | None, surel: str) -> str:
    if k is None:
        return surel
    if k.keadaan == "diterima" and k.diterima_tanggal is not None:
        return f"{k.penerima}, {tanggal_naskah(k.diterima_tanggal)}"
    if k.keadaan == "terkirim" and k.terkirim_pada is not None:
        return f"{k.alamat}, {tanggal_jam(k.terkirim_pada)}"
    return k.alamat


# Approval bar ------------------------------------------------------------------------------------------------------


def bilah_tampil(surat: SuratKeluar, actor: Actor, b: Bilah, langkah: Langkah) -> dict[str, Any]:
    """Arguments of the component `bilah_aksi`."""
    giliran = b.giliran
    if surat.status == "konsep" and surat.ronde:
        giliran = (
            "Dikembalikan. Perbaiki, lalu ajukan lagi." if konseptor(actor, surat) else "Dikembalikan kepada konseptor"
        )
    elif b.giliran_saya and b.utama is not None:
        sebagai = actor.sebagai_jabatan(*_jabatan_kini(surat)) or actor.sebagai
        giliran = f"{b.utama.label} sebagai {sebagai.sebutan}" if sebagai else b.utama.label
    sisa = [a for a in (b.sekunder, *b.lainnya) if a is not None]
    kedua = _tombol(surat, sisa.pop(0)) if sisa and surat.status != "konsep" else None
    if surat.status == "konsep" and konseptor(actor, surat):
        kedua = {"label": "Ubah konsep", "url": url_for("surat_keluar.ubah", id=surat.id), "ikon": "pencil"}
    return {
        "giliran": giliran,
        "sesudah": kalimat_sesudah(langkah) if surat.status in {"konsep", "paraf"} else None,
        "utama": _tombol(surat, b.utama) if b.utama else None,
        "kedua": kedua,
        "lainnya": [_tombol(surat, a) | {"data": {"versi": b.versi}} for a in sisa if not a.alasan]
        + _lanjutan(surat, actor),
        "versi": b.versi,
        "giliran_anda": b.giliran_saya,
        "aksi": [a for a in (b.utama, b.sekunder, *b.lainnya) if a is not None],
    }


def _lanjutan(surat: SuratKeluar, actor: Actor) -> list[dict[str, Any]]:
    """What may be begun from this letter without moving it."""
    hasil: list[dict[str, Any]] = []
    if surat.status in tarik.TERBIT and policy.boleh("surat_keluar.ralat", actor, surat):
        hasil.append({"label": "Buat ralat", "ikon": "pencil", "aksi": url_for("surat_keluar.ralat", id=surat.id)})
    bernomor = surat.status not in sisipan.BELUM_BERNOMOR or surat.nomor_masing
    if not bernomor and konseptor(actor, surat) and sisipan.berlaku(surat) is None:
        url = url_for("nomor_sisipan.minta", id=surat.id)
        hasil.append({"label": "Minta nomor sisipan", "ikon": "list-numbers", "url": url})
    return hasil


def _jabatan_kini(surat: SuratKeluar) -> list[int]:
    ids = [x.jabatan_id for x in route.berjalan(surat)]
    return ids or ([surat.penanda_jabatan_id] if surat.penanda_jabatan_id else [])


def _tombol(surat: SuratKeluar, a: Aksi) -> dict[str, Any]:
    """An act as the bar's component takes it; what needs a reason opens a dialog (without JavaScript its page)."""
    dasar: dict[str, Any] = {"label": a.label, "ikon": IKON_AKSI.get(a.nama), "data": {}}
    if a.alasan:
        return dasar | {"mati": a.alasan}
    if a.catatan_wajib:
        return dasar | {
            "label": f"{a.label}…",
            "url": url_for("surat_keluar.tanya", id=surat.id, nama=a.nama),
            "dialog": f"dialog-{a.nama}",
            "atribut": {"data-buka": f"#dialog-{a.nama}"},
        }
    if a.lewat and a.lewat != "surat_keluar.tandatangani":
        ada = a.lewat in current_app.view_functions
        return dasar | ({"url": url_for(a.lewat, id=surat.id)} if ada else {"mati": "Halamannya belum tersedia."})
    url = url_for(a.lewat, id=surat.id) if a.lewat else url_for("surat_keluar.aksi", id=surat.id, nama=a.nama)
    tombol = dasar | {"aksi": url}
    if a.tegas:
        judul, _, isi = a.tegas.partition("? ")
        tombol["konfirmasi"] = {
            "judul": judul.rstrip("?") + "?",
            "isi": isi,
            "label": a.label,
            "bahaya": a.nama == "batalkan",
        }
    return tombol


# Timeline ----------------------------------------------------------------------------------------------------------


def lini_masa(surat: SuratKeluar) -> list[dict[str, Any]]:
    """What happened, newest first, in the words of the workflow."""
    lampau = {t.nama: t.lampau for t in declare.alur(surat).transitions if t.lampau}
    hasil = []
    for r in reversed(workflow.riwayat(surat)):
        if r.transisi in {"terbit", "kirim"}:
            judul = "Surat terbit" if r.transisi == "terbit" else f"Terkirim ke {len(surat.tujuan)} tujuan"
        else:
            judul = f"{r.nama} {lampau.get(r.transisi, 'membuat konsep' if r.transisi == 'buat' else r.transisi)}"
        hasil.append(
            {
                "judul": judul,
                "waktu": r.pada,
                "isi": f"“{r.catatan}”" if r.catatan else None,
                "makna": MAKNA_KEJADIAN.get(r.transisi, "berjalan"),
                "ikon": IKON_KEJADIAN.get(r.transisi),
                "oleh": r.sebutan if r.sebutan and r.sebutan != r.nama else None,
            }
        )
    return hasil


def audit_tampil(surat: SuratKeluar) -> list[dict[str, Any]]:
    """The recorded changes, newest first, as `lini_masa` takes them: who, when, which fields; never the body."""
    hasil = []
    for e in audit.riwayat_dokumen(f"surat_keluar:{surat.id}", batas=50):
        beda: list[dict[str, Any]] = []
        for u in e.perubahan:
            if u.get("tabel") not in TANPA_BEDA:
                beda += _beda(u)
        hasil.append(
            {
                "judul": f"{e.pelaku}: {_sebut_aksi(e.aksi)}",
                "waktu": e.pada,
                "isi": beda[:12],
                "makna": "netral",
                "oleh": e.sebagai or None,
            }
        )
    return hasil


def _sebut_aksi(aksi: str) -> str:
    return aksi.rsplit(".", 1)[-1].replace("_", " ")


def _beda(ubah: dict[str, Any]) -> list[dict[str, Any]]:
    sebelum, sesudah = ubah.get("sebelum") or {}, ubah.get("sesudah") or {}
    return [
        {"label": BIDANG[k], "lama": _nilai(sebelum.get(k)), "baru": _nilai(sesudah.get(k))}
        for k in BIDANG
        if k in sesudah and sesudah.get(k) not in (None, "")
    ]


def _nilai(nilai: Any) -> str | None:
    if nilai is None or nilai == "":
        return None
    teks = str(nilai)
    return "(isi berubah)" if teks.startswith("hmac:") else teks[:120]


def halaman_terbit(surat: SuratKeluar) -> Response:
    """Where a signature of whatever service leads: the letter, with its number told."""
    n, kata = len(surat.tujuan), "terkirim"
    if surat.status == "terbit" and surat.kirim_pada is not None:
        kata = f"dikirim {tanggal_jam(surat.kirim_pada)}"
    flash(f"Terbit dengan nomor {surat.nomor}" + (f", {kata} ke {n} tujuan." if n else "."), "sah")
    return redirect(url_for("surat_keluar.lihat", id=surat.id))
