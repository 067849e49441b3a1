"""Pages of the archive: the berkas of an office, one berkas, open one, put letters into one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for

from suite.core import policy, workflow
from suite.core.actor import Actor
from suite.core.clock import today
from suite.core.daftar import tampilkan
from suite.core.daftar.ekspor import berkas_jadi
from suite.core.db import session
from suite.core.errors import AturanDilanggar, Konflik, MasukanSalah, TidakDitemukan
from suite.core.http import menu as menu_suite
from suite.core.jobs import Job
from suite.core.policy import current_actor, izin
from suite.core.web.berkas import kirim_hasil
from suite.core.web.tindakan import tempel_galat, tombol_bilah, versi_terlihat
from suite.core.workflow import declare
from suite.naskah_dinas.daftar_berkas import BERKAS, ISI_BERKAS, keadaan_berkas
from suite.naskah_dinas.forms.berkas import BARU, BukaBerkasForm, IsiBerkasForm
from suite.naskah_dinas.models import Berkas, SuratKeluar, SuratMasuk
from suite.naskah_dinas.policy import petugas_agenda
from suite.naskah_dinas.queries import berkas as queries
from suite.naskah_dinas.queries import pilihan
from suite.naskah_dinas.queries.masuk import opd_agenda
from suite.naskah_dinas.services import arsip, paket

bp = Blueprint("berkas", __name__, url_prefix="/berkas", template_folder="../templates")

ID_TERBESAR = 2**53
SEKALIGUS = 100
"""Letters that one act may file."""
JENIS: dict[str, tuple[type[SuratKeluar] | type[SuratMasuk], str]] = {
    "keluar": (SuratKeluar, "surat_keluar.lihat"),
    "masuk": (SuratMasuk, "surat_masuk.lihat"),
}

Surat = SuratKeluar | SuratMasuk
MAKNA_KEJADIAN = {
    "tahan": "perhatian", "kembalikan": "perhatian", "nilai": "berjalan", "setujui": "sah", "terima": "sah",
    "musnahkan": "bahaya", "laksanakan": "sah", "catat_anri": "sah",
}  # fmt: skip


def menu() -> None:
    menu_suite.daftarkan(
        menu_suite.Butir(
            "Naskah", "Berkas dan arsip", "berkas.daftar", "archive", izin="berkas.daftar", urut=40, awalan="berkas."
        )
    )


def berkas(**argumen: Any) -> Berkas | None:
    """The berkas of a route, for `@izin(objek=...)`."""
    return session.get(Berkas, argumen["id"]) if argumen["id"] < ID_TERBESAR else None


def pekerjaan(**argumen: Any) -> Job | None:
    return session.get(Job, argumen["id"]) if argumen["id"] < ID_TERBESAR else None


def surat_keluar(**argumen: Any) -> SuratKeluar | None:
    return session.get(SuratKeluar, argumen["id"]) if argumen["id"] < ID_TERBESAR else None


def surat_masuk(**argumen: Any) -> SuratMasuk | None:
    return session.get(SuratMasuk, argumen["id"]) if argumen["id"] < ID_TERBESAR else None


@bp.get("")
@izin("berkas.daftar")
def daftar():
    return tampilkan(BERKAS)


@bp.get("/buka")
@izin("berkas.buat")
def buka():
    return _halaman_buka(_form_buka())


@bp.post("/buka")
@izin("berkas.buat")
def simpan_buka():
    form = _form_buka()
    if form.validate():
        try:
            with session.begin_nested():
                b = arsip.buka_berkas(
                    current_actor(),
                    opd_id=form.opd_id.data,
                    klasifikasi=form.kode,
                    judul=form.judul.data or "",
                )
            flash(f"Berkas “{b.judul}” dibuka.", "sah")
            return redirect(url_for(".lihat", id=b.id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="judul")
    return _halaman_buka(form), 422


def _form_buka() -> BukaBerkasForm:
    form = BukaBerkasForm()
    opd = opd_agenda(current_actor())
    form.opd_id.choices = [(u.id, u.nama) for u in opd]
    if len(opd) == 1:
        form.opd_id.data = opd[0].id
    return form


def _halaman_buka(form: BukaBerkasForm) -> str:
    return render_template(
        "naskah_dinas/berkas/buka.html",
        form=form,
        klasifikasi=pilihan.sebut_klasifikasi(form.klasifikasi.data or ""),
        regulasi=pilihan.regulasi_klasifikasi(),
    )


@bp.get("/<int:id>")
@izin("berkas.lihat", objek=berkas)
def lihat(b: Berkas):
    bilah = workflow.bilah(b, current_actor())
    return tampilkan(
        ISI_BERKAS,
        "naskah_dinas/berkas/lihat.html",
        {"id": b.id},
        berkas=b,
        uraian=queries.uraian_kode(b),
        retensi=queries.retensi_kata(b),
        status=keadaan_berkas(b.status, ditahan=b.ditahan_pada is not None),
        bilah=tombol_bilah(b, bilah, "berkas"),
        kejadian=kejadian(b),
    )


@bp.post("/<int:id>/paket")
@izin("berkas.lihat", objek=berkas)
def minta_paket(b: Berkas):
    """Ask for the berkas as a package: a job makes it."""
    g.kembali_url = url_for(".lihat", id=b.id)
    return redirect(url_for("pekerjaan.lihat", id=paket.minta(current_actor(), b).id))


@bp.get("/paket/<int:id>")
@izin("daftar.unduhan", objek=pekerjaan)
def unduh_paket(job: Job):
    """The finished package, for who asked for it and still may see the berkas."""
    b = session.get(Berkas, int(job.argumen.get("berkas_id", 0)))
    if b is None or not policy.boleh("berkas.lihat", current_actor(), b):
        raise TidakDitemukan()
    jalur, nama = berkas_jadi(current_app.config["SUITE"].var, job, paket.JENIS_JOB)
    return kirim_hasil(jalur, "application/zip", nama)


def kejadian(dok: Any) -> list[dict[str, Any]]:
    """What happened to a document of the archive, newest first, as `lini_masa` takes it."""
    lampau = {t.nama: t.lampau for t in declare.alur(dok).transitions} | {"buat": "membukanya"}
    return [
        {
            "judul": f"{r.nama} {lampau.get(r.transisi, r.transisi)}",
            "waktu": r.pada,
            "isi": f"“{r.catatan}”" if r.catatan else None,
            "oleh": r.sebutan if r.sebutan != r.nama else None,
            "makna": MAKNA_KEJADIAN.get(r.transisi, "netral"),
        }
        for r in reversed(workflow.riwayat(dok))
    ]


# Filing one letter -------------------------------------------------------------------------------------------------


@bp.get("/isi/keluar/<int:id>")
@izin("surat.arsipkan.keluar", objek=surat_keluar)
def berkaskan_keluar(surat: SuratKeluar):
    return _halaman_isi(surat, _form_isi([surat]))


@bp.post("/isi/keluar/<int:id>")
@izin("surat.arsipkan.keluar", objek=surat_keluar)
def simpan_keluar(surat: SuratKeluar):
    return _berkaskan(surat)


@bp.get("/isi/masuk/<int:id>")
@izin("surat.arsipkan.masuk", objek=surat_masuk)
def berkaskan_masuk(surat: SuratMasuk):
    return _halaman_isi(surat, _form_isi([surat]))


@bp.post("/isi/masuk/<int:id>")
@izin("surat.arsipkan.masuk", objek=surat_masuk)
def simpan_masuk(surat: SuratMasuk):
    return _berkaskan(surat)


def _form_isi(dokumen: list[Surat]) -> IsiBerkasForm:
    form = IsiBerkasForm()
    if request.method == "GET" or "berkas_id" not in request.form:
        form.klasifikasi.data = form.klasifikasi.data or dokumen[0].klasifikasi
        cocok = [s for s in queries.saran(current_actor(), dokumen[0].opd_id, dokumen[0].klasifikasi) if s["cocok"]]
        form.berkas_id.data = str(cocok[0]["nilai"]) if len(cocok) == 1 else None
    return form


def _berkas_terpilih(actor: Actor, form: IsiBerkasForm, opd_id: int) -> Berkas:
    """The berkas chosen, or the one opened now. Raises `AturanDilanggar` beside the field."""
    if form.berkas_id.data == BARU:
        return arsip.buka_berkas(actor, opd_id=opd_id, klasifikasi=form.kode, judul=form.judul.data or "")
    b = berkas(id=int(form.berkas_id.data or 0))
    if b is None or not policy.boleh("berkas.lihat", actor, b):
        raise AturanDilanggar("Berkas itu tidak ada lagi. Pilih dari daftar.", field="berkas_id")
    return b


def _berkaskan(surat: Surat):
    actor = current_actor()
    form = _form_isi([surat])
    if form.validate():
        try:
            with session.begin_nested():
                b = _berkas_terpilih(actor, form, surat.opd_id)
                arsip.berkaskan(actor, surat, b, versi=versi_terlihat())
            flash(f"Surat disimpan di berkas “{b.judul}”.", "sah")
            return redirect(_url(surat))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="berkas_id")
    return _halaman_isi(surat, form), 422


def _halaman_isi(surat: Surat, form: IsiBerkasForm) -> str:
    if workflow.ambil(surat.__tablename__).pilih("arsipkan", surat) is None:
        raise Konflik("Surat ini belum selesai diproses, atau sudah diberkaskan. Buka suratnya untuk melihat.")
    return render_template(
        "naskah_dinas/berkas/isi.html",
        form=form,
        surat=[surat],
        versi=request.form.get("versi") or surat.versi,
        kembali={"label": "Kembali ke surat", "url": _url(surat)},
        aksi=request.path,
        **_pilihan(surat.opd_id, surat.klasifikasi, form),
    )


def _pilihan(opd_id: int, klasifikasi: str, form: IsiBerkasForm) -> dict[str, Any]:
    return {
        "saran": queries.saran(current_actor(), opd_id, klasifikasi),
        "boleh_buka": petugas_agenda(current_actor(), opd_id),
        "klasifikasi": pilihan.sebut_klasifikasi(form.klasifikasi.data or klasifikasi),
        "tahun": today().year,
        "BARU": BARU,
    }


def _url(surat: Surat) -> str:
    return f"/{'surat-keluar' if isinstance(surat, SuratKeluar) else 'surat-masuk'}/{surat.id}"


# Filing several ----------------------------------------------------------------------------------------------------


@bp.post("/isi/banyak")
@izin("berkas.daftar")
def berkaskan_banyak():
    """Letters ticked in a list (`pilih`: 'masuk:ID:VERSION' or 'keluar:...') into one berkas: first it asks which."""
    actor = current_actor()
    dokumen = _terpilih(actor, request.form.getlist("pilih"))
    opd = {d.opd_id for d, _ in dokumen}
    if not dokumen:
        raise MasukanSalah("Belum ada surat yang dipilih. Centang surat pada daftar, lalu berkaskan.")
    if len(opd) > 1:
        raise AturanDilanggar("Surat yang dipilih milik beberapa perangkat daerah. Berkaskan satu per satu unit.")
    surat = [d for d, _ in dokumen]
    form = _form_isi(surat)
    if "berkas_id" in request.form and form.validate():
        try:
            b = _berkas_terpilih(actor, form, opd.pop())
            hasil = arsip.berkaskan_banyak(actor, dokumen, b)
            return render_template(
                "daftar/hasil_banyak.html",
                hasil=[(_url(s), s.hal, galat) for s, galat in hasil],
                benda="surat",
                kata="diberkaskan",
                lanjut=f"Dalam berkas “{b.judul}”",
                daftar_url=url_for(".lihat", id=b.id),
                daftar_judul=f"Berkas “{b.judul}”",
            )
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="berkas_id")
    isi = render_template(
        "naskah_dinas/berkas/isi.html",
        form=form,
        surat=surat,
        pilih=request.form.getlist("pilih")[:SEKALIGUS],
        kembali={"label": "Kembali ke daftar", "url": url_for("surat_masuk.daftar", tampilan="unit", status="selesai")},
        aksi=url_for(".berkaskan_banyak"),
        **_pilihan(surat[0].opd_id, surat[0].klasifikasi, form),
    )
    return isi, 422 if form.errors else 200


def _terpilih(actor: Actor, nilai: list[str]) -> list[tuple[Surat, int]]:
    """The letters ticked that the actor may see, each with the version seen. Others are left out without a word."""
    hasil: list[tuple[Surat, int]] = []
    for v in dict.fromkeys(nilai[:SEKALIGUS]):
        jenis, _, sisa = v.partition(":")
        kiri, _, kanan = sisa.partition(":")
        if jenis not in JENIS or not all(x.isascii() and x.isdigit() and len(x) < 16 for x in (kiri, kanan)):
            raise MasukanSalah("Pilihan tidak terbaca. Muat ulang daftar, lalu pilih lagi.")
        model, lihat_izin = JENIS[jenis]
        dok = session.get(model, int(kiri))
        if dok is not None and policy.boleh(lihat_izin, actor, dok):
            hasil.append((dok, int(kanan)))
    return hasil
