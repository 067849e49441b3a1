"""Letters received: agenda, registering by hand, first disposisi, done."""

from __future__ import annotations

from typing import Any

from suite.core import policy, workflow
from suite.core.actor import Actor
from suite.core.api import kelompok
from suite.core.api.halaman import kursor, susun
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TidakDitemukan
from suite.core.files import sniff
from suite.core.identity.models import Jabatan
from suite.core.policy import current_actor
from suite.naskah_dinas.api import bersama, schemas
from suite.naskah_dinas.api.bersama import rujuk
from suite.naskah_dinas.api.bersama import surat_masuk as muat
from suite.naskah_dinas.api.disposisi import isian_disposisi, rinci_disposisi
from suite.naskah_dinas.forms.masuk import HAL_TERTUTUP
from suite.naskah_dinas.models import SuratMasuk
from suite.naskah_dinas.queries import disposisi as queries_disposisi
from suite.naskah_dinas.queries import masuk as queries
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.services import disposisi as layanan_disposisi
from suite.naskah_dinas.services import masuk as layanan
from suite.naskah_dinas.services import pembacaan
from suite.naskah_dinas.services.berkas import dimusnahkan, pastikan_tersimpan

grup = kelompok("surat_masuk", "Surat masuk", "Agenda surat yang diterima perangkat daerah, sampai selesai.")

OPERASI = {
    "disposisi": "disposisikanSuratMasuk",
    "selesaikan": "selesaikanSuratMasuk",
    "arsipkan": "berkaskanSuratMasuk",
}
CONTOH_CATAT = {
    "tujuan_jabatan_id": 34,
    "pengirim": "PT Khatulistiwa",
    "nomor": "12/PK/2026",
    "tanggal": "2026-11-20",
    "hal": "Penawaran kerja sama",
    "unggahan_id": 55,
}

CONTOH_RINGKAS = {
    "id": 901,
    "versi": 1,
    "agenda": 118,
    "tahun": 2026,
    "pengirim": "PT Khatulistiwa",
    "nomor": "12/PK/2026",
    "tanggal": "2026-11-20",
    "hal": "Penawaran kerja sama",
    "sifat": "biasa",
    "keamanan": "B",
    "status": "diterima",
    "tembusan": False,
    "diterima_pada": "2026-11-24T02:15:00+00:00",
    "tenggat": None,
    "tujuan": "Kepala Dinas Kesehatan",
}
CONTOH = {
    **CONTOH_RINGKAS,
    "giliran": "Menunggu Kepala Dinas Kesehatan",
    "klasifikasi": "",
    "opd": {"id": 7, "nama": "Dinas Kesehatan"},
    "surat_keluar_id": None,
    "ada_berkas": True,
    "dimusnahkan": False,
    "disposisi": [],
}


def _rinci(m: SuratMasuk, actor: Actor) -> dict[str, Any]:
    boleh_isi = policy.boleh("surat_masuk.isi", actor, m)
    asal = m.surat_keluar
    terlihat = asal is not None and policy.boleh("surat_keluar.lihat", actor, asal)
    return {
        **{k: getattr(m, k) for k in queries.KOLOM},
        "tujuan": m.tujuan_jabatan.nama,
        "giliran": workflow.bilah(m, actor).giliran,
        "klasifikasi": m.klasifikasi,
        "opd": rujuk(m.opd),
        "surat_keluar_id": asal.id if asal is not None and terlihat else None,
        "ada_berkas": boleh_isi and queries.berkas_surat(m) is not None,
        "dimusnahkan": dimusnahkan(m),
        "disposisi": [rinci_disposisi(d, boleh_isi) for d in queries_disposisi.semua_disposisi(m)],
    }


@grup.operasi(
    "GET", "/surat-masuk", id="daftarSuratMasuk", izin="surat_masuk.daftar", lingkup="surat:baca",
    query=schemas.SaringSuratMasuk, jawab=schemas.HalamanSuratMasuk, contoh={"isi": [CONTOH_RINGKAS], "berikut": None},
    ringkas="Agenda surat masuk yang boleh Anda lihat, terbaru lebih dahulu",
)  # fmt: skip
def daftar(saring: dict[str, Any]) -> dict[str, Any]:
    isi = queries.Saringan(
        kata=pilihan.rapikan(saring["q"]), **{k: saring[k] for k in ("status", "sifat", "dari", "sampai", "terlambat")}
    )
    baris = queries.daftar(
        current_actor(), saring["tampilan"], isi, kursor(saring.get("setelah")), ukuran=saring["batas"]
    )
    return susun(baris, saring["batas"], lambda b: (b.id,))


@grup.operasi(
    "GET", "/surat-masuk/<int:id>", id="bacaSuratMasuk", izin="surat_masuk.lihat", objek=muat, lingkup="surat:baca",
    jawab=schemas.SuratMasukRinci, contoh=CONTOH,
    ringkas="Baca satu surat masuk dengan disposisinya",
    uraian="Membacanya tercatat seperti membuka halamannya: pengirim tahu bahwa surat sudah dibaca.",
)  # fmt: skip
def baca(m: SuratMasuk) -> dict[str, Any]:
    actor = current_actor()
    if policy.boleh("surat_masuk.isi", actor, m):
        pembacaan.catat(actor, m)
    return _rinci(m, actor)


@grup.operasi(
    "GET", "/surat-masuk/<int:id>/tindakan", id="tindakanSuratMasuk", izin="surat_masuk.lihat", objek=muat,
    lingkup="surat:baca", jawab=schemas.DaftarTindakan, contoh=bersama.contoh_tindakan("disposisi", "Disposisikan", "disposisikanSuratMasuk"),
    ringkas="Tindakan yang dapat Anda lakukan pada surat sekarang",
)  # fmt: skip
def tindakan(m: SuratMasuk) -> dict[str, Any]:
    return bersama.tindakan(m, current_actor(), OPERASI)


@grup.operasi(
    "GET", "/surat-masuk/<int:id>/pdf", id="unduhSuratMasuk", izin="surat_masuk.isi", objek=muat, lingkup="surat:baca",
    mime="application/pdf", ringkas="Unduh surat masuk sebagai PDF",
)  # fmt: skip
def pdf(m: SuratMasuk):
    pastikan_tersimpan(m)
    berkas = queries.berkas_surat(m)
    if berkas is None:
        raise TidakDitemukan("Surat ini tidak mempunyai berkas.")
    pembacaan.catat(current_actor(), m, "PDF melalui API")
    return bersama.kirim_bita(bersama.files.isi(berkas), berkas.nama, "application/pdf")


@grup.operasi(
    "GET", "/surat-masuk/tujuan", id="daftarTujuanSuratMasuk", izin="surat_masuk.catat", lingkup="surat:baca",
    jawab=schemas.DaftarTujuanMasuk, contoh={"isi": [{"id": 34, "nama": "Kepala Dinas Kesehatan", "unit": "Dinas Kesehatan"}]},
    ringkas="Pejabat yang dapat dituju surat pada agenda yang Anda pegang",
)  # fmt: skip
def tujuan() -> dict[str, Any]:
    opd = queries.opd_agenda(current_actor())
    jabatan = queries.pilihan_tujuan([u.id for u in opd])
    return {"isi": [{"id": j.id, "nama": j.nama, "unit": j.unit.nama} for j in jabatan]}


@grup.operasi(
    "POST", "/surat-masuk", id="catatSuratMasuk", izin="surat_masuk.catat", lingkup="agenda:tulis",
    isi=schemas.CatatSuratMasuk, contoh_isi=CONTOH_CATAT, jawab=schemas.Tercatat,
    contoh={"agenda": 118, "tahun": 2026, "id": 901}, status=201, ringkas="Catat surat dari luar dalam agenda",
)  # fmt: skip
def catat(isi: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    jabatan = session.get(Jabatan, isi["tujuan_jabatan_id"])
    if jabatan is None:
        raise AturanDilanggar("Jabatan tujuan itu tidak ada.", field="tujuan_jabatan_id")
    tertutup = isi["keamanan"] in {"R", "SR"}
    if not isi["hal"].strip() and not tertutup:
        raise AturanDilanggar("Isi hal surat.", field="hal")
    berkas = None
    if isi["unggahan_id"] is not None:
        berkas = bersama.unggahan(actor, isi["unggahan_id"], "unggahan_id")
        if berkas.jenis_mime != sniff.PDF:
            raise AturanDilanggar("Unggah pindaian surat sebagai PDF.", field="unggahan_id")
    m = layanan.catat(
        actor,
        layanan.IsianMasuk(
            opd_id=jabatan.unit.opd_id or jabatan.unit_id,
            hal=" ".join(isi["hal"].split()) or HAL_TERTUTUP,
            **{
                k: isi[k]
                for k in (
                    "tujuan_jabatan_id",
                    "pengirim",
                    "nomor",
                    "tanggal",
                    "sifat",
                    "keamanan",
                    "klasifikasi",
                    "alasan_kembar",
                )
            },
        ),
        berkas,
    )
    terlihat = policy.boleh("surat_masuk.lihat", actor, m)
    return {"agenda": m.agenda, "tahun": m.tahun, "id": m.id if terlihat else None}


@grup.operasi(
    "POST", "/surat-masuk/<int:id>/selesaikan", id="selesaikanSuratMasuk", izin="surat_masuk.lihat", objek=muat,
    lingkup="agenda:tulis", isi=schemas.Versi, contoh_isi={"versi": 2}, jawab=schemas.SuratMasukRinci,
    contoh=CONTOH | {"status": "selesai", "versi": 3},
    ringkas="Tandai surat masuk selesai",
)  # fmt: skip
def selesaikan(m: SuratMasuk, isi: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    workflow.jalankan(m, "selesaikan", actor, versi=isi["versi"])
    return _rinci(m, actor)


@grup.operasi(
    "GET", "/surat-masuk/<int:id>/penerima", id="penerimaDisposisiSuratMasuk", izin="surat_masuk.disposisi",
    objek=muat, lingkup="surat:baca", jawab=schemas.DaftarPenerima, contoh=bersama.CONTOH_PENERIMA,
    ringkas="Kepada siapa surat ini dapat didisposisikan",
)  # fmt: skip
def penerima(m: SuratMasuk) -> dict[str, Any]:
    pilihan_ = queries_disposisi.pilihan_penerima(layanan_disposisi.pilihan_penerima(m.tujuan_jabatan_id))
    return {"isi": [{"id": x["nilai"], "nama": x["label"], "keterangan": x["ket"]} for x in pilihan_]}


@grup.operasi(
    "POST", "/surat-masuk/<int:id>/disposisi", id="disposisikanSuratMasuk", izin="surat_masuk.disposisi", objek=muat,
    lingkup="disposisi:tulis", isi=schemas.BeriDisposisi,
    contoh_isi={"versi": 1, "kepada": [35], "instruksi": ["tindak_lanjut"], "catatan": "Tindak lanjuti segera."},
    jawab=schemas.SuratMasukRinci, status=201, contoh=CONTOH | {"versi": 2},
    ringkas="Disposisikan surat kepada jabatan di bawah Anda",
)  # fmt: skip
def disposisikan(m: SuratMasuk, isi: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    workflow.jalankan(m, "disposisi", actor, versi=isi["versi"], data={"isian": isian_disposisi(isi)})
    session.expire(m, ["disposisi"])
    return _rinci(m, actor)
