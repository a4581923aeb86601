"use strict";
(() => {
  const all = JSON.parse(document.getElementById("charts").textContent);
  const places = [...document.querySelectorAll(".chart")];
  const small = matchMedia("(max-width: 40rem)");
  const drawn = [];
  const MOST_LINES = 3;
  const MOST_TICKS = 12;

  const number = value =>
    typeof value !== "number" ? value
      : value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6) ? value.toExponential(0)
        : String(+value.toPrecision(6));
  const precise = value => typeof value === "number" ? String(+value.toPrecision(4)) : "–";
  const text = value => echarts.format.encodeHTML(String(value));

  function colors() {
    const style = getComputedStyle(document.documentElement);
    const color = name => style.getPropertyValue("--" + name).trim();
    return {
      ink: color("ink"), quiet: color("quiet"), rule: color("rule"), panel: color("panel"), paper: color("paper"),
      faint: color("faint"), heat: color("heat"), palette: color("series").split(",").map(entry => entry.trim())
    };
  }

  // the name of a place on an axis
  const named = (axis, value) => axis.ticks ? axis.ticks[value - 1] ?? "" : precise(value);

  function axis(given, vertical, map, c) {
    const names = given.type === "category";
    const few = (given.ticks || []).length <= MOST_TICKS; // of more names, some are left out
    const labels = names ? given.data : few && given.ticks || [];
    const longest = Math.max(0, ...labels.map(name => name.length));
    const numbers = labels.every(name => /^[-\d]/.test(name)); // some may be left out
    const crowded = !vertical && !numbers && longest > 2 && longest * labels.length > (small.matches ? 24 : 70);
    const label = !names ? given.ticks ? { formatter: value => named(given, value), alignMaxLabel: "right", ...(crowded ? { rotate: 50, width: 110, overflow: "truncate" } : {}) } : { formatter: number }
      : { width: small.matches ? 60 : 110, overflow: "truncate", ...(map ? { interval: 0 } : {}), ...(crowded ? { rotate: 50 } : {}) };
    const gap = crowded ? Math.min(longest, small.matches ? 9 : 16) * 5.5 + 22 : 28;
    return {
      ...given,
      ...(given.ticks && few ? { interval: 1 } : {}),
      scale: true,
      inverse: vertical && names,
      nameLocation: vertical ? "end" : "middle",
      ...(vertical && names ? { nameLocation: "start" } : {}),
      nameGap: vertical ? 12 : gap,
      nameTextStyle: { color: c.quiet, align: vertical ? "left" : "center", fontSize: 13 },
      axisLine: { show: !vertical, onZero: false, lineStyle: { color: c.rule } },
      axisTick: { show: false },
      axisLabel: { color: c.quiet, hideOverlap: !map, ...label },
      splitLine: { show: !names, lineStyle: { color: c.rule, opacity: 0.5 } }
    };
  }

  // an area between two lines, drawn once as a polygon
  function band(series, color) {
    const row = (api, i) => [api.value(0, i), api.value(1, i), api.value(2, i)];
    return {
      name: series.name, type: "custom", color, data: series.data, encode: { x: 0, y: [1, 2] }, z: 1, clip: true,
      silent: true, itemStyle: { color }, // the legend's
      renderItem: (params, api) => {
        if (params.dataIndexInside !== 0) {
          return null;
        }
        const rows = series.data.map((_, i) => row(api, i));
        const points = [...rows.map(r => api.coord([r[0], r[2]])), ...rows.reverse().map(r => api.coord([r[0], r[1]]))];
        return { type: "polygon", shape: { points }, style: { fill: color, opacity: 0.2 } };
      }
    };
  }

  // the text of a mark near an end of the axis stays inside
  function side(x, data) {
    const all = data.series[0].data.map(point => point[0]);
    const share = (x - Math.min(...all)) / (Math.max(...all) - Math.min(...all));
    return share > 0.7 ? "right" : share < 0.3 ? "left" : "center";
  }

  function marks(data, c) {
    return (data.marks || []).length === 0 ? {} : {
      markLine: {
        silent: true, symbol: "none", lineStyle: { color: c.quiet, type: "dashed", width: 1 },
        data: data.marks.map(mark => ({
          xAxis: mark.x,
          label: { formatter: () => mark.name, color: c.quiet, position: "end", rotate: 0, fontSize: 12, align: side(mark.x, data) }
        }))
      }
    };
  }

  function one(series, i, data, state, c) {
    // "forecast, 95 % interval" has the colour of "forecast"
    const line = series.type !== "band" ? undefined
      : Object.keys(state.colors).filter(name => series.name.startsWith(name)).sort((a, b) => b.length - a.length)[0];
    const color = !series.name ? c.faint : line ? state.colors[line] : series.ink ? c.ink
      : c.palette[state.named++ % c.palette.length];
    if (series.type === "band") {
      return band(series, color);
    }
    state.colors[series.name] = color;
    if (series.type === "heatmap") {
      return {
        ...series,
        itemStyle: { borderColor: c.paper, borderWidth: 1 },
        label: {
          show: data.xAxis.data.length <= (small.matches ? 12 : 30), fontSize: small.matches ? 10 : 12,
          formatter: item => item.value[3].length > 8 ? item.value[3].slice(0, 7) + "…" : item.value[3]
        },
        labelLayout: { hideOverlap: true }
      };
    }
    return {
      ...series,
      color,
      symbolSize: series.type === "scatter" ? 6 : series.data.length > 30 ? 4 : 7,
      symbol: "circle",
      triggerLineEvent: true,
      ...(series.type === "bar" ? { barMaxWidth: 26, barGap: "10%" } : {}),
      ...(series.type === "scatter" ? { itemStyle: { opacity: 0.6 } } : {}),
      ...(series.type === "scatter" && series.data.length === 1 ? {
        symbolSize: 11, itemStyle: { opacity: 0.9 }, labelLayout: { hideOverlap: true },
        label: { show: true, formatter: series.name.replaceAll("{", "(").replaceAll("}", ")"), position: "top", color: c.quiet }
      } : {}),
      lineStyle: series.name ? { width: 2.25 } : { width: 1, color: c.faint },
      ...(series.name ? {} : { z: 1, tooltip: { show: false } }),
      ...(i === 0 ? marks(data, c) : {})
    };
  }

  function tip(item, data) {
    if (item.seriesType === "heatmap") {
      const [column, row, shade, cell] = item.value;
      const names = [[data.yAxis.name, data.yAxis.data[row]], [data.xAxis.name, data.xAxis.data[column]]];
      return names.map(([name, value]) => text(name) + ": <strong>" + text(value) + "</strong>").join("<br>")
        + "<br>" + (cell ? text(cell) + "<br>" : "") + text(data.shade) + ": " + precise(shade);
    }
    if (!Array.isArray(item.value)) {
      return text(item.seriesName);
    }
    return text(item.seriesName) + "<br>" + text(data.xAxis.name) + ": " + text(named(data.xAxis, item.value[0]))
      + "<br>" + text(data.yAxis.name) + ": " + precise(item.value[1]);
  }

  // so that no name hides behind a page of the legend, unless there are very many
  function legendLines(names, width) {
    let lines = 1, used = 0;
    for (const name of names) {
      const wide = name.length * 7.5 + 32;
      lines += used > 0 && used + wide > width ? 1 : 0;
      used = used > 0 && used + wide <= width ? used + wide : wide;
    }
    return lines;
  }

  function styled(data, width) {
    const c = colors();
    const state = { named: 0, colors: {} };
    const map = data.series.some(series => series.type === "heatmap");
    const bars = data.series.some(series => series.type === "bar");
    const legend = [...new Set(data.series.filter(series => series.name).map(series => series.name))];
    const shown = legend.length > 1;
    const lines = legendLines(legend, width);
    const wrapped = lines <= MOST_LINES;
    const labelled = data.series.some(series => series.type === "scatter" && series.data.length === 1);
    const shades = map ? data.series[0].data.map(cell => cell[2]).filter(Number.isFinite) : [];
    const x = axis(data.xAxis, false, map, c);
    return {
      animation: false,
      aria: { enabled: true },
      backgroundColor: "transparent",
      textStyle: { color: c.ink, fontFamily: getComputedStyle(document.body).fontFamily },
      color: c.palette,
      grid: {
        left: 8, right: small.matches ? 16 : 32, top: shown ? 48 + 20 * (wrapped ? lines : 1) : 36, containLabel: true,
        bottom: (data.xAxis.name ? x.nameGap + 6 - (x.nameGap > 28 ? x.nameGap - 28 : 0) : 8)
      },
      legend: {
        show: shown, type: wrapped ? "plain" : "scroll", top: 0, left: 0, itemGap: 8, textStyle: { color: c.ink, fontSize: 13 }, pageIconColor: c.ink,
        pageTextStyle: { color: c.quiet }, icon: "roundRect", itemWidth: 16, itemHeight: 4, data: legend
      },
      tooltip: {
        trigger: bars ? "axis" : "item", confine: true, backgroundColor: c.panel, borderColor: c.rule,
        textStyle: { color: c.ink }, ...(bars ? {} : { formatter: item => tip(item, data) })
      },
      xAxis: labelled && x.type === "value" ? { ...x, boundaryGap: ["8%", "8%"] } : x, // room for names
      yAxis: { ...axis(data.yAxis, true, map, c), ...(bars && data.yAxis.type === "value" ? { scale: false } : {}) },
      ...(map ? {
        visualMap: {
          show: false, dimension: 2, min: Math.min(0, ...shades), max: Math.max(1e-12, ...shades),
          inRange: { color: [c.panel, c.heat] }
        }
      } : {}),
      series: data.series.map((series, i) => one(series, i, data, state, c))
    };
  }

  // paper is seldom as wide as the screen: the style sheet shrinks the drawing as a whole
  function shrinkable(chart) {
    chart.getDom().querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  }

  function draw() {
    places.forEach((place, i) => {
      drawn[i] = drawn[i] || echarts.init(place, null, { renderer: "svg" });
      drawn[i].setOption(styled(all[i], place.clientWidth), true);
      shrinkable(drawn[i]);
    });
    document.documentElement.dataset.charts = String(drawn.length);
  }

  function button(name, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", action);
    return made;
  }

  function addThemeSwitch() {
    const sheet = document.getElementById("dark");
    const media = { System: sheet.media, Light: "not all", Dark: "screen" };
    const names = Object.keys(media);
    let chosen = 0;
    const change = button("Theme: System", () => {
      chosen = (chosen + 1) % names.length;
      sheet.media = media[names[chosen]];
      change.textContent = "Theme: " + names[chosen];
      draw();
    });
    change.className = "theme";
    document.querySelector(".top").append(change);
  }

  const cellText = cell => cell.textContent.trim();
  const cellNumber = cell => parseFloat(cellText(cell).replaceAll(",", ""));

  function sort(table, column, head) {
    const ascending = head.getAttribute("aria-sort") !== "ascending";
    const numeric = head.classList.contains("number");
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => {
      const one = a.cells[column], other = b.cells[column];
      const none = numeric ? isNaN(cellNumber(one)) - isNaN(cellNumber(other)) : 0;
      const order = numeric ? cellNumber(one) - cellNumber(other)
        : cellText(one).localeCompare(cellText(other), undefined, { numeric: true });
      return none || (ascending ? order : -order) || 0; // what is no number comes last either way
    });
    table.tBodies[0].append(...rows);
    [...table.tHead.rows[0].cells].forEach(cell => cell.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  }

  // a spreadsheet must not take a name for a formula
  function csvCell(cell) {
    const value = cellText(cell);
    const formula = /^[=+\-@\t\r]/.test(value) && !/^[-+]?[\d.,]+(e[-+]?\d+)?%?$/.test(value);
    return '"' + (formula ? "'" : "") + value.replaceAll('"', '""') + '"';
  }

  const csv = table => [...table.rows].map(row => [...row.cells].map(csvCell).join(",")).join("\r\n") + "\r\n";

  function save(name, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", content], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function addTableTools(table) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const name = head.textContent;
      head.textContent = "";
      head.append(button(name, () => sort(table, column, head)));
    });
    const tools = document.createElement("div");
    tools.className = "tools";
    const title = table.caption ? table.caption.textContent : "table";
    tools.append(button("Save as CSV", () => save(title.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase() + ".csv", csv(table))));
    table.parentElement.before(tools);
  }

  draw();
  addThemeSwitch();
  document.querySelectorAll("table.sortable").forEach(addTableTools);
  const sizes = new ResizeObserver(() => drawn.forEach(chart => {
    chart.resize();
    shrinkable(chart);
  }));
  places.forEach(place => sizes.observe(place));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  matchMedia("print").addEventListener("change", draw);
  small.addEventListener("change", draw);
})();
