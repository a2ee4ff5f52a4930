// Beside each quote, a button that copies it with its source. Without this script there is none.
"use strict";
(() => {
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed in a frame or over plain HTTP: as a selection, then.
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "unseen";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  for (const place of document.querySelectorAll("[data-cite]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain copy";
    button.textContent = "Copy with source";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      const link = place.dataset.link ? "\n" + new URL(place.dataset.link, location.href).href : "";
      const done = await copy(place.dataset.cite + link);
      button.focus();
      button.textContent = done ? "Copied" : "Not copied: the browser does not allow it";
      setTimeout(() => (button.textContent = "Copy with source"), 2000);
    });
    place.prepend(button);
  }
})();
