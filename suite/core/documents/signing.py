"""Electronic signatures: the `Signer` behind which every signing service stands, and the development one.

PAdES by pyHanko, P-256. The signature is invisible (QR and name are drawn by the template before), and the XMP metadata stay
byte-equal, so that a PDF/A stays one. What the development CA signs says so and never names another issuer.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from asn1crypto import cms, parser
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from suite.core.errors import AturanDilanggar
from suite.core.files import child


@dataclass(frozen=True)
class Penanda:
    """Who signs, as known on the day: name with titles, NIP (18 digits), post with a.n./Plh. and the like, NIK (16)."""

    nama: str
    nip: str
    jabatan: str
    nik: str = field(default="", repr=False)


@dataclass(frozen=True)
class HasilPeriksa:
    """Verdict over a PDF. `kode`: utuh, diubah, ditambah, tanpa_tanda_tangan, bukan_pdf, sertifikat_tidak_dikenal.

    `revisi` is the number of bytes that the last signature covers, `penanda` the signer as the certificate names him.
    """

    sah: bool
    kode: str
    penanda: str = ""
    waktu: datetime | None = None
    revisi: int | None = None


class Signer(Protocol):
    """A signing service. Both calls may take seconds; no transaction is open while they run."""

    nama: str

    def tanda_tangani(self, pdf: bytes, *, penanda: Penanda, waktu: datetime) -> bytes:
        """The same bytes with a signature appended. Raises whatever the service raises; nothing is half-signed."""
        ...

    def periksa(self, pdf: bytes) -> HasilPeriksa:
        """Is this PDF signed by a certificate that we trust, whole and unchanged?"""
        ...


KETERANGAN = {
    "development": (
        [
            "Dokumen ini ditandatangani secara elektronik dengan sertifikat pengembangan.",
            "Sertifikat pengembangan hanya untuk peragaan dan tidak mempunyai kekuatan hukum.",
        ],
        True,
    ),
    "bsre": (
        [
            "Dokumen ini ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan",
            "Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara.",
        ],
        False,
    ),
}


def keterangan_penanda(signer: str) -> tuple[list[str], bool]:
    """Footer lines of the signer in use, and whether its certificates are only for development."""
    baris, pengembangan = KETERANGAN[signer]
    return list(baris), pengembangan


class DevelopmentSigner:
    """Signs with certificates of a CA made on first use in `folder`, safely under several processes."""

    nama = "development"

    def __init__(self, folder: Path):
        self.folder = folder
        self._penanda: dict[tuple[str, str], SimpleSigner] = {}
        self._baru: deque[bytes] = deque(maxlen=64)  # SHA-256 of what was signed here a moment ago
        self._kunci = threading.Lock()

    def tanda_tangani(self, pdf: bytes, *, penanda: Penanda, waktu: datetime) -> bytes:
        """PAdES over the whole file, one incremental revision; about 20 ms. `waktu` is the instant bound to the letter."""
        tulis = IncrementalPdfFileWriter(io.BytesIO(pdf))
        # pyHanko would rewrite the XMP, and then the PDF/A claim would no longer be ours: keep XMP and Info byte-equal.
        tulis._update_meta = lambda: None  # type: ignore[method-assign]
        data = PdfSignatureMetadata(
            field_name=f"TandaTangan{len(tulis.prev.embedded_signatures) + 1}",
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=penanda.nama,
            reason=f"{penanda.jabatan} (terikat {waktu.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ})",
        )
        keluar = PdfSigner(data, signer=self._untuk(penanda)).sign_pdf(tulis, bytes_reserved=8192).getvalue()
        with self._kunci:
            self._baru.append(hashlib.sha256(keluar).digest())
        return keluar

    def periksa(self, pdf: bytes) -> HasilPeriksa:
        """The verdict, trusting only our CA. What this signer has just made is read here (10 ms: its container is, byte for
        byte, the one that was written); any other file may be hostile and is read in a child process with limits, its
        container taken apart (half a second)."""
        with self._kunci:
            milik = hashlib.sha256(pdf).digest() in self._baru
        return periksa(pdf, self.akar(), wadah_ketat=False) if milik else periksa_asing(pdf, self.akar())

    def akar(self) -> bytes:
        """The CA's certificate as PEM: what a verifier trusts."""
        self._ca()
        return (self.folder / "ca.pem").read_bytes()

    def _ca(self) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        isi = _buat_sekali(self.folder / "ca.key.pem", _ca_baru)
        cert = _bagian_sertifikat(isi)
        _buat_sekali(self.folder / "ca.pem", lambda: cert)
        kunci = serialization.load_pem_private_key(isi, None)
        assert isinstance(kunci, ec.EllipticCurvePrivateKey)
        return x509.load_pem_x509_certificate(cert), kunci

    def _untuk(self, penanda: Penanda) -> SimpleSigner:
        with self._kunci:
            ada = self._penanda.get((penanda.nip, penanda.nama))
            if ada is None:
                ada = self._penanda[(penanda.nip, penanda.nama)] = self._muat(penanda)
            return ada

    def _muat(self, penanda: Penanda) -> SimpleSigner:
        ca, kunci_ca = self._ca()
        nama = (
            "".join(c for c in penanda.nip if c.isalnum())
            or "nama-" + hashlib.sha256(penanda.nama.encode()).hexdigest()[:16]
        )
        isi = _buat_sekali(self.folder / "pegawai" / f"{nama}.pem", lambda: _sertifikat_orang(penanda, ca, kunci_ca))
        store = SimpleCertificateStore()
        store.register(asn1_x509.Certificate.load(ca.public_bytes(serialization.Encoding.DER)))
        cert = x509.load_pem_x509_certificate(_bagian_sertifikat(isi))
        return SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(cert.public_bytes(serialization.Encoding.DER)),
            signing_key=load_private_key_from_pemder_data(isi, passphrase=None),
            cert_registry=store,
        )


def periksa_asing(pdf: bytes, akar_pem: bytes, *, wadah_ketat: bool = True) -> HasilPeriksa:
    """`periksa` of a stranger's file, in a child process whose memory and time are bounded. Never raises."""
    if not pdf.startswith(b"%PDF-"):
        return HasilPeriksa(False, "bukan_pdf")
    try:
        hasil = json.loads(
            child.jalankan("periksa_tanda_tangan", pdf, akar_pem.decode(), "ketat" if wadah_ketat else "")
        )
    except (AturanDilanggar, ValueError):
        return HasilPeriksa(False, "diubah")
    waktu = datetime.fromisoformat(hasil["waktu"]) if hasil["waktu"] else None
    return HasilPeriksa(**(hasil | {"waktu": waktu}))


def hasil_json(hasil: HasilPeriksa) -> str:
    """A verdict as the child hands it to its parent."""
    return json.dumps(asdict(hasil) | {"waktu": hasil.waktu.isoformat() if hasil.waktu else None})


def periksa(pdf: bytes, akar_pem: bytes, *, wadah_ketat: bool = True) -> HasilPeriksa:
    """Verdict over a PDF, trusting only the CAs given. `wadah_ketat`: the signature's container must be as our own signer
    writes it; another service may put more into it (time stamp, revocation data). Never raises: a hostile file is at worst `bukan_pdf` or `diubah`.

    Every signature must be valid and trusted, and the last one must cover the file to its end: what was appended after
    signing is told even where it draws on a page (readers show it as part of the document).
    """
    if not pdf.startswith(b"%PDF-"):
        return HasilPeriksa(False, "bukan_pdf")
    try:
        return _periksa(pdf, akar_pem, wadah_ketat)
    except Exception:
        # Whatever pyHanko stumbles over in a damaged file: it is not what was signed. Perhaps it begins with that.
        return _revisi_di_dalam(pdf, akar_pem, wadah_ketat) or HasilPeriksa(False, "diubah")


_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+\d{1,12}\s+(\d{1,12})\s+(\d{1,12})\s*\]")


def _revisi_di_dalam(pdf: bytes, akar_pem: bytes, wadah_ketat: bool) -> HasilPeriksa | None:
    """A file that cannot be read to its end, but whose beginning is a signed document: something was appended."""
    for cocok in list(_BYTE_RANGE.finditer(pdf))[-3:]:
        revisi = int(cocok[1]) + int(cocok[2])
        if revisi < len(pdf):
            try:
                dalam = _periksa(pdf[:revisi], akar_pem, wadah_ketat)
            except Exception:  # noqa: S112  (not readable: not this revision)
                continue
            if dalam.sah:
                return replace(dalam, sah=False, kode="ditambah")
    return None


def _periksa(pdf: bytes, akar_pem: bytes, wadah_ketat: bool) -> HasilPeriksa:
    baca = PdfFileReader(io.BytesIO(pdf), strict=False)
    tanda = baca.embedded_regular_signatures
    if not tanda:
        return HasilPeriksa(False, "tanpa_tanda_tangan")
    akar = [
        asn1_x509.Certificate.load(c.public_bytes(serialization.Encoding.DER))
        for c in x509.load_pem_x509_certificates(akar_pem)
    ]
    konteks = ValidationContext(trust_roots=akar, allow_fetching=False, revocation_mode="soft-fail")
    hasil = HasilPeriksa(False, "tanpa_tanda_tangan")
    for n, satu in enumerate(tanda, 1):
        status = validate_pdf_signature(satu, konteks)
        penanda = satu.signer_cert.subject.native.get("common_name", "")
        rentang = [int(x) for x in satu.byte_range]  # type: ignore[arg-type, union-attr]
        revisi = rentang[2] + rentang[3]
        dasar = {"penanda": str(penanda), "waktu": satu.self_reported_timestamp, "revisi": revisi}
        if not (status.intact and status.valid):
            return HasilPeriksa(False, "diubah", **dasar)
        if not status.trusted:
            return HasilPeriksa(False, "sertifikat_tidak_dikenal", **dasar)
        if wadah_ketat and not _wadah_utuh(pdf[rentang[1] : rentang[2]], satu, status):
            return HasilPeriksa(False, "diubah", **dasar)
        if n == len(tanda) and (revisi != len(pdf) or status.coverage != SignatureCoverageLevel.ENTIRE_FILE):
            return HasilPeriksa(False, "ditambah", **dasar)
        if not status.bottom_line:
            return HasilPeriksa(False, "diubah", **dasar)
        hasil = HasilPeriksa(True, "utuh", **dasar)
    return hasil


def _wadah_utuh(celah: bytes, tanda: EmbeddedPdfSignature, status: PdfSignatureStatus) -> bool:
    """The signature's own bytes, which no signature covers, are exactly those that a signer writes.

    `celah` is the hexadecimal string between the two signed ranges. Without this, padding, letter case, CMS versions
    and the enclosed root certificate could be altered and the file would still count as unchanged.
    """
    isi = tanda.pkcs7_content
    heksa = isi.hex().encode()
    der, sisa = isi[: parser.peek(isi)], isi[parser.peek(isi) :]
    if celah not in (b"<" + heksa + b">", b"<" + heksa.upper() + b">") or sisa.strip(b"\0"):
        return False
    data = tanda.signed_data
    (orang,) = data["signer_infos"]
    rantai = {c.dump() for c in status.validation_path or ()}
    nomor = {"issuer": tanda.signer_cert.issuer, "serial_number": tanda.signer_cert.serial_number}
    utuh = cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": {
                "version": "v1",
                "digest_algorithms": [orang["digest_algorithm"]],
                "encap_content_info": {"content_type": "data"},
                "certificates": data["certificates"],
                "signer_infos": [
                    {
                        "version": "v1",
                        "sid": cms.SignerIdentifier({"issuer_and_serial_number": nomor}),
                        "digest_algorithm": {"algorithm": orang["digest_algorithm"]["algorithm"].native},
                        "signature_algorithm": {"algorithm": orang["signature_algorithm"]["algorithm"].native},
                        "signed_attrs": orang["signed_attrs"],
                        "signature": orang["signature"],
                    }
                ],
            },
        }
    )
    return utuh.dump(force=True) == der and all(c.chosen.dump() in rantai for c in data["certificates"])


# The development CA ------------------------------------------------------------------------------------------------


def _buat_sekali(berkas: Path, isi: Callable[[], bytes]) -> bytes:
    """The file's content, made by `isi()` when it is not there; of several processes one wins and all read the same."""
    if not berkas.exists():
        berkas.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        sementara = berkas.with_name(f".{berkas.name}.{os.getpid()}.{secrets.token_hex(4)}")
        fd = os.open(sementara, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(fd, "wb") as f:
            f.write(isi())
            f.flush()
            os.fsync(f.fileno())
        try:
            os.link(sementara, berkas)
        except FileExistsError:
            pass
        finally:
            sementara.unlink()
    return berkas.read_bytes()


def _nama(cn: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "SERTIFIKAT PENGEMBANGAN"),
            x509.NameAttribute(NameOID.COMMON_NAME, cn[:64]),
        ]
    )


def _bangun(
    subjek: x509.Name, penerbit: x509.Name, kunci: ec.EllipticCurvePublicKey, hari: int
) -> x509.CertificateBuilder:
    mulai = datetime.now(UTC) - timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subjek)
        .issuer_name(penerbit)
        .public_key(kunci)
        .serial_number(x509.random_serial_number())
        .not_valid_before(mulai)
        .not_valid_after(mulai + timedelta(days=hari))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(kunci), critical=False)
    )


def _pem(cert: x509.Certificate, kunci: ec.EllipticCurvePrivateKey) -> bytes:
    rahasia = kunci.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return rahasia + cert.public_bytes(serialization.Encoding.PEM)


def _ca_baru() -> bytes:
    kunci = ec.generate_private_key(ec.SECP256R1())
    nama = _nama("CA Sertifikat Pengembangan")
    cert = (
        _bangun(nama, nama, kunci.public_key(), 3650)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_pemakaian(ca=True), critical=True)
        .sign(kunci, hashes.SHA256())
    )
    return _pem(cert, kunci)


def _sertifikat_orang(penanda: Penanda, ca: x509.Certificate, kunci_ca: ec.EllipticCurvePrivateKey) -> bytes:
    kunci = ec.generate_private_key(ec.SECP256R1())
    cert = (
        _bangun(_nama(penanda.nama), ca.subject, kunci.public_key(), 1825)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_pemakaian(ca=False), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(kunci_ca.public_key()), critical=False)
        .sign(kunci_ca, hashes.SHA256())
    )
    return _pem(cert, kunci)


def _pemakaian(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _bagian_sertifikat(pem: bytes) -> bytes:
    return pem[pem.index(b"-----BEGIN CERTIFICATE-----") :]
