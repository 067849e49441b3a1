"""The desk: parameters in force, one parameter in time, a proposed change and its way."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, StringField, TextAreaField
from wtforms.validators import URL, InputRequired, Length, Optional

from suite.core import policy, workflow
from suite.core.aturan import ketentuan
from suite.core.clock import today
from suite.core.db import session
from suite.core.errors import AturanDilanggar, TanpaIzin, TidakDitemukan
from suite.core.http import menu as menu_suite
from suite.core.ketentuan import policy as wewenang
from suite.core.ketentuan import queries, services
from suite.core.ketentuan.models import UsulanKetentuan
from suite.core.policy import current_actor, izin
from suite.core.web import bentuk
from suite.core.web.berkas import kirim_berkas, naskah_terkirim, susun_kejadian
from suite.core.web.tindakan import (
    halaman_alasan,
    jalankan,
    tempel_galat,
    tombol_bilah,
    transisi,
    versi_terlihat,
)

bp = Blueprint("ketentuan", __name__, url_prefix="/ketentuan", template_folder="../templates")

NILAI = "n"
WAJIB = "Isian ini wajib diisi."


def menu() -> None:
    menu_suite.daftarkan(
        menu_suite.Butir(
            "Peraturan", "Ketentuan", "ketentuan.daftar", "gavel", jenis=("usulan_ketentuan",), urut=20, awalan="ketentuan."
        )
    )  # fmt: skip


class UsulanForm(FlaskForm):
    """What a proposal says besides the values."""

    mulai = DateField("Berlaku mulai", [InputRequired(WAJIB)])
    selesai = DateField("Tidak berlaku lagi mulai", [Optional()], description="Kosongkan bila berlaku seterusnya.")
    sumber = StringField(
        "Peraturan dan pasal", [InputRequired(WAJIB), Length(max=400)],
        description="Misalnya: Peraturan Wali Kota Nomor 12 Tahun 2026 Pasal 7 ayat (2)",
    )  # fmt: skip
    tautan = StringField(
        "Alamat naskah peraturan", [Optional(), Length(max=400), URL(message="Tulis alamat lengkap, misalnya https://jdih...")]
    )  # fmt: skip
    alasan = TextAreaField("Mengapa diubah", [InputRequired(WAJIB), Length(max=1000)])
    surut = BooleanField(
        "Berlaku surut",
        description="Centang bila tanggal mulainya memang sudah lewat. Hitungan sejak tanggal itu berubah bila dihitung ulang.",
    )


def usulan(**argumen: Any) -> UsulanKetentuan | None:
    """The proposal of a route, for `@izin(objek=...)`."""
    return session.get(UsulanKetentuan, argumen["id"]) if argumen["id"] < 2**53 else None


@bp.get("")
@izin("masuk")
def daftar():
    actor = current_actor()
    return render_template(
        "ketentuan/daftar.html",
        parameter=queries.semua_parameter(),
        menunggu=queries.menunggu(actor.pegawai_id, semua=wewenang.pembaca_usulan(actor)),
        status_usulan=status_usulan,
    )


@bp.get("/<nama>")
@izin("masuk")
def lihat_parameter(nama: str):
    _ada(nama)
    masa = queries.masa(nama)
    kini = next((m for m in masa if m.keadaan == "berlaku"), None)
    nilai = ketentuan.parameter(nama, today()).nilai if kini else {}
    return render_template(
        "ketentuan/parameter.html",
        nama=nama,
        uraian=ketentuan.uraian_parameter(nama),
        masa=masa,
        masa_kini=kini,
        nilai=bentuk.ratakan(services.biasa(nilai), services.rupa(nama, nilai)),
        pembaca=services.pembaca(nama),
        boleh_usul=policy.boleh("ketentuan.usul", current_actor()),
    )


@bp.get("/<nama>/usul")
@izin("ketentuan.usul")
def usul(nama: str):
    _ada(nama)
    form = UsulanForm(formdata=None)
    return _halaman_form(form, nama, services.biasa(_dasar(nama, today())), {})


@bp.post("/<nama>/usul")
@izin("ketentuan.usul")
def kirim_usul(nama: str):
    _ada(nama)
    return _simpan(nama, None)


@bp.get("/usulan/<int:id>")
@izin("ketentuan.lihat", objek=usulan)
def lihat(u: UsulanKetentuan):
    return _halaman_usulan(u)


def _halaman_usulan(u: UsulanKetentuan, galat_naskah: str = "") -> str:
    actor = current_actor()
    bilah = workflow.bilah(u, actor)
    return render_template(
        "ketentuan/usulan.html",
        u=u,
        uraian=ketentuan.uraian_parameter(u.nama),
        beda=services.beda(u.nilai_lama, u.nilai, services.rupa(u.nama, u.nilai)),
        akibat=services.akibat(u.nama, u.nilai),
        ringkas=_ringkas,
        status=status_usulan(u),
        bilah=tombol_bilah(u, bilah, "ketentuan"),
        boleh_ubah=u.status == "konsep" and wewenang.pengusulnya(actor, u),
        kejadian=_kejadian(u),
        maks_mb=current_app.config["SUITE"].upload_mb,
        galat_naskah=galat_naskah or None,
    )


@bp.get("/usulan/<int:id>/naskah")
@izin("ketentuan.lihat", objek=usulan)
def naskah(u: UsulanKetentuan):
    """The text of the regulation, as it was attached."""
    if u.naskah is None:
        raise TidakDitemukan("Usulan ini tidak melampirkan naskah peraturan.")
    return kirim_berkas(u.naskah)


@bp.post("/usulan/<int:id>/naskah")
@izin("ketentuan.lihat", objek=usulan)
def lampirkan(u: UsulanKetentuan):
    _pastikan_dapat_diubah(u)
    id = u.id
    try:
        with session.begin_nested():
            flash(naskah_terkirim(u), "sah")
    except AturanDilanggar as galat:
        return _halaman_usulan(session.get_one(UsulanKetentuan, id), galat.pesan), 422
    return redirect(url_for(".lihat", id=id))


@bp.get("/usulan/<int:id>/ubah")
@izin("ketentuan.lihat", objek=usulan)
def ubah(u: UsulanKetentuan):
    _pastikan_dapat_diubah(u)
    return _halaman_form(UsulanForm(formdata=None, obj=u), u.nama, u.nilai, {}, u)


@bp.post("/usulan/<int:id>/ubah")
@izin("ketentuan.lihat", objek=usulan)
def simpan_ubah(u: UsulanKetentuan):
    _pastikan_dapat_diubah(u)
    return _simpan(u.nama, u)


@bp.get("/usulan/<int:id>/aksi/<nama>")
@izin("ketentuan.lihat", objek=usulan)
def tanya(u: UsulanKetentuan):
    """The page that asks for a reason, for who has no JavaScript."""
    return halaman_alasan(u, transisi(u, str((request.view_args or {})["nama"])), "ketentuan", "Usulan ketentuan")


@bp.post("/usulan/<int:id>/aksi/<nama>")
@izin("ketentuan.lihat", objek=usulan)
def aksi(u: UsulanKetentuan):
    return jalankan(u, "ketentuan", "Usulan ketentuan")


def status_usulan(u: UsulanKetentuan) -> tuple[str, str]:
    """(meaning, word) of a proposal's status."""
    if u.status == "disahkan":
        return ("sah", "Berlaku" if u.mulai <= today() else "Disahkan, belum berlaku")
    state = workflow.ambil("usulan_ketentuan", u.alur_versi).state(u.status)
    return state.makna, state.label


# Inner steps -------------------------------------------------------------------------------------------------------


def _ada(nama: str) -> None:
    if nama not in ketentuan.nama_parameter():
        raise TidakDitemukan("Ketentuan itu tidak ada. Cari dari daftar ketentuan.")


def _dasar(nama: str, pada: date) -> Any:
    return (ketentuan.parameter_bila_ada(nama, pada) or ketentuan.versi_terkirim(nama)[-1]).nilai


def _pastikan_dapat_diubah(u: UsulanKetentuan) -> None:
    if u.status != "konsep" or not wewenang.pengusulnya(current_actor(), u):
        raise TanpaIzin("Usulan hanya dapat diubah oleh pengusulnya selama masih konsep.")


def _simpan(nama: str, u: UsulanKetentuan | None) -> Any:
    form = UsulanForm()
    galat: dict[str, str] = {}
    rupa = services.rupa(nama, _dasar(nama, today()))
    nilai = bentuk.baca(rupa, NILAI, request.form, galat)
    tambah = request.form.get("tambah", "")
    if tambah:  # another empty row: nothing is judged yet
        return _halaman_form(form, nama, nilai, {}, u, tambah)
    galat |= _kosong(rupa, NILAI, nilai)
    if form.validate() and not galat:
        try:
            with session.begin_nested():
                assert form.mulai.data is not None
                isian = services.Isian(
                    nama, form.mulai.data, form.selesai.data, form.sumber.data or "", form.tautan.data or "",
                    form.alasan.data or "", bool(form.surut.data), nilai,
                )  # fmt: skip
                if u is not None and versi_terlihat() != u.versi:
                    raise AturanDilanggar("Usulan ini sudah berubah sejak Anda membukanya. Muat ulang halamannya.")
                u = services.usulkan(current_actor(), isian, u)
            flash("Usulan tersimpan sebagai konsep. Periksa akibatnya, lalu ajukan.", "sah")
            return redirect(url_for(".lihat", id=u.id))
        except AturanDilanggar as e:
            tempel_galat(form, e, {}, lain="alasan")
    return _halaman_form(form, nama, nilai, galat, u), 422


def _kosong(b: bentuk.Bentuk, nama: str, nilai: Any) -> dict[str, str]:
    """Required places that were left empty: {field name: message}."""
    if b.jenis == "objek":
        isi = nilai if isinstance(nilai, dict) else {}
        return {k: p for n, a in b.anak.items() for k, p in _kosong(a, f"{nama}/{n}", isi.get(n)).items()}
    if b.jenis == "tabel":
        objek = bentuk.Bentuk("objek", anak=b.anak)
        if b.wajib and not nilai:
            return {nama: "Isi sekurangnya satu baris."}
        return {k: p for i, isi in enumerate(nilai or []) for k, p in _kosong(objek, f"{nama}/{i}", isi).items()}
    return {nama: WAJIB} if b.wajib and not b.boleh_kosong and nilai in (None, "") else {}


def _halaman_form(
    form: UsulanForm, nama: str, nilai: Any, galat: dict[str, str], u: UsulanKetentuan | None = None, tambah: str = ""
) -> str:
    akar = bentuk.simpul(services.rupa(nama, _dasar(nama, today())), NILAI, nilai, galat, tambah=tambah)
    return render_template(
        "ketentuan/formulir.html",
        form=form,
        nama=nama,
        uraian=ketentuan.uraian_parameter(nama),
        akar=akar,
        galat_nilai=bentuk.galat_bernama(akar),
        u=u,
        versi=request.form.get("versi", u.versi if u else ""),
    )


def _ringkas(hasil: dict[str, Any]) -> str:
    """An answer in one line: its fields but the source."""
    return " · ".join(f"{k}: {v}" for k, v in bentuk.ratakan({n: v for n, v in hasil.items() if n != "sumber"}).items())


def _kejadian(u: UsulanKetentuan) -> list[dict[str, Any]]:
    lampau = {t.nama: t.lampau for t in workflow.ambil("usulan_ketentuan", u.alur_versi).transitions}
    alur = [
        {
            "judul": f"{r.nama} {lampau.get(r.transisi, 'menyusun usulan')}",
            "waktu": r.pada,
            "isi": r.catatan or None,
            "oleh": r.sebutan,
            "makna": {"setujui": "sah", "kembalikan": "perhatian", "cabut": "bahaya"}.get(r.transisi, "berjalan"),
        }
        for r in reversed(workflow.riwayat(u))
    ]
    return susun_kejadian(alur, u, url_for(".naskah", id=u.id))
