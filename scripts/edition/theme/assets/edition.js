/* The reading of a page: notes and cards that open where they are called, notes in the margin, the reader's choices.
 *
 * Every page is complete without this file. Notes are a list at the end, names and works are links; what is called
 * by `a[role=doc-noteref]`, or described by a `template#card-KEY`, is only brought nearer here. A “slip” is what opens:
 * a copy of a note, of an emendation or of a card, laid into the page right behind the link that called it, so that
 * Tab walks on into it, and a slip called from within another is its descendant and leaves it open.
 */
"use strict";

{ // a block, so that no name of a theme's scripts is in the way

const OPEN_AFTER = 150; // ms of resting on a link, so that crossing the page opens nothing
const CLOSE_AFTER = 300; // ms to come back, or to cross from the link into the slip
const FARTHEST = [26, 40]; // rem a note in the margin may stand below its call: before and after long ones are cut
const LONGEST = [{ notes: 9.5, editor: 6.5 }, { notes: 6.5, editor: 5.5 }]; // lines of a note that is not cut, by its
// layer: first where it would push the next one down, then, if that is not enough, wherever it is

const SENTENCE = new RegExp( // what stands between two sentences, not behind an abbreviation of citations
  "(?<=(?:\\p{Ll}{3}|\\p{N}|[”’»)])[.!?…][”’»)]*)(?<!\\b(?:trans|vols?|eds?|chap|repr|hrsg|übers|trad|изд|пер)\\.)"
    + "\\s+(?=[“‘«(]*\\p{Lu}[\\p{Ll}’ ])",
  "gu",
);

const root = document.documentElement;
const site = new URL("../", document.currentScript.src);
const features = new Set((document.body.dataset.features ?? "").split(" ")); // what the frame has a place for
const narrow = matchMedia("(max-width: 44.99rem)"); // slips are a sheet at the foot of the screen: see text.css
const wide = matchMedia("(min-width: 60rem)"); // there is room beside the text: see frame.css

const NOTE = "a[role=doc-noteref]";
const EMENDATION = "a.emendation-mark";
const CARD = "a.naming, [data-work] a.work"; // a naming carries the key of its entry, whatever its register
const CALLS = `${NOTE}, ${EMENDATION}, ${CARD}`;

const supported = "popover" in HTMLElement.prototype;

/** An element with attributes and children, as markup would say it. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The choice that says where a note stands, by its list or its call: that of the author's, or of the editors'. */
const layer = (part) => (part.matches(".editorial") ? "editor" : "notes");

/** The language of the interface, for what is laid into words of another. */
const SPOKEN = { lang: "⟨language⟩", dir: "⟨direction⟩" };

const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

/** The language and direction of what stands in an element; the slip lies in words that may have others. */
const language = (node) => ({ lang: node.closest("[lang]")?.lang ?? "", dir: getComputedStyle(node).direction });

/** Words with the name of a link, which may be in another language, in the place of a sign. */
function withName(words, sign, link) {
  const [before, after] = words.split(sign);
  return [before, element("span", language(link), link.getAttribute("aria-label")), after];
}

// --- What a slip shows ---------------------------------------------------------------------------------------------

/** Children of an element, copied without what may stand only once (ids) or only there (ways back, open slips). */
function copy(of) {
  const copied = of.cloneNode(true);
  copied.querySelectorAll("[role=doc-backlink], [popover], .note-more").forEach((part) => part.remove());
  copied.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
  copied.querySelectorAll("[aria-expanded]").forEach((part) => part.removeAttribute("aria-expanded"));
  return [...copied.childNodes];
}

/** Whether a call of a note opens it. */
const opens = (link) => target(link) && root.dataset[layer(link)] !== "end";

/** What a link calls: its name, its matter, and where that has its place on the page. Null if it calls nothing here. */
function called(link) {
  if (link.matches(NOTE)) {
    if (!opens(link)) return null;
    const note = target(link);
    const name = link.getAttribute("aria-label");
    const more = [link.hash, ...withName(_("%(note)s in full"), "%(note)s", link)];
    return { name, content: copy(note.closest("li") ?? note), more, from: note };
  }
  if (link.matches(EMENDATION)) {
    const emendation = target(link);
    const more = [link.hash, _("All emendations")];
    return emendation && { name: _("Emendation"), content: copy(emendation), more, from: emendation };
  }
  const naming = link.matches(".naming");
  const key = naming ? Object.values(link.dataset)[0] : link.closest("[data-work]").dataset.work;
  const card = document.getElementById(`card-${key}`);
  return card && { name: link.textContent.trim(), content: copy(card.content), more: null, from: card };
}

// --- Opening and closing -------------------------------------------------------------------------------------------

const slips = new Map(); // calling link → its slip, outer ones before those opened within them
let count = 0;

const isOpen = (link) => slips.get(link)?.matches(":popover-open") ?? false;
const openCalls = () => [...slips.keys()].filter(isOpen);

/** Buttons that lead from a note called in the text to those before and after it, for the head of a sheet. */
function steps(link) {
  const calls = [...document.querySelectorAll(NOTE)].filter((call) => !call.closest(".notes, .slip") && opens(call));
  if (!calls.includes(link)) return [];
  return [[-1, "‹", _("Previous note")], [1, "›", _("Next note")]].map(([step, sign, name]) => {
    const next = calls[calls.indexOf(link) + step];
    const attributes = { type: "button", class: "slip-step", tabindex: "-1", "aria-label": name };
    const button = element("button", attributes, sign);
    button.disabled = !next;
    button.addEventListener("click", () => {
      closeSlip(link, false);
      open(next, true);
    });
    return button;
  });
}

/** Lay the slip behind its link. One opened on purpose (`kept`) does not close when the pointer goes away. */
function open(link, kept, point) {
  const matter = called(link);
  if (!matter || isOpen(link)) return;
  slips.get(link)?.remove();
  const named = { role: "note", "aria-label": matter.name, ...SPOKEN };
  const slip = element("div", { id: `slip-${++count}`, class: "slip", popover: "auto", ...named });
  const close = element("button", { type: "button", class: "slip-close", tabindex: "-1", "aria-label": _("Close") }, "×");
  close.addEventListener("click", () => closeSlip(link, true));
  const name = matter.more ? [element("p", { class: "slip-name", ...language(link) }, matter.name)] : [];
  slip.append(element("div", { class: "slip-head" }, ...name, ...steps(link), close));
  slip.append(element("div", { class: "slip-text", ...language(matter.from) }, ...matter.content));
  if (matter.more) {
    const [href, ...words] = matter.more;
    slip.append(element("p", { class: "slip-more" }, element("a", { href }, ...words)));
  }
  slip.kept = kept;
  slip.addEventListener("toggle", (event) => event.newState === "closed" && discard(link, slip));
  link.after(slip);
  slips.set(link, slip);
  slip.showPopover();
  lay(slip, link, point);
  link.setAttribute("aria-expanded", "true");
  link.setAttribute("aria-controls", slip.id);
}

/** Close a slip and, with it, those within it. */
function closeSlip(link, focusReturns) {
  const slip = slips.get(link);
  if (!slip) return;
  if (focusReturns) link.focus({ preventScroll: true });
  if (isOpen(link)) slip.hidePopover();
}

/** A closed slip leaves the page, so that copying, searching and printing meet the text alone. */
function discard(link, slip) {
  slip.remove();
  if (slips.get(link) !== slip) return;
  slips.delete(link);
  link.removeAttribute("aria-controls");
  if (link.matches(NOTE)) link.setAttribute("aria-expanded", "false");
  else link.removeAttribute("aria-expanded");
}

const closeAll = () => openCalls().forEach((link) => closeSlip(link, false));

/** Scroll the call of a sheet at the foot of the screen to where it is seen, above the sheet. */
function raise(slip, link) {
  const call = link.getBoundingClientRect();
  const hidden = call.bottom < 0 ? call.top - 12 : Math.max(call.bottom + 12 - (innerHeight - slip.offsetHeight), 0);
  if (hidden && !link.closest(".slip")) scrollBy({ top: hidden, behavior: "instant" });
}

/** Put a slip under the line of its call, or above where there is more room; it scrolls with the page. */
function lay(slip, link, point) {
  slip.removeAttribute("style");
  if (narrow.matches) return raise(slip, link);
  const lines = [...link.getClientRects()];
  const line = lines.find((box) => point && point.y >= box.top - 2 && point.y <= box.bottom + 2) ?? lines.at(-1);
  const gap = 6;
  const below = innerHeight - line.bottom - 2 * gap;
  const above = line.top - 2 * gap;
  const upwards = slip.offsetHeight > below && above > below;
  slip.style.maxHeight = `${Math.max(upwards ? above : below, 96)}px`;
  const top = upwards ? line.top - gap - slip.offsetHeight : line.bottom + gap;
  const column = document.querySelector(".edition:not(.rail)").getBoundingClientRect();
  const left = Math.min(line.left - 24, Math.min(column.right, root.clientWidth - 16) - slip.offsetWidth);
  slip.style.top = `${top + scrollY}px`;
  slip.style.left = `${Math.max(left, 16) + scrollX}px`;
}

/** The link that is pointed at: an emended word stands for the mark right behind it, which then is not seen. */
function linkAt(place) {
  const mark = place?.closest?.(".emended")?.nextElementSibling;
  return place?.closest?.("a[href]") ?? (mark?.matches(EMENDATION) ? mark : null);
}

/** Let go of every slip the pointer has left, unless it comes back in time. */
function leave(place) {
  for (const [link, slip] of slips) {
    if (slip.kept || link === linkAt(place) || slip.contains(place)) {
      clearTimeout(slip.closing);
      slip.closing = undefined;
    } else {
      slip.closing ??= setTimeout(() => slip.kept || closeSlip(link, false), CLOSE_AFTER);
    }
  }
}

const selects = () => !getSelection().isCollapsed;

function watchPointer() {
  let resting;
  let wasKept = null; // pressing outside a slip closes it before the click comes; remembered, a click can close too
  document.addEventListener("pointerover", (event) => {
    clearTimeout(resting);
    if (event.pointerType === "touch" || event.buttons) return; // no hovering with a finger, nor while selecting
    leave(event.target);
    const link = linkAt(event.target);
    if (!link?.matches(CALLS)) return;
    const point = { x: event.clientX, y: event.clientY };
    // while words are selected nothing opens among them
    resting = setTimeout(() => selects() || standsBeside(link) || open(link, false, point), OPEN_AFTER);
  });
  root.addEventListener("pointerleave", () => {
    clearTimeout(resting);
    leave(null);
  });
  document.addEventListener("pointerdown", (event) => {
    clearTimeout(resting);
    const link = linkAt(event.target);
    wasKept = link && isOpen(link) && slips.get(link).kept ? link : null;
  }, true);
  document.addEventListener("click", (event) => {
    clearTimeout(resting);
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button || modified) return;
    const link = linkAt(event.target);
    if (!link || (!link.contains(event.target) && selects())) return;
    if (!link.matches(CALLS) || !called(link)) return closeAll(); // an ordinary link leads away, if only down the page
    event.preventDefault();
    if (event.detail && standsBeside(link)) return closeAll(); // by the keyboard one may want to go into the note
    if (isOpen(link) && !slips.get(link).kept) slips.get(link).kept = true;
    else if (isOpen(link) || (event.detail && wasKept === link)) closeSlip(link, false);
    else open(link, true, event.detail ? { x: event.clientX, y: event.clientY } : null);
  });
}

function watchKeys() {
  document.addEventListener("keydown", (event) => {
    const last = openCalls().at(-1);
    if (event.key !== "Escape" || !last) return;
    event.preventDefault(); // else the browser would close it too, and leave the focus anywhere
    closeSlip(last, true);
  });
  // Where the focus goes on into the text, nothing may cover it; where it goes into a slip, the slip stays.
  document.addEventListener("focusin", (event) => {
    for (const link of openCalls().reverse()) {
      const slip = slips.get(link);
      if (slip.contains(event.target)) slip.kept = true;
      // a press on words of a slip gives the focus to what is round it: it is not gone on into the text
      else if (link !== event.target && !event.target.contains(slip)) closeSlip(link, false);
    }
  });
}

// --- Notes beside the text -----------------------------------------------------------------------------------------

let article = null; // the section that is open

/** Whether a call's note stands whole in the margin before the reader's eyes. Marks it as the one that is called. */
function standsBeside(link) {
  document.querySelectorAll(".is-called").forEach((note) => note.classList.remove("is-called"));
  const note = link.matches(NOTE) && target(link)?.closest(".beside > ol > li");
  if (!note) return false;
  const box = note.getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight) return false;
  note.classList.add("is-called");
  return !note.matches(".cut");
}

/** The place in a block where the last sentence ends that ends in its first five lines, or the first in eight. */
function endOfSentence(block, line) {
  const range = new Range();
  let [before, end] = ["", null];
  for (const part of block.childNodes) {
    const words = before + part.textContent;
    const following = part.nextSibling?.textContent.slice(0, 2) ?? "";
    for (const { index } of part.data ? (words + following).matchAll(SENTENCE) : []) {
      const at = index - before.length;
      if (at < 1) continue;
      range.setStart(part, at - 1);
      range.setEnd(part, at);
      const lines = (range.getBoundingClientRect().bottom - block.getBoundingClientRect().top) / line;
      if (lines < 5.5 || (!end && lines < 8.5)) end = [part, at];
    }
    before = words.slice(-8);
  }
  return end;
}

/** Where a note is cut: at the end of a sentence, where one ends near its beginning, else after the fourth line. */
function placeOfCut(item, line) {
  const [block] = item.children;
  const long = block.offsetHeight > 5.5 * line;
  const end = long && endOfSentence(block, line);
  return { end, clamped: long && !end };
}

function cut(item, { end, clamped }) {
  const [block] = item.children;
  if (end) {
    const range = new Range();
    range.setStart(...end);
    range.setEndAfter(block.lastChild);
    block.append(element("span", { class: "rest" }, range.extractContents()));
  }
  block.classList.toggle("clamped", clamped);
  item.classList.add("cut");
  const more = element("button", { type: "button", class: "note-more", ...SPOKEN }, _("more"));
  more.addEventListener("click", () => uncut(item));
  (clamped ? item : block).append(more);
}

/** Make a note whole that was cut. */
function joined(item) {
  item.querySelector(".note-more")?.remove();
  for (const rest of item.querySelectorAll(".rest")) rest.replaceWith(...rest.childNodes);
  item.normalize();
  item.classList.remove("cut");
  item.firstElementChild.classList.remove("clamped");
}

function uncut(item) {
  item.open = true;
  placeNotes();
}

/** The notes of these lists in the order of their calls: the height of the first call, that of the note whole and cut.
 *
 * What is read is read together, and what is changed is changed together: after a change the page is laid out anew. All
 * long notes are left cut.
 */
function measuredNotes(lists) {
  const found = new Map();
  const line = lists.length && parseFloat(getComputedStyle(lists[0]).lineHeight);
  const origin = article.getBoundingClientRect().top;
  for (const link of article.querySelectorAll(NOTE)) {
    const item = target(link)?.closest(".notes li");
    const list = item?.closest(".notes");
    if (found.has(item) || !lists.includes(list) || !link.getClientRects().length) continue;
    const note = { item, of: layer(list), call: link.getBoundingClientRect().top - origin, whole: item.offsetHeight };
    note.lines = note.whole / line;
    found.set(item, note);
  }
  const notes = [...found.values()];
  const long = notes.filter(({ item, of, lines }) => !item.open && lines > LONGEST[1][of]);
  for (const note of long) note.place = placeOfCut(note.item, line);
  for (const note of long) cut(note.item, note.place);
  for (const note of long) note.short = note.item.offsetHeight;
  return notes;
}

/** Where the last of these notes ends, if each stands at its call, or below the one before. Null: there is no room. */
function laid(notes, rem, tight) {
  let free = 0;
  for (const [number, note] of notes.entries()) {
    if (free - note.call > FARTHEST[tight] * rem) return null;
    note.top = Math.max(note.call, free);
    const next = notes[number + 1]?.call ?? Infinity;
    note.isCut = note.short && note.lines > LONGEST[tight][note.of] && (tight || note.top + note.whole > next);
    free = note.top + (note.isCut ? note.short : note.whole) + 0.7 * rem;
  }
  return free;
}

/** Notes stand beside the text where there is room and the reader wants them: both layers, else the author's, else none. */
function placeNotes() {
  root.dataset.placed = "";
  if (!article) return;
  const room = wide.matches && features.has("notes.beside");
  const lists = [...article.querySelectorAll(".notes")];
  const wanted = lists.filter((list) => room && !root.dataset[layer(list)] && list.querySelector("li"));
  for (const list of lists) list.classList.toggle("beside", wanted.includes(list));
  article.querySelectorAll(".cut").forEach(joined);
  article.style.minHeight = "";
  const rem = parseFloat(getComputedStyle(root).fontSize);
  const both = measuredNotes(wanted);
  const authors = both.filter(({ of }) => of === "notes");
  let end = null;
  const ways = [[both, 0], [both, 1], [authors, 0], [authors, 1], [[], 0]];
  const [notes] = ways.find(([some, tight]) => (end = laid(some, rem, tight)) !== null);
  for (const note of both) if (!notes.includes(note) || !note.isCut) note.short && joined(note.item);
  for (const list of wanted) list.classList.toggle("beside", notes.some(({ item }) => list.contains(item)));
  for (const { item, top } of notes) item.style.top = `${top}px`;
  article.style.minHeight = notes.length ? `${end}px` : "";
  root.toggleAttribute("data-beside", notes.length > 0);
  placed = sizes();
}

let placed = ""; // the sizes of the text and its notes when these were placed: while they are the same, all stands right

const sizes = () => [article, ...article.querySelectorAll(".beside > ol > li")].map((part) => `${part.offsetWidth} ${part.offsetHeight}`).join();

const placeAnew = () => article && sizes() !== placed && placeNotes();

// --- Copying -------------------------------------------------------------------------------------------------------

const CALL_HERE = "\ue000"; // stands for a call in the words that a citation quotes
const CALLED = ".note-reference, .paragraph-number";
const NO_WORDS = ".emendation-mark, .backlink, [popover], button, .slip-head, .slip-more";

/** What is selected, without what the edition adds to the words; calls and numbers become what `shown` says. */
function selectedWords(shown) {
  const words = element("div");
  const selection = getSelection();
  for (let at = 0; at < selection.rangeCount; at++) words.append(selection.getRangeAt(at).cloneContents());
  words.querySelectorAll(NO_WORDS).forEach((part) => part.remove());
  for (const part of words.querySelectorAll(CALLED)) part.replaceWith(shown(part));
  words.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
  words.querySelectorAll("a[href]").forEach((link) => (link.href = new URL(link.getAttribute("href"), location)));
  return words;
}

/** The words of an element as they would be seen: a line for every block. */
function asSeen(words) {
  const shown = element("div", { style: "position: fixed; clip-path: inset(50%); white-space: normal" }, words);
  document.body.append(shown);
  const seen = words.innerText.trim();
  shown.remove();
  return seen;
}

/** What is copied is the words; with the numbers of paragraphs and notes, if the reader wants it so. */
function watchCopying() {
  document.addEventListener("copy", (event) => {
    if (!selects() || event.target.closest?.("input, textarea, [contenteditable]")) return;
    const words = selectedWords((part) => (root.dataset.clipboard === "numbers" ? part.textContent : ""));
    event.clipboardData.setData("text/html", words.innerHTML);
    event.clipboardData.setData("text/plain", asSeen(words));
    event.preventDefault();
  });
}

// --- The reader's choices ------------------------------------------------------------------------------------------

/** Each choice is an attribute of the root (`data-notes=end`), read by the style sheet; the first option is none. */
const CHOICES = [
  [
    "notes",
    _("Author’s notes"),
    [["", _("Beside the text, where there is room")], ["demand", _("On demand")], ["end", _("At the end")]],
  ],
  [
    "editor",
    _("Editors’ notes and marks"),
    [
      ["", _("Beside the text, where there is room")],
      ["demand", _("On demand")],
      ["end", _("At the end")],
      ["hidden", _("Hidden")],
    ],
  ],
  [
    "lines",
    _("Underlines of names"),
    [["", _("At the first mention")], ["all", _("At every mention")], ["none", _("None")]],
  ],
  ["text", _("Text"), [["", _("Edited text")], ["printed", _("Copy-text")]]],
  ["scheme", _("Colors"), [["", _("As on this device")], ["light", _("Light")], ["dark", _("Dark")]]],
  ["clipboard", _("When copying"), [["", _("Words alone")], ["numbers", _("With numbers of paragraphs and notes")]]],
  ["keys", _("Keyboard shortcuts"), [["", _("On")], ["off", _("Off")]]],
];

function choose(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  const chosen = CHOICES.map(([key]) => [key, root.dataset[key]]).filter(([, set]) => set);
  try {
    localStorage.setItem("edition-reading", JSON.stringify(Object.fromEntries(chosen)));
  } catch {
    // A browser may refuse to remember for a page from a folder: the choice then holds for this page.
  }
  apply();
}

/** Bring the page into the state the choices ask for. */
function apply() {
  closeAll();
  showReadings(root.dataset.text === "printed");
  for (const link of document.querySelectorAll(NOTE)) {
    if (opens(link)) link.setAttribute("aria-expanded", "false");
    else link.removeAttribute("aria-expanded");
  }
  placeNotes();
}

const edited = new Map(); // an emended passage → its words as edited

/** Set emended passages as the witness has them, or as edited. The words change: what is copied is what is seen. */
function showReadings(asPrinted) {
  const set = new Set(); // a reading stands once, though markup may divide its passage into several elements
  for (const passage of document.querySelectorAll(".emended[data-emendation]")) {
    const key = passage.dataset.emendation;
    const reading = document.getElementById(key)?.querySelector(".reading");
    if (!reading) continue;
    if (!edited.has(passage)) edited.set(passage, [...passage.childNodes]);
    passage.replaceChildren(...(asPrinted ? (set.has(key) ? [] : copy(reading)) : edited.get(passage)));
    set.add(key);
  }
}

/** Fill the menu of the reader's choices, which the frame has a place for. */
function readingMenu(menu) {
  const panel = menu.querySelector(".choices");
  menu.addEventListener("toggle", () => {
    for (const button of panel.querySelectorAll("input")) {
      button.checked = (root.dataset[button.name] ?? "") === button.value;
    }
  });
  for (const [name, title, options] of CHOICES) {
    const group = element("fieldset", {}, element("legend", {}, title));
    for (const [value, words] of options) {
      const button = element("input", { type: "radio", name, value });
      button.addEventListener("change", () => choose(name, value));
      group.append(element("label", {}, button, ` ${words}`));
    }
    panel.append(group);
  }
  const list = element("button", { type: "button", class: "keys-open" }, _("List of shortcuts"));
  list.addEventListener("click", () => {
    menu.querySelector("summary").focus(); // where the focus is to return when the list is closed
    menu.open = false;
    press("?");
  });
  panel.append(list);
}

/** Do something with a file of its own, which the first view does not carry: load it when it is first asked for. */
function later(file, ready, act) {
  if (ready()) return act();
  const script = element("script", { src: new URL(`assets/${file}`, site) });
  script.addEventListener("load", act);
  document.head.append(script);
}

const search = () => later("search.js", () => globalThis.openSearch, () => globalThis.openSearch());

const press = (key) => later("keys.js", () => globalThis.pressKey, () => globalThis.pressKey(key));

/** Keys of one letter, as keys.js lists them: never while something is typed or a dialog is open, nor with others. */
function watchLetters() {
  document.addEventListener("keydown", (event) => {
    if (event.key.length !== 1 || !"?cjknprs".includes(event.key) || root.dataset.keys === "off") return;
    if (event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key !== "?")) return;
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    press(event.key);
  });
}

/** The number of a paragraph opens how it is cited (see cite.js); what was selected then is lost by the press. */
function watchNumbers() {
  let selected = "";
  const keep = (event) => {
    if (event.target.closest?.(".paragraph-number")) selected = asSeen(selectedWords(() => CALL_HERE));
  };
  document.addEventListener("pointerdown", keep, true);
  document.addEventListener("keydown", keep, true);
  document.addEventListener("click", (event) => {
    const number = event.target.closest?.(".paragraph-number");
    if (!number || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    later("cite.js", () => globalThis.openCite, () => globalThis.openCite(number, selected));
  });
}

/** A picture is opened large (see figures.js); with another key held down, its link leads to the file as any link. */
function watchPictures() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.enlarge");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    later("figures.js", () => globalThis.openLarge, () => globalThis.openLarge(link));
  });
}

/** What is to be taken away whole gets a button for it; a page from a folder may not be given the clipboard. */
function copyButton(block) {
  const button = element("button", { type: "button", class: "copy", ...SPOKEN }, _("Copy"));
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.textContent);
      button.textContent = _("Copied");
    } catch {
      getSelection().selectAllChildren(block);
      button.textContent = _("Selected: copy it with the keyboard");
    }
  });
  block.before(button);
}

/** Menus of the header close as slips do: by Esc, by a press outside, and where the focus goes on. */
function watchMenus(menus) {
  for (const menu of menus) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    const outside = (event) => menu.contains(event.target) || (menu.open = false);
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    menu.addEventListener("click", (event) => event.target.closest("a") && (menu.open = false));
  }
}

/** What has the focus is seen: a link in the part of a note that is cut opens it. */
function watchCut() {
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest?.(".cut");
    if (item && !event.target.matches(".note-more")) uncut(item);
  });
}

/** Where a way leads to what the reader has hidden, show it: no reference may lead nowhere. Mark what was sought. */
function arrive() {
  closeAll();
  const place = location.hash.length > 1 && target(location);
  if (!place) return;
  if (!place.getClientRects().length && place.closest(".editorial, .emendations")) {
    delete root.dataset.editor;
    apply();
    place.scrollIntoView();
  }
  if (place.closest(".cut")) uncut(place.closest(".cut"));
  markFound(place);
}

/** Words that were searched for are marked in the place they were found in (see search.js). */
function markFound(place) {
  try {
    const words = JSON.parse(sessionStorage.getItem("edition-found"));
    sessionStorage.removeItem("edition-found");
    CSS.highlights.clear();
    if (!words?.length) return;
    const any = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, ".")).join("|");
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})`, "gu");
    const ranges = [];
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const match of text.data.matchAll(pattern)) {
        const range = new Range();
        range.setStart(text, match.index);
        range.setEnd(text, match.index + match[0].length);
        ranges.push(range);
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  } catch {
    // Remembering is refused, or this browser has no such marks: the place is shown without them.
  }
}

const grown = new ResizeObserver(placeAnew);

/** What is done for every page; a theme may lay the next one into the same document. */
function ready() {
  slips.clear();
  edited.clear();
  article = document.querySelector("article.section");
  document.querySelectorAll("[data-copy]").forEach(copyButton);
  grown.disconnect();
  if (article) grown.observe(article);
  apply();
  arrive();
}

document.querySelector(".search-open")?.addEventListener("click", search);
document.querySelectorAll(".site-header .reading").forEach(readingMenu);
watchMenus(document.querySelectorAll(".site-header details"));
watchPictures();
watchCopying();
for (const frame of document.querySelectorAll(".wide, pre")) {
  if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0; // so that keys can scroll it in every browser
}
watchCut();
if (supported) {
  watchPointer();
  watchKeys();
  if (features.has("search")) watchLetters();
  watchNumbers();
}
if (globalThis.document$) document$.subscribe(ready); // Material tells of every page that it lays in
else ready();
addEventListener("hashchange", arrive);
addEventListener("beforeprint", closeAll);
addEventListener("resize", () => openCalls().forEach((link) => lay(slips.get(link), link)));
wide.addEventListener("change", placeNotes);
document.fonts?.addEventListener("loadingdone", placeAnew);

globalThis.edition = { element, copyButton, lay, language, site, withName, SPOKEN, NOTE, CALLED, CALL_HERE, NO_WORDS }; // for other scripts

}
