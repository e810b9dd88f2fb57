"""The register of regulations (1+2+6+N 制度体系) and the cadence of training (培训) as an office sets them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from config.section import Section, numbered

Count = Annotated[int, Field(ge=0, le=500)]


class RegulationRules(Section):
    """How many regulations each group of the system (1+2+6+N) is to hold."""

    ones: Count = 1
    twos: Count = 2
    sixes: Count = 6
    others: Count = 51


class TrainingRules(Section):
    """How often there is to be training (至少每年一次全市性、每季度每领域一次专题), and how early people hear of it.

    ``warn_days`` before a period ends without one, whoever answers for it is warned; ``invite_days`` before a training
    begins its people are invited. 0 in a year or quarter asks for none.
    """

    city_wide_a_year: Annotated[int, Field(ge=0, le=12)] = 1
    by_field_a_quarter: Annotated[int, Field(ge=0, le=12)] = 1
    warn_days: Annotated[int, Field(ge=1, le=60)] = 30
    invite_days: Annotated[int, Field(ge=1, le=30)] = 7
    numbering: str = "PX-{year}-{n}"

    @field_validator("numbering")
    @classmethod
    def _numbered(cls, pattern: str) -> str:
        return numbered(pattern)
