// One message as people see it.

import { button as plain, icon, lit, make } from "./dom.js";
import { render } from "./entities.js";
import { carried } from "./kinds.js";
import { state } from "./store.js";
import { t } from "./tongue.js";
import { fullName, gist, nameOf, senderOf, serviceWords, timeOf } from "./words.js";

const ACTIVE = "a, button, input, label, video, blockquote .inside, .spoiler"; // What does something of its own when tapped.

// `album` are the messages that are drawn as one; `named`: whether the sender's name stands on top, and the topic's.
export function bubble(message, doing, { named, follows, album, topic }) {
  const service = serviceWords(message);
  if (service) return make("li", { class: "service", "data-id": message.message_id }, ...lit(service));
  const mine = message.from?.id === state.me && !message.sender_chat;
  const name = named && !mine && !follows ? make("div", { class: `sender tone${Math.abs(senderOf(message)) % 7}` }, nameOf(message), signature(message)) : null;
  const place = topic ? make("div", { class: "topic" }, `# ${topic}`) : null;
  const worded = album.find((one) => one.text || one.caption) ?? message;
  const body = make("div", { class: "bubble", tabindex: 0, "aria-label": `${nameOf(message)}：${gist(message)}` }, name, place, forwarded(message), quote(message, doing), carried(message, album, doing), words(worded, doing), foot(message, doing));
  body.addEventListener("contextmenu", (event) => { event.preventDefault(); doing.menu(message, event); });
  body.addEventListener("click", (event) => { if (event.pointerType === "touch" && !event.target.closest(ACTIVE) && !getSelection().toString()) doing.menu(message, event); });
  body.addEventListener("keydown", (event) => { if (event.target === body && event.key === "Enter") doing.menu(message, event); });
  const kind = `message${mine ? " mine" : ""}${follows ? " follows" : ""}${message.from?.is_bot ? " bot" : ""}`;
  return make("li", { class: kind, "data-id": message.message_id, "data-album": album.length > 1 ? message.media_group_id : null }, make("div", { class: "beside" }, body, handles(message, doing)), keyboard(message, doing));
}

function signature(message) {
  const words = message.author_signature ?? (message.is_automatic_forward ? t`来自频道` : "");
  return words ? make("small", { class: "quiet" }, ` ${words}`) : null;
}

// What one can do at once while the pointer is on the message.
function handles(message, doing) {
  return make("div", { class: "handles" },
    plain(icon("reply"), () => doing.reply(message), { class: "plain", "aria-label": t`回复`, title: t`回复` }),
    plain(icon("more"), (event) => doing.menu(message, event), { class: "plain", "aria-label": t`更多`, title: t`更多` }));
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const from = origin.sender_user ? fullName(origin.sender_user) : origin.sender_user_name ?? origin.sender_chat?.title ?? origin.chat?.title ?? "";
  return make("div", { class: "forwarded" }, t`转发自 ${from}`);
}

function quote(message, doing) {
  const target = message.reply_to_message;
  if (!target || target.forum_topic_created) return null;
  const show = () => doing.show(target.message_id);
  return make("button", { type: "button", class: "quote", title: t`看原消息`, onclick: show }, make("b", {}, nameOf(target)), make("span", {}, ...lit(message.quote?.text ?? gist(target))));
}

function words(message, doing) {
  const text = message.text ?? message.caption;
  return text ? make("div", { class: "words" }, ...render(text, message.entities ?? message.caption_entities, doing)) : null;
}

function foot(message, doing) {
  const marks = [message.edit_date ? t`已编辑` : "", timeOf(message.date)].filter(Boolean).join(" ");
  const counts = Map.groupBy(message.reactions ?? [], (one) => one.emoji ?? one.type?.emoji ?? "★");
  const total = (ones) => ones.reduce((sum, one) => sum + (one.total_count ?? 1), 0);
  const signs = [...counts].map(([sign, ones]) => plain([...lit(sign), total(ones) > 1 ? ` ${total(ones)}` : ""], () => doing.react(message, sign), { class: "reaction", "aria-label": t`表态 ${sign}` }));
  return make("div", { class: "foot" }, signs.length ? make("span", { class: "reactions" }, signs) : null, make("time", {}, marks));
}

function keyboard(message, doing) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  const sign = (button) => (button.url || button.web_app ? " ↗" : button.copy_text ? icon("copy") : "");
  const press = (button) => make("button", { type: "button", class: `inline ${button.style ?? ""}`, onclick: (event) => doing.press(message, button, event.currentTarget) }, ...lit(button.text), sign(button));
  return make("div", { class: "rows" }, ...rows.map((row) => make("div", { class: "row" }, ...row.map(press))));
}
