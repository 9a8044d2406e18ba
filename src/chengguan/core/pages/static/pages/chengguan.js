// Keyboard, dialogs, the running countdown, small buttons. Every page works without it.
"use strict";

const words = JSON.parse(document.getElementById("chengguan-words")?.textContent ?? "{}");

/** Fills %(name)s and %(name)d of a translated sentence. */
function say(key, values = {}) {
  return (words[key] ?? key).replace(/%\((\w+)\)[sd]/g, (_all, name) => values[name]);
}

// ── keyboard ────────────────────────────────────────────────────────────────────

function isTyping(element) {
  return element.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function rows() {
  return [...document.querySelectorAll("[data-row]")];
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.classList.contains("is-here"));
  const next = Math.min(Math.max(here + step, 0), all.length - 1);
  all[here]?.classList.remove("is-here");
  all[next].classList.add("is-here");
  all[next].querySelector("a")?.focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "nearest" });
}

const keys = {
  "/": () => document.getElementById("search")?.focus(),
  j: () => move(1),
  k: () => move(-1),
  a: () => (document.querySelector("#acts a, #acts button") ?? document.getElementById("acts"))?.focus(),
  x: () => document.querySelector(".is-here input[type=checkbox]")?.click(),
  Enter: () => {
    const url = document.querySelector(".is-here")?.dataset.url;
    if (url) location.assign(url);
  },
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  // A focused link or button answers Enter itself.
  if (event.key === "Enter" && event.target.matches("a, button, summary, input")) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// ── small buttons ───────────────────────────────────────────────────────────────

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-back], [data-print], [data-toggle-menu], [data-dialog]");
  if (!button) return;
  if ("back" in button.dataset) history.back();
  if ("print" in button.dataset) print();
  if ("dialog" in button.dataset) document.getElementById(button.dataset.dialog)?.showModal();
  if ("toggleMenu" in button.dataset) {
    event.preventDefault();
    document.getElementById("menu")?.classList.toggle("is-open");
  }
});

// ── countdown: only where the clock runs, not in a demonstration ─────────────────

function span(milliseconds) {
  const total = Math.max(Math.floor(milliseconds / 60000), 1);
  const days = Math.floor(total / 1440);
  const hours = Math.floor((total % 1440) / 60);
  const minutes = total % 60;
  if (days >= 10 || (days && !hours)) return say("days", { days });
  if (days) return say("days_hours", { days, hours });
  if (hours && minutes) return say("hours_minutes", { hours, minutes });
  return hours ? say("hours", { hours }) : say("minutes", { minutes });
}

function refreshCountdowns() {
  for (const due of document.querySelectorAll("time[data-due]")) {
    const left = new Date(due.dateTime) - Date.now();
    // A right of the party is never overdue: after its day it has run out.
    const past = due.dataset.due === "right" ? "lapsed" : "over";
    due.textContent = say(left >= 0 ? "left" : past, { span: span(Math.abs(left)) });
    if (left < 0 && past === "over") {
      due.classList.remove("is-normal", "is-warning");
      due.classList.add("is-overdue");
    }
  }
}

if ("clock" in document.body.dataset) setInterval(refreshCountdowns, 30000);

// ── columns: in sight while they fit; taller ones go with the page until their end is seen ───────

function stay(column) {
  const bar = document.querySelector(".topbar")?.offsetHeight ?? 0;
  const gap = Number(column.dataset.tall);
  const top = Math.min(bar + gap, innerHeight - column.offsetHeight - gap);
  column.style.setProperty("--stay", `${top}px`);
}

const columns = [...document.querySelectorAll("[data-tall]")];
const heights = new ResizeObserver((seen) => seen.forEach(({ target }) => stay(target)));
columns.forEach((column) => heights.observe(column));
addEventListener("resize", () => columns.forEach(stay));

// ── what stands folded above a form, and open where it has a column beside it ───────────

if (!matchMedia("(min-width: 1100px)").matches) {
  document.querySelectorAll("[data-fold-when-stacked]").forEach((fold) => (fold.open = false));
}

document.querySelector("[data-problems]")?.focus();
