"""A berkas as a package that stands by itself: BagIt (RFC 8493) around its letters, their metadata as CSV and METS.

`susun` writes it, `periksa.py` proves it without the suite. What it holds: docs/paket-berkas.md.
"""
