"""Import of people: who they are, their rank, and the post that they hold definitif."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from suite.core.identity.impor import banding_pegawai as banding
from suite.core.identity.models import Pangkat, Pegawai, Penugasan, Pihak
from suite.core.impor.jenis import Baris, JenisImpor, Tahap
from suite.core.impor.kolom import Kolom, angka_panjang, kode, pilihan, tanggal, teks
from suite.core.massal import Massal, id_baru

STATUS: dict[str, tuple[str, ...]] = {
    "PNS": ("pegawai negeri sipil", "cpns", "asn pns"),
    "PPPK": ("p3k", "pppk penuh waktu"),
    "non-ASN": ("bukan asn", "pejabat negara", "kepala daerah", "non asn"),
}
KELAMIN: dict[str, tuple[str, ...]] = {
    "L": ("laki laki", "laki", "pria", "lk"),
    "P": ("perempuan", "wanita", "pr"),
}

KOLOM = (
    Kolom(
        "nip",
        angka_panjang,
        "18 angka NIP atau nomor induk PPPK, sebagai teks. Kosong hanya untuk non-ASN.",
        "198209172006042008",
        ("nip_baru", "nomor_induk_pegawai", "nipppk", "ni_pppk"),
    ),
    Kolom("nama", teks(200), "Nama tanpa gelar.", "Ratna Dewi Anggraini", ("nama_pegawai", "nama_lengkap"), wajib=True),
    Kolom("gelar_depan", teks(60), "Gelar di depan nama.", "Dr.", ("gelar_dpn",)),
    Kolom("gelar_belakang", teks(80), "Gelar di belakang nama.", "S.Kom., M.T.", ("gelar_blk",)),
    Kolom("jenis_kelamin", pilihan(KELAMIN), "L atau P. Kosong: menurut NIP.", "P", ("jk", "kelamin", "l_p")),
    Kolom(
        "status",
        pilihan(STATUS),
        "PNS, PPPK, atau non-ASN (kepala daerah dan wakilnya). Kosong: menurut NIP.",
        "PNS",
        ("status_pegawai", "jenis_asn", "jenis_pegawai", "status_kepegawaian"),
    ),
    Kolom("nik", angka_panjang, "16 angka NIK, sebagai teks.", "", ("nomor_ktp", "no_ktp")),
    Kolom(
        "surel",
        teks(200),
        "Surel dinas; dapat dipakai untuk masuk.",
        "ratna@contoh.go.id",
        ("email", "e_mail", "surel_dinas", "alamat_surel"),
    ),
    Kolom(
        "golongan",
        kode(10),
        "Golongan ruang PNS (III/d) atau golongan PPPK (IX).",
        "III/d",
        ("gol", "gol_ruang", "golongan_ruang", "pangkat_golongan"),
    ),
    Kolom(
        "tmt_golongan",
        tanggal,
        "Terhitung mulai tanggal golongan itu. Wajib bila golongan diisi.",
        "01/04/2023",
        ("tmt_gol", "tmt_pangkat"),
    ),
    Kolom("jabatan", kode(60), "Kode jabatan definitif yang dipegang.", "DISKOMINFO-001", ("kode_jabatan",)),
    Kolom(
        "tmt_jabatan",
        tanggal,
        "Sejak kapan jabatan dipegang. Kosong: hari ini.",
        "02/01/2024",
        ("tmt_jab", "mulai_jabatan"),
    ),
    Kolom(
        "dasar",
        teks(200),
        "Nomor dan tanggal keputusan pengangkatan dalam jabatan.",
        "Keputusan Wali Kota Nomor 800/1/2024",
        ("sk", "nomor_sk", "sk_jabatan"),
    ),
)


def _tutup(m: Massal, baris: Sequence[Baris], _berkas: str) -> None:
    """End the posts that people leave, all before anybody takes one: so two may change places."""
    m.ubah(Penugasan, [b.rencana["tutup_tugas"] for b in baris])


def _tulis(m: Massal, baris: Sequence[Baris], berkas: str) -> None:
    baru = [b for b in baris if "orang_baru" in b.rencana]
    for b, id_ in zip(baru, id_baru(Pihak, len(baru)), strict=True):
        b.rencana["id"] = id_
    m.sisip(Pihak, [{"id": b.rencana["id"], "jenis": "pegawai", "nama": b.rencana["orang_baru"]["nama"]} for b in baru])
    m.sisip(Pegawai, [{"id": b.rencana["id"], **b.rencana["orang_baru"]} for b in baru])
    m.ubah(Pegawai, [b.rencana["orang_ubah"] for b in baris if "orang_ubah" in b.rencana])
    m.ubah(Pihak, [b.rencana["pihak_ubah"] for b in baris if "pihak_ubah" in b.rencana])
    m.ubah(Pangkat, [b.rencana["pangkat_ubah"] for b in baris if "pangkat_ubah" in b.rencana])
    m.sisip(Pangkat, _dengan_id(Pangkat, [_milik(b, "pangkat_baru") for b in baris if "pangkat_baru" in b.rencana]))
    tugas = [_milik(b, "tugas_baru") for b in baris if "tugas_baru" in b.rencana]
    for t in tugas:
        t["dasar"] = t["dasar"] or f"Impor {berkas}"[:200]
    m.sisip(Penugasan, _dengan_id(Penugasan, tugas))


def _milik(b: Baris, apa: str) -> dict[str, Any]:
    return {"pegawai_id": b.rencana["id"], **b.rencana[apa]}


def _dengan_id(model: Any, baris: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": id_, **b} for id_, b in zip(id_baru(model, len(baris)), baris, strict=True)]


JENIS = JenisImpor(
    "pegawai",
    "Pegawai",
    "Pegawai dengan pangkat dan jabatan definitifnya.",
    KOLOM,
    banding.bandingkan,
    (
        Tahap("Mengakhiri jabatan lama", lambda b: "tutup_tugas" in b.rencana, _tutup, sekaligus=True),
        Tahap("Menulis pegawai", lambda b: b.keadaan in ("baru", "ubah"), _tulis),
    ),
    lambda b: f"{b.nilai.get('nama', '')} {b.nilai.get('nip', '')}".strip(),
    alias=("people",),
    urut=30,
)
