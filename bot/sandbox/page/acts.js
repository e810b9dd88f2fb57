// What one does with a message: answer, change, forward, pin, react, vote, tap its buttons.

import { post } from "./api.js";
import * as composer from "./composer.js";
import { ask, guarded, make, toast } from "./dom.js";
import * as menu from "./menu.js";
import { current, open, show } from "./room.js";
import { chatsOf, leads, state } from "./store.js";
import { t } from "./tongue.js";

const reacted = new Map(); // "person|room|message" → the sign that this person chose
const votes = new Map(); // "person|poll" → the options that this person chose

const place = (one) => ({ user: state.me, chat: state.room, message_id: one.message_id });

export const doing = {
  reply: (one) => composer.aim({ reply: one }),
  edit: (one) => composer.aim({ edit: one }),
  remove: (one) => guarded(() => post("sandbox/delete", place(one))),
  command: (words) => composer.say(words),
  link: followed,
  voted: (poll) => votes.get(`${state.me}|${poll.id}`) ?? [],
  menu: offered, show, forward, press, react, vote,
};

// Opens the menu with what this person may do with this message.
function offered(one, event) {
  const chat = current();
  const mine = one.from?.id === state.me && !one.sender_chat;
  const words = one.text ?? one.caption;
  const isPinned = (chat?.pinned ?? []).includes(one.message_id);
  const entries = [
    [t`回复`, () => doing.reply(one)],
    words && [t`复制文字`, () => copied(words)],
    (mine || (chat?.chat?.type === "channel" && leads(chat, state.me))) && words && [t`编辑`, () => doing.edit(one)],
    [t`转发`, () => forward(one)],
    (chat?.bot || leads(chat, state.me)) && [isPinned ? t`取消置顶` : t`置顶`, () => pin(one, isPinned)],
    (mine || leads(chat, state.me)) && [t`删除`, () => doing.remove(one)],
  ];
  menu.open(event, entries.filter(Boolean), (sign) => react(one, sign), reacted.get(reaction(one)) ?? []);
}

const reaction = (one) => `${state.me}|${state.room}|${one.message_id}`;

async function react(one, sign) {
  const mine = (reacted.get(reaction(one)) ?? []).includes(sign) ? [] : [sign];
  if (await guarded(() => post("sandbox/react", { ...place(one), emoji: mine }))) reacted.set(reaction(one), mine);
}

const pin = (one, off) => guarded(() => post("sandbox/pin", { ...place(one), pinned: !off }));

async function vote(one, options) {
  if (await guarded(() => post("sandbox/vote", { ...place(one), options }))) votes.set(`${state.me}|${one.poll.id}`, options);
}

function copied(words) {
  navigator.clipboard?.writeText(words).then(() => toast(t`已复制`), () => toast(t`浏览器不允许复制`));
}

async function forward(one) {
  const choices = chatsOf(state.me).filter((chat) => !chat.new).map((chat) => make("option", { value: chat.key }, chat.name));
  const form = await ask(t`转发到`, [make("select", { name: "to", "aria-label": t`转发到` }, ...choices)]);
  if (form) await guarded(() => post("sandbox/forward", { user: state.me, chat: form.elements.to.value, from_chat: state.room, message_id: one.message_id }));
}

async function press(one, button, node) {
  if (button.copy_text) return copied(button.copy_text.text);
  node.disabled = true;
  node.classList.add("waiting");
  await guarded(async () => {
    const answer = button.callback_data ? await post("sandbox/press", { ...place(one), data: button.callback_data, wait: 10 }) : { url: button.url };
    if (answer.url && !followed(new URL(answer.url))) window.open(answer.url, "_blank", "noopener");
  });
  node.disabled = false;
  node.classList.remove("waiting");
}

// What the bot answers to a tap: a word in passing, or one that must be read.
export function answered(answer) {
  if (!answer.text) return;
  if (answer.show_alert) ask(answer.text, [], { yes: t`知道了`, no: null });
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
