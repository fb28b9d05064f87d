// Forms that save themselves: what is sent, what became of it, and what is sent again.
(() => {
  "use strict";

  const HMK = window.HMK;
  const PAUSE = 2500; // milliseconds without a key before a text is saved
  const AGAIN = 10000; // milliseconds between two tries while something waits

  HMK.SAVED = "form[hx-post][hx-trigger]";
  HMK.ADDS = "form[hx-post][data-keep]";

  // Of each form: the fields changed since it was last saved, those on their way with their
  // values, and whether it waits for the network or a sign-in.
  const states = new WeakMap();
  const stateOf = (form) => {
    if (!states.has(form)) states.set(form, { touched: new Set(), sent: null, waits: false });
    return states.get(form);
  };
  HMK.actionOf = (form) =>
    form.getAttribute("hx-post") || form.getAttribute("action") || location.pathname;
  HMK.valuesOf = (form, name) => new FormData(form).getAll(name).map(String);

  // --- What the page saw: a mark per field, kept in the form -----------------------------------
  const marksOf = (form) => {
    const words = form.querySelector("input[name=seen]")?.value.split(" ") ?? [];
    return new Map(words.filter(Boolean).map((word) => word.split(":")));
  };
  HMK.markOf = (form, name) => marksOf(form).get(name);
  HMK.saw = (form, marks) => {
    const field = form.querySelector("input[name=seen]");
    if (!field) return;
    const all = new Map([...marksOf(form), ...marks]);
    field.value = [...all].map(([name, mark]) => `${name}:${mark}`).join(" ");
  };

  // --- Typing -----------------------------------------------------------------------------------
  // Prose is saved in a pause; a date or a figure only when it is whole, on leaving the field. An
  // answer to a row of the roll call replaces the row, so that one is not saved while one types.
  const isProse = (field) =>
    field.matches("textarea, input[type=text], input:not([type])") &&
    !field.matches("[data-date], [data-clock], [inputmode], .hmk-roll-row *");
  const timers = new WeakMap();
  const stop = (form) => clearTimeout(timers.get(form));
  const saveSoon = (form) => {
    stop(form);
    timers.set(form, setTimeout(() => HMK.save(form), PAUSE));
  };

  HMK.save = (form) => {
    stop(form);
    if (form.isConnected && stateOf(form).touched.size) htmx.trigger(form, "change");
  };
  HMK.touch = (form, name) => stateOf(form).touched.add(name);
  HMK.untouch = (form, name) => stateOf(form).touched.delete(name);
  HMK.wait = (form) => {
    stateOf(form).waits = true;
    say(form, "Chưa gửi: đang chờ mạng");
  };

  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (!form?.matches(HMK.SAVED) || !target.name || !isProse(target)) return;
    HMK.touch(form, target.name);
    unsaved(form);
    saveSoon(form);
  });
  document.addEventListener(
    "change",
    ({ target }) => {
      const form = target.form;
      if (!form?.matches(HMK.SAVED) || !target.name) return;
      stop(form);
      HMK.touch(form, target.name);
      unsaved(form);
    },
    true,
  );

  // Enter in a form with a single field would send it as a page of its own.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(HMK.SAVED)) return;
    event.preventDefault();
    HMK.save(event.target);
  });

  // --- Sending ----------------------------------------------------------------------------------
  // The token of the last sign-in, which may have happened in another tab since this page came.
  const cookieToken = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const token = cookieToken();
    if (HMK.user) detail.headers["X-HMK-User"] = HMK.user;
    if (!token) return;
    detail.headers["X-CSRFToken"] = token;
    if (detail.parameters.csrfmiddlewaretoken) detail.parameters.csrfmiddlewaretoken = token;
  });

  const onTheWay = new Set();
  HMK.onWay = (action) => onTheWay.has(action);

  // A field with two texts is not sent before one of them is chosen.
  const undecided = (form) =>
    new Set([...form.querySelectorAll(".hmk-conflict[data-field]")].map((one) => one.dataset.field));

  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.detail.elt;
    if (!form.matches?.(`${HMK.SAVED}, ${HMK.ADDS}`)) return;
    // The browser itself finds a fault and sends nothing: then nothing is on its way.
    if (event.detail.errors.length) {
      say(form, "Chưa lưu: xem lại mục vừa gõ.", "failed");
      return;
    }
    // What is added after something that waits goes after it.
    if (form.matches(HMK.ADDS) && HMK.lineOf?.(form).length) {
      event.preventDefault();
      HMK.lineUp(form);
      HMK.flush();
      return;
    }
    const state = stateOf(form);
    if (form.matches(HMK.ADDS)) for (const { name } of form.elements) if (name) HMK.touch(form, name);
    const open = undecided(form);
    const names = [...state.touched].filter((name) => !open.has(name));
    if (!names.length && open.size) {
      event.preventDefault();
      return;
    }
    stop(form);
    onTheWay.add(HMK.actionOf(form));
    state.sent = new Map();
    for (const name of names) {
      if (form.matches(HMK.SAVED)) event.detail.formData.append("touched", name);
      state.touched.delete(name);
      state.sent.set(name, JSON.stringify(HMK.valuesOf(form, name)));
    }
  });

  // The answer to one field leaves the two texts of another alone.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const panel = event.detail.target.querySelector?.(".hmk-conflict[data-field]");
    const form = panel?.closest("form");
    const sent = form && stateOf(form).sent;
    if (sent && !sent.has(panel.dataset.field)) event.detail.shouldSwap = false;
  });

  const formOf = ({ detail }) => detail.requestConfig?.elt ?? detail.elt;
  const arrived = (status) => status >= 200 && status < 300;

  // Where the answer replaces the form itself, what it settled is settled before the new form
  // looks for what was kept.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = formOf(event);
    if (!form.matches?.("form") || !event.detail.target?.contains(form)) return;
    const status = event.detail.xhr.status;
    if (form.matches(HMK.SAVED) || (form.matches(HMK.ADDS) && arrived(status))) settle(form);
  });

  function settle(form) {
    HMK.forget?.(form, "once");
    for (const [name, value] of stateOf(form).sent ?? []) {
      const same = JSON.stringify(HMK.valuesOf(form, name)) === value;
      if (same) HMK.forget?.(form, name);
      else HMK.keep?.(form, name, { rebased: true });
    }
  }

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (!form.matches?.("form")) return;
    const status = event.detail.xhr?.status ?? 0;
    const state = stateOf(form);
    const sent = state.sent;
    state.sent = null;
    onTheWay.delete(HMK.actionOf(form));
    const waited = state.waits;
    if (arrived(status) || status === 422 || status === 409) state.waits = false;
    if (sent) arrived(status) ? taken(form, sent) : refused(form, sent, status);
    if (arrived(status)) HMK.allIsWell(waited);
    if (status && status !== 401) HMK.flush({ after: form });
  });

  function taken(form, sent) {
    const seen = form.querySelector(".hmk-savestate")?.dataset.seen ?? "";
    HMK.saw(form, seen.split(" ").filter(Boolean).map((word) => word.split(":")));
    for (const [name, value] of sent) {
      if (JSON.stringify(HMK.valuesOf(form, name)) === value) HMK.forget?.(form, name);
      else if (form.isConnected) HMK.keep?.(form, name);
    }
    const open = undecided(form);
    if (![...stateOf(form).touched].some((name) => !open.has(name))) return;
    unsaved(form);
    saveSoon(form);
  }

  function refused(form, sent, status) {
    const state = stateOf(form);
    if (form.matches(HMK.ADDS)) return;
    for (const name of sent.keys()) state.touched.add(name);
    const open = undecided(form);
    if (status !== 422 || !open.size) return;
    const [panel] = form.querySelectorAll(".hmk-conflict[data-field]");
    const link = document.createElement("a");
    link.href = `#${panel.parentElement.id}`;
    link.textContent = "Xem hai bản.";
    HMK.tell("Có mục vừa được ghi khác đi ở nơi khác; chưa bản nào bị ghi đè.", { kind: "due", link });
    // What was refused along with it is fresh: it goes without it.
    const withOpen = [...sent.keys()].some((name) => open.has(name));
    if (withOpen && [...state.touched].some((name) => !open.has(name))) saveSoon(form);
  }

  // --- What did not arrive ----------------------------------------------------------------------
  const waiting = () =>
    [...document.querySelectorAll(HMK.SAVED)].filter((form) => stateOf(form).waits);
  const inLine = () => HMK.lineLength?.() ?? 0;

  HMK.say = say;
  function say(form, text, kind = "waiting") {
    let place = form.querySelector(".hmk-savestate");
    if (!place) {
      place = document.createElement("span");
      form.append(place);
    }
    place.className = `hmk-savestate is-${kind}`;
    const icon = document.createElement("i");
    icon.className = `bi bi-${kind === "waiting" ? "hourglass-split" : "exclamation-circle"}`;
    icon.setAttribute("aria-hidden", "true");
    place.replaceChildren(icon, ` ${text}`);
  }

  // "Saved" is said of what stands in the field, not of what stood there a moment ago.
  function unsaved(form) {
    const place = form.querySelector(".hmk-savestate.is-saved");
    if (!place) return;
    place.className = "hmk-savestate";
    place.textContent = "… Sắp lưu";
  }

  HMK.allIsWell = (waited) => {
    if (waiting().length || inLine()) return;
    const now = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    const open = document.querySelector(`.hmk-savestate.is-failed, ${HMK.ADDS} .hmk-error p`);
    const rest = "Đã gửi phần đang chờ; còn chỗ báo đỏ chưa ghi được.";
    if (waited && open) HMK.tell(rest, { kind: "due" });
    else if (waited) HMK.tell(`Đã gửi xong lúc ${now}.`, { kind: "done" });
    else if (!document.querySelector(".hmk-conflict")) HMK.tell("");
  };

  function keptHere(event, why, options) {
    const form = formOf(event);
    if (form.matches?.(HMK.SAVED)) HMK.wait(form);
    else if (form.matches?.(HMK.ADDS)) HMK.lineUp?.(form);
    const number = waiting().reduce((sum, one) => {
      const state = stateOf(one);
      return sum + Math.max(new Set([...state.touched, ...(state.sent?.keys() ?? [])]).size, 1);
    }, inLine());
    HMK.tell(why(number), options);
  }

  const noNetwork = (event) =>
    keptHere(
      event,
      (number) =>
        `Mất kết nối: nội dung giữ trong máy này, sẽ tự gửi khi có mạng` +
        (number ? ` (${number} mục).` : "."),
      { kind: "due" },
    );
  document.addEventListener("htmx:sendError", noNetwork);
  document.addEventListener("htmx:timeout", noNetwork);
  document.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    if (status === 409) return;
    if (status === 401) {
      const link = document.createElement("a");
      link.href = event.detail.xhr.getResponseHeader("X-Sign-In");
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = "Đăng nhập lại ở thẻ mới, rồi quay về đây: nội dung sẽ tự gửi.";
      const why = "Phiên làm việc đã hết, nội dung vừa gõ vẫn còn ở đây và được giữ trong máy này.";
      keptHere(event, () => why, { link });
    } else if (status === 403 || status === 404) {
      const form = formOf(event);
      if (form.matches?.("form")) say(form, "Chưa lưu được, nội dung vẫn còn trên màn hình.", "failed");
      HMK.tell("Phiên làm việc đã cũ hoặc không được phép. Xin tải lại trang rồi làm lại.");
    } else {
      keptHere(event, () => "Máy chủ chưa nhận được; nội dung giữ trong máy này, sẽ tự gửi lại.", {
        kind: "due",
      });
    }
  });

  // --- Again ------------------------------------------------------------------------------------
  // One form at a time: the next one goes when this one has been answered.
  HMK.flush = ({ after } = {}) => {
    if (!navigator.onLine) return;
    const form = waiting().find((one) => one !== after && !stateOf(one).sent);
    if (form) HMK.save(form);
    else HMK.sendLine?.();
  };
  setInterval(HMK.flush, AGAIN);
  window.addEventListener("online", () => HMK.flush());
  window.addEventListener("focus", () => HMK.flush());
  document.addEventListener("visibilitychange", () => document.hidden || HMK.flush());
})();
