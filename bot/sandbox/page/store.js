// What the page knows: people, chats, messages, and how far each person has read.

import { get } from "./api.js";

export const PAGE = 100; // Messages that are asked for, and drawn, at a time.
const PRESENT = ["creator", "administrator", "member", "restricted"];

export const state = { users: [], bots: [], chats: [], seq: 0, me: null, room: null };
let asOf = 0; // what had happened when people and chats were told last
const rooms = new Map(); // room key → {list: messages in order, more: whether older ones lie at the server}
const loading = new Map(); // room key → {done: promise, late: what to do to the list, for it happened while the list was on its way}
const read = new Map(); // "person|room" → last message id read; kept while the tab is open
let people = new Map();
let chats = new Map();

export async function refresh() {
  const first = state.users.length === 0;
  const known = state.seq; // Before the question: what is heard while the answer is on its way may be newer than it.
  const fresh = await get("sandbox/state");
  if (fresh.seq < known) forget(); // The server began anew: numbers mean other messages now.
  asOf = fresh.seq;
  Object.assign(state, fresh, { seq: Math.max(fresh.seq, state.seq) });
  people = new Map(state.users.map((user) => [user.id, user]));
  chats = new Map(state.chats.map((chat) => [chat.key, chat]));
  if (first) recall();
}

// Whether people and chats, as they were told last, know of this happening.
export const knows = (fact) => fact.seq <= asOf;

// What lies there now is read by everybody: an office's past, where the page is opened for the first time.
export function skipPast() {
  if (sessionStorage.getItem("read")) return;
  for (const chat of state.chats) for (const { user } of chat.members) read.set(`${user}|${chat.key}`, chat.ids.at(-1) ?? 0);
  note();
}

const note = () => sessionStorage.setItem("read", JSON.stringify({ seq: state.seq, read: [...read] }));

function recall() {
  const kept = JSON.parse(sessionStorage.getItem("read") ?? "null");
  if (kept && kept.seq <= state.seq) for (const [place, last] of kept.read) read.set(place, last);
}

export function forget() {
  dropAll();
  read.clear();
  sessionStorage.removeItem("read");
  Object.assign(state, { users: [], seq: 0 });
}

// Messages

// Asks for a chat's newest messages unless they are known; what is dropped on the way is asked for again.
export async function load(key) {
  while (!isLoaded(key)) {
    if (!loading.has(key)) loading.set(key, begun(key));
    await loading.get(key).done;
  }
}

function begun(key) {
  const mine = { late: [] };
  const fill = (room) => {
    if (loading.get(key) !== mine) return;
    rooms.set(key, room);
    mine.late.forEach((change) => change());
  };
  mine.done = page(key, {}).then(fill).finally(() => { if (loading.get(key) === mine) loading.delete(key); });
  return mine;
}

export const isLoaded = (key) => rooms.has(key);
export const isAskedFor = (key) => rooms.has(key) || loading.has(key);

// Asks for a page of messages before the oldest known, or for all back to `until` and a page more.
export async function loadOlder(key, until = 0) {
  const room = rooms.get(key);
  if (!room?.more) return;
  const after = until ? Math.max(0, until - PAGE) : 0;
  const { list, more } = await page(key, { before: room.list[0].message_id, ...(until ? { after, limit: 0 } : {}) });
  Object.assign(room, { list: [...list, ...room.list], more: more || after > 0 });
}

async function page(key, more) {
  const answer = await get("sandbox/messages", { chat: key, limit: PAGE, ...more });
  return { list: answer.messages, more: answer.more };
}

// After a break nobody knows what was missed.
export function dropAll() {
  rooms.clear();
  loading.clear();
}

export const messagesOf = (key) => rooms.get(key)?.list ?? [];
export const message = (key, id) => messagesOf(key).find((one) => one.message_id === id);
export const person = (id) => people.get(id);
export const bot = (id) => state.bots.find((one) => one.id === id);
export const chatOf = (key) => chats.get(key);

export function keep(key, one) {
  const chat = chatOf(key);
  if (chat && (!chat.last || one.message_id >= chat.last.message_id)) chat.last = one;
  if (chat && !chat.ids.includes(one.message_id)) { chat.ids.push(one.message_id); chat.by.push(one.from?.id); }
  loading.get(key)?.late.push(() => keep(key, one));
  const list = rooms.get(key)?.list;
  if (!list) return;
  const at = list.findLastIndex((known) => known.message_id <= one.message_id);
  const known = list[at]?.message_id === one.message_id;
  if (at >= 0 || !rooms.get(key).more) list.splice(known ? at : at + 1, known ? 1 : 0, one);
}

export function drop(key, id) {
  loading.get(key)?.late.push(() => drop(key, id));
  const room = rooms.get(key);
  if (room) room.list = room.list.filter((known) => known.message_id !== id);
  const chat = chatOf(key);
  const at = chat ? chat.ids.indexOf(id) : -1;
  if (at >= 0) { chat.ids.splice(at, 1); chat.by.splice(at, 1); }
  if (chat?.last?.message_id === id) chat.last = room?.list.at(-1) ?? null;
}

// The chats of a person: a private one with each bot, opened or not, and the groups and channels.
export function chatsOf(id) {
  const privates = state.bots.map((one) => {
    const key = `${one.id}/${id}`;
    return { ...(chatOf(key) ?? { key, members: [], ids: [], by: [], new: true }), bot: one.id, name: one.first_name };
  });
  const groups = state.chats.filter((chat) => !chat.bot && !chat.migrated_to && present(chat, id));
  const named = groups.map((chat) => ({ ...chat, name: chat.chat.title }));
  return [...privates, ...named].sort((a, b) => (b.last?.date ?? 0) - (a.last?.date ?? 0));
}

export const statusOf = (chat, id) => chat.members.find((member) => member.user === id)?.status;
export const present = (chat, id) => PRESENT.includes(statusOf(chat, id));
export const leads = (chat, id) => PRESENT.slice(0, 2).includes(statusOf(chat, id));

// How far they have read

export function mark(id, key) {
  const last = chatOf(key)?.ids.at(-1) ?? 0;
  const place = `${id}|${key}`;
  if ((read.get(place) ?? 0) >= last) return;
  read.set(place, last);
  note();
}

export const readUntil = (id, key) => read.get(`${id}|${key}`) ?? 0;

// What others wrote there since this person looked.
export function unread(id, chat) {
  const last = readUntil(id, chat.key);
  let count = 0;
  for (let at = chat.ids.length - 1; at >= 0 && chat.ids[at] > last; at -= 1) count += chat.by[at] !== id;
  return count;
}
