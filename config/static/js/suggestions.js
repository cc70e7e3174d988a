// A sentence that is offered beside a field goes into the field by a press; it can be changed there like any text.
(() => {
  "use strict";

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    const field = button && document.getElementById(button.dataset.insert);
    if (!field) return;
    const text = button.dataset.text;
    const room = field.maxLength > 0 ? field.maxLength : Infinity;
    const joined = field.value.trim() ? `${field.value.trimEnd()} ${text}` : text;
    if (joined.length <= room) field.value = joined;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    button.closest("details").open = false;
    field.focus();
  });
})();
