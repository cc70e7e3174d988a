// Photographs and scans: what is too large is refused before it is sent, files may be dropped on their field, and what
// arrived (also from the telephone) ticks its paper.
(() => {
  "use strict";

  const say = (input, words) => {
    const box = input.closest("[data-drop]");
    const out = box && box.querySelector("[data-attach-error]");
    if (!out) return;
    out.textContent = words;
    out.hidden = !words;
  };
  // In the capturing phase: before htmx sends it.
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches || !input.matches("input[type=file][data-most]")) return;
    say(input, "");
    if ([...input.files].every((file) => file.size <= Number(input.dataset.most))) return;
    const form = input.closest("form");
    say(input, (form && form.dataset.tooLarge) || document.querySelector("[data-too-large]")?.dataset.tooLarge || "> 15 MB");
    input.value = "";
    event.stopPropagation();
  }, true);

  document.addEventListener("dragover", (event) => {
    if (event.target.closest && event.target.closest("[data-drop]")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const box = event.target.closest && event.target.closest("[data-drop]");
    if (!box || !event.dataTransfer || !event.dataTransfer.files.length) return;
    event.preventDefault();
    const input = box.querySelector("[data-drop-here]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // Of the variants of a service only the one shown is ticked; its box is not disabled.
  const tick = () => {
    document.querySelectorAll("[data-arrived]").forEach((node) => {
      const box = document.querySelector(`[data-requirement][value="${CSS.escape(node.dataset.arrived)}"]`);
      node.removeAttribute("data-arrived");
      if (!box || box.checked || box.disabled) return;
      box.checked = true;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };
  document.addEventListener("htmx:afterSettle", tick);
})();
