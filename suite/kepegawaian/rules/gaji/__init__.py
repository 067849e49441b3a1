"""Pay: the monthly salary of PNS, CPNS and PPPK, contributions, PPh 21, rapel, THR and gaji 13.

All of it is a pure function of dated facts (`fakta`) and of the sets in force on the first of the month
(`ketentuan`), in whole rupiah. The monthly run, the slip and the back-pay call the same functions.
"""
