// Small words for building the page. Text always goes in as text, never as markup.

export const $ = (id) => document.getElementById(id);

export function make(tag, facts = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const LIGHTS = { "🔴": "red", "🟡": "yellow", "🟢": "green" };

// Text as nodes, with the lights drawn: machines without a font of coloured signs show boxes. Copying gives the sign.
export function lit(text) {
  const parts = text.split(/(🔴|🟡|🟢)/u).filter(Boolean);
  return parts.map((part) => (LIGHTS[part] ? make("span", { class: `light ${LIGHTS[part]}` }, part) : part));
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

export function toast(words, { stays = 3500 } = {}) {
  const node = make("div", { class: "toast" }, words);
  $("toasts").append(node);
  setTimeout(() => node.remove(), stays);
}

// Shows a dialog with `fields` (nodes) and resolves to its form, or to null when it is given up.
export function ask(title, fields, { yes = "确定", no = "取消" } = {}) {
  const dialog = $("dialog");
  const form = dialog.querySelector("form");
  const buttons = make("menu", {}, no && make("button", { value: "no", class: "plain", formnovalidate: true }, no), make("button", { value: "yes" }, yes));
  form.replaceChildren(make("h2", {}, title), ...fields, buttons);
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? form : null), { once: true });
  });
}
