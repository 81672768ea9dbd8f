// Put at the end of every page of “edition serve”, behind the addresses `changed`, `findings` and `all`: the findings on
// the page as a bar at its top and as frames round the blocks that have them, and a reload as soon as a source changes.
(() => {
  const ask = () => fetch(changed).then((answer) => {
    if (answer.status === 200) location.reload();
    else if (answer.status === 204) ask();
    else throw answer;
  }).catch(() => setTimeout(ask, 1000));
  ask();

  const made = (tag, words, style) => {
    const element = document.createElement(tag);
    element.textContent = words;
    element.style = style;
    return element;
  };
  const show = (lines) => {
    const bar = made("details", "", "padding: .5em 1em; font: 14px/1.5 sans-serif; color: #000; background: #fd6");
    bar.className = "edition-findings";
    bar.open = lines.length < 6;
    bar.append(made("summary", lines.length === 1 ? "1 finding" : `${lines.length} findings`, "cursor: pointer"));
    for (const line of lines) {
      const [anchor, finding] = line.split("\t");
      const place = anchor && document.getElementById(anchor);
      const row = made(place ? "a" : "span", finding, "display: block; margin: .3em 0; color: #000");
      if (place) {
        row.href = "#" + anchor;
        place.style.outline = "2px dashed #d60";
        place.title = (place.title ? place.title + "\n" : "") + finding;
      }
      bar.append(row);
    }
    const list = made("a", "All findings", "color: #000; font-weight: bold");
    list.href = all;
    bar.append(list);
    document.body.prepend(bar);
  };
  if (findings) fetch(findings)
    .then((answer) => answer.ok ? answer.text() : "")
    .then((words) => words && show(words.trimEnd().split("\n")))
    .catch(() => {});
})();
