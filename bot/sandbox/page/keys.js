// The reply keyboard that the bot put under the field.

import { $, button, make } from "./dom.js";
import { messagesOf } from "./store.js";
import { t } from "./tongue.js";

let doing; // {say, aim, contact}

export const setUp = (acts) => { doing = acts; };

export function show(chat) {
  const list = messagesOf(chat.key);
  const last = list.findLast((one) => one.reply_markup && !one.reply_markup.inline_keyboard);
  const rows = last?.reply_markup.keyboard ?? [];
  $("keyboard").hidden = rows.length === 0 || Boolean(last.struck);
  $("keyboard").replaceChildren(...rows.map((row) => make("div", { class: "row" }, row.map((key) => button(key.text, () => strike(key, last, chat))))));
  $("text").placeholder = last?.reply_markup.input_field_placeholder ?? t`写消息，回车发送`;
  if (last?.reply_markup.force_reply && last === list.at(-1)) doing.aim({ reply: last });
}

async function strike(key, from, chat) {
  if (from.reply_markup.one_time_keyboard) from.struck = true;
  await (key.request_contact ? doing.contact() : doing.say(key.text));
  show(chat);
}
