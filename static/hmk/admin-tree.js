/* The words that treebeard shows while a row is dragged; it has none in Vietnamese. */
(function () {
  "use strict";
  const django = (window.django = window.django || {});
  django.catalog = Object.assign(django.catalog || {}, {
    Abort: "Bỏ qua",
    "As Sibling": "Đặt trước, ngang cấp",
    "As child": "Đặt làm cấp dưới",
  });
})();
