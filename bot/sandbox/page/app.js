// The page: who I am, and what happens live.

import { answered, doing } from "./acts.js";
import { listen, post } from "./api.js";
import * as chats from "./chats.js";
import * as clock from "./clock.js";
import * as composer from "./composer.js";
import { $, guarded, phone, toast } from "./dom.js";
import * as guide from "./guide.js";
import * as head from "./head.js";
import * as house from "./house.js";
import * as menu from "./menu.js";
import * as people from "./people.js";
import * as room from "./room.js";
import * as settings from "./settings.js";
import { chatOf, chatsOf, drop, dropAll, forget, isAskedFor, keep, knows, load, mark, person, refresh, skipPast, state, unread } from "./store.js";
import { t } from "./tongue.js";
import * as tour from "./tour.js";
import * as watch from "./watch.js";
import { serviceWords } from "./words.js";

async function start() {
  await refresh();
  if (guide.facts.people?.length) skipPast();
  await clock.setUp(guide.facts);
  composer.setUp();
  menu.setUp();
  room.setUp(doing, showSide);
  chats.setUp(enter);
  people.setUp(guide.facts, (id) => become(id));
  watch.setUp();
  $("new-person").addEventListener("click", house.newPerson);
  $("new-group").addEventListener("click", house.newGroup);
  $("members").addEventListener("click", () => house.members(room.current()));
  settings.setUp((wanted) => ({ before: () => chats.step(-1), after: () => chats.step(1), write: () => $("text").focus(), tour: tour.forward })[wanted]());
  guide.setUp(attempt);
  tour.setUp(become);
  follow();
  const before = Number(sessionStorage.getItem("me"));
  await become(person(before) ? before : people.somebody());
}

let stop; // ends the listening
let turn = Promise.resolve(); // the happening that is dealt with now

// One after the other, as it happened: what waits for an answer of the server is not overtaken.
function inTurn(act) {
  const done = turn.then(act);
  turn = done.catch(() => {});
}

function follow() {
  let going = true;
  const close = listen(state.seq, (fact) => inTurn(() => going && heard(fact)), () => inTurn(() => going && again().catch(() => {}).then(follow)));
  stop = () => { going = false; close(); };
}

// After a break: what is shown is asked for anew; another world may have begun meanwhile.
async function again() {
  const heardLast = state.seq;
  dropAll();
  await refresh();
  if (!person(state.me)) await become(people.somebody());
  else if (state.room && room.current()) await enter(state.room);
  else showSide();
  if (heardLast <= state.seq) await tour.missed(heardLast);
}

async function heard(fact) {
  state.seq = Math.max(state.seq, fact.seq);
  if (fact.kind === "reset") await anew();
  else if (fact.kind === "clock") clock.adopt(fact);
  else if (fact.kind === "toast") { if (fact.user === state.me) answered(fact.answer); }
  else if (fact.kind === "commands") await composer.loadMenu();
  else if (fact.kind === "action") { if (fact.room === state.room) head.typing(room.current()); }
  else if (fact.kind === "message" || fact.kind === "edited") await changed(fact);
  else if (fact.kind === "deleted") { drop(fact.room, fact.message_id); if (fact.room === state.room) room.draw(); showSide(); }
  else await rearranged(fact);
  tour.heard(fact);
  tour.point();
}

// Another world, emptied or loaded, which counts from where it likes.
async function anew() {
  stop();
  forget();
  watch.forget();
  await again();
  follow();
}

// People and chats changed; one question answers for everything that had happened when it was asked.
async function rearranged(fact) {
  if (!knows(fact)) await refresh();
  if (!person(state.me)) return become(people.somebody());
  showSide();
  room.showHead();
}

async function changed(fact) {
  const opened = !chatOf(fact.room);
  const service = serviceWords(fact.message); // It says that the chat itself changed: members, pins, topics.
  if ((opened || service) && !knows(fact)) await refresh();
  if (fact.room === state.room && !isAskedFor(fact.room)) { await load(fact.room); room.draw(); await composer.enter(room.current()); }
  keep(fact.room, fact.message);
  if (fact.room === state.room) {
    room.showOne(fact.message, fact.kind === "message");
    composer.update(room.current());
    if (service) room.showHead();
  }
  chats.showSoon(seen);
}

// Plays somebody; a chat of theirs may be named, else the one that is open, or one with something unread, is shown.
async function become(id, key = null) {
  state.me = id;
  sessionStorage.setItem("me", id ?? "");
  if (id) guarded(() => post("sandbox/played", { user: id }));
  if (id) people.remember(id);
  const mine = chatsOf(id);
  const wanted = mine.find((chat) => chat.key === (key ?? state.room)) ?? mine.find((chat) => unread(id, chat)) ?? mine[0];
  state.room = null;
  if (wanted && (key || !phone())) await enter(wanted.key);
  else { room.leave(); showSide(); }
}

async function enter(key) {
  const opened = room.open(key);
  showSide();
  await opened;
  showSide();
  tour.point();
}

function seen() {
  if (state.room && chatOf(state.room)) mark(state.me, state.room);
  people.showMe();
}

function showSide() {
  seen();
  chats.show();
}

// Follows a suggestion of the guide up to the words; sending them is left to the visitor.
async function attempt({ user, chat, say }) {
  await become(user, chat || `${state.bots[0]?.id}/${user}`);
  composer.suggest(say);
}

start().catch((error) => toast(t`无法启动：${error.message}`, { stays: 60000 }));
