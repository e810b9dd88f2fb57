// The first steps: whom to play and what to say. The demo serves them; elsewhere there are none.

import { $, button, make } from "./dom.js";
import { inTongue, t } from "./tongue.js";

// What is known of the office: people, posts, hours, the tour (docs/decisions/0013-page.md).
export const facts = await fetch("/page/guide.json").then(async (response) => inTongue(await response.json())).catch(() => ({}));

// Shows the suggestions; `attempt` is called with the one that somebody wants to try.
export function setUp(attempt) {
  const people = facts.people ?? [];
  if (!people.length) return;
  $("guide").querySelector("ol").replaceChildren(...people.map((one) => card(one, attempt)));
  $("guide").querySelector(".close").addEventListener("click", () => show(false));
  $("help").addEventListener("click", () => show($("guide").hidden));
  $("help").hidden = false;
  show(sessionStorage.getItem("guide") !== "closed");
}

function card(one, attempt) {
  const [role, reason] = one.what.split(/[：:](.*)/s);
  const say = make("span", { class: "say" }, t`${one.where ? t`在“${one.where}”` : t`私聊机器人`}说：`, make("q", {}, one.say));
  const go = button(t`试一试`, () => attempt(one), { "aria-label": t`以${one.name}试一试` });
  return make("li", {}, make("div", {}, make("b", {}, one.name), " ", make("small", { class: "quiet" }, role)), make("small", {}, reason ?? ""), make("div", { class: "try" }, say, go));
}

export function show(open) {
  $("guide").hidden = !open;
  sessionStorage.setItem("guide", open ? "open" : "closed");
}
