"""Pictures of the reports for the phone: 1080 pixels wide, with the figures of the text."""

from reports.pictures.drawing import Picture, caption, pictures_of, ranking_of

__all__ = ["Picture", "caption", "pictures_of", "ranking_of"]
