// Copies the text of a field by one tap. Without this file one holds the finger on the text.
(() => {
  "use strict";

  async function copied(field) {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      // Without HTTPS, or refused: the old way works on what is selected.
      return document.execCommand("copy");
    }
  }

  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copied(document.getElementById(button.dataset.copy));
      const place = button.parentElement.querySelector("[data-copied]");
      if (done) place.textContent = place.dataset.copied;
    });
  });
})();
