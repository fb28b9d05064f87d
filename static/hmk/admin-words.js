/* Words of Django admin's and treebeard's scripts that have no Vietnamese of their own. */
(function () {
  "use strict";
  const django = (window.django = window.django || {});
  django.catalog = Object.assign(django.catalog || {}, {
    Abort: "Bỏ qua",
    "As Sibling": "Đặt trước, ngang cấp",
    "As child": "Đặt làm cấp dưới",
    "Choose all %s": "Chọn tất cả %s",
    "Choose selected %s": "Chọn %s đã đánh dấu",
    "Remove all %s": "Bỏ tất cả %s",
    "Remove selected %s": "Bỏ %s đã đánh dấu",
    'Choose %s by selecting them and then select the "Choose" arrow button.':
      "Đánh dấu %s rồi bấm mũi tên để chọn.",
    'Remove %s by selecting them and then select the "Remove" arrow button.':
      "Đánh dấu %s rồi bấm mũi tên để bỏ.",
    "Type into this box to filter down the list of selected %s.":
      "Gõ vào đây để lọc %s đã chọn.",
    "(click to clear)": "(bấm để bỏ lọc)",
    "%s selected option not visible": ["%s mục đã chọn đang ẩn"],
    Sunday: "Chủ nhật",
    Monday: "Thứ Hai",
    Tuesday: "Thứ Ba",
    Wednesday: "Thứ Tư",
    Thursday: "Thứ Năm",
    Friday: "Thứ Sáu",
    Saturday: "Thứ Bảy",
    Sun: "CN",
    Mon: "T2",
    Tue: "T3",
    Wed: "T4",
    Thur: "T5",
    Fri: "T6",
    Sat: "T7",
  });
})();
