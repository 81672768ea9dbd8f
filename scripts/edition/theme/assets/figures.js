/* A picture opened large where it stands, loaded when the first is asked for. It stands on edition.js: element. Without
 * script the link leads to the file. Escape and the button close it; Enter or a press shows it as large as it is.
 */
(() => {
  "use strict";

  const { element, SPOKEN } = globalThis.edition;

  globalThis.openLarge = (link) => {
    const small = link.querySelector("img");
    const image = element("img", { src: link.href, alt: small.alt });
    const turn = element("a", { href: link.href, tabindex: "0" }, image);
    const close = element("button", { type: "button", "aria-label": _("Close"), autofocus: "", ...SPOKEN }, "×");
    const dialog = element("dialog", { class: "large", "aria-label": small.alt }, close, turn);
    turn.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.classList.toggle("whole");
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      link.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  };
})();
