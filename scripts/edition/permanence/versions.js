// The archived pages ask which version is the current one; without an answer they stay as they are.
(() => {
  const current = CURRENT, notice = document.querySelector(".kept-version"), link = notice?.querySelector("a");
  if (!link) return;
  if (notice.dataset.version !== current) link.before(`${notice.dataset.superseded.replace("%(version)s", current)} `);
  const page = link.getAttribute("href");
  const follow = () => {
    const anchor = location.hash.slice(1);
    const lasting = /^(?:[pn]\d+[a-z]*|ed-[\w-]+)$/.test(anchor);
    link.setAttribute("href", lasting ? `${notice.dataset.root}id/${anchor}/index.html` : page);
  };
  addEventListener("hashchange", follow);
  follow();
})();
