// Keyboard shortcuts of the staff pages. An element says its own key: data-key="t" (a letter, only outside of
// fields) or data-hotkey="F2" / "Ctrl+Enter" (works while typing). "?" opens the help. Single-letter keys can be
// switched off there (WCAG 2.1.4); that choice, and nothing about people, is remembered in this browser.
(() => {
  "use strict";
  const STORE = "loket-shortcuts";
  const isOff = () => { try { return localStorage.getItem(STORE) === "off"; } catch { return false; } };
  const typing = (node) => node.isContentEditable || /^(TEXTAREA|SELECT)$/.test(node.tagName)
    || (node.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(node.type));
  // What lies in a closed menu of the page counts as seen: its key opens the page all the same.
  const shown = (node) => node.offsetParent !== null
    || Boolean(node.closest("details.menu:not([open])")?.querySelector("summary").offsetParent);
  const visible = (node) => shown(node) && !node.disabled;
  const find = (attribute, key) => [...document.querySelectorAll(`[${attribute}]`)]
    .find((node) => node.getAttribute(attribute).toLowerCase() === key.toLowerCase() && visible(node));

  const use = (node) => {
    if (node.matches("input:not([type=checkbox]):not([type=radio]), textarea, select")) {
      node.focus();
      if (node.select) node.select();
    } else {
      node.click();
    }
  };

  const help = () => document.getElementById("shortcut-help");
  const openHelp = () => {
    const dialog = help();
    if (!dialog || dialog.open) return;
    const toggle = dialog.querySelector("[data-shortcut-toggle]");
    if (toggle) toggle.checked = !isOff();
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const named = `${event.ctrlKey ? "Ctrl+" : ""}${event.key}`;
    if (event.ctrlKey || /^F\d{1,2}$/.test(event.key)) {
      const hot = find("data-hotkey", named);
      if (hot) {
        event.preventDefault();
        use(hot);
      }
      return;
    }
    if (event.altKey || event.metaKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      openHelp();
      return;
    }
    if (isOff() || event.key.length !== 1) return;
    const target = find("data-key", event.key);
    if (target) {
      event.preventDefault();
      use(target);
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-help]")) openHelp();
    if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog").close();
  });
  document.addEventListener("change", (event) => {
    const toggle = event.target.closest("[data-shortcut-toggle]");
    if (!toggle) return;
    try { localStorage.setItem(STORE, toggle.checked ? "on" : "off"); } catch { /* private window: this visit only */ }
  });
})();
