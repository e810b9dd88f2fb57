// Small words for building the page. Text always goes in as text, never as markup.

import { t } from "./tongue.js";

export const $ = (id) => document.getElementById(id);

export function make(tag, facts = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const button = (label, onclick, facts = {}) => make("button", { type: "button", onclick, ...facts }, label);

const LIGHTS = { "🔴": "red", "🟡": "yellow", "🟢": "green" };
const SIGNS = { "👍": "up", "👎": "against", "❤": "heart", "🔥": "fire", "🎉": "party", "👌": "tick" };
const MARKS = { "⏱": "watch", "🔄": "again", "⚠": "warning" }; // What stands before a line of a report.
const DRAWN = /(🔴|🟡|🟢|👍|👎|❤\uFE0F?|🔥|🎉|👌|⏱\uFE0F?|🔄|⚠\uFE0F?)/u;

export const signs = Object.keys(SIGNS);

// Text as nodes, with lights and signs drawn: machines without a font of coloured signs show boxes. Copying gives the sign.
export function lit(text) {
  return text.split(DRAWN).filter(Boolean).map((part) => {
    const bare = part.replace("\uFE0F", "");
    const sign = SIGNS[bare] ?? MARKS[bare];
    if (sign) return make("span", { class: `sign ${sign}` }, icon(sign), make("span", {}, part));
    return LIGHTS[part] ? make("span", { class: `light ${LIGHTS[part]}` }, part) : part;
  });
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

export const avatar = (name, id) => make("span", { class: `avatar tone${Math.abs(id) % 7}`, "aria-hidden": "true" }, [...name][0] ?? "");

export const badge = (count) => (count ? make("i", { class: "unread", title: t`${count} 条未读` }, count > 99 ? "99+" : String(count)) : null);

export function toast(words, { stays = 3500 } = {}) {
  const node = make("div", { class: "toast" }, words);
  $("toasts").append(node);
  setTimeout(() => node.remove(), stays);
}

// Runs what may be refused; says whether it went well, and shows the reason if not.
export async function guarded(act) {
  try {
    await act();
    return true;
  } catch (error) {
    toast(error.message);
    return false;
  }
}

// Shows a dialog with `fields` (nodes) and resolves to its form, or to null when it is given up. Enter takes the first button.
export function ask(title, fields, { yes = t`确定`, no = t`取消` } = {}) {
  const dialog = $("dialog");
  const form = dialog.querySelector("form");
  const buttons = make("menu", {}, make("button", { value: "yes" }, yes), no && make("button", { value: "no", class: "plain", formnovalidate: true }, no));
  form.replaceChildren(make("h2", {}, title), ...fields, buttons);
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? form : null), { once: true });
  });
}

export const phone = () => matchMedia("(max-width: 720px)").matches;

// Closes an open layer when Escape is pressed or something outside it is touched.
export function dismissable(layer, opener, close) {
  document.addEventListener("pointerdown", (event) => {
    if (!layer.hidden && !layer.contains(event.target) && !opener?.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || layer.hidden || event.defaultPrevented) return;
    event.preventDefault();
    close();
    opener?.focus();
  }, true);
}
