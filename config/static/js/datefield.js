// Dates at a counter are typed as eight digits. 05081968 becomes 05-08-1968 and is read back in words
// ("5 Agustus 1968") so that a slip of the finger is seen at once. Where a date lies in the near past
// (data-past, the day's date), one or two digits are the latest such day, four the latest such day and month.
// The server decides what is valid.
(() => {
  "use strict";
  // The names of months in the page's language; the order stays day, month, year.
  const MONTH = new Intl.DateTimeFormat(document.documentElement.lang || "id", { month: "long", timeZone: "UTC" });

  const real = ([day, month, year]) => {
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
  };

  const latest = (input, text) => {
    const found = input.dataset.past && text.match(/^(\d{1,2})(\d{2})?$/);
    if (!found) return null;
    const [year, month] = input.dataset.past.split("-").map(Number);
    const tries = found[2]
      ? [year, year - 1].map((y) => [Number(found[1]), Number(found[2]), y])
      : [0, 1, 2].map((back) => { const at = year * 12 + month - 1 - back; return [Number(found[1]), (at % 12) + 1, Math.floor(at / 12)]; });
    return tries.find((each) => { const date = real(each); return date && date.toISOString().slice(0, 10) <= input.dataset.past; }) || null;
  };

  const parts = (input) => {
    const text = input.value.trim();
    const found = text.match(/^(\d{1,2})[-/. ]?(\d{1,2})[-/. ]?(\d{4})$/);
    return found ? found.slice(1).map(Number) : latest(input, text);
  };

  const echo = (input, read) => {
    const out = document.getElementById(`${input.id}-echo`);
    if (!out) return;
    const date = read && real(read);
    if (!read) out.textContent = "";
    else out.textContent = date ? `${read[0]} ${MONTH.format(date)} ${read[2]}` : out.dataset.bad || "";
  };

  const settle = (input) => {
    const read = parts(input);
    if (read && real(read)) input.value = read.map((n, i) => String(n).padStart(i === 2 ? 4 : 2, "0")).join("-");
    echo(input, read);
  };

  document.addEventListener("focusout", (event) => {
    if (event.target.matches && event.target.matches("[data-date]")) settle(event.target);
  });
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.matches || !input.matches("[data-date]")) return;
    if (/^\d{8}$/.test(input.value)) settle(input);
    // At once, not when the field is left: a line that appears under a press moves the button away from it.
    else echo(input, parts(input));
  });
  document.addEventListener("submit", (event) => event.target.querySelectorAll("[data-past]").forEach(settle), true);
})();
