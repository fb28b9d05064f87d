// What is typed stays in this browser until the server has it: by user, form and field.
(() => {
  "use strict";

  const HMK = window.HMK;
  const PREFIX = "hmk:draft:";
  const FORMS = "form[hx-post][hx-trigger], form[data-keep]";
  const OLD = 120000; // milliseconds after which a page without locks is taken for closed
  if (!HMK.user) return;

  // Each page keeps its own drafts, so that two tabs never write over each other's. A lock says
  // that the page is open; what a closed page left is taken over by the next one.
  const page = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  const lockOf = (id) => `hmk-page-${id}`;
  navigator.locks?.request(lockOf(page), () => new Promise(() => {}));

  async function openPages() {
    if (!navigator.locks) return null;
    const { held } = await navigator.locks.query();
    return new Set(held.map((lock) => lock.name));
  }

  // --- The store --------------------------------------------------------------------------------
  const actionOf = HMK.actionOf;
  const keyOf = (action, name, id = page) => [PREFIX + HMK.user, action, name, id].join("|");

  function* drafts() {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(`${PREFIX}${HMK.user}|`)) continue;
      const [, action, name, id] = key.split("|");
      try {
        yield { key, action, name, id, mine: id === page, ...JSON.parse(localStorage.getItem(key)) };
      } catch {
        localStorage.removeItem(key);
      }
    }
  }
  const own = (form) =>
    [...drafts()].filter((one) => one.action === actionOf(form) && one.mine && !one.fields);

  function write(action, name, draft) {
    const kept = { ...draft, at: Date.now(), page: location.pathname };
    try {
      localStorage.setItem(keyOf(action, name), JSON.stringify(kept));
      return true;
    } catch {
      HMK.tell("Máy này hết chỗ giữ nội dung tạm; xin giữ trang mở đến khi có mạng.");
      return false;
    }
  }
  // What a closed page left becomes this page's own.
  function take(draft) {
    const text = localStorage.getItem(draft.key);
    if (text === null) return;
    localStorage.removeItem(draft.key);
    localStorage.setItem(keyOf(draft.action, draft.name), text);
  }
  HMK.store = { drafts, write, take };

  const labelOf = (field) => {
    const place = field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0];
    return place?.textContent.replace("*", "").trim().replace(/\s+/g, " ") ?? "";
  };
  const fieldsOf = (form, name) => [...form.elements].filter((field) => field.name === name);

  HMK.keep = (form, name, { rebased = false } = {}) => {
    const fields = fieldsOf(form, name);
    if (!fields.length || fields.some((field) => field.matches("[type=password], [type=file]"))) return;
    write(actionOf(form), name, {
      value: HMK.valuesOf(form, name),
      seen: rebased ? null : HMK.markOf(form, name),
      label: labelOf(fields[0]),
    });
  };
  HMK.forget = (form, name) => {
    for (const one of own(form)) if (!name || one.name === name) localStorage.removeItem(one.key);
    if (!name) delete form.dataset.changed;
  };

  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (!form?.matches(FORMS) || !target.name) return;
    if (!form.matches(HMK.SAVED) && target.value === "" && target.defaultValue === "") {
      HMK.forget(form, target.name);
      return;
    }
    HMK.keep(form, target.name);
    const once = form.querySelector("input[name=once]");
    if (once) HMK.keep(form, "once");
  });

  // --- Back into the fields ---------------------------------------------------------------------
  HMK.put = (form, name, values) => {
    for (const field of fieldsOf(form, name)) {
      if (field.matches("[type=checkbox], [type=radio]")) field.checked = values.includes(field.value);
      else if (field.matches("select"))
        for (const option of field.options) option.selected = values.includes(option.value);
      else field.value = values[0] ?? "";
    }
  };

  const known = new WeakSet();
  const asked = new Set();
  const free = (draft, open) =>
    draft.id !== page &&
    (open ? !open.has(lockOf(draft.id)) : Date.now() - draft.at > OLD);

  function restoreForm(form, open) {
    const fresh = !known.has(form);
    known.add(form);
    asked.delete(actionOf(form));
    const mine = [...drafts()].filter((one) => one.action === actionOf(form) && !one.fields);
    const names = new Set(mine.map((one) => one.name));
    let restored = null;
    for (const name of names) {
      const here = mine.find((one) => one.name === name && one.id === page);
      if (here && !fresh) continue;
      const left = mine.filter((one) => one.name === name && free(one, open));
      const draft = here ?? left.sort((a, b) => b.at - a.at)[0];
      if (draft && apply(form, draft)) restored = draft;
    }
    if (restored) announce(form, restored);
  }

  // Whether the draft says something that the page does not.
  function apply(form, draft) {
    const fields = fieldsOf(form, draft.name);
    if (!fields.length) return false;
    if (draft.id !== page) localStorage.removeItem(draft.key);
    const same = JSON.stringify(HMK.valuesOf(form, draft.name)) === JSON.stringify(draft.value);
    if (same && form.matches(HMK.SAVED)) {
      HMK.forget(form, draft.name);
      return false;
    }
    HMK.put(form, draft.name, draft.value);
    // A page of its own that came back with the other text beside the field has shown it.
    const shown = !form.matches(HMK.SAVED) && form.querySelector(`[data-field="${CSS.escape(draft.name)}"]`);
    if (draft.seen && !shown) HMK.saw(form, [[draft.name, draft.seen]]);
    HMK.keep(form, draft.name);
    if (same) return false;
    form.closest("details")?.setAttribute("open", "");
    fields[0].dispatchEvent(new Event("input", { bubbles: true }));
    if (form.matches(HMK.SAVED)) HMK.touch(form, draft.name);
    return draft.name !== "once";
  }

  function announce(form, draft) {
    if (form.matches(HMK.SAVED)) {
      HMK.wait(form);
      HMK.flush();
      return;
    }
    form.querySelector(".hmk-restored")?.remove();
    const at = new Date(draft.at).toLocaleString("vi-VN", { dateStyle: "short", timeStyle: "short" });
    const note = document.createElement("div");
    note.className = "hmk-note is-due hmk-restored is-wide";
    const text = document.createElement("p");
    text.textContent = `Đã điền lại nội dung gõ dở lúc ${at}, chưa gửi.`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-secondary";
    button.textContent = "Bỏ, nhập lại từ đầu";
    button.addEventListener("click", () => {
      HMK.forget(form);
      form.reset();
      note.remove();
      form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    });
    note.append(text, button);
    form.prepend(note);
  }

  // --- Without a form ---------------------------------------------------------------------------
  // A row that is edited in a form of its own is opened; what has no place any more is shown.
  function leftovers(open) {
    const lost = [...drafts()].filter(
      (one) =>
        one.page === location.pathname &&
        one.name !== "once" &&
        !HMK.onWay(one.action) &&
        (one.id === page || free(one, open)) &&
        ![...document.querySelectorAll(FORMS)].some((form) => actionOf(form) === one.action),
    );
    const homeless = lost.filter((one) => {
      const link = document.querySelector(`a[hx-get="${one.action}edit/"]`);
      if (link && !asked.has(one.action)) htmx.trigger(link, "click");
      asked.add(one.action);
      return !link;
    });
    show(homeless.filter((one) => one.value.join("").trim()));
  }

  function show(homeless) {
    document.getElementById("hmk-leftovers")?.remove();
    if (!homeless.length) return;
    const box = document.createElement("section");
    box.id = "hmk-leftovers";
    box.className = "hmk-card";
    const title = document.createElement("h2");
    title.textContent = "Nội dung đã gõ mà chưa gửi được";
    const why = document.createElement("p");
    why.textContent = "Mục này không còn nhận nội dung (đã ký hoặc đã xóa). Có thể chép lại từ đây.";
    box.append(title, why);
    for (const one of homeless) {
      const label = document.createElement("h3");
      label.textContent = one.label;
      const text = document.createElement("div");
      text.className = "hmk-prose";
      text.textContent = one.value.join(", ");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-outline-secondary";
      button.textContent = "Bỏ nội dung này";
      button.addEventListener("click", () => {
        localStorage.removeItem(one.key);
        for (const part of [label, text, button]) part.remove();
        if (!box.querySelector("button")) box.remove();
      });
      box.append(label, text, button);
    }
    document.getElementById("hmk-live").after(box);
  }

  // --- When -------------------------------------------------------------------------------------
  // What an open page keeps is taken over as soon as that page is closed.
  const watched = new Set();
  function watch(open) {
    for (const { id } of drafts()) {
      if (id === page || watched.has(id) || !open?.has(lockOf(id))) continue;
      watched.add(id);
      navigator.locks.request(lockOf(id), () => {}).then(() => {
        watched.delete(id);
        restore();
      });
    }
  }

  async function restore() {
    const open = await openPages();
    watch(open);
    for (const form of document.querySelectorAll(FORMS)) restoreForm(form, open);
    HMK.restoreLine?.((draft) => free(draft, open));
    leftovers(open);
  }
  // A form of a page of its own that was sent from there and led to another page: it was taken.
  function forgetSent() {
    const there = new Set([...document.querySelectorAll(FORMS)].map(actionOf));
    const from = document.referrer && new URL(document.referrer).pathname;
    for (const one of drafts()) {
      const taken = one.left && one.page === from && !there.has(one.action);
      if (taken) localStorage.removeItem(one.key);
    }
  }
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (defaultPrevented || !target.matches("form[data-keep]:not([hx-post])")) return;
    for (const { key } of own(target)) {
      localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), left: true }));
    }
  });

  HMK.wipeDrafts = () => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  };

  // htmx looks for its forms and links when the page has come whole; this comes after it.
  document.addEventListener("DOMContentLoaded", () => {
    forgetSent();
    restore();
  });
  document.addEventListener("htmx:load", ({ target }) => {
    const forms = target.matches?.(FORMS) ? [target] : target.querySelectorAll?.(FORMS) ?? [];
    if ([...forms].some((form) => !known.has(form))) restore();
  });
  document.addEventListener("visibilitychange", () => document.hidden || restore());
  setInterval(() => {
    asked.clear();
    restore();
  }, 15000);

  // Whoever signs in anew in another tab wakes the pages that wait.
  localStorage.setItem("hmk:signed-in", `${HMK.user} ${Date.now()}`);
  window.addEventListener("storage", ({ key }) => {
    if (key === "hmk:signed-in") HMK.flush();
  });
})();
