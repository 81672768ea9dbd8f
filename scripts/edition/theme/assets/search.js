/* Search, loaded when it is first asked for. Records come from the index that mkdocs writes: by request from a
 * server, as a script from a folder, where browsers allow no request. All words must occur; each may be the beginning
 * of a word. Quotation marks, hyphens, accents and case make no difference. The order is that of the edition.
 */
"use strict";

(() => {
  const site = new URL("../", document.currentScript.src);
  const MOST = 40; // results shown

  /** Text as it is compared: letters and digits, the rest as single spaces. Also maps it back, index by index. */
  function folded(text) {
    let words = "";
    const origin = [];
    [...text].forEach((letter) => {
      const at = origin.length ? origin.at(-1).end : 0;
      const plain = letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, " ");
      for (const part of plain) {
        words += part;
        origin.push({ start: at, end: at + letter.length });
      }
      if (!plain && origin.length) origin.at(-1).end += letter.length;
    });
    return { words, origin };
  }

  const plainText = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent.replace(/\s+/g, " ").trim();

  async function records() {
    let index;
    if (location.protocol === "file:") {
      await new Promise((resolve, reject) => {
        const script = document.createElement("script");
        Object.assign(script, { src: new URL("search/search_index.js", site), onload: resolve, onerror: reject });
        document.head.append(script);
      });
      index = globalThis.__index;
    } else {
      index = await (await fetch(new URL("search/search_index.json", site))).json();
    }
    const docs = index.docs.filter((doc) => doc.text || doc.title);
    const divided = new Set(docs.filter((doc) => doc.location.includes("#")).map((doc) => doc.location.split("#")[0]));
    // A page whose parts have records of their own is not found a second time as a whole, but by its title.
    return docs.map((doc) => {
      const whole = divided.has(doc.location);
      const title = plainText(doc.title ?? "");
      const text = whole ? "" : plainText(doc.text ?? "");
      return { address: doc.location, title, text, fold: folded(`${title} ${text}`) };
    });
  }

  /** The records in which every word begins a word, and where in each the first of them does. */
  function found(all, words) {
    return all.flatMap((record) => {
      const places = words.map((word) => ` ${record.fold.words}`.indexOf(` ${word}`));
      return places.includes(-1) ? [] : [{ record, places }];
    });
  }

  /** A piece of the text round the first hit, the words marked. */
  function excerpt({ record }, words) {
    const { words: line, origin } = record.fold;
    const after = record.title.length + 1;
    const full = `${record.title} ${record.text}`;
    const hits = [];
    for (const word of words) {
      for (let at = ` ${line}`.indexOf(` ${word}`); at !== -1; at = ` ${line}`.indexOf(` ${word}`, at + 1)) {
        const [start, end] = [origin[at].start, origin[at + word.length - 1].end];
        if (start >= after) hits.push([start, end]);
      }
    }
    hits.sort((one, other) => one[0] - other[0]);
    const begin = Math.max(after, full.lastIndexOf(" ", Math.max((hits[0]?.[0] ?? after) - 60, after)) + 1);
    const stop = Math.min(full.length, begin + 220);
    const piece = document.createElement("p");
    if (begin > after) piece.append("… ");
    let at = begin;
    for (const [start, end] of hits) {
      if (start < at || end > stop) continue;
      const mark = document.createElement("mark");
      mark.append(full.slice(start, end));
      piece.append(full.slice(at, start), mark);
      at = end;
    }
    piece.append(full.slice(at, stop));
    if (stop < full.length) piece.append(" …");
    return piece;
  }

  const dialog = document.createElement("dialog");
  dialog.className = "search";
  dialog.setAttribute("aria-label", "Search the edition");
  dialog.innerHTML = `
    <form method="dialog" role="search">
      <label for="search-words">Search the edition</label>
      <input id="search-words" type="text" enterkeyhint="search" autocomplete="off" autocapitalize="off" spellcheck="false" autofocus>
      <button>Close</button>
    </form>
    <p class="search-count" role="status"></p>
    <ol class="search-results"></ol>`;
  document.body.append(dialog);
  const [input, status, list] = ["input", ".search-count", "ol"].map((part) => dialog.querySelector(part));

  function show(all) {
    const words = folded(input.value).words.split(" ").filter(Boolean);
    const hits = words.length ? found(all, words) : [];
    const numbered = hits.length === 1 ? "1 place" : `${hits.length} places`;
    status.textContent = !words.length ? "" : hits.length > MOST ? `${numbered}; the first ${MOST} are shown` : numbered;
    list.replaceChildren(...hits.slice(0, MOST).map((hit) => {
      const link = document.createElement("a");
      link.href = new URL(hit.record.address, site);
      link.append(hit.record.title || hit.record.address);
      link.addEventListener("click", () => {
        try {
          sessionStorage.setItem("edition-found", JSON.stringify(words));
        } catch {
          // Refused from a folder: the place is found all the same, its words unmarked.
        }
        dialog.close();
      });
      const item = document.createElement("li");
      item.append(link, excerpt(hit, words));
      return item;
    }));
    list.scrollTop = 0;
  }

  let all;
  input.addEventListener("input", async () => {
    try {
      all ??= records();
      show(await all);
    } catch {
      all = undefined;
      status.textContent = "The index could not be read.";
    }
  });
  // Enter goes to the first place found; the form's own button closes.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  globalThis.openSearch = () => {
    dialog.showModal();
    input.select();
  };
})();
