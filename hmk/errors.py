"""Error pages in Vietnamese. They are rendered without a request: no database, no session."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

PAGES = {
    400: (
        "Yêu cầu không đọc được",
        "Máy chủ không hiểu nội dung vừa gửi. Xin quay lại trang trước và thử lại.",
    ),
    413: (
        "Nội dung gửi lên quá lớn",
        "Máy chủ chỉ nhận tệp đến 10 MB. Xin quay lại trang trước, chọn tệp nhỏ hơn rồi gửi lại.",
    ),
    403: (
        "Không được phép",
        "Tài khoản của đồng chí không được làm việc này.",
    ),
    404: (
        "Không tìm thấy",
        "Trang này không có, hoặc không thuộc phạm vi của đồng chí.",
    ),
    500: (
        "Máy chủ gặp lỗi",
        "Nội dung đã lưu vẫn còn nguyên. Xin thử lại sau ít phút; nếu vẫn lỗi, báo quản trị viên.",
    ),
}
CSRF_PAGE = (
    "Phiên làm việc đã cũ",
    "Để an toàn, xin tải lại trang rồi gửi lại. Nội dung đã lưu vẫn còn nguyên.",
)


def _page(status: int, title: str, text: str) -> HttpResponse:
    page = render_to_string("error.html", {"status": status, "title": title, "text": text})
    return HttpResponse(page, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return _page(status, *PAGES[status])


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(403, *PAGES[403])


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(404, *PAGES[404])


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return _page(500, *PAGES[500])


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return _page(403, *CSRF_PAGE)
