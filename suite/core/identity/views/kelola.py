"""Administration of people: the list, one person's posts and roles through time, account and one-time code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from suite.core import audit, policy
from suite.core.clock import today
from suite.core.daftar import tampilkan
from suite.core.db import session
from suite.core.errors import GalatSuite, MasukanSalah
from suite.core.identity import queries, services, sessions
from suite.core.identity.daftar import PEGAWAI
from suite.core.identity.faktor import services as faktor
from suite.core.identity.faktor.punya import punya
from suite.core.identity.forms import AkhiriForm, AlasanForm, PeranForm
from suite.core.identity.models import Account, Pegawai, Penugasan, Peran, UnitKerja
from suite.core.identity.policy import PERAN_KOTA, mengelola_opd
from suite.core.identity.rules import selesai_dari_sampai
from suite.core.identity.services import PERAN
from suite.core.identity.views.formulir import galat_pada, halaman_form
from suite.core.policy import current_actor, izin

bp = Blueprint("kelola", __name__, template_folder="../templates")


def pemuat(model: Any) -> Callable[..., Any]:
    """A loader of one row by the `id` of the address; an id that no store can hold is simply not there."""
    return lambda id: session.get(model, id) if id < 2**63 else None


@bp.get("/admin/akun")
@izin("akun.kelola")
def daftar() -> ResponseReturnValue:
    return tampilkan(PEGAWAI)


@bp.get("/admin/pegawai/<int:id>")
@izin("peran.kelola", objek=pemuat(Pegawai))
def pegawai(orang: Pegawai) -> ResponseReturnValue:
    actor = current_actor()
    account = queries.akun_pegawai(orang.id)
    if orang.id != actor.pegawai_id:
        audit.catat_baca(actor, "pegawai", orang.id, "data pegawai: penugasan, peran, akun")
    return render_template(
        "identitas/pegawai.html",
        pegawai=orang,
        account=account,
        pada=_tanggal(request.args.get("pada")),
        pangkat=queries.pangkat_pada(orang.id),
        penugasan=queries.penugasan_semua(orang.id),
        peran=queries.peran_semua(orang.id),
        jenis_peran=PERAN,
        sesi=len(sessions.daftar_sesi(account.id)) if account else 0,
        faktor=punya(account.id) if account else None,
        boleh_akun=account is not None
        and policy.boleh("akun.kelola", actor, account)
        and account.id != actor.account_id,
        diri=orang.id == actor.pegawai_id,
        actor=actor,
        boleh=policy.boleh,
    )


def _tanggal(teks: str | None) -> date:
    try:
        return date.fromisoformat(teks) if teks else today()
    except ValueError:
        raise MasukanSalah("Tanggal tidak terbaca. Tulis seperti 2026-11-24.") from None


def _remah(orang: Pegawai) -> list[dict[str, str]]:
    return [
        {"label": "Pegawai dan akun", "url": url_for("kelola.daftar")},
        {"label": orang.nama_lengkap, "url": url_for("kelola.pegawai", id=orang.id)},
    ]


def _kembali(orang: Pegawai) -> dict[str, str]:
    return {"label": orang.nama_lengkap, "url": url_for("kelola.pegawai", id=orang.id)}


@bp.post("/admin/pegawai/<int:id>/akun")
@izin("peran.kelola", objek=pemuat(Pegawai))
def buat_akun(orang: Pegawai) -> ResponseReturnValue:
    account = services.buat_akun(current_actor(), orang)
    return _tampilkan_kode(orang, services.buat_kode(current_actor(), account))


@bp.post("/admin/akun/<int:id>/kode")
@izin("akun.kelola", objek=pemuat(Account))
def kode(account: Account) -> ResponseReturnValue:
    orang = session.get_one(Pegawai, account.pihak_id)
    return _tampilkan_kode(orang, services.buat_kode(current_actor(), account))


def _tampilkan_kode(orang: Pegawai, isi: str) -> ResponseReturnValue:
    # Shown in the answer itself: it is kept nowhere from which a second page could take it.
    return render_template("identitas/kode.html", pegawai=orang, kode=isi, remah=_remah(orang), kembali=_kembali(orang))


@bp.route("/admin/akun/<int:id>/nonaktif", methods=["GET", "POST"])
@izin("akun.kelola", objek=pemuat(Account))
def nonaktif(account: Account) -> ResponseReturnValue:
    return _ubah_keadaan(account, aktif=False)


@bp.route("/admin/akun/<int:id>/aktif", methods=["GET", "POST"])
@izin("akun.kelola", objek=pemuat(Account))
def aktif(account: Account) -> ResponseReturnValue:
    return _ubah_keadaan(account, aktif=True)


def _ubah_keadaan(account: Account, *, aktif: bool) -> ResponseReturnValue:
    form, orang = AlasanForm(), session.get_one(Pegawai, account.pihak_id)
    if form.validate_on_submit():
        with galat_pada(form):
            (services.aktifkan if aktif else services.nonaktifkan)(current_actor(), account, form.alasan.data or "")
            flash(f"Akun {orang.nama_lengkap} {'diaktifkan' if aktif else 'dinonaktifkan'}.", "sah")
            return redirect(url_for(".pegawai", id=orang.id))
    return halaman_form(
        form,
        f"{'Aktifkan' if aktif else 'Nonaktifkan'} akun {orang.nama_lengkap}",
        "Aktifkan akun" if aktif else "Nonaktifkan akun",
        status=422 if request.method == "POST" else 200,
        uraian="Pegawai dapat masuk lagi dengan kata sandinya."
        if aktif
        else "Pegawai tidak dapat masuk, dan semua gawai yang sedang masuk langsung dikeluarkan. Riwayatnya tetap ada.",
        remah=_remah(orang),
        kembali=_kembali(orang),
        bahaya=not aktif,
    )


SEKALIGUS = 100
"""Accounts that one act may touch."""


@bp.post("/admin/akun/nonaktif")
@izin("akun.kelola")
def nonaktif_banyak() -> ResponseReturnValue:
    return _ubah_banyak(aktif=False)


@bp.post("/admin/akun/aktif")
@izin("akun.kelola")
def aktif_banyak() -> ResponseReturnValue:
    return _ubah_banyak(aktif=True)


def _ubah_banyak(*, aktif: bool) -> ResponseReturnValue:
    """Accounts ticked in the list: first it asks why, then a result for each."""
    actor, akun = current_actor(), _akun_terpilih()
    form = AlasanForm()
    kata = "diaktifkan" if aktif else "dinonaktifkan"
    if "alasan" in request.form and form.validate_on_submit():
        ubah = services.aktifkan if aktif else services.nonaktifkan
        return _hasil_banyak(
            [(a, o, _coba(lambda a=a: ubah(actor, a, form.alasan.data or ""))[1]) for a, o in akun], kata
        )
    label = f"{'Aktifkan' if aktif else 'Nonaktifkan'} {len(akun)} akun"
    return render_template(
        "identitas/akun_banyak.html",
        form=form,
        judul=label,
        orang=[o for _, o in akun],
        pilih=[a.id for a, _ in akun],
        bahaya=not aktif,
        aksi=request.path,
    ), 422 if "alasan" in request.form else 200


@bp.post("/admin/akun/kode")
@izin("akun.kelola")
def kode_banyak() -> ResponseReturnValue:
    """One-time codes of the accounts ticked, on one page to print: shown in the answer itself and kept nowhere."""
    actor, hasil = current_actor(), []
    for a, orang in _akun_terpilih():
        isi, galat = _coba(lambda a=a: services.buat_kode(actor, a))
        hasil.append((orang, isi, galat))
    return render_template("identitas/kode_banyak.html", hasil=hasil)


def _coba(lakukan: Callable[[], Any]) -> tuple[Any, str]:
    """(what it gave, refusal in words): in a savepoint, so that one refusal does not undo the others."""
    try:
        with session.begin_nested():
            return lakukan(), ""
    except GalatSuite as galat:
        return None, galat.pesan


def _akun_terpilih() -> list[tuple[Account, Pegawai]]:
    """The accounts ticked that the actor manages. Others are left out without a word. Raises `MasukanSalah` for none."""
    actor, hasil = current_actor(), []
    for v in dict.fromkeys(request.form.getlist("pilih")[:SEKALIGUS]):
        if not (v.isascii() and v.isdigit() and len(v) < 16):
            raise MasukanSalah("Pilihan tidak terbaca. Muat ulang daftar, lalu pilih lagi.")
        account = session.get(Account, int(v))
        orang = session.get(Pegawai, account.pihak_id) if account else None
        if account is not None and orang is not None and policy.boleh("akun.kelola", actor, account):
            hasil.append((account, orang))
    if not hasil:
        raise MasukanSalah("Belum ada akun yang dipilih. Centang akun pada daftar.")
    return hasil


def _hasil_banyak(hasil: list[tuple[Account, Pegawai, str]], kata: str) -> ResponseReturnValue:
    return render_template(
        "daftar/hasil_banyak.html",
        hasil=[(url_for(".pegawai", id=o.id), o.nama_lengkap, galat) for _, o, galat in hasil],
        benda="akun",
        kata=kata,
        daftar_url=url_for(".daftar"),
        daftar_judul="Pegawai dan akun",
    )


@bp.route("/admin/akun/<int:id>/faktor", methods=["GET", "POST"])
@izin("akun.kelola", objek=pemuat(Account))
def setel_ulang_faktor(account: Account) -> ResponseReturnValue:
    form, orang = AlasanForm(), session.get_one(Pegawai, account.pihak_id)
    if form.validate_on_submit():
        with galat_pada(form):
            faktor.setel_ulang(current_actor(), account, form.alasan.data or "")
            flash(f"Faktor kedua {orang.nama_lengkap} dihapus. Pegawai diberi tahu.", "sah")
            return redirect(url_for(".pegawai", id=orang.id))
    return halaman_form(
        form,
        f"Hapus faktor kedua {orang.nama_lengkap}",
        "Hapus faktor kedua",
        status=422 if request.method == "POST" else 200,
        uraian="Untuk pegawai yang kehilangan ponsel atau kuncinya. Periksa kartu pegawai dahulu. Semua gawainya "
        "dikeluarkan; ia masuk lagi dengan kata sandi dan memasang yang baru.",
        remah=_remah(orang),
        kembali=_kembali(orang),
        bahaya=True,
    )


@bp.route("/admin/pegawai/<int:id>/peran", methods=["GET", "POST"])
@izin("peran.kelola", objek=pemuat(Pegawai))
def peran(orang: Pegawai) -> ResponseReturnValue:
    actor, form = current_actor(), PeranForm()
    kota = mengelola_opd(actor, None)
    form.nama.choices = [(p.nama, p.label) for p in PERAN.values() if kota or p.nama not in PERAN_KOTA]
    form.unit.choices = _pilihan_unit(orang, kota=kota)
    if form.validate_on_submit():
        with galat_pada(form):
            unit = session.get(UnitKerja, int(form.unit.data)) if form.unit.data else None
            services.beri_peran(
                actor,
                orang,
                form.nama.data,
                unit,
                alasan=form.alasan.data or "",
                tahun=form.tahun.data,
                selesai=selesai_dari_sampai(form.sampai.data),
            )
            flash(f"Peran {PERAN[form.nama.data].label} diberikan kepada {orang.nama_lengkap}.", "sah")
            return redirect(url_for(".pegawai", id=orang.id))
    return halaman_form(
        form,
        f"Beri peran kepada {orang.nama_lengkap}",
        "Beri peran",
        status=422 if request.method == "POST" else 200,
        uraian="Peran berlaku mulai hari ini dan tercatat atas nama Anda.",
        remah=_remah(orang),
        kembali=_kembali(orang),
    )


def _pilihan_unit(orang: Pegawai, *, kota: bool) -> list[tuple[str, str]]:
    """The person's offices with their parts; for an admin of the city also the whole city."""
    unit = queries.unit_opd({p.opd_id for p in queries.penugasan_pegawai(orang.id)})
    return ([("", "Seluruh kota")] if kota else []) + [(str(u.id), u.nama) for u in unit]


@bp.route("/admin/peran/<int:id>/akhiri", methods=["GET", "POST"])
@izin("peran.akhiri", objek=pemuat(Peran))
def akhiri_peran(peran: Peran) -> ResponseReturnValue:
    form, orang = AkhiriForm(), peran.pegawai
    nama = PERAN[peran.nama].label if peran.nama in PERAN else peran.nama
    if form.validate_on_submit():
        with galat_pada(form):
            services.akhiri_peran(current_actor(), peran, form.alasan.data or "", sampai=form.sampai.data)
            flash(f"Peran {nama} {orang.nama_lengkap} diakhiri.", "sah")
            return redirect(url_for(".pegawai", id=orang.id))
    return halaman_form(
        form,
        f"Akhiri peran {nama}",
        "Akhiri peran",
        status=422 if request.method == "POST" else 200,
        uraian=f"Pemegang: {orang.nama_lengkap}. Berlaku di {peran.unit.nama if peran.unit else 'seluruh kota'}.",
        remah=_remah(orang),
        kembali=_kembali(orang),
        bahaya=True,
    )


@bp.route("/admin/penugasan/<int:id>/akhiri", methods=["GET", "POST"])
@izin("penugasan.akhiri", objek=pemuat(Penugasan))
def akhiri_penugasan(tugas: Penugasan) -> ResponseReturnValue:
    form, orang = AkhiriForm(), tugas.pegawai
    form.sampai.description = "Hari terakhir bertugas. Kosongkan bila kemarin hari terakhirnya."
    sebutan = tugas.jabatan.nama if tugas.jenis == "definitif" else f"{tugas.jenis} {tugas.jabatan.nama}"
    if form.validate_on_submit():
        with galat_pada(form):
            sampai = form.sampai.data or max(today() - timedelta(days=1), tugas.mulai)
            services.akhiri_penugasan(current_actor(), tugas, sampai, form.alasan.data or "")
            flash(f"Penugasan {sebutan} diakhiri.", "sah")
            return redirect(url_for(".pegawai", id=orang.id))
    return halaman_form(
        form,
        f"Akhiri penugasan {sebutan}",
        "Akhiri penugasan",
        status=422 if request.method == "POST" else 200,
        uraian=f"Pemegang: {orang.nama_lengkap}. Sesudah hari terakhir, tugas jabatan ini berpindah kepada pemegang "
        "berikutnya.",
        remah=_remah(orang),
        kembali=_kembali(orang),
        bahaya=True,
    )
