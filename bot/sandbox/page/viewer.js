// A photo in its full size, over the page; the arrows go through an album.

import { $, button, make } from "./dom.js";
import { t } from "./tongue.js";

export function show(photos, at) {
  const dialog = $("viewer");
  const draw = () => {
    const one = photos[at];
    const go = (step, label, sign) => button(sign, () => turn(step), { class: "turn", "aria-label": label });
    dialog.replaceChildren(
      make("img", { src: one.source, alt: one.words || t`照片` }), one.words ? make("p", {}, one.words) : "",
      button("✕", () => dialog.close(), { class: "shut", "aria-label": t`关闭` }),
      ...(photos.length > 1 ? [go(-1, t`上一张`, "‹"), go(1, t`下一张`, "›")] : []),
    );
  };
  const turn = (step) => { at = (at + step + photos.length) % photos.length; draw(); };
  dialog.onkeydown = (event) => { const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]; if (step && photos.length > 1) turn(step); };
  dialog.onclick = (event) => { if (event.target === dialog || event.target.tagName === "IMG") dialog.close(); };
  draw();
  dialog.showModal();
}
