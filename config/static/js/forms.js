// One press, one sending: a second press of the same form does nothing while the first is under way.
// Nothing that was typed is ever stored in the browser: on a shared counter PC that would be a leak.
(() => {
  "use strict";

  const release = (form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    // A download or a print sheet in a new tab leaves this page standing: free the form again.
    if (form.target === "_blank") setTimeout(() => release(form), 1500);
    else setTimeout(() => release(form), 20000);
  });

  // Coming back with the browser's back button must not leave dead forms.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach(release);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest && event.target.closest("form");
    if (form) release(form);
  });

  // Leaving a page with a half-filled form asks once (the browser's own words).
  let dirty = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest && event.target.closest("form[data-guard]")) dirty = true;
  });
  // Sending the form itself is no leaving; the other language or signing out is.
  document.addEventListener("submit", (event) => { if (event.target.matches("form[data-guard]")) dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

  // An error summary takes the focus, so that a screen reader begins there.
  const focusSummary = () => {
    const summary = document.querySelector(".error-summary");
    if (summary) summary.focus();
  };
  document.addEventListener("DOMContentLoaded", focusSummary);

  // A menu closes with Escape and when the focus or a press goes elsewhere.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  const closeOthers = (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  };
  document.addEventListener("pointerdown", closeOthers);
  document.addEventListener("focusin", closeOthers);

  // [data-print] prints this page; [data-check-all="name"] ticks or clears every box of that name.
  document.addEventListener("click", (event) => {
    const print = event.target.closest("[data-print]");
    if (print) window.print();
  });
  const boxesOf = (master) => [...master.closest("form").querySelectorAll(`input[type=checkbox][name="${master.dataset.checkAll}"]`)];
  const count = (master) => {
    const chosen = boxesOf(master).filter((box) => box.checked).length;
    master.closest("form").querySelectorAll("[data-chosen]").forEach((out) => { out.textContent = String(chosen); });
  };
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form");
    const master = form && form.querySelector("[data-check-all]");
    if (!master) return;
    if (event.target === master) boxesOf(master).forEach((box) => { box.checked = master.checked; });
    else master.checked = boxesOf(master).every((box) => box.checked);
    count(master);
  });

  // A list that refreshes itself keeps what was ticked; what comes new is not ticked for anybody.
  let ticked = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const master = event.target.querySelector && event.target.querySelector("[data-check-all]");
    ticked = master ? new Map(boxesOf(master).map((box) => [box.value, box.checked])) : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const master = document.querySelector("[data-check-all]");
    if (!ticked || !master) return;
    boxesOf(master).forEach((box) => { if (!box.disabled) box.checked = ticked.get(box.value) === true; });
    master.checked = boxesOf(master).every((box) => box.checked);
    count(master);
    ticked = null;
  });
})();
