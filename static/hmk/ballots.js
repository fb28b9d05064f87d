// Says while figures are typed whether a count of ballots adds up. The server checks it again.
"use strict";

(() => {
  const LEVELS = ["votes_excellent", "votes_good", "votes_completed", "votes_not_completed"];

  const figure = (input) => {
    const text = input ? input.value.trim() : "";
    return /^\d+$/.test(text) ? Number(text) : null;
  };

  // The input of a part of the form whose name ends in that word.
  const found = (part, name) =>
    [...part.querySelectorAll("input")].find((input) => input.name.endsWith(`-${name}`) || input.name === name);

  const say = (part, words, good) => {
    const place = part.querySelector("[data-ballot-state]");
    if (!place) return;
    place.textContent = words;
    place.classList.toggle("is-right", good);
    place.classList.toggle("is-wrong", Boolean(words) && !good);
  };

  const faultOfHead = (issued, collected, base) => {
    if (issued !== null && issued > base) return `Phát ra ${issued} phiếu, nhiều hơn ${base} người được bỏ.`;
    if (issued !== null && collected !== null && collected > issued) {
      return `Thu về ${collected} phiếu, nhiều hơn ${issued} phát ra.`;
    }
    return "";
  };

  const faultOfCount = (valid, votes, collected) => {
    if (valid !== null && collected !== null && valid > collected) {
      return `${valid} phiếu hợp lệ, nhiều hơn ${collected} thu về.`;
    }
    if (valid === null || votes.includes(null)) return "";
    const cast = votes.reduce((sum, one) => sum + one, 0);
    if (cast < valid) return `Còn thiếu ${valid - cast} phiếu.`;
    if (cast > valid) return `Thừa ${cast - valid} phiếu.`;
    return "";
  };

  const check = (whole) => {
    const base = Number(whole.dataset.base);
    const issued = figure(found(whole, "issued"));
    const collected = figure(found(whole, "collected"));
    const head = faultOfHead(issued, collected, base);
    const rows = [...whole.querySelectorAll("[data-ballot-row]")];
    if (rows.length) say(whole, head, false);
    for (const part of rows.length ? rows : [whole]) {
      const valid = figure(found(part, "valid"));
      const votes = LEVELS.map((name) => figure(found(part, name)));
      const fault = (rows.length ? "" : head) || faultOfCount(valid, votes, collected);
      const whole_ = valid !== null && !votes.includes(null);
      say(part, fault || (whole_ ? `Khớp: ${valid} phiếu.` : ""), !fault);
    }
  };

  // A confidence poll: three levels and the invalid make up what was collected.
  const checkPoll = (whole) => {
    const collected = Number(whole.dataset.poll);
    for (const row of whole.querySelectorAll("[data-ballot-row]")) {
      const counts = [...row.querySelectorAll("input")].map(figure);
      if (counts.includes(null)) {
        say(row, "", false);
        continue;
      }
      const cast = counts.reduce((sum, one) => sum + one, 0);
      const off = Math.abs(collected - cast);
      say(row, off ? `${cast < collected ? "Còn thiếu" : "Thừa"} ${off} phiếu.` : `Khớp: ${cast} phiếu.`, !off);
    }
  };

  for (const whole of document.querySelectorAll("[data-poll]")) {
    whole.addEventListener("input", () => checkPoll(whole));
    checkPoll(whole);
  }
  for (const whole of document.querySelectorAll("[data-ballots]")) {
    whole.addEventListener("input", () => check(whole));
    check(whole);
  }
})();
