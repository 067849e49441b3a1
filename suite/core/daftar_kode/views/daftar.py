"""Code lists to read: versions, tree and search, one code through its versions, comparison, files; and new proposals."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from suite.core import policy
from suite.core.clock import today
from suite.core.daftar.lembar import FORMAT, buat
from suite.core.daftar_kode import queries, usulan
from suite.core.daftar_kode.banding import PEMETAAN, PERBEDAAN, Perbedaan, bandingkan, pasangkan, saring
from suite.core.daftar_kode.forms import ImporForm, form_perubahan, isi_perubahan, judul_kolom, tindakan_dari
from suite.core.daftar_kode.jenis import JenisDaftar, jenis_daftar, semua_jenis
from suite.core.daftar_kode.models import VersiDaftar
from suite.core.daftar_kode.services import isi_versi
from suite.core.daftar_kode.ubahan import TINDAKAN
from suite.core.db import session
from suite.core.errors import AturanDilanggar, MasukanSalah, TidakDitemukan
from suite.core.files import services as files
from suite.core.policy import current_actor, izin
from suite.core.web.tindakan import tempel_galat

bp = Blueprint("daftar_kode", __name__, url_prefix="/daftar-kode", template_folder="../templates")

UKURAN = 50
"""Rows a page."""
KODE_TERPANJANG = 70


@bp.get("")
@izin("masuk")
def daftar():
    baris = [(j, queries.versi_pada(j.nama, today()), queries.versi_semua(j.nama)) for j in semua_jenis()]
    return render_template("daftar_kode/daftar.html", baris=baris, boleh_usul=_boleh_usul())


@bp.get("/<nama>")
@izin("masuk")
def lihat(nama: str):
    """One version: its tree one level at a time, or the hits of a search."""
    j, semua = jenis_dari(nama), queries.versi_semua(nama)
    v = _versi_arg(semua, "versi") or queries.versi_pada(nama, today()) or next(iter(semua), None)
    kata = " ".join(request.args.get("q", "").replace("\x00", "").split())[:200]
    dicari = _kode_arg("kode")
    jalur = queries.jalur(nama, dicari, v.mulai) if v and dicari else []
    if dicari and not jalur:
        raise TidakDitemukan("Kode itu tidak ada pada versi ini. Cari dengan kata, atau pilih versi lain.")
    setelah = _kode_arg("setelah")
    anak = queries.anak_halaman(v, dicari or None, setelah or None, UKURAN + 1) if v and not kata else []
    return render_template(
        "daftar_kode/lihat.html",
        j=j,
        versi=v,
        semua=semua,
        kata=kata,
        jalur=jalur,
        entri=jalur[-1] if jalur else None,
        hasil=queries.cari(nama, kata, v.mulai, limit=UKURAN) if v and kata else [],
        anak=anak[:UKURAN],
        lanjut=anak[UKURAN - 1].kode if len(anak) > UKURAN else "",
        setelah=setelah,
        penuh=UKURAN,
        boleh_usul=_boleh_usul(),
        judul_kolom=judul_kolom,
        tersedia=FORMAT,
    )


@bp.get("/<nama>/kode/<kode>")
@izin("masuk")
def kode(nama: str, kode: str):
    """One code through the versions, and what it became."""
    j, semua = jenis_dari(nama), queries.versi_semua(nama)
    riwayat = queries.riwayat_kode(nama, kode[:KODE_TERPANJANG])
    if not riwayat:
        raise TidakDitemukan("Kode itu tidak ada pada satu versi pun. Cari dengan kata atau angka depannya.")
    menurut = {v.id: n for n, v in enumerate(semua)}
    baris = []
    for e in riwayat:
        n = menurut[e.versi_id]
        sesudah = semua[n - 1] if n else None
        sebelum = semua[n + 1] if n + 1 < len(semua) else None
        baris.append(
            {
                "entri": e,
                "versi": e.versi,
                "menjadi": queries.pemetaan(e.versi, sesudah, e.kode) if sesudah else [],
                "asal": queries.asal_kode(sebelum, e.versi, e.kode) if sebelum else [],
                "sesudah": sesudah,
            }
        )
    kini = queries.entri(nama, kode, today())
    return render_template(
        "daftar_kode/kode.html",
        j=j,
        entri=kini or riwayat[0],
        berlaku=kini is not None,
        jalur=queries.jalur(nama, riwayat[0].kode, riwayat[0].versi.mulai)[:-1],
        baris=baris,
        pemetaan=PEMETAAN,
        judul_kolom=judul_kolom,
        boleh_usul=_boleh_usul(),
    )


@bp.get("/<nama>/versi/<int:id>/<format>")
@izin("masuk")
def unduh(nama: str, id: int, format: str):
    """The whole version as a file that `impor` reads again."""
    j = jenis_dari(nama)
    v = next((v for v in queries.versi_semua(nama) if v.id == id), None)
    if v is None or format not in FORMAT:
        raise TidakDitemukan("Versi atau bentuk berkas itu tidak ada.")
    return kirim(_baris_versi(j, v), format, j, f"{nama}-{v.mulai.isoformat()}")


@bp.get("/<nama>/semua/<format>")
@izin("masuk")
def unduh_semua(nama: str, format: str):
    """Every version with every code, as one file: which regulation had which code from when to when."""
    j, semua = jenis_dari(nama), queries.versi_semua(nama)
    if not semua or format not in FORMAT:
        raise TidakDitemukan("Daftar itu belum berisi, atau bentuk berkasnya tidak ada.")
    return kirim(_baris_semua(j, semua), format, j, f"{nama}-semua-versi")


def _baris_semua(j: JenisDaftar, semua: Sequence[VersiDaftar]) -> Iterator[Sequence[Any]]:
    kolom = [k.nama for k in j.kolom]
    yield ["regulasi", "mulai", "sampai", "kode", "uraian", *kolom]
    for v in sorted(semua, key=lambda v: v.mulai):
        sampai = v.selesai - timedelta(days=1) if v.selesai else ""
        for k, (uraian, data) in isi_versi(v.id).items():
            yield [v.regulasi, v.mulai, sampai, k, uraian, *(data.get(n) for n in kolom)]


def _baris_versi(j: JenisDaftar, v: VersiDaftar) -> Iterator[Sequence[Any]]:
    kolom = [k.nama for k in j.kolom]
    yield ["kode", "uraian", *kolom]
    for k, (uraian, data) in isi_versi(v.id).items():
        yield [k, uraian, *(data.get(n) for n in kolom)]


@bp.get("/<nama>/banding")
@izin("masuk")
def banding(nama: str):
    j, semua = jenis_dari(nama), queries.versi_semua(nama)
    dari, ke, beda = _banding(semua)
    jenis = request.args.get("jenis", "")
    jenis = jenis if jenis in PERBEDAAN else ""
    tersaring = saring(beda, jenis)
    n = nomor_arg("n")
    return render_template(
        "daftar_kode/banding.html",
        j=j,
        semua=semua,
        dari=dari,
        ke=ke,
        jenis=jenis,
        perbedaan=PERBEDAAN,
        jumlah={p: len(saring(beda, p)) for p in PERBEDAAN},
        beda=tersaring[n : n + UKURAN],
        banyak=len(tersaring),
        n=n,
        ukuran=UKURAN,
        judul_kolom=judul_kolom,
        tersedia=FORMAT,
    )


@bp.get("/<nama>/banding/<format>")
@izin("masuk")
def unduh_banding(nama: str, format: str):
    j = jenis_dari(nama)
    dari, ke, beda = _banding(queries.versi_semua(nama))
    if format not in FORMAT or dari is None or ke is None:
        raise TidakDitemukan("Perbandingan itu tidak ada. Pilih dua versi.")
    return kirim(
        baris_beda(saring(beda, request.args.get("jenis", ""))), format, j, f"{nama}-banding-{dari.mulai}-{ke.mulai}"
    )


def baris_beda(beda: Sequence[Perbedaan]) -> Iterator[Sequence[Any]]:
    """Differences as the rows of a file, heading first."""
    yield ["perbedaan", "kode_lama", "uraian_lama", "kode_baru", "uraian_baru", "atribut"]
    for b in beda:
        atribut = "; ".join(f"{n}: {lama or '(kosong)'} menjadi {baru or '(kosong)'}" for n, lama, baru in b.atribut)
        yield [
            ", ".join(PERBEDAAN[x] for x in b.jenis),
            b.kode_lama,
            b.uraian_lama,
            b.kode_baru,
            b.uraian_baru,
            atribut,
        ]


def _banding(
    semua: Sequence[VersiDaftar],
) -> tuple[VersiDaftar | None, VersiDaftar | None, list[Perbedaan]]:
    """The two versions asked for (default: the newest and the one before), and how they differ."""
    ke = _versi_arg(semua, "ke") or next(iter(semua), None)
    sebelum = [v for v in semua if ke is not None and v.mulai < ke.mulai]
    dari = _versi_arg(semua, "dari") or next(iter(sebelum), None)
    if dari is None or ke is None:
        return dari, ke, []
    lama, baru = isi_versi(dari.id), isi_versi(ke.id)
    pasangan = pasangkan({k: v[0] for k, v in lama.items()}, {k: v[0] for k, v in baru.items()})
    # what was approved says better than names what went where; a code that was split or merged did not simply move
    for p in queries.pemetaan(dari, ke):
        pasangan.pop(p.kode_lama, None)
        pindah = p.jenis in {"pindah", "ganti_nama"} and p.kode_lama not in baru and p.kode_baru not in lama
        if p.kode_baru is not None and pindah and p.kode_baru not in pasangan.values():
            pasangan[p.kode_lama] = p.kode_baru
    return dari, ke, bandingkan(lama, baru, pasangan)


# New proposals -----------------------------------------------------------------------------------------------------


@bp.get("/<nama>/impor")
@izin("daftar_kode.usul")
def impor(nama: str):
    j, form = jenis_dari(nama), ImporForm()
    return _halaman_impor(j, form)


@bp.post("/<nama>/impor")
@izin("daftar_kode.usul")
def simpan_impor(nama: str):
    j, form = jenis_dari(nama), ImporForm()
    if form.validate() and form.mulai.data is not None:
        try:
            with session.begin_nested():
                u = usulan.usulkan_versi(
                    current_actor(), nama, *berkas_terkirim(form), mulai=form.mulai.data,
                    regulasi=form.regulasi.data or "", sumber=form.sumber.data or "",
                )  # fmt: skip
            flash("Berkas dibaca. Periksa perbedaannya, lalu ajukan.", "sah")
            return redirect(url_for("usulan_daftar.lihat", id=u.id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="berkas")
    return _halaman_impor(j, form), 422


def _halaman_impor(j: JenisDaftar, form: ImporForm) -> str:
    return render_template("daftar_kode/impor.html", j=j, form=form, terbaru=usulan.terbaru(j.nama), usulan=None)


def berkas_terkirim(form: ImporForm) -> tuple[str, bytes]:
    """Name and bytes of the uploaded file. Raises `AturanDilanggar` beside the field."""
    kiriman = form.berkas.data
    if not kiriman or not getattr(kiriman, "filename", ""):
        raise AturanDilanggar("Pilih berkas CSV atau XLSX.", field="berkas")
    return kiriman.filename, files.baca_terbatas(kiriman.stream)


@bp.get("/<nama>/ubah")
@izin("daftar_kode.usul")
def ubah(nama: str):
    j, tindakan = jenis_dari(nama), tindakan_dari(request.args.get("tindakan"))
    form = form_perubahan(j, tindakan, kepala=True)
    isian_awal(form, tindakan, _isi_terbaru(nama))
    return _halaman_ubah(j, form, tindakan)


@bp.post("/<nama>/ubah")
@izin("daftar_kode.usul")
def simpan_ubah(nama: str):
    j, tindakan = jenis_dari(nama), tindakan_dari(request.form.get("tindakan"))
    form = form_perubahan(j, tindakan, kepala=True)
    if form.validate():
        try:
            with session.begin_nested():
                u = usulan.usulkan_perubahan(
                    current_actor(), nama, isi_perubahan(form, tindakan), mulai=form.mulai.data,
                    regulasi=form.regulasi.data or "", sumber=form.sumber.data or "",
                )  # fmt: skip
            flash("Usulan disimpan sebagai konsep. Tambah perubahan lain, atau ajukan.", "sah")
            return redirect(url_for("usulan_daftar.lihat", id=u.id))
        except AturanDilanggar as galat:
            tempel_galat(form, galat, {}, lain="kode")
    return _halaman_ubah(j, form, tindakan), 422


def _halaman_ubah(j: JenisDaftar, form: Any, tindakan: str) -> str:
    return render_template(
        "daftar_kode/ubah.html", j=j, form=form, tindakan=tindakan, pilihan=TINDAKAN, usulan=None,
        terbaru=usulan.terbaru(j.nama), alamat=url_for(".ubah", nama=j.nama),
    )  # fmt: skip


def isian_awal(form: Any, tindakan: str, isi: Any) -> None:
    """Fill the form with the code of the address, and with what stands there now."""
    dipilih = _kode_arg("kode")
    form.kode.data = dipilih or None
    if tindakan == "ubah" and dipilih in isi:
        uraian, data = isi[dipilih]
        form.uraian.data = uraian
        for n, nilai in data.items():
            if f"data_{n}" in form:
                form[f"data_{n}"].data = str(nilai)
    elif tindakan == "ubah":
        form.kode.data = None
        if dipilih:
            form.kode.errors = [f"Kode {dipilih} tidak ada pada versi dasar. Periksa angkanya."]


def _isi_terbaru(nama: str) -> Any:
    v = usulan.terbaru(nama)
    return isi_versi(v.id) if v is not None else {}


# Parts -------------------------------------------------------------------------------------------------------------


def jenis_dari(nama: str) -> JenisDaftar:
    try:
        return jenis_daftar(nama)
    except MasukanSalah:
        raise TidakDitemukan("Daftar kode itu tidak ada.") from None


def kirim(baris: Iterator[Sequence[Any]], format: str, j: JenisDaftar, nama: str) -> Response:
    """Rows (heading first) as a file to save; every cell is text, and none a formula."""
    berkas = io.BytesIO()
    lembar = buat(format, berkas, j.judul, [str(k) for k in next(baris)])
    for satu in baris:
        lembar.tulis(["" if n is None else str(n) for n in satu])
    lembar.tutup()
    jawab = Response(berkas.getvalue(), content_type=FORMAT[format])
    jawab.headers.set("Content-Disposition", "attachment", filename=f"{nama}.{format}")
    return jawab


def nomor_arg(nama: str) -> int:
    """A row number in the query string; 0 for none and for what is none."""
    v = request.args.get(nama, "")
    return int(v) if v.isascii() and v.isdigit() and len(v) < 8 else 0


def _kode_arg(nama: str) -> str:
    return request.args.get(nama, "").replace("\x00", "").strip()[:KODE_TERPANJANG]


def _versi_arg(semua: Sequence[VersiDaftar], nama: str) -> VersiDaftar | None:
    """The version of this list that the query string names. Raises `TidakDitemukan` for one of no or another list."""
    v = request.args.get(nama, "")
    if not v:
        return None
    for satu in semua:
        if str(satu.id) == v:
            return satu
    raise TidakDitemukan("Versi itu tidak ada pada daftar ini.")


def _boleh_usul() -> bool:
    return policy.boleh("daftar_kode.usul", current_actor())
