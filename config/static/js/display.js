// The TV of the waiting room. Each new call is shown as a large card and spoken, one after the other: by a voice of the
// browser that speaks Indonesian, else by the clips of the build. A call is spoken once, however often it is heard of,
// also after the page was loaded anew; calling again is a new call. Nothing older than a minute is spoken. Browsers keep
// pages mute until somebody has touched them: then a bar asks for one touch. The card alone is the silent film.
(() => {
  "use strict";
  const { now, time, reload, watch } = window.loketScreen;
  const { dataset } = document.body;
  const board = document.getElementById("board");
  const flash = document.querySelector("[data-flash]");
  const unlock = document.querySelector("[data-unlock]");
  const STALE_MS = 60000;
  const CARD_MS = 5000;
  const SPEECH_MS = 15000;
  const KEPT = 60;
  const SEEN = "loket.tv.seen";
  const NIGHT = { from: "03.00", to: "03.30" };
  const clips = JSON.parse(dataset.voice || "{}");
  const buffers = new Map();
  let sound = null;
  let seen = [];
  let queue = [];
  let busy = false;

  const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });
  try { seen = JSON.parse(localStorage.getItem(SEEN) || "[]"); } catch { seen = []; }
  const remember = (key) => {
    seen = [...seen, key].slice(-KEPT);
    try { localStorage.setItem(SEEN, JSON.stringify(seen)); } catch { /* private window: this page remembers */ }
  };

  // ---- sound
  const load = async (name) => {
    if (!buffers.has(name) && clips[name]) {
      const answer = await fetch(clips[name]);
      buffers.set(name, await sound.decodeAudioData(await answer.arrayBuffer()));
    }
    return buffers.get(name);
  };
  const play = async (names) => {
    for (const name of names) {
      const buffer = await load(name).catch(() => null);
      if (!buffer) continue;
      const one = sound.createBufferSource();
      one.buffer = buffer;
      one.connect(sound.destination);
      const ended = new Promise((done) => { one.onended = done; });
      one.start();
      await Promise.race([ended, wait(buffer.duration * 1000 + 500)]);
    }
  };
  // A voice that lives in the network falls silent with it.
  const voice = () => (window.speechSynthesis ? speechSynthesis.getVoices() : [])
    .find((each) => /^(id|in)([-_]|$)/i.test(each.lang) && (each.localService || navigator.onLine));
  const say = (text, by) => new Promise((done) => {
    const words = new SpeechSynthesisUtterance(text);
    words.voice = by;
    words.lang = by.lang;
    words.rate = 0.9;
    const late = setTimeout(() => { speechSynthesis.cancel(); done(false); }, SPEECH_MS);
    words.onend = () => { clearTimeout(late); done(true); };
    words.onerror = () => { clearTimeout(late); done(false); };
    speechSynthesis.speak(words);
  });
  const speak = async (call) => {
    if (!sound || sound.state !== "running") return;
    const [bell, ...rest] = call.clips;
    await play([bell]);
    const by = voice();
    if (!by || !(await say(call.text, by))) await play(rest);
  };
  const loud = () => {
    unlock.hidden = true;
    sound = sound || new AudioContext();
    sound.resume();
    // All of them now: a call during a network cut is spoken, too.
    Object.keys(clips).reduce((before, name) => before.then(() => load(name)).catch(() => {}), Promise.resolve());
  };
  const prepare = async () => {
    if (dataset.sound !== "on" || !window.AudioContext) return;
    if (window.speechSynthesis) speechSynthesis.getVoices();
    unlock.addEventListener("click", loud);
    // Whether this browser lets a page sound that nobody has touched (a kiosk browser is told to): a pause tells.
    try {
      await new Audio(clips.jeda).play();
      loud();
    } catch {
      unlock.hidden = false;
    }
  };

  // ---- calls
  const card = (call) => {
    flash.querySelector("[data-flash-number]").textContent = call.number;
    flash.querySelector("[data-flash-place]").textContent = call.place;
    flash.hidden = false;
  };
  const work = async () => {
    if (busy) return;
    busy = true;
    while (queue.length) {
      const call = queue.shift();
      if (now() - call.at > STALE_MS) continue;
      card(call);
      await Promise.all([speak(call), wait(CARD_MS)]);
      flash.hidden = true;
      await wait(300);
    }
    busy = false;
  };
  const hear = () => {
    const fresh = [...board.querySelectorAll("[data-calls] > li")].reverse().filter((each) => !seen.includes(each.dataset.key));
    for (const each of fresh) {
      const { key, at, number, place } = each.dataset;
      remember(key);
      // Who stands at the counter already needs no call.
      if (each.dataset.quiet === undefined && now() - Number(at) <= STALE_MS) queue.push({ at: Number(at), number, place, text: each.textContent, clips: each.dataset.clips.split(" ") });
    }
    queue = queue.slice(-20);
    work();
  };

  // ---- running text: moves past; stands still, text after text, for who asked their system for less motion
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const run = () => {
    const track = document.querySelector("[data-running]");
    if (!track) return;
    const pause = document.querySelector("[data-pause]");
    let moving = null;
    if (still.matches) {
      const texts = [...track.children];
      let shown = 0;
      pause.hidden = true;
      track.dataset.still = "yes";
      const next = () => texts.forEach((text, place) => { text.hidden = place !== shown % texts.length; });
      next();
      if (texts.length > 1) setInterval(() => { shown += 1; next(); }, 12000);
      return;
    }
    const wide = track.scrollWidth;
    const room = track.parentElement.clientWidth;
    moving = track.animate(
      [{ transform: `translateX(${room}px)` }, { transform: `translateX(${-wide}px)` }],
      { duration: (wide + room) * 14, iterations: Infinity },
    );
    pause.addEventListener("click", () => {
      const stopped = pause.getAttribute("aria-pressed") !== "true";
      pause.setAttribute("aria-pressed", String(stopped));
      if (stopped) moving.pause(); else moving.play();
    });
  };

  // After a new release, and once each night when nobody is called, the page begins anew.
  const renew = (answer) => {
    const version = answer.headers.get("X-Loket-Version");
    if (version && version !== dataset.version && !busy) reload();
  };
  const night = () => {
    const at = time(now());
    if (at >= NIGHT.from && at < NIGHT.to && performance.now() > 3600000) reload();
  };

  document.addEventListener("DOMContentLoaded", () => {
    prepare();
    run();
    hear();
    setInterval(night, 300000);
    watch({
      url: dataset.board,
      calm: 10000,
      hasty: 2000,
      fresh: (html) => {
        const part = new DOMParser().parseFromString(html, "text/html");
        board.replaceChildren(...part.body.childNodes);
        hear();
      },
      heard: renew,
    });
  });
})();
