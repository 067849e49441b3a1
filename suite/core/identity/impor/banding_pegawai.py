"""What an import of people would change: identity, rank, definitif post. Everything is read in six queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.identity.impor.pohon import tandai_ganda
from suite.core.identity.models import Jabatan, Pangkat, Pegawai, Penugasan, UnitKerja
from suite.core.impor.jenis import Baris
from suite.core.kalender import tanggal_pendek
from suite.core.nip import baca_nip, periksa_nik
from suite.core.pangkat import Golongan, semua_golongan

Row = Any  # SQLAlchemy row mappings: column name → value
_ISI = ("nip", "nik", "nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "surel")
ABADI = date.max


@dataclass
class Keadaan:
    """The people of the city as they stand, for look-ups by what a file may say."""

    nip: dict[str, Row] = field(default_factory=dict)
    nik: dict[str, Row] = field(default_factory=dict)
    surel: dict[str, Row] = field(default_factory=dict)
    tanpa_nip: dict[str, list[Row]] = field(default_factory=dict)
    nama: dict[int, str] = field(default_factory=dict)
    jabatan: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    """Code → (id, name with unit, kind)."""
    pangkat: dict[int, Row] = field(default_factory=dict)
    """The rank of today by person."""
    tugas: dict[int, list[Row]] = field(default_factory=dict)
    """Definitif assignments that are not over, by person."""
    pos: dict[int, list[Row]] = field(default_factory=dict)
    """All assignments by post but those of deputies for a day (Plh.)."""


def muat() -> Keadaan:
    """Read it. Bounded by the city: 30,000 people are some tens of megabytes for a second."""
    k, kini = Keadaan(), today()
    for p in session.execute(select(_tabel(Pegawai))).mappings():
        k.nama[p["id"]] = p["nama"]
        if p["nip"]:
            k.nip[p["nip"]] = p
        else:
            k.tanpa_nip.setdefault(p["nama"].casefold(), []).append(p)
        if p["nik"]:
            k.nik[p["nik"]] = p
        if p["surel"]:
            k.surel[p["surel"]] = p
    q = select(Jabatan.kode, Jabatan.id, Jabatan.nama, UnitKerja.nama, Jabatan.jenis, Jabatan.selesai)
    for kode, id_, nama, unit, jenis, selesai in session.execute(q.join(UnitKerja, UnitKerja.id == Jabatan.unit_id)):
        if selesai is None or selesai > kini:
            k.jabatan[kode] = (id_, f"{nama}, {unit}", jenis)
    g: Any = _tabel(Pangkat)
    for r in session.execute(select(g).where(or_(g.c.selesai.is_(None), g.c.selesai > kini))).mappings():
        k.pangkat[r["pegawai_id"]] = r
    t: Any = _tabel(Penugasan)
    for r in session.execute(select(t).where(t.c.jenis != "Plh.")).mappings():
        k.pos.setdefault(r["jabatan_id"], []).append(r)
        if r["jenis"] == "definitif" and (r["selesai"] is None or r["selesai"] > kini):
            k.tugas.setdefault(r["pegawai_id"], []).append(r)
    return k


def bandingkan(baris: list[Baris]) -> None:
    """Check every row by itself, then against the others and the database; set state, differences and plan."""
    k = muat()
    for b in baris:
        _periksa_sendiri(b)
        if b.nilai.get("surel"):
            b.nilai["surel"] = str(b.nilai["surel"]).lower()
    for kolom, apa in (("nip", "NIP"), ("nik", "NIK"), ("surel", "Surel"), ("jabatan", "Jabatan")):
        tandai_ganda(baris, kolom, apa)
    for b in baris:
        if b.keadaan != "salah":
            _orang(b, k)
        if b.keadaan != "salah" and b.nilai.get("golongan"):
            _pangkat(b, k)
        if b.keadaan != "salah" and b.nilai.get("jabatan"):
            _tugas(b, k)
    berubah = True
    while berubah:  # who cannot come keeps nobody's post free: a mover in a broken row stays where he is
        berubah = _periksa_pos(baris, k)
    for b in baris:
        if b.keadaan != "salah":
            b.keadaan = "baru" if "orang_baru" in b.rencana else "ubah" if b.beda else "sama"


def _periksa_sendiri(b: Baris) -> None:
    nip, status = str(b.nilai.get("nip") or ""), b.nilai.get("status")
    if nip:
        try:
            sah = baca_nip(nip)
        except AturanDilanggar as galat:
            b.salah("nip", galat.pesan)
        else:
            if status and status != sah.jenis:
                b.salah("status", f"NIP ini milik {sah.jenis}, kolom status berisi {status}. Perbaiki salah satunya.")
            if b.nilai.get("jenis_kelamin") not in (None, sah.jenis_kelamin):
                b.salah("jenis_kelamin", f"NIP menyebut {sah.jenis_kelamin}. Perbaiki kolom ini atau angka ke-15 NIP.")
            b.nilai["status"], b.nilai["jenis_kelamin"] = sah.jenis, sah.jenis_kelamin
    elif any(kolom == "nip" for kolom, _ in b.galat):
        pass
    elif status != "non-ASN":
        b.salah("nip", "NIP kosong. Isi 18 angkanya, atau isi status non-ASN untuk kepala daerah dan wakilnya.")
    if b.nilai.get("nik"):
        try:
            b.nilai["nik"] = periksa_nik(str(b.nilai["nik"]))
        except AturanDilanggar as galat:
            b.salah("nik", galat.pesan)
    surel = str(b.nilai.get("surel") or "")
    if surel and (surel.count("@") != 1 or " " in surel or "." not in surel.split("@")[1]):
        b.salah("surel", f"Surel {surel[:40]} tidak terbaca. Tulis seperti nama@contoh.go.id.")


def _orang(b: Baris, k: Keadaan) -> None:
    """Who it is: by NIP, else NIK, else (no civil servant) the name; and what of the person changes."""
    nip, nik = str(b.nilai.get("nip") or ""), str(b.nilai.get("nik") or "")
    lama = k.nip.get(nip) if nip else None
    if lama is None and nik and (calon := k.nik.get(nik)) is not None and (not calon["nip"] or not nip):
        lama = calon
    if lama is None and not nip and not nik:
        senama = k.tanpa_nip.get(str(b.nilai["nama"]).casefold(), [])
        if len(senama) > 1:
            b.salah("nik", "Ada beberapa orang bernama ini tanpa NIP. Isi NIK agar jelas siapa yang dimaksud.")
            return
        lama = senama[0] if senama else None
    for kolom, peta in (("nik", k.nik), ("surel", k.surel)):
        milik = peta.get(str(b.nilai.get(kolom) or ""))
        if milik is not None and (lama is None or milik["id"] != lama["id"]):
            b.salah(kolom, f"{kolom.upper() if kolom == 'nik' else 'Surel'} ini sudah tercatat milik {milik['nama']}.")
            return
    baru: dict[str, Any] = {n: b.nilai[n] for n in _ISI if b.nilai.get(n) is not None}
    baru |= {"jenis_asn": b.nilai["status"]} if b.nilai.get("status") else {}
    for n in ("nip", "nik", "surel"):
        if n in baru:
            baru[n] = baru[n] or None
    if lama is None:
        kosong = dict.fromkeys(("nip", "nik", "surel")) | dict.fromkeys(("gelar_depan", "gelar_belakang"), "")
        b.rencana["orang_baru"] = kosong | {"jenis_kelamin": ""} | baru
        return
    b.rencana["id"] = lama["id"]
    for n, v in baru.items():
        if lama[n] != v:
            b.beda.append(
                (n, "•••" if n == "nik" and lama[n] else str(lama[n] or ""), "•••" if n == "nik" else str(v or ""))
            )
    if b.beda:
        b.rencana["orang_ubah"] = (lama, baru)
        if lama["nama"] != baru["nama"]:
            b.rencana["pihak_ubah"] = ({"id": lama["id"], "nama": lama["nama"]}, {"nama": baru["nama"]})


def _pangkat(b: Baris, k: Keadaan) -> None:
    golongan = cari_golongan(str(b.nilai["golongan"]), str(b.nilai.get("status") or "PNS"))
    if golongan is None:
        b.salah(
            "golongan",
            f"Golongan {b.nilai['golongan']} tidak ada untuk {b.nilai.get('status')}. Tulis seperti III/d, PPPK seperti IX.",
        )
        return
    kini, tmt = k.pangkat.get(b.rencana.get("id", 0)), b.nilai.get("tmt_golongan")
    assert tmt is None or isinstance(tmt, date)
    if kini is not None and kini["golongan"] == golongan.golongan:
        if tmt is not None and tmt != kini["mulai"] and kini["selesai"] is None:
            b.rencana["pangkat_ubah"] = (kini, {"mulai": tmt})
            b.beda.append(("tmt_golongan", tanggal_pendek(kini["mulai"]), tanggal_pendek(tmt)))
        return
    if tmt is None:
        b.salah("tmt_golongan", "Isi sejak kapan golongan ini berlaku (TMT).")
        return
    if kini is not None:
        if tmt <= kini["mulai"]:
            b.salah(
                "tmt_golongan",
                f"Golongan {kini['golongan']} tercatat sejak {tanggal_pendek(kini['mulai'])}; yang baru harus sesudahnya.",
            )
            return
        b.rencana["pangkat_ubah"] = (kini, {"selesai": tmt})
        b.beda.append(("golongan", kini["golongan"], golongan.golongan))
    elif "id" in b.rencana:
        b.beda.append(("golongan", "", golongan.golongan))
    b.rencana["pangkat_baru"] = {
        "golongan": golongan.golongan, "nama": golongan.pangkat, "dasar": "", "mulai": tmt, "selesai": None,
    }  # fmt: skip


def cari_golongan(tulis: str, jenis: str) -> Golongan | None:
    """The grade that is meant: `III/d`, `3d`, `Penata Tk. I (III/d)`, `iii.d`; for a PPPK `IX` or `9`."""
    bersih = tulis.split("(")[-1].replace(")", "").upper()
    rapat = "".join(c for c in bersih if c.isalnum())
    for (milik, kode), g in semua_golongan().items():
        if milik != jenis:
            continue
        romawi, _, ruang = kode.partition("/")
        bentuk = {"".join(c for c in kode.upper() if c.isalnum()), f"{_angka(romawi)}{ruang.upper()}"}
        if rapat in bentuk:
            return g
    return None


def _angka(romawi: str) -> int:
    nilai = {"I": 1, "V": 5, "X": 10}
    angka = [nilai.get(h, 0) for h in romawi.upper()]
    return sum(-n if n < max([0, *angka[i + 1 :]]) else n for i, n in enumerate(angka))


def _tugas(b: Baris, k: Keadaan) -> None:
    """The post: the same as today (nothing), a first one, or a move that ends the old one the day before."""
    pos = k.jabatan.get(str(b.nilai["jabatan"]))
    if pos is None:
        b.salah("jabatan", f"Jabatan {b.nilai['jabatan']} belum ada. Impor jabatannya dahulu, atau perbaiki kodenya.")
        return
    kini = k.tugas.get(b.rencana.get("id", 0), [])
    if any(t["jabatan_id"] == pos[0] for t in kini):
        return
    mulai = b.nilai.get("tmt_jabatan") or today()
    assert isinstance(mulai, date)
    if len(kini) > 1 or any(t["mulai"] >= mulai for t in kini):
        b.salah(
            "tmt_jabatan",
            f"Orang ini sudah memegang jabatan lain sejak {tanggal_pendek(kini[0]['mulai'])}; TMT harus sesudahnya.",
        )
        return
    if kini:
        b.rencana["tutup_tugas"] = (kini[0], {"selesai": mulai})
        lama = next((s for i, s, _ in k.jabatan.values() if i == kini[0]["jabatan_id"]), "jabatan lama")
        b.beda.append(("jabatan", lama, pos[1]))
    elif "id" in b.rencana:
        b.beda.append(("jabatan", "", pos[1]))
    b.rencana["tugas_baru"] = {
        "jabatan_id": pos[0], "jenis": "definitif", "mulai": mulai, "selesai": None, "akta": None,
        "dasar": str(b.nilai.get("dasar") or ""), "sementara": False, "alasan": "", "dibuat_oleh": None,
    }  # fmt: skip


def _periksa_pos(baris: list[Baris], k: Keadaan) -> bool:
    """Mark rows whose post somebody else still holds on that day; True when one was marked that itself leaves a post."""
    akhir = {
        b.rencana["tutup_tugas"][0]["id"]: b.rencana["tutup_tugas"][1]["selesai"]
        for b in baris
        if b.keadaan != "salah" and "tutup_tugas" in b.rencana
    }
    berubah = False
    for b in baris:
        if b.keadaan == "salah" or "tugas_baru" not in b.rencana:
            continue
        mulai = b.rencana["tugas_baru"]["mulai"]
        for t in k.pos.get(b.rencana["tugas_baru"]["jabatan_id"], []):
            selesai = akhir.get(t["id"], t["selesai"]) or ABADI
            if selesai > mulai and t["pegawai_id"] != b.rencana.get("id"):
                siapa, jenis = k.nama[t["pegawai_id"]], "" if t["jenis"] == "definitif" else f" ({t['jenis']})"
                sampai = "" if selesai == ABADI else f" sampai {tanggal_pendek(selesai - timedelta(days=1))}"
                b.salah(
                    "jabatan",
                    f"Jabatan {b.nilai['jabatan']} dipegang {siapa}{jenis} sejak {tanggal_pendek(t['mulai'])}{sampai}. "
                    "Akhiri penugasan itu dahulu, atau perbaiki kode jabatan.",
                )
                berubah = berubah or "tutup_tugas" in b.rencana
                break
    return berubah


def _tabel(model: Any) -> Any:
    return model.__table__
