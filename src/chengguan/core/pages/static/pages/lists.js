// Lists: batch acts, columns to choose, quick ranges of dates, a row that opens anywhere.
"use strict";

// ── batch ────────────────────────────────────────────────────────────────────────

function ticks(list) {
  return [...list.querySelectorAll("input[name=row]")];
}

function showBatch(list) {
  const bar = list.querySelector("[data-batch]");
  if (!bar) return;
  const count = ticks(list).filter((tick) => tick.checked).length;
  bar.hidden = count === 0;
  bar.querySelector("[data-batch-count]").textContent = say("chosen", { count });
}

// ── columns: what a person hides stays hidden on this device ──────────────────────

function columnStore() {
  return `columns:${location.pathname}`;
}

function showColumns(list) {
  const boxes = [...list.querySelectorAll("[data-columns] input")];
  for (const box of boxes) {
    for (const cell of list.querySelectorAll(`[data-column="${CSS.escape(box.value)}"]`)) {
      cell.hidden = !box.checked;
    }
  }
  return boxes;
}

function watchColumns(list) {
  const kept = JSON.parse(localStorage.getItem(columnStore()) ?? "null");
  for (const box of list.querySelectorAll("[data-columns] input")) {
    if (kept && box.value in kept) box.checked = kept[box.value];
    box.addEventListener("change", () => {
      const boxes = showColumns(list);
      localStorage.setItem(
        columnStore(),
        JSON.stringify(Object.fromEntries(boxes.map((one) => [one.value, one.checked]))),
      );
    });
  }
  if (kept) showColumns(list);
}

// ── quick ranges: counted from the day of the page, which a demonstration moves ───

function range(kind, today) {
  const [year, month, day] = today.split("-").map(Number);
  const at = (...parts) => new Date(Date.UTC(...parts)).toISOString().slice(0, 10);
  const monday = day - ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7);
  const quarter = Math.floor((month - 1) / 3) * 3;
  return {
    day: [today, today],
    week: [at(year, month - 1, monday), at(year, month - 1, monday + 6)],
    month: [at(year, month - 1, 1), at(year, month, 0)],
    quarter: [at(year, quarter, 1), at(year, quarter + 3, 0)],
    year: [at(year, 0, 1), at(year, 11, 31)],
  }[kind];
}

function watchList(list) {
  watchColumns(list);
  list.addEventListener("change", (event) => {
    if (event.target.matches("[data-tick-all]")) {
      ticks(list).forEach((tick) => (tick.checked = event.target.checked));
    }
    showBatch(list);
  });
  list.addEventListener("click", (event) => {
    const quick = event.target.closest("[data-range]");
    if (quick) {
      const [from, until] = range(quick.dataset.range, quick.parentElement.dataset.today);
      const dates = quick.closest("fieldset").querySelectorAll("input");
      [dates[0].value, dates[1].value] = [from, until];
    }
  });
  // The filters stand open where there is room and something is set.
  const filters = list.querySelector("details.filters");
  if (filters && list.querySelector(".chips") && matchMedia("(min-width: 769px)").matches) {
    filters.open = true;
  }
}

document.querySelectorAll("[data-list]").forEach(watchList);

document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-row]");
  if (!row?.dataset.url || event.target.closest("a, button, input, label, summary")) return;
  if (!getSelection().isCollapsed) return; // the person is copying a number
  location.assign(row.dataset.url);
});
