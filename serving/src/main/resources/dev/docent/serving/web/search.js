// The page works without this: it only adds keys.
"use strict";

(() => {
  const box = document.getElementById("q");
  const links = Array.from(document.querySelectorAll("main a.main, main a.section, main .pages a"));

  const focusBox = () => {
    box.focus();
    box.select();
  };

  const move = (step) => {
    const at = links.indexOf(document.activeElement);
    const next = at + step;
    if (at < 0 && step < 0) {
      return false;
    }
    if (next < 0) {
      focusBox();
      return true;
    }
    if (next >= links.length) {
      return at >= 0;
    }
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    const typing = event.target === box;
    let done = false;
    if (event.key === "/" && !typing) {
      focusBox();
      done = true;
    } else if (event.key === "Escape" && !typing) {
      focusBox();
      done = true;
    } else if (event.key === "ArrowDown" || (event.key === "j" && !typing)) {
      done = move(1);
    } else if (event.key === "ArrowUp" || (event.key === "k" && !typing)) {
      done = move(-1);
    }
    if (done) {
      event.preventDefault();
    }
  });
})();
