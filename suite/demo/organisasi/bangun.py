"""Builds the city from the tables: Wali Kota, Setda, offices, kecamatan, kelurahan, UPTD and schools.

Structure: PP 18/2016 jo. 72/2019; Setda: Permendagri 56/2019; within a dinas the former seksi are teams led by
functional officials (PermenPANRB 17/2021), kecamatan and kelurahan keep their seksi.
"""

from __future__ import annotations

from suite.demo.bahan import pecah, tabel
from suite.demo.organisasi.rancangan import FUNGSIONAL, PELAKSANA, POLITIK, JabatanBaru, Rancangan, UnitBaru
from suite.demo.organisasi.uptd import bangun_uptd, isi_sekolah

KOTA, SETDA, DISKOMINFO = "61.71", "4.01.0.00.0.00.01.0000", "2.16.2.20.2.21.01.0000"
UTUH = {"Diskominfo", "Dinkes"}
"""Offices of the README accounts: a small city keeps their leaders first."""

POSISI_PELAKSANA = (
    ("Penelaah Teknis Kebijakan", "sarjana"),
    ("Pengolah Data dan Informasi", "diploma"),
    ("Pengadministrasi Perkantoran", "menengah"),
    ("Penata Layanan Operasional", "sarjana"),
    ("Operator Layanan Operasional", "menengah"),
    ("Pengelola Layanan Operasional", "diploma"),
)


def bangun_kota() -> Rancangan:
    """The whole structure, without the elastic part: teachers come by `sesuaikan`."""
    r = Rancangan()
    kota = r.tambah_unit(KOTA, "Kota Pontianak", "Kota Pontianak", "kota", None, kode_surat="Walikota")
    wali = r.tambah(
        JabatanBaru(f"{KOTA}#wali-kota", "Wali Kota Pontianak", KOTA, POLITIK, POLITIK, None, 0, kepala=True)
    )
    r.tambah(JabatanBaru(f"{KOTA}#wakil", "Wakil Wali Kota Pontianak", KOTA, POLITIK, POLITIK, wali, 0))
    opd = {b["nama_singkat"]: b for b in tabel("perangkat_daerah")}
    sekda = _setda(r, kota, opd["Setda"], wali)
    kota.opd = SETDA  # what is addressed to the head of region is registered by the Setda
    bidang: dict[str, list[dict[str, str]]] = {}
    for b in tabel("bidang"):
        bidang.setdefault(b["perangkat_daerah"], []).append(b)
    for singkat, b in opd.items():
        if b["jenis"] == "kecamatan":
            _kecamatan(r, kota, b, sekda)
        elif b["jenis"] != "setda":
            _perangkat(r, kota, b, bidang.get(singkat, []), sekda)
    bangun_uptd(r)
    for tokoh in tabel("tokoh"):
        kode: str | None = tokoh["jabatan"]
        while kode is not None:
            r.jabatan[kode].utama = 0
            kode = r.jabatan[kode].atasan
    return r


def sesuaikan(r: Rancangan, orang: int) -> Rancangan:
    """The plan with exactly `orang` posts to fill: schools take up the rest, or posts of least need are left out.

    Posts that always stay (the leaders that the README accounts need) may make it a few more.
    """
    isi_sekolah(r, orang - sum(not j.kosong for j in r.jabatan.values()))
    urut = sorted(r.jabatan.values(), key=lambda j: j.utama)
    tetap = [j for j in urut if j.utama == 0]
    sisa = [j for j in urut if j.utama > 0 and not j.kosong][: max(0, orang - sum(not j.kosong for j in tetap))]
    simpan = {j.kode for j in (*tetap, *sisa)}
    simpan |= {j.kode for j in urut if j.kosong and j.atasan in simpan}
    r.jabatan = {k: j for k, j in r.jabatan.items() if k in simpan}
    pakai: set[str] = set()
    for j in r.jabatan.values():
        kode: str | None = j.unit
        while kode is not None and kode not in pakai:
            pakai.add(kode)
            kode = r.unit[kode].induk
    r.unit = {k: u for k, u in r.unit.items() if k in pakai}
    return r


def _setda(r: Rancangan, kota: UnitBaru, b: dict[str, str], wali: str) -> str:
    setda = r.tambah_unit(SETDA, b["nama"], b["nama_singkat"], "setda", kota, kode_surat=b["kode_surat"], opd=SETDA)
    sekda = r.struktural(setda, "Sekretaris Daerah", "II.a", wali, 0)
    ahli = r.tambah_unit(f"{KOTA}/SA", "Staf Ahli Wali Kota", "Staf Ahli", "staf_ahli", setda)
    for i, urusan in enumerate(
        (
            "Pemerintahan, Hukum, dan Politik",
            "Ekonomi, Keuangan, dan Pembangunan",
            "Kemasyarakatan dan Sumber Daya Manusia",
        ),
        1,
    ):
        r.struktural(ahli, f"Staf Ahli Bidang {urusan}", "II.b", sekda, 3, kepala=False, akhir=f"ahli-{i}")
    asisten: dict[str, tuple[UnitBaru, str]] = {}
    for n, bagian in enumerate(tabel("setda"), 1):
        nama = bagian["asisten"]
        if nama not in asisten:
            i = len(asisten) + 1
            unit = r.tambah_unit(f"{SETDA}/A{i}", f"Asisten {nama}", f"Asisten {i}", "asisten", setda)
            asisten[nama] = unit, r.struktural(unit, f"Asisten {nama}", "II.b", sekda, 0)
        induk, atasan = asisten[nama]
        unit = r.tambah_unit(
            f"{SETDA}/B{n}", f"Bagian {bagian['bagian']}", f"Bagian {bagian['nama_singkat']}", "bagian", induk,
        )  # fmt: skip
        kabag = r.struktural(unit, f"Kepala Bagian {bagian['bagian']}", "III.a", atasan, 2)
        for m, sub in enumerate(pecah(bagian["subbagian"]), 1):
            u = r.tambah_unit(f"{unit.kode}/{m}", f"Subbagian {sub}", f"Subbag {_pendek(sub)}", "subbagian", unit)
            kasubbag = r.struktural(u, f"Kepala Subbagian {sub}", "IV.a", kabag, 2 if (n, m) == (7, 1) else 5)
            _pelaksana(r, u, 3, kasubbag)
            if (n, m) == (7, 1):  # TU pimpinan keeps the Setda's agenda and archives
                _arsiparis(r, u, kasubbag)
    return sekda


def _perangkat(r: Rancangan, kota: UnitBaru, b: dict[str, str], bidang: list[dict[str, str]], sekda: str) -> None:
    """A dinas, badan, Satpol PP, the Inspektorat or the secretariat of the DPRD."""
    kode, jenis, utuh = b["kode"], b["jenis"], b["nama_singkat"] in UTUH
    unit = r.tambah_unit(kode, b["nama"], b["nama_singkat"], jenis, kota, kode_surat=b["kode_surat"], opd=kode)
    nama_kepala = {"inspektorat": "Inspektur Daerah", "setwan": "Sekretaris DPRD"}.get(jenis, f"Kepala {b['nama']}")
    kepala = r.struktural(unit, nama_kepala, "II.b", sekda, 0 if utuh else 1)
    induk_umum, kasubbag = unit, kepala
    if jenis != "setwan":
        sek = r.tambah_unit(f"{kode}/S", f"Sekretariat {b['nama']}", "Sekretariat", "sekretariat", unit)
        sekretaris = r.struktural(sek, f"Sekretaris {b['nama']}", "III.a", kepala, 0 if utuh else 2)
        for i, sub in enumerate(("Umum dan Aparatur", "Perencanaan dan Keuangan"), 1):
            u = r.tambah_unit(f"{kode}/S{i}", f"Subbagian {sub}", f"Subbag {sub.split()[0]}", "subbagian", sek)
            kasub = r.struktural(u, f"Kepala Subbagian {sub}", "IV.a", sekretaris, 0 if utuh else (2 if i == 1 else 4))
            if i == 1:
                induk_umum, kasubbag = u, kasub
            _pelaksana(r, u, max(2, int(b["pelaksana"]) // 8), kasub)
    _arsiparis(r, induk_umum, kasubbag)
    sebutan, eselon = {"setwan": ("Bagian", "III.a"), "inspektorat": ("", "III.a")}.get(jenis, ("Bidang", "III.b"))
    for i, baris in enumerate(bidang, 1):
        _bidang(r, unit, baris, i, kepala, sebutan, eselon, len(bidang), b)


def _bidang(
    r: Rancangan,
    unit: UnitBaru,
    baris: dict[str, str],
    i: int,
    kepala: str,
    sebutan: str,
    eselon: str,
    banyak: int,
    b: dict[str, str],
) -> None:
    nama = f"{sebutan} {baris['bidang']}".strip()
    utuh = unit.nama_singkat in UTUH
    u = r.tambah_unit(
        f"{unit.kode}/B{i}", nama, f"{sebutan} {baris['nama_singkat']}".strip(), sebutan.lower() or "irban", unit
    )
    pimpinan = f"Inspektur Pembantu {baris['bidang'].split()[-1]}" if not sebutan else f"Kepala {nama}"
    kabid = r.struktural(u, pimpinan, eselon, kepala, 0 if utuh else 4)
    jf = baris["jabatan_fungsional"]
    ilmu = ilmu_jabatan(jf)
    tokoh = {t["jabatan"] for t in tabel("tokoh")}

    def fungsional(akhir: str, sebut: str, tingkat: str, atasan: str, utama: int, pppk: float = 0.0) -> str:
        kode = f"{u.kode}#{akhir}"
        return r.tambah(JabatanBaru(kode, sebut, u.kode, FUNGSIONAL, tingkat, atasan, utama, ilmu=ilmu, pppk=pppk))

    if not sebutan:  # inspektorat: auditors under the irban
        for k in (1, 2):
            fungsional(f"madya-{k}", f"{jf} Ahli Madya", "madya", kabid, 5)
        for k in (1, 2, 3):
            fungsional(f"muda-{k}", f"{jf} Ahli Muda", "muda", kabid, 6)
            fungsional(f"pertama-{k}", f"{jf} Ahli Pertama", "pertama", kabid, 7)
        return
    ketua = [
        fungsional(f"ketua-{k}", f"{jf} Ahli Muda, Ketua Tim {tim}", "muda", kabid, 5)
        for k, tim in enumerate(pecah(baris["tim"]), 1)
    ]
    for k in range(1, 2 + len(ketua)):
        fungsional(f"pertama-{k}", f"{jf} Ahli Pertama", "pertama", ketua[(k - 1) % len(ketua)], 6, 0.25)
    if f"{u.kode}#manggala" in tokoh:
        fungsional("manggala", "Manggala Informatika Ahli Muda", "muda", kabid, 5)
    if f"{u.kode}#terampil-1" in tokoh:
        fungsional("terampil-1", f"{jf} Terampil", "terampil", ketua[0], 6)
    for k in range(max(1, int(b["pelaksana"]) * 3 // 4 // banyak)):
        _satu_pelaksana(r, u, k, ketua[k % len(ketua)])


def _kecamatan(r: Rancangan, kota: UnitBaru, b: dict[str, str], sekda: str) -> None:
    nama = b["nama"].removeprefix("Kecamatan ")
    kec = r.tambah_unit(
        b["kode"], b["nama"], b["nama_singkat"], "kecamatan", kota, kode_surat=b["kode_surat"], opd=b["kode"]
    )
    camat = r.struktural(kec, f"Camat {nama}", "III.a", sekda, 1)
    sek = r.tambah_unit(f"{kec.kode}/S", f"Sekretariat Kecamatan {nama}", "Sekretariat", "sekretariat", kec)
    sekcam = r.struktural(sek, f"Sekretaris Kecamatan {nama}", "III.b", camat, 2)
    for i, sub in enumerate(("Umum dan Aparatur", "Perencanaan dan Keuangan"), 1):
        u = r.tambah_unit(f"{kec.kode}/S{i}", f"Subbagian {sub}", f"Subbag {sub.split()[0]}", "subbagian", sek)
        kasub = r.struktural(u, f"Kepala Subbagian {sub}", "IV.b", sekcam, 2 if i == 1 else 5)
        _pelaksana(r, u, 3, kasub)
        if i == 1:
            _arsiparis(r, u, kasub)
    seksi = (
        "Pemerintahan",
        "Ketenteraman dan Ketertiban",
        "Pemberdayaan Masyarakat",
        "Kesejahteraan Sosial",
        "Pembangunan",
    )
    for i, s in enumerate(seksi, 1):
        u = r.tambah_unit(f"{kec.kode}/K{i}", f"Seksi {s}", f"Seksi {s}", "seksi", kec)
        _pelaksana(r, u, 2, r.struktural(u, f"Kepala Seksi {s}", "IV.a", camat, 5))
    kode = next(w["kode_kemendagri"] for w in tabel("wilayah") if w["tingkat"] == "kecamatan" and w["nama"] == nama)
    for w in tabel("wilayah"):
        if w["kode_induk"] == kode:
            _kelurahan(r, kec, camat, w)


def _kelurahan(r: Rancangan, kec: UnitBaru, camat: str, w: dict[str, str]) -> None:
    nama = w["nama"]
    kel = r.tambah_unit(
        w["kode_kemendagri"],
        f"Kelurahan {nama}",
        f"Kel. {nama}",
        "kelurahan",
        kec,
        kode_surat=f"{kec.kode_surat}/{nama.replace(' ', '')}",
    )
    lurah = r.struktural(kel, f"Lurah {nama}", "IV.a", camat, 5)
    seklur = r.struktural(kel, f"Sekretaris Kelurahan {nama}", "IV.b", lurah, 6, kepala=False, akhir="sekretaris")
    for i, s in enumerate(("Pemerintahan", "Pemberdayaan Masyarakat", "Ketenteraman dan Ketertiban"), 1):
        r.struktural(kel, f"Kepala Seksi {s} Kelurahan {nama}", "IV.b", lurah, 6, kepala=False, akhir=f"kasi-{i}")
    for k in range(4):
        _satu_pelaksana(r, kel, k, seklur)


def _arsiparis(r: Rancangan, unit: UnitBaru, atasan: str) -> None:
    r.tambah(
        JabatanBaru(
            f"{unit.kode}#arsiparis", "Arsiparis Mahir", unit.kode, FUNGSIONAL, "mahir", atasan, 2, ilmu="arsip"
        )
    )


def _pelaksana(r: Rancangan, unit: UnitBaru, banyak: int, atasan: str) -> None:
    for k in range(banyak):
        _satu_pelaksana(r, unit, k, atasan)


def _satu_pelaksana(r: Rancangan, unit: UnitBaru, k: int, atasan: str) -> None:
    nama, tingkat = POSISI_PELAKSANA[k % len(POSISI_PELAKSANA)]
    r.tambah(
        JabatanBaru(
            f"{unit.kode}#pelaksana-{k + 1}", nama, unit.kode, PELAKSANA, tingkat, atasan, 7 if k < 2 else 8, pppk=0.3
        )
    )


def ilmu_jabatan(jabatan_fungsional: str) -> str:
    """The field of study that a functional post asks for."""
    return next(b["ilmu"] for b in tabel("ilmu_jabatan") if b["jabatan_fungsional"] == jabatan_fungsional)


def _pendek(nama: str) -> str:
    return nama if len(nama) <= 30 else nama.split(",")[0].split(" dan ")[0][:40]
