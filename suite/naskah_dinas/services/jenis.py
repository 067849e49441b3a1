"""Kinds of letters that the city makes, changes or stops: from a day on, over the shipped ones, without code.

What a kind prints is tried before it is kept: a sample letter of it must come out as paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, ScalarSelect, func, select

from suite.core import db, deeds, numbering
from suite.core.actor import Actor
from suite.core.clock import now, today
from suite.core.daftar_kode.queries import entri
from suite.core.db import session
from suite.core.documents.render import GagalMencetak
from suite.core.errors import AturanDilanggar, Konflik
from suite.core.identity import queries as identitas
from suite.core.identity.models import Jabatan, Pegawai, Penugasan, UnitKerja
from suite.core.kalender import tanggal_pendek
from suite.naskah_dinas.documents import Naskah, cetak_naskah
from suite.naskah_dinas.models import JenisNaskahKota, SuratKeluar, SuratTujuan
from suite.naskah_dinas.rules import nomor
from suite.naskah_dinas.rules.jenis import Isian, JenisNaskah, baca_jenis, jenis_naskah, kode_dari, semua_jenis_naskah
from suite.naskah_dinas.services import naskah

STEMPEL, BERUBAH = "jenis_naskah_stempel", "jenis_naskah_berubah"
ISI = "<p>Isi surat ditulis di sini. Paragraf ini contoh, agar terlihat bagaimana jenis naskah ini tercetak.</p><p>Paragraf kedua.</p>"
UNIT_DIUJI = 200
KODE_CONTOH = "000.1.5"
"""Stands in samples of a kind that leaves the classification to the drafter."""

_ingatan: WeakKeyDictionary[Engine, tuple[int, tuple[JenisNaskah, ...]]] = WeakKeyDictionary()


# What holds --------------------------------------------------------------------------------------------------------


def milik_kota() -> tuple[JenisNaskah, ...]:
    """The city's kinds, those that begin first before the others. Outside a transaction there is no city to ask."""
    if not db.sedang_transaksi() or not (kini := stempel()):
        return ()
    if session.info.get(BERUBAH):
        return _baca()
    ada = _ingatan.get(db.engine())
    if ada is None or ada[0] != kini:
        ada = _ingatan[db.engine()] = (kini, _baca())
    return ada[1]


def stempel() -> int:
    """How often a kind was changed. Asked once a transaction."""
    if STEMPEL not in session.info:
        ingat_stempel(session.scalar(select(kolom_stempel())))
    return session.info[STEMPEL]


def kolom_stempel() -> ScalarSelect[int]:
    """The stamp as a column, for a list that names kinds and would else ask once more (then `ingat_stempel`)."""
    return select(func.max(JenisNaskahKota.urut)).scalar_subquery()


def ingat_stempel(kini: int | None) -> None:
    """The stamp as a query of this transaction has just read it (None: the city has no kind of its own)."""
    session.info.setdefault(STEMPEL, kini or 0)


def _baca() -> tuple[JenisNaskah, ...]:
    q = select(JenisNaskahKota).order_by(JenisNaskahKota.mulai, JenisNaskahKota.urut)
    return tuple(_jenis(b) for b in session.scalars(q))


def _jenis(baris: JenisNaskahKota) -> JenisNaskah:
    return baca_jenis(baris.isi | {"kode": baris.kode, "mulai": baris.mulai, "dihentikan": baris.dihentikan})


def riwayat(kode: str) -> list[JenisNaskahKota]:
    """What the city decided about the kind, the newest first."""
    q = select(JenisNaskahKota).where(JenisNaskahKota.kode == kode).order_by(JenisNaskahKota.mulai.desc())
    return list(session.scalars(q))


def terakhir(kode: str) -> JenisNaskah:
    """The kind as it was last decided, also when it begins on a day to come. Raises `AturanDilanggar`."""
    ada = riwayat(kode)
    return _jenis(ada[0]) if ada else jenis_naskah(kode, today())


def isi_jenis(jenis: JenisNaskah) -> dict[str, Any]:
    """A kind as plain data, as it is kept: places that say nothing are left out."""
    semua = {k: v for k, v in vars(jenis).items() if k not in ("kode", "mulai", "selesai", "dihentikan")}
    semua |= {k: [_ringkas(vars(x)) for x in semua[k]] for k in ("isian", "susunan")}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in semua.items()}


def _ringkas(satu: Mapping[str, Any]) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in satu.items() if v not in ("", (), False, 0)}


# What changes ------------------------------------------------------------------------------------------------------


def simpan(actor: Actor, isi: dict[str, Any], mulai: date, *, kode: str = "", terlihat: int = 0) -> JenisNaskah:
    """Keep a kind from that day on; without `kode` a new one, whose code is made of its name.

    `terlihat` is the stamp of the kind that the person saw. Raises `AturanDilanggar` beside the place that cannot be, and
    `Konflik` when somebody was first.
    """
    if mulai < today():
        raise AturanDilanggar(
            "Jenis naskah berlaku mulai hari ini atau kemudian: surat lama sudah tercetak.", field="mulai"
        )
    baru = not kode
    kode = kode or _kode_baru(str(isi["nama"]))
    jenis = baca_jenis(isi | {"kode": kode, "mulai": mulai})
    _periksa(jenis)
    coba_cetak(actor, jenis)
    return _tulis(kode, mulai, isi_jenis(jenis), dihentikan=False, terlihat=None if baru else terlihat)


def hentikan(kode: str, *, terlihat: int) -> JenisNaskah:
    """No letter of this kind is begun from today on; what was begun is finished. Raises `Konflik`, `AturanDilanggar`."""
    return _tulis(kode, today(), isi_jenis(terakhir(kode)), dihentikan=True, terlihat=terlihat)


def pakai_lagi(kode: str, *, terlihat: int) -> JenisNaskah:
    """A stopped kind is written again from today on."""
    return _tulis(kode, today(), isi_jenis(terakhir(kode)), dihentikan=False, terlihat=terlihat)


def _tulis(kode: str, mulai: date, isi: dict[str, Any], *, dihentikan: bool, terlihat: int | None) -> JenisNaskah:
    urut = numbering.stempel("jenis_naskah:stempel", "Perubahan jenis naskah")
    ada = riwayat(kode)
    kini = max((b.urut for b in ada), default=0)
    if terlihat is not None and kini != terlihat:
        raise Konflik("Jenis naskah ini sudah diubah orang lain sejak Anda membukanya. Muat ulang, lalu ulangi.")
    if ada and ada[0].mulai > mulai:
        raise AturanDilanggar(
            f"Sudah ada ketentuan mulai {tanggal_pendek(ada[0].mulai)}. Pakai tanggal itu atau sesudahnya.",
            field="mulai",
        )
    baris = next((b for b in ada if b.mulai == mulai), None)
    if baris is None:
        baris = JenisNaskahKota(kode=kode, mulai=mulai)
        session.add(baris)
    baris.isi, baris.dihentikan, baris.urut, baris.diubah_pada = isi, dihentikan, urut, now()
    session.flush()
    session.info.pop(STEMPEL, None)
    session.info[BERUBAH] = True
    return _jenis(baris)


def _kode_baru(nama: str) -> str:
    kode = kode_dari(nama)
    ada = {j.kode for j in (*semua_jenis_naskah(today()), *milik_kota())}
    if not kode or kode in ada or nama.casefold() in {j.nama.casefold() for j in semua_jenis_naskah(today())}:
        raise AturanDilanggar(
            f"Sudah ada jenis naskah bernama {nama}. Pakai nama lain, atau ubah yang ada.", field="nama"
        )
    return kode


def _periksa(jenis: JenisNaskah) -> None:
    nomor.periksa_pola(jenis.pola)
    if jenis.template == "susunan" and not jenis.susunan:
        raise AturanDilanggar(
            "Susunan masih kosong. Tambahkan unsur, sekurangnya kop, isi, dan penanda.", field="susunan"
        )
    if not jenis.penanda_jenis:
        raise AturanDilanggar("Pilih sekurangnya satu jenis jabatan yang boleh menandatangani.", field="penanda_jenis")
    if not jenis.sifat:
        raise AturanDilanggar("Pilih sekurangnya satu sifat.", field="sifat")
    if jenis.klasifikasi and entri("klasifikasi", jenis.klasifikasi, today()) is None:
        raise AturanDilanggar(f"Kode klasifikasi {jenis.klasifikasi} tidak ada.", field="klasifikasi")
    if "{jenis}" in jenis.pola and not jenis.kode_jenis:
        raise AturanDilanggar("Pola nomor memakai {jenis}: isi kode jenisnya.", field="kode_jenis")
    wajib = {x.kode for x in jenis.isian if x.wajib}
    if kurang := [k for k in deeds.isian_dibaca(jenis.kode) if k not in wajib]:
        raise AturanDilanggar(
            f"Terbitnya {jenis.nama.lower()} mencatat isian {', '.join(kurang)}. Pertahankan isian itu dan wajibkan.",
            field="isian",
        )
    dipakai = {u.isian for u in jenis.susunan} | {
        k for u in jenis.susunan for k in (*u.daftar, *re.findall(r"{(\w+)}", u.teks))
    }
    if jenis.susunan and (sisa := [x.label for x in jenis.isian if x.kode not in dipakai]):
        raise AturanDilanggar(
            f"Isian {sisa[0]} tidak tercetak di mana pun. Sebut dalam susunan, atau hapus.", field="susunan"
        )


# How it looks ------------------------------------------------------------------------------------------------------


def coba_cetak(actor: Actor, jenis: JenisNaskah) -> bytes:
    """A sample letter of the kind as PDF. Raises `AturanDilanggar` when nobody may sign it or its paper cannot be made."""
    template, data = contoh(actor, jenis)
    try:
        return cetak_naskah(template, data)  # type: ignore[arg-type]
    except GagalMencetak as galat:
        raise AturanDilanggar(
            "Contoh surat jenis ini tidak dapat dicetak. Periksa susunannya.", field="susunan"
        ) from galat


def contoh(actor: Actor, jenis: JenisNaskah) -> tuple[str, Naskah]:
    """Template and data of a sample letter: every field filled, signed by a post that may. Nothing of it is written."""
    penanda = _penanda(actor, jenis)
    orang = [p for (p,) in session.execute(select(Pegawai).order_by(Pegawai.id).limit(2))]
    surat = SuratKeluar(
        jenis=jenis.kode, hal="Contoh hal surat", isi=ISI if jenis.berisi else "", status="konsep", sisipan="", ronde=0,
        klasifikasi=jenis.klasifikasi or KODE_CONTOH, sifat=jenis.sifat[0] if jenis.sifat else "biasa", keamanan=jenis.keamanan,
        unit_id=penanda.unit_id, opd_id=penanda.unit.opd_id or penanda.unit_id, konseptor_id=orang[0].id,
        konseptor_jabatan_id=penanda.id, penanda_jabatan_id=penanda.id, cara="", dibuat_pada=now(),
        data={"isian": {x.kode: _contoh_isian(x, jenis, orang) for x in jenis.isian}},
    )  # fmt: skip
    with session.no_autoflush:
        surat.konseptor, surat.konseptor_jabatan, surat.penanda_jabatan = orang[0], penanda, penanda
        surat.tujuan = [
            SuratTujuan(macam=m, urut=i, teks=t)
            for i, (m, t) in enumerate((("kepada", "Kepala Dinas Contoh"), ("tembusan", "Sekretaris Daerah")))
            if (m == "kepada" and jenis.butuh_tujuan) or (m == "tembusan" and jenis.butuh_tembusan)
        ]
        surat.lampiran = []
        return jenis.template, naskah.susun(surat, jenis, "konsep")


def _penanda(actor: Actor, jenis: JenisNaskah) -> Jabatan:
    terisi = select(Penugasan.jabatan_id).where(identitas.berlaku(Penugasan))
    q = select(Jabatan).where(
        identitas.berlaku(Jabatan), Jabatan.jenis.in_(jenis.penanda_jenis), Jabatan.id.in_(terisi)
    )
    if jenis.penanda_eselon:
        q = q.where(Jabatan.eselon.in_(jenis.penanda_eselon))
    dekat = Jabatan.unit_id.in_(sorted(actor.opd_ids)).desc()
    jabatan = session.scalar(q.order_by(dekat, Jabatan.kepala.desc(), Jabatan.id).limit(1))
    if jabatan is None:
        raise AturanDilanggar("Belum ada pejabat yang boleh menandatangani jenis ini.", field="penanda_jenis")
    return jabatan


def _contoh_isian(x: Isian, jenis: JenisNaskah, orang: Sequence[Pegawai]) -> Any:
    kolom = max((len(u.kolom) for u in jenis.susunan if u.isian == x.kode), default=0)
    pihak = any(u.unsur == "pihak" and u.isian == x.kode for u in jenis.susunan)
    baris = [f"{x.label} pertama", f"{x.label} kedua"]
    if kolom > 1:
        baris = [" | ".join(f"contoh {k}" for k in range(1, kolom + 1))] * 2
    if pihak:
        baris = ["Nama pihak pertama | Jabatannya", "Nama pihak kedua | Jabatannya"]
    contoh: dict[str, Any] = {
        "daftar": baris, "paragraf": f"{x.label}: paragraf contoh.", "orang": [p.id for p in orang], "waktu": "09:00",
        "rupiah": "1500000", "pilihan": x.pilihan[0] if x.pilihan else "",
    }  # fmt: skip
    if x.bentuk in ("tanggal", "hari_tanggal", "tanggal_huruf"):
        return today().isoformat()
    return x.bawaan or contoh.get(x.bentuk, f"contoh {x.label.lower()}")


# Which number is next ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NomorBerikut:
    """A register that numbers the kind, and what a letter signed then would be called."""

    unit: str
    terakhir: int
    hari_ini: str
    akhir_tahun: str
    awal_tahun: str


def nomor_berikut(jenis: JenisNaskah) -> list[NomorBerikut]:
    """The next number of the kind in each office: today, on 31 December, on 1 January. At most `UNIT_DIUJI` offices."""
    hari, akhir = today(), date(today().year, 12, 31)
    opd = session.scalars(
        select(UnitKerja)
        .where(UnitKerja.id == UnitKerja.opd_id, identitas.berlaku(UnitKerja))
        .order_by(UnitKerja.kode)
        .limit(UNIT_DIUJI)
    ).all()
    kunci = {o.id: jenis.kunci_register(o.id) for o in opd}
    q = (
        select(numbering.Register.kunci, numbering.Penghitung.terakhir)
        .join(numbering.Penghitung, numbering.Penghitung.register_id == numbering.Register.id)
        .where(numbering.Register.kunci.in_(kunci.values()), numbering.Penghitung.tahun == hari.year)
    )
    angka = {b.kunci: b.terakhir for b in session.execute(q)}
    hasil = []
    for o in opd:
        n = angka.get(kunci[o.id], 0)
        konteks = nomor.KonteksNomor(
            hari, jenis.klasifikasi or KODE_CONTOH, o.kode_surat, jenis.keamanan, jenis.kode_jenis
        )
        hasil.append(
            NomorBerikut(
                o.nama, n,
                nomor.susun_nomor(jenis.pola, n + 1, konteks),
                nomor.susun_nomor(jenis.pola, n + 1, replace(konteks, tanggal=akhir)),
                nomor.susun_nomor(jenis.pola, 1, replace(konteks, tanggal=akhir + timedelta(days=1))),
            )
        )  # fmt: skip
    return hasil
