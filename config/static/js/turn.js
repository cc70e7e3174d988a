// One's turn on one's phone: the part keeps itself fresh; when the number is called the phone shakes, and rings when its
// owner asked for that (a phone sounds only after a touch).
(() => {
  "use strict";
  const { watch } = window.loketScreen;
  const { dataset } = document.body;
  let ring = null;
  let called = "";

  const tone = (at, pitch) => {
    const one = ring.createOscillator();
    const loud = ring.createGain();
    one.frequency.value = pitch;
    loud.gain.setValueAtTime(0.4, at);
    loud.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
    one.connect(loud).connect(ring.destination);
    one.start(at);
    one.stop(at + 0.6);
  };
  const alarm = () => {
    if (navigator.vibrate && navigator.userActivation && navigator.userActivation.hasBeenActive) navigator.vibrate([400, 200, 400, 200, 800]);
    if (ring) [0, 0.7, 1.4].forEach((after) => { tone(ring.currentTime + after, 880); tone(ring.currentTime + after + 0.3, 660); });
  };
  const hear = () => {
    const key = document.querySelector("#turn [data-called]").dataset.called;
    const { title } = document.getElementById("turn").dataset;
    if (key && key !== called) {
      document.title = `● ${title}`;
      alarm();
    } else if (!key) document.title = title;
    called = key;
  };

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-ring]");
    button.addEventListener("click", () => {
      ring = ring || new AudioContext();
      ring.resume();
      tone(ring.currentTime, 880);
      button.setAttribute("aria-pressed", "true");
      button.textContent = button.dataset.on;
    });
    called = document.querySelector("#turn [data-called]").dataset.called;
    watch({
      url: dataset.part,
      calm: 25000,
      hasty: 12000,
      spread: 800,
      quiet: true,
      fresh: (html) => {
        const part = new DOMParser().parseFromString(html, "text/html");
        document.getElementById("turn").replaceChildren(...part.body.childNodes);
        hear();
      },
    });
  });
})();
