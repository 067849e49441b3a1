"""The archive: berkas of an office, letters in one, open one, put a letter into one."""

from __future__ import annotations

from typing import Any

from suite.core import policy
from suite.core.actor import Actor
from suite.core.api import kelompok
from suite.core.api.bidang import Halaman
from suite.core.api.halaman import kursor, susun
from suite.core.db import session
from suite.core.errors import AturanDilanggar
from suite.core.policy import current_actor
from suite.naskah_dinas.api import bersama
from suite.naskah_dinas.api import schemas_berkas as schemas
from suite.naskah_dinas.api.bersama import berkas as muat
from suite.naskah_dinas.api.bersama import rujuk
from suite.naskah_dinas.models import Berkas, SuratKeluar, SuratMasuk
from suite.naskah_dinas.queries import berkas as queries
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.services import arsip

grup = kelompok("berkas", "Berkas arsip", "Berkas tempat surat yang selesai disimpan, menurut klasifikasi arsip.")

CONTOH = {
    "id": 12,
    "klasifikasi": "000.1.5",
    "uraian": "Rapat pimpinan",
    "judul": "Rapat koordinasi layanan",
    "tahun": 2026,
    "opd": {"id": 7, "nama": "Dinas Kesehatan"},
    "dibuka_pada": "2026-11-24T02:15:00+00:00",
    "ditutup_pada": None,
    "retensi": None,
}

CONTOH_RINGKAS = {
    **{k: CONTOH[k] for k in ("id", "klasifikasi", "judul", "tahun", "dibuka_pada", "ditutup_pada")},
    "opd": "Dinas Kesehatan",
    "jumlah": 4,
}
CONTOH_SURAT = {
    "jenis": "surat_keluar",
    "id": 101,
    "nomor": "000.1.5/214/Diskominfo/2026",
    "hal": "Undangan rapat koordinasi",
    "pihak": "Kepala Dinas Kesehatan",
    "tanggal": "2026-11-24",
}


def _rinci(b: Berkas) -> dict[str, Any]:
    return {
        **{k: getattr(b, k) for k in ("id", "klasifikasi", "judul", "tahun", "dibuka_pada", "ditutup_pada")},
        "uraian": queries.uraian_kode(b),
        "opd": rujuk(b.opd),
        "retensi": queries.retensi_kata(b),
    }


@grup.operasi(
    "GET", "/berkas", id="daftarBerkas", izin="berkas.daftar", lingkup="arsip:baca", query=schemas.SaringBerkas,
    jawab=schemas.HalamanBerkas, contoh={"isi": [CONTOH_RINGKAS], "berikut": None}, ringkas="Berkas arsip perangkat daerah Anda",
)  # fmt: skip
def daftar(saring: dict[str, Any]) -> dict[str, Any]:
    baris = queries.daftar(
        current_actor(),
        pilihan.rapikan(saring["q"]),
        saring["keadaan"],
        kursor(saring.get("setelah")),
        ukuran=saring["batas"],
    )
    return susun(baris, saring["batas"], lambda b: (b.id,))


@grup.operasi(
    "GET", "/berkas/<int:id>", id="bacaBerkas", izin="berkas.lihat", objek=muat, lingkup="arsip:baca",
    jawab=schemas.BerkasRinci, contoh=CONTOH, ringkas="Baca satu berkas dengan retensinya",
)  # fmt: skip
def baca(b: Berkas) -> dict[str, Any]:
    return _rinci(b)


@grup.operasi(
    "GET", "/berkas/<int:id>/surat", id="isiBerkas", izin="berkas.lihat", objek=muat, lingkup="arsip:baca",
    query=Halaman, jawab=schemas.HalamanIsiBerkas, contoh={"isi": [CONTOH_SURAT], "berikut": None},
    ringkas="Surat di dalam berkas yang boleh Anda lihat",
)  # fmt: skip
def isi_berkas(b: Berkas, saring: dict[str, Any]) -> dict[str, Any]:
    baris = queries.isi(current_actor(), b, kursor(saring.get("setelah")), ukuran=saring["batas"])
    return susun(baris, saring["batas"], lambda s: (queries.urut_isi(s),))


@grup.operasi(
    "POST", "/berkas", id="bukaBerkas", izin="berkas.buat", lingkup="arsip:tulis", isi=schemas.BukaBerkas,
    contoh_isi={"opd_id": 7, "klasifikasi": "000.1.5", "judul": "Rapat koordinasi layanan"}, jawab=schemas.BerkasRinci,
    contoh=CONTOH, status=201, ringkas="Buka berkas baru tahun ini",
)  # fmt: skip
def buka(isi: dict[str, Any]) -> dict[str, Any]:
    return _rinci(arsip.buka_berkas(current_actor(), **isi))


def _berkaskan(dok: SuratKeluar | SuratMasuk, isi: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    b = _terpilih(actor, isi["berkas_id"])
    arsip.berkaskan(actor, dok, b, versi=isi["versi"])
    return _rinci(b)


def _terpilih(actor: Actor, id: int) -> Berkas:
    b = session.get(Berkas, id)
    if b is None or not policy.boleh("berkas.lihat", actor, b):
        raise AturanDilanggar("Berkas itu tidak ada, atau bukan milik perangkat daerah Anda.", field="berkas_id")
    return b


@grup.operasi(
    "POST", "/surat-keluar/<int:id>/berkaskan", id="berkaskanSuratKeluar", izin="surat.arsipkan.keluar",
    objek=bersama.surat_keluar, lingkup="arsip:tulis", isi=schemas.Berkaskan,
    contoh_isi={"versi": 5, "berkas_id": 12}, jawab=schemas.BerkasRinci, contoh=CONTOH,
    ringkas="Simpan surat keluar di dalam berkas",
)  # fmt: skip
def berkaskan_keluar(surat: SuratKeluar, isi: dict[str, Any]) -> dict[str, Any]:
    return _berkaskan(surat, isi)


@grup.operasi(
    "POST", "/surat-masuk/<int:id>/berkaskan", id="berkaskanSuratMasuk", izin="surat.arsipkan.masuk",
    objek=bersama.surat_masuk, lingkup="arsip:tulis", isi=schemas.Berkaskan,
    contoh_isi={"versi": 5, "berkas_id": 12}, jawab=schemas.BerkasRinci, contoh=CONTOH,
    ringkas="Simpan surat masuk di dalam berkas",
)  # fmt: skip
def berkaskan_masuk(m: SuratMasuk, isi: dict[str, Any]) -> dict[str, Any]:
    return _berkaskan(m, isi)
