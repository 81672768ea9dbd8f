/* Search, loaded when it is first asked for. The index is cut into leaves, and a query loads those it needs: the root
 * names the first word of every leaf of words; a leaf of words says in which records each word stands; a leaf of
 * records holds what is shown. They are scripts that call `editionSearch`, for a page from a folder may load nothing
 * else. All words asked for must occur, each may be the beginning of one; accents, case, quotation marks and hyphens
 * make no difference. Entries and works so titled come first, then other pages so titled, then everything in the order
 * of the edition. A word that occurs nowhere is taken for one that is like it: in another transliteration, or with one
 * letter more, less, changed or exchanged.
 */
"use strict";

(() => {
  const site = new URL("../", document.currentScript.src);
  const MOST = 40; // results shown at once
  const COMMON = 0.2; // share of the records above which a word is not marked, if a rarer one is
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

  /** Every word of the index that begins so, each with its steps from record to record. */
  async function beginningWith(beginning) {
    const { words } = await leaf("root");
    const first = Math.max(words.findLastIndex((word) => word <= beginning), 0);
    const last = words.findLastIndex((word) => word <= `${beginning}\uffff`);
    const leaves = [];
    for (let number = first; number <= last; number += 1) leaves.push(leaf(`words-${number}`));
    const rows = (await Promise.all(leaves)).flatMap((one) => Object.entries(one));
    return rows.filter(([word]) => word.startsWith(beginning));
  }

  /** Numbers of the records in which some word begins so. */
  async function records(beginning) {
    const numbers = new Set();
    for (const [, steps] of await beginningWith(beginning)) {
      let at = 0;
      for (const step of steps) numbers.add((at += step));
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

  // --- Words that are like one another ---------------------------------------------------------------------------

  const SPELLINGS = [
    [/sch|shch/g, "sh"], [/tch/g, "ch"], [/kh|ch(?=[aou])/g, "h"], [/tz|cz/g, "ts"], [/ph/g, "f"], [/w/g, "v"], [/x/g, "ks"],
    [/[jy]/g, "i"], [/ie(?=v)/g, "e"], [/ii+/g, "i"], [/(.)\1/g, "$1"],
  ];
  /** A word as all its transliterations have it: Krupskaya, Krupskaia, Krupskaja. */
  const sound = (word) => SPELLINGS.reduce((changed, [found, other]) => changed.replace(found, other), word);

  /** Whether two words are the same but for one letter more, less, changed or exchanged with the next. */
  function near(one, other) {
    if (one === other) return true;
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (one[at] === other[at]) at += 1;
    const [left, right] = [one.slice(at), other.slice(at)];
    return left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1)
      || (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2));
  }

  /** The word of the index that a word without records was meant to be: from titles, else with the same first letter;
   * of several the one in most records. Empty if none is like it. */
  async function meant(word) {
    if (word.length < 4) return "";
    const wanted = sound(word);
    for (const beginning of ["=", word[0]]) {
      const rows = (await beginningWith(beginning)).map(([term, steps]) => [term.replace("=", ""), steps.length]);
      const alike = rows.filter(([term]) => term.length > 3 && near(sound(term), wanted));
      const exact = alike.filter(([term]) => sound(term) === wanted);
      const [best] = (exact.length ? exact : alike).sort((one, other) => other[1] - one[1]);
      if (best) return best[0];
    }
    return "";
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

  /** A piece of the text with the hits that weigh most, the words marked. `weights`: for every word how rare it is. */
  function excerpt(text, weights) {
    const found = hits(text, [...weights.keys()]);
    const weight = ([start, stop]) => {
      const word = folded(text.slice(start, stop)).plain;
      return Math.max(0, ...[...weights].filter(([one]) => word.startsWith(one)).map(([, value]) => value));
    };
    let [best, most] = [0, -1];
    for (const [start] of found) {
      const inside = found.filter(([from, to]) => from >= start && to <= start + LENGTH - 60);
      const words = new Map(inside.map((hit) => [folded(text.slice(...hit)).plain, weight(hit)]));
      const sum = [...words.values()].reduce((one, other) => one + other, 0);
      if (sum > most) [best, most] = [start, sum];
    }
    const begin = best > 60 ? text.indexOf(" ", best - 60) + 1 : 0;
    const last = text.lastIndexOf(" ", begin + LENGTH);
    const end = text.length <= begin + LENGTH ? text.length : last > best ? last : begin + LENGTH;
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
    return [piece, folded(text.slice(best, best + 48)).plain.replace(/ +/g, " ").trim()];
  }

  // --- The dialog ------------------------------------------------------------------------------------------------

  const dialog = document.createElement("dialog");
  dialog.className = "search";
  [dialog.lang, dialog.dir] = ["⟨language⟩", "⟨direction⟩"];
  dialog.setAttribute("aria-label", _("Search the edition"));
  dialog.innerHTML = `
    <form method="dialog" role="search">
      <label for="search-words">${_("Search the edition")}</label>
      <input id="search-words" type="text" enterkeyhint="search"
        autocomplete="off" autocapitalize="off" spellcheck="false" autofocus>
      <button>${_("Close")}</button>
    </form>
    <p class="search-count" role="status"></p>
    <ol class="search-results"></ol>
    <button type="button" class="search-more" hidden></button>`;
  document.body.append(dialog);
  const [input, status, list, more] = ["input", ".search-count", "ol", ".search-more"]
    .map((part) => dialog.querySelector(part));
  more.append(_("Show more results"));

  function linked({ address, title, words: text }, words) {
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
    return link;
  }

  const isText = (address) => address.startsWith("essay/");

  /** Rows for results. One outside the text that says what a passage above it says stands below that as a link. */
  function rows(results, weights, shown) {
    for (const one of results) {
      const [piece, core] = excerpt(one.words, weights);
      const same = !isText(one.address) && core.length > 20 && shown.find(([text]) => text.includes(core));
      if (same) {
        const [, item] = same;
        const also = item.querySelector(".also") ?? document.createElement("p");
        if (!also.className) {
          also.className = "also";
          also.append(_("Also in"), " ");
          item.append(also);
        } else {
          also.append(", ");
        }
        also.append(linked(one, [...weights.keys()]));
        continue;
      }
      const item = document.createElement("li");
      if (/#[pn]\d/.test(one.address)) piece.lang = "⟨text⟩"; // of a paragraph, or of a note of the author's
      piece.dir = "auto";
      item.append(linked(one, [...weights.keys()]), piece);
      list.append(item);
      if (isText(one.address)) shown.push([` ${folded(one.words).plain} `.replace(/ +/g, " "), item]);
    }
  }

  /** Pages so titled: entries and works before others, short titles first. */
  async function titled(words) {
    const found = await common(words, "=");
    const named = await Promise.all(found.slice(0, MOST).map(async (number) => [number, await record(number)]));
    const rank = ({ address, title }) => [
      /^(?:index|about|essay|print|tei)\b|\/index\.html$|^[^/]*$/.test(address) ? 1 : 0, folded(title).plain.trim().split(/ +/).length];
    const ranked = named.sort((one, other) => {
      const [a, b] = [rank(one[1]), rank(other[1])];
      return a[0] - b[0] || a[1] - b[1] || one[0] - other[0];
    });
    return [...ranked.map(([number]) => number), ...found.slice(MOST)];
  }

  /** How rare each word is, from 1 down to 0; a word of nearly every record is left out, if there is a rarer one. */
  async function weighed(words) {
    const { records: all } = await leaf("root");
    const shares = await Promise.all(words.map(async (word) => [word, (await records(word)).size / all]));
    const rare = shares.filter(([word, share]) => share < COMMON && word.length > 1);
    return new Map((rare.length ? rare : shares).map(([word, share]) => [word, 1 - share]));
  }

  let query = 0; // an answer that comes after the next question is not shown
  let rest = async () => {}; // shows what is left of the results

  async function answer() {
    const mine = (query += 1);
    const typed = folded(input.value).plain.split(" ").filter(Boolean);
    let [words, numbers, weights, first, titles] = [typed, [], new Map(), [], 0];
    const find = async () => {
      const named = await titled(words);
      titles = named.length;
      return [...new Set([...named, ...(await common(words, ""))])];
    };
    try {
      if (words.length) numbers = await find();
      if (words.length && !numbers.length) {
        const known = await Promise.all(typed.map(records));
        words = await Promise.all(typed.map(async (word, at) => (known[at].size ? word : (await meant(word)) || word)));
        if (words.join() !== typed.join()) numbers = await find();
      }
      if (numbers.length) weights = await weighed(words);
      first = await Promise.all(numbers.slice(0, MOST).map(record));
      const others = first.splice(titles); // passages of the text before what is said of them
      first.push(...others.filter((one) => isText(one.address)), ...others.filter((one) => !isText(one.address)));
    } catch {
      status.textContent = _("The index could not be read.");
      return;
    }
    if (mine !== query) return;
    told(typed, words, numbers.length);
    list.replaceChildren();
    const shown = [];
    rows(first, weights, shown);
    let next = MOST;
    rest = async () => {
      const results = await Promise.all(numbers.slice(next, (next += MOST)).map(record));
      if (mine === query) rows(results, weights, shown);
      more.hidden = next >= numbers.length;
    };
    more.hidden = numbers.length <= MOST;
    dialog.scrollTop = 0;
  }

  /** Says how many results there are, and what was taken to be meant. */
  function told(typed, words, n) {
    const found = n
      ? ngettext("%(n)s result", "%(n)s results", n).replace("%(n)s", n)
      : _("No results. Try a name or a single word.");
    if (n && words.join() !== typed.join()) {
      status.textContent = _("Did you mean “%(words)s”? %(results)s")
        .replace("%(words)s", words.join(" ")).replace("%(results)s", found);
    } else {
      status.textContent = typed.length ? found : "";
    }
  }

  input.addEventListener("input", answer);
  more.addEventListener("click", () => rest().catch(() => { status.textContent = _("The index could not be read."); }));
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
