/* The keyboard, loaded at the first press of one of its keys (edition.js knows which). Each key does what some link or
 * button of the page does. Single letters may be in the way of those who dictate, so that the Reading menu can switch
 * them off. `/` and `'` are left to Firefox's quick find, Space and the arrows to scrolling; a screen reader that walks
 * through a page keeps the letters for itself and never hands them on.
 */
"use strict";

(() => {
  const { element, SPOKEN } = globalThis.edition;
  const EDGE = 40; // px below the top of the window in which a paragraph is the one being read

  /** The number of the paragraph after or before the one being read; the page rests there, and so does the focus. */
  function toParagraph(direction) {
    const numbers = [...document.querySelectorAll(".paragraph-number")].filter((n) => n.getClientRects().length);
    const top = (number) => number.parentElement.getBoundingClientRect().top;
    const focused = numbers.indexOf(document.activeElement);
    const seen = focused !== -1 && top(numbers[focused]) > -EDGE && top(numbers[focused]) < innerHeight;
    const passed = (number) => (direction > 0 ? top(number) > EDGE : top(number) < -1);
    const next = seen ? numbers[focused + direction] : direction > 0 ? numbers.find(passed) : numbers.findLast(passed);
    if (!next) return;
    next.focus({ preventScroll: true });
    next.parentElement.scrollIntoView({ block: "start" });
  }

  function openMenu(selector) {
    const menu = document.querySelector(`.site-header details:has(${selector})`);
    menu.open = true;
    menu.querySelector("a, input:checked, input")?.focus();
  }

  const KEYS = {
    j: [_("Next paragraph"), () => toParagraph(1)],
    k: [_("Previous paragraph"), () => toParagraph(-1)],
    n: [_("Next section"), () => document.querySelector(".neighbours [rel=next]")?.click()],
    p: [_("Previous section"), () => document.querySelector(".neighbours [rel=prev]")?.click()],
    c: [_("Contents"), () => openMenu("nav")],
    s: [_("Search"), () => document.querySelector(".search-open").click()],
    r: [_("Reading options"), () => openMenu(".choices")],
    "?": [_("This list"), () => showKeys()],
  };

  /** What holds without these keys, and wherever the focus is. */
  const OTHERS = [
    ["Tab", _("To the next link, and into a note that is open")],
    ["Enter", _("Opens the note, card or number that has the focus")],
    ["Esc", _("Closes what is open and returns to where it was opened")],
  ];

  let dialog;

  function showKeys() {
    if (!dialog) {
      const all = [...Object.entries(KEYS).map(([key, [words]]) => [key, words]), ...OTHERS];
      const rows = all.flatMap(([key, words]) => [
        element("dt", {}, element("kbd", {}, key)),
        element("dd", {}, words),
      ]);
      const close = element("form", { method: "dialog" }, element("button", {}, _("Close")));
      const title = element("h2", { id: "keys-title" }, _("Keyboard shortcuts"));
      const off = element("p", {}, _("Single letters can be switched off under “Reading”."));
      dialog = element("dialog", { class: "search keys", "aria-labelledby": "keys-title", ...SPOKEN });
      dialog.append(title, element("dl", {}, ...rows), off, close);
      dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
      document.body.append(dialog);
    }
    dialog.showModal();
  }

  globalThis.pressKey = (key) => KEYS[key][1]();
})();
