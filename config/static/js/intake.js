// The counter's speed: Enter walks to the next field instead of sending half a form (Shift+Enter breaks a line), sixteen digits look the person
// up at once, F2 ticks the whole checklist (data-hotkey, see shortcuts.js), Ctrl+Enter receives the file.
(() => {
  "use strict";
  const FIELDS = "input:not([type=hidden]):not([type=file]):not([name=original]):not([disabled]), select:not([disabled]), textarea:not([disabled]), button[data-finish]";

  const next = (form, from) => {
    const all = [...form.querySelectorAll(FIELDS)].filter((node) => node.offsetParent !== null && node.tabIndex >= 0);
    const group = from.type === "radio" ? from.name : null;
    return all.slice(all.indexOf(from) + 1).find((node) => !(group && node.name === group) && !(node.type === "radio" && !node.checked && all.some((o) => o.name === node.name && o.checked)));
  };

  document.addEventListener("keydown", (event) => {
    const node = event.target;
    if (event.key !== "Enter" || event.ctrlKey || event.shiftKey || event.isComposing) return;
    const form = node.closest && node.closest("form[data-enter-next]");
    if (!form || !/^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName)) return;
    event.preventDefault();
    const target = next(form, node);
    if (target) {
      target.focus();
      if (target.select && target.type !== "checkbox" && target.type !== "radio") target.select();
    }
  });

  // "Semua lengkap": one key for the whole list; a second press takes it back.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-all-complete]");
    if (!button) return;
    const boxes = [...button.closest("form").querySelectorAll("input[type=checkbox][data-requirement]")]
      .filter((box) => box.offsetParent !== null && !exempt(box));
    const tick = !boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = tick; });
    tell(button.closest("form"));
    // A letter that is here still wants its number: the cursor goes there.
    const empty = [...button.closest("form").querySelectorAll(".letter-fields input[required]")]
      .find((input) => input.offsetParent !== null && !input.value && !exempt(input.closest("li").querySelector("[data-requirement]")));
    if (tick && empty) empty.focus();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches && event.target.matches("[data-requirement], [data-not-applicable]")) tell(event.target.closest("form"));
  });

  // Ticked as "does not apply": neither here nor missing.
  const exempt = (box) => { const off = box.closest("li").querySelector("[data-not-applicable]"); return Boolean(off && off.checked); };

  const tell = (form) => {
    const boxes = [...form.querySelectorAll("input[type=checkbox][data-requirement]")].filter((box) => box.offsetParent !== null);
    const missing = boxes.filter((box) => !box.checked && !exempt(box)).length;
    form.querySelectorAll("[data-missing]").forEach((out) => {
      // Without a list (the kind of request is not chosen yet) nothing is said to be complete.
      if (!boxes.length) out.textContent = out.dataset.noList;
      else out.textContent = missing ? out.dataset.someMissing.replace("{n}", String(missing)) : out.dataset.noneMissing;
    });
  };

  // Sixteen digits are a whole NIK: look it up without waiting for Enter.
  document.addEventListener("input", (event) => {
    const node = event.target;
    if (!node.matches || !node.matches("[data-find]")) return;
    if (/^\d{16}$/.test(node.value.trim())) node.form.querySelector("button[value=find]").click();
  });

  // A whole NIK in the form: what earlier files say of it is proposed above the questions, the cursor goes on.
  document.addEventListener("change", (event) => {
    const node = event.target;
    if (!node.matches || !node.matches("form[data-known] [name=nik]") || !window.htmx) return;
    const digits = node.value.replace(/\D/g, "");
    if (digits.length !== 16 || node.form.dataset.asked === digits) return;
    node.form.dataset.asked = digits;
    window.htmx.ajax("POST", node.form.action, { source: node, target: "#known", select: "#known", swap: "outerHTML", values: { do: "known", nik: digits } });
  });

  // Three letters are enough to look: who was found stands below while one types, and Enter takes the first.
  let waiting = 0;
  let live = false;
  const shownFor = () => { const found = document.querySelector("#found input[name=query]"); return found ? found.value : null; };
  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!box.matches || !box.matches("[data-find]") || !window.htmx) return;
    clearTimeout(waiting);
    if (!/\p{L}{3}/u.test(box.value)) return;
    waiting = setTimeout(() => {
      if (document.activeElement !== box || shownFor() === box.value && document.querySelector(".matches")) return;
      live = true;
      window.htmx.ajax("POST", box.form.action, { source: box.form, target: "#found", select: "#found", swap: "outerHTML", values: { do: "find" } });
    }, 250);
  });
  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (event.key !== "Enter" || !box.matches || !box.matches("[data-find]")) return;
    clearTimeout(waiting);
    const first = document.querySelector(".matches button");
    if (!first || shownFor() !== box.value) return;
    event.preventDefault();
    first.click();
  });

  // After a lookup the first answer is ready under the fingers: Enter takes it. With no answer the form opens.
  document.addEventListener("htmx:afterSettle", (event) => {
    // A photograph that came in, or a proposal: the cursor stays where it is.
    if (event.target.matches && event.target.matches("#known, [data-papers], #phone-box, #phone-link")) return;
    const ready = document.querySelector("[data-autofocus]");
    const typing = live && document.activeElement && document.activeElement.matches("[data-find]");
    live = false;
    if (ready && ready !== document.activeElement && !typing) {
      ready.focus();
      ready.removeAttribute("data-autofocus");
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    const ready = document.querySelector("[data-autofocus]");
    if (ready && !document.querySelector(".error-summary")) ready.focus();
  });

  // Arrow keys walk through the people found.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const found = [...document.querySelectorAll(".matches button")];
    if (!found.length) return;
    const at = found.indexOf(document.activeElement);
    if (at < 0 && !(event.target.matches && event.target.matches("[data-find]"))) return;
    event.preventDefault();
    const to = event.key === "ArrowDown" ? Math.min(at + 1, found.length - 1) : at - 1;
    (to < 0 ? document.querySelector("[data-find]") : found[to]).focus();
  });

  // A requirement group (new, moved, lost) shows its own checklist, and in it the papers of the chosen condition;
  // without scripts all are listed under their heads.
  const show = (box, on) => {
    box.hidden = !on;
    box.querySelectorAll("input, select, textarea").forEach((node) => { node.disabled = !on; });
  };
  const showVariant = () => {
    const asked = document.querySelector("input[type=radio][name=requirement_group]");
    const chosen = document.querySelector("input[name=requirement_group]:checked");
    document.querySelectorAll("[data-variant]").forEach((box) => {
      const on = asked ? Boolean(chosen) && box.dataset.variant === chosen.value : true;
      show(box, on);
      const condition = box.querySelector("input[name=condition]:checked");
      if (on) box.querySelectorAll("[data-condition]").forEach((item) => show(item, Boolean(condition) && item.dataset.condition === condition.value));
    });
    showQuestions();
    document.querySelectorAll("form").forEach((form) => { if (form.querySelector("[data-missing]")) tell(form); });
  };
  document.addEventListener("change", (event) => {
    if (event.target.name === "requirement_group" || event.target.name === "condition") showVariant();
    else if (document.querySelector(`[data-when="${CSS.escape(event.target.name || "")}"]`)) showQuestions();
  });
  // A question that depends on another answer is asked when that answer is given.
  const showQuestions = () => {
    document.querySelectorAll("[data-when]").forEach((box) => {
      const name = CSS.escape(box.dataset.when);
      const given = document.querySelector(`[name="${name}"]:checked, select[name="${name}"], input[name="${name}"]:not([type=radio]):not([type=checkbox])`);
      const values = box.dataset.whenValues.split("|");
      show(box, Boolean(given) && values.includes(given.value));
    });
  };
  document.addEventListener("DOMContentLoaded", showVariant);
  document.addEventListener("htmx:afterSettle", showVariant);
})();
