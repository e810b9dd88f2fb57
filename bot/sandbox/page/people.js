// Whom I play: one button, and a list of everybody to search, with posts, units and what waits for whom.

import { $, avatar, badge, dismissable, icon, lit, make, phone } from "./dom.js";
import { chatsOf, person, state, unread } from "./store.js";
import { t } from "./tongue.js";
import { gist, nameOf } from "./words.js";

const RECENT = 5;
let posts = new Map(); // account → {title, unit}
let suggested = [];
let choose; // called with the chosen account
let active = null; // the option that Enter would take

export function setUp(facts, chosen) {
  posts = new Map((facts.staff ?? []).map((one) => [one.user, one]));
  suggested = (facts.people ?? []).map((one) => one.user);
  choose = chosen;
  $("me").addEventListener("click", () => ($("people").hidden ? open() : close()));
  $("seek").addEventListener("input", showList);
  $("seek").addEventListener("keydown", keyed);
  dismissable($("people"), $("me"), close);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || $("dialog").open) return;
    event.preventDefault();
    open();
  });
}

export const somebody = () => suggested.find(person) ?? state.users[0]?.id;
export const postOf = (id) => [posts.get(id)?.unit, posts.get(id)?.title].filter(Boolean).join(" · ");

// The button shows who I am, and how many others have something to read.
export function showMe() {
  const me = person(state.me);
  const others = state.users.filter((user) => user.id !== state.me && toRead(user).own).length;
  const names = make("span", { class: "names" }, make("b", {}, me?.name ?? t`选择人员`), make("small", { class: "quiet" }, postOf(state.me) || (me ? t`点此换人` : "")));
  const waiting = others ? make("small", { class: "tag" }, t`${others} 人待读`) : null;
  $("me").replaceChildren(me ? avatar(me.name, me.id) : "", names, waiting ?? "", icon("down"));
  if (!$("people").hidden) showList();
}

export function remember(id) {
  const recent = [id, ...recents().filter((one) => one !== id)].slice(0, RECENT + 1);
  sessionStorage.setItem("recent", JSON.stringify(recent));
}

const recents = () => JSON.parse(sessionStorage.getItem("recent") ?? "[]");

function open() {
  document.body.classList.remove("inside");
  $("people").hidden = false;
  $("me").setAttribute("aria-expanded", "true");
  $("seek").value = "";
  showList();
  if (!phone()) $("seek").focus();
}

function close() {
  $("people").hidden = true;
  $("me").setAttribute("aria-expanded", "false");
}

function showList() {
  const words = $("seek").value.trim().toLowerCase();
  const found = state.users.filter((user) => `${user.name} ${user.username ?? ""} ${postOf(user.id)}`.toLowerCase().includes(words));
  const groups = words ? [["", found]] : grouped(found);
  $("everybody").replaceChildren(...groups.flatMap(([label, users]) => [label ? make("li", { class: "label", role: "presentation" }, label) : "", ...users.map((user) => option(user, label && label === posts.get(user.id)?.unit))]), found.length ? "" : make("li", { class: "label" }, t`没有这样的人员`));
  point($("everybody").querySelector(words ? "[role=option]" : "[aria-selected=true]") ?? $("everybody").querySelector("[role=option]"));
}

// Suggested and recently played people first, then everybody by unit; nobody twice.
function grouped(users) {
  const taken = new Set();
  const take = (label, ids) => {
    const group = ids.map(person).filter((user) => user && !taken.has(user.id));
    group.forEach((user) => taken.add(user.id));
    return [label, group];
  };
  const first = [take(t`建议扮演`, suggested), take(t`最近扮演`, recents().filter((id) => id !== state.me).slice(0, RECENT))];
  const units = Map.groupBy(users, (user) => posts.get(user.id)?.unit ?? "");
  const rest = [...units].map(([unit, ones]) => take(unit || (posts.size ? t`其他` : t`全部人员`), ones.map((user) => user.id)));
  return [...first, ...rest].filter(([, group]) => group.length);
}

// What waits for somebody: how much in private and in groups, and the newest, what came in private first.
function toRead(user) {
  const waiting = chatsOf(user.id).filter((chat) => unread(user.id, chat));
  const sum = (chats) => chats.reduce((total, chat) => total + unread(user.id, chat), 0);
  const [own, groups] = [waiting.filter((chat) => chat.bot), waiting.filter((chat) => !chat.bot)];
  return { own: sum(own), groups: sum(groups), newest: [...own, ...groups][0]?.last };
}

function option(user, inUnit) {
  const me = user.id === state.me;
  const { own, groups, newest } = me ? {} : toRead(user);
  const line = newest ? `${nameOf(newest)}：${gist(newest)}` : inUnit ? posts.get(user.id)?.title : postOf(user.id);
  const post = newest && (inUnit ? posts.get(user.id)?.title : postOf(user.id));
  const names = make("span", { class: "names" }, make("span", {}, make("b", {}, user.name), post ? make("small", { class: "quiet" }, ` ${post}`) : ""), line ? make("small", { class: "quiet" }, ...lit(line)) : "");
  return make("li", { role: "option", id: `person-${user.id}`, "aria-label": user.name, "aria-selected": String(me), onclick: () => pick(user.id) }, avatar(user.name, user.id), names, groups ? make("i", { class: "unread muted", title: t`群里 ${groups} 条未读` }, String(groups)) : "", badge(own));
}

function pick(id) {
  close();
  choose(id);
}

function point(node) {
  active?.classList.remove("active");
  active = node;
  active?.classList.add("active");
  if (active) $("seek").setAttribute("aria-activedescendant", active.id);
  active?.scrollIntoView({ block: "nearest" });
}

function keyed(event) {
  if (event.isComposing) return;
  const options = [...$("everybody").querySelectorAll("[role=option]")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" && active) pick(Number(active.id.slice("person-".length)));
  else if (step) point(options[(options.indexOf(active) + step + options.length) % options.length] ?? null);
  else return;
  event.preventDefault();
}
