"""Work of the cell of the committee's and People's offices."""

from hmk.demo.texts import tasks

TASKS = tasks("""
giải quyết hồ sơ một cửa | 180..520 hồ sơ |
Giải quyết đúng hạn {n} hồ sơ hành chính trong tháng, không để dân đi lại nhiều lần
+ Trả {k}/{n} hồ sơ đúng và trước hạn; hồ sơ trễ có thư xin lỗi.
+ {k}/{n} hồ sơ đúng hạn tính đến ngày {ngay}; bộ phận đất đai giảm [3..6] ngày chờ.
- Đúng hạn {k}/{n}; {r} hồ sơ đất đai vướng quy hoạch, giải quyết trước ngày {hen}.

đẩy mạnh dịch vụ công trực tuyến | 60..95 hồ sơ |
Hướng dẫn dân nộp trực tuyến {n} hồ sơ trong tháng, cử người giúp tại quầy
+ Đạt {k}/{n} hồ sơ; tổ công nghệ cộng đồng trực ba buổi sáng mỗi tuần.
+ {k}/{n} hồ sơ nộp qua mạng tính đến ngày {ngay}.
- Mới {k}/{n} hồ sơ vì cổng dịch vụ nghẽn mạng, phấn đấu đạt trước ngày {hen}.

giải quyết đơn thư | 3..9 đơn |
Giải quyết {n} đơn kiến nghị, phản ánh, không để quá hạn
+ Xong {k}/{n} đơn; mời người gửi đơn đến trả lời trực tiếp.
+ Trả lời {k}/{n} đơn trước ngày {ngay}, hòa giải được một việc đất đai.
- Xong {k}/{n} đơn; {r} đơn chờ kết quả đo đạc.

thu ngân sách | 200..900 triệu đồng |
Thu {n} triệu đồng các khoản trên địa bàn theo dự toán quý
+ Thu {k}/{n} triệu đồng, đạt tiến độ.
+ Được {k}/{n} triệu đồng đến ngày {ngay}, chủ yếu từ phí chợ và thuế đất.
- Mới {k}/{n} triệu đồng; hộ kinh doanh xin giãn, đôn đốc đến ngày {hen}.

cải cách lề lối làm việc | |
Thực hiện giờ giấc, văn hóa công sở; họp ngắn, giao việc bằng phiếu có hạn
+ Kiểm tra đột xuất [3..4] lần, chỉ một trường hợp đến muộn, đã nhắc.
+ Giảm [2..4] cuộc họp so với tháng trước; phiếu giao việc dùng từ ngày {ngay}.
- Mới áp dụng ở văn phòng, các bộ phận khác làm từ ngày {hen}.

soạn văn bản trình Đảng ủy | 3..9 văn bản |
Tham mưu {n} văn bản trình Đảng ủy, Ủy ban đúng thể thức và thời gian
+ Trình {k}/{n} văn bản; trả lại một văn bản vì sai thể thức, đã sửa.
+ Xong {k}/{n} văn bản trước ngày {ngay}.
- Trình {k}/{n}; {r} văn bản chờ góp ý của các ngành.

giải phóng mặt bằng | 3..12 hộ |
Vận động {n} hộ nhận tiền, bàn giao mặt bằng công trình đường
+ {k}/{n} hộ bàn giao, không phải cưỡng chế.
+ {k}/{n} hộ ký nhận tiền ngày {ngay}.
- {k}/{n} hộ; {r} hộ thắc mắc giá cây bưởi, mời kiểm đếm lại ngày {hen}.

phòng chống thiên tai | | 7,8,9,10
Rà soát phương án phòng, chống thiên tai, kiểm tra phương tiện, phân công trực
+ Diễn tập ngày {ngay}; áo phao [60..120] chiếc, xuồng [3..5] chiếc sẵn sàng.
+ Phương án bổ sung xong, có danh sách [70..140] hộ phải di dời.
- Phương án xong, máy phát điện hỏng đang sửa, hẹn ngày {hen}.

khắc phục hậu quả mưa lũ | | 10,11
Thống kê thiệt hại, phân bổ cứu trợ công khai, đúng đối tượng
+ Phân bổ xong [150..420] suất đến ngày {ngay}; niêm yết danh sách ở tổ dân phố.
+ Thống kê đủ, không trùng; dân không có ý kiến về cứu trợ.
- Còn hai tổ gửi số liệu chậm, hoàn thành ngày {hen}.

giải ngân đầu tư công | 200..900 triệu đồng |
Đôn đốc giải ngân {n} triệu đồng vốn đầu tư công theo kế hoạch
+ Đạt {k}/{n} triệu đồng; nghiệm thu đoạn rãnh [120..300] mét.
+ Giải ngân {k}/{n} triệu đồng đến ngày {ngay}.
- Mới {k}/{n} triệu đồng do thiếu vật liệu, nhà thầu cam kết ngày {hen}.

số hóa hồ sơ lưu trữ | 300..900 trang |
Số hóa {n} trang hồ sơ lưu trữ của cơ quan
+ Số hóa {k}/{n} trang, kiểm tra lại từng tệp.
+ Xong {k}/{n} trang ngày {ngay}.
- Được {k}/{n} trang; máy quét hỏng, mượn máy trước ngày {hen}.

trả lời kiến nghị cử tri | 6..20 kiến nghị | 4,5,6,7,10,11,12
Tổng hợp, phân công trả lời {n} kiến nghị của cử tri
+ Trả lời {k}/{n} kiến nghị bằng văn bản.
+ {k}/{n} kiến nghị có trả lời trước ngày {ngay}, công khai trên loa.
- Trả lời {k}/{n}; {r} kiến nghị về điện, nước chờ ngành trả lời.

chi trả an sinh xã hội | 150..420 người |
Chi trả trợ cấp cho {n} đối tượng qua tài khoản hoặc tận nhà, đúng ngày
+ Chi {k}/{n} người, [60..85]% nhận qua tài khoản.
+ Chi xong {k}/{n} người ngày {ngay}.
- Chi {k}/{n}; {r} người sai số tài khoản, chi lại ngày {hen}.

rà soát nguồn tuyển quân | 30..80 hồ sơ | 9,10,11,12,1
Rà soát {n} hồ sơ thanh niên trong độ tuổi, công khai tạm hoãn, tạm miễn
+ Rà soát {k}/{n} hồ sơ, niêm yết công khai.
+ Xong {k}/{n} hồ sơ trước ngày {ngay}; không có khiếu nại.
- Xong {k}/{n}; {r} hồ sơ chờ xác nhận của trường học.

chỉnh trang đô thị | 300..1200 mét |
Cùng các tổ dân phố chỉnh trang {n} mét vỉa hè, lề đường trục chính
+ Xong {k}/{n} mét, tháo [15..40] mái che lấn chiếm.
+ {k}/{n} mét hoàn thành ngày {ngay}.
- Được {k}/{n} mét; {r} mét chờ dời cột điện.

thực hiện quy chế dân chủ | |
Công khai 11 nội dung theo quy chế dân chủ, lấy ý kiến dân về khoản đóng góp
+ Niêm yết đủ, lấy [320..640] phiếu ý kiến; [85..95]% tán thành.
+ Công khai xong ngày {ngay}, không thu khoản nào chưa họp dân.
- Còn hai nội dung chưa kịp niêm yết, bổ sung ngày {hen}.

tiết kiệm chi thường xuyên | 5..30 triệu đồng |
Tiết kiệm {n} triệu đồng chi hội họp, điện, văn phòng phẩm
+ Tiết kiệm {k}/{n} triệu đồng so với cùng kỳ.
+ Được {k}/{n} triệu đồng, chủ yếu giảm in giấy từ ngày {ngay}.
- Mới {k}/{n} triệu đồng vì tháng này nhiều hội nghị.

theo dõi mô hình dân vận khéo | 2..6 mô hình |
Đăng ký, theo dõi {n} mô hình dân vận khéo gắn việc của từng bộ phận
+ {k}/{n} mô hình có kết quả đo được.
+ {k}/{n} mô hình được chấm điểm ngày {ngay}, chọn một mô hình nhân rộng.
- {k}/{n} mô hình chạy; {r} mô hình mới ở trên giấy, rà lại ngày {hen}.

bồi dưỡng công chức trẻ | 2..6 người |
Cử {n} công chức trẻ về tổ dân phố hỗ trợ chuyển đổi số
+ {k}/{n} người đi đủ buổi, có nhận xét của tổ.
+ {k}/{n} người, giúp [60..140] lượt dân đến ngày {ngay}.
- {k}/{n} người đi được; {r} người vướng trực.

kiểm tra bếp ăn, chợ | 1..4 đợt |
Tổ chức {n} đợt kiểm tra vệ sinh chợ, phòng cháy ở các ki ốt
+ Kiểm tra {k}/{n} đợt, thu hồi [4..9] bình chữa cháy hết hạn.
+ {k}/{n} đợt xong ngày {ngay}, ban quản lý chợ đã khắc phục.
- Mới {k}/{n} đợt, đợt sau lùi đến ngày {hen}.
""")
