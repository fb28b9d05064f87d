// What was added while nothing could be sent waits in line, and goes one after the other.
(() => {
  "use strict";

  const HMK = window.HMK;
  if (!HMK.store) return;
  const { drafts, write, take } = HMK.store;

  // The requests come from here and not from the form, in which the next one may be half written.
  const post = document.createElement("div");
  post.hidden = true;
  document.body.append(post);

  const line = () => [...drafts()].filter((one) => one.fields && one.mine).sort((a, b) => a.at - b.at);
  const formOf = (item) =>
    [...document.querySelectorAll(HMK.ADDS)].find((form) => HMK.actionOf(form) === item.action);
  const isFilled = (form) => [...form.querySelectorAll("textarea")].some((field) => field.value.trim());
  const bodyOf = (form) => form.parentElement;
  const arrived = (status) => status >= 200 && status < 300;

  HMK.lineOf = (form) => line().filter((one) => one.action === HMK.actionOf(form));
  HMK.lineLength = () => line().length;

  // --- Into the line ----------------------------------------------------------------------------
  // The number that the form came with stays with what was written: a second sending adds nothing.
  HMK.lineUp = (form) => {
    if (!isFilled(form)) return;
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    const kept = write(HMK.actionOf(form), `line-${form.elements.once.value}`, {
      value: [summaryOf(form)],
      fields,
      label: form.dataset.keep,
    });
    if (!kept) return;
    HMK.forget(form);
    empty(form);
    show(form);
  };

  function summaryOf(form) {
    const who = form.querySelector("select");
    const name = who?.value ? who.selectedOptions[0].textContent.trim() : "";
    const texts = [...form.querySelectorAll("textarea")].map((field) => field.value.trim());
    return [name, ...texts].filter(Boolean).join(": ");
  }

  // A form that was refused came back with what was typed, which is then no default of its own.
  function empty(form) {
    const refused = form.querySelector(".hmk-error p");
    form.reset();
    for (const field of form.querySelectorAll("textarea")) field.value = "";
    for (const field of refused ? form.elements : []) {
      if (field.matches("select")) field.selectedIndex = 0;
      else if (field.matches("[type=checkbox]")) field.checked = false;
      else if (field.matches("[type=text]:not([data-date])")) field.value = "";
    }
    for (const error of form.querySelectorAll(".hmk-error")) error.replaceChildren();
    form.querySelector(".hmk-restored")?.remove();
    form.elements.once.value = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
  }

  // --- The line on the page ---------------------------------------------------------------------
  function show(form) {
    const items = HMK.lineOf(form);
    let box = form.previousElementSibling;
    if (!box?.matches(".hmk-line")) box = null;
    if (!items.length) {
      box?.remove();
      return;
    }
    if (!box) {
      box = document.createElement("div");
      box.className = "hmk-line";
      box.setAttribute("role", "status");
      form.before(box);
    }
    const head = document.createElement("p");
    head.className = "hmk-savestate is-waiting";
    const icon = document.createElement("i");
    icon.className = "bi bi-hourglass-split";
    icon.setAttribute("aria-hidden", "true");
    head.append(icon, ` Chờ gửi: ${items.length} ${form.dataset.keep}`);
    const list = document.createElement("ol");
    list.append(...items.map(rowOf));
    box.replaceChildren(head, list);
  }

  function rowOf(item) {
    const row = document.createElement("li");
    const text = document.createElement("span");
    text.textContent = item.value[0];
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-link";
    button.textContent = "Bỏ";
    button.setAttribute("aria-label", `Bỏ, không gửi: ${item.value[0]}`);
    button.addEventListener("click", () => {
      if (item.key === going?.key || !window.confirm("Bỏ mục đang chờ gửi này? Nội dung sẽ mất.")) return;
      drop(item);
    });
    row.append(text, button);
    if (halted.has(item.key)) {
      const why = document.createElement("em");
      why.textContent = "Máy chủ chưa nhận mục này. Khi ô nhập bên dưới trống, mục này mở lại ở đó để sửa.";
      row.append(why);
    }
    return row;
  }

  function drop(item) {
    localStorage.removeItem(item.key);
    const form = formOf(item);
    if (form) show(form);
  }

  // --- Sending ----------------------------------------------------------------------------------
  // What the server refused waits until the form is free to show it; what may not be sent from
  // here waits for another page.
  const halted = new Map();
  const stands = (item) => {
    const why = halted.get(item.key);
    return why === "page" || (why === "form" && isFilled(formOf(item)));
  };
  let going = null;
  let opens = false;

  HMK.sendLine = () => {
    const item = going ? null : line().find((one) => formOf(one) && !stands(one));
    if (!item) return;
    going = item;
    const values = {};
    for (const [name, value] of item.fields) (values[name] ??= []).push(value);
    const done = () => {
      if (going === item) going = null;
    };
    htmx
      .ajax("POST", item.action, { source: post, target: formOf(item), swap: "outerHTML", values })
      .then(done, done);
  };

  // An answer brings the rows anew and leaves the form alone; a refused one opens in the form.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.requestConfig?.elt !== post) return;
    const form = going && formOf(going);
    const status = detail.xhr.status;
    if (!form) detail.shouldSwap = false;
    else if (arrived(status)) {
      detail.target = bodyOf(form).querySelector(":scope > .hmk-cards");
      detail.selectOverride = `#${bodyOf(form).id} > .hmk-cards`;
    } else if (status === 422) {
      opens = !isFilled(form);
      detail.shouldSwap = opens;
      detail.target = form;
      detail.selectOverride = `#${bodyOf(form).id} > form[data-keep]`;
    }
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.requestConfig?.elt !== post || !going) return;
    const status = detail.xhr?.status ?? 0;
    const item = going;
    going = null;
    if (arrived(status)) drop(item);
    else if (status === 422) refused(item);
    else if (status === 403 || status === 404) halted.set(item.key, "page");
    else return;
    if (arrived(status)) HMK.allIsWell(true);
    setTimeout(HMK.flush);
  });

  function refused(item) {
    const form = formOf(item);
    if (!form) return;
    if (!opens) {
      halted.set(item.key, "form");
      show(form);
      return;
    }
    drop(item);
    for (const name of new Set(item.fields.map(([name]) => name))) HMK.keep(form, name);
    HMK.tell("Có mục máy chủ chưa nhận; đã mở lại trong ô nhập để sửa.", { kind: "due" });
  }

  // --- From a page that was closed --------------------------------------------------------------
  HMK.restoreLine = (isFree) => {
    for (const form of document.querySelectorAll(HMK.ADDS)) {
      for (const one of drafts()) {
        if (one.fields && one.action === HMK.actionOf(form) && isFree(one)) take(one);
      }
      show(form);
    }
    if (line().length) HMK.flush();
  };
})();
