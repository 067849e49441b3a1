"""What was sent, as the services take it: unknown addressees and signers are refused beside their field, as on the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from suite.core import policy
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.files.models import StoredFile
from suite.core.identity.models import Jabatan, Pegawai, UnitKerja
from suite.naskah_dinas.api import bersama
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.rules.isian import baca_isian
from suite.naskah_dinas.rules.jenis import JenisNaskah, jenis_naskah
from suite.naskah_dinas.services import kirim_luar
from suite.naskah_dinas.services.keluar import IsianSurat, Penanda, Tujuan
from suite.naskah_dinas.services.penunjukan import JENIS as PENUNJUKAN


def surat(actor: Actor, isi: dict[str, Any], asal: SuratKeluar | None = None) -> IsianSurat:
    """The letter as the service takes it. Raises `AturanDilanggar` beside the first field that names what is not there."""
    jenis = jenis_naskah(asal.jenis if asal is not None else isi["jenis"], today())
    if isi["sifat"] not in jenis.sifat:
        raise AturanDilanggar(f"{jenis.nama} bersifat salah satu dari: {', '.join(jenis.sifat)}.", field="sifat")
    return IsianSurat(
        jenis=jenis.kode,
        hal=isi["hal"],
        isi=isi["isi"] if jenis.berisi else "",
        klasifikasi=isi["klasifikasi"],
        sifat=isi["sifat"],
        keamanan=isi["keamanan"],
        kepada=_tujuan(isi["kepada"], "kepada"),
        tembusan=_tujuan(isi["tembusan"], "tembusan"),
        penanda=_penanda(actor, jenis, isi["penanda_tangan"], asal),
        koordinasi=_ada(Jabatan, isi["koordinasi"], "koordinasi"),
        data=_penunjukan(isi["penunjukan"])
        if jenis.kode == PENUNJUKAN and isi["penunjukan"]
        else _isian(jenis, isi["isian"]),
        menjawab_id=asal.menjawab_id if asal is not None else _menjawab(actor, isi["menjawab_id"]),
        nomor_masing=isi["nomor_masing"],
        cukup=isi["cukup"],
        kirim_pada=isi["kirim_pada"],
        lampiran_tercetak=[(x["judul"], x["isi"]) for x in isi["lampiran_tercetak"]],
    )


def lampiran(actor: Actor, ids: Sequence[int]) -> list[tuple[str, StoredFile]]:
    """Uploads of this account as attachments, named as their files."""
    berkas = [bersama.unggahan(actor, i, "lampiran_unggahan") for i in dict.fromkeys(ids)]
    return [(b.nama, b) for b in berkas]


def _tujuan(daftar: list[dict[str, Any]], bidang: str) -> list[Tujuan]:
    hasil = []
    for x in daftar:
        teks = " ".join(x["teks"].split())
        if sum((x["unit_id"] is not None, x["jabatan_id"] is not None, bool(teks))) != 1:
            raise AturanDilanggar("Isi tepat satu dari unit_id, jabatan_id, atau teks untuk tiap tujuan.", field=bidang)
        if x["unit_id"] is not None:
            _ada(UnitKerja, [x["unit_id"]], bidang)
        if x["jabatan_id"] is not None:
            _ada(Jabatan, [x["jabatan_id"]], bidang)
        if x["surel"] and not teks:
            raise AturanDilanggar("Alamat surel hanya untuk tujuan di luar pemerintah kota (teks).", field=bidang)
        surel = kirim_luar.alamat_surel(x["surel"], bidang) if x["surel"] else ""
        hasil.append(Tujuan(x["unit_id"], x["jabatan_id"], teks, surel))
    return hasil


def _ada(model: type, ids: list[int], bidang: str) -> list[int]:
    for i in ids:
        if session.get(model, i) is None:
            raise AturanDilanggar(f"Tidak ada yang bernomor {i}. Cari dahulu pada direktori.", field=bidang)
    return ids


def _penanda(actor: Actor, jenis: JenisNaskah, p: dict[str, Any] | None, asal: SuratKeluar | None) -> Penanda | None:
    """One of those whom the form offers."""
    if p is None:
        return None
    diminta = Penanda(p["jabatan_id"], p["cara"], p["atas_nama_id"], p["melalui_id"])
    calon = (
        pilihan.penanda_actor(actor, jenis)
        if asal is None
        else pilihan.pilihan_penanda(asal.konseptor_jabatan_id, jenis)
    )
    if not any(c == diminta for c, _ in calon):
        raise AturanDilanggar(
            "Pejabat itu tidak dapat menandatangani surat ini hari ini. Pilih dari daftar penanda tangan.",
            field="penanda_tangan",
        )
    return diminta


def _isian(jenis: JenisNaskah, daftar: list[dict[str, Any]]) -> dict[str, Any]:
    if len({x["kode"] for x in daftar}) < len(daftar):
        raise AturanDilanggar("Sebut tiap isian satu kali.", field="isian")
    isian = baca_isian(jenis, {x["kode"]: x["nilai"] for x in daftar})
    for v in isian.values():
        if isinstance(v, list):
            _ada(Pegawai, [x for x in v if isinstance(x, int)], "isian")
    return {"isian": isian} if isian else {}


def _penunjukan(p: dict[str, Any]) -> dict[str, Any]:
    _ada(Jabatan, [p["jabatan_id"]], "penunjukan")
    _ada(Pegawai, [p["pegawai_id"]], "penunjukan")
    isi = {
        **{k: p[k] for k in ("sebagai", "jabatan_id", "pegawai_id")},
        "mulai": p["mulai"].isoformat(),
        "sampai": p["sampai"].isoformat(),
        "sebab": " ".join(p["sebab"].split()),
        "dasar": [x.strip() for x in p["dasar"] if x.strip()],
    }
    return {k: v for k, v in isi.items() if v not in ("", [])}


def _menjawab(actor: Actor, id: int | None) -> int | None:
    """Only a letter that the actor may see can be answered."""
    if id is None:
        return None
    m = session.get(SuratMasuk, id)
    if m is None or not policy.boleh("surat_masuk.lihat", actor, m):
        raise AturanDilanggar("Surat masuk itu tidak ada, atau bukan untuk Anda.", field="menjawab_id")
    return id
