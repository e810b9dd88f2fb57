"""Appraisal rules (考评细则) as data: the model of a rule file, how one is read, and the shipped registers."""
