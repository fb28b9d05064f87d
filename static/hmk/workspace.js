// The workspace of a meeting: what a vote comes to while it is typed, and where one is on the page.
(() => {
  "use strict";

  // The server counts again when the field is left; this only spares the wait.
  function verdictOf(form) {
    const field = (name) => form.querySelector(`[name$="-${name}"]`);
    const box = form.querySelector(".hmk-verdict");
    const counts = ["yes", "no", "other"].map((name) => field(name).value.trim());
    const result = box.querySelector("[data-result]");
    if (counts.some((count) => !/^\d+$/.test(count))) return;
    const [yes, no, other] = counts.map(Number);
    const needed = Number(box.querySelector("[data-needed]").dataset.needed);
    const voters = Number(box.querySelector("[data-voters]").dataset.voters);
    const cast = yes + no + other;
    const chip = document.createElement("span");
    if (cast > voters) {
      chip.className = "hmk-state is-late";
      chip.textContent = `Tổng ${cast} phiếu, nhiều hơn ${voters} đồng chí dự họp có quyền biểu quyết`;
    } else if (yes >= needed) {
      chip.className = "hmk-state is-done";
      chip.textContent = "✓ Được thông qua";
    } else {
      chip.className = "hmk-state is-late";
      chip.textContent = "✗ Không được thông qua";
    }
    result.replaceChildren(chip);
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-vote]");
    if (form && /-(yes|no|other)$/.test(event.target.name)) verdictOf(form);
  });

  // The rail says which section is in sight.
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const link = document.querySelector(`.hmk-rail a[href="#${entry.target.id}"]`);
        if (link) link.toggleAttribute("aria-current", entry.isIntersecting);
      }
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  document.querySelectorAll(".hmk-part").forEach((part) => seen.observe(part));

  // The example with blanks, into a result that is still empty. It is saved like anything typed,
  // and the first blank is ready to be typed over.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-use-template]");
    const field = button && document.getElementById(button.dataset.field);
    if (!field) return;
    if (!field.value.trim()) {
      field.value = button.dataset.useTemplate;
      for (const name of ["input", "change"]) {
        field.dispatchEvent(new Event(name, { bubbles: true }));
      }
    }
    const blank = /\[[^\]]*\]/.exec(field.value);
    field.focus();
    if (blank) field.setSelectionRange(blank.index, blank.index + blank[0].length);
  });

  // A leap to a section puts the keyboard there too.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const part = link && document.getElementById(link.getAttribute("href").slice(1));
    if (part?.matches("details")) part.open = true;
    const field = part && part.querySelector("input:not([type=hidden]), textarea, select, button");
    if (field) setTimeout(() => field.focus({ preventScroll: true }), 50);
  });
})();
