"""Child: one message (RFC 5322) in plain parts. Prints a line of JSON, then the bytes of the attachments one after the other.

Broken mail is the rule: what cannot be decoded is read as it can be, and `catatan` says so. Nothing is rendered.
"""

import contextlib
import datetime
import email
import email.policy
import email.utils
import html.parser
import json
import os
import re
import sys
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import batas

MAKS_KEPALA = 256 * 1024
MAKS_KEPALA_BARIS = 2000
MAKS_TEKS = 100_000
"""Letters of the text that are kept; a letter of 40 pages has 90,000."""
MAKS_BAGIAN = 200
MAKS_LAMPIRAN = 30
MAKS_DALAM = 5
"""How deep a message may lie within a message."""

_TAG_BARIS = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr"}
_TAG_BUANG = {"script", "style", "head", "title", "template", "noscript"}


class _Teks(html.parser.HTMLParser):
    """The words of an HTML body: no scripts, no styles, no addresses."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.isi, self.buang = [], 0

    def handle_starttag(self, tag, attrs):
        if tag in _TAG_BUANG:
            self.buang += 1
        elif tag in _TAG_BARIS:
            self.isi.append("\n")
        elif tag in {"td", "th"}:
            self.isi.append("\t")

    def handle_endtag(self, tag):
        if tag in _TAG_BUANG:
            self.buang = max(0, self.buang - 1)
        elif tag in _TAG_BARIS:
            self.isi.append("\n")

    def handle_data(self, data):
        if not self.buang:
            self.isi.append(re.sub(r"\s+", " ", data))


def dari_html(teks):
    pengurai = _Teks()
    pengurai.feed(teks[: MAKS_TEKS * 10])
    pengurai.close()
    return re.sub(r"[ \t]*\n[ \t]*(\n[ \t]*)+", "\n\n", "".join(pengurai.isi)).strip()


def rapi(teks, panjang):
    """Lines without what is not seen or would turn the direction."""
    teks = unicodedata.normalize("NFC", teks.encode("utf-8", "replace").decode("utf-8"))
    teks = teks.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return "".join(h for h in teks if h in "\n\t" or h.isprintable())[:panjang]


def sebaris(teks, panjang=300):
    return " ".join(rapi(teks, panjang * 4).split())[:panjang]


def kepala(pesan, nama, panjang=300):
    """A header as one line; one that cannot be parsed is taken as it was written."""
    try:
        nilai = str(pesan.get(nama, "") or "")
    except Exception:
        nilai = next((str(v) for k, v in pesan.raw_items() if k.lower() == nama.lower()), "")
    return sebaris(nilai, panjang)


def tanggal(pesan):
    """ISO 8601 with zone; empty when there is none that is one."""
    with contextlib.suppress(Exception):
        saat = email.utils.parsedate_to_datetime(kepala(pesan, "date", 200))
        return (saat if saat.tzinfo else saat.replace(tzinfo=datetime.UTC)).isoformat()
    return ""


def pengirim(pesan):
    """(name for the register, address): the name with its address, or the address alone."""
    nama, alamat = email.utils.parseaddr(kepala(pesan, "from", 600))
    nama, alamat = sebaris(nama, 200), sebaris(alamat, 200)
    return (f"{nama} <{alamat}>" if nama and alamat and nama != alamat else nama or alamat), alamat


def bita(bagian):
    """The decoded bytes of a part, whatever its transfer encoding claims."""
    with contextlib.suppress(Exception):
        isi = bagian.get_payload(decode=True)
        if isinstance(isi, bytes):
            return isi
    isi = bagian.get_payload()
    return isi.encode("utf-8", "surrogateescape") if isinstance(isi, str) else b""


def huruf(bagian, hasil):
    """The text of a part; a charset that lies or does not exist is read as UTF-8, else as Windows-1252."""
    isi = bita(bagian)
    for nama in (bagian.get_content_charset() or "utf-8", "utf-8"):
        with contextlib.suppress(Exception):
            return isi.decode(nama)
    hasil["catatan"].append("Set huruf surel ini rusak atau tidak dikenal. Cocokkan teksnya dengan berkas .eml.")
    return isi.decode("cp1252", "replace")


class Penuh(Exception):
    pass


def telusuri(pesan, hasil, lampiran, dalam, awalan):
    """The text of a message and its attachments; messages within it likewise, their attachments named after them."""
    teks, cadangan, tersusun = [], [], False
    antre = [pesan]
    while antre:
        bagian = antre.pop(0)
        hasil["bagian"] += 1
        if hasil["bagian"] > MAKS_BAGIAN:
            raise Penuh
        jenis = bagian.get_content_type()
        if bagian.defects:
            tersusun = True
        if jenis == "message/rfc822" and bagian.is_multipart():
            dalamnya = bagian.get_payload(0)
            if dalam >= MAKS_DALAM:
                hasil["ditolak"].append(
                    [f"{awalan}Surel terlampir", "Terlalu dalam: surel di dalam surel melebihi lima tingkat."]
                )
                continue
            hasil["surel"] += 1
            nama = f"Surel terlampir {hasil['surel']}"
            isi, _ = telusuri(dalamnya, hasil, lampiran, dalam + 1, f"{nama} - ")
            dari, _ = pengirim(dalamnya)
            judul = f"--- {nama}: {kepala(dalamnya, 'subject') or '(tanpa hal)'}, dari {dari or '(tanpa pengirim)'} ---"
            hasil["terlampir"].append(f"{judul}\n{isi}")
            continue
        if bagian.is_multipart():
            antre = list(bagian.iter_parts() if hasattr(bagian, "iter_parts") else bagian.get_payload()) + antre
            continue
        try:
            nama, sifat = bagian.get_filename(), bagian.get_content_disposition()
        except Exception:
            nama, sifat = None, None
        if nama is None and sifat != "attachment" and (jenis.startswith(("text/", "multipart/"))):
            if jenis == "text/html":
                cadangan.append(dari_html(huruf(bagian, hasil)))
            else:
                teks.append(huruf(bagian, hasil))
            continue
        polos = sebaris((nama or "").replace("\\", "/").rpartition("/")[2], 150)
        nama = awalan + (polos or f"lampiran.{sebaris(jenis.rpartition('/')[2], 20)}")
        if len(lampiran) >= MAKS_LAMPIRAN:
            hasil["ditolak"].append(
                [nama, "Lebih dari 30 lampiran dalam satu surel. Berkas ini tetap ada dalam berkas .eml."]
            )
            continue
        lampiran.append((nama, bita(bagian)))
    if tersusun:
        hasil["catatan"].append("Susunan surel ini rusak. Cocokkan isi dan lampirannya dengan berkas .eml.")
    isi = "\n".join(x for x in teks if x.strip())
    dari_tata = not isi and any(cadangan)
    return rapi(isi or "\n".join(cadangan), MAKS_TEKS + 1).strip(), dari_tata


def urai(masukan):
    batas_kepala = re.search(rb"\r?\n\r?\n", masukan[: MAKS_KEPALA + 4])
    kepala_bita = masukan[: batas_kepala.start()] if batas_kepala else masukan[: MAKS_KEPALA + 1]
    if len(kepala_bita) > MAKS_KEPALA or kepala_bita.count(b"\n") > MAKS_KEPALA_BARIS:
        batas.tolak(
            "Kepala surel ini melebihi 2.000 baris atau 256 KB, tidak seperti surel biasa. Catat suratnya dengan tangan."
        )
    pesan = email.message_from_bytes(masukan, policy=email.policy.default)
    if not any(pesan.get_all(k) for k in ("from", "date", "subject", "message-id", "received", "to")):
        batas.tolak("Berkas ini bukan surel: tidak ada pengirim, tanggal, atau hal di kepalanya.")
    hasil = {"bagian": 0, "surel": 0, "ditolak": [], "catatan": [], "terlampir": []}
    lampiran = []
    try:
        teks, dari_tata = telusuri(pesan, hasil, lampiran, 0, "")
    except Penuh:
        batas.tolak("Surel ini tersusun dari lebih dari 200 bagian. Catat suratnya dengan tangan.")
    if dari_tata:
        hasil["catatan"].append("Isi surel hanya ada sebagai HTML; diambil teksnya saja.")
    semua = "\n\n".join([teks, *hasil["terlampir"]]).strip()
    if len(semua) > MAKS_TEKS:
        hasil["catatan"].append("Isi surel lebih dari 100.000 huruf; sisanya ada dalam berkas .eml.")
    dari, alamat = pengirim(pesan)
    return {
        "pengirim": dari,
        "alamat": alamat,
        "kepada": kepala(pesan, "to", 500),
        "tanggal": tanggal(pesan),
        "hal": kepala(pesan, "subject", 400),
        "pengenal": kepala(pesan, "message-id", 250),
        "teks": semua[:MAKS_TEKS],
        "catatan": list(dict.fromkeys(hasil["catatan"])),
        "ditolak": hasil["ditolak"][:MAKS_LAMPIRAN],
        "lampiran": [[nama, len(isi)] for nama, isi in lampiran],
    }, [isi for _, isi in lampiran]


if __name__ == "__main__":
    masukan = sys.stdin.buffer.read()
    batas.pasang(memori_mb=768, detik=10)
    try:
        ringkas, berkas = urai(masukan)
    except RecursionError:
        batas.tolak("Susunan surel ini terlalu dalam. Catat suratnya dengan tangan.")
    sys.stdout.buffer.write(json.dumps(ringkas).encode() + b"\n")
    for isi in berkas:
        sys.stdout.buffer.write(isi)
