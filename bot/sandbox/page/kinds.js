// What a message carries beside words: photos, files, sound, places, cards, polls, headings and tables.

import { icon, lit, make } from "./dom.js";
import { rich } from "./rich.js";
import { t } from "./tongue.js";
import { show } from "./viewer.js";
import { duration, fullName } from "./words.js";

const TALLEST = 340;
const WIDEST = 420;
const MEGABYTE = 1048576;

const source = (file) => `/sandbox/files/${file.file_id}`;

// Returns the nodes for what the message carries; `album` are the photos that belong together, this one's among them.
export function carried(message, album, doing) {
  const kinds = { document: filed, audio: sound, voice: sound, video: moving, animation: moving, video_note: moving, sticker, contact, venue, location: place, poll, dice, rich_message: rich };
  const found = Object.keys(kinds).filter((name) => message[name]);
  const named = message.venue ? found.filter((name) => name !== "location") : message.animation ? found.filter((name) => name !== "document") : found;
  const photos = album.length > 1 ? [mosaic(album)] : message.photo ? [single(message)] : [];
  return [...photos, ...named.map((name) => kinds[name](message[name], message, doing))];
}

function single(message) {
  const photo = message.photo.at(-1);
  const image = picture(message, [message]);
  image.firstChild.style.width = `${Math.max(80, Math.min(photo.width, WIDEST, (TALLEST * photo.width) / photo.height))}px`;
  image.firstChild.style.aspectRatio = `${photo.width} / ${photo.height}`; // Its place is known before it is loaded.
  return image;
}

const mosaic = (album) => make("div", { class: "mosaic" }, album.map((one) => (one.photo ? picture(one, album) : filed(one.document ?? one.video ?? one.audio))));

function picture(message, album) {
  const hidden = message.has_media_spoiler ? " veiled" : "";
  const image = make("img", { src: source(message.photo.at(-1)), alt: message.caption ? t`照片：${message.caption}` : t`照片`, loading: "lazy" });
  const open = (event) => {
    if (event.currentTarget.classList.contains("veiled")) return event.currentTarget.classList.remove("veiled");
    return show(album.filter((one) => one.photo).map((one) => ({ source: source(one.photo.at(-1)), words: one.caption ?? "" })), album.indexOf(message));
  };
  return make("button", { type: "button", class: `photo${hidden}`, title: t`看大图`, onclick: open }, image);
}

function filed(file) {
  const name = file.file_name ?? t`文件`;
  const size = file.file_size > MEGABYTE ? `${(file.file_size / MEGABYTE).toFixed(1)} MB` : `${Math.ceil((file.file_size ?? 0) / 1024)} KB`;
  return make("a", { class: "file", href: source(file), download: name }, icon("file"), make("span", {}, name), make("small", {}, size));
}

function sound(file) {
  const audio = make("audio", { src: source(file), preload: "none" });
  const wave = make("span", { class: "wave", "aria-hidden": "true" });
  const play = make("button", { type: "button", class: "round", "aria-label": t`播放` }, icon("play"));
  play.addEventListener("click", () => (audio.paused ? audio.play().catch(() => play.classList.add("mute")) : audio.pause()));
  for (const [event, sign] of [["play", "pause"], ["pause", "play"]]) audio.addEventListener(event, () => play.replaceChildren(icon(sign)));
  return make("div", { class: "file sound" }, play, file.title ? make("span", {}, file.title) : wave, make("small", {}, duration(file.duration ?? 0)), audio);
}

const moving = (file) => make("video", { class: "moving", src: source(file), controls: true, preload: "metadata" });

// Only the sign is drawn: stickers are animations that no browser plays by itself.
const sticker = (one) => make("div", { class: "sticker", role: "img", "aria-label": t`贴纸 ${one.emoji ?? ""}` }, ...lit(one.emoji ?? t`贴纸`));

const dice = (one) => make("div", { class: "file" }, `${one.emoji ?? ""} ${one.value}`);

const contact = (one) => card("person", fullName(one), one.phone_number);

const venue = (one) => card("place", one.title, one.address);

const place = (one) => card("place", one.live_period ? t`实时位置` : t`位置`, `${one.latitude.toFixed(5)}, ${one.longitude.toFixed(5)}`);

const card = (sign, title, line) => make("div", { class: "file card" }, icon(sign), make("span", { class: "names" }, make("b", {}, title), make("small", { class: "quiet" }, line)));

function poll(one, message, doing) {
  const total = one.total_voter_count;
  const kind = [one.type === "quiz" ? t`测验` : t`投票`, one.is_anonymous ? t`匿名` : t`实名`, one.allows_multiple_answers ? t`可多选` : "", one.is_closed ? t`已结束` : ""];
  const voted = doing.voted(one);
  const rows = one.options.map((option, index) => {
    const share = total ? Math.round((100 * option.voter_count) / total) : 0;
    const bar = make("span", { class: "bar" });
    bar.style.width = `${share}%`;
    const box = make("input", { type: one.allows_multiple_answers ? "checkbox" : "radio", name: `poll-${one.id}`, value: index, disabled: one.is_closed, checked: voted.includes(index) });
    return make("label", { class: `choice${one.is_closed && (one.correct_option_ids ?? [one.correct_option_id]).includes(index) ? " right" : ""}` }, box, make("span", {}, option.text), make("small", { class: "quiet" }, `${share}%`), bar);
  });
  const form = make("form", { class: "poll" }, make("b", {}, one.question), make("small", { class: "quiet" }, kind.filter(Boolean).join(" · ")), rows,
    make("footer", {}, make("small", { class: "quiet" }, total ? t`${total} 人已投` : t`还没有人投票`), one.is_closed ? "" : make("button", { class: "plain" }, t`投票`)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    doing.vote(message, [...form.querySelectorAll("input:checked")].map((box) => Number(box.value)));
  });
  return form;
}
