"""A small true world for proofs: three offices, and a letter, a surat masuk and a disposisi in every state that acts on them.

Everything is made through the real services by who may do it. The office Komunikasi sends, the office Kesehatan
receives; Perpustakaan has nothing to do with any of it.
"""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

from suite.core import db, naskah_peraturan, workflow
from suite.core.actor import Actor
from suite.core.clock import now, today
from suite.core.daftar_kode import usulan
from suite.core.daftar_kode.models import DaftarKode, EntriKode, VersiDaftar
from suite.core.daftar_kode.queries import versi_semua
from suite.core.documents.signing import HasilPeriksa, Penanda
from suite.core.errors import LayananTerganggu
from suite.core.files import services as files
from suite.core.identity import services as identitas
from suite.core.identity.models import Account, Jabatan, UnitKerja
from suite.core.jobs import Job
from suite.naskah_dinas.models import Berkas, Disposisi, SuratKeluar, SuratMasuk
from suite.naskah_dinas.models_massal import BarisMassal, TandaTanganMassal
from suite.naskah_dinas.models_surel import UsulanSurel
from suite.naskah_dinas.services import arsip, contoh, kirim, masuk, saran, sisipan
from suite.naskah_dinas.services import disposisi as disp
from suite.naskah_dinas.services import keluar as sk
from suite.naskah_dinas.services.disposisi import IsianDisposisi
from tests.factories import PeranFactory, UnitFactory, actor_dari, pejabat

KLASIFIKASI = "000.1.5"
RETENSI = {"aktif": "1 Tahun", "inaktif": "2 Tahun", "nasib_akhir": "Musnah", "keamanan": "B"}
TERBIT = ("terkirim", "belum_dibaca", "terbatas", "rahasia", "selesai", "arsip", "balasan", "terlapor", "ditolak")
"""The letters that are published and received, by name."""
LAMPAU = today() - timedelta(days=1)
"""A day on which a letter of theirs was issued: a number in between may be asked for it."""
ISI = "<p>Bersama ini kami sampaikan undangan rapat koordinasi layanan.</p>"


class PenandaUji:
    """A signer that takes no time: appends a mark to the bound bytes, and knows its own marks."""

    nama = "development"
    TANDA = b"\n%ditandatangani-uji "

    def tanda_tangani(self, pdf: bytes, *, penanda: Penanda, waktu: Any) -> bytes:
        return pdf + self.TANDA + penanda.nip.encode() + b"\n%%EOF\n"

    def periksa(self, pdf: bytes) -> HasilPeriksa:
        ada = self.TANDA in pdf
        return HasilPeriksa(ada, "utuh" if ada else "tanpa_tanda_tangan")


class PenandaGagal(PenandaUji):
    """The service does not answer."""

    def tanda_tangani(self, pdf: bytes, *, penanda: Penanda, waktu: Any) -> bytes:
        raise ConnectionError("no answer")


@dataclass
class Dunia:
    """Accounts by role, units and posts by name, and one object of each state by name."""

    akun: dict[str, Account] = field(default_factory=dict)
    unit: dict[str, UnitKerja] = field(default_factory=dict)
    jabatan: dict[str, Jabatan] = field(default_factory=dict)
    surat: dict[str, SuratKeluar] = field(default_factory=dict)
    masuk: dict[str, SuratMasuk] = field(default_factory=dict)
    disposisi: dict[str, Disposisi] = field(default_factory=dict)
    berkas: dict[str, Berkas] = field(default_factory=dict)
    lain: dict[str, Any] = field(default_factory=dict)

    def aktor(self, peran: str) -> Actor:
        return actor_dari(self.akun[peran])


def bangun() -> Dunia:
    """Build and commit the world. Needs an application context (letters are printed while they are signed)."""
    d = Dunia()
    with db.transaksi():
        klasifikasi()
        _organisasi(d)
    with db.transaksi():
        _usulan(d)
    with db.transaksi():
        _surat(d)
    for nama in TERBIT:
        tanda_tangani(d, d.surat[nama])
    with contextlib.suppress(LayananTerganggu):
        tanda_tangani(d, d.surat["menandatangani"], PenandaGagal())
    with db.transaksi():
        db.session.get_one(SuratKeluar, d.surat["arsip"].id).tanggal = LAMPAU
        paraf = db.session.get_one(SuratKeluar, d.surat["paraf"].id)
        isi = MultiDict({"hal": "Undangan bulanan", "keamanan": "B"})
        d.lain["contoh"] = contoh.simpan(d.aktor("konseptor"), "surat_dinas", "Undangan bulanan", isi)
        contoh.bagikan(d.aktor("konseptor"), d.lain["contoh"], True)
        d.lain["sisipan"] = sisipan.minta(d.aktor("konseptor"), paraf, LAMPAU, "Tertinggal dikirim.")
    with db.transaksi():
        _terima(d)
    with db.transaksi():
        _arsipkan(d)
    return d


def klasifikasi() -> None:
    """A classification of a few codes; the real one of 2,986 is imported where it is what is tested."""
    daftar = DaftarKode(nama="klasifikasi", judul="Klasifikasi arsip")
    db.session.add(daftar)
    db.session.flush()
    db.session.add(
        VersiDaftar(
            daftar_id=daftar.id, regulasi="Permendagri 78/2012", sumber="uji", mulai=date(2013, 1, 1),
            selesai=date(2023, 1, 1), sidik="1" * 64, banyak=0, diimpor_pada=now(),
        )
    )  # fmt: skip
    versi = VersiDaftar(
        daftar_id=daftar.id, regulasi="Permendagri 83/2022", sumber="uji", mulai=date(2023, 1, 1), sidik="0" * 64, banyak=4,
        diimpor_pada=now(),
    )  # fmt: skip
    db.session.add(versi)
    db.session.flush()
    for kode, induk, uraian, daun in (
        ("000", None, "Umum", False),
        ("000.1", "000", "Ketatausahaan dan kerumahtanggaan", False),
        (KLASIFIKASI, "000.1", "Rapat pimpinan", True),
        ("000.1.6", "000.1", "Penyediaan konsumsi", True),
    ):
        db.session.add(
            EntriKode(
                versi_id=versi.id, kode=kode, induk_kode=induk, urutan=kode, tingkat=kode.count(".") + 1, uraian=uraian,
                cari=f" {uraian.lower()} ", daun=daun, data=RETENSI if daun else {},
            )
        )  # fmt: skip
        db.session.flush()


def _usulan(d: Dunia) -> None:
    """Two proposals to change the classification: a draft of two amendments, and one that waits for approval."""
    d.lain["versi_klasifikasi"] = versi_semua("klasifikasi")[0].id
    admin = d.aktor("admin_regulasi")
    for n, nama in enumerate(("konsep", "diajukan"), 1):
        u = d.lain[f"usulan_kode:{nama}"] = usulan.usulkan_perubahan(
            admin, "klasifikasi", {"tindakan": "tutup", "kode": "000.1.6"}, mulai=today() + timedelta(days=30 * n),
            regulasi="Keputusan Wali Kota 5", sumber="JDIH",
        )  # fmt: skip
        usulan.tambah_perubahan(
            admin, u, {"tindakan": "ubah", "kode": KLASIFIKASI, "uraian": "Rapat", "data": RETENSI}, versi=u.versi
        )
        naskah_peraturan.lampirkan(admin, u, "kepwal.pdf", io.BytesIO(pdf_uji("Kepwal")), versi=u.versi, batas_mb=1)
    workflow.jalankan(d.lain["usulan_kode:diajukan"], "ajukan", admin, versi=d.lain["usulan_kode:diajukan"].versi)


def _organisasi(d: Dunia) -> None:
    komunikasi, kesehatan, pustaka = (
        UnitFactory(nama=n, nama_singkat=s, kode_surat=k)
        for n, s, k in (
            ("Dinas Komunikasi dan Informatika", "Diskominfo", "DISKOMINFO"),
            ("Dinas Kesehatan", "Dinkes", "DINKES"),
            ("Dinas Perpustakaan dan Kearsipan", "Dispusip", "DISPUSIP"),
        )
    )
    bidang = UnitFactory(nama="Bidang Aplikasi Informatika", jenis="bidang", induk=komunikasi)
    statistik = UnitFactory(nama="Bidang Statistik", jenis="bidang", induk=komunikasi)
    layanan = UnitFactory(nama="Bidang Pelayanan Kesehatan", jenis="bidang", induk=kesehatan)
    d.unit = {
        "komunikasi": komunikasi, "bidang": bidang, "statistik": statistik, "kesehatan": kesehatan, "layanan": layanan,
        "pustaka": pustaka,
    }  # fmt: skip

    tinggi = {"jenis": "pimpinan_tinggi", "eselon": "II.b", "kepala": True}
    madya = {"jenis": "administrator", "eselon": "III.b", "kepala": True}
    _orang(d, "penanda", "Kepala Dinas Komunikasi dan Informatika", unit=komunikasi, **tinggi)
    _orang(d, "pemaraf", "Kepala Bidang Aplikasi Informatika", unit=bidang, atasan=d.jabatan["penanda"], **madya)
    for peran in ("konseptor", "staf"):
        _orang(
            d,
            peran,
            f"Pranata Komputer {peran.capitalize()}",
            unit=bidang,
            atasan=d.jabatan["pemaraf"],
            jenis="fungsional",
        )
    _orang(d, "arsiparis", "Arsiparis Dinas Komunikasi", unit=komunikasi, atasan=d.jabatan["penanda"])
    _orang(d, "admin_opd", "Pengelola Kepegawaian", unit=komunikasi, atasan=d.jabatan["penanda"])
    # Who stands in for somebody, and on whom the administrator of the office acts: nobody of the roles that are tried.
    _orang(d, "kabid_statistik", "Kepala Bidang Statistik", unit=statistik, atasan=d.jabatan["penanda"], **madya)
    for peran in ("pengganti", "pindahan", "nonaktif", "tanpa_akun"):
        _orang(d, peran, f"Statistisi {peran}", unit=statistik, atasan=d.jabatan["kabid_statistik"], jenis="fungsional")
    d.akun["nonaktif"].aktif = False
    db.session.flush()
    db.session.delete(d.akun.pop("tanpa_akun"))
    _orang(d, "pimpinan_tujuan", "Kepala Dinas Kesehatan", unit=kesehatan, **tinggi)
    _orang(
        d,
        "penerima_disposisi",
        "Kepala Bidang Pelayanan Kesehatan",
        unit=layanan,
        atasan=d.jabatan["pimpinan_tujuan"],
        **madya,
    )
    _orang(d, "pelaksana", "Epidemiolog", unit=layanan, atasan=d.jabatan["penerima_disposisi"], jenis="fungsional")
    _orang(d, "pengadministrasi", "Pengadministrasi Umum", unit=kesehatan, atasan=d.jabatan["pimpinan_tujuan"])
    _orang(d, "pimpinan_lain", "Kepala Dinas Perpustakaan", unit=pustaka, **tinggi)
    _orang(d, "staf_lain", "Pustakawan", unit=pustaka, atasan=d.jabatan["pimpinan_lain"], jenis="fungsional")
    _orang(d, "auditor", "Auditor Ahli Muda", unit=pustaka, atasan=d.jabatan["pimpinan_lain"], jenis="fungsional")
    _orang(d, "admin_kota", "Analis Sistem", unit=pustaka, atasan=d.jabatan["pimpinan_lain"], jenis="fungsional")
    for peran in ("admin_regulasi", "penyetuju_regulasi"):
        _orang(d, peran, f"Analis {peran}", unit=pustaka, atasan=d.jabatan["pimpinan_lain"], jenis="fungsional")
    for peran, nama, unit in (
        ("arsiparis", "arsiparis", komunikasi),
        ("pengadministrasi", "pengadministrasi", kesehatan),
        ("admin_opd", "admin", komunikasi),
        ("admin_kota", "admin", None),
        ("auditor", "auditor", None),
        ("admin_regulasi", "admin_regulasi", None),
        ("penyetuju_regulasi", "penyetuju_regulasi", None),
        ("pindahan", "arsiparis", komunikasi),
    ):
        pegawai = d.lain[f"pegawai:{peran}"]
        d.lain.setdefault(f"peran:{peran}", PeranFactory(pegawai=pegawai, nama=nama, unit=unit))


def _orang(d: Dunia, peran: str, nama_jabatan: str, **jabatan: Any) -> None:
    tugas, akun = pejabat(nama_jabatan, **jabatan)
    d.akun[peran], d.jabatan[peran] = akun, tugas.jabatan
    d.lain[f"pegawai:{peran}"], d.lain[f"penugasan:{peran}"] = tugas.pegawai, tugas


def isian(d: Dunia, hal: str, *, keamanan: str = "B", jenis: str = "surat_dinas") -> sk.IsianSurat:
    """A complete letter of the drafter to the other office."""
    return sk.IsianSurat(
        jenis=jenis,
        hal=hal,
        isi=ISI,
        klasifikasi=KLASIFIKASI,
        keamanan=keamanan,
        kepada=[sk.Tujuan(unit_id=d.unit["kesehatan"].id)],
        penanda=sk.Penanda(d.jabatan["penanda"].id),
    )


def pdf_uji(teks: str = "Surat dari luar") -> bytes:
    """A small PDF as a scanner makes it."""
    import pikepdf

    pdf, keluar = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = teks
    pdf.save(keluar)
    return keluar.getvalue()


def _surat(d: Dunia) -> None:
    konseptor, pemaraf = d.aktor("konseptor"), d.aktor("pemaraf")
    d.lain["sementara"] = identitas.tugaskan_sementara(
        d.aktor("penanda"), d.lain["pegawai:pengganti"], d.jabatan["kabid_statistik"], today(), "Mendadak sakit."
    )
    for nama, keadaan in (("antre", "antre"), ("gagal", "gagal")):
        d.lain[f"job:{nama}"] = job = Job(
            jenis="audit.segel", izin="masuk", keadaan=keadaan, account_id=d.akun["konseptor"].id,
            pegawai_id=d.lain["pegawai:konseptor"].id,
        )  # fmt: skip
        db.session.add(job)
    db.session.flush()
    lampiran = files.simpan(pdf_uji("Lampiran"), nama="lampiran.pdf", actor=konseptor)
    d.surat["konsep"] = sk.buat(konseptor, isian(d, "Konsep undangan rapat"), [("Daftar undangan", lampiran)])
    for nama in (
        "paraf",
        "siap_ttd",
        "menandatangani",
        "terkirim",
        "belum_dibaca",
        "selesai",
        "arsip",
        "balasan",
        "terlapor",
        "ditolak",
    ):
        d.surat[nama] = _ajukan(konseptor, sk.buat(konseptor, isian(d, f"Undangan rapat {nama}"), [("Peta", lampiran)]))
    d.surat["terbatas"] = _ajukan(konseptor, sk.buat(konseptor, isian(d, "Rencana pengadaan terbatas", keamanan="T")))
    d.surat["rahasia"] = _ajukan(konseptor, sk.buat(konseptor, isian(d, "Laporan rahasia pemeriksaan", keamanan="R")))
    d.surat["kembali"] = _ajukan(konseptor, sk.buat(konseptor, isian(d, "Surat yang dikembalikan")))
    for nama in (*TERBIT, "siap_ttd", "menandatangani"):
        surat = d.surat[nama]
        workflow.jalankan(surat, "paraf", pemaraf, versi=surat.versi)
        assert surat.status == "siap_ttd", surat.status
    act = TandaTanganMassal(pegawai_id=d.aktor("penanda").pegawai_id)
    surat = d.surat["siap_ttd"]
    act.baris = [BarisMassal(urut=1, surat_id=surat.id, sebutan=surat.hal, keadaan="gagal", galat="Uji.")]
    db.session.add(act)
    db.session.flush()
    d.lain["massal"] = act
    workflow.jalankan(
        d.surat["kembali"], "kembalikan", pemaraf, versi=d.surat["kembali"].versi, catatan="Dasar hukum keliru."
    )
    asal = d.surat["kembali"].isi
    (d.lain["saran"],) = saran.usulkan(pemaraf, d.surat["kembali"], asal + "<p>Terima kasih.</p>", "", asal=asal)


def _ajukan(konseptor: Actor, surat: SuratKeluar) -> SuratKeluar:
    workflow.jalankan(surat, "ajukan", konseptor, versi=surat.versi)
    assert surat.status == "paraf", surat.status
    return surat


def tanda_tangani(d: Dunia, surat: SuratKeluar, signer: PenandaUji | None = None) -> None:
    """Sign as the head, in a transaction of its own as a request has."""
    with db.transaksi():
        satu = db.session.get_one(SuratKeluar, surat.id)
        kirim.tandatangani(d.aktor("penanda"), satu, versi=satu.versi, signer=signer or PenandaUji())


def _terima(d: Dunia) -> None:
    """What the other office does with what it received."""
    for nama, surat in list(d.surat.items()):
        d.surat[nama] = db.session.get_one(SuratKeluar, surat.id)
        satu = db.session.query(SuratMasuk).filter_by(surat_keluar_id=surat.id).one_or_none()
        if satu is not None:
            d.masuk[nama] = satu
    pengadministrasi, pimpinan = d.aktor("pengadministrasi"), d.aktor("pimpinan_tujuan")
    pindaian = files.simpan(pdf_uji(), nama="pindaian.pdf", actor=pengadministrasi)
    d.masuk["luar"] = masuk.catat(
        pengadministrasi,
        masuk.IsianMasuk(
            opd_id=d.unit["kesehatan"].id, tujuan_jabatan_id=d.jabatan["pimpinan_tujuan"].id, pengirim="PT Khatulistiwa",
            nomor="12/PK/2026", tanggal=today(), hal="Penawaran kerja sama",
        ),
        pindaian,
    )  # fmt: skip
    mentah = files.simpan_terperiksa(pengadministrasi, b"Subject: Uji\n\nIsi.", "uji.eml", "message/rfc822", None)
    surel = UsulanSurel(account_id=pengadministrasi.account_id, hal="Uji", mentah_id=mentah.id)
    db.session.add(surel)
    db.session.flush()
    d.lain["surel"] = surel.id
    kabid = d.jabatan["penerima_disposisi"].id
    instruksi = [x["kode"] for x in disp.daftar_instruksi() if x["tuntas"]][:1]
    disposisi = IsianDisposisi(kepada=[kabid], instruksi=instruksi, catatan="Tindak lanjuti segera.")
    for nama, asal in (
        ("baru", "terkirim"), ("diteruskan", "balasan"), ("rahasia", "rahasia"), ("terlapor", "terlapor"), ("ditolak", "ditolak"),
    ):  # fmt: skip
        m = d.masuk[asal]
        workflow.jalankan(m, "disposisi", pimpinan, versi=m.versi, data={"isian": disposisi})
        d.disposisi[nama] = db.session.query(Disposisi).filter_by(surat_masuk_id=m.id).one()
    penerima = d.aktor("penerima_disposisi")
    induk = d.disposisi["diteruskan"]
    bawah = IsianDisposisi(kepada=[d.jabatan["pelaksana"].id], instruksi=instruksi, catatan="Siapkan bahan.")
    disp.jalankan(induk, "teruskan", penerima, versi=induk.versi, data={"isian": bawah})
    d.disposisi["bawah"] = db.session.query(Disposisi).filter_by(induk_id=induk.id).one()
    terlapor, ditolak = d.disposisi["terlapor"], d.disposisi["ditolak"]
    bukti = files.simpan(pdf_uji("Bukti"), nama="bukti.pdf", actor=penerima)
    laporan = {"laporan": "Sudah dikerjakan.", "berkas": bukti}
    disp.jalankan(terlapor, "laporkan", penerima, versi=terlapor.versi, data=laporan)
    disp.jalankan(ditolak, "kembalikan", penerima, versi=ditolak.versi, catatan="Bukan tugas bidang kami.")
    for nama in ("selesai", "arsip"):
        m = d.masuk[nama]
        workflow.jalankan(m, "selesaikan", pimpinan, versi=m.versi)


def _arsipkan(d: Dunia) -> None:
    for nama, peran, unit in (
        ("komunikasi", "arsiparis", "komunikasi"),
        ("kesehatan", "pengadministrasi", "kesehatan"),
    ):
        d.berkas[nama] = arsip.buka_berkas(
            d.aktor(peran), opd_id=d.unit[unit].id, klasifikasi=KLASIFIKASI, judul="Rapat koordinasi layanan"
        )
    surat, m = db.session.get_one(SuratKeluar, d.surat["arsip"].id), db.session.get_one(SuratMasuk, d.masuk["arsip"].id)
    arsip.berkaskan(d.aktor("arsiparis"), surat, d.berkas["komunikasi"], versi=surat.versi)
    arsip.berkaskan(d.aktor("pengadministrasi"), m, d.berkas["kesehatan"], versi=m.versi)
    d.surat["arsip"], d.masuk["arsip"] = surat, m
