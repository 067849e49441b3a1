"""Search: the same answers on both stores, only what the actor may see, nothing a person types can harm."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, text

from suite.core import akses, db, search
from suite.core.actor import Actor
from suite.core.search import query
from suite.core.search.words import cuplik, kata, kata_query, tandai
from tests.harness.stores import Basis

AWAL = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


@pytest.fixture(params=["dari yang terbaru", "lewat indeks", "kata sering"], autouse=True)
def _cara(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way of PostgreSQL must answer alike; a test's few letters would all be found by walking."""
    monkeypatch.setattr(query, "JENDELA", 2000 if request.param == "dari yang terbaru" else 0)
    monkeypatch.setattr(query, "SERING", 0.0 if request.param == "kata sering" else 0.1)


def _actor(*kunci: str) -> Actor:
    return Actor(account_id=1, pegawai_id=1, nama="Penguji", kunci=frozenset(kunci))


def _surat(n: int, judul: str, teks: str = "", *, kunci: tuple[str, ...] = ("u:1",), nomor: str = "") -> None:
    akses.tetapkan("surat", n, kunci)
    search.indeks("surat", n, judul=judul, teks=teks, kunci_tambahan=nomor, waktu=AWAL + timedelta(hours=n))


def _ids(actor: Actor, kata: str, **kw: object) -> list[int]:
    with db.transaksi(baca=True):
        return [t.objek_id for t in search.cari(actor, kata, **kw)]  # type: ignore[arg-type]


def test_setiap_kata_dicari_sebagai_awalan_dan_yang_terbaru_lebih_dahulu(basis: Basis) -> None:
    with db.transaksi():
        _surat(1, "Undangan Rapat Kepegawaian")
        _surat(2, "Permohonan Data", "rapat koordinasi kepegawaian")
        _surat(3, "Undangan Upacara", "pegawai negeri")
    orang = _actor("u:1")
    assert _ids(orang, "rapat kepegaw") == [2, 1]
    assert _ids(orang, "KEPEG") == [2, 1]
    assert _ids(orang, "pegawai") == [3], "no stemming: pegawai is not kepegawaian"
    assert _ids(orang, "undangan") == [3, 1]
    assert _ids(orang, "gawai") == []


def test_nomor_surat_ditemukan_sebagian_dan_seluruhnya(basis: Basis) -> None:
    with db.transaksi():
        _surat(1, "Surat satu", nomor="800.1.2/73/BKPSDM/2026")
        _surat(2, "Surat dua", nomor="800.1.2/74/BKPSDM/2026")
    assert _ids(_actor("u:1"), "800.1.2/73/BKPSDM/2026") == [1]
    assert _ids(_actor("u:1"), "73 bkpsdm") == [1]


def test_yang_tidak_berhak_tidak_menemukan_apa_pun(basis: Basis) -> None:
    with db.transaksi():
        _surat(1, "Rahasia jabatan", kunci=("j:5", "p:7"))
        _surat(2, "Rahasia umum", kunci=("u:1",))
    assert _ids(_actor("u:1"), "rahasia") == [2]
    assert _ids(_actor("j:5"), "rahasia") == [1]
    assert _ids(_actor("u:1", "p:7"), "rahasia") == [2, 1]
    assert _ids(_actor("u:2"), "rahasia") == []
    assert _ids(Actor(1, 1, "Tanpa kunci"), "rahasia") == []


def test_hak_yang_dibuka_dan_ditutup_langsung_berlaku(basis: Basis) -> None:
    with db.transaksi():
        _surat(1, "Disposisi kepala", kunci=("u:1",))
    with db.transaksi():
        akses.tambah("surat", 1, ["j:9"])
    assert _ids(_actor("j:9"), "disposisi") == [1]
    with db.transaksi():
        akses.tetapkan("surat", 1, ["u:1"])
    assert _ids(_actor("j:9"), "disposisi") == []
    assert _ids(_actor("u:1"), "disposisi") == [1]


def test_indeks_yang_tertinggal_tidak_pernah_membuka_dokumen(basis: Basis) -> None:
    """Keys removed behind the index's back: the word index still names them, the answer does not."""
    with db.transaksi() as s:
        _surat(1, "Nota rahasia", kunci=("j:5",))
        s.execute(text("DELETE FROM akses_dokumen"))
    assert _ids(_actor("j:5"), "nota") == []


def test_kata_yang_menyerupai_kunci_akses_tidak_memberi_hak(basis: Basis) -> None:
    from suite.core.search.words import token_kunci

    with db.transaksi():
        _surat(1, "Umpan", f"{token_kunci('j:5')} k:{token_kunci('j:5')}", kunci=("u:9",))
    assert _ids(_actor("j:5"), "umpan") == []


def test_auditor_menemukan_judul_semua_surat_tetapi_bukan_isinya(basis: Basis) -> None:
    with db.transaksi():
        _surat(1, "Usulan mutasi", "gaji dan tunjangan", kunci=("j:5",), nomor="800/1")
        _surat(2, "Usulan kenaikan", "gaji pokok", kunci=("u:1",))
    auditor = _actor("auditor", "u:1")
    assert _ids(auditor, "usulan") == [2], "only when asked for"
    assert _ids(auditor, "usulan", seluruh_metadata=True) == [2, 1]
    assert _ids(auditor, "gaji", seluruh_metadata=True) == [2], "the text of a closed letter is not searched"
    assert _ids(_actor("u:1"), "usulan", seluruh_metadata=True) == [2], "and only for auditors"
    with db.transaksi(baca=True):
        dua, satu = search.cari(auditor, "usulan", seluruh_metadata=True)
        assert (satu.cuplikan, dua.judul) == ("", "<mark>Usulan</mark> kenaikan")


def test_jenis_halaman_dan_batas(basis: Basis) -> None:
    with db.transaksi():
        for n in range(1, 31):
            _surat(n, f"Laporan bulanan {n}")
        akses.tetapkan("disposisi", 1, ["u:1"])
        search.indeks("disposisi", 1, judul="Laporan disposisi", waktu=AWAL + timedelta(days=90))
    orang = _actor("u:1")
    assert _ids(orang, "laporan", jenis="disposisi") == [1]
    assert _ids(orang, "laporan", jenis="surat", batas=3) == [30, 29, 28]
    with db.transaksi(baca=True):
        pertama = search.cari(orang, "laporan", jenis="surat", batas=20)
        kedua = search.cari(orang, "laporan", search.Batas(pertama[-1].urutan), jenis="surat", batas=20)
    assert [t.objek_id for t in pertama + kedua] == list(range(30, 0, -1))


def test_dokumen_yang_diubah_dicari_dengan_kata_barunya_saja(basis: Basis) -> None:
    with db.transaksi():
        _surat(1, "Konsep lama", "paragraf pertama")
    with db.transaksi():
        search.indeks("surat", 1, judul="Naskah baru", teks="paragraf kedua", waktu=AWAL + timedelta(days=400))
    orang = _actor("u:1")
    assert [_ids(orang, k) for k in ("lama", "pertama", "konsep", "naskah", "kedua")] == [[], [], [], [1], [1]]
    with db.transaksi():
        search.hapus("surat", 1)
    assert _ids(orang, "naskah") == []


def test_surat_semenit_tidak_saling_menimpa(basis: Basis) -> None:
    """Places within a minute collide (ids apart by 2^17): each still has its own."""
    with db.transaksi() as s:
        n = [1, 1 + 2**17, 1 + 2**18]
        s.execute(insert(akses.AksesDokumen), [{"kunci": "u:1", "jenis": "surat", "objek_id": i} for i in n])
        search.indeks_massal(search.Entri("surat", i, f"Serentak {i}", waktu=AWAL) for i in n[:2])
        search.indeks("surat", n[2], judul="Serentak akhir", waktu=AWAL)
    assert sorted(_ids(_actor("u:1"), "serentak")) == n


def test_isian_yang_jahat_tidak_berbahaya_dan_ditampilkan_aman(basis: Basis) -> None:
    with db.transaksi():
        _surat(1, "<script>alert('rapat')</script> & rapat", 'undangan "rapat" OR 1=1')
    orang = _actor("u:1")
    for jahat in (
        '"',
        "rapat OR",
        "rapat AND NOT",
        "NEAR(",
        "'; DROP TABLE",
        "rapat\x00",
        "a:*",
        "{judul}",
        "\\",
        "*",
        "&|!()",
    ):
        _ids(orang, jahat)
    assert _ids(orang, '"rapat" AND* (undangan:)') == [], "operators are words or gaps, never operators"
    assert _ids(orang, "rapat\x00undangan") == [1]
    assert _ids(orang, "x" * 100_000) == []
    assert _ids(orang, " ".join(f"kata{n}" for n in range(5000))) == []
    with db.transaksi(baca=True):
        (temuan,) = search.cari(orang, "rapat")
    assert temuan.judul == ("&lt;script&gt;alert(&#39;<mark>rapat</mark>&#39;)&lt;/script&gt; &amp; <mark>rapat</mark>")
    assert temuan.cuplikan == "undangan &#34;<mark>rapat</mark>&#34; OR 1=1"


def test_kedua_toko_menjawab_sama_dengan_pencarian_naif(basis: Basis) -> None:
    """A few hundred letters against a plain scan in Python, as several people."""
    acak = random.Random(11)
    kosa = ["rapat", "rapi", "ra", "surat", "surabaya", "su", "pegawai", "kepegawaian", "café", "2026", "800", "8001"]
    dok: dict[int, tuple[str, str, set[str]]] = {}
    with db.transaksi() as s:
        for n in range(1, 301):
            dok[n] = (
                " ".join(acak.choices(kosa, k=3)),
                " ".join(acak.choices(kosa, k=4)),
                set(acak.sample(["u:1", "u:2", "j:3", "p:4"], k=2)),
            )
            s.execute(insert(akses.AksesDokumen), [{"kunci": k, "jenis": "surat", "objek_id": n} for k in dok[n][2]])
        search.indeks_massal(
            search.Entri("surat", n, j, t, waktu=AWAL + timedelta(minutes=n)) for n, (j, t, _) in dok.items()
        )
    for _ in range(60):
        cari = " ".join(acak.choices(kosa, k=acak.choice((1, 2, 2, 3))))
        kunci = set(acak.sample(["u:1", "u:2", "j:3", "p:4", "u:9"], k=acak.choice((1, 2))))
        harap = [
            n
            for n in sorted(dok, reverse=True)
            if dok[n][2] & kunci
            and all(any(k.startswith(q) for k in kata(dok[n][0] + " " + dok[n][1])) for q in kata(cari))
        ]
        assert _ids(_actor(*kunci), cari, batas=100) == harap[:100], (cari, kunci)


def test_susun_ulang_memulihkan_indeks(basis: Basis) -> None:
    with db.transaksi() as s:
        _surat(1, "Dipulihkan")
        s.execute(text("DELETE FROM akses_dokumen"))
        s.execute(insert(akses.AksesDokumen).values(kunci="u:7", jenis="surat", objek_id=1))
    assert _ids(_actor("u:7"), "dipulihkan") == []
    with db.transaksi():
        assert search.susun_ulang() == 1
    assert _ids(_actor("u:7"), "dipulihkan") == [1]


# Words -------------------------------------------------------------------------------------------------------------


def test_kata_dilipat_dan_dipisah() -> None:
    assert kata("Ke-pegawaian, 800/73/BKPSDM-2026 café\x00x_y") == [
        "ke", "pegawaian", "800", "73", "bkpsdm", "2026", "cafe", "x", "y",
    ]  # fmt: skip


def test_kata_yang_menjadi_awalan_kata_lain_tidak_dihitung() -> None:
    assert kata_query("surat su suratnya surat") == ["suratnya"]
    assert len(kata_query(" ".join(f"kata{n:03}x" for n in range(100)))) == 8


@given(st.text(max_size=300), st.lists(st.sampled_from(["a", "rap", "1", "é"]), min_size=1, max_size=3))
def test_penandaan_selalu_aman_dan_tidak_mengubah_teks(isi: str, dicari: list[str]) -> None:
    from markupsafe import escape

    hasil = str(tandai(isi, [k for d in dicari for k in kata(d)]))
    assert hasil.replace("<mark>", "").replace("</mark>", "") == str(escape(isi))


@given(st.text(alphabet="abc <&\n.", max_size=600))
def test_cuplikan_pendek_dan_memuat_kata(isi: str) -> None:
    hasil = str(cuplik(isi, ["ab"]))
    assert bool(hasil) == any(k.startswith("ab") for k in kata(isi))
    if hasil:
        assert "<mark>ab" in hasil
