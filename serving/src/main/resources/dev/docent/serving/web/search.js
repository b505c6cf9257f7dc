// The page works without this: it adds keys, and results while one types.
"use strict";

(() => {
  const box = document.getElementById("q");
  const PAUSE_MILLIS = 150;

  // A screen reader tells what changes in a region, not that a region is another.
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");
  document.querySelector("header").append(told);

  let timer = 0;
  let running = null;

  // Results of BM25 alone, at once; the model ranks when the search is sent.
  const show = async (query) => {
    running = new AbortController();
    // The form's hidden fields are what the search is narrowed by.
    const wanted = new URLSearchParams(new FormData(box.form));
    wanted.set("q", query);
    wanted.set("prefix", "true");
    wanted.set("ranking", "bm25");
    try {
      const answer = await fetch(`/?${wanted}`, { signal: running.signal });
      if (!answer.ok) {
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const status = page.querySelector(".status");
      status?.removeAttribute("role");
      document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
      told.textContent = status?.firstElementChild?.textContent ?? "";
      document.title = page.title;
      document.body.className = "found";
    } catch (error) {
      // Cancelled, or the server is away: the form still works.
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    running?.abort();
    const query = box.value.trim();
    if (query.length > 1) {
      timer = setTimeout(() => show(query), PAUSE_MILLIS);
    }
  });

  box.form.addEventListener("submit", () => {
    clearTimeout(timer);
    running?.abort();
  });

  const focusBox = () => {
    box.focus();
    box.select();
  };

  const move = (step) => {
    const links = Array.from(
      document.querySelectorAll("main a.main, main a.section, main .pages a"),
    );
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
