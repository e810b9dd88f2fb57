// Writing: text, replies, edits, files. Hints and the reply keyboard have modules of their own.

import { base64, get, post } from "./api.js";
import * as attachments from "./attachments.js";
import { $, guarded, lit } from "./dom.js";
import { threadId } from "./head.js";
import * as hints from "./hints.js";
import * as keys from "./keys.js";
import * as offers from "./offers.js";
import { leads, person, state } from "./store.js";
import { t } from "./tongue.js";
import { gist, nameOf } from "./words.js";

let target = null; // {reply: message} or {edit: message}
let where = null; // the chat that is open
let writer = ""; // who writes there: "person|room"
const drafts = new Map(); // "person|room" → words that were not sent

export function setUp() {
  $("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
  $("text").addEventListener("keydown", keyed);
  $("text").addEventListener("input", () => { grow(); hints.show(where); });
  document.addEventListener("keydown", letGo);
  $("context").querySelector("button").addEventListener("click", () => aim(null));
  attachments.setUp(() => where);
  $("clip").addEventListener("click", (event) => offers.open(event, place));
  hints.setUp({ say, chat: () => where });
  keys.setUp({ say, aim: (at) => target || aim(at), contact: () => guarded(() => post("sandbox/contact", place())) });
}

export async function enter(chat) {
  const next = chat ? `${state.me}|${chat.key}` : "";
  const other = writer !== next;
  if (other) { aim(null); drafts.set(writer, $("text").value); attachments.clear(); hints.hide(); }
  [where, writer] = [chat, next];
  const silent = chat?.chat?.type === "channel" && !leads(chat, state.me);
  $("composer").hidden = !chat || silent;
  $("silent").hidden = !silent;
  if (other) fill(drafts.get(next) ?? "");
  if (chat) { keys.show(chat); await loadMenu(); }
}

export function update(chat) {
  where = chat;
  keys.show(chat);
}

export async function loadMenu() {
  const commands = where && !where.new ? (await get("sandbox/menu", { chat: where.key, user: state.me })).commands : [];
  hints.learn(commands);
}

// Aim at a message: {reply} or {edit}; null lets go.
export function aim(at) {
  if (target?.edit && !at) $("text").value = "";
  target = at;
  $("context").hidden = !at;
  if (!at) return grow();
  const one = at.reply ?? at.edit;
  $("context").querySelector("span").replaceChildren(...lit(`${at.reply ? t`回复 ${nameOf(one)}` : t`编辑`}：${gist(one)}`));
  if (at.edit) $("text").value = one.text ?? one.caption ?? "";
  grow();
  $("text").focus();
}

function fill(words) {
  $("text").value = words;
  grow();
}

// Puts words (and files) into the field, ready to be sent.
export function suggest(words, files = []) {
  fill(words);
  if (files.length) { attachments.clear(); attachments.add(files); }
  $("text").focus();
}

export const say = (text) => guarded(() => post("sandbox/say", { ...place(), text, entities: mentions(text) }));

export const submit = () => send();

async function send() {
  const text = $("text").value.trim();
  const files = attachments.taken();
  if (!text && !files.length) return;
  const aimed = target;
  const done = await guarded(async () => {
    if (aimed?.edit) return post("sandbox/edit", { user: state.me, chat: where.key, message_id: aimed.edit.message_id, text, entities: mentions(text) });
    const reply = aimed?.reply ? { reply_to: aimed.reply.message_id } : {};
    if (files.length) return sendFiles(files, text, reply);
    return post("sandbox/say", { ...place(), text, entities: mentions(text), ...reply });
  });
  if (!done) return;
  target = null;
  attachments.clear();
  fill("");
  aim(null);
  hints.hide();
}

async function sendFiles(files, caption, reply) {
  const group = files.length > 1 ? { media_group_id: String(Date.now()) } : {};
  for (const [index, file] of files.entries()) {
    const kind = ["image/png", "image/jpeg"].includes(file.type) ? "photo" : "document";
    const words = index === 0 ? { caption, entities: mentions(caption), ...reply } : {};
    await post("sandbox/file", { ...place(), kind, name: file.name, content: await base64(file), ...group, ...words });
  }
}

function place() {
  const chat = where.bot ? { bot: where.bot } : { chat: where.key };
  return { user: state.me, ...chat, ...(threadId() ? { thread: threadId() } : {}) };
}

// @姓名 of somebody in the group becomes a mention that carries the id.
function mentions(text) {
  const found = [];
  for (const user of (where.members ?? []).map((member) => person(member.user)).filter(Boolean)) {
    for (let at = text.indexOf(`@${user.name}`); at >= 0; at = text.indexOf(`@${user.name}`, at + 1)) {
      found.push({ type: "text_mention", offset: at, length: user.name.length + 1, user: { id: user.id, is_bot: false, first_name: user.first_name } });
    }
  }
  return found;
}

function keyed(event) {
  if (hints.keyed(event)) return;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return; // An input method's Enter is its own.
  event.preventDefault();
  $("composer").requestSubmit();
}

// Escape closes the hints first, then lets go of the message that is answered or changed.
function letGo(event) {
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || $("dialog").open) return;
  if (!hints.hide()) aim(null);
}

function grow() {
  const text = $("text");
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight + 2, 160)}px`;
}
