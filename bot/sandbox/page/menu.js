// A menu beside what was touched: what one may do there, for a message with reactions on top.

import { $, button, dismissable, lit, make, signs as all } from "./dom.js";
import { t } from "./tongue.js";

let back = null; // where the focus returns to

export function setUp() {
  dismissable($("options"), null, close);
  $("options").addEventListener("keydown", keyed);
}

// Opens beside the place of the event; `entries` are [label, act] pairs, `react` takes a sign, `own` are those chosen.
export function open(event, entries, react = null, own = []) {
  const sign = (one) => item(lit(one), () => react(one), { "aria-label": t`表态 ${one}`, "aria-pressed": String(own.includes(one)) });
  const signs = react ? make("div", { class: "signs", role: "group", "aria-label": t`表态` }, all.map(sign)) : "";
  back = document.activeElement;
  $("options").replaceChildren(signs, ...entries.map(([label, act]) => item(label, act, { class: label === t`删除` ? "danger" : null })));
  $("options").hidden = false;
  settle(event);
  $("options").querySelector("button:not(.signs button)")?.focus({ preventScroll: true });
}

const item = (label, act, facts) => button(label, () => { close(); act(); }, { role: "menuitem", ...facts });

// Beside the pointer, or under what the keyboard is on; always inside the window.
function settle(event) {
  const box = $("options").getBoundingClientRect();
  const from = event.target.getBoundingClientRect();
  const [x, y] = event.clientX ? [event.clientX, event.clientY] : [from.left + 24, from.top + 24];
  $("options").style.left = `${Math.max(8, Math.min(x, innerWidth - box.width - 8))}px`;
  $("options").style.top = `${Math.max(8, Math.min(y, innerHeight - box.height - 8))}px`;
}

function close() {
  if ($("options").hidden) return;
  $("options").hidden = true;
  back?.focus?.({ preventScroll: true });
}

function keyed(event) {
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...$("options").querySelectorAll("button")];
  items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
}
