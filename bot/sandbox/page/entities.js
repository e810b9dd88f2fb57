// Text with entities becomes nodes. JavaScript strings count in UTF-16 units, as the platform does.

import { lit, make } from "./dom.js";
import { locale, t } from "./tongue.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

const BLOCKS = ["pre", "blockquote", "expandable_blockquote"];

// Returns nodes for text; `doing` holds what a click on a command or a link does.
export function render(text, entities = [], doing = {}) {
  return piece(text, entities, 0, text.length, doing);
}

function piece(text, entities, start, end, doing) {
  const nodes = [];
  let at = start;
  let rest = entities.filter((entity) => entity.offset >= start && entity.offset + entity.length <= end);
  while (rest.length) {
    const [first, ...others] = rest;
    const stop = first.offset + first.length;
    if (first.offset > at) nodes.push(...lit(text.slice(at, first.offset)));
    const inner = others.filter((entity) => entity.offset < stop);
    nodes.push(wrapped(first, text.slice(first.offset, stop), piece(text, inner, first.offset, stop, doing), doing));
    // A block ends its line by itself; the text's own line break would be a second one.
    at = BLOCKS.includes(first.type) && text[stop] === "\n" ? stop + 1 : stop;
    rest = others.filter((entity) => entity.offset >= stop);
  }
  if (at < end) nodes.push(...lit(text.slice(at, end)));
  return nodes;
}

function wrapped(entity, words, children, doing) {
  const type = entity.type;
  if (type === "bot_command") return make("button", { type: "button", class: "command", onclick: () => doing.command?.(words) }, ...children);
  if (type === "url" || type === "text_link") return link(entity.url ?? words, children, doing);
  if (type === "email") return make("a", { href: `mailto:${words}` }, ...children);
  if (type === "spoiler") return make("span", { class: "spoiler", onclick: (event) => event.currentTarget.classList.add("open") }, ...children);
  if (type === "mention" || type === "text_mention" || type === "hashtag") return make("span", { class: "mention" }, ...children);
  if (type === "date_time") return make("time", { title: new Date(entity.unix_time * 1000).toLocaleString(locale) }, ...children);
  if (type === "expandable_blockquote") return folded(children);
  return make(TAGS[type] ?? "span", {}, ...children);
}

// A long quote shows its first lines; who wants more unfolds it. Whether it is long is known once it is laid out.
function folded(children) {
  const inside = make("div", { class: "inside" }, ...children);
  const more = make("button", { type: "button", class: "more", "aria-expanded": "false" }, t`展开`);
  const quote = make("blockquote", { class: "folded" }, inside, more);
  inside.addEventListener("click", () => quote.matches(".folded:not(.short)") && more.click());
  more.addEventListener("click", () => {
    const open = !quote.classList.toggle("folded");
    more.textContent = open ? t`收起` : t`展开`;
    more.setAttribute("aria-expanded", String(open));
  });
  measured.observe(inside);
  return quote;
}

const measured = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    const quote = target.parentElement;
    if (quote?.classList.contains("folded")) quote.classList.toggle("short", target.scrollHeight <= target.clientHeight + 2);
  }
});

function link(address, children, doing) {
  const url = safe(address);
  if (!url) return make("span", { class: "mention" }, ...children);
  const open = (event) => { if (doing.link?.(url)) event.preventDefault(); };
  return make("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", onclick: open }, ...children);
}

// Only web addresses may be followed; anything else (javascript:, data: …) stays plain.
export function safe(address) {
  try {
    const url = new URL(/^[a-z]+:/i.test(address) ? address : `http://${address}`);
    return ["http:", "https:"].includes(url.protocol) ? url : null;
  } catch {
    return null;
  }
}
