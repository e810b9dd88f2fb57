// What can be sent beside words: files, a place, one's own card, a poll.

import { post } from "./api.js";
import { $, ask, guarded, make } from "./dom.js";
import * as menu from "./menu.js";
import { t } from "./tongue.js";

// Opens the menu; `place` returns who sends where.
export function open(event, place) {
  menu.open(event, [
    [t`照片或文件`, () => $("files").click()],
    [t`位置`, () => sendPlace(place())],
    [t`我的名片`, () => guarded(() => post("sandbox/contact", place()))],
    [t`投票`, () => sendPoll(place())],
  ]);
}

const field = (label, facts) => make("label", { class: "field" }, label, make("input", { required: true, ...facts }));
const box = (label, name, checked) => make("label", { class: "line" }, make("input", { type: "checkbox", name, checked }), label);

async function sendPlace(where) {
  const degree = { type: "number", step: "any" };
  const form = await ask(t`发送位置`, [
    field(t`名称（可不填）`, { name: "title", required: false }),
    field(t`纬度`, { name: "latitude", value: "30.27410", min: -90, max: 90, ...degree }),
    field(t`经度`, { name: "longitude", value: "120.15510", min: -180, max: 180, ...degree }),
  ], { yes: t`发送` });
  if (!form) return;
  const { title, latitude, longitude } = form.elements;
  const venue = title.value.trim() ? { title: title.value.trim(), address: `${latitude.value}, ${longitude.value}` } : {};
  await guarded(() => post("sandbox/place", { ...where, latitude: Number(latitude.value), longitude: Number(longitude.value), ...venue }));
}

async function sendPoll(where) {
  const options = make("textarea", { name: "options", rows: 4, required: true, placeholder: t`每行一个选项` });
  const form = await ask(t`发起投票`, [
    field(t`问题`, { name: "question" }), make("label", { class: "field" }, t`选项`, options), box(t`可多选`, "several", false), box(t`匿名`, "anonymous", true),
  ], { yes: t`发起` });
  if (!form) return;
  const given = form.elements;
  const lines = given.options.value.split("\n").map((one) => one.trim()).filter(Boolean);
  await guarded(() => post("sandbox/poll", { ...where, question: given.question.value.trim(), options: lines, allows_multiple_answers: given.several.checked, is_anonymous: given.anonymous.checked }));
}
