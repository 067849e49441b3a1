"""Sixteen processes sign a thousand letters while a tenth of the attempts fails and one process is killed."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from suite.core import db
from suite.core.audit.seal import segel
from suite.core.audit.verify import verifikasi
from suite.core.db import session
from suite.core.files import services as files
from suite.core.http.application import Suite
from suite.core.numbering import NomorTerpakai, Penghitung
from suite.core.workflow import LangkahRute, RiwayatAlur
from suite.core.workflow.engine import tugas_terbuka
from suite.naskah_dinas.models import SuratKeluar, SuratMasuk
from tests.harness.stores import Basis
from tests.serempak import kantor

PROSES = 16
SURAT = 1000
BEREBUT = 60
"""Letters that two processes take up at the same time."""


def _bagi(semua: list[list[int]]) -> list[list[list[int]]]:
    """A list of work for each process, mixed over all offices; some letters stand at one place of two lists."""
    acak = random.Random(20261124)
    acak.shuffle(semua)
    daftar = [semua[i::PROSES] for i in range(PROSES)]
    for n in range(BEREBUT):
        kiri, kanan = daftar[n % PROSES], daftar[(n + 7) % PROSES]
        tempat = n // PROSES * 10 + 5
        kanan.insert(tempat, kiri[tempat])
    return daftar


@pytest.mark.lambat
def test_seribu_surat_ditandatangani_enam_belas_proses_tanpa_nomor_ganda_atau_hilang(
    app: Suite, basis: Basis, tmp_path: Path
):
    with app.app_context():
        semua_kantor = kantor.bangun(SURAT)
    tugas, hasil = tmp_path / "tugas.json", tmp_path / "hasil.json"
    pasangan = [[s, k.kepala.id] for k in semua_kantor for s in k.surat]
    assert len(pasangan) == SURAT
    tugas.write_text(json.dumps({"daftar": _bagi(pasangan), "bunuh_setelah": 3}))
    basis.engine.dispose()
    jalan = subprocess.run(
        [sys.executable, "-m", "tests.serempak.pekerja", tugas, hasil],
        env=basis.lingkungan(), capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    galat = [b for b in jalan.stderr.splitlines() if "tanda tangan gagal" not in b]
    assert jalan.returncode == 0, "\n".join(galat[-60:])
    hitung = json.loads(hasil.read_text())
    print(basis.toko, hitung)

    gagal = {k: v for k, v in hitung.items() if k.startswith("gagal: ")}
    assert set(gagal) == {"gagal: pdf", "gagal: penanda", "gagal: terima_dari_dalam"}
    assert 0.05 < sum(gagal.values()) / hitung["percobaan"] < 0.2
    assert hitung["batal"] and hitung["konflik"] and "tidak selesai" not in hitung

    with db.transaksi(baca=True):
        batal = _periksa_surat()
        _periksa_register(batal)
        _periksa_agenda(SURAT - len(batal))
    with db.transaksi():
        segel(basis.var, seluruhnya=True)
    with db.transaksi(baca=True):
        bukti = verifikasi(basis.var)
    assert bukti.utuh and bukti.belum_disegel == 0, bukti.temuan[:5]


def _periksa_surat() -> set[int]:
    """Every letter is published exactly once or cancelled exactly once; returns the cancelled ones."""
    semua = list(session.scalars(select(SuratKeluar)))
    assert {s.status for s in semua} == {"terkirim", "batal"} and len(semua) == SURAT
    q = select(RiwayatAlur.objek_id, RiwayatAlur.transisi).where(RiwayatAlur.jenis == "surat_keluar")
    langkah = Counter((surat_id, transisi) for surat_id, transisi in session.execute(q))
    for s in semua:
        terbit = s.status == "terkirim"
        assert langkah[s.id, "tandatangani"] == 1
        assert (langkah[s.id, "terbit"], langkah[s.id, "kirim"], langkah[s.id, "urungkan"]) == (
            (1, 1, 0) if terbit else (0, 0, 1)
        )
        assert s.nomor and s.final is not None and not tugas_terbuka("surat_keluar", s.id)
        if terbit:
            assert s.signed is not None
            isi = files.isi(s.signed)
            assert hashlib.sha256(isi).hexdigest() == s.signed_sidik and isi.startswith(files.isi(s.final))
        else:
            assert s.signed_id is None and s.terbit_pada is None
    ditandai = select(func.count()).where(LangkahRute.aksi == "tanda_tangan", LangkahRute.selesai_pada.is_not(None))
    assert session.scalar(ditandai) == SURAT
    return {s.id for s in semua if s.status == "batal"}


def _periksa_register(batal: set[int]) -> None:
    """Every register holds 1 to n without a gap or a double, as the counter says; each number belongs to its letter."""
    buku: dict[tuple[int, int], list[NomorTerpakai]] = {}
    for n in session.scalars(select(NomorTerpakai).where(NomorTerpakai.jenis == "surat_keluar")):
        buku.setdefault((n.register_id, n.tahun), []).append(n)
    assert len(buku) == len(kantor.BAGIAN)
    penghitung: dict[Any, int] = {(p.register_id, p.tahun): p.terakhir for p in session.scalars(select(Penghitung))}
    surat = {s.id: s for s in session.scalars(select(SuratKeluar))}
    for kunci, isi in buku.items():
        assert sorted(n.urut for n in isi) == list(range(1, len(isi) + 1)), kunci
        assert penghitung[kunci] == len(isi)
        for n in isi:
            s = surat[n.objek_id]
            assert (s.register_id, s.tahun, s.urut, s.nomor) == (n.register_id, n.tahun, n.urut, n.nomor)
            assert n.keadaan == ("batal" if s.id in batal else "terbit")
    semua = [n for isi in buku.values() for n in isi]
    assert len(semua) == len({n.objek_id for n in semua}) == len({n.nomor for n in semua}) == SURAT


def _periksa_agenda(terkirim: int) -> None:
    """Each published letter stands once in the agenda of its addressee; agendas run from 1 without a gap."""
    masuk = list(session.scalars(select(SuratMasuk)))
    assert len(masuk) == len({m.surat_keluar_id for m in masuk}) == terkirim
    agenda: dict[int, list[int]] = {}
    for m in masuk:
        agenda.setdefault(m.opd_id, []).append(m.agenda)
    for nomor in agenda.values():
        assert sorted(nomor) == list(range(1, len(nomor) + 1))
    tercatat = session.scalar(select(func.count()).where(NomorTerpakai.jenis == "surat_masuk"))
    assert tercatat == terkirim
