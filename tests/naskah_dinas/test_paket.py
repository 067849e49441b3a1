"""A berkas as a package: complete, provable without the suite, and never more than the asker may read."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sqlalchemy import select

from suite.core import akses, db
from suite.core.audit.models import LogBaca
from suite.core.files import services as files
from suite.core.jobs.models import Job
from suite.core.jobs.worker import Pekerja
from suite.naskah_dinas.models import Berkas, SuratKeluar, SuratLampiran, SuratMasuk
from suite.naskah_dinas.paket import periksa as program
from suite.naskah_dinas.services import arsip, kirim, paket
from tests.factories import AccountFactory, PegawaiFactory, PeranFactory, actor_dari
from tests.naskah_dinas.kantor import Kantor, diparaf

LAMPIRAN = b"Lampiran: daftar nama\n" * 50


@pytest.fixture
def arsiparis(kantor: Kantor):
    with db.transaksi():
        orang = PegawaiFactory(nama="Arsiparis Dinas")
        PeranFactory(pegawai=orang, nama="arsiparis", unit=kantor.unit["dinas"])
        return AccountFactory(pegawai=orang)


@pytest.fixture
def berkas(app, kantor, arsiparis) -> int:
    """Three letters of the office: one with an attachment, one that is secret, one whose subject is hostile."""
    ids = []
    for hal, keamanan in (("Undangan rapat", "B"), ("Perkara rahasia", "R"), ("=SUM(A1) <b>&\x07", "B")):
        id = diparaf(kantor, "kabid", "sekretaris", hal=hal, keamanan=keamanan)
        ids.append(id)
        with app.app_context(), db.transaksi() as s:
            surat = s.get_one(SuratKeluar, id)
            if hal == "Undangan rapat":
                kadis = actor_dari(kantor.akun["kadis"])
                satu = files.terima(kadis, "../../nama.txt", io.BytesIO(LAMPIRAN), boleh=files.LAMPIRAN)
                surat.lampiran = [SuratLampiran(urut=1, judul="Daftar nama", file=satu)]
            kirim.tandatangani(
                actor_dari(kantor.akun["kadis"]), surat, versi=surat.versi, signer=app.extensions["signer"]
            )
    with db.transaksi() as s:
        pelaku = actor_dari(arsiparis)
        b = arsip.buka_berkas(pelaku, opd_id=kantor.unit["dinas"].id, klasifikasi="000.1.5", judul="Rapat & koordinasi")
        for id in ids:
            surat = s.get_one(SuratKeluar, id)
            akses.tambah("surat_keluar", id, {akses.kunci_pegawai(kantor.akun["staf"].pihak_id)})
            arsip.berkaskan(actor_dari(kantor.akun["staf"]), surat, b, versi=surat.versi)
        return b.id


def unduh(app, akun, klien, berkas_id: int) -> tuple[bytes, int]:
    jawab = klien.post(f"/berkas/{berkas_id}/paket")
    assert jawab.status_code == 302
    job_id = int(jawab.headers["Location"].rsplit("/", 1)[1])
    Pekerja(app, berkala=False).jalan(sekali=True)
    with db.transaksi(baca=True) as s:
        job = s.get_one(Job, job_id)
        assert job.keadaan == "selesai", job.galat
    jawab = klien.get(f"/berkas/paket/{job_id}")
    assert jawab.status_code == 200 and jawab.mimetype == "application/zip"
    return jawab.data, job_id


def buka(isi: bytes, ke: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(isi)) as z:
        z.extractall(ke)
    (akar,) = ke.iterdir()
    return akar


def jalankan(sumber: Path, *argumen: str) -> tuple[int, str]:
    """The script as a stranger runs it: another interpreter that knows nothing of the suite."""
    hasil = subprocess.run(
        [sys.executable, "-I", str(sumber), *argumen], capture_output=True, text=True, timeout=60, check=False, cwd="/"
    )
    return hasil.returncode, hasil.stdout


def test_paket_utuh_dan_terbaca(app, kantor, berkas, staf, tmp_path):
    isi, _ = unduh(app, kantor.akun["staf"], staf, berkas)
    akar = buka(isi, tmp_path / "x")
    assert re.fullmatch(r"berkas-000\.1\.5-\d{4}-\d+", akar.name)
    assert jalankan(akar / "periksa.py") == (
        0,
        f"{sum(p.is_file() for p in akar.rglob('*'))} berkas diperiksa. Paket utuh.\n",
    )
    baris = list(csv.DictReader(io.StringIO((akar / "data/metadata.csv").read_text("utf-8-sig"))))
    assert [b["hal"] for b in baris] == ["Undangan rapat", "Perkara rahasia", "'=SUM(A1) <b>&\x07"]
    assert [b["isi"] for b in baris] == ["ada"] * 3 and baris[0]["kepada"]
    with db.transaksi(baca=True) as s:
        surat = s.scalars(select(SuratKeluar).order_by(SuratKeluar.id)).all()
        for b, dok in zip(baris, surat, strict=True):
            utama = akar / "data" / b["berkas"].split()[0]
            assert hashlib.sha256(utama.read_bytes()).hexdigest() == dok.signed_sidik and b["nomor"] == dok.nomor
    assert (akar / "data/surat/00001-keluar/lampiran-01.txt").read_bytes() == LAMPIRAN
    xml = ElementTree.parse(akar / "data/mets.xml")  # noqa: S314  (our own)
    ns = {"m": "http://www.loc.gov/METS/", "x": "http://www.w3.org/1999/xlink"}
    for f in xml.findall(".//m:file", ns):
        lokasi = f.find("m:FLocat", ns)
        assert lokasi is not None
        bita = (akar / lokasi.attrib["{http://www.w3.org/1999/xlink}href"]).read_bytes()
        assert hashlib.sha256(bita).hexdigest() == f.attrib["CHECKSUM"] and str(len(bita)) == f.attrib["SIZE"]
    assert len(xml.findall(".//m:file", ns)) == 4 and len(xml.findall(".//m:structMap//m:div[@ORDER]", ns)) == 3
    info = (akar / "bag-info.txt").read_text()
    payload = [p for p in (akar / "data").rglob("*") if p.is_file()]
    assert f"Payload-Oxum: {sum(p.stat().st_size for p in payload)}.{len(payload)}" in info
    assert "Berkas-Judul: Rapat & koordinasi" in info
    with db.transaksi(baca=True) as s:
        log = s.execute(select(LogBaca.jenis, LogBaca.objek_id, LogBaca.uraian)).all()
    assert ("berkas", berkas, "unduh paket, 3 surat") in log
    rahasia = [x for x in log if x[2] == "unduh paket berkas"]
    assert [x[1] for x in rahasia] == [surat[1].id]


@pytest.mark.parametrize("lewat_zip", [False, True])
def test_yang_hilang_berubah_dan_berlebih_disebut(app, kantor, berkas, staf, tmp_path, lewat_zip):
    isi, _ = unduh(app, kantor.akun["staf"], staf, berkas)
    akar = buka(isi, tmp_path / "x")
    program_asli = (akar / "periksa.py").read_bytes()
    (akar / "data/surat/00001-keluar/lampiran-01.txt").unlink()
    pdf = akar / "data/surat/00002-keluar/surat.pdf"
    pdf.write_bytes(pdf.read_bytes() + b" ")
    (akar / "data/tambahan.txt").write_text("x")
    csv_ = akar / "data/metadata.csv"
    csv_.write_bytes(csv_.read_bytes().replace(b"Undangan", b"Ubahan!!"))
    sumber = akar
    if lewat_zip:
        sumber = tmp_path / "ubahan.zip"
        with zipfile.ZipFile(sumber, "w") as z:
            for p in akar.rglob("*"):
                if p.is_file():
                    z.write(p, f"{akar.name}/{p.relative_to(akar).as_posix()}")
    skrip = tmp_path / "periksa.py"
    skrip.write_bytes(program_asli)
    kode, kata = jalankan(skrip, str(sumber))
    assert kode == 1 and set(kata.splitlines()[:-1]) == {
        "HILANG    data/surat/00001-keluar/lampiran-01.txt", "BERUBAH   data/surat/00002-keluar/surat.pdf",
        "BERUBAH   data/metadata.csv", "BERLEBIH  data/tambahan.txt",
    }  # fmt: skip
    assert kata.endswith("4 tidak sesuai.\n")


def test_yang_bukan_paket(tmp_path):
    assert program.main([str(tmp_path)]) == 2 and program.main([str(tmp_path / "tidak-ada")]) == 2
    (tmp_path / "x.zip").write_bytes(b"PK bukan zip")
    assert program.main([str(tmp_path / "x.zip")]) == 2


def test_yang_tertutup_tidak_disebut_dan_yang_terbatas_tanpa_isi(app, kantor, berkas, masuk_sebagai, tmp_path):
    """A colleague who may not see the secret letter gets a package that knows nothing of it; the auditor its metadata."""
    isi, _ = unduh(app, kantor.akun["sekretaris"], masuk_sebagai(kantor.akun["sekretaris"]), berkas)
    semua = b"".join(p.read_bytes() for p in buka(isi, tmp_path / "a").rglob("*") if p.is_file())
    with db.transaksi() as s:
        rahasia = s.scalars(select(SuratKeluar).where(SuratKeluar.keamanan == "R")).one()
        akses.tetapkan("surat_keluar", rahasia.id, {akses.kunci_jabatan(kantor.jabatan["kadis"].id)})
        nomor = rahasia.nomor
    isi, _ = unduh(app, kantor.akun["kabid"], masuk_sebagai(kantor.akun["kabid"]), berkas)
    akar = buka(isi, tmp_path / "b")
    tanpa = b"".join(p.read_bytes() for p in akar.rglob("*") if p.is_file())
    assert b"Perkara rahasia" in semua and b"Perkara rahasia" not in tanpa and str(nomor).encode() not in tanpa
    assert len(list((akar / "data/surat").iterdir())) == 2
    isi, _ = unduh(app, kantor.akun["auditor"], masuk_sebagai(kantor.akun["auditor"]), berkas)
    akar = buka(isi, tmp_path / "c")
    baris = list(csv.DictReader(io.StringIO((akar / "data/metadata.csv").read_text("utf-8-sig"))))
    assert [(b["hal"][:7], b["isi"]) for b in baris][1] == ("Perkara", "terbatas") and not baris[1]["berkas"]


def test_hanya_pemintanya_dan_selama_masih_berhak(app, kantor, berkas, staf, masuk_sebagai):
    _, job_id = unduh(app, kantor.akun["staf"], staf, berkas)
    assert masuk_sebagai(kantor.akun["kabid"]).get(f"/berkas/paket/{job_id}").status_code in (403, 404)
    assert masuk_sebagai(kantor.akun["tetangga"]).post(f"/berkas/{berkas}/paket").status_code == 404
    with db.transaksi() as s:
        s.get_one(Berkas, berkas).opd_id = kantor.unit["lain"].id
    assert staf.get(f"/berkas/paket/{job_id}").status_code == 404


def test_banyak_langkah_dan_surat_masuk(app, kantor, berkas, masuk_sebagai, monkeypatch, tmp_path):
    """Steps of one letter each; the other office's berkas holds letters received with the sender's PDF and attachment."""
    monkeypatch.setattr(paket, "SEKALI", 1)
    with db.transaksi() as s:
        b = Berkas(opd_id=kantor.unit["lain"].id, klasifikasi="000.1.5", judul="Masuk", tahun=2026)
        s.add(b)
        s.flush()
        for m in s.scalars(select(SuratMasuk).order_by(SuratMasuk.id)):
            m.berkas_id = b.id
        id = b.id
    isi, _ = unduh(app, kantor.akun["tetangga"], masuk_sebagai(kantor.akun["tetangga"]), id)
    akar = buka(isi, tmp_path / "x")
    assert jalankan(akar / "periksa.py")[0] == 0
    baris = list(csv.DictReader(io.StringIO((akar / "data/metadata.csv").read_text("utf-8-sig"))))
    assert [b["agenda"] for b in baris] == ["1", "2", "3"] and all(b["isi"] == "ada" for b in baris)
    assert (akar / "data/surat/00001-masuk/lampiran-01.txt").read_bytes() == LAMPIRAN
