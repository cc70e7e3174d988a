// The camera reads the QR code of a letter. The browser's own reader where it has one, else ours (WebAssembly from this origin), which is
// fetched only now. What was read is put into the field as if it had been typed; a hardware scanner types there by itself.
(() => {
  "use strict";
  const EVERY = 150;
  const box = () => document.getElementById("scanner");
  let target = null;
  let sends = false;
  let stream = null;
  let timer = 0;

  const says = (words) => { box().querySelector("[data-scan-says]").textContent = words; };

  const fetched = (url) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  const reader = async () => {
    const own = window.BarcodeDetector;
    if (own && (await own.getSupportedFormats()).includes("qr_code")) return new own({ formats: ["qr_code"] });
    if (!window.BarcodeDetectionAPI) await fetched(box().dataset.reader);
    const { BarcodeDetector, prepareZXingModule } = window.BarcodeDetectionAPI;
    const wasm = new URL(box().dataset.wasm, document.baseURI).href;
    await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
    return new BarcodeDetector({ formats: ["qr_code"] });
  };

  const stop = () => {
    clearTimeout(timer);
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    if (box()) box().querySelector("video").srcObject = null;
  };

  const ours = (text) => /\/v\/[0-9a-z-]+\/?$/i.test(text) || /^[0-9a-z-]{12,15}$/i.test(text);

  // The code alone, as it is printed: easier to compare with the letter than the whole address.
  const code = (text) => {
    const found = /(?:\/v\/)([0-9a-z-]+)\/?$/i.exec(text.trim());
    return found ? found[1].replace(/-/g, "").toUpperCase().match(/.{1,4}/g).join("-") : text;
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches && event.target.matches("input.w-letter")) event.target.value = code(event.target.value);
  }, true);
  // What Loket knows of the letter need not be typed.
  document.addEventListener("htmx:afterSwap", (event) => {
    const letter = event.target.querySelector && event.target.id.startsWith("seen-") && event.target.querySelector(".letter-seen-good");
    const typed = letter && event.target.closest("li").querySelector("details.letter-fields");
    if (typed) typed.open = false;
  });

  const take = (text) => {
    const input = target;
    const form = input.form;
    const submit = sends;
    box().close();
    input.value = code(text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
    if (submit) form.requestSubmit();
  };

  const look = (detector, video) => {
    timer = setTimeout(async () => {
      if (!stream) return;
      try {
        const found = video.readyState >= 2 ? await detector.detect(video) : [];
        if (!stream) return;
        const letter = found.find((each) => ours(each.rawValue.trim()));
        if (letter) { take(letter.rawValue.trim()); return; }
        if (found.length) says(box().dataset.strange);
      } catch (error) {
        says(box().dataset.broken);
        return;
      }
      look(detector, video);
    }, EVERY);
  };

  const start = async () => {
    const dialog = box();
    const video = dialog.querySelector("video");
    dialog.showModal();
    says(dialog.dataset.starting);
    if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) { says(dialog.dataset.none); return; }
    let opened;
    try {
      opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    } catch (error) {
      says(error.name === "NotAllowedError" ? dialog.dataset.refused : dialog.dataset.none);
      return;
    }
    // Closed while the browser was still asking: the camera must not stay on.
    if (!dialog.open) { opened.getTracks().forEach((track) => track.stop()); return; }
    stream = opened;
    video.srcObject = stream;
    await video.play();
    let detector;
    try { detector = await reader(); } catch (error) { says(dialog.dataset.broken); stop(); return; }
    if (!stream) return;
    says(dialog.dataset.looking);
    look(detector, video);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-scan]");
    if (button && box()) {
      target = document.getElementById(button.dataset.scan);
      sends = button.hasAttribute("data-scan-send");
      box().addEventListener("close", () => { stop(); if (target) target.focus(); }, { once: true });
      start();
    } else if (event.target.closest("[data-scan-close]")) box().close();
  });
  window.addEventListener("pagehide", stop);
})();
