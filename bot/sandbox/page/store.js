// What the page knows: people, chats, messages, and how far each person has read.

import { get } from "./api.js";

export const state = { users: [], bots: [], chats: [], seq: 0, me: null, room: null };
const messages = new Map(); // room key → Map(message id → message)
const read = new Map(); // "person|room" → last message id read; kept while the tab is open

export async function refresh() {
  const first = state.users.length === 0;
  const fresh = await get("sandbox/state");
  if (fresh.seq < state.seq) forget(); // The server began anew: numbers mean other messages now.
  Object.assign(state, fresh);
  if (first) recall();
}

function recall() {
  const kept = JSON.parse(sessionStorage.getItem("read") ?? "null");
  if (kept && kept.seq <= state.seq) for (const [place, last] of kept.read) read.set(place, last);
}

export function forget() {
  messages.clear();
  read.clear();
  state.users = [];
}

export async function load(key) {
  const answer = await get("sandbox/messages", { chat: key });
  messages.set(key, new Map(answer.messages.map((message) => [message.message_id, message])));
}

export const messagesOf = (key) => [...(messages.get(key)?.values() ?? [])];
export const message = (key, id) => messages.get(key)?.get(id);
export const person = (id) => state.users.find((user) => user.id === id);
export const bot = (id) => state.bots.find((one) => one.id === id);
export const chatOf = (key) => state.chats.find((chat) => chat.key === key);

export function keep(key, one) {
  messages.get(key)?.set(one.message_id, one);
  const chat = chatOf(key);
  if (chat && (!chat.last || one.message_id >= chat.last.message_id)) chat.last = one;
  if (chat && !chat.ids.includes(one.message_id)) chat.ids.push(one.message_id);
}

export function drop(key, id) {
  messages.get(key)?.delete(id);
  const chat = chatOf(key);
  if (chat) chat.ids = chat.ids.filter((known) => known !== id);
}

// The chats of a person: a private one with each bot, opened or not, and the groups.
export function chatsOf(id) {
  const privates = state.bots.map((one) => {
    const key = `${one.id}/${id}`;
    return { ...(chatOf(key) ?? { key, members: [], ids: [], new: true }), bot: one.id, name: one.first_name };
  });
  const groups = state.chats.filter((chat) => !chat.bot && !chat.migrated_to && present(chat, id));
  const named = groups.map((chat) => ({ ...chat, name: chat.chat.title }));
  return [...privates, ...named].sort((a, b) => (b.last?.date ?? 0) - (a.last?.date ?? 0));
}

export function present(chat, id) {
  return chat.members.some((member) => member.user === id && ["creator", "administrator", "member"].includes(member.status));
}

export function mark(id, key, last) {
  const place = `${id}|${key}`;
  if (read.get(place) === last) return;
  read.set(place, last);
  sessionStorage.setItem("read", JSON.stringify({ seq: state.seq, read: [...read] }));
}

export function unread(id, chat) {
  const last = read.get(`${id}|${chat.key}`) ?? 0;
  return chat.ids.filter((known) => known > last).length;
}

export const unreadOf = (id) => chatsOf(id).reduce((sum, chat) => sum + unread(id, chat), 0);
