// The world's clock: it can run faster than ours, stand still, or jump; and what comes next in the office.

import { get, post } from "./api.js";
import { $, button, dismissable, guarded, icon, make } from "./dom.js";
import * as moments from "./moments.js";
import { locale, t } from "./tongue.js";

const SPEEDS = [[0, t`暂停`], [1, t`1 倍`], [60, t`60 倍`], [600, t`600 倍`]];
const SHOWN = 5; // Moments that are listed.
const SHY = 20e3; // One arrives this long before a moment, so that it is seen to come.
const timeZone = "Asia/Shanghai";
const formats = [
  { month: "long", day: "numeric" }, { weekday: "short" }, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
].map((parts) => new Intl.DateTimeFormat(locale, { ...parts, timeZone }));
const short = new Intl.DateTimeFormat(locale, { month: "numeric", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
let known = { now: Date.now(), speed: 1, since: performance.now() };
let running = 1; // the speed to come back to after a pause
let next = null;

export async function setUp(facts) {
  moments.learn(facts);
  adopt(await get("clock"));
  setInterval(tick, 250);
  setInterval(async () => adopt(await get("clock").catch(() => ({ now: moment(), speed: known.speed }))), 20000);
  $("pause").addEventListener("click", () => change({ speed: known.speed ? 0 : running }));
  $("clock-open").addEventListener("click", () => toggle($("time").hidden));
  $("leap").addEventListener("submit", (event) => { event.preventDefault(); jump(moments.instant($("at").value)); });
  dismissable($("time"), $("clock"), () => toggle(false));
}

export function adopt(clock) {
  known = { now: new Date(clock.now).getTime(), speed: clock.speed, since: performance.now() };
  if (clock.speed) running = clock.speed;
  $("pause").replaceChildren(icon(clock.speed ? "pause" : "play"));
  $("pause").setAttribute("aria-label", clock.speed ? t`暂停时钟` : t`时钟继续`);
  next = null;
  tick();
  showSpeeds();
  showNext();
}

export const moment = () => known.now + (performance.now() - known.since) * known.speed;

function tick() {
  const now = moment();
  $("clock").classList.toggle("paused", !known.speed);
  const words = formats.map((format) => format.format(now)).join(" ");
  $("now").textContent = words;
  $("time-now").textContent = words;
  if (!next || next.at <= now) { next = moments.upcoming(now, 1)[0] ?? null; if (next) showNext(); }
  $("next").textContent = next ? t`${next.name} · 还有 ${moments.span(next.at - now)}` : known.speed ? t`${known.speed} 倍` : "";
}

// The panel

function toggle(open) {
  $("time").hidden = !open;
  $("clock-open").setAttribute("aria-expanded", String(open));
  if (!open) return;
  $("at").value = moments.local(moment());
  showSpeeds();
  showNext();
  $("speeds").querySelector("[aria-pressed=true]")?.focus();
}

function showSpeeds() {
  const all = SPEEDS.some(([speed]) => speed === known.speed) ? SPEEDS : [...SPEEDS, [known.speed, t`${known.speed} 倍`]];
  $("speeds").replaceChildren(...all.map(([speed, label]) => button(label, () => change({ speed }), { "aria-pressed": String(speed === known.speed) })));
}

function showNext() {
  const now = moment();
  const list = moments.upcoming(now, SHOWN);
  $("leap-next").hidden = list.length === 0;
  $("leap-next").replaceChildren(...list.slice(0, 1).map((one) => button(t`跳到下一项：${one.name}`, () => jump(Math.max(moment(), one.at - SHY)), { class: "wide" })));
  const row = (one) => make("li", {}, make("time", {}, short.format(one.at)), make("b", {}, one.name), make("small", { class: "quiet" }, t`还有 ${moments.span(one.at - now)}`), button(t`跳到`, () => jump(Math.max(moment(), one.at - SHY)), { class: "plain", "aria-label": t`跳到${one.name}` }));
  $("moments").replaceChildren(...list.map(row));
}

// Jumps, and lets the clock go on if it stood still: a moment that never comes is no moment.
export async function jump(at) {
  if (!Number.isFinite(at)) return;
  await change({ now: new Date(at).toISOString(), ...(known.speed ? {} : { speed: running }) });
}

export const stop = () => change({ speed: 0 });

const change = (fields) => guarded(async () => adopt(await post("clock", fields)));
