"""Chengguan: a matter moves through a procedure, under clocks, on the record."""
