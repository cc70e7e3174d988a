// The survey: a code behind # goes into its field and out of the address; a tablet goes back to a blank form by itself.
(() => {
  "use strict";
  const field = document.querySelector("form[data-survey-code] [name=kode]");
  if (field && location.hash.length > 1) {
    field.value = decodeURIComponent(location.hash.slice(1)).slice(0, 20);
    history.replaceState(null, "", location.pathname);
    const start = document.querySelector("form[data-survey-code] button[type=submit]");
    if (start) start.focus();
  }

  const { surveyTablet: blank, idle } = document.body.dataset;
  if (!blank) return;
  let touchedAt = Date.now();
  ["pointerdown", "keydown", "scroll", "input"].forEach((kind) => {
    document.addEventListener(kind, () => { touchedAt = Date.now(); }, { passive: true });
  });
  // What somebody else has filled in is not shown again, whatever the browser has kept.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.replace(blank); });
  setInterval(() => {
    if (Date.now() - touchedAt > Number(idle) * 1000) location.replace(blank);
  }, 1000);
})();
