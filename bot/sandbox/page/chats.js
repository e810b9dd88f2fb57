// The chats of the person played, newest first.

import { $, avatar, badge, lit, make } from "./dom.js";
import { chatsOf, state, unread } from "./store.js";
import { t } from "./tongue.js";
import { gist, nameOf, serviceWords, timeOf } from "./words.js";

const MANY = 8; // Chats that are seen at a glance; with more there is a field to find one.
const KINDS = { channel: t`频道` };
let open;
let waiting = false;

export function setUp(opened) {
  open = opened;
  $("find").addEventListener("input", show);
  $("chats").addEventListener("keydown", keyed);
}

export function showSoon(before) {
  if (!waiting) requestAnimationFrame(() => { waiting = false; before(); show(); });
  waiting = true;
}

export function show() {
  const chats = chatsOf(state.me);
  const wanted = $("find").value.trim();
  $("find").hidden = chats.length <= MANY;
  const held = document.activeElement?.closest?.("#chats .chat")?.dataset.key;
  $("chats").replaceChildren(...chats.filter((chat) => chat.name.includes(wanted)).map(row));
  if (held) $("chats").querySelector(`[data-key="${held}"]`)?.focus();
  const count = chats.reduce((sum, chat) => sum + unread(state.me, chat), 0);
  document.title = t`${count ? `(${count}) ` : ""}台账 · 沙箱`;
}

function row(chat) {
  const isOpen = chat.key === state.room;
  const who = chat.last?.from && !chat.bot && !serviceWords(chat.last) ? `${chat.last.from.id === state.me ? t`我` : nameOf(chat.last)}：` : "";
  const tag = chat.bot ? t`机器人` : chat.chat.is_forum ? t`话题群` : KINDS[chat.chat.type];
  const line = chat.last ? lit(who + gist(chat.last)) : [chat.bot ? t`私聊：办事、看待办` : t`还没有消息`];
  return make("button", { type: "button", class: `chat${isOpen ? " open" : ""}`, "data-key": chat.key, "aria-current": isOpen ? "true" : null, onclick: () => open(chat.key) },
    avatar(chat.name, chat.bot ?? chat.chat.id),
    make("span", { class: "names" }, make("span", {}, make("b", {}, chat.name), tag ? make("i", { class: "tag" }, tag) : ""), make("small", { class: "quiet" }, ...line)),
    make("span", { class: "marks" }, make("time", { class: "quiet" }, chat.last ? timeOf(chat.last.date) : ""), badge(unread(state.me, chat))));
}

// Opens the chat above or below the one that is open.
export function step(by) {
  const rows = [...$("chats").children];
  const next = rows[rows.findIndex((row) => row.dataset.key === state.room) + by];
  if (next) open(next.dataset.key);
}

function keyed(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const rows = [...$("chats").children];
  rows[rows.indexOf(document.activeElement) + step]?.focus();
}
