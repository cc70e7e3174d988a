// Dates at a counter are typed as eight digits. 05081968 becomes 05-08-1968 and is read back in words
// ("5 Agustus 1968") so that a slip of the finger is seen at once. The server decides what is valid.
(() => {
  "use strict";
  // The names of months in the page's language; the order stays day, month, year.
  const MONTH = new Intl.DateTimeFormat(document.documentElement.lang || "id", { month: "long", timeZone: "UTC" });

  const parts = (text) => {
    const found = text.trim().match(/^(\d{1,2})[-/. ]?(\d{1,2})[-/. ]?(\d{4})$/);
    return found ? found.slice(1).map(Number) : null;
  };

  const inWords = ([day, month, year]) => {
    const date = new Date(Date.UTC(year, month - 1, day));
    const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return real ? `${day} ${MONTH.format(date)} ${year}` : null;
  };

  const settle = (input) => {
    const echo = document.getElementById(`${input.id}-echo`);
    const read = parts(input.value);
    if (!read) {
      if (echo) echo.textContent = "";
      return;
    }
    const words = inWords(read);
    if (words) input.value = read.map((n, i) => String(n).padStart(i === 2 ? 4 : 2, "0")).join("-");
    if (echo) echo.textContent = words || echo.dataset.bad || "";
  };

  document.addEventListener("focusout", (event) => {
    if (event.target.matches && event.target.matches("[data-date]")) settle(event.target);
  });
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (input.matches && input.matches("[data-date]") && /^\d{8}$/.test(input.value)) settle(input);
  });
})();
