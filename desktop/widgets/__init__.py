"""Widgets that pages share: record table, form, time line, heat map, sign dialog."""
