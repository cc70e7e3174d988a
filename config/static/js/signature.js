// A signature on the tablet: drawn on a canvas by signature_pad, sent as a picture in the form's hidden field.
(() => {
  "use strict";
  const ready = (box) => {
    const canvas = box.querySelector("[data-pad-canvas]");
    const field = box.querySelector("input[name=signature]");
    const state = box.querySelector("[data-pad-state]");
    if (!canvas || !window.SignaturePad) return;
    // The pad writes the pen's colour into its own drawing, never into a style.
    const pad = new window.SignaturePad(canvas, { penColor: "#10203a", backgroundColor: "#ffffff", minWidth: 1.2, maxWidth: 3.2 });
    const fit = () => {
      const wide = canvas.clientWidth;
      if (!wide || canvas.dataset.wide === String(wide)) return;
      // As many dots as the screen shows, so that the line is where the finger is; what was drawn is kept.
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const drawn = pad.toData();
      canvas.width = wide * ratio;
      canvas.height = canvas.clientHeight * ratio;
      canvas.getContext("2d").scale(ratio, ratio);
      canvas.dataset.wide = String(wide);
      pad.clear();
      if (drawn.length) pad.fromData(drawn);
    };
    const keep = () => {
      field.value = pad.isEmpty() ? "" : pad.toDataURL("image/png");
      state.textContent = pad.isEmpty() ? "" : state.dataset.drawn;
    };
    box.querySelector("[data-pad-fold]").addEventListener("toggle", fit);
    window.addEventListener("resize", fit);
    pad.addEventListener("endStroke", keep);
    box.querySelector("[data-pad-clear]").addEventListener("click", () => { pad.clear(); keep(); });
    fit();
  };
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-pad]").forEach(ready));
})();
