// Repeatable rows (heirs, family members). Without scripts the add, remove and move buttons submit the form and
// the server answers with one row more or less, or in another place; with scripts the same happens on the spot.
(() => {
  "use strict";

  const renumber = (box) => {
    const place = new RegExp(`${box.dataset.group}-(?:\\d+|N)-`, "g");
    const rows = box.querySelectorAll(":scope > [data-row]");
    rows.forEach((row, index) => {
      row.querySelectorAll("[name], [id], [for], [aria-describedby], [list]").forEach((node) => {
        for (const key of ["name", "id", "for", "aria-describedby", "list"]) {
          const old = node.getAttribute(key);
          if (old) node.setAttribute(key, old.replaceAll(place, `${box.dataset.group}-${index}-`));
        }
      });
      row.querySelectorAll("button[value^='remove:'], button[value^='up:']").forEach((button) => {
        const word = button.value.split(":")[0];
        button.value = `${word}:${box.dataset.group}:${index}`;
        if (word === "up") button.hidden = index === 0;
      });
      const number = row.querySelector("[data-row-number]");
      if (number) number.textContent = String(index + 1);
    });
    const min = Number(box.dataset.min || 0);
    const max = Number(box.dataset.max || 50);
    box.querySelectorAll("button[value^='remove:']").forEach((button) => { button.hidden = rows.length <= min; });
    const add = box.querySelector("[data-add-row]");
    if (add) add.hidden = rows.length >= max;
    const count = box.querySelector("[data-row-count]");
    if (count) count.value = String(rows.length);
  };

  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add-row]");
    const remove = event.target.closest("button[value^='remove:']");
    const up = event.target.closest("button[value^='up:']");
    const box = event.target.closest("[data-group]");
    if (!box || (!add && !remove && !up)) return;
    event.preventDefault();
    if (add) {
      const row = box.querySelector("template").content.firstElementChild.cloneNode(true);
      box.querySelector("[data-group-foot]").before(row);
      renumber(box);
      const first = row.querySelector("input:not([type=hidden]), select, textarea");
      if (first) first.focus();
    } else if (up) {
      const row = up.closest("[data-row]");
      // A row that was added stands behind the template: the row above it is not its next neighbour.
      const rows = [...box.querySelectorAll(":scope > [data-row]")];
      const above = rows[rows.indexOf(row) - 1];
      if (above) above.before(row);
      renumber(box);
      (up.hidden ? row.querySelector("input:not([type=hidden]), select, textarea") : up).focus();
    } else {
      remove.closest("[data-row]").remove();
      renumber(box);
      const back = box.querySelector("[data-add-row]");
      if (back) back.focus();
    }
    box.dispatchEvent(new Event("change", { bubbles: true })); // what shows a preview shows it anew
  });
})();
