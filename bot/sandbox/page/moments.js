// When the office's reports come: the hours of its timetable, laid over its workdays. Business time is Beijing's.

import { listed, t } from "./tongue.js";

const DAY = 86400e3;
const AHEAD = 21; // Days in which the next moment is looked for.
let hours = []; // [{at: "08:30", name, on?}]
let rest = null; // dates without reports; null: Saturdays and Sundays

export function learn(facts) {
  hours = facts.moments ?? [];
  rest = facts.rest_days ? new Set(facts.rest_days) : null;
}

// Milliseconds as a date and hour in Beijing: "2026-11-23T10:00".
export const local = (at) => new Date(at + 8 * 3600e3).toISOString().slice(0, 16);
export const instant = (text) => Date.parse(`${text.length > 16 ? text : `${text}:00`}+08:00`);

// The next moments after `now`, in order; those of the same minute are one.
export function upcoming(now, count) {
  const found = new Map();
  for (let ahead = 0; ahead < AHEAD && found.size < count + hours.length; ahead += 1) {
    const day = local(now + ahead * DAY).slice(0, 10);
    if (!works(day)) continue;
    for (const hour of hours) {
      const at = instant(`${day}T${hour.at}`);
      if (at > now && (hour.on !== "week_end" || endsWeek(day))) found.set(at, [...(found.get(at) ?? []), hour.name]);
    }
  }
  return [...found].sort(([a], [b]) => a - b).slice(0, count).map(([at, names]) => ({ at, name: listed(names) }));
}

const weekday = (day) => new Date(`${day}T00:00:00Z`).getUTCDay();
const works = (day) => (rest ? !rest.has(day) : ![0, 6].includes(weekday(day)));

function endsWeek(day) {
  const left = (7 - weekday(day)) % 7;
  return !Array.from({ length: left }, (_, ahead) => new Date(Date.parse(day) + (ahead + 1) * DAY).toISOString().slice(0, 10)).some(works);
}

// How long from now, in the words of a wall clock.
export function span(milliseconds) {
  const minutes = Math.ceil(milliseconds / 60e3);
  const parts = [[Math.floor(minutes / 1440), t`天`], [Math.floor(minutes / 60) % 24, t`小时`], [minutes % 60, t`分`]];
  const first = parts.findIndex(([count]) => count);
  return first < 0 ? t`不到 1 分` : parts.slice(first, first + 2).filter(([count]) => count).map(([count, unit]) => `${count} ${unit}`).join(" ");
}
