"""Roster files (花名册): .xlsx and .csv read into checked rows, and rows written back."""
