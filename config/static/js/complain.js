// A complaint without a name asks for no name, no number and no message. Without scripts the questions stay, and
// the server drops what is typed there.
(() => {
  "use strict";
  const named = document.querySelector("[data-named]");
  if (!named) return;
  const form = named.closest("form");
  const show = () => { named.hidden = form.querySelector("[name=who][value=anonim]").checked; };
  form.addEventListener("change", show);
  // Coming back, the browser sets what was chosen before.
  window.addEventListener("pageshow", show);
  show();
})();
