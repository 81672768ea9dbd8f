/* Citing a paragraph or a note, loaded when it is first asked for. FORMS, which the engine puts before this, has the
 * forms of each kind of passage; their ⟨anchor⟩ and ⟨number⟩ are filled in here. It stands on edition.js: element,
 * copyButton, lay, site, SPOKEN, NOTE.
 */
(() => {
  "use strict";

  const { element, copyButton, lay, language, site, withName } = globalThis.edition;
  const { SPOKEN, NOTE, CALLED, CALL_HERE, NO_WORDS } = globalThis.edition;

  const LONG = 240; // letters of a selection beyond which only its beginning and end go into the address

  /** The address of the page with the selected words after the anchor, as browsers find them: not across a call. */
  function addressOf(words, anchor) {
    const encoded = (part) => encodeURIComponent(part).replaceAll("-", "%2D");
    const runs = words.split(CALL_HERE).map((run) => run.trim()).filter((run) => /[\p{L}\p{N}]/u.test(run));
    const [first, last] = [runs[0].split(" "), runs.at(-1).split(" ")];
    const short = runs.length === 1 && words.length <= LONG;
    const found = short ? [runs[0]] : [first.slice(0, 5).join(" "), last.slice(-5).join(" ")];
    const page = location.href.split("#")[0];
    return `${page}#${anchor}:~:text=${found.map(encoded).join(",")}`;
  }

  /** A copy of a template with the passage's own anchor and number in all its words. */
  function filled(template, anchor, number) {
    const content = template.content.cloneNode(true);
    const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      text.data = text.data.replaceAll("⟨anchor⟩", anchor).replaceAll("⟨number⟩", number);
    }
    return content;
  }

  const row = (name, value) => {
    const words = element("p", { "data-copy": "" }, value);
    return [element("dt", {}, name), element("dd", {}, words)];
  };

  const kindOf = (link) => (!link.matches(NOTE) ? "paragraph" : link.matches(".editorial") ? "editorial" : "authorial");
  const templateOf = (link) => {
    const template = document.createElement("template");
    template.innerHTML = FORMS[kindOf(link)];
    return template;
  };

  /** The words at an anchor in one line, without calls and numbers. */
  function wordsAt(anchor) {
    const place = document.getElementById(anchor).cloneNode(true);
    place.querySelectorAll(`${CALLED}, ${NO_WORDS}`).forEach((part) => part.remove());
    return place.textContent.replace(/\s+/g, " ");
  }

  /** How the passage is cited that a link stands for: a paragraph's number, or the call of a note. */
  function matter(link, selected) {
    const anchor = link.hash.slice(1);
    const content = filled(templateOf(link), anchor, link.textContent.replace(/[[\]]/g, ""));
    const list = content.querySelector("dl");
    const base = document.querySelector("link[rel=cite-as]")?.href.match(/^(.*\/)id\//)?.[1];
    const address = base ? `${base}id/${anchor}/` : new URL(`id/${anchor}/index.html`, site).href;
    const words = selected.replace(/\s+/g, " ").trim();
    const quoted = words.replaceAll(CALL_HERE, "");
    if (quoted && wordsAt(anchor).includes(quoted)) {
      const reference = content.querySelector("dd p").textContent;
      const quotation = `“${quoted.replaceAll("“", "‘").replaceAll("”", "’")}” ${reference}`;
      list.prepend(...row(_("Selected words"), addressOf(words, anchor)), ...row(_("As a quotation"), quotation));
    }
    list.prepend(...row(_("Permanent address"), element("a", { href: address }, base ? address : `id/${anchor}/`)));
    return content;
  }

  /** Buttons for the notes that a paragraph calls: each turns the panel to that note. */
  function notesOf(link) {
    const calls = [...link.parentElement.querySelectorAll(NOTE)];
    const once = [...new Map(calls.map((call) => [call.hash, call])).values()];
    return once.map((call) => {
      const button = element("button", { type: "button", ...language(call) }, call.getAttribute("aria-label"));
      button.addEventListener("click", () => openCite(call, "", link));
      return button;
    });
  }

  /** Show how a passage is cited, in a panel behind the paragraph's number (`beside`). */
  function openCite(link, selected = "", beside = link) {
    document.querySelector(".cite-panel")?.hidePopover();
    const name = withName(_("Cite: %(passage)s"), "%(passage)s", link);
    const words = name.map((part) => part.textContent ?? part).join("");
    const named = { role: "dialog", "aria-label": words, ...SPOKEN };
    const panel = element("div", { class: "slip cite-panel", popover: "auto", ...named });
    const close = element("button", { type: "button", class: "slip-close", "aria-label": _("Close") }, "×");
    const text = element("div", { class: "slip-text" }, matter(link, selected));
    panel.append(close, element("p", { class: "slip-name" }, ...name), text);
    const notes = link === beside ? notesOf(link) : [];
    if (notes.length) panel.append(element("p", { class: "cite-notes" }, _("Cite instead:"), " ", ...notes));
    text.querySelectorAll("[data-copy]").forEach(copyButton);
    close.addEventListener("click", () => panel.hidePopover());
    panel.addEventListener("beforetoggle", (event) => {
      if (event.newState === "closed" && panel.contains(document.activeElement)) beside.focus({ preventScroll: true });
    });
    panel.addEventListener("toggle", (event) => event.newState === "closed" && panel.remove());
    beside.after(panel);
    panel.showPopover();
    lay(panel, beside);
    close.focus({ preventScroll: true });
    history.replaceState(null, "", link.hash);
  }
  globalThis.openCite = openCite;
})();
