"""A kind of letter that is data, on paper: its parts with the values of this letter, as `susunan.typ` prints them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from suite.core import kota
from suite.core.db import session
from suite.core.documents import isi as dokumen_isi
from suite.core.identity import queries as identitas
from suite.core.identity.models import Pegawai
from suite.core.kalender import nama_hari, tanggal_surat, tanggal_terbilang, terbilang
from suite.core.nip import format_nip
from suite.core.uang import Uang
from suite.naskah_dinas.models import SuratKeluar
from suite.naskah_dinas.rules.jenis import Isian, JenisNaskah, Unsur

DIKTUM = ("SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN", "SEPULUH")
Nilai = str | list[str] | list[int]


def nilai(surat: SuratKeluar) -> dict[str, Nilai]:
    """What was filled in, by code of the field."""
    return surat.data.get("isian", {})


def teks(surat: SuratKeluar) -> str:
    """The words of all fields: what search, checks and a reader without eyes get of them."""
    hasil: list[str] = []
    for v in nilai(surat).values():
        hasil += [v] if isinstance(v, str) else [x for x in v if isinstance(x, str)]
    return "\n".join(hasil)


def susun(surat: SuratKeluar, jenis: JenisNaskah, pejabat: str, pada: date) -> list[dict[str, Any]]:
    """The parts in their order, each with what it prints; parts that have nothing to say are left out.

    `pejabat` is the post by whose authority the letter is, in capitals.
    """
    penyusun = _Penyusun(surat, jenis, pejabat, pada)
    return [x for u in jenis.susunan if (x := penyusun.unsur(u)) is not None]


class _Penyusun:
    def __init__(self, surat: SuratKeluar, jenis: JenisNaskah, pejabat: str, pada: date):
        self.surat, self.pejabat, self.pada = surat, pejabat, pada
        self.isian = {x.kode: x for x in jenis.isian}
        self.nilai = nilai(surat)
        self.menjorok = any(u.unsur == "kepala" for u in jenis.susunan)  # paragraphs of a letter, as its body's

    def unsur(self, u: Unsur) -> dict[str, Any] | None:
        dasar: dict[str, Any] = {"unsur": u.unsur, "label": u.label}
        match u.unsur:
            case "judul":
                tentang = self.surat.hal if u.tentang else ""
                return dasar | {"teks": self._kalimat(u.teks), "tentang": tentang, "tanpa_nomor": u.tanpa_nomor}
            case "pejabat" | "amar":
                return dasar | {"teks": self._kalimat(u.teks)}
            case "label":
                isi = self._teks(u.isian) if u.isian else self._kalimat(u.teks)
                return dasar | {"teks": isi} if isi or not u.isian else None
            case "alinea" | "bab":
                isi = self._teks(u.isian) if u.isian else self._kalimat(u.teks)
                baris = [b for b in isi.splitlines() if b.strip()]
                return dasar | {"teks": baris, "menjorok": self.menjorok} if baris else None
            case "butir":
                butir = self._baris(u.isian)
                return dasar | {"butir": butir, "penomoran": u.penomoran} if butir else None
            case "diktum":
                butir = self._baris(u.isian)
                return dasar | {"butir": [(_diktum(i), b) for i, b in enumerate(butir)]} if butir else None
            case "rincian":
                baris = [(self.isian[k].label, v) for k in u.daftar if (v := self._teks(k))]
                return dasar | {"baris": baris, "menjorok": True} if baris else None
            case "orang":
                orang = orang_tercetak(self._ids(u.isian), self.pada)
                return dasar | {"orang": orang} if orang else None
            case "penanda_rincian":
                return self._penanda_rincian()
            case "tabel":
                return dasar | {"kolom": u.kolom, "baris": self._tabel(u)}
            case "pihak":
                pihak = self._pihak(u.isian)
                return dasar | {"pihak": pihak, "tanda_tangan": u.tanda_tangan} if pihak else None
            case "penanda":
                return dasar | {"tanggal": u.tanggal, "ditetapkan": u.ditetapkan}
            case "isi" if dokumen_isi.kosong(self.surat.isi):
                return None
        return dasar

    def _kalimat(self, teks: str) -> str:
        """The text with its braces filled: subject, post, city and fields; what is still missing is dotted."""
        isi = {k: self._teks(k) or "......" for k in self.isian if f"{{{k}}}" in teks}
        hal = self.surat.hal or "......"
        isi |= {"hal": hal, "HAL": hal.upper(), "pejabat": self.pejabat or "......", "kota": kota.profil().nama}
        for kode, kata in isi.items():
            teks = teks.replace(f"{{{kode}}}", kata)
        return teks

    def _teks(self, kode: str) -> str:
        v = self.nilai.get(kode, "")
        return tercetak(self.isian[kode], v) if v else ""

    def _baris(self, kode: str) -> list[str]:
        v = self.nilai.get(kode, [])
        return [x for x in v if isinstance(x, str)] if isinstance(v, list) else []

    def _ids(self, kode: str) -> list[int]:
        v = self.nilai.get(kode, [])
        return [x for x in v if isinstance(x, int)] if isinstance(v, list) else []

    def _sel(self, kode: str, banyak: int) -> list[list[str]]:
        """The lines of a field, cut at |, each of that many cells."""
        return [([x.strip() for x in b.split("|")] + [""] * banyak)[:banyak] for b in self._baris(kode)]

    def _tabel(self, u: Unsur) -> list[list[str]]:
        baris = self._sel(u.isian, len(u.kolom))
        return baris + [[""] * len(u.kolom)] * max(u.kosong - len(baris), 0)

    def _pihak(self, kode: str) -> list[dict[str, str]]:
        return [{"nama": n, "jabatan": j, "sebutan": s} for n, j, s in self._sel(kode, 3)]

    def _penanda_rincian(self) -> dict[str, Any] | None:
        jabatan = self.surat.penanda_jabatan
        pemegang = identitas.pemegang_pada(jabatan.id, self.pada) if jabatan is not None else None
        orang = self.surat.penanda_id or (pemegang.pegawai.id if pemegang else None)
        baris = orang_tercetak([orang], self.pada)[0] if orang else []
        return {"unsur": "rincian", "label": "", "baris": baris, "menjorok": True} if baris else None


def tercetak(isian: Isian, v: Nilai) -> str:
    """A value as paper says it: a day with its weekday, rupiah with its words."""
    if not isinstance(v, str):
        return "; ".join(str(x) for x in v)
    match isian.bentuk:
        case "tanggal":
            return tanggal_surat(date.fromisoformat(v))
        case "hari_tanggal":
            hari = date.fromisoformat(v)
            return f"{nama_hari(hari)}, {tanggal_surat(hari)}"
        case "tanggal_huruf":
            return tanggal_terbilang(date.fromisoformat(v))
        case "waktu":
            return f"{v.replace(':', '.')} {kota.profil().zona}"
        case "rupiah":
            return f"{Uang.rupiah(int(v))} ({terbilang(int(v))} rupiah)"
    return v


def orang_tercetak(ids: Sequence[int], pada: date) -> list[list[tuple[str, str]]]:
    """People as rows label : value in the order given: name, NIP, rank and post on that day."""
    if not ids:
        return []
    ada = {p.id: p for p in session.scalars(select(Pegawai).where(Pegawai.id.in_(ids)))}
    pangkat, jabatan = identitas.pangkat_banyak(ada, pada), identitas.jabatan_banyak(ada, pada)
    hasil = []
    for p in (ada[i] for i in ids if i in ada):
        baris = [
            ("Nama", p.nama_lengkap),
            ("NIP", format_nip(p.nip)),
            ("Pangkat/gol.", pangkat[p.id].sebutan if p.id in pangkat else ""),
            ("Jabatan", jabatan.get(p.id, "")),
        ]
        hasil.append([(label, v) for label, v in baris if v])
    return hasil


def _diktum(i: int) -> str:
    """KESATU, KEDUA ... KESEPULUH, KESEBELAS: how clauses are counted, to any number."""
    return f"KE{DIKTUM[i]}" if i < len(DIKTUM) else f"KE{terbilang(i + 1).replace(' ', '').upper()}"
