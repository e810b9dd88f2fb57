// Files that will be sent with the next message: picked, pasted or dropped.

import { $, button, icon, make } from "./dom.js";
import { t } from "./tongue.js";

let files = [];
let open; // returns the chat that is open

export function setUp(current) {
  open = current;
  const area = $("main");
  const carries = (event) => open() && event.dataTransfer?.types.includes("Files");
  document.addEventListener("paste", (event) => open() && !$("dialog").open && take(event.clipboardData.files, event));
  area.addEventListener("dragover", (event) => { if (carries(event)) { event.preventDefault(); area.classList.add("dropping"); } });
  area.addEventListener("dragleave", (event) => { if (!area.contains(event.relatedTarget)) area.classList.remove("dropping"); });
  area.addEventListener("drop", (event) => { area.classList.remove("dropping"); if (carries(event)) take(event.dataTransfer.files, event); });
  $("files").addEventListener("change", (event) => { take(event.target.files); event.target.value = ""; });
}

export const taken = () => files;

export function clear() {
  files = [];
  show();
}

export function add(more) {
  files = [...files, ...more];
  show();
}

function take(more, event) {
  if (!more?.length) return;
  event?.preventDefault();
  add(more);
  $("text").focus();
}

function show() {
  const without = (file) => { files = files.filter((one) => one !== file); show(); };
  const chip = (file) => make("li", {}, preview(file), make("span", {}, file.name), button("✕", () => without(file), { class: "plain", "aria-label": t`不发送${file.name}` }));
  $("attached").replaceChildren(...files.map(chip));
}

function preview(file) {
  if (!file.type.startsWith("image/")) return icon("file");
  const image = make("img", { src: URL.createObjectURL(file), alt: "" });
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}
