// Messages in a few words: times, names, what stands for a message in lists and quotes, what the platform says.

import { locale, t } from "./tongue.js";

const ZONE = "Asia/Shanghai";
const format = (parts) => new Intl.DateTimeFormat(locale, { ...parts, timeZone: ZONE });
const hour = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const date = format({ month: "long", day: "numeric" });
const weekday = format({ weekday: "short" });

export const timeOf = (at) => hour.format(at * 1000);
export const dayOf = (at) => `${date.format(at * 1000)} ${weekday.format(at * 1000)}`;
export const fullName = (user) => [user?.first_name, user?.last_name].filter(Boolean).join(" ");
export const senderOf = (message) => message.sender_chat?.id ?? message.from?.id ?? message.chat?.id ?? 0;
export const duration = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export function nameOf(message) {
  if (message.sender_chat) return message.sender_chat.title ?? t`匿名管理员`;
  return message.from ? fullName(message.from) : message.chat?.title ?? "";
}

const LONGEST = 40; // Signs of a message that a line about it tells.
const KINDS = {
  photo: () => t`[照片]`, voice: () => t`[语音]`, video: () => t`[视频]`, audio: () => t`[音频]`, contact: () => t`[名片]`, location: () => t`[位置]`,
  venue: (venue) => t`[位置] ${venue.title}`, animation: () => t`[动图]`, video_note: () => t`[视频]`, dice: (dice) => t`[骰子] ${dice.value}`,
  document: (file) => t`[文件] ${file.file_name ?? ""}`, sticker: (sticker) => t`[贴纸] ${sticker.emoji ?? ""}`, poll: (poll) => t`[投票] ${poll.question}`,
  rich_message: (rich) => t`[表格] ${plain(rich.blocks[0].text ?? rich.blocks[0].caption ?? "")}`,
};

const plain = (text) => (typeof text === "string" ? text : Array.isArray(text) ? text.map(plain).join("") : plain(text.text));

// A few words that stand for a message: in the list of chats and in quotes.
export function gist(message) {
  if (!message) return "";
  const kind = Object.keys(KINDS).find((name) => message[name]);
  const words = message.text ?? message.caption ?? serviceWords(message) ?? "";
  return `${kind ? KINDS[kind](message[kind]) : ""} ${words}`.trim() || t`[消息]`;
}

const clipped = (words) => ([...words].length > LONGEST ? `${[...words].slice(0, LONGEST).join("")}…` : words);

const SERVICE = {
  new_chat_members: (users) => t`${users.map(fullName).join("、")} 进群`,
  left_chat_member: (user) => t`${fullName(user)} 离群`,
  pinned_message: (one, message) => t`${nameOf(message)} 置顶了：${clipped(gist(one))}`,
  migrate_to_chat_id: () => t`本群已升级为超级群`,
  migrate_from_chat_id: () => t`本群已升级为超级群`,
  new_chat_title: (title) => t`群名改为“${title}”`,
  new_chat_photo: () => t`更换了群头像`,
  delete_chat_photo: () => t`删除了群头像`,
  group_chat_created: () => t`建群`,
  supergroup_chat_created: () => t`建群`,
  channel_chat_created: () => t`频道已建立`,
  forum_topic_created: (topic) => t`新话题“${topic.name}”`,
  forum_topic_edited: (topic) => t`话题改名为“${topic.name ?? ""}”`,
  forum_topic_closed: () => t`话题已关闭`,
  forum_topic_reopened: () => t`话题已重新打开`,
  message_auto_delete_timer_changed: () => t`更改了自动删除时间`,
};

export function serviceWords(message) {
  const kind = Object.keys(SERVICE).find((name) => message[name]);
  return kind ? SERVICE[kind](message[kind], message) : null;
}
