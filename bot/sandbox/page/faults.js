// Faults to plant: the next calls of a method go wrong in the way that is chosen.

import { get, post, remove } from "./api.js";
import { $, guarded, make } from "./dom.js";
import { t } from "./tongue.js";

const KINDS = {
  limit: [t`限流（429）`, { kind: "error", code: 429, retry_after: 3 }],
  refused: [t`被拒收（403）`, { kind: "error", code: 403 }],
  wrong: [t`请求有误（400）`, { kind: "error", code: 400 }],
  broken: [t`服务器出错（500）`, { kind: "error", code: 500 }],
  html: [t`网关页面（502）`, { kind: "html" }],
  garbage: [t`乱码`, { kind: "garbage" }],
  half: [t`半截 JSON`, { kind: "half" }],
  truncated: [t`传一半断开`, { kind: "truncated" }],
  drop: [t`断开连接`, { kind: "drop" }],
  hang: [t`10 秒不答`, { kind: "hang", seconds: 10 }],
  slow: [t`慢 2 秒`, { kind: "slow", ms: 2000 }],
  unknown: [t`旧服务器，不识此方法（404）`, { kind: "unknown" }],
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
  $("fault-count").textContent = waiting.length ? t`${waiting.length} 个待发` : "";
  $("fault-clear").hidden = faults.length === 0;
  $("planted").replaceChildren(...faults.map(row));
}

function row(one) {
  const label = Object.values(KINDS).find(([, known]) => known.kind === one.kind && (known.code ?? one.code) === one.code)?.[0] ?? `${one.kind} ${one.code}`;
  const left = one.count < 0 ? t`不限次` : one.count ? t`还剩 ${one.count} 次` : t`已用完`;
  return make("li", { class: one.count ? "" : "quiet" }, t`${one.method ?? t`任意方法`}${one.contains ? `“${one.contains}”` : ""}：${label}，${one.when === "after" ? t`生效后` : t`生效前`}，${left}，已发生 ${one.played} 次`);
}
