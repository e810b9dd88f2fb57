// The open chat: which of its messages are drawn, and where one is in them. A long chat is a window that moves.

import { bubble } from "./bubbles.js";
import * as composer from "./composer.js";
import { $, button, make, phone } from "./dom.js";
import * as head from "./head.js";
import { newTopic } from "./house.js";
import { PAGE, chatsOf, isLoaded, load, loadOlder, mark, messagesOf, readUntil, state } from "./store.js";
import { t } from "./tongue.js";
import { dayOf, senderOf, serviceWords } from "./words.js";

const GROUPED = 300; // Seconds within which one sender's messages stand together.
const DRAWN = 300; // Messages that are drawn at most.
const NEAR = 400; // Pixels from an end of what is drawn at which more is drawn.

let doing; // what a message's buttons do
let first = 0; // the id of the oldest message drawn
let last = null; // the id of the newest one drawn; null: up to the end
let line = 0; // the id of the first new message when the chat was opened
let ending = true; // whether the end of the chat is in view
let arrived = 0; // messages that came while it was not
let moving = false;

export function setUp(acts, changed) {
  doing = acts;
  $("down").addEventListener("click", toEnd);
  $("messages").addEventListener("scroll", scrolled);
  $("back").addEventListener("click", () => { leave(); changed(); });
  head.setUp({ show, newTopic, topic: () => { newest(); draw(); toEnd(); } });
  // The composer grows and shrinks, phones turn: who was at the end stays there.
  new ResizeObserver(() => ending && toEnd()).observe($("messages"));
}

export const current = () => chatsOf(state.me).find((chat) => chat.key === state.room);

export function leave() {
  state.room = null;
  document.body.classList.remove("inside");
}

// Opens a chat of mine: at the first new message, at the beginning of a long last one, else at the end.
export async function open(key) {
  const seen = readUntil(state.me, key);
  state.room = key;
  document.body.classList.add("inside");
  const chat = current();
  if (!chat) return;
  if (!chat.new) await load(key);
  if (state.room !== key) return; // Another one was opened meanwhile.
  head.enter(chat);
  const fresh = seen ? listed().find((one) => one.message_id > seen && one.from?.id !== state.me) : null;
  [line, arrived] = [fresh?.message_id ?? 0, 0];
  mark(state.me, key);
  newest(line);
  draw();
  const entered = composer.enter(chat);
  settle($("messages").querySelector(".fresh") ?? $("messages").lastElementChild);
  await entered;
  if (matchMedia("(hover: hover)").matches && !phone()) $("text").focus({ preventScroll: true });
}

export function showHead() {
  if (current()) head.show(current());
}

// What is drawn

const listed = () => messagesOf(state.room).filter(head.inTopic);
const placeOf = (list, id) => list.findIndex((one) => one.message_id >= id);

// The window stands at the end; it reaches back to `id` if that is not too far.
function newest(id = 0) {
  const list = listed();
  const wanted = id ? placeOf(list, id) - 1 : list.length;
  const start = Math.max(0, list.length - DRAWN, Math.min(wanted, list.length - PAGE));
  [first, last] = [list[start]?.message_id ?? 0, null];
}

export function draw() {
  if (!isLoaded(state.room) && !current()?.new) return; // It is on its way; until then stands what stood.
  const list = listed();
  const start = Math.max(0, placeOf(list, first));
  const groups = albums(list.slice(start, last === null ? list.length : placeOf(list, last) + 1));
  const nodes = groups.flatMap((group, index) => nodesOf(group, groups[index - 1]?.at(-1) ?? null));
  const top = $("messages").scrollTop;
  $("messages").setAttribute("aria-busy", "true"); // What is drawn anew is not read out anew.
  $("messages").replaceChildren(...(nodes.length ? nodes : [welcome(current())]));
  $("messages").setAttribute("aria-busy", "false");
  $("messages").scrollTop = top;
}

// Photos sent together are drawn together.
function albums(list) {
  const groups = [];
  for (const one of list) {
    const before = groups.at(-1);
    if (before && one.media_group_id && before[0].media_group_id === one.media_group_id) before.push(one);
    else groups.push([one]);
  }
  return groups;
}

// Messages drawn as one, as they stand after `before`: on a new day the day comes first.
function nodesOf(album, before) {
  const one = album[0];
  const sameDay = before && dayOf(before.date) === dayOf(one.date);
  const isFresh = one.message_id === line && before;
  const together = sameDay && senderOf(before) === senderOf(one) && before.message_thread_id === one.message_thread_id;
  const node = drawn(one, together && !isFresh && one.date - before.date < GROUPED && !serviceWords(before), album);
  return [sameDay ? "" : make("li", { class: "day" }, dayOf(one.date)), isFresh ? make("li", { class: "fresh" }, t`以下是新消息`) : "", node].filter(Boolean);
}

function drawn(one, follows, album = [one]) {
  const chat = current();
  return bubble(one, doing, { named: !chat?.bot, follows, album, topic: follows || !chat ? null : head.topicNameOf(chat, one) });
}

// Puts a new message at the end, or a changed one in its place; the rest of the list is left alone.
export function showOne(one, isNew) {
  if (!isLoaded(state.room) || !head.inTopic(one)) return;
  const box = $("messages");
  const follow = atEnd() || (isNew && one.from?.id === state.me);
  const known = box.querySelector(`[data-id="${one.message_id}"]`);
  const list = listed();
  if (known && !one.media_group_id) known.replaceWith(drawn(one, known.classList.contains("follows")));
  else if (follow && (last !== null || box.children.length > DRAWN)) { newest(); draw(); }
  else if (one.media_group_id || list.length < 2 || list.at(-1) !== one) { first ||= list[0]?.message_id ?? 0; draw(); }
  else if (last === null) box.append(...nodesOf([one], list.at(-2)));
  if (follow) return isNew ? settle(box.lastElementChild) : toEnd();
  if (isNew) { arrived += 1; showDown(); }
}

function welcome(chat) {
  if (!chat?.bot) return make("li", { class: "service" }, t`还没有消息`);
  return make("li", { class: "welcome" }, make("p", {}, t`与“${chat.name}”开始对话`), button(t`开始`, () => composer.say("/start")));
}

// Where one is

const atEnd = () => { const box = $("messages"); return last === null && box.scrollHeight - box.scrollTop - box.clientHeight < 80; };

// Brings a node into view from its top on: a report is read from its beginning. What is short ends at the end.
function settle(node) {
  const box = $("messages");
  const tall = node && node.offsetHeight > box.clientHeight - 24;
  if (!node || !(tall || node.classList.contains("fresh"))) return toEnd();
  box.scrollTop = node.offsetTop - box.offsetTop - 12;
  scrolled();
}

export function toEnd() {
  if (last !== null) { newest(); draw(); }
  [ending, arrived] = [true, 0];
  $("messages").scrollTop = $("messages").scrollHeight;
  showDown();
}

function showDown() {
  $("down").hidden = ending;
  $("down").replaceChildren("↓", arrived ? make("i", { class: "unread" }, String(arrived)) : "");
}

async function scrolled() {
  ending = atEnd();
  if (ending) arrived = 0;
  showDown();
  if (moving) return;
  const box = $("messages");
  moving = true;
  try {
    if (box.scrollTop < NEAR) await climb();
    else if (last !== null && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR) move(1);
  } finally {
    moving = false;
  }
}

// Goes up a page; what the page does not know yet is fetched.
async function climb() {
  const key = state.room;
  if (placeOf(listed(), first) <= 0) await loadOlder(key);
  if (state.room === key && placeOf(listed(), first) > 0) move(-1);
}

// Moves the window by a page; what was in view stays where it was.
function move(step) {
  const list = listed();
  const [from, to] = [placeOf(list, first), last === null ? list.length - 1 : placeOf(list, last)];
  const start = step < 0 ? Math.max(0, from - PAGE) : Math.max(from, to + PAGE - DRAWN + 1);
  const end = step < 0 ? Math.min(to, start + DRAWN - 1) : to + PAGE;
  const kept = list[Math.max(from, start)].message_id;
  const topOf = () => $("messages").querySelector(`[data-id="${kept}"]`)?.offsetTop ?? 0;
  const before = topOf();
  place(list, start, end);
  draw();
  $("messages").scrollTop += topOf() - before;
}

function place(list, start, end) {
  [first, last] = [list[start]?.message_id ?? 0, end >= list.length - 1 ? null : list[end].message_id];
}

// Shows a message of this chat, however far up, and lets it light up for a moment.
export async function show(id) {
  const find = () => $("messages").querySelector(`[data-id="${id}"]`);
  if (!find()) {
    const key = state.room;
    if (!(messagesOf(key)[0]?.message_id <= id)) await loadOlder(key, id);
    const at = listed().findIndex((one) => one.message_id === id);
    if (at < 0 || state.room !== key) return;
    place(listed(), Math.max(0, at - PAGE / 2), at + PAGE);
    draw();
  }
  const node = find();
  if (!node) return;
  node.scrollIntoView({ block: node.offsetHeight > $("messages").clientHeight ? "start" : "center" });
  node.classList.add("lit");
  setTimeout(() => node.classList.remove("lit"), 1600);
}
