"""Papers: reports, circulars and minutes in the form of an official document (公文, GB/T 9704-2012), pure."""

from reports.papers.circulars import CircularDraft, MinutesDraft, circular, minutes
from reports.papers.docx import docx_of
from reports.papers.paper import Block, Kind, Paper
from reports.papers.pdf import pdf_of
from reports.papers.writing import paper_of

__all__ = [
    "Block",
    "CircularDraft",
    "Kind",
    "MinutesDraft",
    "Paper",
    "circular",
    "docx_of",
    "minutes",
    "paper_of",
    "pdf_of",
]
