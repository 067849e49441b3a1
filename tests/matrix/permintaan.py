"""What is asked of each route in the table: the address of a real object, and a form that is valid for who may."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import current_app, url_for
from sqlalchemy import select

from suite.core import db
from suite.core.clock import now, today
from suite.core.daftar import tampilan
from suite.core.daftar.ekspor import folder_ekspor
from suite.core.identity.faktor.models import FaktorTotp, KunciSandi
from suite.core.jobs import Job
from suite.core.komentar import services as komentar
from suite.core.workflow import Task
from suite.naskah_dinas.daftar import SURAT_KELUAR
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.services.disposisi import daftar_instruksi
from tests.matrix import dunia, permintaan_api
from tests.matrix.dunia import Dunia
from tests.matrix.harapan import Baris

Isian = dict[str, Any]


def alamat(b: Baris, d: Dunia, peran: str) -> str:
    """The address of the route for this object. Needs a request or application context."""
    if (milik_api := permintaan_api.halaman(b, d)) is not None:
        return milik_api
    kelompok, _, macam = b.endpoint.partition(".")
    nama, _, aksi = b.objek.partition(" ")
    nilai: dict[str, Any] = {}
    if b.endpoint == "static":
        nilai = {"filename": "suite.css"}
    elif b.endpoint in {"verifikasi.lihat", "verifikasi.bandingkan"}:
        nilai = {"token": d.surat[nama].token}
    elif b.endpoint == "bantuan.topik":
        nilai = {"topik": d.lain["topik"]}
    elif b.endpoint == "alur.lihat":
        nilai = {"nama": "surat_keluar"}
    elif b.endpoint == "draf.simpan_otomatis":
        nilai = {"kunci": "surat_keluar:baru:surat_dinas"}
    elif b.endpoint == "beranda.ingatkan":
        nilai = {"task_id": d.lain["tugas:paraf"]}
    elif b.endpoint == "akun.cabut_sesi":
        pemilik = peran if b.objek == "milik sendiri" else "pelaksana"
        nilai = {"sesi_id": d.lain[f"sesi:{pemilik}"]}
    elif b.endpoint == "akun.hapus_kunci":
        pemilik = peran if b.objek == "milik sendiri" and peran in d.akun else "pelaksana"
        nilai = {"id": d.lain[f"kunci:{pemilik}"]}
    elif kelompok == "impor" and nama:
        nilai = {"jenis": "unit", "format": "csv"} if b.endpoint == "impor.templat" else {"jenis": "unit"}
        nilai = {"id": d.lain["impor"]} if nama == "impor" else nilai
    elif kelompok == "aktivasi" and nama in {"gelombang", "lembar"}:
        nilai = {"id": d.lain[nama]}
    elif kelompok == "jenis_naskah" and nama:
        nilai = {"kode": nama}
    elif b.endpoint == "kalkulator.lihat":
        nilai = {"topik": b.objek}
    elif kelompok == "ketentuan" and "." in nama:
        nilai = {"nama": nama}
    elif kelompok == "ketentuan" and nama:
        nilai = {"id": d.lain[f"usulan:{nama}"]} | ({"nama": aksi} if aksi else {})
    elif kelompok == "pekerjaan" and nama:
        nilai = {"id": d.lain[f"job:{nama}"].id}
    elif kelompok == "kelola" and nama and not macam.endswith("_banyak"):
        nilai = {"id": _orang(b.endpoint, d, nama)}
    elif kelompok == "delegasi" and nama == "sementara":
        nilai = {"id": d.lain["sementara"].id}
    elif kelompok == "contoh_surat" and nama:
        nilai = {"id": d.lain["contoh"].id}
    elif kelompok == "nomor_sisipan":
        asal = d.lain["sisipan"] if nama == "diminta" else d.surat[nama]
        nilai = {"id": asal.id} | ({"nama": aksi} if aksi else {})
    elif b.endpoint == "surel_masuk.berkas":
        nilai = {"id": d.lain["surel"], "n": 0}
    elif b.endpoint in {"surat_keluar.hasil_tanda_tangan", "surat_keluar.ulangi_tanda_tangan"}:
        nilai = {"id": d.lain["massal"].id}
    elif kelompok in {"surat_keluar", "surat_masuk", "disposisi"} and nama in _kamus(b.endpoint, d):
        nilai = {"id": _kamus(b.endpoint, d)[nama].id}
        if aksi:
            nilai["nama"] = aksi
        if b.endpoint.endswith(".halaman"):
            nilai["n"] = 1
        if nama == "kiriman":
            nilai["tujuan_id"] = d.lain["tujuan:kiriman"]
        if b.endpoint.endswith(".bukti_kiriman"):
            nilai["ke"] = 1
        if b.endpoint.endswith(".lampiran"):
            nilai["lampiran_id"] = d.lain[f"lampiran:{nama}"]
        if b.endpoint in {"surat_keluar.tolak_saran", "surat_keluar.tarik_saran"}:
            nilai["saran_id"] = d.lain["saran"].id
    elif b.endpoint in {"berkas.berkaskan_keluar", "berkas.simpan_keluar", "berkas.pindah_keluar"}:
        nilai = {"id": d.surat[nama].id}
    elif b.endpoint in {"berkas.berkaskan_masuk", "berkas.simpan_masuk", "berkas.pindah_masuk"}:
        nilai = {"id": d.masuk[nama].id}
    elif kelompok == "daftar_kode" and b.endpoint != "daftar_kode.daftar":
        nilai = {"nama": "klasifikasi"} | _kode(b.endpoint, d)
    elif kelompok == "usulan_daftar" and nama:
        nilai = {"id": d.lain[f"usulan_kode:{nama}"].id} | _kode(b.endpoint, d) | ({"nama": aksi} if aksi else {})
    elif b.endpoint == "berkas.unduh_paket":
        nilai = {"id": d.lain["paket"]}
    elif (
        kelompok == "berkas"
        and nama in d.berkas
        and macam in {"minta_paket", "lihat", "tutup", "gabung", "nilai", "tanya", "aksi"}
    ):
        nilai = {"id": d.berkas[nama].id} | ({"nama": aksi} if aksi else {})
    elif kelompok == "penyusutan" and nama and macam != "buat":
        nilai = {"id": d.lain[f"penyusutan:{nama}"]} | ({"nama": aksi} if aksi else {})
    elif kelompok == "komentar" and nama:
        kamus = {"surat_keluar": d.surat, "surat_masuk": d.masuk, "disposisi": d.disposisi}
        nilai = {"id": d.lain["komentar:konseptor"]} if nama == "milik" else {"jenis": nama, "id": kamus[nama][aksi].id}
    elif kelompok == "daftar":
        nilai = {"nama": nama, "format": "xlsx"} if macam in {"unduh", "minta"} else {"nama": nama}
        if nama == "isi_berkas":
            nilai["id"] = d.berkas["komunikasi"].id
        if nama == "milik":
            nilai = {"id": d.lain[f"{macam}:{aksi}"]} | ({"nama": "surat_keluar"} if macam == "hapus_tampilan" else {})
    if b.endpoint in {
        "surat_masuk.disposisi_banyak",
        "surat_keluar.paraf_banyak",
        "surat_keluar.tanda_tangan_banyak",
        "surat_keluar.simpan",
        "surat_masuk.simpan_catat",
    }:
        nilai = {}
    return url_for(b.endpoint, **nilai)


def _kode(endpoint: str, d: Dunia) -> dict[str, Any]:
    """What the addresses of code lists need besides the list or the proposal."""
    return {
        "daftar_kode.kode": {"kode": dunia.KLASIFIKASI},
        "daftar_kode.unduh": {"id": d.lain["versi_klasifikasi"], "format": "csv"},
        "daftar_kode.unduh_banding": {"format": "xlsx"},
        "daftar_kode.unduh_semua": {"format": "xlsx"},
        "usulan_daftar.unduh_beda": {"format": "csv"},
        "usulan_daftar.buang_perubahan": {"n": 1},
    }.get(endpoint, {})


def _kamus(endpoint: str, d: Dunia) -> dict[str, Any]:
    return {"surat_keluar": d.surat, "surat_masuk": d.masuk, "disposisi": d.disposisi}[endpoint.split(".")[0]]


def _orang(endpoint: str, d: Dunia, nama: str) -> int:
    """The id that a page of administration goes by: account, person, role or assignment."""
    macam = endpoint.split(".")[1]
    if macam in {"kode", "nonaktif", "aktif", "setel_ulang_faktor"}:
        return d.akun[nama].id
    jenis = {"akhiri_peran": "peran", "akhiri_penugasan": "penugasan"}.get(macam, "pegawai")
    return d.lain[f"{jenis}:{nama}"].id


def lengkapi(d: Dunia) -> None:
    """Note the ids that addresses need besides the objects themselves."""
    _lengkapi_daftar(d)
    with db.transaksi(baca=True):
        for nama, surat in d.surat.items():
            segar = db.session.get_one(type(surat), surat.id)
            if segar.lampiran:
                d.lain[f"lampiran:{nama}"] = segar.lampiran[0].id
        q = select(Task.id).where(
            Task.jenis == "surat_keluar", Task.objek_id == d.surat["paraf"].id, Task.ditutup_pada.is_(None)
        )
        d.lain["tugas:paraf"] = db.session.execute(q).scalar_one()
    _kiriman(d)
    _faktor_kedua(d)
    _kota_baru(d)
    _ketentuan(d)
    _penyusutan(d)
    from suite.portal.help_topics import semua_topik

    d.lain["topik"] = sorted(semua_topik())[0]


def _kiriman(d: Dunia) -> None:
    """An issued letter with an addressee outside: handed over once with a proof, then sent by e-mail."""
    from suite.core.files import services as files
    from suite.naskah_dinas.models import SuratTujuan
    from suite.naskah_dinas.models_luar import KirimanLuar

    with db.transaksi() as s:
        surat = d.surat["kiriman"] = s.get_one(SuratKeluar, d.surat["balasan"].id)
        tujuan = SuratTujuan(surat_id=surat.id, urut=9, macam="kepada", teks="Hendra", surel="hendra@warga.test")
        s.add(tujuan)
        s.flush()
        d.lain["tujuan:kiriman"] = tujuan.id
        bukti = files.simpan(dunia.pdf_uji("Bukti"), nama="bukti.pdf", actor=d.aktor("konseptor"))
        s.add_all(
            [
                KirimanLuar(
                    surat_id=surat.id, tujuan_id=tujuan.id, ke=1, kini=False, cara="tangan", keadaan="diterima",
                    diterima_tanggal=today(), bukti_id=bukti.id,
                ),
                KirimanLuar(
                    surat_id=surat.id, tujuan_id=tujuan.id, ke=2, cara="surel", alamat=tujuan.surel,
                    keadaan="terkirim", terkirim_pada=now(),
                ),
            ]
        )  # fmt: skip


def _penyusutan(d: Dunia) -> None:
    """Berkas in several ages, and a document of disposal in each state that its routes ask for."""
    from suite.core import workflow
    from suite.naskah_dinas.models import Berkas
    from suite.naskah_dinas.services import penyusutan

    lama = today() - timedelta(days=365 * 20)
    with db.transaksi():
        arsiparis, opd = d.aktor("arsiparis"), d.unit["komunikasi"].id
        for nama in ("kembar", "dinilai", "tua", "konsep 1", "konsep 2", "diputuskan", "disetujui"):
            b = Berkas(opd_id=opd, klasifikasi=dunia.KLASIFIKASI, judul=f"Berkas {nama}", tahun=2000)
            if nama != "kembar":
                b.status, b.ditutup_pada, b.inaktif_mulai, b.keputusan_mulai = "ditutup", lama, lama, lama
                b.nasib = "nilai" if nama == "dinilai" else "musnah"
            db.session.add(b)
            db.session.flush()
            d.berkas[nama] = b
        b = Berkas(opd_id=d.unit["kesehatan"].id, klasifikasi=dunia.KLASIFIKASI, judul="Berkas kes", tahun=2000)
        db.session.add(b)
        db.session.flush()
        d.berkas["kembar_kes"] = b
    for nama, jenis, isi in (
        ("konsep", "pemusnahan", ("konsep 1", "konsep 2")),
        ("diputuskan", "pemindahan", ("diputuskan",)),
        ("disetujui", "pemindahan", ("disetujui",)),
    ):
        with db.transaksi():
            dok = penyusutan.buat(arsiparis, jenis, [d.berkas[x].id for x in isi])
            if nama != "konsep":
                workflow.jalankan(dok, "ajukan", arsiparis, versi=dok.versi)
            if nama == "disetujui":
                workflow.jalankan(dok, "setujui", d.aktor("penanda"), versi=dok.versi)
            d.lain[f"penyusutan:{nama}"] = dok.id


def _versi_arsip(d: Dunia, macam: str, nama: str) -> str:
    from suite.naskah_dinas.models import Berkas
    from suite.naskah_dinas.models_penyusutan import Penyusutan

    with db.transaksi(baca=True):
        if macam == "berkas":
            return str(db.session.get_one(Berkas, d.berkas[nama].id).versi)
        return str(db.session.get_one(Penyusutan, d.lain[f"penyusutan:{nama}"]).versi)


def _faktor_kedua(d: Dunia) -> None:
    """Two passkeys for everyone (that one may be removed), an app for one."""
    with db.transaksi():
        for peran, akun in d.akun.items():
            para = [
                KunciSandi(
                    account_id=akun.id,
                    nama=f"Kunci {n}",
                    sidik=f"{akun.id}-{n}",
                    kredensial="AAAA",
                    kunci_publik="AAAA",
                )
                for n in (1, 2)
            ]
            db.session.add_all(para)
            db.session.flush()
            d.lain[f"kunci:{peran}"] = para[0].id
        db.session.add(FaktorTotp(account_id=d.akun["staf"].id, rahasia="tidak dipakai"))


UNIT = b"kode,nama,jenis,induk\nU.1,Dinas Baru,dinas,\nU.2,Bidang Baru,entah,U.1\n"


def _kota_baru(d: Dunia) -> None:
    """An emblem, an upload with a broken row, a batch of codes with a sheet."""
    from PIL import Image

    from suite.core import kota
    from suite.core.actor import SISTEM
    from suite.core.files.store import gudang
    from suite.core.identity.aktivasi import services as aktivasi
    from suite.core.identity.aktivasi.models import GelombangAktivasi, LembarAktivasi
    from suite.core.impor import services as impor

    png = io.BytesIO()
    Image.new("RGBA", (120, 120), "teal").save(png, "PNG")
    with db.transaksi():
        kota.simpan(SISTEM, {"kota.lambang": gudang().simpan(png.getvalue())})
        d.lain["impor"] = impor.unggah(SISTEM, "unit", "unit.csv", UNIT).id
        opd = d.unit["komunikasi"].id
        gelombang = GelombangAktivasi(
            judul="Dinas", cara="cetak", pilihan={"opd": [opd]}, berlaku_sampai=now() + timedelta(days=30)
        )
        db.session.add(gelombang)
        db.session.flush()
        isi = aktivasi._kotak().encrypt(pdf_kosong())
        lembar = LembarAktivasi(gelombang_id=gelombang.id, opd_id=opd, judul="Dinas", jumlah=1, isi=isi)
        db.session.add(lembar)
        db.session.flush()
        d.lain["gelombang"], d.lain["lembar"] = gelombang.id, lembar.id


def _ketentuan(d: Dunia) -> None:
    """A proposal in each state: draft, submitted, approved for a day to come."""
    from suite.core import naskah_peraturan, workflow
    from suite.core.ketentuan import services as ketentuan

    with db.transaksi():
        admin, penyetuju = d.aktor("admin_regulasi"), d.aktor("penyetuju_regulasi")
        for keadaan, nama, nilai in (
            ("konsep", "core.penunjukan_sementara", {"paling_lama_hari": 5}),
            ("diperiksa", "core.penunjukan_sementara", {"paling_lama_hari": 6}),
            ("disahkan", "naskah_dinas.instruksi", {"daftar": ["Untuk diketahui"]}),
        ):
            isian = ketentuan.Isian(
                nama, today() + timedelta(days=30), None, "Perwali 1/2026 Ps 2", "", "Uji", False, nilai
            )
            u = ketentuan.usulkan(admin, isian)
            naskah_peraturan.lampirkan(
                admin, u, "perwali.pdf", io.BytesIO(dunia.pdf_uji("Perwali")), versi=u.versi, batas_mb=1
            )
            if keadaan != "konsep":
                workflow.jalankan(u, "ajukan", admin, versi=u.versi)
            if keadaan == "disahkan":
                workflow.jalankan(u, "setujui", penyetuju, versi=u.versi)
            d.lain[f"usulan:{keadaan}"] = u.id


def _isian_ketentuan(hari: int) -> Isian:
    return {
        "mulai": (today() + timedelta(days=40)).isoformat(), "sumber": "Perwali 1/2026 Ps 3", "alasan": "Uji",
        "n/paling_lama_hari": str(hari),
    }  # fmt: skip


def _versi_jenis(kode: str) -> str:
    from suite.naskah_dinas.services.jenis import riwayat

    with db.transaksi(baca=True):
        return str(max((b.urut for b in riwayat(kode)), default=0))


def _versi_usulan(d: Dunia, nama: str) -> str:
    from suite.core.ketentuan.models import UsulanKetentuan

    with db.transaksi(baca=True):
        return str(db.session.get_one(UsulanKetentuan, d.lain[f"usulan:{nama}"]).versi)


def pdf_kosong() -> bytes:
    return dunia.pdf_uji("Kode aktivasi")


def _lengkapi_daftar(d: Dunia) -> None:
    """A saved view and a finished export of the drafter."""
    with db.transaksi():
        k = SURAT_KELUAR.baca(d.aktor("konseptor"), {"tampilan": "semua"})
        d.lain["hapus_tampilan:konseptor"] = tampilan.simpan(k.actor, SURAT_KELUAR, "Milik konseptor", k).id
        k_baru, _ = komentar.tulis(
            d.aktor("konseptor"),
            "surat_keluar",
            db.session.get_one(SuratKeluar, d.surat["konsep"].id),
            "Mohon diperiksa.",
        )
        d.lain["komentar:konseptor"] = k_baru.id
        folder = folder_ekspor(current_app.config["SUITE"].var)
        (folder / "uji.csv").write_text("Hal\r\n")
        hasil = {"berkas": "uji.csv", "nama": "surat.csv", "sampai": (now() + timedelta(days=300)).isoformat()}
        job = Job(
            jenis="ekspor_daftar", izin="masuk", keadaan="selesai", argumen={"daftar": "surat_keluar"}, hasil=hasil,
            account_id=d.akun["konseptor"].id, pegawai_id=d.lain["pegawai:konseptor"].id,
        )  # fmt: skip
        db.session.add(job)
        db.session.flush()
        d.lain["unduhan:konseptor"] = job.id
        (folder / "uji.zip").write_bytes(b"PK")
        satu = Job(
            jenis="paket_berkas", izin="masuk", keadaan="selesai", argumen={"berkas_id": d.berkas["komunikasi"].id},
            hasil=hasil | {"berkas": "uji.zip", "nama": "berkas.zip"}, account_id=d.akun["konseptor"].id,
            pegawai_id=d.lain["pegawai:konseptor"].id,
        )  # fmt: skip
        db.session.add(satu)
        db.session.flush()
        d.lain["paket"] = satu.id


ALASAN: Isian = {"alasan": "Alasan untuk uji.", "catatan": "Dasar hukum keliru.", "konfirmasi": "ya"}


def isian(b: Baris, d: Dunia, peran: str) -> Isian:
    """The form that is posted (or, under `json`, the body)."""
    nama, _, aksi = b.objek.partition(" ")
    if b.endpoint in permintaan_api.FORMULIR:
        return dict(permintaan_api.FORMULIR[b.endpoint])
    if b.endpoint in KIRIMAN:
        if b.endpoint == "surat_keluar.kirim_surel":
            permintaan_api.nyalakan_surel()
        return {"ke": "2"} | KIRIMAN[b.endpoint]
    buat = ISIAN.get(b.endpoint)
    if buat is not None:
        return buat(d, peran, nama, aksi)
    if b.endpoint.split(".")[0] in {"surat_keluar", "surat_masuk", "disposisi"} and nama:
        return ALASAN | {"versi": _versi(_kamus(b.endpoint, d)[nama])}
    if b.endpoint.startswith("usulan_daftar."):
        return ALASAN | {"versi": _versi(d.lain[f"usulan_kode:{nama}"])} | _isi_usulan(b.endpoint)
    return dict(ALASAN)


def _isi_usulan(endpoint: str) -> Isian:
    kepala = {"mulai": (today() + timedelta(days=60)).isoformat(), "regulasi": "Kepwal 1", "sumber": "JDIH"}
    ubah = {"tindakan": "ubah", "kode": "000.1", "uraian": "Ketatausahaan"}
    return {
        "daftar_kode.simpan_impor": kepala
        | {"berkas": (io.BytesIO(b"kode,uraian,aktif,inaktif,nasib_akhir,keamanan\n"), "a.csv")},
        "daftar_kode.simpan_ubah": kepala | ubah,
        "usulan_daftar.lampirkan": _pdf(),
        "usulan_daftar.simpan_perbaiki": kepala,
        "usulan_daftar.simpan_perubahan": ubah,
        "usulan_daftar.simpan_pemetaan": {"kode_lama": "000.1.6", "kode_baru": dunia.KLASIFIKASI},
    }.get(endpoint, {})


def _versi(dok: Any) -> str:
    with db.transaksi(baca=True):
        return str(db.session.execute(select(type(dok).versi).where(type(dok).id == dok.id)).scalar_one())


def _pdf(nama: str = "berkas") -> Isian:
    return {nama: (io.BytesIO(dunia.pdf_uji()), "surat.pdf")}


def _disposisi(d: Dunia, dok: Any, kepada: str) -> Isian:
    instruksi = [x["kode"] for x in daftar_instruksi() if x["tuntas"]][:1]
    return {
        "versi": _versi(dok), "kepada": [str(d.jabatan[kepada].id)], "instruksi": instruksi, "batas": "sifat",
        "catatan": "Tindak lanjuti.",
    }  # fmt: skip


def _surat(d: Dunia) -> Isian:
    return {
        "jenis": "surat_dinas", "hal": "Konsep dari uji", "isi": "Isi surat.", "isi_format": "teks", "sifat": "biasa",
        "keamanan": "B", "klasifikasi": dunia.KLASIFIKASI, "lakukan": "simpan",
    }  # fmt: skip


KIRIMAN: dict[str, Isian] = {
    "surat_keluar.kirim_surel": {"surel": "hendra@rumah.test"},
    "surat_keluar.catat_kiriman": {"tanggal": today().isoformat(), "penerima": "Hendra"},
    "surat_keluar.catat_gagal_kirim": {"sebab": "Kotak surat penuh."},
}
ISIAN: dict[str, Callable[[Dunia, str, str, str], Isian]] = {
    "masuk.masuk": lambda d, p, n, a: {"pengenal": "198209012006042999", "sandi": "salah sekali"},
    "masuk.lupa_sandi": lambda d, p, n, a: {"pengenal": "x", "kode": "SALAH123", "sandi_baru": "sandi yang panjang sekali"},
    "akun.sandi": lambda d, p, n, a: {"sandi_lama": "bukan ini", "sandi_baru": "sandi yang panjang sekali"},
    "akun.pengaturan": lambda d, p, n, a: {"tema": "gelap", "kerapatan": "rapat", "pintasan_huruf": "ya", "bertindak": ""},
    "akun.bertindak": lambda d, p, n, a: {"penugasan": str(d.lain[f"penugasan:{p}"].id) if p in d.akun else "1"},
    "masuk.masuk_kunci": lambda d, p, n, a: {"kredensial": "{}"},
    "akun.totp": lambda d, p, n, a: {"tanda": "x", "kode": "000000"},
    "akun.tambah_kunci": lambda d, p, n, a: {"nama": "Ponsel", "kredensial": "{}"},
    "akun.pastikan": lambda d, p, n, a: {"sandi": "bukan ini"},
    "akun.simpan_surel": lambda d, p, n, a: {"tenang_mulai": "21.00", "tenang_selesai": "06.00", "jam_harian": "7"},
    "akun.minta_kode_surel": lambda d, p, n, a: {"alamat": "nama@kota.test"},
    "akun.pastikan_surel": lambda d, p, n, a: {"kode": "000000"},
    "draf.simpan_otomatis": lambda d, p, n, a: {"json": {"hal": "Isian yang belum dikirim"}},
    "pemberitahuan.dibaca": lambda d, p, n, a: {"sampai": "0"},
    "tindakan.banyak": lambda d, p, n, a: {"pilih_aksi": "surat_keluar.paraf", "pilih": [f"{d.surat[n].id}:{_versi(d.surat[n])}"]},
    "nomor_sisipan.simpan": lambda d, p, n, a: {"tanggal": dunia.LAMPAU.isoformat(), "alasan": "Tertinggal."},
    "nomor_sisipan.aksi": lambda d, p, n, a: ALASAN | {"versi": _versi(d.lain["sisipan"])},
    "surat_keluar.ulangi_tanda_tangan": lambda d, p, n, a: {},
    "surat_keluar.tanda_tangan_banyak": lambda d, p, n, a: {"pilih": [f"{d.surat[n].id}:{_versi(d.surat[n])}"]},
    "surat_keluar.paraf_banyak": lambda d, p, n, a: {"pilih": [f"{d.surat[n].id}:{_versi(d.surat[n])}"]},
    "verifikasi.periksa_unggahan": lambda d, p, n, a: _pdf(),
    "verifikasi.bandingkan": lambda d, p, n, a: _pdf(),
    "kelola.peran": lambda d, p, n, a: ALASAN | {"nama": "pengadministrasi", "unit": str(d.unit["komunikasi"].id)},
    "serah.tugas": lambda d, p, n, a: ALASAN
    | {"dari": str(d.lain[f"pegawai:{n}"].id), "ke": str(d.lain["pegawai:staf"].id)},
    "delegasi.tunjuk": lambda d, p, n, a: ALASAN
    | {
        "jabatan": str(d.jabatan["pemaraf"].id),
        "pegawai": str(d.lain["pegawai:pindahan"].id),
        "sampai": today().isoformat(),
    },
    "surat_keluar.simpan": lambda d, p, n, a: _surat(d),
    "surat_keluar.lihat_pratinjau": lambda d, p, n, a: _surat(d),
    "surat_keluar.surel_luar": lambda d, p, n, a: _surat(d),
    "surat_keluar.buang_draf": lambda d, p, n, a: {"jenis": "surat_dinas"},
    "surat_keluar.simpan_ubah": lambda d, p, n, a: _surat(d) | {"versi": _versi(d.surat[n])},
    "surat_keluar.simpan_saran": lambda d, p, n, a: {"asal": "<p>Isi.</p>", "isi": "<p>Isi yang lain.</p>", "isi_format": "html"},
    "surat_keluar.terima_saran": lambda d, p, n, a: {"versi": _versi(d.surat[n]), "saran": str(d.lain["saran"].id)},
    "surat_keluar.tolak_saran": lambda d, p, n, a: {"jawaban": "Sudah cukup."},
    "surat_keluar.tarik_saran": lambda d, p, n, a: {},
    "surat_masuk.simpan_catat": lambda d, p, n, a: {
        "opd_id": str(d.unit["kesehatan"].id), "tujuan_jabatan_id": str(d.jabatan["pimpinan_tujuan"].id),
        "pengirim": "PT Uji", "nomor": "1/U", "tanggal": today().isoformat(), "hal": "Penawaran", "sifat": "biasa",
        "keamanan": "B", "alasan_kembar": "Uji.", **_pdf(),
    },
    "surel_masuk.unggah": lambda d, p, n, a: {"berkas": (io.BytesIO(b"From: a@b\nSubject: Uji\n\nIsi."), "surat.eml")},
    "surel_masuk.putuskan": lambda d, p, n, a: {"lakukan": "buang", "pilih": [str(d.lain["surel"])]},
    "surat_masuk.kirim_disposisi": lambda d, p, n, a: _disposisi(d, d.masuk[n], "penerima_disposisi"),
    "disposisi.kirim_terusan": lambda d, p, n, a: _disposisi(d, d.disposisi[n], "pelaksana"),
    "disposisi.kirim_laporan": lambda d, p, n, a: {"versi": _versi(d.disposisi[n]), "laporan": "Sudah dikerjakan."},
    "komentar.tulis": lambda d, p, n, a: {"isi": "Tanggalnya sudah benar.", "sebut": [str(d.lain["pegawai:pemaraf"].id)]},
    "komentar.simpan": lambda d, p, n, a: {"isi": "Tanggalnya keliru.", "versi": "1"},
    "daftar.simpan_tampilan": lambda d, p, n, a: {"judul": "Segera", "query": "tampilan=semua&sifat=segera"},
    "daftar.minta": lambda d, p, n, a: {"query": "tampilan=semua"},
    "daftar.awal": lambda d, p, n, a: {"awal": "tab:semua"},
    "daftar.kolom": lambda d, p, n, a: {"query": "tampilan=semua", "kolom": ["sifat"]},
    "berkas.simpan_buka": lambda d, p, n, a: {
        "opd_id": str(d.unit[n].id), "judul": "Berkas dari uji", "klasifikasi": dunia.KLASIFIKASI,
    },
    "berkas.simpan_keluar": lambda d, p, n, a: {"berkas_id": str(d.berkas["komunikasi"].id), "versi": _versi(d.surat[n])},
    "berkas.simpan_masuk": lambda d, p, n, a: {"berkas_id": str(d.berkas["kesehatan"].id), "versi": _versi(d.masuk[n])},
    "berkas.aksi": lambda d, p, n, a: {"versi": _versi_arsip(d, "berkas", n), "catatan": "Perkara"},
    "berkas.tutup": lambda d, p, n, a: {"versi": _versi_arsip(d, "berkas", n), "tanggal": today().isoformat()},
    "berkas.gabung": lambda d, p, n, a: {"versi": _versi_arsip(d, "berkas", n), "ke": str(d.berkas["kembar"].id)},
    "berkas.nilai": lambda d, p, n, a: {"versi": _versi_arsip(d, "berkas", n), "nasib": "serah", "catatan": "Sejarah"},
    "berkas.pindah_keluar": lambda d, p, n, a: {"versi": _versi(d.surat[n]), "berkas_id": str(d.berkas["kembar"].id)},
    "berkas.pindah_masuk": lambda d, p, n, a: {"versi": _versi(d.masuk[n]), "berkas_id": str(d.berkas["kembar_kes"].id)},
    "penyusutan.buat": lambda d, p, n, a: {"jenis": "pemusnahan", "pilih": [str(d.berkas[n].id)]},
    "penyusutan.aksi": lambda d, p, n, a: {"versi": _versi_arsip(d, "penyusutan", n), "konfirmasi": "ya"},
    "penyusutan.keluarkan": lambda d, p, n, a: {
        "versi": _versi_arsip(d, "penyusutan", n), "berkas_id": str(d.berkas["konsep 1"].id),
    },
    "penyusutan.panitia": lambda d, p, n, a: {"versi": _versi_arsip(d, "penyusutan", n)},
    "penyusutan.anri": lambda d, p, n, a: {
        "versi": _versi_arsip(d, "penyusutan", n), "nomor": "B-1", "tanggal": today().isoformat(),
    },
    "penyusutan.laksanakan": lambda d, p, n, a: {"versi": _versi_arsip(d, "penyusutan", n), "tempat": "Sekretariat"},
    "daftar_kode.simpan_impor": lambda d, p, n, a: _isi_usulan("daftar_kode.simpan_impor"),
    "daftar_kode.simpan_ubah": lambda d, p, n, a: _isi_usulan("daftar_kode.simpan_ubah"),
    **{
        f"kelola.{macam}_banyak": lambda d, p, n, a: {"pilih": [str(d.akun[n].id)], "alasan": "Alasan untuk uji."}
        for macam in ("nonaktif", "aktif", "kode")
    },
    "aktivasi.aktifkan": lambda d, p, n, a: {"pengenal": "x", "kode": "AAAA", "sandi_baru": "sandi yang panjang sekali"},
    "aktivasi.buat": lambda d, p, n, a: {"cara": "cetak", "ulang": "1"},
    "impor.unggah": lambda d, p, n, a: {"berkas": (io.BytesIO(UNIT), "unit.csv")},
    "kota.simpan_identitas": lambda d, p, n, a: {"nama": "Pontianak", "jenis": "kota", "tempat": "", "zona": "WIB"},
    "kota.simpan_lambang": lambda d, p, n, a: {"lakukan": "hapus"},
    "surat_masuk.disposisi_banyak": lambda d, p, n, a: _disposisi(d, d.masuk[n], "penerima_disposisi")
    | {"pilih": [f"masuk:{d.masuk[n].id}:{_versi(d.masuk[n])}"], "lakukan": "ya"},
    "berkas.berkaskan_banyak": lambda d, p, n, a: {"pilih": [f"masuk:{d.masuk[n].id}:{_versi(d.masuk[n])}"]},
    "jenis_naskah.simpan_baru": lambda d, p, n, a: {"aksi": "tambah-unsur", "unsur_baru": "kop"},
    "jenis_naskah.simpan_ubah": lambda d, p, n, a: {"aksi": "tambah-unsur", "unsur_baru": "kop"},
    "jenis_naskah.hentikan": lambda d, p, n, a: {"versi": _versi_jenis(n)},
    "jenis_naskah.pakai": lambda d, p, n, a: {"versi": _versi_jenis(n)},
    "ketentuan.kirim_usul": lambda d, p, n, a: _isian_ketentuan(3),
    "ketentuan.lampirkan": lambda d, p, n, a: _pdf() | {"versi": _versi_usulan(d, n)},
    "ketentuan.simpan_ubah": lambda d, p, n, a: _isian_ketentuan(4) | {"versi": _versi_usulan(d, n)},
    "ketentuan.aksi": lambda d, p, n, a: {"versi": _versi_usulan(d, n), "konfirmasi": "ya", "catatan": "Uji"},
}  # fmt: skip
