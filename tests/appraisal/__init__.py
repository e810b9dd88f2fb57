"""Appraisal rules: the shipped registers, and what is said of files that are wrong."""
