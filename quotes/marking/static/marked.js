// A quote that is clicked, or gone to by key or link, shows its note. Without this script the notes stand at the end.
"use strict";
(() => {
  const text = document.querySelector(".text");
  const notes = document.querySelector(".notes");
  if (!text || !notes) return;
  document.documentElement.classList.add("js");

  const quotes = [...text.querySelectorAll("mark[id]")];
  const keyOf = (mark) => mark.id.slice(2);
  let chosen = null;

  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.setAttribute("aria-label", "Close");
  close.textContent = "×";
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.append("Choose a quote to see who said it and how one knows. Keys: ");
  for (const [index, key] of ["j", "k", "Esc"].entries()) {
    const cap = document.createElement("kbd");
    cap.textContent = key;
    hint.append(index ? " " : "", cap);
  }
  if (quotes.length) notes.prepend(close, hint);

  // Where the note lies over the foot of the text, the quote must not be under it.
  const narrow = matchMedia("(max-width: 63.99rem)");
  const covered = (mark) => narrow.matches && mark.getBoundingClientRect().top > notes.getBoundingClientRect().top - 60;
  const note = (key) => document.getElementById("why-" + key);

  function remember(address) {
    try {
      history.replaceState(null, "", address);
    } catch {
      // A frame without an address of its own.
    }
  }

  function choose(key, { focus = null, scroll = false } = {}) {
    for (const old of document.querySelectorAll(".chosen, .note.open")) old.classList.remove("chosen", "open");
    chosen = key;
    if (key === null) {
      remember(location.pathname + location.search);
      return;
    }
    for (const part of text.querySelectorAll("[data-quote]")) {
      if (part.dataset.quote === key && part.tagName === "MARK") part.classList.add("chosen");
    }
    const open = note(key);
    if (open) {
      open.classList.add("open");
      open.tabIndex = -1;
      notes.scrollTop = 0;
    }
    remember("#q-" + key);
    const mark = document.getElementById("q-" + key);
    if (mark && (scroll || covered(mark))) mark.scrollIntoView({ block: narrow.matches ? "start" : "center" });
    if (focus === "note" && open) open.focus({ preventScroll: true });
    if (focus === "mark" && mark) mark.focus({ preventScroll: true });
  }

  function step(by) {
    if (!quotes.length) return;
    const at = quotes.findIndex((mark) => keyOf(mark) === chosen);
    const next = at < 0 ? (by > 0 ? 0 : quotes.length - 1) : Math.min(Math.max(at + by, 0), quotes.length - 1);
    choose(keyOf(quotes[next]), { focus: "mark", scroll: true });
  }

  function leave() {
    const mark = chosen && document.getElementById("q-" + chosen);
    choose(null);
    if (mark) mark.focus({ preventScroll: true });
  }

  function follow() {
    const place = /^#(?:q|why)-(.+)$/.exec(decodeURIComponent(location.hash));
    if (place && note(place[1])) choose(place[1], { scroll: true });
  }

  text.addEventListener("click", (event) => {
    const part = event.target.closest("[data-quote]");
    if (!part || String(getSelection())) return;
    event.preventDefault();
    choose(part.dataset.quote, { focus: part.tagName === "A" ? "note" : null });
  });
  notes.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#q-"]');
    if (!link) return;
    event.preventDefault();
    choose(link.getAttribute("href").slice(3), { focus: "mark", scroll: true });
  });
  close.addEventListener("click", leave);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "j" || event.key === "n") step(1);
    else if (event.key === "k" || event.key === "p") step(-1);
    else if (event.key === "Escape" && chosen) leave();
  });
  addEventListener("hashchange", follow);
  follow();
})();
