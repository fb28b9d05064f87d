"""Invented Vietnamese names that fit the sex and the generation."""

from bisect import bisect
from itertools import accumulate
from random import Random

FEMALE, MALE = "female", "male"

# As usual around Hương Khê: a few surnames are carried by most people.
SURNAMES = {
    "Nguyễn": 30, "Trần": 14, "Lê": 12, "Phan": 9, "Phạm": 6, "Đặng": 4, "Hoàng": 4, "Võ": 4,
    "Đinh": 3, "Ngô": 3, "Thái": 2, "Dương": 2, "Bùi": 2, "Hồ": 2, "Cao": 2, "Lương": 1,
    "Trịnh": 1, "Đào": 1, "Mai": 1, "Tô": 1, "Đoàn": 1, "Lưu": 1, "Hà": 1, "Tạ": 1,
}  # fmt: skip
MIDDLE = {
    (FEMALE, "old"): ("Thị",) * 9 + ("Thị Minh", "Thị Thanh"),
    (FEMALE, "middle"): ("Thị",) * 6 + ("Thị Thu", "Thị Thanh", "Thị Kim", "Thị Hồng", "Thị Bích", "Thị Ngọc"),
    (FEMALE, "young"): ("Thị", "Thị", "Thị Thùy", "Thị Phương", "Thị Khánh", "Thị Quỳnh", "Thị Hà", "Ngọc", "Thu", "Thị Mỹ"),
    (MALE, "old"): ("Văn", "Văn", "Văn", "Xuân", "Đình", "Sỹ", "Hữu", "Trọng", "Công", "Bá"),
    (MALE, "middle"): ("Văn", "Văn", "Xuân", "Đình", "Quốc", "Anh", "Hữu", "Ngọc", "Đức", "Thanh", "Viết"),
    (MALE, "young"): ("Văn", "Đức", "Anh", "Quang", "Minh", "Quốc", "Tuấn", "Mạnh", "Hoàng", "Đình", "Trung"),
}  # fmt: skip


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN = {
    (FEMALE, "old"): _words("Lan Huệ Cúc Mai Đào Loan Liên Hòa Thanh Bình Tâm Lý Nhung Tuyết Hường Thìn Tý Mão Sâm Vinh Minh Châu Xuân Thuận Lương Hiền Khuyên Bốn Tám Phượng"),
    (FEMALE, "middle"): _words("Hương Hà Hằng Hoa Thủy Nga Yến Oanh Thảo Hạnh Hiền Vân Dung Lệ Nguyệt Phương Thu Lài Tình Nhàn Bé Sen Thắm Hoài Lựu Mận Tuyết Ngân Quyên Thoa"),
    (FEMALE, "young"): _words("Linh Trang Anh Nhung Huyền Ngọc Giang Thương Trà My Quỳnh Nhi Thảo Vy Hiền Uyên Ly Phương Duyên Hồng Diệp Ánh Hà Loan Hoài Trâm Sương Thúy"),
    (MALE, "old"): _words("Hùng Thành Lợi Tường Bảy Cường Đức Sơn Tuất Hợi Dần Thìn Lộc Phúc Thọ Khang Ninh Hạnh Vinh Quý Chiến Thắng Hòa Bình Trí Lam Nhân Ký Tứ Liệu Cầu Toàn Niêm Khuyến"),
    (MALE, "middle"): _words("Dũng Tuấn Hải Long Minh Nam Thắng Trung Tiến Hiếu Tùng Quân Phong Thịnh Lực Nghĩa Tân Hậu Việt Hoài Lĩnh Khánh Thái Đồng Duẩn Sáng Luận Kiên Hưng Mạnh"),
    (MALE, "young"): _words("Anh Đạt Hiệp Hoàng Huy Khoa Lâm Linh Nhật Phúc Quang Sang Tài Thiện Tú Trường Vũ Đăng Bảo Hào Công Giáp Đông Tiệp Nguyên An Khôi Dương"),
}  # fmt: skip

_NAMES = list(SURNAMES)
_WEIGHTS = list(accumulate(SURNAMES.values()))


def generation(birth_year: int) -> str:
    """Fashions of names changed about 1965 and 1988."""
    if birth_year < 1965:
        return "old"
    return "middle" if birth_year < 1988 else "young"


def surname(rng: Random) -> str:
    """A surname, by how common it is."""
    return _NAMES[bisect(_WEIGHTS, rng.random() * _WEIGHTS[-1])]


def full_name(rng: Random, gender: str, birth_year: int) -> str:
    """A full name: surname, middle name, given name."""
    key = (gender, generation(birth_year))
    middle, given = rng.choice(MIDDLE[key]), rng.choice(GIVEN[key])
    if middle.split()[-1] == given:
        middle = middle.split()[0] if " " in middle else "Thanh"
    return f"{surname(rng)} {middle} {given}"


def villager(rng: Random) -> str:
    """Somebody outside the cell, as minutes speak of them: 'ông Trần Văn Lộc'."""
    gender = rng.choice((FEMALE, MALE, MALE))
    year = rng.randint(1948, 1995)
    old = year < 1978
    title = ("bà" if old else "chị") if gender == FEMALE else ("ông" if old else "anh")
    return f"{title} {full_name(rng, gender, year)}"
