"""What the secretary reports of the month, by the kind of cell."""

from hmk.demo.texts import lines

RESIDENTIAL = lines("""
1: Kinh tế: bà con vào vụ đông xuân, hàng Tết bán khá; [8..15] lao động về nghỉ sớm.
1,2: Trật tự: cam kết không pháo nổ [92..99]% số hộ; nhắc hai quán bán quá giờ.
2: Tết đầm ấm, không hộ nào thiếu gạo; đón [40..110] con em về quê.
2,3: Sau Tết đồng ruộng xong gieo cấy, vườn bưởi bắt đầu ra hoa.
3: Cây xanh trồng đầu xuân sống [85..95]%; một đoạn bị trâu bò phá.
3,4: Bưởi đậu quả khá, có nơi bị nhện đỏ; khuyến nông đã hướng dẫn.
4: Nắng sớm, rừng keo khô; tổ trực cháy đi tuần [6..10] buổi.
4,5: Lúa trỗ đều, dự kiến năng suất [54..61] tạ một héc-ta.
5: Gặt xong lúa xuân, rơm rạ phơi kín đường, đã nhắc giữ lối đi.
5,6: Nước sinh hoạt thiếu ở [12..30] hộ vùng cao, các hộ có giếng chia sẻ.
6: Học sinh nghỉ hè, bàn giao [25..60] cháu về sinh hoạt; chưa để xảy ra đuối nước.
6,7: Thu các quỹ đạt [70..92]%; danh sách còn lại dán ở nhà văn hóa.
7: Thăm gia đình chính sách, sửa mộ phần; phong trào văn nghệ chào mừng 27/7 sôi nổi.
7,8: Mưa giông làm đổ [3..8] cây, tốc mái hai bếp; bà con tự giúp nhau.
8: Bưởi Phúc Trạch vào vụ, giá tại vườn [25..45] nghìn đồng một quả.
8,9: Khai giảng đủ sĩ số; [9..18] cháu vào lớp một.
9: Nước sông Ngàn Sâu lên báo động [một|hai]; vùng thấp kê cao đồ đạc kịp.
9,10: Bán bưởi được [60..85]% sản lượng; vài hộ bị ép giá cuối vụ.
10: Lũ về đêm, ngập [9..28] nhà từ [30..90] phân; không thiệt hại người.
10,11: Vệ sinh xong sau lũ; giống rau vụ đông đã cấp cho [20..50] hộ.
11: Ngày hội Đại đoàn kết chuẩn bị chu đáo, [80..120] hộ đăng ký dự.
11,12: Cam chín rộ, thương lái vào mua; đường ngõ bị xe tải làm nứt [2..4] chỗ.
12: Bình xét cuối năm: gia đình văn hóa [90..96]%; hộ nghèo còn [3..7].
12: Rét đậm, che chắn chuồng trại [20..60] hộ; trâu bò không chết rét.
An ninh: trong tháng có [một|hai] vụ mất trộm vặt, đã báo công an; camera giúp tìm ra người lấy.
Vệ sinh: tổng dọn vào chủ nhật tuần [hai|ba], [70..130] người ra quân.
Kinh tế hộ: thêm [1..3] hộ mở quán, một hộ thôi kinh doanh; giá cả ổn định.
Dân số: sinh [1..3], mất [1..2]; [4..9] người đi lao động xa, [2..5] người về.
Hòa giải [một|hai] việc va chạm hàng xóm, không vụ nào phải lên thị trấn.
Nhà văn hóa mở cửa mỗi tối, câu lạc bộ bóng chuyền hơi có [18..30] người tập.
Đoàn thể: phụ nữ thêm [2..5] hội viên, cựu chiến binh trồng [50..120] mét hoa.
Số hóa: [60..85]% hộ có người dùng VNeID; tổ giúp dân nộp [9..25] hồ sơ qua mạng.
Bảo hiểm y tế đạt [88..96]% số dân; còn [9..25] người chưa có thẻ.
Giao thông: một vụ va quẹt trên {duong}, không ai bị thương nặng; đề nghị gắn gương cầu.
Môi trường: bãi rác tự phát ở ngõ {ngo} đã dọn, cắm biển cấm.
Giáo dục: quỹ khuyến học có [12..28] triệu đồng; một em đỗ đại học nhận thưởng.
""")

SCHOOL = lines("""
1,2: Hoàn thành chương trình học kỳ một; học lực khá, giỏi [55..75]%.
2,3: Ổn định nền nếp sau Tết, sĩ số [97..99]% ngay ngày đầu.
3,4: Dự giờ [12..24] tiết; nền nếp chuyên môn tốt, thiết bị dùng chưa đều.
4,5: Ôn tập cuối năm; tập trung nhóm học sinh chậm tiến [8..20] em.
5,6: Tổng kết năm học, bàn giao hồ sơ, công khai kết quả cho phụ huynh.
6,7: Tuyển sinh đúng tuyến, nhận [60..130] hồ sơ, không vận động ngoài quy định.
7,8: Giáo viên bồi dưỡng hè, tỷ lệ dự [95..100]%.
8,9: Khai giảng gọn, trang trọng; thiếu [1..2] giáo viên, đã phân công dạy thay.
9,10: Hội nghị viên chức xong; chỉ tiêu năm học được [94..100]% tán thành.
10,11: Nghỉ học [2..4] ngày vì mưa lũ, đã chuyển dạy bù; phòng học tầng một bị ẩm.
11: Chào mừng 20/11 bằng [14..26] tiết dạy tốt và phong trào đọc sách.
11,12: Kiểm tra giữa kỳ nghiêm túc; đề có ma trận, chấm chéo.
12: Sơ kết phong trào thi đua; [5..9] sáng kiến đã nộp.
Bếp ăn, nước uống an toàn; phụ huynh đến kiểm tra đột xuất một lần.
Cơ sở vật chất: sửa [4..12] quạt, thay [6..15] bóng đèn lớp học.
Đội ngũ đoàn kết; một giáo viên nghỉ thai sản, đã bố trí người dạy.
An ninh trường học tốt; nhắc [2..4] em đi xe máy khi chưa đủ tuổi.
Thu chi công khai tháng; không có khoản nợ đọng.
Chuyên môn: tổ [một|hai|ba] đổi mới sinh hoạt theo bài học, giáo viên nói thẳng ưu, khuyết.
Phong trào đọc sách: bình quân [2..5] lượt mượn một em mỗi tháng; lớp [3A|4B|5C] dẫn đầu.
Ứng dụng công nghệ: [80..98]% giáo viên ký số học bạ; còn lúng túng khi mạng chậm.
Công đoàn thăm [2..5] đoàn viên ốm, tặng quà một gia đình gặp khó.
Y tế học đường xử lý [6..18] lượt sốt, ngã nhẹ; không có dịch.
Chuyên cần đạt [97..99],[1..9]%; [2..5] em nghỉ dài ngày có lý do.
Phụ huynh phản ánh việc [giao bài tập nhiều|đón con muộn|nhóm lớp trên mạng ồn ào], nhà trường đã chỉnh.
""")

HEALTH = lines("""
1,2: Trực Tết đủ kíp, xử trí [9..22] ca; không có dịch.
3,4: Ca thủy đậu, tay chân miệng lẻ tẻ [3..9] ca, khoanh sớm.
5,6: Nắng nóng, khám [320..560] lượt, tăng bệnh tiêu hóa.
6,7: Hoàn thành chiến dịch vi chất cho trẻ, đạt [96..99]%.
8,9: Nguy cơ sốt xuất huyết; chỉ số muỗi được đo hằng tuần.
10,11: Sau lũ không có dịch; cấp [200..600] viên khử khuẩn.
12,1: Bệnh hô hấp người già tăng; khuyến cáo giữ ấm.
Khám bệnh [380..640] lượt, chuyển tuyến [12..25] ca; không sai sót chuyên môn.
Quản lý bệnh mạn tính [180..320] người, đến đúng hẹn [82..93]%.
Thuốc đủ loại cơ bản, thiếu [1..3] loại do chậm thầu.
Máy siêu âm hoạt động ổn; hồ sơ điện tử đạt [84..97]%.
Người bệnh góp ý [2..5] lượt, chủ yếu khen tận tình, chê ghế chờ ít.
Tiêm chủng an toàn, vắc-xin còn đủ cho [3..5] tuần.
Cán bộ đoàn kết; một đồng chí học nâng cao, việc được chia lại.
Vệ sinh trạm sạch, vườn thuốc được chăm.
Xét nghiệm nhanh [120..260] lượt; máy đo đường huyết hết que thử hai ngày, đã bổ sung.
Trực đêm [28..31] ca, xử trí [9..21] trường hợp, không có khiếu nại.
Khám, tư vấn tại nhà [15..40] lượt người già yếu.
Thu viện phí, bảo hiểm đối chiếu khớp; nợ cơ quan bảo hiểm [8..30] triệu đồng.
""")

AGENCY = lines("""
1,2: Điều hành thu chi trước Tết đúng quy định, không tặng quà cấp trên.
2,3: Ra quân đầu năm, các bộ phận ký giao ước thi đua.
4,5: Giải ngân [22..38]% vốn năm; tháo gỡ mặt bằng [1..2] công trình.
6,7: Sơ kết sáu tháng: [11..14]/16 chỉ tiêu đạt tiến độ.
8,9: Kiểm tra phương án phòng, chống lụt bão, phương tiện đủ.
9,10: Cứu trợ, khắc phục hậu quả mưa lũ công khai, đúng đối tượng.
11,12: Hoàn thành [13..16]/16 chỉ tiêu năm; chậm ở giải ngân.
12,1: Lập dự toán, quyết toán, khóa sổ đúng thời gian.
Hồ sơ một cửa đúng hạn [96..99]%; còn [2..7] hồ sơ trễ đã xin lỗi dân.
Tiếp [14..30] lượt công dân, nhận [2..6] đơn, không có khiếu kiện đông người.
Kỷ luật giờ giấc chuyển biến; kiểm tra [3..5] lần chỉ một trường hợp vắng.
Chuyển đổi số: văn bản điện tử ký số [98..100]%.
Các tổ dân phố phản ánh [6..12] việc, trả lời xong [5..9].
Đoàn kết nội bộ tốt; một công chức chuyển công tác, bàn giao đủ.
Xây dựng cơ bản: [2..4] công trình đang thi công, giám sát cộng đồng có mặt.
Thu ngân sách đạt [45..92]% dự toán; nợ đọng giảm.
Ban hành [24..60] văn bản, [1..3] văn bản phải sửa thể thức.
Tiếp nhận [240..480] hồ sơ qua mạng, chiếm [65..90]%.
Lãnh đạo đi cơ sở [6..14] buổi, giải quyết tại chỗ [4..9] kiến nghị.
Chi thường xuyên trong dự toán; tiết kiệm điện [5..12]% so với tháng trước.
""")

COOP = lines("""
1,2: Cung ứng vật tư trước Tết, thu tiền [65..85]%.
3,4: Bưởi đậu quả khá; cấp phân đợt hai [6..14] tấn.
5,6: Dịch vụ gặt đúng giá, [40..75] héc-ta.
7,8: Chuẩn bị vụ bưởi, ký [3..8] đầu mối tiêu thụ.
9,10: Thu mua bưởi [9..24] tấn; kho kê cao tránh lũ.
11,12: Cam bán ổn; lãi tạm tính [45..120] triệu đồng.
12,1: Kiểm kê kho, đối chiếu công nợ cuối năm.
Doanh thu tháng [180..460] triệu đồng, chi phí tăng vì giá xăng.
Thành viên thêm [1..4], không ai xin ra; quỹ khớp sổ.
Nợ vật tư còn [25..80] triệu đồng, phần lớn trong hạn.
Máy móc hoạt động đều, sửa nhỏ [1..3] lần.
Đơn hàng qua mạng [40..160] đơn, khách khen đóng gói.
Đảng viên là người quản lý giữ công khai, chưa có điều tiếng.
Lao động [6..11] người, trả lương đúng ngày.
Kho còn [3..9] tấn phân, [200..900] thùng giấy đóng hàng; kiểm kê khớp sổ.
Khách trả lại [2..7] đơn vì dập quả, đã đền hàng.
Ngân hàng duyệt hạn mức [200..500] triệu đồng cho vụ tới.
Thành viên phản ánh giá phân, ban quản trị công khai hóa đơn nhập.
""")
