// The page without network: it is kept by the service worker, says since when, and is wiped at
// sign-out.
(() => {
  "use strict";

  const HMK = window.HMK;
  const DRAFT = "hmk:draft:";

  if ("serviceWorker" in navigator) {
    const first = !navigator.serviceWorker.controller;
    navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
    navigator.serviceWorker.ready.then(({ active }) => {
      if (!HMK.user) return;
      // Whatever another user left is wiped. The first page came past the worker: it fetches it.
      const files = performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => name.startsWith(`${location.origin}/static/`));
      const page = { path: location.search ? null : location.pathname, files };
      active.postMessage({ user: HMK.user, ...(first ? page : {}) });
    });
  }

  const kept = Number(document.body.dataset.kept);
  if (kept) {
    const at = new Date(kept);
    const note = document.createElement("p");
    note.id = "hmk-kept";
    note.className = "hmk-note is-due";
    note.setAttribute("role", "status");
    const day = at.toLocaleDateString("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" });
    const hour = at.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    const words = document.createElement("span");
    words.append(
      `Đang xem bản lưu lúc ${hour} ngày ${day}, không có mạng. Cứ gõ tiếp: nội dung được giữ trong máy này. `,
    );
    const again = document.createElement("a");
    again.href = location.pathname;
    again.textContent = "Tải lại trang";
    words.append(again);
    note.append(words);
    document.getElementById("hmk-live")?.before(note);
  }

  // --- Sign-out ---------------------------------------------------------------------------------
  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.getAttribute("action")?.endsWith("/accounts/logout/")) return;
      // The number of a half-written addition is no text of its own.
      const drafts = Object.keys(localStorage).filter(
        (key) => key.startsWith(DRAFT) && !key.includes("|once|"),
      );
      const own = drafts.filter((key) => key.startsWith(`${DRAFT}${HMK.user}|`)).length;
      const others = drafts.length - own;
      const what = [own && `${own} mục của đồng chí`, others && `${others} mục của tài khoản khác`];
      const question =
        `Trong máy này còn nội dung chưa gửi: ${what.filter(Boolean).join(", ")}. ` +
        "Đăng xuất thì các mục này bị xóa khỏi máy. Vẫn đăng xuất?";
      if (drafts.length && !window.confirm(question)) {
        event.preventDefault();
        return;
      }
      HMK.wipeDrafts?.();
      navigator.serviceWorker?.controller?.postMessage({ user: "" });
    },
    true,
  );
})();
