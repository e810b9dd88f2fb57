// One message as people see it.

import { icon, lit, make } from "./dom.js";
import { render } from "./entities.js";
import { person, state } from "./store.js";

const ZONE = "Asia/Shanghai";
const hour = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: ZONE });
const date = new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", timeZone: ZONE });
const weekday = new Intl.DateTimeFormat("zh-CN", { weekday: "short", timeZone: ZONE });
const TALLEST = 340;
const WIDEST = 420;

export const timeOf = (at) => hour.format(at * 1000);
export const dayOf = (at) => `${date.format(at * 1000)} ${weekday.format(at * 1000)}`;

export function nameOf(message) {
  if (message.sender_chat) return message.sender_chat.title ?? "匿名管理员";
  return fullName(message.from);
}

const fullName = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");

// A few words that stand for a message: in the list of chats and in quotes.
export function gist(message) {
  if (!message) return "";
  const kind = message.photo ? "[照片] " : message.document ? `[文件] ${message.document.file_name ?? ""} ` : message.contact ? "[名片] " : "";
  return (kind + (message.text ?? message.caption ?? serviceWords(message) ?? "")).trim() || "[消息]";
}

export function serviceWords(message) {
  if (message.new_chat_members) return `${message.new_chat_members.map(fullName).join("、")} 进群`;
  if (message.left_chat_member) return `${fullName(message.left_chat_member)} 离群`;
  if (message.pinned_message) return `${nameOf(message)} 置顶了：${gist(message.pinned_message)}`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return "本群已升级为超级群";
  if (message.new_chat_title) return `群名改为 ${message.new_chat_title}`;
  return null;
}

export function bubble(message, doing, { group, follows }) {
  const service = serviceWords(message);
  if (service) return make("li", { class: "service", "data-id": message.message_id }, service);
  const mine = message.from.id === state.me;
  const name = group && !mine && !follows ? make("div", { class: `sender tone${message.from.id % 7}` }, nameOf(message)) : null;
  const body = make("div", { class: "bubble", tabindex: 0 }, name, forwarded(message), quote(message, doing), ...media(message), words(message, doing), foot(message), actions(message, mine, doing));
  const kind = `message${mine ? " mine" : ""}${follows ? " follows" : ""}${message.from.is_bot ? " bot" : ""}`;
  return make("li", { class: kind, "data-id": message.message_id }, body, keyboard(message, doing));
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const from = origin.sender_user ? fullName(origin.sender_user) : origin.sender_user_name ?? origin.sender_chat?.title ?? "";
  return make("div", { class: "forwarded" }, `转发自 ${from}`);
}

function quote(message, doing) {
  const target = message.reply_to_message;
  if (!target) return null;
  const show = () => doing.show(target.message_id);
  return make("div", { class: "quote", onclick: show }, make("b", {}, nameOf(target)), make("span", {}, ...lit(message.quote?.text ?? gist(target))));
}

function media(message) {
  const nodes = [];
  const photo = message.photo?.at(-1);
  if (photo) {
    const source = `/sandbox/files/${photo.file_id}`;
    const image = make("img", { src: source, alt: "照片", loading: "lazy" });
    image.style.width = `${Math.max(80, Math.min(photo.width, WIDEST, (TALLEST * photo.width) / photo.height))}px`;
    image.style.aspectRatio = `${photo.width} / ${photo.height}`; // Its place is known before it is loaded.
    nodes.push(make("a", { class: "photo", href: source, target: "_blank", rel: "noopener" }, image));
  }
  const file = message.document ?? message.video ?? message.audio ?? message.voice ?? message.animation;
  if (file) nodes.push(document_(file));
  if (message.contact) nodes.push(make("div", { class: "file" }, icon("person"), `${fullName(message.contact)}　${message.contact.phone_number}`));
  if (message.location) nodes.push(make("div", { class: "file" }, icon("place"), `${message.location.latitude}, ${message.location.longitude}`));
  return nodes;
}

function document_(file) {
  const name = file.file_name ?? "文件";
  const size = file.file_size > 1048576 ? `${(file.file_size / 1048576).toFixed(1)} MB` : `${Math.ceil(file.file_size / 1024)} KB`;
  return make("a", { class: "file", href: `/sandbox/files/${file.file_id}`, download: name }, icon("file"), make("span", {}, name), make("small", {}, size));
}

function words(message, doing) {
  const text = message.text ?? message.caption;
  return text ? make("div", { class: "words" }, ...render(text, message.entities ?? message.caption_entities, doing)) : null;
}

function foot(message) {
  const marks = [message.edit_date ? "已编辑" : "", timeOf(message.date)].filter(Boolean).join(" ");
  const reactions = (message.reactions ?? []).map((reaction) => reaction.emoji).join("");
  return make("div", { class: "foot" }, reactions && make("span", { class: "reactions" }, reactions), make("time", {}, marks));
}

function keyboard(message, doing) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  const press = (button) => make("button", { type: "button", class: `inline ${button.style ?? ""}`, onclick: (event) => doing.press(message, button, event.currentTarget) }, ...lit(button.text), button.url ? " ↗" : "");
  return make("div", { class: "rows" }, ...rows.map((row) => make("div", { class: "row" }, ...row.map(press))));
}

function actions(message, mine, doing) {
  const one = (label, act) => make("button", { type: "button", class: "plain", onclick: () => act(message) }, label);
  const own = mine && person(state.me) ? [one("编辑", doing.edit), one("删除", doing.remove)] : [];
  return make("div", { class: "actions" }, one("回复", doing.reply), one("转发", doing.forward), ...own);
}
