// The hand-over: once somebody else takes it, the applicant's name goes out of the field and what is asked of others opens.
(() => {
  "use strict";
  document.addEventListener("change", (event) => {
    const list = event.target;
    const fold = list.matches && list.matches("select[name=relation]") && list.form.querySelector("[data-other-collector]");
    if (!fold) return;
    const name = list.form.querySelector("[name=receiver]");
    const applicant = fold.dataset.otherCollector;
    const other = list.value !== "" && list.value !== "SELF";
    if (other) fold.open = true;
    if (other && name.value === applicant) name.value = "";
    else if (!other && !name.value) name.value = applicant;
  });
})();
