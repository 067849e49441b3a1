"""A letter as paper: what its template prints, drafts and bound ones alike."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from flask import current_app

from suite.core import kota
from suite.core.aturan import parameter
from suite.core.clock import today
from suite.core.config import Config
from suite.core.db import session
from suite.core.documents import isi as dokumen_isi
from suite.core.documents.signing import keterangan_penanda
from suite.core.errors import MasukanSalah, TidakDitemukan
from suite.core.files import services as files
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, Pegawai, Penugasan, UnitKerja
from suite.core.kalender import tanggal_surat, terbilang
from suite.core.nip import format_nip
from suite.naskah_dinas.documents import Kop, Naskah, OrangDiperintah, PenandaTangan, cetak_naskah
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.rules import nama as rule_nama
from suite.naskah_dinas.rules import nomor as rule_nomor
from suite.naskah_dinas.rules import wewenang
from suite.naskah_dinas.rules.jenis import JenisNaskah, jenis_naskah
from suite.naskah_dinas.rules.massal import TUJUAN_TERCETAK
from suite.naskah_dinas.rules.sifat import nama_sifat
from suite.naskah_dinas.services import lampiran, susunan
from suite.naskah_dinas.services.berkas import pastikan_tersimpan

NAMA_SIFAT = nama_sifat()
Mode = Literal["konsep", "terbit"]


def golongan_jabatan(jabatan: Jabatan) -> str:
    """kepala_daerah, wakil_kepala_daerah, sekretaris_daerah or lain (Permendagri 1/2023 Ps 44)."""
    if jabatan.jenis == "politik":
        return "kepala_daerah" if jabatan.kepala else "wakil_kepala_daerah"
    if jabatan.kepala and jabatan.unit.jenis == "setda":
        return "sekretaris_daerah"
    return "lain"


def pdf(surat: SuratKeluar, *, mode: Mode) -> bytes:
    """The letter as PDF/A. A draft has dots for number and date; preview and PDF are the same bytes."""
    jenis = jenis_naskah(surat.jenis, surat.tanggal or today())
    return cetak_naskah(jenis.template, susun(surat, jenis, mode))  # type: ignore[arg-type]


def kertas(surat: SuratKeluar) -> bytes:
    """The paper: signed when it is, bound while it is being signed, else printed as a draft.

    Raises `TidakDitemukan` for a letter taken over without its file, `Dimusnahkan` for one that was destroyed.
    """
    pastikan_tersimpan(surat)
    berkas = surat.signed or surat.final
    if berkas is not None:
        return files.isi(berkas)
    if surat.migrasi:
        raise TidakDitemukan("Surat ini diimpor dari sistem lama, tanpa berkas.")
    return pdf(surat, mode="konsep")


def susun(surat: SuratKeluar, jenis: JenisNaskah, mode: Mode) -> Naskah:
    """The data of the template."""
    config: Config = current_app.config["SUITE"]
    daerah = kota.profil(segar=mode == "terbit")
    pada = surat.tanggal or today()
    n: Naskah = {
        "kop": _kop(surat, jenis, daerah),
        "mode": mode,
        "hal": surat.hal,
        "isi": dokumen_isi.pohon(surat.isi),
        "penanda": _penanda(surat, jenis, pada),
        "tempat": daerah.tempat,
        "nomor": surat.nomor or _nomor_konsep(surat, jenis, pada),
        "tanggal": tanggal_surat(surat.tanggal) if surat.tanggal else "",
        "versi": max(surat.ronde, 1) if surat.status != "konsep" else surat.ronde + 1,
        "sifat": NAMA_SIFAT.get(surat.sifat, surat.sifat),
        "lampiran": _lampiran(lampiran.banyak(surat)),
        "lampiran_tercetak": lampiran.cetakan(surat),
        **_kepada(surat),  # type: ignore[typeddict-item]
        "tembusan": [t.teks for t in surat.tembusan],
        "dari": surat.konseptor_jabatan.nama if surat.penanda_jabatan is None else surat.penanda_jabatan.nama,
        "contoh": config.peragaan,
    }
    n |= _kepala_lampiran(surat, jenis, daerah)  # type: ignore[operator]
    if jenis.template == "surat_dinas":
        n["tujuan_di"] = n["tempat"]
    if jenis.susunan:
        pemilik = surat.atas_nama or surat.penanda_jabatan
        n["jenis"] = jenis.nama
        n["susunan"] = susunan.susun(surat, jenis, pemilik_nama(pemilik, daerah) if pemilik else "", pada)
        n["tujuan_di"] = n["tempat"]
    if jenis.template == "surat_perintah":
        n |= _perintah(surat, pada)  # type: ignore[operator]
    if mode == "terbit" and surat.ditandatangani_pada is not None:
        n["waktu"] = surat.ditandatangani_pada.isoformat()
        n["verifikasi"] = f"{config.base_url}/v/{surat.token}"
        n["keterangan_tanda_tangan"], n["tanda_pengembangan"] = keterangan_penanda(config.signer)
    return n


def _kepada(surat: SuratKeluar) -> dict[str, list[str]]:
    """Whom the head names: of many only that they stand on the list after the letter; of a letter that each gets by
    himself the first, as an example."""
    semua = [t.teks for t in surat.kepada]
    if surat.nomor_masing:
        return {"tujuan": semua[:1]}
    if len(semua) > TUJUAN_TERCETAK:
        return {"tujuan": ["Saudara sebagaimana daftar terlampir"], "daftar_tujuan": semua}
    return {"tujuan": semua}


def _nomor_konsep(surat: SuratKeluar, jenis: JenisNaskah, pada: date) -> str:
    """`000.1.5/……/Diskominfo/2026`: what is known of the number already; empty while a part of it is still missing."""
    opd = session.get_one(UnitKerja, surat.opd_id)
    konteks = rule_nomor.KonteksNomor(pada, surat.klasifikasi, opd.kode_surat, surat.keamanan, jenis.kode_jenis)
    try:
        return rule_nomor.susun_nomor(jenis.pola, None, konteks)
    except MasukanSalah:
        return ""


def _kop(surat: SuratKeluar, jenis: JenisNaskah, daerah: kota.Profil) -> Kop:
    pemilik = surat.atas_nama or surat.penanda_jabatan
    if jenis.kop == "menurut_penanda" and pemilik is not None and pemilik.jenis == "politik":
        return {"jenis": "kepala_daerah", "nama": pemilik_nama(pemilik, daerah)}
    opd = session.get_one(UnitKerja, surat.opd_id)
    return kop_opd(daerah, opd.nama, opd.alamat, opd.kontak)


def kop_opd(daerah: kota.Profil, nama: str, alamat: str = "", kontak: str = "") -> Kop:
    """The letterhead of an office; address and contact of the city where the office has none of its own."""
    kop: Kop = {
        "jenis": "opd",
        "pemda": f"PEMERINTAH {daerah.nama.upper()}",
        "nama": nama.upper(),
        "alamat": [x for x in (alamat or daerah.kop_alamat, kontak or daerah.kop_kontak) if x],
    }
    if lambang := daerah.lambang_svg:
        kop["lambang_svg"] = lambang
    return kop


def pemilik_nama(jabatan: Jabatan, daerah: kota.Profil) -> str:
    nama, pendek = jabatan.nama.upper(), daerah.pendek.upper()
    return nama if pendek in nama else f"{nama} {pendek}"


def _penanda(surat: SuratKeluar, jenis: JenisNaskah, pada: date) -> PenandaTangan:
    jabatan = surat.penanda_jabatan
    if jabatan is None:
        return _penanda_kosong()
    pegawai, status = _orang_penanda(surat, jabatan, pada)
    nama_jenjang = [j.nama for j in (surat.atas_nama, surat.melalui, jabatan) if j is not None]
    baris = wewenang.baris_penanda(
        nama_jenjang, cara=surat.cara or None, sebagai=None if status == "definitif" else status
    )
    baris[-1] += ","
    pemilik = surat.atas_nama or jabatan
    # by the rule of the letter's own day (a draft: today's), so that it prints the same for ever
    syarat = rule_nama.syarat_nama(
        jenis.golongan, jenis.kode, golongan_jabatan(jabatan if surat.cara else pemilik), status,
        menurut=parameter("naskah_dinas.nama", pada),
    )  # fmt: skip
    pangkat = identitas.pangkat_pada(pegawai.id, pada) if pegawai else None
    return {
        "baris": baris,
        "nama": pegawai.nama if pegawai else "",
        "nama_bergelar": pegawai.nama_lengkap if pegawai else "",
        "pangkat": pangkat.sebutan if pangkat else "",
        "nip": format_nip(pegawai.nip) if pegawai else "",
        "tampil": {"gelar": syarat.gelar, "pangkat": syarat.pangkat, "nip": syarat.nip},
    }


def _penanda_kosong() -> PenandaTangan:
    return {
        "baris": ["(penanda tangan belum dipilih)"],
        "nama": "",
        "nama_bergelar": "",
        "pangkat": "",
        "nip": "",
        "tampil": {"gelar": False, "pangkat": False, "nip": False},
    }


def _orang_penanda(surat: SuratKeluar, jabatan: Jabatan, pada: date) -> tuple[Pegawai | None, str]:
    """Who signs: bound already, or whoever holds the post today."""
    if surat.penanda_id is not None and surat.penanda_penugasan_id is not None:
        penugasan = session.get_one(Penugasan, surat.penanda_penugasan_id)
        return session.get_one(Pegawai, surat.penanda_id), penugasan.jenis
    pemegang = identitas.pemegang_pada(jabatan.id, pada)
    return (pemegang.pegawai, pemegang.jenis) if pemegang else (None, "definitif")


def _kepala_lampiran(surat: SuratKeluar, jenis: JenisNaskah, daerah: kota.Profil) -> dict[str, Any]:
    """What an attachment says of the letter that it belongs to. One of a naskah that orders or decides is signed again:
    it is part of what is decided (UU 12/2011 Lampiran II, lampiran)."""
    pemilik = surat.atas_nama or surat.penanda_jabatan
    judul = next((u for u in jenis.susunan if u.unsur == "judul"), None)
    pejabat = pemilik_nama(pemilik, daerah) if pemilik is not None else ""
    return {
        "naskah_lampiran": " ".join(x for x in (jenis.nama.upper(), pejabat) if x),
        "lampiran_tentang": judul is not None and judul.tentang,
        "lampiran_ditandatangani": jenis.golongan in ("pengaturan", "penetapan"),
    }


def _lampiran(n: int) -> str:
    return f"{n} ({terbilang(n)}) berkas" if n else "-"


def _perintah(surat: SuratKeluar, pada: date) -> dict[str, Any]:
    from suite.core.errors import AturanDilanggar
    from suite.naskah_dinas.services import penunjukan

    try:
        _, pegawai, _ = penunjukan.rincian(surat)
    except (AturanDilanggar, ValueError):
        return {
            "judul": "SURAT PERINTAH",
            "dasar": [],
            "kepada": [],
            "untuk": ["(lengkapi jabatan, pegawai, dan masa penunjukan)"],
        }
    jabatan = identitas.jabatan_pada(pegawai.id, pada)
    pangkat = identitas.pangkat_pada(pegawai.id, pada)
    orang: OrangDiperintah = {
        "nama": pegawai.nama_lengkap,
        "jabatan": jabatan.nama if jabatan else "-",
        "nip": format_nip(pegawai.nip),
        "pangkat": pangkat.sebutan if pangkat else "-",
    }
    return {"judul": "SURAT PERINTAH", "kepada": [orang], **penunjukan.kalimat(surat)}


def isi_versi(surat: SuratKeluar) -> dict[str, Any]:
    """Everything that was read, as data: what a paraf's hash stands over, and what versions are compared by."""
    return (
        {
            "jenis": surat.jenis,
            "hal": surat.hal,
            "isi": surat.isi,
            "klasifikasi": surat.klasifikasi,
            "sifat": surat.sifat,
            "keamanan": surat.keamanan,
            "kepada": [t.teks for t in surat.kepada],
            "tembusan": [t.teks for t in surat.tembusan],
            "lampiran": [{"judul": x.judul, "sidik": x.file.sidik} for x in surat.lampiran],
            "penanda": [surat.atas_nama_id, surat.melalui_id, surat.penanda_jabatan_id, surat.cara],
            "data": surat.data,
        }
        | ({"nomor_masing": True} if surat.nomor_masing else {})
        | ({"kirim_pada": surat.kirim_pada.isoformat()} if surat.kirim_pada else {})
    )


def nama_berkas(surat: SuratKeluar) -> str:
    """A file name that says what it is: 'Surat 000.1.5-214-Diskominfo-2026.pdf'."""
    nomor = (surat.nomor or f"konsep {surat.id}").replace("/", "-")
    return f"Surat {nomor}.pdf"
