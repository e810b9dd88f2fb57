// The page: who I am, my chats, the open chat, and what happens live.

import { listen, post } from "./api.js";
import { bubble, dayOf, gist, nameOf, serviceWords, timeOf } from "./bubbles.js";
import * as clock from "./clock.js";
import * as composer from "./composer.js";
import { $, ask, lit, make, toast } from "./dom.js";
import * as guide from "./guide.js";
import * as house from "./house.js";
import { bot, chatOf, chatsOf, drop, forget, keep, load, mark, messagesOf, person, refresh, state, unread, unreadOf } from "./store.js";

const SHOWN = 500; // Messages of a chat that are drawn.
const MANY = 8; // Chats that are seen at a glance; with more there is a field to find one.
const GROUPED = 300; // Seconds within which one sender's messages stand together.

let ending = true; // Whether the end of the chat is in view.

const doing = {
  reply: (one) => composer.aim({ reply: one }),
  edit: (one) => composer.aim({ edit: one }),
  remove: (one) => guarded(() => post("sandbox/delete", { user: state.me, chat: state.room, message_id: one.message_id })),
  command: (words) => composer.say(words),
  show: (id) => $("messages").querySelector(`[data-id="${id}"]`)?.scrollIntoView({ block: "center", behavior: "smooth" }),
  link: followed,
  forward, press,
};

async function start() {
  await refresh();
  await clock.setUp();
  composer.setUp();
  $("me").addEventListener("change", (event) => { event.target.blur(); become(Number(event.target.value)); });
  $("back").addEventListener("click", () => { state.room = null; document.body.classList.remove("inside"); showChats(); });
  $("new-person").addEventListener("click", house.newPerson);
  $("new-group").addEventListener("click", house.newGroup);
  $("members").addEventListener("click", () => house.members(current()));
  $("down").addEventListener("click", toEnd);
  $("find").addEventListener("input", showChats);
  $("messages").addEventListener("scroll", () => { ending = atEnd(); $("down").hidden = ending; });
  // The composer grows and shrinks, phones turn: who was at the end stays there.
  new ResizeObserver(() => ending && toEnd()).observe($("messages"));
  await guide.setUp(attempt);
  follow();
  const before = Number(sessionStorage.getItem("me"));
  await become(person(before) ? before : somebody());
}

const somebody = () => guide.suggested().find(person) ?? state.users[0]?.id;

function follow() {
  listen(state.seq, heard, async () => { await again().catch(() => {}); follow(); });
}

// After a break: what is shown is asked for anew; another world may have begun meanwhile.
async function again() {
  await refresh();
  if (!person(state.me)) await become(somebody());
  else if (state.room && current()) await open(state.room);
  else showChats();
}

async function heard(fact) {
  state.seq = fact.seq;
  if (fact.kind === "clock") clock.adopt(fact);
  else if (fact.kind === "toast") { if (fact.user === state.me) answered(fact.answer); }
  else if (fact.kind === "commands") await composer.loadMenu();
  else if (fact.kind === "action") typing(fact);
  else if (fact.kind === "message" || fact.kind === "edited") await changed(fact);
  else if (fact.kind === "deleted") { drop(fact.room, fact.message_id); if (fact.room === state.room) showMessages(); }
  else await rearranged(fact);
}

async function rearranged(fact) {
  if (fact.kind === "reset") forget();
  await refresh();
  if (!person(state.me)) return become(somebody());
  showChats();
  if (state.room && current()) showHead(current());
}

async function changed(fact) {
  if (!chatOf(fact.room)) await refresh();
  if (fact.room === state.room && !messagesOf(state.room).length) {
    await load(state.room);
    showMessages();
    await composer.enter(current());
  }
  keep(fact.room, fact.message);
  if (fact.room === state.room) {
    const follow = atEnd() || (fact.kind === "message" && fact.message.from.id === state.me);
    showOne(fact.message);
    if (follow) toEnd();
    composer.update(current());
  }
  showChatsSoon();
}

// Plays somebody; a chat of theirs may be named, else one with something unread is opened.
async function become(id, key = null) {
  state.me = id;
  sessionStorage.setItem("me", id ?? "");
  if (id) guarded(() => post("sandbox/played", { user: id }));
  const mine = chatsOf(id);
  const wanted = mine.find((chat) => chat.key === (key ?? state.room)) ?? mine.find((chat) => unread(id, chat)) ?? mine[0];
  state.room = null;
  if (wanted && (key || !phone())) await open(wanted.key);
  else showChats();
}

const phone = () => matchMedia("(max-width: 720px)").matches;

// Follows a suggestion of the guide up to the words; sending them is left to the visitor.
async function attempt({ user, chat, say }) {
  await become(user, chat || `${state.bots[0]?.id}/${user}`);
  composer.suggestText(say);
}

const current = () => chatsOf(state.me).find((chat) => chat.key === state.room);

async function open(key) {
  state.room = key;
  document.body.classList.add("inside");
  const chat = current();
  if (!chat) return;
  if (!chat.new) await load(key);
  showHead(chat);
  showMessages();
  showChats();
  await composer.enter(chat);
  toEnd();
  if (matchMedia("(hover: hover)").matches && !phone()) $("text").focus();
}

function showHead(chat) {
  $("title").textContent = chat.name;
  $("members").hidden = Boolean(chat.bot);
  $("subtitle").textContent = chat.bot ? `@${bot(chat.bot).username}` : `${chat.members.filter((one) => one.status !== "left" && one.status !== "kicked").length} 人`;
}

let waiting = false;
function showChatsSoon() {
  if (!waiting) requestAnimationFrame(() => { waiting = false; showChats(); });
  waiting = true;
}

function showChats() {
  if (state.room && chatOf(state.room)) mark(state.me, state.room, Math.max(0, ...chatOf(state.room).ids));
  showPeople();
  const chats = chatsOf(state.me);
  const wanted = $("find").value.trim();
  $("find").hidden = chats.length <= MANY;
  const held = document.activeElement?.closest?.("#chats .chat")?.dataset.key;
  $("chats").replaceChildren(...chats.filter((chat) => chat.name.includes(wanted)).map(chatRow));
  if (held) $("chats").querySelector(`[data-key="${held}"]`)?.focus();
  const waiting = chats.reduce((sum, chat) => sum + unread(state.me, chat), 0);
  document.title = `${waiting ? `(${waiting}) ` : ""}台账 · 沙箱`;
}

function showPeople() {
  if (document.activeElement === $("me") && $("me").options.length === state.users.length) return;
  const option = (user) => {
    const waiting = user.id === state.me ? 0 : unreadOf(user.id);
    return make("option", { value: user.id, selected: user.id === state.me }, waiting ? `${user.name}（${waiting} 条未读）` : user.name);
  };
  const first = guide.suggested().map(person).filter(Boolean);
  if (!first.length) return $("me").replaceChildren(...state.users.map(option));
  const others = state.users.filter((user) => !first.includes(user));
  $("me").replaceChildren(make("optgroup", { label: "建议扮演" }, ...first.map(option)), make("optgroup", { label: "其他人员" }, ...others.map(option)));
}

function chatRow(chat) {
  const waiting = unread(state.me, chat);
  const who = chat.last && !chat.bot ? `${nameOf(chat.last)}：` : "";
  return make("button", { class: `chat${chat.key === state.room ? " open" : ""}`, "data-key": chat.key, "aria-current": chat.key === state.room ? "true" : null, onclick: () => open(chat.key) },
    make("span", { class: `avatar tone${Math.abs(chat.bot ?? chat.chat.id) % 7}` }, chat.name.slice(0, 1)),
    make("span", { class: "names" }, make("b", {}, chat.name, chat.bot ? make("i", { class: "tag" }, "机器人") : ""), make("small", { class: "quiet" }, ...(chat.last ? lit(who + gist(chat.last)) : [chat.bot ? "私聊：办事、看待办" : "还没有消息"]))),
    make("span", { class: "marks" }, make("time", { class: "quiet" }, chat.last ? timeOf(chat.last.date) : ""), waiting ? make("i", { class: "unread", title: `${waiting} 条未读` }, waiting > 99 ? "99+" : String(waiting)) : ""));
}

function showMessages() {
  const list = messagesOf(state.room).slice(-SHOWN);
  const nodes = list.flatMap((one, index) => nodesOf(one, list[index - 1]));
  const place = $("messages").scrollTop;
  $("messages").replaceChildren(...(nodes.length ? nodes : [welcome(current())]));
  $("messages").scrollTop = place;
}

// A message as it stands after `before`: on a new day the day comes first.
function nodesOf(one, before) {
  const sameDay = before && dayOf(before.date) === dayOf(one.date);
  const follows = sameDay && before.from.id === one.from.id && one.date - before.date < GROUPED && !serviceWords(before);
  const node = bubble(one, doing, { group: !current()?.bot, follows });
  return sameDay ? [node] : [make("li", { class: "day" }, dayOf(one.date)), node];
}

// Puts a new message at the end, or a changed one in its place; the rest of the list is left alone.
function showOne(one) {
  const known = $("messages").querySelector(`[data-id="${one.message_id}"]`);
  if (known) return known.replaceWith(bubble(one, doing, { group: !current()?.bot, follows: known.classList.contains("follows") }));
  const list = messagesOf(state.room);
  if (list.length < 2 || list.at(-1) !== one) return showMessages();
  $("messages").append(...nodesOf(one, list.at(-2)));
}

function welcome(chat) {
  if (!chat?.bot) return make("li", { class: "service" }, "还没有消息");
  return make("li", { class: "welcome" }, make("p", {}, `与“${chat.name}”开始对话`), make("button", { onclick: () => composer.say("/start") }, "开始"));
}

const atEnd = () => { const box = $("messages"); return box.scrollHeight - box.scrollTop - box.clientHeight < 80; };
function toEnd() { ending = true; $("messages").scrollTop = $("messages").scrollHeight; $("down").hidden = true; }

async function press(one, button, node) {
  if (button.copy_text) return navigator.clipboard?.writeText(button.copy_text.text).then(() => toast("已复制"));
  node.disabled = true;
  node.classList.add("waiting");
  await guarded(async () => {
    const where = { user: state.me, chat: state.room, message_id: one.message_id };
    const answer = button.callback_data ? await post("sandbox/press", { ...where, data: button.callback_data, wait: 10 }) : { url: button.url };
    if (answer.url && !followed(new URL(answer.url))) window.open(answer.url, "_blank", "noopener");
  });
  node.disabled = false;
  node.classList.remove("waiting");
}

function answered(answer) {
  if (!answer.text) return;
  if (answer.show_alert) ask(answer.text, [], { yes: "知道了", no: null });
  else toast(answer.text);
}

// A deep link to a bot that is here opens it: the person says /start with the link's token.
function followed(url) {
  const name = url.pathname.slice(1);
  const target = url.hostname === "t.me" && state.bots.find((one) => one.username === name);
  if (!target) return false;
  const text = `/start ${url.searchParams.get("start") ?? ""}`.trim();
  guarded(async () => { await post("sandbox/say", { user: state.me, bot: target.id, text }); await open(`${target.id}/${state.me}`); });
  return true;
}

async function forward(one) {
  const choices = chatsOf(state.me).filter((chat) => !chat.new).map((chat) => make("option", { value: chat.key }, chat.name));
  const form = await ask("转发到", [make("select", { name: "to" }, ...choices)]);
  if (form) await guarded(() => post("sandbox/forward", { user: state.me, chat: form.elements.to.value, from_chat: state.room, message_id: one.message_id }));
}

let quiet;
function typing(fact) {
  if (fact.room !== state.room) return;
  $("subtitle").textContent = "正在输入…";
  clearTimeout(quiet);
  quiet = setTimeout(() => current() && showHead(current()), 3000);
}

async function guarded(act) {
  try { await act(); } catch (error) { toast(error.message); }
}

start().catch((error) => toast(`无法启动：${error.message}`, { stays: 60000 }));
