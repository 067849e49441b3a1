"""The lists of this room: letters sent, letters received, disposisi, berkas. One declaration each (see core/daftar)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from suite.core import policy, workflow
from suite.core.actor import Actor
from suite.core.clock import now, today
from suite.core.daftar import Daftar, Kolom, Konteks, Massal, Saring, daftarkan
from suite.core.db import session
from suite.core.errors import TidakDitemukan
from suite.core.web.format import HARI_PENDEK, jam, lama_kata, tanggal_pendek, tanggal_ringkas
from suite.naskah_dinas.models import Berkas
from suite.naskah_dinas.policy import petugas_agenda
from suite.naskah_dinas.queries import berkas as q_berkas
from suite.naskah_dinas.queries import disposisi as q_disposisi
from suite.naskah_dinas.queries import keluar as q_keluar
from suite.naskah_dinas.queries import masuk as q_masuk
from suite.naskah_dinas.queries import tugas as q_tugas
from suite.naskah_dinas.rules.jenis import semua_jenis_naskah
from suite.naskah_dinas.services.naskah import NAMA_SIFAT
from suite.naskah_dinas.views import keluar_tampil, masuk_tampil

MENUNGGU, LAIN = frozenset({"menunggu"}), frozenset({"konsep", "saya", "unit", "kantor", "semua"})
MENDESAK = ("segera", "amat_segera")


def pasang() -> None:
    """Register the lists."""
    daftarkan(SURAT_KELUAR, SURAT_MASUK, DISPOSISI, BERKAS, ISI_BERKAS, TUGAS_LUAR)


def _sifat(b: Any, _k: Konteks) -> dict[str, Any]:
    return {"teks": NAMA_SIFAT.get(b.sifat, b.sifat), "tebal": b.sifat in MENDESAK}


def _lencana(s: Mapping[str, Any]) -> dict[str, Any]:
    return {"lencana": (s["makna"], s["kata"], s.get("ikon")), "ket": s.get("ket")}


def _status(alur: str) -> dict[str, str]:
    return {s.nama: s.label for s in workflow.ambil(alur).states}


def _jenis() -> dict[str, str]:
    return {j.kode: j.nama for j in semua_jenis_naskah(today())}


def _kosong_tersaring(benda: str) -> dict[str, Any]:
    return {"judul": f"Tidak ada {benda} yang cocok", "uraian": "Ubah kata atau penyaringnya.", "tersaring": True}


# Letters of ours ---------------------------------------------------------------------------------------------------


def saring_keluar(k: Konteks) -> q_keluar.Saringan:
    n = k.nilai
    return q_keluar.Saringan(k.kata, n["jenis"], n["status"], n["sifat"], n["dari"], n["sampai"])


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
        return _kosong_tersaring("surat")
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
        Saring("status", "Status", pilihan=lambda: _status("surat_keluar")),
        Saring("sifat", "Sifat", pilihan=lambda: NAMA_SIFAT),
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
        return _kosong_tersaring("surat")
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
        Saring("status", "Status", pilihan=lambda: _status("surat_masuk")),
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
        return _kosong_tersaring("disposisi")
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


# Archive -----------------------------------------------------------------------------------------------------------


def _buka(k: Konteks) -> list[dict[str, Any]]:
    if not petugas_agenda(k.actor):
        return []
    return [{"label": "Buka berkas", "url": url_for("berkas.buka"), "ikon": "folder-plus"}]


def keadaan_berkas(status: str, *, ditahan: bool = False) -> tuple[str, str, str]:
    """(meaning, word, icon) of a berkas; a hold is told before anything else."""
    s = workflow.ambil("berkas").state(status)
    if ditahan:
        return ("perhatian", f"{s.label}, ditahan", "lock")
    return (s.makna, s.label, "folder-open" if status == "terbuka" else "archive")


def _kosong_berkas(k: Konteks) -> dict[str, Any]:
    if k.tersaring:
        return _kosong_tersaring("berkas")
    return {
        "judul": "Belum ada berkas",
        "uraian": "Berkas menyimpan surat satu urusan di bawah satu kode klasifikasi.",
        "aksi": next(iter(_buka(k)), None),
    }


def _banyak_opd(k: Konteks) -> bool:
    a = k.actor
    return len(a.opd_ids) != 1 or "auditor" in a.kunci or a.punya_peran("arsiparis@*")


BERKAS = Daftar(
    "berkas",
    "Berkas dan arsip",
    benda="berkas",
    izin="berkas.daftar",
    endpoint="berkas.daftar",
    bantuan="berkas",
    cari="Judul atau kode berkas",
    saring=(Saring("keadaan", "Keadaan", pilihan=lambda: _status("berkas") | {"ditahan": "Ditahan"}),),
    ambil=lambda k, kursor, ukuran: q_berkas.daftar(
        k.actor, k.kata, k.nilai["keadaan"], kursor, ukuran=ukuran, urut=k.urut
    ),
    kunci=lambda b: (b.id,),
    baris=lambda b, k: {"redup": b.ditutup_pada is not None},
    kosong=_kosong_berkas,
    aksi=_buka,
    kolom=(
        Kolom(
            "judul", "Berkas", lambda b, k: {"teks": b.judul, "url": url_for("berkas.lihat", id=b.id)},
            kartu="judul", lebar="isi", wajib=True, urutan=lambda b: b.judul,
        ),
        Kolom("kode", "Kode", lambda b, k: b.klasifikasi, urutan=lambda b: b.klasifikasi),
        Kolom("tahun", "Tahun", lambda b, k: b.tahun),
        Kolom("opd", "Perangkat daerah", lambda b, k: b.opd, bila=_banyak_opd),
        Kolom(
            "status", "Keadaan",
            lambda b, k: {"lencana": keadaan_berkas(b.status, ditahan=b.ditahan)},
            (
                ("Keadaan", lambda b, k: keadaan_berkas(b.status, ditahan=b.ditahan)[1]),
                ("Dibuka", lambda b, k: b.dibuka_pada), ("Ditutup", lambda b, k: b.ditutup_pada),
            ),
            kartu="status",
        ),
        Kolom("jumlah", "Surat", lambda b, k: f"{b.jumlah} surat", lambda b, k: b.jumlah, rata="kanan"),
    ),
)  # fmt: skip


JENIS_SURAT = {"surat_masuk": "Surat masuk", "surat_keluar": "Surat keluar"}


def _berkas(k: Konteks) -> Berkas:
    """The berkas that the address names. Raises `TidakDitemukan` for none and for one that the actor may not see."""
    nomor = str(k.nilai.get("id", ""))
    b = session.get(Berkas, int(nomor)) if nomor.isascii() and nomor.isdigit() and len(nomor) < 16 else None
    if b is None or not policy.boleh("berkas.lihat", k.actor, b):
        raise TidakDitemukan("Berkas itu tidak ada.")
    return b


ISI_BERKAS = Daftar(
    "isi_berkas",
    "Isi berkas",
    benda="surat",
    izin="berkas.daftar",
    endpoint="berkas.lihat",
    argumen=("id",),
    cari="Hal, nomor, atau pihak",
    saring=(Saring("jenis", "Jenis", pilihan=lambda: JENIS_SURAT),),
    ambil=lambda k, kursor, ukuran: q_berkas.isi(
        k.actor, _berkas(k), kursor, kata=k.kata, jenis=k.nilai["jenis"], ukuran=ukuran, urut=k.urut
    ),
    kunci=lambda s: (q_berkas.urut_isi(s),),
    kosong=lambda k: _kosong_tersaring("surat")
    if k.tersaring
    else {"judul": "Belum ada surat di berkas ini", "uraian": "Buka surat yang sudah selesai, lalu pilih Berkaskan."},
    kolom=(
        Kolom(
            "hal", "Hal", lambda s, k: {"teks": s.hal, "url": url_for(f"{s.jenis}.lihat", id=s.id), "sub": s.pihak},
            (("Hal", lambda s, k: s.hal), ("Pengirim atau penanda tangan", lambda s, k: s.pihak)),
            kartu="judul", lebar="isi", wajib=True,
        ),
        Kolom("nomor", "Nomor", lambda s, k: s.nomor),
        Kolom("jenis", "Jenis", lambda s, k: JENIS_SURAT[s.jenis]),
        Kolom(
            "tanggal", "Tanggal", lambda s, k: tanggal_pendek(s.tanggal) if s.tanggal else None, lambda s, k: s.tanggal,
            rata="kanan", urutan=lambda s: s.tanggal,
        ),
    ),
)  # fmt: skip


# Duty away ---------------------------------------------------------------------------------------------------------


def _kosong_tugas(k: Konteks) -> dict[str, Any]:
    if k.tersaring:
        return _kosong_tersaring("tugas")
    tulis = {
        "label": "Tulis surat tugas",
        "url": url_for("surat_keluar.baru", jenis="surat_tugas"),
        "ikon": "pencil-plus",
    }
    siapa = "Anda" if k.tab == "saya" else "kantor Anda"
    return {
        "judul": "Tidak ada yang bertugas di luar",
        "uraian": f"Tugas {siapa} tercatat di sini dengan sendirinya begitu surat tugasnya terbit.",
        "aksi": tulis if k.actor.penugasan else None,
    }


TUGAS_LUAR = Daftar(
    "tugas_luar",
    "Tugas di luar",
    benda="tugas",
    izin="tugas_luar.daftar",
    endpoint="tugas_luar.daftar",
    bantuan="tugas-luar",
    tab=q_tugas.TAMPILAN,
    tab_awal=lambda actor: "kantor",
    label_tab="Tugas siapa",
    cari="Nama, tempat, atau nomor surat",
    saring=(Saring("keadaan", "Waktu", pilihan=lambda: q_tugas.KEADAAN, awal="kini"),),
    ambil=lambda k, kursor, ukuran: q_tugas.daftar(
        k.actor, k.tab, k.nilai["keadaan"], k.kata, kursor, ukuran=ukuran, urut=k.urut
    ),
    kunci=lambda b: (b.id,),
    kosong=_kosong_tugas,
    kolom=(
        Kolom("nama", "Pegawai", lambda b, k: b.nama, kartu="judul", lebar="isi", wajib=True),
        Kolom("tempat", "Tempat", lambda b, k: b.tempat),
        Kolom("mulai", "Mulai", lambda b, k: tanggal_pendek(b.mulai), lambda b, k: b.mulai, urutan=lambda b: b.mulai),
        Kolom("sampai", "Sampai", lambda b, k: tanggal_pendek(b.sampai), lambda b, k: b.sampai),
        Kolom(
            "surat", "Surat tugas",
            lambda b, k: {"teks": b.nomor, "url": url_for("surat_keluar.lihat", id=b.surat_id)} if b.terbuka else None,
            lambda b, k: b.nomor if b.terbuka else None,
        ),
    ),
)  # fmt: skip
