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

  // Which fields of a form were touched since it was last saved: only these are written, so that
  // a page that has stood open for long never undoes what somebody else wrote meanwhile.
  const touched = new WeakMap();
  const sent = new WeakMap();
  const namesOf = (map, form) => map.get(form) ?? map.set(form, new Set()).get(form);
  document.addEventListener(
    "change",
    (event) => {
      const form = event.target.closest("form[hx-post]");
      if (form && event.target.name) namesOf(touched, form).add(event.target.name);
    },
    true,
  );
  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.detail.elt;
    const names = touched.get(form);
    if (!names?.size) return;
    for (const name of names) event.detail.formData.append("touched", name);
    sent.set(form, new Set(names));
    names.clear();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    // A refused save (422) is an answer to show, but nothing of it was written.
    const status = event.detail.xhr?.status ?? 0;
    if ((status < 200 || status > 299) && sent.has(form)) {
      for (const name of sent.get(form)) namesOf(touched, form).add(name);
    }
    sent.delete(form);
  });

  // A save that did not arrive is said at the form itself and above the page.
  function notSaved(event, text) {
    const state = event.detail.elt?.querySelector?.(".hmk-savestate");
    if (state) {
      state.className = "hmk-savestate is-failed";
      state.textContent = "⚠ Chưa lưu được, nội dung vẫn còn trên màn hình.";
    }
    // A tap that did not arrive is taken back to what stands on the server, to be tapped again.
    if (event.detail.elt?.closest?.(".hmk-roll-row")) {
      for (const choice of event.detail.elt.querySelectorAll("input[type=radio]")) {
        choice.checked = choice.defaultChecked;
      }
    }
    tell(text);
  }

  document.addEventListener("htmx:sendError", (event) =>
    notSaved(event, "Mất kết nối mạng. Nội dung vẫn còn trên màn hình; xin thử lại khi có mạng."),
  );
  document.addEventListener("htmx:timeout", (event) =>
    notSaved(event, "Mạng quá chậm, chưa lưu được. Nội dung vẫn còn trên màn hình; xin thử lại."),
  );
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 409) return;
    if (status === 401) {
      notSaved(event, "Phiên làm việc đã hết, nội dung vừa gõ vẫn còn ở đây. ");
      const link = document.createElement("a");
      link.href = event.detail.xhr.getResponseHeader("X-Sign-In");
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = "Đăng nhập lại ở thẻ mới, rồi quay về đây lưu tiếp.";
      live().append(link);
      return;
    }
    notSaved(
      event,
      status === 403
        ? "Phiên làm việc đã cũ hoặc không được phép. Xin tải lại trang rồi làm lại."
        : "Máy chủ chưa nhận được thay đổi này. Xin thử lại sau ít phút.",
    );
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) tell("");
  });
})();
