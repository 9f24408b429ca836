// Keeps a screen current without reloading it. Everything works without this file too.
"use strict";

const REFRESH = { "X-Playground-Refresh": "1" };
let revision = "";
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
      replaceIn(known, item);
    }
  }
  const active = document.activeElement;
  for (const item of [...old.children]) if (!kept.has(item.id)) item.remove();
  if (active !== document.body && !active.isConnected) old.focus();
  if (atEnd) old.scrollTop = old.scrollHeight;
}

function syncLive(old, fresh) {
  if (old.innerHTML === fresh.innerHTML) return;
  const active = document.activeElement;
  const held = old.contains(active);
  // Somebody may be typing there; Home and the sidebar are only pressed.
  if (held && old.id !== "home" && old.id !== "sidebar") return;
  const mark = held ? markOf(active) : "";
  old.innerHTML = fresh.innerHTML;
  if (held) (marked(old, mark) || old).focus();
}

// What stays the same of a control when what is around it is drawn anew.
function markOf(element) {
  const pressed = element.matches("button") ? element.value : "";
  return element.id || element.getAttribute("href") || pressed || "";
}

function marked(place, mark) {
  if (!mark) return null;
  const all = [...place.querySelectorAll("a, button, input, select, textarea")];
  const row = mark.includes("\t") ? mark.slice(0, mark.indexOf("\t") + 1) : null;
  return all.find((one) => markOf(one) === mark)
    || (row && all.find((one) => markOf(one).startsWith(row))) || null;
}

// Where reading goes on when what had the focus is gone from it.
function landing(place) {
  const found = place.querySelector("article") || place;
  if (!found.hasAttribute("tabindex")) found.tabIndex = -1;
  return found;
}

function replaceIn(known, item) {
  const active = document.activeElement;
  const held = known.contains(active);
  const copy = document.importNode(item, true);
  known.replaceWith(copy);
  if (held) (marked(copy, markOf(active)) || landing(copy)).focus();
}

let returnTo = null;
const lastIn = {};

function syncDialog(fresh) {
  const old = document.getElementById("dialog");
  if (!old || old.dataset.rev === fresh.dataset.rev) return;
  leave(old.querySelector(".dialog"));
  old.dataset.rev = fresh.dataset.rev;
  old.innerHTML = fresh.innerHTML;
  const dialog = old.querySelector(".dialog");
  document.getElementById("layout").inert = Boolean(dialog);
  if (dialog) focusIn(dialog);
  else origin()?.focus();
}

// Remembers where the focus was, in a dialog or, before the first one, on the page.
function leave(dialog) {
  const active = document.activeElement;
  if (dialog?.dataset.view) lastIn[dialog.dataset.view] = markOf(active);
  else if (!dialog) {
    const place = active.closest(".message, #home, #sidebar");
    returnTo = { element: active, mark: markOf(active), place: place?.id };
  }
}

function origin() {
  const { element, mark, place } = returnTo || {};
  if (element?.isConnected && element !== document.body) return element;
  const around = document.getElementById(place);
  const found = marked(around || document, mark) || (around && landing(around));
  return found || document.getElementById("say") || document.getElementById("place-title");
}

function focusIn(dialog) {
  const known = marked(dialog, lastIn[dialog.dataset.view]);
  if (known && !dialog.querySelector(".wrong")) known.focus();
  else focusFirst(dialog);
}

function focusFirst(dialog) {
  const wrong = dialog.querySelector(".wrong input, .wrong select, .wrong textarea");
  const field = dialog.querySelector("input:not([type=hidden]), select, textarea");
  const safest = dialog.matches("[role=alertdialog]") && dialog.querySelector("[data-close]");
  // Without a field there is something to read: from its beginning.
  (wrong || field || safest || dialog.querySelector("h2")).focus();
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
  const written = form.matches(".composer") ? form.querySelector("textarea") : null;
  if (written) {
    written.value = "";
    form.querySelector(".attach").value = "";
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  const answer = await fetch(action, { method: "POST", body, headers: REFRESH }).catch(() => null);
  if (answer?.ok) take(await answer.text(), true);
  // What could not be sent is still there to be sent again.
  else if (written && !written.value) written.value = data.get("text");
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

function start() {
  revision = document.body.dataset.revision;
  for (const log of document.querySelectorAll("[data-log]")) log.scrollTop = log.scrollHeight;
  const opened = document.querySelector(".dialog");
  if (opened) focusFirst(opened);
  if (document.body.classList.contains("screen")) setInterval(poll, 700);
}

// These listen before there is a page, so that no key pressed early is lost.
document.addEventListener("submit", send);
document.addEventListener("keydown", keys);
document.addEventListener("toggle", toggled, true);
document.addEventListener("DOMContentLoaded", start);
