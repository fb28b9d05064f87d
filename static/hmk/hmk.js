// Small comforts. Every page reads and every form is sent without this file.
(() => {
  "use strict";

  const live = () => document.getElementById("hmk-live");

  function tell(text) {
    const place = live();
    if (!place) return;
    place.textContent = text;
    place.hidden = !text;
  }

  // Menus close when the reader turns elsewhere.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.hmk-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.hmk-menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // A tired thumb taps twice: a form is sent once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    delete form.dataset.changed;
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  // What was typed and not sent is not left behind unasked.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form) form.dataset.changed = "1";
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-keep][data-changed]")) event.preventDefault();
  });

  // Dates: digits alone are enough, the strokes come by themselves.
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches("input[data-date]") || event.inputType === "deleteContentBackward") return;
    const digits = field.value.replaceAll("/", "");
    if (!/^\d{2,8}$/.test(digits) || field.selectionStart !== field.value.length) return;
    const parts = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
    const kept = /^\d{1,2}\/\d{0,2}\/?\d*$/.test(field.value) && /^\d\/|\/\d\//.test(field.value);
    if (kept) return;
    field.value = parts.filter((part, index) => part || index < Math.ceil(digits.length / 2)).join("/");
  });

  // On a small screen one wants to see the password one types.
  document.querySelectorAll("main input[type=password]").forEach((field) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-link hmk-reveal";
    const label = () => {
      button.textContent = field.type === "password" ? "Hiện mật khẩu" : "Giấu mật khẩu";
    };
    button.addEventListener("click", () => {
      field.type = field.type === "password" ? "text" : "password";
      label();
    });
    field.form?.addEventListener("submit", () => {
      field.type = "password";
    });
    label();
    field.after(button);
  });

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // After a refused form, the first field to mend has the focus.
  const wrong = document.querySelector("main .is-invalid");
  if (wrong) wrong.focus();

  document.addEventListener("htmx:sendError", () =>
    tell("Mất kết nối mạng. Nội dung vẫn còn trên màn hình; xin thử lại khi có mạng."),
  );
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    tell(
      status === 403
        ? "Phiên làm việc đã cũ hoặc không được phép. Xin tải lại trang rồi làm lại."
        : "Máy chủ chưa nhận được thay đổi này. Xin thử lại sau ít phút.",
    );
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) tell("");
  });
})();
