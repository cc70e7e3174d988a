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
  document.addEventListener("submit", () => { dirty = false; });
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
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-check-all]");
    const form = event.target.closest("form");
    if (!form) return;
    const master = form.querySelector("[data-check-all]");
    if (!master) return;
    const boxes = [...form.querySelectorAll(`input[type=checkbox][name="${master.dataset.checkAll}"]`)];
    if (all) boxes.forEach((box) => { box.checked = all.checked; });
    else master.checked = boxes.every((box) => box.checked);
    const chosen = boxes.filter((box) => box.checked).length;
    form.querySelectorAll("[data-chosen]").forEach((out) => { out.textContent = String(chosen); });
  });
})();
