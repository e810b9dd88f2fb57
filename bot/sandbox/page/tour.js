// The guided tour: one step after the other, done by hand or by the page; left and resumed at will.

import { get, post } from "./api.js";
import * as clock from "./clock.js";
import * as composer from "./composer.js";
import { $, guarded, make } from "./dom.js";
import * as guide from "./guide.js";
import { show as reveal } from "./room.js";
import { message, messagesOf, person, state } from "./store.js";
import { t } from "./tongue.js";

let steps = [];
let at = null; // which step is shown; null: none
let since = 0; // what happened up to here belongs to earlier steps
let done = false;
let answers = {}; // chat → the bot's message that ended the last step there
let play; // becomes somebody in one of their chats

export function setUp(becoming) {
  const tour = guide.facts.tour;
  steps = tour?.steps ?? [];
  play = becoming;
  if (!steps.length) return;
  $("tour-open").hidden = false;
  $("tour-open").addEventListener("click", () => begin(at ?? kept()?.at ?? 0));
  $("tour-leave").addEventListener("click", leave);
  $("tour-back").addEventListener("click", () => begin(at - 1));
  $("tour-next").addEventListener("click", () => (at + 1 < steps.length ? begin(at + 1) : finish()));
  $("tour-do").addEventListener("click", (event) => act(event.currentTarget));
  showOpener();
}

// A tour that was left; in a world that began anew it begins anew.
function kept() {
  const found = JSON.parse(sessionStorage.getItem("tour") ?? "null");
  return found && found.since <= state.seq && found.at < steps.length ? found : null;
}

const keep = () => sessionStorage.setItem("tour", JSON.stringify({ at, since, answers }));

function showOpener() {
  const { title, minutes } = guide.facts.tour;
  const begun = kept();
  $("tour-open").replaceChildren(make("b", {}, begun ? t`继续导览（${begun.at + 1}/${steps.length}）` : t`开始导览`), make("small", {}, t`${title} · 约 ${minutes} 分钟`));
}

async function begin(index) {
  const resumed = kept()?.at === index ? kept() : null;
  [at, done, since, answers] = [index, false, resumed?.since ?? state.seq, kept()?.answers ?? answers];
  keep();
  guide.show(false);
  $("tour").hidden = false;
  $("tour-open").hidden = true;
  const one = steps[at];
  show();
  await play(one.user, keyOf(one.chat, one.user));
  if (resumed) await missed(since);
  if (!done && one.advance_to && worded(one)) await advance(one);
  show();
  await prepare(one);
}

function leave() {
  $("tour").hidden = true;
  $("tour-open").hidden = false;
  at = null;
  point();
  showOpener();
}

function finish() {
  sessionStorage.removeItem("tour");
  leave();
}

const keyOf = (chat, user) => chat || `${state.bots[0]?.id}/${user}`;
const worded = (one) => one.say || one.press || one.photo;
const acts = (one) => worded(one) || one.advance_to;

async function advance(one) {
  const wanted = Date.parse(one.advance_to);
  if (wanted > clock.moment()) await clock.jump(wanted);
}

// Lays ready what is to be sent; sending is left to the visitor.
async function prepare(one) {
  if (done || !(one.say || one.photo)) {
    point();
    return document.querySelector("#messages .aimed")?.scrollIntoView({ block: "nearest" });
  }
  composer.aim(one.reply_to_last_bot && fromBot().length ? { reply: answer() } : null);
  composer.suggest(one.say ?? one.caption ?? "", one.photo ? [await pictured(one.photo)] : []);
  point();
}

async function pictured(name) {
  const blob = await fetch(`/page/photos/${encodeURIComponent(name)}`).then((response) => response.blob());
  return new File([blob], name, { type: blob.type });
}

const fromBot = () => messagesOf(state.room).filter((one) => one.from?.is_bot && !one.sender_chat);

// What the bot answered to an earlier step here, whatever else it said meanwhile; else its newest message.
const answer = () => message(state.room, answers[state.room]) ?? fromBot().at(-1);

// The newest message of the bot with that button.
function meant(words) {
  const has = (one) => [...(one.reply_markup?.inline_keyboard ?? []), ...(one.reply_markup?.keyboard ?? [])].flat().some((key) => (key.text ?? key) === words || key.text?.includes(words));
  return fromBot().findLast(has);
}

function buttonOf(words) {
  const one = meant(words);
  const area = one?.reply_markup.inline_keyboard ? $("messages").querySelector(`[data-id="${one.message_id}"] .rows`) : $("keyboard");
  const all = one ? [...(area?.querySelectorAll("button") ?? [])] : [];
  return all.find((node) => node.textContent === words) ?? all.find((node) => node.textContent.includes(words));
}

// Points at what is to be done; after each change of the page anew.
export function point() {
  document.querySelectorAll(".aimed").forEach((node) => node.classList.remove("aimed"));
  if (at === null || done) return;
  const one = steps[at];
  const here = state.me === one.user && state.room === keyOf(one.chat, one.user);
  const target = !here ? null : one.press ? buttonOf(one.press) : worded(one) ? $("send") : one.advance_to ? $("tour-do") : null;
  target?.classList.add("aimed");
}

// Does the step for the visitor.
async function act(node) {
  const one = steps[at];
  node.disabled = true;
  $("tour-state").textContent = t`正在办理，请稍候`;
  await guarded(async () => {
    const room = keyOf(one.chat, one.user);
    if (state.me !== one.user || state.room !== room) await play(one.user, room);
    if (one.advance_to) await advance(one);
    if (one.press) await press(one, room);
    else if (one.say || one.photo) { await prepare(one); await composer.submit(); }
    if (!one.expect) fulfil();
  }) || show();
  node.disabled = false;
}

async function press(one, room) {
  const target = meant(one.press);
  if (!target) throw new Error(t`还没有“${one.press}”按钮，请稍候`);
  const key = target.reply_markup.inline_keyboard?.flat().find((key) => key.text.includes(one.press));
  if (key) await post("sandbox/press", { user: one.user, chat: room, message_id: target.message_id, data: key.callback_data });
  else await composer.say(one.press);
}

// Hears what happens: the expected words of the bot end the step.
export function heard(fact) {
  if (at === null || done || fact.seq <= since) return;
  const one = steps[at];
  const room = keyOf(one.expect_in ?? one.chat, one.user);
  const own = { say: "message", photo: "message", press: "toast" };
  const said = ["message", "edited"].includes(fact.kind) && fact.room === room && fact.message.from?.is_bot && `${fact.message.text ?? ""}${fact.message.caption ?? ""}`;
  const byHand = !one.expect && Object.keys(own).some((name) => one[name] && fact.kind === own[name] && (fact.user ?? fact.message?.from?.id) === one.user);
  if (one.expect && said && said.includes(one.expect)) {
    answers[room] = fact.message.message_id;
    keep();
    fulfil();
    if (room === state.room) reveal(fact.message.message_id);
  } else if (byHand) fulfil();
}

// Hears what happened after `seq` while nobody listened.
export async function missed(seq) {
  if (at !== null) (await get("sandbox/happenings", { after: seq })).happenings.forEach(heard);
}

// Does the step, or goes on to the next one.
export const forward = () => at !== null && (done || $("tour-do").hidden ? $("tour-next") : $("tour-do")).click();

// What a moment brought is looked at while the clock stands, or the next day would come over it.
function fulfil() {
  done = true;
  if (steps[at].advance_to) clock.stop();
  show();
  point();
}

function show() {
  const one = steps[at];
  const who = person(one.user)?.name ?? "";
  $("tour-bar").style.width = `${(100 * (at + (done ? 1 : 0))) / steps.length}%`;
  $("tour-count").textContent = `${at + 1}/${steps.length}`;
  $("tour-title").textContent = one.title;
  $("tour-who").textContent = who ? t`您现在是${who}` : "";
  $("tour-explain").textContent = one.explain;
  $("tour-state").textContent = !done ? hint(one) : one.advance_to ? t`已完成，时钟已暂停` : t`已完成`;
  $("tour").classList.toggle("done", done);
  $("tour-back").hidden = at === 0;
  $("tour-do").hidden = done || !acts(one);
  $("tour-next").textContent = at + 1 === steps.length ? t`结束` : done || !acts(one) ? t`下一步` : t`跳过`;
  $("tour-next").className = done || !acts(one) ? "" : "plain";
  if (done) $("tour-next").focus({ preventScroll: true });
}

function hint(one) {
  if (one.press) return t`请点按钮“${one.press}”`;
  if (one.photo) return t`照片和说明已备好，请点“发送”`;
  if (one.say) return t`话已写好，请点“发送”`;
  return one.advance_to ? t`点“替我做”，时钟就跳到那时` : "";
}
