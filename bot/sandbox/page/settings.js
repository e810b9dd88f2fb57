// How the page looks and speaks, and its keys.

import { $, ask, make } from "./dom.js";
import * as menu from "./menu.js";
import { english, look, looks, speak, t, wear } from "./tongue.js";

const LOOKS = [t`外观：随系统`, t`外观：浅色`, t`外观：深色`];
const KEYS = [
  ["Ctrl+K", t`换人`], ["Alt+↑ Alt+↓", t`上一个、下一个会话`], ["Alt+M", t`写消息`], ["Enter", t`发送；换行用 Shift+Enter`], ["↑ ↓ Tab", t`选命令、选 @人`],
  ["Enter", t`在消息上：打开菜单`], ["Esc", t`关闭面板、取消回复`], ["Alt+N", t`导览：做这一步、下一步`], ["?", t`本页键盘操作`],
];

// `act` takes "before", "after" (a chat), "write" or "tour" as keys ask for them.
export function setUp(act) {
  $("settings").addEventListener("click", open);
  const wanted = { ArrowUp: "before", ArrowDown: "after", KeyM: "write", KeyN: "tour" };
  document.addEventListener("keydown", (event) => {
    const does = event.altKey && !event.ctrlKey && !event.metaKey ? wanted[event.code] : null;
    const asks = event.key === "?" && !event.target.closest("input, textarea, select");
    if ($("dialog").open || !(does || asks)) return;
    event.preventDefault();
    if (does) act(does);
    else keys();
  });
}

function open(event) {
  const language = english ? [t`中文界面`, () => speak("zh")] : ["English", () => speak("en")];
  const others = looks.map((one, at) => [LOOKS[at], () => wear(one)]).filter((_, at) => looks[at] !== look());
  menu.open(event, [language, ...others, [t`键盘操作`, keys]]);
}

function keys() {
  const rows = KEYS.map(([key, words]) => make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, key)), make("td", {}, words)));
  ask(t`键盘操作`, [make("table", { class: "keys" }, make("tbody", {}, ...rows))], { yes: t`关闭`, no: null });
}
