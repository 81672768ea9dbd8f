/* Words that the catalogue lacks are English, between two signs that no text has. Where a script lays them into the page
 * they come into an element that says so. Of those in an attribute their element says it, if it has no other words.
 */
globalThis.editionEnglish ??= (() => {
  "use strict";

  const READ = ["aria-label", "title", "alt"];
  const plain = (words) => words.replace(/[\ufdd1\ufdd2]/g, "");
  const others = (words) => words.replace(/\ufdd1.*?\ufdd2/gs, "");
  const WORD = /\p{L}{2}/u;

  function spelled(run) {
    if (!run.startsWith("\ufdd1")) return plain(run);
    const words = document.createElement("span");
    [words.lang, words.dir, words.textContent] = ["en", "ltr", plain(run)];
    return words;
  }

  function attributes(part) {
    for (const name of READ) {
      const value = part.getAttribute(name);
      if (!value?.includes("\ufdd1")) continue;
      part.setAttribute(name, plain(value));
      if (!WORD.test(others(value)) && !WORD.test(part.textContent)) [part.lang, part.dir] = ["en", "ltr"];
    }
  }

  function say(added) {
    const texts = document.createTreeWalker(added, NodeFilter.SHOW_TEXT);
    const marked = [];
    for (let text = added; text; text = texts.nextNode()) if (text.data?.includes("\ufdd1")) marked.push(text);
    for (const text of marked) text.replaceWith(...text.data.split(/(\ufdd1[^\ufdd2]+\ufdd2)/).map(spelled));
    if (added.querySelectorAll) [added, ...added.querySelectorAll("*")].forEach(attributes);
  }

  const watch = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) type === "attributes" ? attributes(target) : addedNodes.forEach(say);
  });
  watch.observe(document, { subtree: true, childList: true, attributeFilter: READ });
  return watch;
})();

