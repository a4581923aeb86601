// what a reader does with a page: looks at all of it, sorts its tables, changes the theme
"use strict";
addEventListener("load", () => setTimeout(() => {
  const root = document.documentElement;
  const all = query => [...document.querySelectorAll(query)];
  const faults = [];

  all(".chart").forEach((chart, i) => {
    if (!chart.querySelector("svg path")) {
      faults.push("chart " + (i + 1) + " is not drawn");
    }
  });

  function wide(where) {
    const over = root.scrollWidth - root.clientWidth;
    if (over > 0) {
      const names = all("body *").filter(e => e.getBoundingClientRect().right > root.clientWidth + 0.5)
        .map(e => e.localName + "." + e.getAttribute("class") + " " + e.textContent.slice(0, 30));
      faults.push(where + ": wider by " + over + " pixels: " + names.slice(0, 12).join("; "));
    }
  }

  // by one column, up and down; what is no number comes last either way
  function sort(table, head, column) {
    const numeric = head.classList.contains("number");
    const rows = () => [...table.tBodies[0].rows];
    const number = text => parseFloat(text.replaceAll(",", ""));
    const order = numeric ? (a, b) => number(a) - number(b) : (a, b) => a.localeCompare(b, undefined, { numeric: true });
    if (numeric && rows().length > 1) {
      rows()[0].cells[column].firstElementChild.textContent = "–";
    }
    for (const sign of [1, -1]) {
      head.querySelector("button").click();
      const cells = rows().map(row => row.cells[column].textContent.trim());
      const known = numeric ? cells.filter(text => !isNaN(number(text))) : cells;
      const gaps = cells.slice(known.length);
      if (known.some((text, i) => i > 0 && sign * order(known[i - 1], text) > 0) || gaps.some(text => !isNaN(number(text)))) {
        faults.push("not sorted by " + head.textContent + ": " + cells.slice(0, 8).join(", "));
      }
    }
  }

  function changeTheme(theme) {
    const paper = () => getComputedStyle(document.body).backgroundColor;
    theme.click();
    const light = paper();
    theme.click();
    if (paper() === light) {
      faults.push("light and dark are the same");
    }
    theme.click();
  }

  wide("screen");
  all("td span").filter(cell => /^[\w.]{1,20}$/.test(cell.textContent) && cell.getClientRects().length > 1)
    .forEach(cell => faults.push("broken: " + cell.textContent));
  all("button.theme").forEach(changeTheme);
  const paper = root.cloneNode(true); // as it would go to a printer: drawn for the screen
  all("table.sortable").forEach(table =>
    [...table.tHead.rows[0].cells].forEach((head, column) => sort(table, head, column)));
  parent.postMessage({ width: innerWidth, faults, paper: innerWidth > 1000 ? print(paper) : "" }, "*");

  function print(copy) {
    copy.querySelectorAll("script, #dark").forEach(e => e.remove());
    const style = copy.querySelector("style");
    style.textContent = style.textContent.replace("@media print", "@media all");
    const look = "(" + (() => addEventListener("load", () => {
      const page = document.documentElement;
      const names = [...document.querySelectorAll("body *")]
        .filter(e => e.getBoundingClientRect().right > page.clientWidth + 0.5)
        .map(e => e.localName + "." + e.getAttribute("class") + " " + e.textContent.slice(0, 30));
      const faults = page.scrollWidth > page.clientWidth ? ["paper: wider by "
        + (page.scrollWidth - page.clientWidth) + " pixels: " + names.slice(0, 12).join("; ")] : [];
      parent.postMessage({ width: innerWidth, faults, paper: "" }, "*");
    })) + ")()";
    return "<!DOCTYPE html>" + copy.outerHTML + "<script>" + look + "<\/script>";
  }
}, 300));
