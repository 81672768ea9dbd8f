/* Search, loaded when it is first asked for. The index is cut into leaves, and a query loads those it needs: the root
 * names the first word of every leaf of words; a leaf of words says in which records each word stands; a leaf of
 * records holds what is shown. They are scripts that call `editionSearch`, for a page from a folder may load nothing
 * else. All words asked for must occur, each may be the beginning of one; accents, case, quotation marks and hyphens
 * make no difference. Pages so titled come first, then everything in the order of the edition.
 */
"use strict";

(() => {
  const site = new URL("../", document.currentScript.src);
  const MOST = 40; // results shown
  const LENGTH = 220; // letters of an excerpt

  // --- The index -------------------------------------------------------------------------------------------------

  const received = new Map(); // name of a leaf → what it holds
  const asked = new Map(); // name of a leaf → promise of it
  globalThis.editionSearch = (kind, number, value) => received.set(kind === "root" ? kind : `${kind}-${number}`, value);

  function leaf(name) {
    if (!asked.has(name)) {
      asked.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(`search/${name}.js`, site);
        script.onload = () => resolve(received.get(name));
        script.onerror = () => {
          asked.delete(name);
          reject(new Error(name));
        };
        document.head.append(script);
      }));
    }
    return asked.get(name);
  }

  /** Numbers of the records in which some word begins so. */
  async function records(beginning) {
    const { words } = await leaf("root");
    const first = Math.max(words.findLastIndex((word) => word <= beginning), 0);
    const last = words.findLastIndex((word) => word <= `${beginning}\uffff`);
    const numbers = new Set();
    for (let number = first; number <= last; number += 1) {
      for (const [word, steps] of Object.entries(await leaf(`words-${number}`))) {
        if (!word.startsWith(beginning)) continue;
        let at = 0;
        for (const step of steps) numbers.add((at += step));
      }
    }
    return numbers;
  }

  /** Numbers of the records in which every word begins one, in their order; `sign` marks the words of titles. */
  async function common(words, sign) {
    const sets = await Promise.all(words.map((word) => records(sign + word)));
    return [...sets[0]].filter((number) => sets.every((set) => set.has(number))).sort((one, other) => one - other);
  }

  async function record(number) {
    const { leaf: size } = await leaf("root");
    const [address, title, words] = (await leaf(`records-${Math.floor(number / size)}`))[number % size];
    return { address, title, words };
  }

  // --- Words and excerpts ----------------------------------------------------------------------------------------

  /** Letters that are compared as others, as search.py has them. */
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };

  /** Words as they are compared: letters and digits without case and accents, all else as spaces; and whence each. */
  function folded(text) {
    let plain = "";
    const whence = []; // for every letter of `plain` where its original begins and ends
    let at = 0;
    for (const letter of text) {
      const letters = letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, " ");
      for (const part of [...letters].flatMap((one) => [...(LETTERS[one] ?? one)])) {
        plain += part;
        whence.push([at, at + letter.length]);
      }
      at += letter.length;
    }
    return { plain, whence };
  }

  /** Where in a text the words stand: pairs of beginning and end, in order. */
  function hits(text, words) {
    const { plain, whence } = folded(text);
    const found = [];
    for (const word of words) {
      for (let at = ` ${plain}`.indexOf(` ${word}`); at !== -1; at = ` ${plain}`.indexOf(` ${word}`, at + 1)) {
        found.push([whence[at][0], whence[at + word.length - 1][1]]);
      }
    }
    return found.sort((one, other) => one[0] - other[0]);
  }

  /** A piece of the text round its first hit, the words marked. */
  function excerpt(text, words) {
    const found = hits(text, words);
    const begin = found.length && found[0][0] > 60 ? text.indexOf(" ", found[0][0] - 60) + 1 : 0;
    const end = Math.min(text.length, begin + LENGTH);
    const piece = document.createElement("p");
    piece.append(begin ? "… " : "");
    let at = begin;
    for (const [start, stop] of found) {
      if (start < at || stop > end) continue;
      const mark = document.createElement("mark");
      mark.append(text.slice(start, stop));
      piece.append(text.slice(at, start), mark);
      at = stop;
    }
    piece.append(text.slice(at, end), end < text.length ? " …" : "");
    return piece;
  }

  // --- The dialog ------------------------------------------------------------------------------------------------

  const dialog = document.createElement("dialog");
  dialog.className = "search";
  dialog.setAttribute("aria-label", _("Search the edition"));
  dialog.innerHTML = `
    <form method="dialog" role="search">
      <label for="search-words">${_("Search the edition")}</label>
      <input id="search-words" type="text" enterkeyhint="search"
        autocomplete="off" autocapitalize="off" spellcheck="false" autofocus>
      <button>${_("Close")}</button>
    </form>
    <p class="search-count" role="status"></p>
    <ol class="search-results"></ol>`;
  document.body.append(dialog);
  const [input, status, list] = ["input", ".search-count", "ol"].map((part) => dialog.querySelector(part));

  function result({ address, title, words: text }, words) {
    const link = document.createElement("a");
    link.href = new URL(address, site);
    link.append(title);
    link.addEventListener("click", () => {
      try {
        const found = hits(text, words).map(([start, stop]) => text.slice(start, stop));
        sessionStorage.setItem("edition-found", JSON.stringify([...new Set(found)])); // edition.js marks them there
      } catch {
        // Refused from a folder: the place is found all the same, its words unmarked.
      }
      dialog.close();
      if (link.href === location.href) dispatchEvent(new HashChangeEvent("hashchange")); // arriving where one is
    });
    const item = document.createElement("li");
    item.append(link, excerpt(text, words));
    return item;
  }

  let query = 0; // an answer that comes after the next question is not shown

  async function answer() {
    const mine = (query += 1);
    const words = folded(input.value).plain.split(" ").filter(Boolean);
    let numbers = [];
    let shown = [];
    try {
      if (words.length) numbers = [...new Set([...(await common(words, "=")), ...(await common(words, ""))])];
      shown = await Promise.all(numbers.slice(0, MOST).map(record));
    } catch {
      status.textContent = _("The index could not be read.");
      return;
    }
    if (mine !== query) return;
    const n = numbers.length;
    const found = n
      ? ngettext("%(n)s result", "%(n)s results", n).replace("%(n)s", n)
      : _("No results. Try a name or a single word.");
    const first = _("%(results)s, first %(n)s shown").replace("%(results)s", found).replace("%(n)s", MOST);
    status.textContent = words.length ? (n > MOST ? first : found) : "";
    list.replaceChildren(...shown.map((one) => result(one, words)));
    dialog.scrollTop = 0;
  }

  input.addEventListener("input", answer);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // Enter goes to the first place found; the form's own button closes
    list.querySelector("a")?.click();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  globalThis.openSearch = () => {
    dialog.showModal();
    input.select();
  };
})();
