// Small comforts. Every page reads and every form is sent without this file.
(() => {
  "use strict";

  // What the scripts of a page share. Whose page it is decides what may be kept and sent.
  const HMK = (window.HMK = { user: document.body.dataset.user ?? "" });

  // One calm line that stays in sight: what waits, what went wrong, what is well again.
  HMK.tell = (text, { kind = "late", link } = {}) => {
    const place = document.getElementById("hmk-live");
    if (!place || (place.dataset.text === text && !place.hidden)) return;
    place.dataset.text = text;
    place.className = `hmk-note is-${kind}`;
    place.setAttribute("role", kind === "late" ? "alert" : "status");
    const words = document.createElement("span");
    words.textContent = text;
    if (link) words.append(" ", link);
    place.replaceChildren(words);
    place.hidden = !text;
  };

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

  // A field cannot go on over the next page, a text can: on paper the text stands in its place.
  const onPaper = () => {
    for (const field of document.querySelectorAll("main textarea")) {
      let text = field.nextElementSibling;
      if (!text?.matches(".hmk-paper")) {
        text = document.createElement("div");
        text.className = "hmk-paper";
        field.after(text);
      }
      text.textContent = field.value;
    }
  };
  window.addEventListener("beforeprint", onPaper);
  window.matchMedia("print").addEventListener("change", onPaper);

  // After a refused form, the first field to mend has the focus.
  const wrong = document.querySelector("main .is-invalid");
  if (wrong) wrong.focus();

  // The token of the last sign-in, which may have happened in another tab since this page came.
  const cookieToken = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  document.addEventListener("htmx:configRequest", (event) => {
    const token = cookieToken();
    if (!token) return;
    event.detail.headers["X-CSRFToken"] = token;
    if (event.detail.parameters.csrfmiddlewaretoken) {
      event.detail.parameters.csrfmiddlewaretoken = token;
    }
  });
})();
