// The number of a letter the applicant brought. Villages write theirs alike but for the serial number: whoever types only that
// sees the whole number as this village wrote its last one, below the field while typing and in it afterwards. Nothing is filled
// in where nothing was typed; what is longer than a serial number, or typed again, stays as it is.
(() => {
  "use strict";
  const issuerOf = (input) => {
    const form = input.form;
    const named = [input.dataset.issuer, "desa"].map((name) => form.querySelector(`[name="${CSS.escape(name)}"]`));
    const text = named.map((node) => (node ? node.value.trim() : "")).find(Boolean) || "";
    return text.replace(/^kepala\s+desa\s+/i, "desa ").toLowerCase();
  };
  const whole = (input) => {
    const typed = input.value.trim();
    if (input.dataset.whole || !/^\d{1,5}$/.test(typed)) return "";
    const frame = JSON.parse(input.dataset.frames)[issuerOf(input)];
    return frame ? frame.replace("{}", typed) : "";
  };
  const say = (input) => {
    const echo = document.getElementById(`${input.id}-echo`);
    const number = whole(input);
    if (echo) echo.textContent = number ? echo.dataset.words.replace("{number}", number) : "";
  };
  const settle = (input) => {
    const number = whole(input);
    if (!number) return;
    input.value = number;
    input.dataset.whole = "1";
  };

  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.matches) return;
    if (input.matches("[data-frames]")) say(input);
    // A letter whose number is typed lies on the counter.
    const box = input.matches(".letter-fields input") && input.value.trim() && !input.matches("[data-not-applicable]")
      && input.closest("li").querySelector("[data-requirement]");
    if (box && !box.checked) box.click();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches && event.target.matches("[data-frames]")) settle(event.target);
  });
  document.addEventListener("submit", (event) => event.target.querySelectorAll("[data-frames]").forEach(settle), true);
})();
