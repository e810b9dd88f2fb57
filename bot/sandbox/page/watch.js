// 机器人收发: what the bot was asked (updates) and what it called, live, for developers.

import { get } from "./api.js";
import { $, lit, make } from "./dom.js";
import * as faults from "./faults.js";
import { state } from "./store.js";
import { locale, t } from "./tongue.js";
import { gist, nameOf } from "./words.js";

const KEPT = 400; // Rows that are shown.
const EACH = 1000; // Milliseconds between two looks.
const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: "Asia/Shanghai" });
let rows = []; // newest first
let seq = 0;
let timer = null;
let held = false; // whether the list stands still
const open = new Set(); // rows whose JSON is shown

export function setUp() {
  $("watch-open").addEventListener("click", () => toggle($("watch").hidden));
  $("watch-close").addEventListener("click", () => toggle(false));
  $("watch-hold").addEventListener("click", hold);
  $("watch-clear").addEventListener("click", () => { rows = []; show(); });
  $("watch-filter").addEventListener("input", show);
  $("watch-filter").addEventListener("submit", (event) => event.preventDefault());
  faults.setUp();
}

function toggle(shown) {
  $("watch").hidden = !shown;
  document.body.classList.toggle("watching", shown);
  $("watch-open").setAttribute("aria-pressed", String(shown));
  clearTimeout(timer);
  if (shown) look();
}

function hold() {
  held = !held;
  $("watch-hold").textContent = held ? t`继续` : t`暂停`;
  $("watch-hold").setAttribute("aria-pressed", String(held));
  if (!held) look();
}

// Another world: what was seen is gone.
export function forget() {
  [rows, seq] = [[], 0];
}

async function look() {
  clearTimeout(timer);
  if ($("watch").hidden || held) return;
  try {
    const answer = await get("sandbox/journal", { after: seq, limit: KEPT });
    if (held) return; // What was asked for before the list was held comes when it goes on.
    if (answer.seq < seq) forget();
    seq = answer.seq;
    const fresh = answer.calls.flatMap(lines).reverse();
    if (fresh.length) { rows = [...fresh, ...rows].slice(0, KEPT); learn(); show(); }
    await faults.refresh();
  } finally {
    timer = setTimeout(look, EACH);
  }
}

// A call as lines: each update that it fetched, or that was posted to a webhook, is one of its own.
function lines(call) {
  const updates = ["getUpdates", "webhook"].includes(call.method) && Array.isArray(call.answer?.result) ? call.answer.result : [];
  const line = { id: `${call.seq}`, out: true, at: call.moment, method: call.method, chat: chatName(call.params.chat_id), words: brief(call), status: call.status, fault: call.fault, whole: call };
  const asked = updates.map((update) => asking(call, update));
  if (call.method === "webhook") return asked.map((row) => ({ ...row, status: call.answer.ok ? 200 : call.status, words: call.answer.description ?? row.words }));
  return updates.length && call.status === 200 && !call.fault ? asked : [line, ...asked];
}

function asking(call, update) {
  const kind = Object.keys(update).find((name) => name !== "update_id") ?? "";
  const fact = update[kind] ?? {};
  const message = fact.message ?? fact;
  const words = kind === "callback_query" ? t`${nameOf(fact)} 点按钮 ${button_(fact)}` : message.date ? `${nameOf(message)}：${gist(message)}` : kind;
  return { id: `${call.seq}:${update.update_id}`, out: false, at: call.moment, method: kind, chat: chatName(message.chat?.id), words, status: 200, fault: null, whole: update };
}

function button_(query) {
  const keys = query.message?.reply_markup?.inline_keyboard?.flat() ?? [];
  return keys.find((key) => key.callback_data === query.data)?.text ?? query.data;
}

function chatName(id) {
  if (id === undefined) return "";
  const number = Number(id);
  return state.users.find((user) => user.id === number)?.name ?? state.chats.find((chat) => !chat.bot && chat.chat.id === number)?.chat.title ?? String(id);
}

function brief(call) {
  if (call.status !== 200) return call.answer?.description ?? "";
  const { text, caption, ...rest } = call.params;
  const words = text ?? caption;
  if (words) return String(words).replace(/<[^>]*>/g, "");
  const names = Object.keys(rest).filter((name) => name !== "chat_id");
  return names.map((name) => `${name}=${typeof rest[name] === "object" ? "…" : rest[name]}`).join(" ");
}

// Clients send objects as text inside a form; they are read as what they are.
function unpacked(call) {
  if (!call.params) return call;
  const read = ([name, value]) => {
    try { return [name, /^[[{]/.test(value) ? JSON.parse(value) : value]; } catch { return [name, value]; }
  };
  return { ...call, params: Object.fromEntries(Object.entries(call.params).map(read)) };
}

// Filters

function learn() {
  for (const [id, name] of [["watch-method", "method"], ["watch-chat", "chat"]]) {
    const known = new Set([...$(id).options].map((option) => option.value));
    const fresh = [...new Set(rows.map((row) => row[name]))].filter((value) => value && !known.has(value));
    $(id).append(...fresh.map((value) => make("option", { value }, value)));
  }
}

function wanted(row) {
  const [method, chat] = [$("watch-method").value, $("watch-chat").value];
  const failed = row.status !== 200 || row.fault;
  if ($("watch-errors").checked && !failed) return false;
  if (method ? row.method !== method : row.method === "getUpdates" && !failed) return false; // Empty polls tell nothing.
  return !chat || row.chat === chat;
}

function show() {
  const found = rows.filter(wanted);
  $("calls").replaceChildren(...(found.length ? found.map(line) : [make("li", { class: "quiet none" }, t`还没有收发记录`)]));
  $("watch-count").textContent = t`${found.length} 条`;
}

function line(row) {
  const bad = row.status !== 200 || row.fault;
  const summary = make("summary", {},
    make("time", {}, time.format(new Date(row.at))), make("span", { class: "arrow", title: row.out ? t`机器人调用` : t`机器人收到`, "aria-label": row.out ? t`调用` : t`收到` }, row.out ? "→" : "←"),
    make("b", {}, row.method), bad ? make("i", { class: "status" }, row.fault ? t`${row.status} 故障` : row.status ? String(row.status) : t`无应答`) : "", make("span", { class: "quiet chatname" }, row.chat), make("span", { class: "brief" }, ...lit(row.words)));
  const node = make("details", { open: open.has(row.id) }, summary);
  const fill = () => node.querySelector("pre") ?? node.append(make("pre", { tabindex: 0 }, JSON.stringify(unpacked(row.whole), null, 2)));
  if (open.has(row.id)) fill();
  // At the click, for the list may be drawn anew before the browser tells that the row is open.
  summary.addEventListener("click", () => { if (node.open) open.delete(row.id); else { open.add(row.id); fill(); } });
  return make("li", { class: `${row.out ? "out" : "in"}${bad ? " bad" : ""}` }, node);
}
