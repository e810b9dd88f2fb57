// Arranging the house: new people, new groups, who is in a group and what the bot is there.

import { post } from "./api.js";
import { ask, guarded, make } from "./dom.js";
import { person, present, state } from "./store.js";
import { t } from "./tongue.js";

const MANY = 12; // People that are seen at a glance.

export async function newPerson() {
  const form = await ask(t`添加人员`, [make("input", { name: "name", placeholder: t`姓名`, required: true })]);
  const name = form?.elements.name.value.trim();
  if (name) await guarded(() => post("sandbox/users", { first_name: name }));
}

export async function newTopic(chat) {
  const form = await ask(t`新建话题`, [make("input", { name: "name", placeholder: t`话题名`, "aria-label": t`话题名`, required: true })]);
  const name = form?.elements.name.value.trim();
  if (name) await guarded(() => post("sandbox/topics", { user: state.me, chat: chat.key, name }));
}

const KINDS = { supergroup: t`群`, forum: t`话题群`, group: t`普通群（可升级）`, channel: t`频道` };

export async function newGroup() {
  const people = [...state.users].sort((a, b) => (b.id === state.me) - (a.id === state.me));
  const boxes = people.map((user) => check("who", user.id, user.name, user.id === state.me));
  const bots = state.bots.map((bot) => check("who", bot.id, t`${bot.first_name}（机器人）`, true));
  const kinds = make("select", { name: "kind", "aria-label": t`种类` }, ...Object.entries(KINDS).map(([value, label]) => make("option", { value }, label)));
  const form = await ask(t`新建群`, [make("input", { name: "title", placeholder: t`群名`, "aria-label": t`群名`, required: true }), kinds, ...listed([...bots, ...boxes])]);
  const title = form?.elements.title.value.trim();
  if (!title) return;
  const chosen = [...form.querySelectorAll("input[name=who]:checked")].map((box) => Number(box.value));
  const members = chosen.filter((id) => person(id));
  await guarded(async () => {
    const kind = form.elements.kind.value;
    const facts = kind === "forum" ? { kind: "supergroup", forum: true } : { kind };
    const chat = await post("sandbox/chats", { title, members, ...facts });
    const status = kind === "channel" ? "administrator" : "member";
    for (const bot of chosen.filter((id) => !person(id))) await post("sandbox/members", { chat: chat.key, user: bot, status });
  });
}

export async function members(chat) {
  const set = (user, status) => guarded(() => post("sandbox/members", { chat: chat.key, user, status, by: state.me }));
  const everybody = [...state.bots.map((bot) => ({ ...bot, name: t`${bot.first_name}（机器人）` })), ...state.users];
  everybody.sort((a, b) => present(chat, b.id) - present(chat, a.id));
  const rows = everybody.map((user) => {
    const member = chat.members.find((one) => one.user === user.id);
    const status = member && present(chat, user.id) ? member.status : "left";
    const select = make("select", { onchange: (event) => set(user.id, event.target.value) }, ...choices(status));
    return make("label", { class: "line" }, make("span", { class: "grow" }, user.name), select);
  });
  await ask(t`${chat.name} · 成员`, listed(rows), { yes: t`关闭`, no: null });
}

// Rows of people; where there are many, with a field that leaves only those whose name has the words.
function listed(rows) {
  const box = make("div", { class: "checks" }, ...rows);
  if (rows.length <= MANY) return [box];
  const narrow = (event) => rows.forEach((row) => { row.hidden = !row.textContent.includes(event.target.value.trim()); });
  const find = make("input", { type: "search", placeholder: t`按姓名查找`, "aria-label": t`按姓名查找`, oninput: narrow });
  find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  return [find, box];
}

function choices(status) {
  const words = { creator: t`群主`, administrator: t`管理员`, member: t`成员`, restricted: t`受限`, left: t`不在群里` };
  const known = Object.entries(words).filter(([value]) => value !== "creator" || status === "creator");
  return known.map(([value, label]) => make("option", { value, selected: value === status }, label));
}

function check(name, value, label, checked) {
  return make("label", { class: "line" }, make("input", { type: "checkbox", name, value, checked }), label);
}
