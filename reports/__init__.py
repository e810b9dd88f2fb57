"""COMPOSES: facts become dispatch, daily report and weekly summary; pure."""
