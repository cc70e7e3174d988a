// The kiosk: steps are swapped in, so that a cut line never leaves the browser's own error page on the wall. One press is
// one number: while an answer is on its way nothing else is sent, and a press that is repeated carries the same key. Back
// to the start by itself; a cut line is said and watched.
(() => {
  "use strict";
  const { ask } = window.loketScreen;
  const { dataset } = document.body;
  const REFRESH_MS = 30000;
  const TRY_MS = 3000;
  const LAST_SECONDS = 10;
  let sending = false;
  let touchedAt = Date.now();
  let cut = 0;
  let printed = "";

  const kiosk = () => document.getElementById("kiosk");
  const cover = document.querySelector("[data-offline]");
  const home = () => window.htmx.ajax("GET", dataset.start, { target: "#kiosk", select: "#kiosk", swap: "outerHTML" });

  const tryAgain = async () => {
    try {
      const answer = await ask(dataset.start, { method: "HEAD" });
      if (answer.status < 500) {
        cut = 0;
        cover.hidden = true;
        kiosk().inert = false;
        // A form that was on its way stays: pressed again, it brings the same number.
        if (kiosk().dataset.step !== "confirm") home();
        touchedAt = Date.now();
        return;
      }
    } catch { /* still away */ }
    cut = setTimeout(tryAgain, TRY_MS);
  };
  const away = () => {
    if (cut) return;
    cover.hidden = false;
    kiosk().inert = true;
    cut = setTimeout(tryAgain, TRY_MS);
  };

  const print = () => {
    const roll = document.querySelector("[data-print-now]");
    if (!roll || roll.dataset.printNow === printed) return;
    printed = roll.dataset.printNow;
    window.print();
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (sending || cut) {
      event.preventDefault();
      return;
    }
    sending = true;
    kiosk().classList.add("kiosk-busy");
  });
  document.addEventListener("htmx:afterRequest", () => {
    sending = false;
    kiosk().classList.remove("kiosk-busy");
  });
  // "Too soon", "closed" and "this device was revoked" are pages, too.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { status } = event.detail.xhr;
    if (status === 429 || status === 409) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    } else if ([403, 404, 410].includes(status)) location.reload();
  });
  document.addEventListener("htmx:sendError", away);
  document.addEventListener("htmx:timeout", away);
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status >= 500) away(); });
  window.addEventListener("offline", away);
  document.addEventListener("htmx:afterSettle", () => {
    touchedAt = Date.now();
    const title = kiosk().querySelector("h1");
    if (title) {
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    }
    window.scrollTo(0, 0);
    print();
  });

  ["pointerdown", "keydown", "scroll"].forEach((kind) => document.addEventListener(kind, () => { touchedAt = Date.now(); }, { passive: true }));
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });

  setInterval(() => {
    if (cut || sending) return;
    const idle = Number(kiosk().dataset.idle) * 1000;
    const quiet = Date.now() - touchedAt;
    const said = kiosk().querySelector("[data-countdown]");
    if (!idle) {
      if (quiet > REFRESH_MS) home();
      return;
    }
    const left = Math.ceil((idle - quiet) / 1000);
    if (left <= 0) home();
    else if (said) {
      said.hidden = left > LAST_SECONDS;
      if (left <= LAST_SECONDS) said.textContent = said.dataset.words.replace("{n}", left);
    }
  }, 1000);

  document.addEventListener("DOMContentLoaded", () => {
    window.htmx.config.timeout = 10000;
    if (dataset.kept) away();
    print();
  });
})();
