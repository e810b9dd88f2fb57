// Text with entities becomes nodes. JavaScript strings count in UTF-16 units, as the platform does.

import { make } from "./dom.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

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
    if (first.offset > at) nodes.push(text.slice(at, first.offset));
    const inner = others.filter((entity) => entity.offset < stop);
    nodes.push(wrapped(first, text.slice(first.offset, stop), piece(text, inner, first.offset, stop, doing), doing));
    at = stop;
    rest = others.filter((entity) => entity.offset >= stop);
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function wrapped(entity, words, children, doing) {
  const type = entity.type;
  if (type === "bot_command") return make("button", { type: "button", class: "command", onclick: () => doing.command?.(words) }, ...children);
  if (type === "url" || type === "text_link") return link(entity.url ?? words, children, doing);
  if (type === "email") return make("a", { href: `mailto:${words}` }, ...children);
  if (type === "spoiler") return make("span", { class: "spoiler", onclick: (event) => event.currentTarget.classList.add("open") }, ...children);
  if (type === "mention" || type === "text_mention" || type === "hashtag") return make("span", { class: "mention" }, ...children);
  if (type === "date_time") return make("time", { title: new Date(entity.unix_time * 1000).toLocaleString("zh-CN") }, ...children);
  if (type === "expandable_blockquote") return folded(children);
  return make(TAGS[type] ?? "span", {}, ...children);
}

function folded(children) {
  return make("blockquote", { class: "folded", title: "展开", onclick: (event) => event.currentTarget.classList.toggle("folded") }, ...children);
}

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
