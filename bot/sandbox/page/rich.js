// Rich messages: headings, paragraphs and tables, out of their blocks.

import { lit, make } from "./dom.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", marked: "mark", subscript: "sub", superscript: "sup" };
const DRAWN = { heading, paragraph, table };

export const rich = (message) => make("div", { class: "rich" }, message.blocks.map((block) => DRAWN[block.type](block)));

// A text is a string, a row of texts, or a text in some guise.
export function words(text) {
  if (typeof text === "string") return lit(text);
  if (Array.isArray(text)) return text.flatMap(words);
  return [make(TAGS[text.type] ?? "span", {}, ...words(text.text))];
}

function heading(block) {
  return make(`h${block.size}`, {}, words(block.text));
}

function paragraph(block) {
  return make("p", {}, words(block.text));
}

function table(block) {
  const marks = ["bordered", "striped", "compact"].filter((mark) => block[`is_${mark}`]).join(" ");
  const caption = block.caption ? make("caption", {}, words(block.caption)) : null;
  return make("div", { class: "wide" }, make("table", { class: marks }, caption, block.cells.map((row) => make("tr", {}, row.map(cell)))));
}

function cell(one) {
  const facts = { class: `${one.align} ${one.valign}`, colspan: one.colspan, rowspan: one.rowspan };
  return make(one.is_header ? "th" : "td", facts, one.text ? words(one.text) : null);
}
