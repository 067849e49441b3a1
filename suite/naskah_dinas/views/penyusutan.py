"""Pages of the disposal of archives: what is due, the documents, one document on its way, its berita acara."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for

from suite.core import policy, workflow
from suite.core.daftar import tampilkan
from suite.core.db import session
from suite.core.errors import AturanDilanggar, MasukanSalah
from suite.core.files import services as files
from suite.core.http import menu as menu_suite
from suite.core.identity.models import Jabatan
from suite.core.policy import current_actor, izin
from suite.core.web.berkas import kirim_bita
from suite.core.web.tindakan import halaman_alasan, jalankan, tempel_galat, tombol_bilah, transisi, versi_terlihat
from suite.core.workflow import route
from suite.naskah_dinas.alur_arsip import judul as sebut
from suite.naskah_dinas.daftar_penyusutan import JATUH_TEMPO, PENYUSUTAN
from suite.naskah_dinas.forms.penyusutan import AnriForm, LaksanakanForm, PanitiaForm
from suite.naskah_dinas.models_penyusutan import Penyusutan
from suite.naskah_dinas.queries import penyusutan as queries
from suite.naskah_dinas.queries.berkas import PERSETUJUAN
from suite.naskah_dinas.rules.penyusutan import JENIS
from suite.naskah_dinas.services import berita_acara
from suite.naskah_dinas.services import penyusutan as services
from suite.naskah_dinas.views.berkas import ID_TERBESAR, kejadian
from suite.naskah_dinas.views.berkas_urus import halaman, lakukan

bp = Blueprint("penyusutan", __name__, url_prefix="/penyusutan", template_folder="../templates")


def menu() -> None:
    menu_suite.daftarkan(
        menu_suite.Butir(
            "Naskah", "Penyusutan arsip", "penyusutan.jatuh_tempo", "clock", izin="penyusutan.daftar",
            jenis=("penyusutan",), urut=45, awalan="penyusutan.",
        )
    )  # fmt: skip


def dokumen(**argumen: Any) -> Penyusutan | None:
    """The document of a route, for `@izin(objek=...)`."""
    return session.get(Penyusutan, argumen["id"]) if argumen["id"] < ID_TERBESAR else None


@bp.get("")
@izin("penyusutan.daftar")
def daftar():
    return tampilkan(PENYUSUTAN)


@bp.get("/jatuh-tempo")
@izin("penyusutan.daftar")
def jatuh_tempo():
    return tampilkan(JATUH_TEMPO)


@bp.post("/buat")
@izin("penyusutan.buat")
def buat():
    """A draft over the berkas ticked in the due list (`pilih`: ids)."""
    jenis, pilih = request.form.get("jenis", ""), request.form.getlist("pilih")
    if jenis not in JENIS or not all(x.isascii() and x.isdigit() and len(x) < 16 for x in pilih):
        raise MasukanSalah("Pilihan tidak terbaca. Muat ulang daftar, lalu pilih lagi.")
    g.kembali_url = url_for(".jatuh_tempo")
    dok = services.buat(current_actor(), jenis, [int(x) for x in pilih])
    flash("Daftar tersusun sebagai konsep. Periksa isinya, lalu ajukan.", "sah")
    return redirect(url_for(".lihat", id=dok.id))


# One document ------------------------------------------------------------------------------------------------------


@bp.get("/<int:id>")
@izin("penyusutan.lihat", objek=dokumen)
def lihat(dok: Penyusutan):
    actor = current_actor()
    bilah = workflow.bilah(dok, actor)
    terbuka = dok.status not in {"dilaksanakan", "batal"}
    langkah = {x.jabatan_id: x for x in route.rute(dok)} if dok.status != "konsep" else {}
    return render_template(
        "naskah_dinas/penyusutan/lihat.html",
        dok=dok,
        judul=sebut(dok),
        status=(bilah.makna, bilah.status if not bilah.giliran_saya else "Giliran Anda"),
        salah=services.keberatan(dok) if terbuka else {},
        panitia=[(session.get_one(Jabatan, j).nama, langkah.get(j)) for j in dok.panitia],
        berpanitia=services.berpanitia(dok),
        perlu_anri=services.perlu_anri(dok),
        persetujuan=PERSETUJUAN,
        boleh_siapkan=dok.status == "konsep" and policy.boleh("penyusutan.siapkan", actor, dok),
        bilah=tombol_bilah(dok, bilah, "penyusutan"),
        kejadian=kejadian(dok),
    )


@bp.get("/<int:id>/berita-acara.pdf")
@izin("penyusutan.lihat", objek=dokumen)
def unduh(dok: Penyusutan):
    """The berita acara as it was carried out, or as it would be printed now."""
    isi = files.isi(dok.berita_acara) if dok.berita_acara is not None else berita_acara.pdf(dok)
    return kirim_bita(isi, "application/pdf", berita_acara.nama_unduhan(dok))


@bp.get("/<int:id>/aksi/<nama>")
@izin("penyusutan.lihat", objek=dokumen)
def tanya(dok: Penyusutan):
    """The page that asks for a reason, for who has no JavaScript."""
    return halaman_alasan(dok, transisi(dok, str((request.view_args or {})["nama"])), "penyusutan", "Penyusutan arsip")


@bp.post("/<int:id>/aksi/<nama>")
@izin("penyusutan.lihat", objek=dokumen)
def aksi(dok: Penyusutan):
    g.kembali_url = url_for(".lihat", id=dok.id)
    return jalankan(dok, "penyusutan", "Penyusutan arsip")


@bp.post("/<int:id>/keluarkan")
@izin("penyusutan.siapkan", objek=dokumen)
def keluarkan(dok: Penyusutan):
    """Take one berkas off the list of a draft."""
    nomor = request.form.get("berkas_id", "")
    if not (nomor.isascii() and nomor.isdigit() and len(nomor) < 16):
        raise MasukanSalah("Pilihan tidak terbaca. Muat ulang halamannya.")
    g.kembali_url = url_for(".lihat", id=dok.id)
    services.keluarkan(current_actor(), dok, int(nomor), versi=versi_terlihat())
    flash("Berkas dikeluarkan dari daftar.", "sah")
    return redirect(url_for(".lihat", id=dok.id))


def _kembali(dok: Penyusutan) -> dict[str, str]:
    return {"label": sebut(dok), "url": url_for("penyusutan.lihat", id=dok.id)}


@bp.route("/<int:id>/panitia", methods=["GET", "POST"])
@izin("penyusutan.siapkan", objek=dokumen)
def panitia(dok: Penyusutan):
    form = PanitiaForm()
    form.panitia.choices = queries.calon_panitia(dok.opd_id, dok.panitia)
    if request.method == "GET":
        form.panitia.data = [str(j) for j in dok.panitia]
    elif form.validate():
        try:
            with session.begin_nested():
                dikenal = {n for n, _ in form.panitia.choices}
                ids = [int(x) for x in form.panitia.data or [] if x in dikenal]
                services.pilih_panitia(current_actor(), dok, ids, versi=versi_terlihat())
            flash("Panitia penilai tersimpan.", "sah")
            return redirect(url_for(".lihat", id=dok.id))
        except AturanDilanggar as galat:
            session.refresh(dok)
            tempel_galat(form, galat, {}, lain="panitia")
    return halaman(
        dok, form, "Panitia penilai arsip", "Simpan panitia", _kembali(dok), ikon_aksi="check", topik="penyusutan",
        uraian="Tiap anggota memberi pertimbangan tertulis sebelum daftar diputuskan.",
        bantuan={"panitia": "Paling sedikit tiga pejabat, berjumlah ganjil."}, keping=("panitia",),
    )  # fmt: skip


@bp.route("/<int:id>/anri", methods=["GET", "POST"])
@izin("penyusutan.siapkan", objek=dokumen)
def anri(dok: Penyusutan):
    form = AnriForm()
    data = {"nomor": form.nomor.data, "tanggal": form.tanggal.data}
    if request.method == "POST" and form.validate() and lakukan(dok, "catat_anri", form, data, "nomor"):
        flash("Persetujuan Kepala ANRI tercatat.", "sah")
        return redirect(url_for(".lihat", id=dok.id))
    return halaman(
        dok, form, "Catat persetujuan ANRI", "Catat persetujuan", _kembali(dok), ikon_aksi="check", topik="penyusutan",
        uraian="Daftar ini memuat arsip dengan retensi 10 tahun atau lebih, jadi perlu persetujuan tertulis Kepala ANRI.",
    )  # fmt: skip


@bp.route("/<int:id>/laksanakan", methods=["GET", "POST"])
@izin("penyusutan.siapkan", objek=dokumen)
def laksanakan(dok: Penyusutan):
    form = LaksanakanForm()
    if not services.berpanitia(dok):
        for nama in ("saksi_1", "jabatan_1", "saksi_2", "jabatan_2"):
            delattr(form, nama)
        saksi: list[tuple[str, str]] = []
    else:
        saksi = form.saksi()
    data = {"tempat": form.tempat.data, "saksi": saksi}
    lain = "saksi_1" if services.berpanitia(dok) else "tempat"
    if request.method == "POST" and form.validate() and lakukan(dok, "laksanakan", form, data, lain):
        flash(f"{JENIS[dok.jenis]} dilaksanakan. Berita acara {dok.nomor} tersimpan.", "sah")
        return redirect(url_for(".lihat", id=dok.id))
    n = len(dok.baris)
    peringatan = f"Isi {n} berkas dihapus untuk selamanya" if services.berpanitia(dok) else ""
    return halaman(
        dok, form, f"Laksanakan {JENIS[dok.jenis].lower()} {n} berkas?", f"Laksanakan {JENIS[dok.jenis].lower()}",
        _kembali(dok), ikon_aksi="check", topik="penyusutan", peringatan=peringatan,
        peringatan_isi="Naskah, lampiran, catatan, dan kata carinya tidak dapat dikembalikan. Keterangan, nomor, sidik, dan jejak audit tetap.",
        bantuan={"saksi_1": "Misalnya dari unit hukum.", "saksi_2": "Misalnya dari inspektorat."},
    )  # fmt: skip
