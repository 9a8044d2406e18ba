// Forms never lose what was typed: drafts, one act per form, files by drop, steps on the phone.
"use strict";

// ── drafts: kept on this device, per person, until the act has gone through ──────

const person = document.body.dataset.person ?? "";
const draftPrefix = `draft:${person}:`;
const neverKept = new Set(["csrfmiddlewaretoken", "key", "version", "next"]);

/** What belongs to this page alone: its identity, received files, what a field first showed. */
function isOfThisPage(name) {
  return neverKept.has(name) || /^(received|removed|initial)-/.test(name);
}

function draftName(form) {
  return `${draftPrefix}${location.pathname}:${form.dataset.draft}`;
}

function typed(form) {
  const kept = {};
  for (const [name, value] of new FormData(form)) {
    if (isOfThisPage(name) || value instanceof File) continue;
    (kept[name] ??= []).push(value);
  }
  for (const secret of form.querySelectorAll("input[type=password]")) delete kept[secret.name];
  return kept;
}

function keepDraft(form, sent = false) {
  try {
    localStorage.setItem(draftName(form), JSON.stringify({ values: typed(form), sent }));
    return true;
  } catch {
    return false; // storage full or forbidden: the form itself still works
  }
}

function keepAndSay(form) {
  const mark = form.querySelector("[data-draft-mark]");
  if (keepDraft(form) && mark) mark.textContent = say("saved");
}

function restoreDraft(form, values) {
  form.querySelectorAll("[data-pick]").forEach((pick) => restorePick(pick, values));
  for (const field of form.elements) {
    const kept = values[field.name];
    if (field.type === "checkbox" || field.type === "radio") {
      if (!isOfThisPage(field.name)) field.checked = kept?.includes(field.value) ?? false;
    } else if (field.multiple && field.options) {
      for (const option of field.options) option.selected = kept?.includes(option.value) ?? false;
    } else if (kept && field.type !== "file" && !isOfThisPage(field.name)) {
      field.value = kept.shift() ?? field.value;
    }
  }
}

/** What was chosen in a search is no longer on the page: the house draws it again. */
function restorePick(pick, values) {
  const name = pick.dataset.pick;
  const chosen = values[name] ?? [];
  if (!chosen.some(Boolean)) return;
  const sent = { pick: name, [name]: chosen };
  htmx.ajax("POST", pick.dataset.url, { target: `#id_${name}`, source: pick, values: sent });
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-sm";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function offerDraft(form, values) {
  const notice = document.createElement("div");
  notice.className = "notice draft-found";
  notice.setAttribute("role", "status");
  const text = document.createElement("p");
  text.textContent = say("draft");
  notice.append(
    text,
    button(say("restore"), () => {
      restoreDraft(form, values);
      notice.remove();
    }),
    button(say("discard"), () => {
      localStorage.removeItem(draftName(form));
      notice.remove();
    }),
  );
  form.prepend(notice);
}

function drafts(prefix = draftPrefix) {
  return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
}

/** What was sent has arrived, and its draft may go, unless its own form is what came back. */
function forgetSentDrafts() {
  const returned = new Set([...document.querySelectorAll("form[data-draft]")].map(draftName));
  for (const name of drafts()) {
    const draft = JSON.parse(localStorage.getItem(name));
    if (draft.sent && !returned.has(name)) localStorage.removeItem(name);
  }
}

/** The answer was the sign-in page or an error: what was sent has not arrived. */
function keepSentDrafts() {
  for (const name of drafts("draft:")) {
    const draft = JSON.parse(localStorage.getItem(name));
    localStorage.setItem(name, JSON.stringify({ ...draft, sent: false }));
  }
}

function watchDraft(form) {
  const stored = JSON.parse(localStorage.getItem(draftName(form)) ?? "null");
  const unchanged = JSON.stringify(stored?.values) === JSON.stringify(typed(form));
  if ("hasProblems" in form.dataset) keepDraft(form);
  else if (stored && !unchanged) offerDraft(form, stored.values);
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keepAndSay, 400, form);
  });
}

if (document.body.classList.contains("framed")) forgetSentDrafts();
else keepSentDrafts();
document.querySelectorAll("form[data-draft]").forEach(watchDraft);

// ── one act per form ─────────────────────────────────────────────────────────────

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  if (form.elements.key) history.replaceState({ ...history.state, sent: identity(form) }, "");
  if ("forgetDrafts" in form.dataset) drafts().forEach((name) => localStorage.removeItem(name));
  if (form.dataset.draft) keepDraft(form, true);
});

/** By these two the server knows a form again: sent twice, it acts once. */
function identity(form) {
  return { key: form.elements.key.value, version: form.elements.version?.value };
}

// Coming back to a form that was sent must not give it a new identity, or it would act again.
const [arrival] = performance.getEntriesByType("navigation");
if (arrival?.type === "back_forward" && history.state?.sent) {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    form.elements.key.value = history.state.sent.key;
    if (form.elements.version) form.elements.version.value = history.state.sent.version;
  }
}

// Coming back with the browser's own button, a form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((part) => part.removeAttribute("aria-disabled"));
  }
});

// ── a search inside a form: without this script its button sends the form, which comes back ──

for (const pick of document.querySelectorAll("[data-pick]")) {
  const [words, look] = [pick.querySelector("input[type=search]"), pick.querySelector("button")];
  look.type = "button";
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    look.click();
  });
}

// ── files: dropped or chosen, shown before they are sent ─────────────────────────

function showFiles(drop, input) {
  const list = drop.querySelector("[data-drop-list]");
  list.replaceChildren(
    ...[...input.files].map((file) => {
      const line = document.createElement("li");
      if (file.type.startsWith("image/")) {
        const picture = document.createElement("img");
        picture.src = URL.createObjectURL(file);
        picture.alt = "";
        picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
        line.append(picture);
      }
      line.append(`${file.name} · ${Math.max(Math.round(file.size / 1024), 1).toLocaleString()} KB`);
      return line;
    }),
  );
}

function watchDrop(drop) {
  const input = drop.querySelector("input[type=file]");
  input.addEventListener("change", () => showFiles(drop, input));
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("is-over", kind === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => {
    const files = new DataTransfer();
    const wanted = [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1);
    wanted.forEach((file) => files.items.add(file));
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

document.querySelectorAll("[data-drop]").forEach(watchDrop);

// ── steps: on the phone one group of fields at a time ────────────────────────────

function walkInSteps(form) {
  const groups = [...form.querySelectorAll("fieldset.field-group")];
  if (groups.length < 2 || !matchMedia("(max-width: 768px)").matches) return;
  const acts = form.querySelector(".form-acts");
  const send = acts.querySelector("button");
  const mark = document.createElement("p");
  mark.className = "step-mark";
  groups[0].before(mark);
  const back = button(say("back"), () => show(step - 1));
  const next = button(say("next"), () => {
    if ([...groups[step].elements].every((field) => field.reportValidity())) show(step + 1);
  });
  next.classList.add("btn-primary");
  acts.prepend(back, next);
  let step = 0;
  function show(wanted) {
    step = wanted;
    groups.forEach((group, place) => group.classList.toggle("is-not-now", place !== step));
    back.hidden = step === 0;
    next.hidden = step === groups.length - 1;
    send.hidden = step !== groups.length - 1;
    mark.textContent = say("step", { step: step + 1, steps: groups.length });
    mark.scrollIntoView({ block: "nearest" });
  }
  show(Math.max(groups.findIndex((group) => group.querySelector(".has-error")), 0));
}

document.querySelectorAll("form[data-steps]").forEach(walkInSteps);
