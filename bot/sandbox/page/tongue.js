// The page's own words, in Chinese or in English, and its look. What the office writes stays as it was sent.

import { ENGLISH } from "./english.js";

const asked = new URLSearchParams(location.search).get("lang");
if (["zh", "en"].includes(asked)) localStorage.setItem("language", asked);
export const english = localStorage.getItem("language") === "en";
export const locale = english ? "en-GB" : "zh-CN";

// t`还有 ${span}`: the words, in English where they are wanted; a place holder {} for each value, in the same order.
export function t(parts, ...values) {
  const words = english ? (ENGLISH[parts.join("{}")] ?? parts.join("{}")).split("{}") : parts;
  return words.map((part, at) => (at ? `${values[at - 1]}${part}` : part)).join("");
}

export const listed = (names) => names.join(english ? ", " : "、");

// What the demo tells of itself comes with its English beside it.
export function inTongue(fact) {
  if (!english || typeof fact !== "object" || fact === null) return fact;
  if (Array.isArray(fact)) return fact.map(inTongue);
  const { en, ...rest } = fact;
  return Object.fromEntries(Object.entries({ ...rest, ...en }).map(([name, value]) => [name, inTongue(value)]));
}

export function speak(language) {
  localStorage.setItem("language", language);
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  location.replace(address);
}

// The words that stand in the HTML file.
const NAMED = ["title", "aria-label", "placeholder"];

function translate(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) node.data = ENGLISH[node.data.trim()] ?? node.data;
    else for (const name of NAMED) if (ENGLISH[node.getAttribute(name)]) node.setAttribute(name, ENGLISH[node.getAttribute(name)]);
  }
}

document.documentElement.lang = english ? "en" : "zh-CN";
if (english) translate(document.documentElement);

// Light, dark, or as the machine is set.
export const looks = ["light dark", "light", "dark"];
export const look = () => localStorage.getItem("look") ?? looks[0];

export function wear(wanted) {
  localStorage.setItem("look", wanted);
  document.documentElement.style.colorScheme = wanted;
}

wear(look());
