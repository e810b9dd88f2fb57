// The head of the open chat: its name, who is in it, what is pinned, and its topics.

import { get } from "./api.js";
import { $, button, icon, lit, make } from "./dom.js";
import { bot, message, messagesOf, present, state } from "./store.js";
import { t } from "./tongue.js";
import { gist } from "./words.js";

let doing; // {show: a message by its id, topic: another one was chosen, newTopic}
let topic = null; // the thread that is shown; null: all
let pinned = 0; // which of the pinned messages the bar shows, from the newest on
let quiet;

export function setUp(acts) {
  doing = acts;
  $("pinned").addEventListener("click", turn);
}

export const threadId = () => topic;

export function enter(chat) {
  [topic, pinned] = [null, 0];
  show(chat);
}

export function show(chat) {
  clearTimeout(quiet);
  $("title").textContent = chat.name;
  $("members").hidden = Boolean(chat.bot);
  const count = chat.members.filter((one) => present(chat, one.user)).length;
  $("subtitle").textContent = chat.bot ? `@${bot(chat.bot).username}` : `${count} ${chat.chat.type === "channel" ? t`位订阅者` : t`人`}`;
  showTopics(chat);
  showPinned(chat);
}

export function typing(chat) {
  $("subtitle").textContent = t`正在输入…`;
  clearTimeout(quiet);
  quiet = setTimeout(() => chat && show(chat), 3000);
}

// Topics

export function inTopic(one) {
  return topic === null || (one.message_thread_id ?? 0) === topic;
}

// The name of a message's topic where those of all topics stand together.
export function topicNameOf(chat, one) {
  return topic === null && one.is_topic_message ? topicsOf(chat).find((known) => known.id === one.message_thread_id)?.name : null;
}

export function topicsOf(chat) {
  if (chat.topics) return chat.topics.map((one) => ({ id: one.message_thread_id, name: one.name, closed: one.closed }));
  return messagesOf(chat.key).filter((one) => one.forum_topic_created).map((one) => ({ id: one.message_thread_id, name: one.forum_topic_created.name }));
}

function showTopics(chat) {
  const topics = chat.chat?.is_forum ? [{ id: null, name: t`全部` }, { id: 0, name: t`综合` }, ...topicsOf(chat).filter((one) => one.id > 1)] : [];
  $("topics").hidden = topics.length === 0;
  const tab = ({ id, name, closed }) => button(closed ? t`${name}（已关闭）` : name, () => { topic = id; showTopics(chat); doing.topic(); }, { role: "tab", "aria-selected": id === topic ? "true" : "false" });
  $("topics").replaceChildren(...topics.map(tab), button(t`＋话题`, () => doing.newTopic(chat), { class: "plain" }));
}

// What is pinned: the newest first, a tap shows it in the chat and turns to the next one.

async function showPinned(chat) {
  const ids = chat.pinned ?? [];
  $("pinned").hidden = ids.length === 0;
  if (!ids.length) return;
  const id = ids.at(-1 - (pinned % ids.length));
  const one = message(chat.key, id) ?? (await get("sandbox/messages", { chat: chat.key, after: id - 1, before: id + 1 })).messages[0];
  if (state.room !== chat.key) return;
  const count = ids.length > 1 ? t`置顶消息 ${(pinned % ids.length) + 1}/${ids.length}` : t`置顶消息`;
  $("pinned").dataset.id = id;
  $("pinned").replaceChildren(icon("pin"), make("span", { class: "names" }, make("b", {}, count), make("small", {}, ...lit(gist(one)))));
  turn.chat = chat;
}

function turn() {
  doing.show(Number($("pinned").dataset.id));
  pinned += 1;
  showPinned(turn.chat);
}
