"use strict";
(() => {
  const all = JSON.parse(document.getElementById("charts").textContent);
  const places = [...document.querySelectorAll(".chart")];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const small = matchMedia("(max-width: 40rem)");
  const drawn = [];

  const number = value =>
    typeof value !== "number" ? value
      : value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6) ? value.toExponential(0)
        : String(+value.toPrecision(6));

  function styled(data) {
    const style = getComputedStyle(document.documentElement);
    const color = name => style.getPropertyValue("--" + name).trim();
    const ink = color("ink"), quiet = color("quiet"), rule = color("rule");
    const axis = (given, vertical) => ({
      ...given,
      scale: true,
      nameLocation: vertical ? "end" : "middle",
      nameGap: vertical ? 12 : 28,
      nameTextStyle: { color: quiet, align: vertical ? "left" : "center", fontSize: 13 },
      axisLine: { show: !vertical, onZero: false, lineStyle: { color: rule } },
      axisTick: { show: false },
      axisLabel: { color: quiet, hideOverlap: true, ...(given.type === "category" ? {} : { formatter: number }) },
      splitLine: { show: given.type !== "category", lineStyle: { color: rule, opacity: 0.5 } }
    });
    const palette = color("series").split(",").map(entry => entry.trim());
    let named = 0;
    const bars = data.series.some(series => series.type === "bar");
    return {
      animation: false,
      aria: { enabled: true },
      backgroundColor: "transparent",
      textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
      color: palette,
      grid: { left: 8, right: small.matches ? 16 : 32, top: 68, bottom: 34, containLabel: true },
      legend: {
        type: "scroll", top: 0, left: 0, textStyle: { color: ink, fontSize: 13 }, pageIconColor: ink,
        pageTextStyle: { color: quiet }, icon: "roundRect", itemWidth: 16, itemHeight: 4,
        data: data.series.filter(series => series.name).map(series => series.name)
      },
      tooltip: {
        trigger: bars ? "axis" : "item", confine: true, backgroundColor: color("panel"), borderColor: rule,
        textStyle: { color: ink },
        ...(bars ? {} : {
          formatter: item => echarts.format.encodeHTML(item.seriesName) + "<br>"
            + item.value.map(value => +value.toPrecision(5)).join(", ")
        })
      },
      xAxis: axis(data.xAxis, false),
      yAxis: { ...axis(data.yAxis, true), ...(bars && data.yAxis.type === "value" ? { scale: false } : {}) },
      series: data.series.map(series => ({
        ...series,
        color: series.name ? palette[named++ % palette.length] : color("faint"),
        symbolSize: series.data.length > 30 ? 4 : 7,
        symbol: "circle",
        triggerLineEvent: true,
        ...(series.type === "bar" ? { barMaxWidth: 26, barGap: "10%" } : {}),
        lineStyle: series.name ? { width: 2.25 } : { width: 1, color: color("faint") },
        ...(series.name ? {} : { z: 1, tooltip: { show: false } })
      }))
    };
  }

  function draw() {
    places.forEach((place, i) => {
      drawn[i] = drawn[i] || echarts.init(place, null, { renderer: "svg" });
      drawn[i].setOption(styled(all[i]), true);
    });
    document.documentElement.dataset.charts = String(drawn.length);
  }

  draw();
  const sizes = new ResizeObserver(() => drawn.forEach(chart => chart.resize()));
  places.forEach(place => sizes.observe(place));
  dark.addEventListener("change", draw);
  small.addEventListener("change", draw);
  addEventListener("beforeprint", () => drawn.forEach(chart => chart.resize()));
})();
