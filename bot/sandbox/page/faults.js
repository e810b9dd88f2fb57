// Faults to plant: the next calls of a method go wrong in the way that is chosen.

import { get, post, remove } from "./api.js";
import { $, guarded, make } from "./dom.js";

const KINDS = {
  limit: ["限流（429）", { kind: "error", code: 429, retry_after: 3 }],
  refused: ["被拒收（403）", { kind: "error", code: 403 }],
  wrong: ["请求有误（400）", { kind: "error", code: 400 }],
  broken: ["服务器出错（500）", { kind: "error", code: 500 }],
  html: ["网关页面（502）", { kind: "html" }],
  garbage: ["乱码", { kind: "garbage" }],
  half: ["半截 JSON", { kind: "half" }],
  truncated: ["传一半断开", { kind: "truncated" }],
  drop: ["断开连接", { kind: "drop" }],
  hang: ["10 秒不答", { kind: "hang", seconds: 10 }],
  slow: ["慢 2 秒", { kind: "slow", ms: 2000 }],
  unknown: ["旧服务器，不识此方法（404）", { kind: "unknown" }],
};

export function setUp() {
  $("fault-kind").replaceChildren(...Object.entries(KINDS).map(([value, [label]]) => make("option", { value }, label)));
  $("fault").addEventListener("submit", plant);
  $("fault-clear").addEventListener("click", () => guarded(async () => { await remove("sandbox/faults"); await refresh(); }));
}

async function plant(event) {
  event.preventDefault();
  const fields = event.currentTarget.elements;
  const [method, contains] = [fields.method.value.trim(), fields.contains.value.trim()];
  const [, fault] = KINDS[fields.kind.value];
  await guarded(async () => {
    await post("sandbox/faults", { ...fault, ...(method ? { method } : {}), ...(contains ? { contains } : {}), count: Number(fields.count.value), when: fields.when.value });
    await refresh();
  });
}

export async function refresh() {
  const { faults } = await get("sandbox/faults");
  const waiting = faults.filter((one) => one.count !== 0);
  $("fault-count").textContent = waiting.length ? `${waiting.length} 个待发` : "";
  $("fault-clear").hidden = faults.length === 0;
  $("planted").replaceChildren(...faults.map(row));
}

function row(one) {
  const label = Object.values(KINDS).find(([, known]) => known.kind === one.kind && (known.code ?? one.code) === one.code)?.[0] ?? `${one.kind} ${one.code}`;
  const left = one.count < 0 ? "不限次" : one.count ? `还剩 ${one.count} 次` : "已用完";
  return make("li", { class: one.count ? "" : "quiet" }, `${one.method ?? "任意方法"}${one.contains ? `“${one.contains}”` : ""}：${label}，${one.when === "after" ? "生效后" : "生效前"}，${left}，已发生 ${one.played} 次`);
}
