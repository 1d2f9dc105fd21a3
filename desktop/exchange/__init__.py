"""Sheets in and out (CSV, XLSX, ODS, JSON). No Qt."""
