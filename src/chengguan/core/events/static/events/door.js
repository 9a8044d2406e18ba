// The door: what is read is kept on this device first, under a key born here, and told to the
// house when it can be reached. The house takes each key once, so telling it again does no harm.
// A module: its names are its own.

const door = document.querySelector("[data-door]");
const words = JSON.parse(document.getElementById("door-words").textContent);
const roster = new Map(
  JSON.parse(document.getElementById("door-roster").textContent).map((one) => [one.code, one]),
);
const part = (name) => door.querySelector(`[data-door-${name}]`);
const SHOWN = 30;
const AT_ONCE = 100;
const AGAIN = 10000;

function speak(key, n) {
  return words[key].replace("%(n)s", n);
}

// ── kept on the device ──────────────────────────────────────────────────────────

const base = new Promise((resolve, reject) => {
  const asked = indexedDB.open("events-door", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("seen", { keyPath: "id" });
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function store(mode, act) {
  const transaction = (await base).transaction("seen", mode);
  const asked = act(transaction.objectStore("seen"));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

async function mine() {
  const all = await store("readonly", (seen) => seen.getAll());
  return all.filter((one) => one.event === door.dataset.door).sort((a, b) => (a.at < b.at ? 1 : -1));
}

const keep = (one) => store("readwrite", (seen) => seen.put(one));

// ── one code ────────────────────────────────────────────────────────────────────

function bornHere() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** By its digest this device tells whom a code belongs to; without https it cannot. */
async function digestOf(code) {
  if (!crypto.subtle) return "";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function say(text, good) {
  const last = part("last");
  last.textContent = text;
  last.classList.toggle("is-good", good);
  last.classList.toggle("is-bad", !good);
}

async function read(typed, came, where) {
  const code = typed.toUpperCase().replace(/\s/g, "");
  if (!code) return;
  const before = await mine();
  const twice = before.find((one) => one.code === code);
  if (twice) {
    say(`${twice.name || code} · ${words.twice}`, true);
    return;
  }
  const digest = await digestOf(code);
  const name = roster.get(digest)?.name ?? "";
  const at = new Date().toISOString();
  const one = { id: bornHere(), event: door.dataset.door, code, digest, at, where, name, met: "" };
  if (came) one.came = came;
  await keep(one);
  say(`${one.name || code} · ${words.kept}`, true);
  await show();
  tell();
}

// ── telling the house ───────────────────────────────────────────────────────────

let telling = false;

async function tell() {
  if (telling) return;
  telling = true;
  try {
    for (;;) {
      const waiting = (await mine()).filter((one) => !one.met).slice(-AT_ONCE);
      if (!waiting.length) break;
      if (!(await sent(waiting))) break;
    }
  } catch {
    network("offline");
  } finally {
    telling = false;
    await show();
  }
}

async function sent(waiting) {
  const seen = waiting.map(({ id, code, at, where, came }) => ({ id, code, at, where, came }));
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const answer = await fetch(door.dataset.post, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ seen }),
  });
  if (answer.redirected || !answer.ok) {
    network("signed_out");
    return false;
  }
  const { met } = await answer.json();
  const told = new Map(met.map((one) => [one.id, one]));
  for (const one of waiting) {
    const { met: became, name } = told.get(one.id);
    await keep({ ...one, met: became, name: name || one.name });
    if (one === waiting[0]) say(`${name || one.code} · ${words[became]}`, isGood(became));
  }
  network("online");
  return true;
}

const isGood = (met) => met === "arrived" || met === "before";

function network(state) {
  part("network").textContent = words[state];
}

// ── what is seen ────────────────────────────────────────────────────────────────

async function show() {
  const all = await mine();
  const waiting = all.filter((one) => !one.met).length;
  const here = all.filter((one) => !one.met || isGood(one.met)).map((one) => one.digest || one.id);
  const before = [...roster.values()].filter((one) => one.came).map((one) => one.code);
  part("count").textContent = speak("arrived", new Set([...before, ...here]).size);
  part("queue").textContent = waiting ? speak("waiting", waiting) : words.none;
  part("list").replaceChildren(...all.slice(0, SHOWN).map(line));
}

function line(one) {
  const made = document.createElement("li");
  const who = document.createElement("span");
  who.textContent = one.name || one.code;
  if (one.name) who.lang = "zh";
  const state = document.createElement("span");
  state.className = `state ${one.met ? (isGood(one.met) ? "is-done" : "is-overdue") : "is-held"}`;
  state.textContent = one.met ? words[one.met] : words.kept;
  made.append(who, state);
  return made;
}

// ── the camera, where the browser reads codes by itself ─────────────────────────

async function look() {
  const video = part("video");
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    say(words.camera, false);
    return;
  }
  video.hidden = false;
  await video.play();
  const reader = new BarcodeDetector({ formats: ["qr_code"] });
  let last = "";
  setInterval(async () => {
    const [found] = await reader.detect(video).catch(() => []);
    if (!found || found.rawValue === last) return;
    last = found.rawValue;
    read(last, undefined, form.elements.where.value);
  }, 300);
}

// ── begin ───────────────────────────────────────────────────────────────────────

const form = part("form");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { code, came, where } = form.elements;
  const typed = code.value;
  const number = Number.parseInt(came.value, 10);
  code.value = came.value = "";
  code.focus();
  await read(typed, number > 0 ? number : undefined, where.value);
});
if ("BarcodeDetector" in window) {
  part("camera").hidden = false;
  part("camera").addEventListener("click", look);
}
part("send").addEventListener("click", tell);
addEventListener("online", tell);
addEventListener("offline", () => network("offline"));
setInterval(tell, AGAIN);
network(navigator.onLine ? "online" : "offline");
show().then(tell);
form.elements.code.focus();
