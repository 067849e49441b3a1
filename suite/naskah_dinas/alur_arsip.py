"""The lives of a berkas and of a document of disposal, as tables one can read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from suite.core import akses, workflow
from suite.core.workflow import S, T, Untuk, Workflow, route
from suite.naskah_dinas import policy
from suite.naskah_dinas.models import Berkas
from suite.naskah_dinas.models_penyusutan import Penyusutan
from suite.naskah_dinas.rules import penyusutan as rules
from suite.naskah_dinas.services import berkas, penyusutan

HIDUP = ("terbuka", "ditutup", "dipindahkan")
DITUTUP = ("ditutup", "dipindahkan")

BERKAS = Workflow(
    "berkas",
    start="terbuka",
    judul="Berkas arsip",
    states=(
        S("terbuka", "Terbuka", "berjalan"),
        S("ditutup", "Ditutup", "netral"),
        S("dipindahkan", "Di pusat arsip inaktif", "netral"),
        S("dimusnahkan", "Dimusnahkan", "netral", akhir=True),
        S("diserahkan", "Diserahkan", "netral", akhir=True),
        S("digabung", "Digabung", "netral", akhir=True),
    ),
    transitions=(
        T("tutup", "terbuka", "ditutup", policy.petugas_berkas, None, berkas.tutup_efek, label="Tutup berkas",
          lampau="menutup berkas", utama=True, lewat="berkas.tutup"),
        T("gabung", "terbuka", "digabung", policy.petugas_berkas, berkas.pastikan_belum_disusutkan, berkas.gabung_efek,
          label="Gabungkan ke berkas lain", lampau="menggabungkan berkas", lewat="berkas.gabung"),
        T("buka_lagi", "ditutup", "terbuka", policy.petugas_berkas, berkas.pastikan_belum_disusutkan,
          berkas.buka_lagi_efek, label="Buka lagi", lampau="membuka lagi berkas", catatan_wajib=True),
        *(
            T("nilai", dari, dari, policy.petugas_berkas, berkas.pastikan_belum_disusutkan, berkas.nilai_efek,
              label="Catat hasil penilaian", lampau="mencatat hasil penilaian", bila=berkas.perlu_dinilai, utama=True,
              lewat="berkas.nilai")
            for dari in DITUTUP
        ),
        *(
            T("tahan", dari, dari, policy.penahan, None, berkas.tahan_efek, label="Tahan berkas",
              lampau="menahan berkas", bila=berkas.belum_ditahan, catatan_wajib=True)
            for dari in HIDUP
        ),
        *(
            T("lepas", dari, dari, policy.penahan, None, berkas.lepas_efek, label="Lepas penahanan",
              lampau="melepas penahanan", bila=berkas.sedang_ditahan, catatan_wajib=True)
            for dari in HIDUP
        ),
        T("pindahkan", "ditutup", "dipindahkan", policy.petugas_berkas, None, None, label="Pindahkan",
          lampau="memindahkan berkas ke pusat arsip inaktif", sistem=True),
        *(
            T(nama, dari, ke, policy.petugas_berkas, None, None, label=label, lampau=lampau, sistem=True)
            for dari in DITUTUP
            for nama, ke, label, lampau in (
                ("musnahkan", "dimusnahkan", "Musnahkan", "memusnahkan isi berkas"),
                ("serahkan", "diserahkan", "Serahkan", "menyerahkan berkas ke lembaga kearsipan"),
            )
        ),
    ),
)  # fmt: skip


# Disposal ----------------------------------------------------------------------------------------------------------


def _arsiparis(dok: Penyusutan) -> str:
    return f"r:arsiparis@{dok.opd_id}"


def _tugas_konsep(dok: Penyusutan) -> Sequence[Untuk]:
    """Only a returned draft waits for its maker."""
    if dok.ronde == 0:
        return ()
    return (Untuk(akses.kunci_pegawai(dok.pembuat_id), "ajukan", "Penyusutan arsip dikembalikan: perbaiki"),)


def _tugas_dinilai(dok: Penyusutan) -> Sequence[Untuk]:
    alasan = "Panitia penilai arsip: beri pertimbangan tertulis"
    return [Untuk(akses.kunci_jabatan(x.jabatan_id), "nilai", alasan) for x in route.berjalan(dok)]


def _tugas_anri(dok: Penyusutan) -> Sequence[Untuk]:
    return (Untuk(_arsiparis(dok), "catat_anri", "Mintakan dan catat persetujuan tertulis Kepala ANRI"),)


def _tugas_diputuskan(dok: Penyusutan) -> Sequence[Untuk]:
    assert dok.penyetuju_jabatan_id is not None
    alasan = f"{rules.JENIS[dok.jenis]} arsip: setujui atau kembalikan"
    return (Untuk(akses.kunci_jabatan(dok.penyetuju_jabatan_id), "setujui", alasan),)


def _tugas_diverifikasi(dok: Penyusutan) -> Sequence[Untuk]:
    return (Untuk("r:arsiparis@*", "terima", "Penyerahan arsip permanen: periksa dan terima"),)


def _tugas_disetujui(dok: Penyusutan) -> Sequence[Untuk]:
    return (Untuk(_arsiparis(dok), "laksanakan", f"{rules.JENIS[dok.jenis]} arsip disetujui: laksanakan"),)


def _masih_dinilai(dok: Penyusutan) -> bool:
    return route.sisa_setelah(dok)


def _penyerahan(dok: Penyusutan) -> bool:
    return dok.jenis == rules.PENYERAHAN


def _tegas_setujui(dok: Penyusutan) -> str:
    return f"Setujui {rules.JENIS[dok.jenis].lower()} {len(dok.baris)} berkas? " + (
        "Sesudah dilaksanakan, isi surat di dalamnya tidak dapat dikembalikan."
        if penyusutan.berpanitia(dok)
        else "Daftarnya tidak dapat diubah lagi."
    )


PENYUSUTAN = Workflow(
    "penyusutan",
    start="konsep",
    judul="Penyusutan arsip",
    states=(
        S("konsep", "Konsep", "netral", _tugas_konsep),
        S("dinilai", "Dinilai panitia", "berjalan", _tugas_dinilai),
        S("anri", "Menunggu persetujuan ANRI", "berjalan", _tugas_anri),
        S("diputuskan", "Menunggu persetujuan", "berjalan", _tugas_diputuskan),
        S("diverifikasi", "Diperiksa lembaga kearsipan", "berjalan", _tugas_diverifikasi),
        S("disetujui", "Disetujui", "sah", _tugas_disetujui),
        S("dilaksanakan", "Dilaksanakan", "sah", akhir=True),
        S("batal", "Batal", "netral", akhir=True),
    ),
    transitions=(
        T("ajukan", "konsep", "dinilai", policy.penyiap_penyusutan, penyusutan.pastikan_layak, penyusutan.ajukan_efek,
          label="Ajukan penilaian", lampau="mengajukan dokumen", bila=penyusutan.berpanitia, utama=True),
        T("ajukan", "konsep", "diputuskan", policy.penyiap_penyusutan, penyusutan.pastikan_layak,
          penyusutan.ajukan_efek, label="Ajukan persetujuan", lampau="mengajukan dokumen", utama=True),
        T("batalkan", "konsep", "batal", policy.penyiap_penyusutan, None, penyusutan.lepas_efek,
          label="Batalkan dokumen", lampau="membatalkan dokumen",
          tegas=lambda d: "Batalkan dokumen ini? Berkasnya kembali ke daftar jatuh tempo."),
        T("nilai", "dinilai", "dinilai", policy.panitia_penilai, penyusutan.pastikan_layak, penyusutan.nilai_efek,
          label="Beri pertimbangan", lampau="memberi pertimbangan", bila=_masih_dinilai, utama=True, catatan_wajib=True,
          pisah=("buat", "ajukan")),
        T("nilai", "dinilai", "anri", policy.panitia_penilai, penyusutan.pastikan_layak, penyusutan.nilai_efek,
          label="Beri pertimbangan", lampau="memberi pertimbangan", bila=penyusutan.perlu_anri, utama=True,
          catatan_wajib=True, pisah=("buat", "ajukan")),
        T("nilai", "dinilai", "diputuskan", policy.panitia_penilai, penyusutan.pastikan_layak, penyusutan.nilai_efek,
          label="Beri pertimbangan", lampau="memberi pertimbangan", utama=True, catatan_wajib=True,
          pisah=("buat", "ajukan")),
        T("catat_anri", "anri", "diputuskan", policy.penyiap_penyusutan, None, penyusutan.anri_efek,
          label="Catat persetujuan ANRI", lampau="mencatat persetujuan ANRI", utama=True, lewat="penyusutan.anri"),
        T("setujui", "diputuskan", "diverifikasi", policy.pemutus_penyusutan, penyusutan.pastikan_layak, None,
          label="Setujui penyerahan", lampau="menyetujui penyerahan", bila=_penyerahan, utama=True,
          pisah=("buat", "ajukan"), tegas=_tegas_setujui),
        T("setujui", "diputuskan", "disetujui", policy.pemutus_penyusutan, penyusutan.pastikan_layak, None,
          label="Setujui", lampau="menyetujui", utama=True, pisah=("buat", "ajukan"), tegas=_tegas_setujui),
        T("terima", "diverifikasi", "disetujui", policy.lembaga_kearsipan, penyusutan.pastikan_layak, None,
          label="Terima arsip", lampau="menerima arsip", utama=True, pisah=("buat", "ajukan", "setujui")),
        *(
            T("kembalikan", dari, "konsep", policy.penolak_penyusutan, None, None, label="Kembalikan",
              lampau="mengembalikan dokumen", catatan_wajib=True)
            for dari in ("dinilai", "anri", "diputuskan", "diverifikasi", "disetujui")
        ),
        T("laksanakan", "disetujui", "dilaksanakan", policy.penyiap_penyusutan, penyusutan.pastikan_layak,
          penyusutan.laksanakan_efek, label="Laksanakan", lampau="melaksanakan", utama=True,
          lewat="penyusutan.laksanakan"),
    ),
)  # fmt: skip


def judul(dok: Penyusutan) -> str:
    """'Pemusnahan arsip Dinas Kesehatan: 12 berkas'."""
    return f"{rules.JENIS[dok.jenis]} arsip {dok.opd.nama_singkat}: {len(dok.baris)} berkas"


def pasang() -> None:
    """Register both document types with the engine."""
    workflow.daftarkan(BERKAS, model=Berkas, judul=lambda b: b.judul, url=lambda b: f"/berkas/{b.id}", ikon="archive")
    workflow.daftarkan(
        PENYUSUTAN, model=Penyusutan, judul=judul, url=lambda d: f"/penyusutan/{d.id}", pemilik=lambda d: d.pembuat_id,
        ikon="archive",
    )  # fmt: skip
