"""Reads a roll that was kept in a workbook: bytes to sheets, sheets to rows, rows to a plan."""
