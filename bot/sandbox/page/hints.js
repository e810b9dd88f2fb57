// While one writes: the bot's commands after "/", the names of the group after "@". Arrows choose, Enter or Tab takes.

import { $, button, make } from "./dom.js";
import { person, present, state } from "./store.js";

const NAMES = 8;
let commands = [];
let doing; // {say, chat}
let chosen = 0;

export function setUp(acts) {
  doing = acts;
  $("menu").addEventListener("click", () => ($("hints").hidden ? offer(commandHints(doing.chat(), "")) : hide()));
}

export function learn(known) {
  commands = known;
  $("menu").hidden = commands.length === 0;
}

export function show(chat) {
  const place = $("text").selectionStart;
  const before = $("text").value.slice(0, place);
  const word = /^(\/)(\S*)$/.exec(before) ?? /([@])([^\s@]*)$/.exec(before);
  if (!word || !chat) return hide();
  return offer(word[1] === "/" ? commandHints(chat, word[2]) : nameHints(chat, word[2]));
}

// Hides the hints; says whether there were any.
export function hide() {
  const shown = !$("hints").hidden;
  offer([]);
  return shown;
}

function commandHints(chat, start) {
  const full = (command) => `/${command.command}${chat.bot ? "" : `@${command.bot}`}`;
  const take = (command) => { $("text").value = ""; doing.say(full(command)); };
  return commands.filter((command) => command.command.startsWith(start)).map((command) => ({ label: `/${command.command}`, note: command.description, pick: () => take(command) }));
}

function nameHints(chat, start) {
  if (chat.bot) return [];
  const users = chat.members.filter((member) => present(chat, member.user) && member.user !== state.me).map((member) => person(member.user));
  const named = users.filter((user) => user?.name.startsWith(start)).slice(0, NAMES);
  return named.map((user) => ({ label: `@${user.name}`, note: "", pick: () => complete(start, user.name) }));
}

function complete(start, name) {
  const text = $("text");
  const at = text.selectionStart;
  text.setRangeText(`${name} `, at - start.length, at, "end");
  text.focus();
}

function offer(hints) {
  $("hints").hidden = hints.length === 0;
  const one = ({ label, note, pick }) => make("li", {}, button([make("b", {}, label), " ", make("span", { class: "quiet" }, note)], () => { hide(); pick(); }, { tabindex: -1 }));
  $("hints").replaceChildren(...hints.map(one));
  point(0);
}

function point(at) {
  const all = [...$("hints").querySelectorAll("button")];
  chosen = all.length ? (at + all.length) % all.length : 0;
  all.forEach((node, index) => node.classList.toggle("active", index === chosen));
  all[chosen]?.scrollIntoView({ block: "nearest" });
}

// Takes the keys that choose a hint; says whether it took this one.
export function keyed(event) {
  if ($("hints").hidden || event.isComposing) return false;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) point(chosen + step);
  else if (["Enter", "Tab"].includes(event.key) && !event.shiftKey) $("hints").querySelectorAll("button")[chosen].click();
  else return false;
  event.preventDefault();
  return true;
}
