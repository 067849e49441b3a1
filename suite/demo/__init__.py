"""The demo city: the real structure of Kota Pontianak, fictional people, a year of letters (`suite demo`).

Everything here is made up but the names of offices and places (`data/SOURCES.md`). It stands above all rooms: it may
use any of them, nothing may use it. Equal on every load of the same day, but for keys, signatures and tokens.
"""
