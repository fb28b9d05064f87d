"""What is written before a meeting: the minutes of its preparation, notes on the notice.

{count}, {done} and {open} are assignments of last month, {month} the month as 11/2026.
"""

from hmk.demo.texts import plain

PLACES = ("Nhà đồng chí bí thư", "Phòng họp nhỏ nhà văn hóa", "Nơi họp của chi bộ")

LAST_MONTH = plain("""
Tháng trước giao {count} việc, đến nay xong {done}, còn {open} việc phải đưa ra chi bộ kiểm điểm.
Rà từng việc đã giao: {done}/{count} việc có kết quả rõ; {open} việc còn lại người phụ trách chưa báo cáo đủ số liệu.
Kết quả tháng trước: hoàn thành {done} trong {count} việc; [hai|ba] đồng chí được giao làm tốt, nên biểu dương trước chi bộ.
{count} việc đã giao thì {done} việc xong đúng hạn; {open} việc chậm do thời tiết và thiếu người phối hợp.
Nề nếp sinh hoạt giữ tốt; trong {count} việc được giao còn {open} việc dở dang, cần nêu rõ nguyên nhân.
""")
NOTHING_GIVEN = plain("""
Tháng trước chi bộ không giao việc mới, tập trung nắm tình hình tư tưởng và đời sống đảng viên.
Không có nhiệm vụ đến kỳ báo cáo; nề nếp sinh hoạt và thu nộp đảng phí bảo đảm.
""")

NEXT_MONTH = plain("""
Tập trung [hai|ba] việc vừa sức, mỗi việc có người chủ trì và thời hạn.
Đưa ra chi bộ bàn việc nổi lên nhất trong tháng {month}; không dàn trải.
Tiếp tục các việc còn dở, thêm [một|hai] việc mới do nhân dân kiến nghị.
Giao việc cho đảng viên trẻ và đảng viên chưa được phân công trong [hai|ba] tháng gần đây.
Gắn nhiệm vụ tháng {month} với chuyên đề của quý; kết quả phải có số liệu.
""")

CONCLUSION = plain("""
Thống nhất nội dung, chương trình; báo họp trước [hai|ba] ngày.
Nhất trí dự thảo nghị quyết; dành nhiều thời gian cho thảo luận, mời đồng chí ít phát biểu nói trước.
Thống nhất chương trình; ai được phân công phải có báo cáo bằng văn bản trước giờ họp.
Nhất trí thông qua; giao đồng chí phó bí thư soát lại số liệu trước khi trình chi bộ.
Thống nhất để chi bộ thảo luận kỹ các việc chậm, phê bình thẳng thắn, đúng việc.
""")

TASKS = plain("""
Chuẩn bị báo cáo kết quả tháng trước
Dự thảo nghị quyết tháng {month}
Tổng hợp tin thời sự, văn bản mới
Chuẩn bị hội trường, điểm danh
Thu đảng phí, lập danh sách chưa đóng
Gặp riêng các đồng chí có việc chậm để nắm nguyên nhân
Soạn gợi ý thảo luận gửi trước cho đảng viên
""")

NOTES = (
    "",
    "",
    "",
    "Nhóm Zalo chi bộ",
    "Gọi điện từng đồng chí",
    "Đưa giấy tận nhà các đồng chí cao tuổi",
)
HANDED_ON = ("", "", "", "Gửi Văn phòng Đảng ủy", "Gửi Đảng ủy, thông báo trên loa tổ dân phố")

NEWS = """TIN PHỤC VỤ SINH HOẠT CHI BỘ THÁNG {month}

1. Tình hình địa phương: thị trấn ra quân chỉnh trang đường phố, vận động hộ kinh doanh không lấn chiếm vỉa hè.
2. Phòng, chống lừa đảo qua mạng: không cung cấp mã OTP, không chuyển tiền theo yêu cầu qua điện thoại.
3. Thời tiết: đề phòng mưa lũ; kiểm tra mương thoát nước, cây xanh gần đường dây điện.
4. Nhắc lịch: đảng viên đọc trước dự thảo nghị quyết, chuẩn bị ý kiến.
"""
OUTLINE = (
    "Đề cương nêu [ba|bốn] nội dung để đảng viên đọc trước và chuẩn bị ý kiến.",
    "Kết quả tháng trước: từng việc được giao, người phụ trách, số liệu đạt được, nguyên nhân việc chậm.",
    "Nhiệm vụ tháng tới: việc gì, ai chủ trì, xong khi nào, báo cáo ở kỳ họp nào.",
    "Gợi ý thảo luận: việc nào khó làm nhất; nên bắt đầu từ ngõ nào; ai nhận phối hợp.",
)
