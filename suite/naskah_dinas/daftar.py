"""The lists of this room: letters sent, letters received, disposisi. One declaration each (see core/daftar)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from suite.core import workflow
from suite.core.actor import Actor
from suite.core.clock import now, today
from suite.core.daftar import Daftar, Kolom, Konteks, Massal, Saring, daftarkan
from suite.core.web.format import HARI_PENDEK, jam, lama_kata, tanggal_pendek, tanggal_ringkas
from suite.naskah_dinas.policy import petugas_agenda
from suite.naskah_dinas.queries import disposisi as q_disposisi
from suite.naskah_dinas.queries import keluar as q_keluar
from suite.naskah_dinas.queries import masuk as q_masuk
from suite.naskah_dinas.rules.jenis import semua_jenis_naskah
from suite.naskah_dinas.services.naskah import NAMA_SIFAT
from suite.naskah_dinas.views import keluar_tampil, masuk_tampil

MENUNGGU, LAIN = frozenset({"menunggu"}), frozenset({"konsep", "saya", "unit", "kantor", "semua"})
MENDESAK = ("segera", "amat_segera")


def pasang() -> None:
    """Register the lists."""
    daftarkan(SURAT_KELUAR, SURAT_MASUK, DISPOSISI)


def _sifat(b: Any, _k: Konteks) -> dict[str, Any]:
    return {"teks": NAMA_SIFAT.get(b.sifat, b.sifat), "tebal": b.sifat in MENDESAK}


def _lencana(s: Mapping[str, Any]) -> dict[str, Any]:
    return {"lencana": (s["makna"], s["kata"], s.get("ikon")), "ket": s.get("ket")}


def status_alur(alur: str) -> dict[str, str]:
    return {s.nama: s.label for s in workflow.ambil(alur).states}


def _jenis() -> dict[str, str]:
    return {j.kode: j.nama for j in semua_jenis_naskah(today())}


def kosong_tersaring(benda: str) -> dict[str, Any]:
    return {"judul": f"Tidak ada {benda} yang cocok", "uraian": "Ubah kata atau penyaringnya.", "tersaring": True}


# Letters of ours ---------------------------------------------------------------------------------------------------


def saring_keluar(k: Konteks) -> q_keluar.Saringan:
    n = k.nilai
    return q_keluar.Saringan(k.kata, n["jenis"], n["status"], n["sifat"], n["dari"], n["sampai"], n["luar"])


def _tujuan(b: q_keluar.BarisSurat) -> str | None:
    if not b.banyak_tujuan:
        return None
    return b.tujuan if b.banyak_tujuan == 1 else f"{b.banyak_tujuan} tujuan"


def _hal_keluar(b: q_keluar.BarisSurat, k: Konteks) -> dict[str, Any]:
    sub = [None if k.tab == "menunggu" else _jenis().get(b.jenis, b.jenis), _tujuan(b)]
    return {
        "teks": b.hal or "(hal belum diisi)",
        "url": url_for("surat_keluar.lihat", id=b.id),
        "sub": " · ".join(x for x in sub if x),
    }


def _status_keluar(b: q_keluar.BarisSurat, _k: Konteks) -> dict[str, Any]:
    s = keluar_tampil.status_baris(b)
    return _lencana(s) | {"sejak": b.tunggu.sejak if b.tunggu and s["ket"] else None}


def _kosong_keluar(k: Konteks) -> dict[str, Any]:
    if k.tersaring:
        return kosong_tersaring("surat")
    if k.tab == "menunggu":
        return {
            "judul": "Tidak ada surat yang menunggu Anda",
            "uraian": "Surat yang perlu Anda paraf atau tanda tangani muncul di sini.",
        }
    tulis = {"label": "Tulis surat", "url": url_for("surat_keluar.baru"), "ikon": "pencil-plus"}
    return {
        "judul": "Belum ada surat",
        "uraian": "Surat yang Anda tulis atau yang terbuka bagi unit Anda muncul di sini.",
        "aksi": tulis,
    }


def _massal_keluar(k: Konteks) -> Massal | None:
    if k.tab != "menunggu":
        return None
    return Massal(
        "Paraf {n} surat",
        url_for("surat_keluar.paraf_banyak"),
        "writing",
        kedua=Massal("Tanda tangani {n} surat", url_for("surat_keluar.tanda_tangan_banyak"), "signature"),
    )


SURAT_KELUAR = Daftar(
    "surat_keluar",
    "Surat keluar",
    benda="surat",
    izin="surat_keluar.daftar",
    endpoint="surat_keluar.daftar",
    bantuan="surat-keluar",
    tab=q_keluar.TAMPILAN,
    tab_awal=lambda actor: "menunggu" if actor.penugasan else "semua",
    tab_tugas="menunggu",
    cari="Kata, nomor, atau orang",
    saring=(
        Saring("jenis", "Jenis", pilihan=_jenis),
        Saring("status", "Status", pilihan=lambda: status_alur("surat_keluar")),
        Saring("sifat", "Sifat", pilihan=lambda: NAMA_SIFAT),
        Saring("luar", "Kirim ke luar", pilihan=lambda: {"gagal": "Gagal terkirim"}),
        Saring("dari", "Tanggal sejak", "tanggal", keping="Sejak"),
        Saring("sampai", "Tanggal sampai", "tanggal", keping="Sampai"),
    ),
    ambil=lambda k, kursor, ukuran: q_keluar.daftar(k.actor, k.tab, saring_keluar(k), kursor, ukuran=ukuran, urut=k.urut),
    hitung=lambda k: q_keluar.hitung(k.actor, k.tab, saring_keluar(k)),
    kunci=lambda b: (b.id,),
    baris=lambda b, k: {"nilai": f"{b.id}:{b.versi}", "label": b.hal, "redup": b.status in ("batal", "ditarik")},
    massal=_massal_keluar,
    kosong=_kosong_keluar,
    aksi=lambda k: (
        {"label": "Tulis surat", "url": url_for("surat_keluar.baru"), "ikon": "pencil-plus", "hanya_lebar": True},
    ),
    kolom=(
        Kolom(
            "hal", "Hal dan tujuan", _hal_keluar, (("Hal", lambda b, k: b.hal), ("Tujuan", lambda b, k: _tujuan(b))),
            kartu="judul", lebar="isi", wajib=True,
        ),
        Kolom(
            "jenis", "Jenis", lambda b, k: _jenis().get(b.jenis, b.jenis), kartu="sembunyi", tab=MENUNGGU,
        ),
        Kolom("konseptor", "Konseptor", lambda b, k: b.konseptor, kartu="sembunyi", tab=LAIN),
        Kolom("penyusun", "Konseptor", lambda b, k: b.konseptor, tab=MENUNGGU),
        Kolom("sifat", "Sifat", _sifat, lebar="tetap"),
        Kolom("nomor", "Nomor", lambda b, k: b.nomor or "belum bernomor", lambda b, k: b.nomor, tab=LAIN),
        Kolom(
            "tanggal", "Tanggal", lambda b, k: tanggal_pendek(b.tanggal or b.dibuat_pada),
            lambda b, k: b.tanggal or b.dibuat_pada, lebar="tetap", tab=LAIN, urutan=lambda b: b.tanggal,
        ),
        Kolom("jenis_lain", "Jenis", lambda b, k: _jenis().get(b.jenis, b.jenis), tab=LAIN, awal=False),
        Kolom(
            "dibuat", "Dibuat", lambda b, k: {"waktu": b.dibuat_pada, "teks": tanggal_pendek(b.dibuat_pada)},
            lambda b, k: b.dibuat_pada, lebar="tetap", awal=False, urutan=lambda b: b.id,
        ),
        Kolom(
            "sejak", "Menunggu Anda", lambda b, k: lama_kata(now() - b.tunggu.sejak) if b.tunggu else None,
            lambda b, k: b.tunggu.sejak if b.tunggu else None, kartu="sembunyi", lebar="tetap", tab=MENUNGGU,
        ),
        Kolom("status", "Status", _status_keluar, lambda b, k: keluar_tampil.status_baris(b)["kata"], kartu="status"),
        Kolom(
            "tenggat", "Tenggat", lambda b, k: {"tenggat": b.tunggu.tenggat} if b.tunggu and b.tunggu.tenggat else None,
            lambda b, k: b.tunggu.tenggat if b.tunggu else None, rata="kanan", tab=MENUNGGU,
        ),
    ),
)  # fmt: skip


# Letters received --------------------------------------------------------------------------------------------------


def saring_masuk(k: Konteks) -> q_masuk.Saringan:
    n = k.nilai
    return q_masuk.Saringan(k.kata, n["status"], n["sifat"], n["dari"], n["sampai"], n["terlambat"] == "ya")


def tampilan_awal_masuk(actor: Actor) -> str:
    """The registry opens on its agenda, an official on what waits, an auditor on everything."""
    if not actor.penugasan:
        return "semua"
    return "unit" if petugas_agenda(actor) else "menunggu"


def _sub_masuk(b: q_masuk.BarisMasuk, k: Konteks) -> str:
    bagian = [b.pengirim, f"agenda {b.agenda}"]
    bagian += ["tembusan"] if b.tembusan else []
    bagian += [f"kepada {b.tujuan}"] if k.tab == "semua" else []
    return " · ".join(bagian)


def _tenggat_masuk(b: q_masuk.BarisMasuk, _k: Konteks) -> dict[str, Any] | None:
    selesai = b.status in ("selesai", "diarsipkan", "ditarik")
    return {"tenggat": b.tenggat, "selesai": selesai} if b.tenggat and not selesai else None


def _kosong_masuk(k: Konteks) -> dict[str, Any]:
    if k.tersaring:
        return kosong_tersaring("surat")
    if k.tab == "menunggu":
        return {
            "judul": "Tidak ada surat yang menunggu Anda",
            "uraian": "Surat yang perlu Anda disposisikan atau selesaikan muncul di sini.",
            "aksi": {"label": "Lihat surat unit saya", "url": url_for("surat_masuk.daftar", tampilan="unit")},
        }
    return {
        "judul": "Belum ada surat masuk",
        "uraian": "Surat dari unit lain masuk sendiri. Surat dari luar dicatat petugas agenda.",
        "aksi": next(iter(_catat(k)), None),
    }


def _catat(k: Konteks) -> list[dict[str, Any]]:
    if not petugas_agenda(k.actor):
        return []
    return [
        {"label": "Catat surat masuk", "url": url_for("surat_masuk.catat"), "ikon": "file-import"},
        {"label": "Dari surel", "url": url_for("surel_masuk.daftar"), "ikon": "mail"},
    ]


def _massal_masuk(k: Konteks) -> Massal | None:
    if k.nilai["status"] == "selesai" and petugas_agenda(k.actor):
        return Massal("Berkaskan {n} surat", url_for("berkas.berkaskan_banyak"), "archive")
    if k.tab == "menunggu":
        return Massal("Disposisikan {n} surat", url_for("surat_masuk.disposisi_banyak"), "sitemap")
    return None


SURAT_MASUK = Daftar(
    "surat_masuk",
    "Surat masuk",
    benda="surat",
    izin="surat_masuk.daftar",
    endpoint="surat_masuk.daftar",
    bantuan="surat-masuk",
    tab=q_masuk.TAMPILAN,
    tab_awal=tampilan_awal_masuk,
    tab_tugas="menunggu",
    cari="Kata, nomor, pengirim, atau agenda",
    saring=(
        Saring("status", "Status", pilihan=lambda: status_alur("surat_masuk")),
        Saring("sifat", "Sifat", pilihan=lambda: NAMA_SIFAT),
        Saring("dari", "Diterima sejak", "tanggal", keping="Sejak"),
        Saring("sampai", "Diterima sampai", "tanggal", keping="Sampai"),
        Saring("terlambat", "Tenggat", pilihan=lambda: {"ya": "Terlambat saja"}),
    ),
    ambil=lambda k, kursor, ukuran: q_masuk.daftar(k.actor, k.tab, saring_masuk(k), kursor, ukuran=ukuran, urut=k.urut),
    hitung=lambda k: q_masuk.hitung(k.actor, k.tab, saring_masuk(k)),
    kunci=lambda b: (b.id,),
    baris=lambda b, k: {
        "nilai": f"masuk:{b.id}:{b.versi}",
        "label": b.hal,
        "redup": b.status in ("diarsipkan", "ditarik"),
        "giliran": bool(b.saya) and k.tab != "menunggu",
    },
    massal=_massal_masuk,
    kosong=_kosong_masuk,
    aksi=_catat,
    kolom=(
        Kolom(
            "hal", "Hal dan pengirim",
            lambda b, k: {"teks": b.hal, "url": url_for("surat_masuk.lihat", id=b.id), "sub": _sub_masuk(b, k)},
            (
                ("Agenda", lambda b, k: b.agenda), ("Hal", lambda b, k: b.hal), ("Pengirim", lambda b, k: b.pengirim),
                ("Tembusan", lambda b, k: b.tembusan),
            ),
            kartu="judul", lebar="isi", wajib=True,
        ),
        Kolom(
            "nomor", "Nomor dan tanggal", lambda b, k: {"teks": b.nomor, "sub": tanggal_pendek(b.tanggal)},
            (("Nomor", lambda b, k: b.nomor), ("Tanggal surat", lambda b, k: b.tanggal)), kartu="sembunyi",
            urutan=lambda b: b.tanggal,
        ),
        Kolom(
            "diterima", "Diterima", lambda b, k: {"waktu": b.diterima_pada, "teks": tanggal_ringkas(b.diterima_pada)},
            lambda b, k: b.diterima_pada, urutan=lambda b: b.id,
        ),
        Kolom("sifat", "Sifat", _sifat),
        Kolom("tujuan", "Kepada", lambda b, k: b.tujuan, awal=False),
        Kolom(
            "status", "Status", lambda b, k: _lencana(masuk_tampil.status_baris(b)),
            (
                ("Status", lambda b, k: workflow.ambil("surat_masuk").state(b.status).label),
                ("Kemajuan disposisi", lambda b, k: b.kemajuan.kalimat),
            ),
            kartu="status",
        ),
        Kolom("tenggat", "Tenggat", _tenggat_masuk, lambda b, k: b.tenggat, rata="kanan", urutan=lambda b: b.tenggat),
    ),
)  # fmt: skip


# Disposisi ---------------------------------------------------------------------------------------------------------


def _status_disposisi(b: q_disposisi.BarisDisposisi, k: Konteks) -> dict[str, Any]:
    makna, kata = q_disposisi.status_baris(b)
    if kata == "Dibaca" and b.dibaca_pada is not None:
        return {"lencana": ("berjalan", f"Dibaca {hari_jam(b.dibaca_pada)}", "eye")}
    if kata == "Belum dibaca":
        return {"lencana": (makna, "Baru" if k.tab == "untuk" else kata, "mail")}
    return {"lencana": (makna, kata, "arrow-back-up" if kata == "Dikembalikan" else None)}


def hari_jam(pada: Any) -> str:
    """When something was read: '16.31' today, 'Jum 16.31' within a week, else 'Jum 20 Nov'."""
    from suite.core.clock import local_date

    hari = (today() - local_date(pada)).days
    if hari >= 7:
        return tanggal_ringkas(pada)
    return jam(pada, zona=False) if hari == 0 else f"{HARI_PENDEK[local_date(pada).weekday()]} {jam(pada, zona=False)}"


def _kosong_disposisi(k: Konteks) -> dict[str, Any]:
    if k.tersaring:
        return kosong_tersaring("disposisi")
    if k.tab == "untuk":
        return {"judul": "Belum ada disposisi", "uraian": "Surat yang diarahkan kepada Anda muncul di sini."}
    if k.tab == "kantor":
        return {
            "judul": "Tidak ada disposisi yang belum selesai",
            "uraian": "Disposisi atas surat masuk kantor Anda yang terbuka bagi Anda muncul di sini.",
        }
    return {
        "judul": "Belum ada disposisi dari Anda",
        "uraian": "Buka surat masuk, lalu pilih Disposisikan.",
        "aksi": {"label": "Buka surat masuk", "url": url_for("surat_masuk.daftar")},
    }


def _orang(tab: str, judul: str) -> Kolom:
    """The other side of a disposisi; the office's view shows both."""
    isi = (lambda b, k: b.dari) if tab == "untuk" else (lambda b, k: b.kepada)
    return Kolom(f"orang_{tab}", judul, isi, tab=frozenset({tab, "kantor"}))


DISPOSISI = Daftar(
    "disposisi",
    "Disposisi",
    benda="disposisi",
    izin="disposisi.daftar",
    endpoint="disposisi.daftar",
    bantuan="disposisi",
    tab=q_disposisi.TAMPILAN,
    tab_tugas="untuk",
    label_tab="Disposisi menurut arah",
    cari="Kata, nomor, atau pengirim surat",
    saring=(Saring("keadaan", "Keadaan", pilihan=lambda: q_disposisi.KEADAAN, awal="terbuka"),),
    ambil=lambda k, kursor, ukuran: q_disposisi.daftar(
        k.actor, k.tab, k.nilai["keadaan"], k.kata, kursor, ukuran=ukuran, urut=k.urut
    ),
    kunci=lambda b: (b.urut.isoformat(), b.id),
    baris=lambda b, k: {"redup": not b.terbuka},
    kosong=_kosong_disposisi,
    kolom=(
        Kolom(
            "hal", "Surat",
            lambda b, k: {
                "teks": b.hal, "url": url_for("disposisi.lihat", id=b.id), "sub": f"{b.pengirim} · agenda {b.agenda}",
            },
            (
                ("Hal", lambda b, k: b.hal), ("Pengirim", lambda b, k: b.pengirim), ("Agenda", lambda b, k: b.agenda),
            ),
            kartu="judul", lebar="isi", wajib=True,
        ),
        Kolom("instruksi", "Instruksi", lambda b, k: b.instruksi),
        _orang("untuk", "Dari"),
        _orang("dari", "Kepada"),
        Kolom("sifat", "Sifat", _sifat, kartu="sembunyi"),
        Kolom("status", "Status", _status_disposisi, lambda b, k: q_disposisi.status_baris(b)[1], kartu="status"),
        Kolom(
            "dibuat", "Diberikan", lambda b, k: {"waktu": b.dibuat_pada, "teks": tanggal_ringkas(b.dibuat_pada)},
            lambda b, k: b.dibuat_pada, awal=False, urutan=lambda b: b.id,
        ),
        Kolom(
            "tenggat", "Tenggat", lambda b, k: {"tenggat": b.tenggat, "selesai": not b.terbuka} if b.tenggat else None,
            lambda b, k: b.tenggat, rata="kanan", urut="naik", urutan=lambda b: b.urut,
        ),
    ),
)  # fmt: skip
