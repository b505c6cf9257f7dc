// A person's judgements, kept in this browser under the page's own key. Nothing is sent anywhere.
(() => {
  const key = document.body.dataset.judgements;
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key)) || {};
    } catch (error) {
      return {};
    }
  };
  const kept = read();
  const count = document.getElementById("count");
  const rows = [...document.querySelectorAll("tr[data-entry]")];
  const id = (row) => row.dataset.topic + "/" + row.dataset.entry;

  const show = (row) => {
    for (const button of row.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(kept[id(row)] === button.value));
    }
  };
  const tally = () => {
    const values = rows.map((row) => kept[id(row)]);
    const good = values.filter((value) => value === "good").length;
    const bad = values.filter((value) => value === "bad").length;
    count.textContent = `${good} good, ${bad} bad, ${rows.length - good - bad} of ${rows.length} to judge`;
  };
  const judge = (row, value) => {
    kept[id(row)] = kept[id(row)] === value ? undefined : value;
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch (error) {
      // The browser keeps nothing for this page: the export still has what was judged.
    }
    show(row);
    tally();
  };
  const quoted = (value) => '"' + value.replaceAll('"', '""') + '"';

  for (const row of rows) {
    row.querySelector(".judge").hidden = false;
    for (const button of row.querySelectorAll("button")) {
      button.addEventListener("click", () => judge(row, button.value));
    }
    show(row);
  }
  document.querySelectorAll("th.judge").forEach((head) => (head.hidden = false));
  document.getElementById("tools").hidden = false;
  document.getElementById("export").addEventListener("click", () => {
    const lines = ["topic_id,entry_id,entry_title,similarity,judgement"];
    for (const row of rows) {
      if (kept[id(row)]) {
        const data = row.dataset;
        lines.push([data.topic, data.entry, quoted(data.title), data.similarity, kept[id(row)]].join(","));
      }
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    link.download = "judgements.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  tally();
})();
