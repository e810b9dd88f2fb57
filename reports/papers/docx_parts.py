"""What a .docx is put together of: elements, runs of words in a face, and the number of the page."""

from __future__ import annotations

from typing import Any

from reports.papers.sheet import BODY_LINE, FONTS, LATIN_FONT, LATIN_FONTS, NUMBER_FONT, Face

_AFTER_SPACES = ("w:bidi", "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr")


def alignment(name: str) -> Any:
    """Return the library's word for where lines are set."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    return {"both": ALIGN.JUSTIFY, "center": ALIGN.CENTER, "right": ALIGN.RIGHT, "left": ALIGN.LEFT}[name]


def shaped(paragraph: Any, *, align: str, line: float) -> None:
    """Set the paragraph's lines, each of so many points, to a side or to both."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    shape = paragraph.paragraph_format
    shape.alignment = alignment(align)
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(line)
    shape.widow_control = False
    off = ["w:autoSpaceDE", "w:autoSpaceDN"]  # 2026年, not 2026 年.
    if line != BODY_LINE:
        off.append("w:snapToGrid")  # Some programs stretch each line to the next one of the grid.
    properties = paragraph._p.get_or_add_pPr()
    for name in off:
        properties.insert_element_before(element(None, name, val="0"), *_AFTER_SPACES)


def indented(paragraph: Any, *, first: float = 0, right: float = 0) -> None:
    """Indent by signs of the body, and by the same length for programs that don't count in signs."""
    from docx.oxml.ns import qn

    for side, signs in (("firstLine", first), ("right", right)):
        if signs:
            indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
            indent.set(qn(f"w:{side}Chars"), str(round(100 * signs)))
            indent.set(qn(f"w:{side}"), str(round(20 * signs * (FONTS.size + FONTS.spacing))))


def in_english(tree: Any) -> None:
    """Set Latin letters in Latin fonts, and say that they are English; Chinese names keep the fonts of the sheet."""
    from docx.oxml.ns import qn

    for fonts in tree.iter(qn("w:rFonts")):
        latin = LATIN_FONTS.get(fonts.get(qn("w:eastAsia"), ""), LATIN_FONT)
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), latin)
        fonts.attrib.pop(qn("w:hint"), None)
    for language in tree.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def add_run(paragraph: Any, text: str, face: Face) -> Any:
    """Add words in a face to the paragraph, and return their run."""
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size = Pt(face.size)
    properties = run._r.get_or_add_rPr()
    named(properties, face)
    if face.spacing:
        spacing = element(None, "w:spacing", val=str(round(20 * face.spacing)))
        properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
    return run


def named(properties: Any, face: Face) -> None:
    """Name the font for every script; say that the words are Chinese, and the digits not: those would be broken."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face.font)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hint"), "eastAsia")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    element(properties, "w:lang", val="en-US", eastAsia="zh-CN")


def element(parent: Any, name: str, **values: str) -> Any:
    """Return a new element, the last of the parent where there is one; values are attributes of the same namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    if parent is not None:
        parent.append(made)
    return made


def page_number(footer: Any, align: str) -> None:
    """Print — 1 — one sign from the outer edge: right on odd pages, left on even ones (7.5)."""
    from docx.oxml.ns import qn

    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.paragraph_format.alignment = alignment(align)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn(f"w:{align}Chars"), "100")
    indent.set(qn(f"w:{align}"), str(20 * NUMBER_FONT.size))
    add_run(paragraph, "— ", NUMBER_FONT)
    for kind, word in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run = add_run(paragraph, "", NUMBER_FONT)
        if kind == "text":
            run.text = word
        elif kind:
            element(run._r, "w:fldChar", fldCharType=kind)
        else:
            element(run._r, "w:instrText").text = word
    add_run(paragraph, " —", NUMBER_FONT)
