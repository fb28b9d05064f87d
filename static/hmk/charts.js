// Draws a chart above each table that asks for one; the table stays, for paper and for readers.
(() => {
  "use strict";

  const INK = "#2b2622";
  const STROKES = ["#1f3a5f", "#a4161a", "#8a6d00", "#2f6b3a", "#6b3f86"];
  const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2]];
  const MARKS = ["circle", "rect", "triangle", "rectRot", "crossRot"];

  function figure(cell) {
    const text = cell.textContent.trim();
    return text === "" ? null : Number(text.replaceAll(".", "").replace(",", "."));
  }

  function dataOf(table) {
    const names = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
    const rows = [...table.tBodies[0].rows];
    return {
      labels: rows.map((row) => row.cells[0].textContent.trim()),
      datasets: names.map((label, index) => ({
        label,
        data: rows.map((row) => figure(row.cells[index + 1])),
        borderColor: STROKES[index % STROKES.length],
        backgroundColor: STROKES[index % STROKES.length],
        borderDash: table.dataset.chart === "line" ? DASHES[index % DASHES.length] : [],
        pointStyle: MARKS[index % MARKS.length],
        pointRadius: 4,
        borderWidth: 2,
        spanGaps: true,
      })),
    };
  }

  function draw(table) {
    const data = dataOf(table);
    if (!data.datasets.some((one) => one.data.some((value) => value))) {
      const empty = document.createElement("p");
      empty.textContent = "Chưa có số liệu.";
      table.closest("details").before(empty);
      return;
    }
    const frame = document.createElement("div");
    frame.className = "hmk-chart-frame";
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    frame.append(canvas);
    table.closest("details").before(frame);
    const stacked = table.dataset.chart === "bar";
    const font = { family: getComputedStyle(document.body).fontFamily, size: 17 };
    new Chart(canvas, {
      type: table.dataset.chart,
      data,
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        color: INK,
        font,
        interaction: { mode: "index", intersect: false },
        scales: {
          x: { stacked, ticks: { font, color: INK, maxRotation: 0, autoSkipPadding: 16 } },
          y: { stacked, beginAtZero: true, ticks: { font, color: INK } },
        },
        plugins: { legend: { position: "bottom", labels: { font, color: INK, usePointStyle: true, boxHeight: 8 } } },
      },
    });
  }

  // Text on a canvas is not drawn again when its font comes late.
  document.fonts.ready.then(() => document.querySelectorAll("table[data-chart]").forEach(draw));
})();
