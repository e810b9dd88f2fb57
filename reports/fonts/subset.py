"""Make the font subsets anew, from the fonts of Debian's ``fonts-noto-cjk``; needs fonttools, run by hand.

``python reports/fonts/subset.py /usr/share/fonts/opentype/noto``. ``characters.txt`` holds what is kept: GB 2312 and
the table of standard characters (通用规范汉字表, 8,105 characters), whose third level is made of rare names.
"""

from __future__ import annotations

import sys
from pathlib import Path

SIMPLIFIED = 2
"""The place of the mainland's forms in the collections: JP, KR, SC, TC, HK."""
SOURCES = {
    "NotoSansSC-Regular.otf": "NotoSansCJK-Regular.ttc",
    "NotoSansSC-Bold.otf": "NotoSansCJK-Bold.ttc",
    "NotoSerifSC-Regular.otf": "NotoSerifCJK-Regular.ttc",
}


def main(source: Path) -> None:
    """Write every subset beside this file."""
    from fontTools import subset  # type: ignore[import-not-found, unused-ignore]
    from fontTools.ttLib import TTFont  # type: ignore[import-not-found, unused-ignore]
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable  # type: ignore[import-not-found, unused-ignore]

    folder = Path(__file__).parent
    kept = "".join((folder / "characters.txt").read_text("utf-8").split("\n")) + " "
    for name, collection in SOURCES.items():
        font = TTFont(source / collection, fontNumber=SIMPLIFIED, recalcTimestamp=False)
        options = subset.Options(layout_features=["kern"], hinting=False, desubroutinize=False, notdef_outline=True)
        options.name_IDs = ["*"]
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=kept)
        subsetter.subset(font)
        _only_format_12(font, CmapSubtable)
        _renamed(font, name)
        font.save(folder / name)


def _only_format_12(font, subtable) -> None:  # type: ignore[no-untyped-def]
    table = subtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.format = 3, 10, 0, 12
    table.cmap = font.getBestCmap()
    font["cmap"].tables = [table]


def _renamed(font, name: str) -> None:  # type: ignore[no-untyped-def]
    """Give the subset the name under which the templates ask for it, so that no font of the system is meant."""
    family, style = ("Taizhang Serif" if "Serif" in name else "Taizhang Sans"), Path(name).stem.partition("-")[2]
    for record in list(font["name"].names):
        if record.nameID in {16, 17, 21, 22, 25}:
            font["name"].removeNames(nameID=record.nameID)
    for number, text in {1: family, 2: style, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
