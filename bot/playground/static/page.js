// Keeps a screen current without reloading it. Everything works without this file too.
"use strict";

const REFRESH = { "X-Playground-Refresh": "1" };
let revision = document.body.dataset.revision;
let busy = false;

function syncLog(old, fresh) {
  const atEnd = old.scrollHeight - old.scrollTop - old.clientHeight < 80;
  const kept = new Set();
  for (const item of [...fresh.children]) {
    kept.add(item.id);
    const known = document.getElementById(item.id);
    if (!known) {
      const next = [...fresh.children].slice([...fresh.children].indexOf(item) + 1)
        .map((one) => document.getElementById(one.id)).find((one) => one && one.parentNode === old);
      old.insertBefore(document.importNode(item, true), next || null);
    } else if (known.dataset.rev !== item.dataset.rev) {
      known.replaceWith(document.importNode(item, true));
    }
  }
  for (const item of [...old.children]) if (!kept.has(item.id)) item.remove();
  if (atEnd) old.scrollTop = old.scrollHeight;
}

function syncLive(old, fresh) {
  if (old.innerHTML !== fresh.innerHTML && !old.contains(document.activeElement)) {
    old.innerHTML = fresh.innerHTML;
  } else if (old.innerHTML !== fresh.innerHTML && old.id === "home") {
    old.innerHTML = fresh.innerHTML;
    old.focus();
  } else if (old.innerHTML !== fresh.innerHTML && old.id === "sidebar") {
    const known = keyOf(document.activeElement);
    old.innerHTML = fresh.innerHTML;
    [...old.querySelectorAll("a, button")].find((one) => keyOf(one) === known)?.focus();
  }
}

function keyOf(element) {
  return element.getAttribute("href") || element.value;
}

let returnTo = null;

function syncDialog(fresh) {
  const old = document.getElementById("dialog");
  if (!old || old.dataset.rev === fresh.dataset.rev) return;
  const wasEmpty = !old.querySelector(".dialog");
  if (wasEmpty) returnTo = document.activeElement;
  old.dataset.rev = fresh.dataset.rev;
  old.innerHTML = fresh.innerHTML;
  const dialog = old.querySelector(".dialog");
  document.getElementById("layout").inert = Boolean(dialog);
  if (dialog) focusFirst(dialog);
  else (stillThere(returnTo) || document.getElementById("say"))?.focus();
}

function stillThere(element) {
  if (!element || element === document.body) return null;
  return element.isConnected ? element : document.getElementById(element.id);
}

function focusFirst(dialog) {
  const wrong = dialog.querySelector(".wrong input, .wrong select, .wrong textarea");
  const field = dialog.querySelector("input:not([type=hidden]), select, textarea");
  (wrong || field || dialog.querySelector(".dialog-foot button"))?.focus();
}

function canWrite(page) {
  return Boolean(page.querySelector(".place .composer"));
}

function take(html, acted) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  revision = fresh.body.dataset.revision || revision;
  if (canWrite(fresh) !== canWrite(document)) {
    location.reload();
    return;
  }
  for (const log of document.querySelectorAll("[data-log]")) {
    const other = fresh.getElementById(log.id);
    if (other) syncLog(log, other);
  }
  for (const live of document.querySelectorAll("[data-live]")) {
    const other = fresh.getElementById(live.id);
    if (other) syncLive(live, other);
  }
  const dialog = fresh.getElementById("dialog");
  if (dialog) syncDialog(dialog);
  const note = fresh.querySelector(".note");
  // What was complained of or told stays until the person does something else.
  if (acted || note) document.querySelector(".note")?.remove();
  if (note) document.querySelector(".place .top, .place h1")?.after(document.importNode(note, true));
}

async function refresh() {
  const answer = await fetch(location.href, { headers: REFRESH });
  if (answer.ok) take(await answer.text(), false);
}

async function poll() {
  if (busy || document.hidden) return;
  busy = true;
  try {
    const answer = await fetch("/revision");
    const latest = String((await answer.json()).revision);
    if (latest !== revision) await refresh();
  } catch {
    // The workspace is away for a moment; the next round asks again.
  } finally {
    busy = false;
  }
}

async function send(event) {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const button = event.submitter;
  const action = button?.getAttribute("formaction") || form.getAttribute("action");
  const data = new FormData(form, button);
  const body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
  if (form.classList.contains("composer")) {
    form.querySelector("textarea").value = "";
    form.querySelector(".attach").value = "";
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  const answer = await fetch(action, { method: "POST", body, headers: REFRESH });
  if (answer.ok) take(await answer.text(), true);
}

function keys(event) {
  const area = event.target;
  if (event.key === "Enter" && !event.shiftKey && area.matches?.("[data-enter]")) {
    event.preventDefault();
    area.form.requestSubmit();
  } else if (event.key === "Escape") {
    const open = document.querySelector("details.menu[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    } else document.querySelector("[data-close]")?.click();
  }
}

function toggled(event) {
  if (!event.target.matches("details.menu") || !event.target.open) return;
  for (const other of document.querySelectorAll("details.menu[open]")) {
    if (other !== event.target) other.open = false;
  }
}

document.addEventListener("submit", send);
document.addEventListener("keydown", keys);
document.addEventListener("toggle", toggled, true);
for (const log of document.querySelectorAll("[data-log]")) log.scrollTop = log.scrollHeight;
const opened = document.querySelector(".dialog");
if (opened) focusFirst(opened);
if (document.body.classList.contains("screen")) setInterval(poll, 700);
