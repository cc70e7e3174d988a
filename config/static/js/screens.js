// What the screens of a queue share: a clock that goes by the server's time, a part of the page that keeps itself fresh
// (server-sent events say "changed", the part is fetched with its ETag; without a stream it is asked for again and
// again, which costs a 304), the line said in words, and the sign of life of a paired device.
window.loketScreen = (() => {
  "use strict";
  const PATIENCE_MS = 8000;
  const BEAT_MS = 60000;
  const BACK_MS = 8000;
  const GONE = [403, 404, 410];
  const { dataset } = document.body;
  let ahead = dataset.now ? Number(dataset.now) - Date.now() : 0;

  const now = () => Date.now() + ahead;
  const format = (options) => new Intl.DateTimeFormat("id-ID", { timeZone: "Asia/Jakarta", ...options });
  const clock = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = format({ weekday: "long", day: "numeric", month: "long" });
  const time = (at) => clock.format(at).replace(":", ".");

  const tick = () => {
    const box = document.querySelector("[data-clock]");
    if (box) {
      box.hidden = false;
      box.querySelector("[data-clock-time]").textContent = time(now());
      box.querySelector("[data-clock-day]").textContent = day.format(now());
    }
    setTimeout(tick, 1000 - (now() % 1000));
  };
  document.addEventListener("DOMContentLoaded", tick);

  // The page itself is no longer ours to show (device revoked, ticket of yesterday): the server says why. Not in a circle.
  let loadedAt = Date.now();
  const reload = () => {
    if (Date.now() - loadedAt < 20000) return;
    loadedAt = Date.now();
    location.reload();
  };

  let offSince = 0;
  let backTimer = 0;
  const line = (on) => {
    const out = document.querySelector("[data-line]");
    if (!out || on === !offSince) return;
    offSince = on ? 0 : now();
    clearTimeout(backTimer);
    out.hidden = false;
    out.dataset.state = on ? "back" : "off";
    out.textContent = (on ? out.dataset.back : out.dataset.off).replace("{time}", time(now()));
    if (on) backTimer = setTimeout(() => { out.hidden = true; }, BACK_MS);
  };

  const ask = async (url, options = {}) => {
    const gaveUp = new AbortController();
    const timer = setTimeout(() => gaveUp.abort(), PATIENCE_MS);
    try {
      return await fetch(url, { credentials: "same-origin", cache: "no-store", redirect: "error", signal: gaveUp.signal, ...options });
    } finally {
      clearTimeout(timer);
    }
  };

  const beat = () => {
    if (!dataset.beat) return;
    const said = ask(dataset.beat, { method: "POST", headers: { "X-CSRFToken": dataset.csrf } });
    said.then((answer) => { if (GONE.includes(answer.status)) reload(); }, () => {});
    setTimeout(beat, BEAT_MS);
  };
  document.addEventListener("DOMContentLoaded", () => setTimeout(beat, 1000));

  // Keeps this screen's first page, so that it also starts without a network (queueing/screen_worker.js).
  if (dataset.worker && navigator.serviceWorker) {
    window.addEventListener("load", () => { navigator.serviceWorker.register(dataset.worker).catch(() => {}); });
  }

  // url: the part; calm and hasty: milliseconds between two looks with and without a stream; spread: up to so many
  // milliseconds are waited before a look that an event asks for; quiet: do not look while nobody sees the page;
  // fresh(html): what to do with a part that changed; heard(answer): with every answer.
  const watch = ({ url, calm, hasty, spread = 0, quiet = false, fresh, heard = () => {} }) => {
    let etag = null;
    let source = null;
    let timer = 0;
    let asking = false;
    let again = false;

    const open = () => source && source.readyState === EventSource.OPEN;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(look, open() ? calm : hasty);
    };
    const take = async (answer) => {
      if (GONE.includes(answer.status)) reload();
      if (answer.headers.get("X-Loket-Now")) ahead = Number(answer.headers.get("X-Loket-Now")) - Date.now();
      dataset.liveTicket = answer.headers.get("X-Live-Ticket") || dataset.liveTicket || "";
      if (answer.status === 200) {
        const html = await answer.text();
        etag = answer.headers.get("ETag");
        fresh(html);
      }
      heard(answer);
      line(answer.ok || answer.status === 304);
    };
    const look = async () => {
      if (asking) {
        again = true;
        return;
      }
      if (quiet && document.hidden) {
        later();
        return;
      }
      asking = true;
      try {
        await take(await ask(url, { headers: { "X-Requested-With": "fetch", ...(etag ? { "If-None-Match": etag } : {}) } }));
        listen();
      } catch {
        line(false);
        // A stream over a line that was cut looks open for many minutes: a new one is opened with the next answer.
        if (source) source.close();
      }
      asking = false;
      if (again) {
        again = false;
        look();
      } else later();
    };
    const soon = () => (spread ? setTimeout(look, Math.random() * spread) : look());
    // A ticket lives an hour; each look hands out the next one.
    const listen = () => {
      if (!dataset.liveUrl || !dataset.liveTicket || !window.EventSource || (source && source.readyState !== EventSource.CLOSED)) return;
      source = new EventSource(`${dataset.liveUrl}?ticket=${encodeURIComponent(dataset.liveTicket)}`);
      source.addEventListener("open", later);
      source.addEventListener("changed", soon);
      source.addEventListener("error", later);
    };

    if (!url) return;
    listen();
    look();
    window.addEventListener("online", look);
    window.addEventListener("offline", () => line(false));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  };

  return { now, time, ask, reload, watch };
})();
