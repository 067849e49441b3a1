"""Search over 100,000 letters: what a person waits for, beside the bare query of the store."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import insert, text

from bench.alat import TOKO, baris, basis, milidetik, persentil
from suite.core import db, search
from suite.core.actor import Actor
from suite.core.akses import AksesDokumen
from suite.core.search.words import kata_query, token_kunci

SURAT = 100_000
PANJANG = 110
"""Words of a body: one page."""
_SERING = """surat permohonan kegiatan pelaksanaan undangan rapat koordinasi dalam rangka dengan hormat bersama ini kami
sampaikan sehubungan tahun anggaran kota pontianak dinas badan kecamatan kelurahan pegawai kepegawaian data laporan hasil
tindak lanjut peraturan daerah wali sekretaris kepala bidang seksi nomor tanggal perihal"""
_SUKU = "ba be ca da di ga gu ja ka ke la lu ma mi na nu pa pe ra ri sa se ta ti wa ya"
SERING, SUKU = _SERING.split(), _SUKU.split()


def isi(toko: str, banyak: int = SURAT) -> dict[str, Actor]:
    """Fill the index with letters as a city has them; returns the actors who search."""
    acak = random.Random(20260101)
    jarang = ["".join(acak.choices(SUKU, k=acak.choice((2, 3, 3, 4)))) for _ in range(6000)]
    bobot = list(accumulate(1 / (n + 3) for n in range(len(jarang))))
    awal = datetime(2026, 1, 1, tzinfo=UTC)
    with db.transaksi() as s:
        for mulai in range(1, banyak + 1, 2000):
            entri, kunci = [], []
            for n in range(mulai, min(mulai + 2000, banyak + 1)):
                badan = acak.choices(SERING, k=PANJANG // 2) + acak.choices(jarang, cum_weights=bobot, k=PANJANG // 2)
                acak.shuffle(badan)
                waktu = awal + timedelta(seconds=n * 300)
                nomor = f"800/{n}/UJI{n % 40}/2026"
                entri.append(search.Entri("surat_keluar", n, " ".join(badan[:9]), " ".join(badan), nomor, waktu))
                opd = acak.randrange(40)
                punya = {f"u:{1000 + opd}", f"u:{2000 + opd * 8 + acak.randrange(8)}", f"p:{acak.randrange(6000)}"}
                punya |= {f"j:{opd * 25 + acak.randrange(25)}" for _ in range(5)}
                if acak.random() < 0.3:
                    punya.add("j:1")  # the head of the first office, and what is sent to the sekda
                kunci += [{"kunci": k, "jenis": "surat_keluar", "objek_id": n} for k in sorted(punya)]
            s.execute(insert(AksesDokumen), kunci)
            search.indeks_massal(entri)
    with db.engine().connect() as koneksi:
        if toko == "sqlite":
            koneksi.exec_driver_sql("PRAGMA optimize")
        else:
            koneksi.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE indeks_cari")
            koneksi.exec_driver_sql("ANALYZE akses_dokumen")
    return {
        "staf": _actor({"u:2003", "u:1000", "j:7", "p:77"}),
        "pimpinan": _actor({"u:1000", "j:1", "p:12"}),
        "auditor": _actor({"auditor", "p:99"}),
    }


def _actor(kunci: set[str]) -> Actor:
    return Actor(account_id=1, pegawai_id=1, nama="Penguji", kunci=frozenset(kunci))


def kumpulan_query(n: int = 150) -> list[str]:
    """What people type: common words, beginnings, a number, two words, a rare one."""
    acak = random.Random(7)
    hasil = ["surat", "per", "undangan rapat", "pegawai kepeg", "800", "tahun anggaran", "su", "zzz tidak ada"]
    while len(hasil) < n:
        jenis = acak.random()
        if jenis < 0.3:
            hasil.append(acak.choice(SERING))
        elif jenis < 0.5:
            hasil.append(f"{acak.choice(SERING)} {acak.choice(SERING)[:4]}")
        elif jenis < 0.7:
            hasil.append("".join(acak.choices(SUKU, k=2)))
        elif jenis < 0.85:
            hasil.append(f"{acak.choice(SERING)} {''.join(acak.choices(SUKU, k=2))}")
        else:
            hasil.append(f"800/{acak.randrange(SURAT)}")
    return hasil


def polos(toko: str, actor: Actor, query: str, luas: bool) -> Callable[[], list[int]]:
    """The bare query of the store for the same question: words and keys, newest 20, ids only."""
    kata = kata_query(query)
    if toko == "sqlite":
        semua = " AND ".join(f'"{k}" *' for k in kata)
        kunci = " OR ".join(f'"{token_kunci(k)}"' for k in sorted(actor.kunci))
        cocok = f"{{judul tambahan teks}} : ({semua}) AND kunci : ({kunci})"
        if luas:
            cocok = f"({cocok}) OR ({{judul tambahan}} : ({semua}))"
        sql = "SELECT rowid FROM cari_fts WHERE cari_fts MATCH :c ORDER BY rowid DESC LIMIT 20"
    else:
        semua = " & ".join(f"'{k}':*" for k in kata)
        cocok = f"{semua} & ({' | '.join(f'''{chr(39)}k:{token_kunci(k)}{chr(39)}''' for k in sorted(actor.kunci))})"
        if luas:
            meta = " & ".join(f"'m:{k}':*" for k in kata)
            cocok = f"({cocok}) | ({meta})"
        sql = "SELECT id FROM indeks_cari WHERE kata @@ CAST(:c AS tsquery) ORDER BY id DESC LIMIT 20"
    return lambda: list(db.session.scalars(text(sql), {"c": cocok}))


def ukur(banyak: int = SURAT) -> list[dict[str, Any]]:
    hasil = []
    for toko in TOKO:
        with basis(toko):
            pelaku = isi(toko, banyak)
            for nama, actor in pelaku.items():
                luas = nama == "auditor"
                kami, batas = _bandingkan(toko, actor, luas)
                p95 = persentil(kami, 95)
                hasil.append(
                    baris(
                        f"pencarian {banyak // 1000} ribu surat, {nama} ({toko})",
                        p95,
                        persentil(batas, 95),
                        reach="p95 <= 10 ms",
                        ok=p95 <= 10,
                    )
                )
    return hasil


def _bandingkan(toko: str, actor: Actor, luas: bool) -> tuple[list[float], list[float]]:
    kami: list[float] = []
    batas: list[float] = []
    for query in kumpulan_query():
        with db.transaksi(baca=True):
            bare = polos(toko, actor, query, luas)
            search.cari(actor, query, seluruh_metadata=luas)  # both find the pages in memory
            ids = bare()
            kami.append(milidetik(lambda q=query: search.cari(actor, q, seluruh_metadata=luas)))
            batas.append(milidetik(bare))
            temuan = [t.urutan for t in search.cari(actor, query, seluruh_metadata=luas)]
        assert temuan == ids, f"{toko}: '{query}' finds {temuan[:3]} where the bare query finds {ids[:3]}"
    return kami, batas


if __name__ == "__main__":
    for satu in ukur():
        print(satu)
