// The world's clock: it can run faster than ours, stand still, or jump.

import { get, post } from "./api.js";
import { $, ask, icon, make, toast } from "./dom.js";

const timeZone = "Asia/Shanghai";
const formats = [
  { month: "long", day: "numeric" }, { weekday: "short" }, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
].map((parts) => new Intl.DateTimeFormat("zh-CN", { ...parts, timeZone }));
let known = { now: Date.now(), speed: 1, since: performance.now() };
let running = 1; // the speed to come back to after a pause

export async function setUp() {
  adopt(await get("clock"));
  setInterval(show, 250);
  setInterval(async () => adopt(await get("clock").catch(() => ({ now: moment(), speed: known.speed }))), 20000);
  $("pause").addEventListener("click", () => change({ speed: known.speed ? 0 : running }));
  $("speed").addEventListener("change", (event) => change({ speed: Number(event.target.value) }));
  $("jump").addEventListener("click", jump);
}

export function adopt(clock) {
  known = { now: new Date(clock.now).getTime(), speed: clock.speed, since: performance.now() };
  if (clock.speed) running = clock.speed;
  $("pause").replaceChildren(icon(clock.speed ? "pause" : "play"));
  const options = [...$("speed").options];
  if (!options.some((option) => Number(option.value) === running)) $("speed").append(make("option", { value: running }, `${running} 倍`));
  $("speed").value = String(running);
  show();
}

const moment = () => known.now + (performance.now() - known.since) * known.speed;

// A report is best waited for a few minutes before its hour.
const STOPS = [["今天 17:25", 0, "17:25", "日报告前"], ["明天 08:25", 1, "08:25", "日调度前"], ["一小时后", 0, "", ""]];

function show() {
  $("clock").classList.toggle("paused", !known.speed);
  $("now").textContent = formats.map((format) => format.format(moment())).join(" ");
}

async function change(fields) {
  try {
    adopt(await post("clock", fields));
  } catch (error) {
    toast(error.message);
  }
}

async function jump() {
  const local = beijing(moment());
  const input = make("input", { type: "datetime-local", name: "at", value: local, required: true });
  const stop = ([label, days, hour, why]) => make("button", { type: "button", class: "plain", onclick: () => { input.value = stopAt(days, hour); } }, why ? `${label}（${why}）` : label);
  const form = await ask("跳到（北京时间）", [input, make("div", { class: "stops" }, ...STOPS.map(stop))]);
  if (form) await change({ now: `${form.elements.at.value}:00+08:00` });
}

const beijing = (at) => new Date(at + 8 * 3600e3).toISOString().slice(0, 16);

function stopAt(days, hour) {
  return hour ? `${beijing(moment() + days * 86400e3).slice(0, 10)}T${hour}` : beijing(moment() + 3600e3);
}
