// Live pages. <body data-live-url data-live-ticket data-live-poll>: server-sent events say only "changed"; the page then
// fetches its own marked parts (hx-trigger="loket:changed from:body"). Without a stream the page asks every 5 seconds
// with If-None-Match, which costs a 304. It recovers by itself and says so. A part somebody is typing in is left alone.
(() => {
  "use strict";
  const POLL_MS = 5000;
  let state = "";
  let etag = null;
  let source = null;
  let poller = 0;
  let retry = 0;
  let missed = false;
  let turn = 0;
  let fetching = 0;
  let again = false;

  const say = (next) => {
    const out = document.querySelector("[data-live-state]");
    const before = state;
    state = next;
    if (!out || before === next) return;
    out.hidden = false;
    out.dataset.state = next === "off" ? "off" : "on";
    if (next === "off") out.textContent = out.dataset.off;
    else out.textContent = before === "off" ? out.dataset.back : out.dataset.on;
  };

  const busy = () => {
    const at = document.activeElement;
    return at && at.closest("form:not([data-again])") && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && at.type !== "checkbox" && at.type !== "radio";
  };

  const changed = () => {
    document.querySelectorAll("[data-live-notice]").forEach((box) => { box.hidden = false; });
    if (busy()) {
      document.addEventListener("focusout", () => setTimeout(changed, 300), { once: true });
      return;
    }
    // A part that is being fetched is replaced when it comes: whatever happens until the new one listens is asked for after it.
    if (fetching) again = true;
    else if (window.htmx) window.htmx.trigger(document.body, "loket:changed");
  };

  const SETTLED_MS = 100;
  const fetched = () => {
    fetching -= 1;
    if (fetching || !again) return;
    again = false;
    changed();
  };
  document.addEventListener("htmx:beforeSend", (event) => {
    if ((event.detail.requestConfig.triggeringEvent || {}).type !== "loket:changed") return;
    fetching += 1;
    event.detail.xhr.addEventListener("loadend", () => setTimeout(fetched, SETTLED_MS));
  });

  const poll = async () => {
    clearTimeout(poller);
    const mine = ++turn;
    const url = document.body.dataset.livePoll;
    if (!url || document.hidden) {
      poller = setTimeout(poll, POLL_MS);
      return;
    }
    try {
      const headers = { "X-Requested-With": "fetch", ...(etag ? { "If-None-Match": etag } : {}) };
      const answer = await fetch(url, { headers, credentials: "same-origin", cache: "no-store", redirect: "error" });
      // A ticket lives an hour; whoever answers the poll may hand out the next one.
      document.body.dataset.liveTicket = answer.headers.get("X-Live-Ticket") || document.body.dataset.liveTicket || "";
      if (answer.status === 200) {
        const fresh = answer.headers.get("ETag");
        // The first answer has nothing to be compared with; after a break it counts as news.
        if (etag === null ? missed : fresh !== etag) changed();
        etag = fresh || etag;
      }
      say(answer.ok || answer.status === 304 ? "on" : "off");
    } catch {
      say("off");
    }
    // Asked for twice at once, one goes on.
    if (mine === turn && (!source || source.readyState !== EventSource.OPEN)) poller = setTimeout(poll, POLL_MS);
  };

  const listen = () => {
    const { liveUrl, liveTicket } = document.body.dataset;
    if (!liveUrl || !liveTicket || !window.EventSource) {
      poll();
      return;
    }
    source = new EventSource(`${liveUrl}?ticket=${encodeURIComponent(liveTicket)}`);
    source.addEventListener("open", () => {
      // Something may have happened while the line was down, and a server that was away remembers no events.
      if (missed || state === "off") changed();
      missed = false;
      etag = null;
      retry = 0;
      clearTimeout(poller);
      say("on");
    });
    source.addEventListener("changed", changed);
    source.addEventListener("error", () => {
      missed = true;
      if (source.readyState === EventSource.CLOSED) {
        source.close();
        source = null;
        retry = Math.min(retry + 1, 6);
        setTimeout(listen, retry * POLL_MS);
      }
      poll();
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const { liveUrl, livePoll } = document.body.dataset;
    if (liveUrl || livePoll) listen();
  });
  window.addEventListener("online", poll);
  window.addEventListener("offline", () => say("off"));

  // A fetch of a part that failed is said in words, and what is on the page stays.
  document.addEventListener("htmx:responseError", () => say("off"));
  document.addEventListener("htmx:sendError", () => say("off"));
})();
