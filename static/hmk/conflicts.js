// Two texts of one field: which of them stands is chosen by hand.
(() => {
  "use strict";

  const HMK = window.HMK;

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-choose]");
    const panel = button?.closest(".hmk-conflict");
    if (!panel) return;
    const form = panel.closest("form");
    const name = panel.dataset.field;
    const standing = JSON.parse(panel.dataset.standing);
    const field = [...form.elements].find((one) => one.name === name);
    if (button.dataset.choose === "both") {
      join(field, standing[0]);
      return;
    }
    HMK.saw(form, [[name, panel.dataset.seen]]);
    const place = panel.parentElement;
    place.replaceChildren();
    if (button.dataset.choose === "standing") {
      HMK.put(form, name, standing);
      HMK.untouch(form, name);
      HMK.forget(form, name);
      HMK.tell("");
    } else {
      HMK.keep(form, name);
      HMK.touch(form, name);
    }
    HMK.save(form);
    field.focus();
  });

  // Both texts in the field, to be made one; what is there is sent by keeping one's own.
  function join(field, standing) {
    field.value = `${standing}\n\n${field.value}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    HMK.say(field.form, "Chưa lưu: hai bản nằm nối nhau trong ô; sửa xong thì bấm “Giữ bản của tôi”.");
    field.focus();
  }
})();
