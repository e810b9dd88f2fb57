// Writing: text, replies, edits, files, command and name hints, the reply keyboard.

import { base64, get, post } from "./api.js";
import { gist, nameOf } from "./bubbles.js";
import { $, icon, make, toast } from "./dom.js";
import { messagesOf, person, present, state } from "./store.js";

let target = null; // {reply: message} or {edit: message}
let attached = [];
let commands = [];
let where = null; // the chat that is open
let writer = ""; // who writes there: "person|room"
const drafts = new Map(); // "person|room" → words that were not sent

export function setUp() {
  $("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
  $("text").addEventListener("keydown", keyed);
  $("text").addEventListener("input", () => { grow(); hint(); });
  document.addEventListener("paste", (event) => where && !$("dialog").open && attach(event.clipboardData.files, event));
  document.addEventListener("keydown", letGo);
  setUpDropping($("main"));
  $("files").addEventListener("change", (event) => { attach(event.target.files); event.target.value = ""; });
  $("context").querySelector("button").addEventListener("click", () => aim(null));
  $("menu").addEventListener("click", () => ($("hints").hidden ? suggest(commandHints("")) : suggest([])));
}

export async function enter(chat) {
  const next = chat ? `${state.me}|${chat.key}` : "";
  const other = writer !== next;
  if (other) { aim(null); drafts.set(writer, $("text").value); attached = []; showAttached(); suggest([]); }
  [where, writer] = [chat, next];
  $("composer").hidden = !chat;
  if (other) { $("text").value = drafts.get(next) ?? ""; grow(); }
  if (chat) { showKeyboard(); await loadMenu(); }
}

export function update(chat) {
  where = chat;
  showKeyboard();
}

export async function loadMenu() {
  commands = where && !where.new ? (await get("sandbox/menu", { chat: where.key, user: state.me })).commands : [];
  $("menu").hidden = commands.length === 0;
}

// Aim at a message: {reply} or {edit}; null lets go.
export function aim(at) {
  if (target?.edit && !at) $("text").value = "";
  target = at;
  $("context").hidden = !at;
  if (!at) return grow();
  const one = at.reply ?? at.edit;
  $("context").querySelector("span").textContent = `${at.reply ? `回复 ${nameOf(one)}` : "编辑"}：${gist(one)}`;
  if (at.edit) $("text").value = one.text ?? one.caption ?? "";
  grow();
  $("text").focus();
}

// Puts words into the field, ready to be sent.
export function suggestText(words) {
  $("text").value = words;
  grow();
  $("text").focus();
}

export async function say(text, extra = {}) {
  await guarded(() => post("sandbox/say", { ...place(), text, entities: mentions(text), ...extra }));
}

async function send() {
  const text = $("text").value.trim();
  if (!text && !attached.length) return;
  const [aimed, files] = [target, attached];
  const done = await guarded(async () => {
    if (aimed?.edit) return post("sandbox/edit", { ...place(), message_id: aimed.edit.message_id, text, entities: mentions(text) });
    const reply = aimed?.reply ? { reply_to: aimed.reply.message_id } : {};
    if (files.length) return sendFiles(files, text, reply);
    return post("sandbox/say", { ...place(), text, entities: mentions(text), ...reply });
  });
  if (!done) return;
  target = null;
  attached = [];
  $("text").value = "";
  aim(null);
  showAttached();
  suggest([]);
}

async function sendFiles(files, caption, reply) {
  const group = files.length > 1 ? { media_group_id: String(Date.now()) } : {};
  for (const [index, file] of files.entries()) {
    const kind = ["image/png", "image/jpeg"].includes(file.type) ? "photo" : "document";
    const words = index === 0 ? { caption, entities: mentions(caption), ...reply } : {};
    await post("sandbox/file", { ...place(), kind, name: file.name, content: await base64(file), ...group, ...words });
  }
  return true;
}

const place = () => (where.bot ? { user: state.me, bot: where.bot } : { user: state.me, chat: where.key });

async function guarded(act) {
  try {
    await act();
    return true;
  } catch (error) {
    toast(error.message);
    return false;
  }
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
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return; // An input method's Enter is its own.
  event.preventDefault();
  $("composer").requestSubmit();
}

// Escape closes the hints first, then lets go of the message that is answered or changed.
function letGo(event) {
  if (event.key !== "Escape" || event.isComposing || $("dialog").open) return;
  if ($("hints").hidden) aim(null);
  suggest([]);
}

function setUpDropping(area) {
  const carries = (event) => where && event.dataTransfer?.types.includes("Files");
  area.addEventListener("dragover", (event) => { if (carries(event)) { event.preventDefault(); area.classList.add("dropping"); } });
  area.addEventListener("dragleave", (event) => { if (!area.contains(event.relatedTarget)) area.classList.remove("dropping"); });
  area.addEventListener("drop", (event) => { area.classList.remove("dropping"); if (carries(event)) attach(event.dataTransfer.files, event); });
}

function grow() {
  const text = $("text");
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
}

// Hints

function hint() {
  const before = $("text").value.slice(0, $("text").selectionStart);
  const word = /(?:^|\s)([/@])(\S*)$/.exec(before) ?? /([@])(\S*)$/.exec(before);
  if (!word || $("text").selectionStart === 0) return suggest([]);
  suggest(word[1] === "/" ? commandHints(word[2]) : nameHints(word[2]));
}

function commandHints(start) {
  const full = (command) => `/${command.command}${where.bot ? "" : `@${command.bot}`}`;
  const known = commands.filter((command) => command.command.startsWith(start));
  return known.map((command) => ({ label: `/${command.command}`, note: command.description, pick: () => { $("text").value = ""; say(full(command)); } }));
}

function nameHints(start) {
  if (where.bot) return [];
  const users = where.members.filter((member) => present(where, member.user) && member.user !== state.me).map((member) => person(member.user));
  const named = users.filter((user) => user && user.name.startsWith(start)).slice(0, 8);
  return named.map((user) => ({ label: `@${user.name}`, note: "", pick: () => complete(start, user.name) }));
}

function complete(start, name) {
  const text = $("text");
  const at = text.selectionStart;
  text.setRangeText(`${name} `, at - start.length, at, "end");
  text.focus();
}

function suggest(hints) {
  $("hints").hidden = hints.length === 0;
  $("hints").replaceChildren(...hints.map(({ label, note, pick }) =>
    make("li", {}, make("button", { type: "button", onclick: () => { suggest([]); pick(); } }, make("b", {}, label), " ", make("span", { class: "quiet" }, note)))));
}

// Files and the reply keyboard

function attach(files, event) {
  if (!files?.length) return;
  event?.preventDefault();
  attached = [...attached, ...files];
  showAttached();
  $("text").focus();
}

function showAttached() {
  const chip = (file) => make("li", {}, preview(file), ` ${file.name} `, make("button", { type: "button", class: "plain", "aria-label": `不发送${file.name}`, onclick: () => { attached = attached.filter((one) => one !== file); showAttached(); } }, "✕"));
  $("attached").replaceChildren(...attached.map(chip));
}

function preview(file) {
  if (!file.type.startsWith("image/")) return icon("file");
  const image = make("img", { src: URL.createObjectURL(file), alt: "" });
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}

export function showKeyboard() {
  const last = messagesOf(where.key).filter((one) => one.reply_markup && !one.reply_markup.inline_keyboard).at(-1);
  const rows = last?.reply_markup.keyboard ?? [];
  const key = (button) => make("button", { type: "button", onclick: () => strike(button, last) }, button.text);
  $("keyboard").hidden = rows.length === 0 || last.struck;
  $("keyboard").replaceChildren(...rows.map((row) => make("div", { class: "row" }, ...row.map(key))));
  if (last?.reply_markup.force_reply && last === messagesOf(where.key).at(-1) && !target) aim({ reply: last });
}

async function strike(button, from) {
  if (from.reply_markup.one_time_keyboard) from.struck = true;
  if (button.request_contact) await guarded(() => post("sandbox/contact", place()));
  else await say(button.text);
  showKeyboard();
}
