"""Work of the cell of the health station."""

from hmk.demo.texts import tasks

TASKS = tasks("""
tiêm chủng mở rộng | 25..70 trẻ |
Tiêm chủng đủ mũi cho {n} trẻ dưới một tuổi trong các ngày tiêm của tháng
+ Tiêm {k}/{n} trẻ, theo dõi 30 phút sau tiêm, không có phản ứng nặng.
+ {k}/{n} trẻ đủ mũi đến ngày {ngay}; [3..6] trẻ hoãn đã hẹn lịch.
- Tiêm {k}/{n} trẻ; {r} trẻ ốm sốt, tiêm vét ngày {hen}.

khám người cao tuổi | 40..120 cụ |
Khám sức khỏe định kỳ cho {n} người cao tuổi, đo huyết áp, thử đường huyết
+ Khám {k}/{n} cụ; phát hiện [9..18] cụ tăng huyết áp mới.
+ Xong {k}/{n} cụ ngày {ngay}, lập hồ sơ theo dõi từng người.
- Khám {k}/{n} cụ; {r} cụ yếu, phân công y sĩ đến nhà.

quản lý tăng huyết áp, đái tháo đường | 60..160 người |
Cấp thuốc, theo dõi hằng tháng {n} người tăng huyết áp và đái tháo đường
+ {k}/{n} người lĩnh thuốc đúng hẹn; [70..85]% đạt huyết áp mục tiêu.
+ Theo dõi {k}/{n} người, gọi điện nhắc những người bỏ hẹn trước ngày {ngay}.
- {k}/{n} người đến; {r} người quên ngày, tổ chức phát bù ngày {hen}.

chấn chỉnh thái độ phục vụ | |
Thực hiện quy tắc ứng xử, mở sổ góp ý và đường dây nóng tại trạm
+ Sổ góp ý tháng này có [6..14] ý kiến, [1..2] ý kiến chê chờ lâu, đã đổi lịch trực.
+ Không có phàn nàn; một đảng viên được người nhà bệnh nhân gửi thư cảm ơn ngày {ngay}.
- Còn một trường hợp trực đêm trả lời chưa đúng mực, đã kiểm điểm, theo dõi đến ngày {hen}.

phòng chống sốt xuất huyết | 10..19 tổ dân phố | 5,6,7,8,9,10
Giám sát bọ gậy, hướng dẫn diệt muỗi ở {n} tổ dân phố
+ Giám sát {k}/{n} tổ, chỉ số bọ gậy giảm còn [8..15].
+ Xong {k}/{n} tổ ngày {ngay}, xử lý một ổ dịch nhỏ trong 48 giờ.
- Mới {k}/{n} tổ do thiếu hóa chất, nhận thêm trước ngày {hen}.

chăm sóc bà mẹ, trẻ em | 10..35 thai phụ |
Quản lý thai, khám đủ bốn lần cho {n} thai phụ
+ {k}/{n} thai phụ khám đúng lịch; [2..4] ca nguy cơ chuyển tuyến sớm.
+ {k}/{n} người được tư vấn dinh dưỡng, uống viên sắt đến ngày {ngay}.
- {k}/{n} người; {r} người khám nơi khác, xin số liệu bổ sung.

cập nhật hồ sơ sức khỏe điện tử | 200..700 hồ sơ |
Cập nhật {n} hồ sơ sức khỏe điện tử, đối chiếu căn cước
+ Cập nhật {k}/{n} hồ sơ, tỷ lệ trùng dưới [1..3]%.
+ {k}/{n} hồ sơ xong ngày {ngay}, hai đảng viên làm thêm buổi tối.
- Mới {k}/{n} hồ sơ; mạng lỗi ba ngày, làm bù trước ngày {hen}.

kiểm tra an toàn thực phẩm | 8..30 cơ sở |
Kiểm tra {n} hàng ăn, bếp tập thể, quầy thức ăn quanh trường học
+ Kiểm tra {k}/{n} cơ sở, nhắc nhở [2..5], lập biên bản một cơ sở.
+ Xong {k}/{n} cơ sở ngày {ngay}; mẫu thử nhanh đều đạt.
- Kiểm tra {k}/{n} cơ sở; {r} cơ sở đóng cửa hôm đó, đi lại ngày {hen}.

trực lễ, Tết và mùa bão | | 12,1,4,8,9,10
Xếp lịch trực đủ người, đủ thuốc cấp cứu trong dịp nghỉ và ngày mưa bão
+ Trực đủ [5..9] ca, xử trí [6..15] trường hợp, chuyển tuyến [1..3] ca an toàn.
+ Cơ số thuốc bổ sung xong ngày {ngay}; không bỏ trực.
- Lịch trực đã có, còn thiếu dịch truyền và áo phao, nhận trước ngày {hen}.

truyền thông phòng bệnh | 4..12 buổi |
Nói chuyện {n} buổi ở nhà văn hóa các tổ về phòng bệnh theo mùa
+ Nói chuyện {k}/{n} buổi, [180..420] lượt người nghe.
+ {k}/{n} buổi xong ngày {ngay}; phát kèm tờ gấp chữ to cho người già.
- Làm {k}/{n} buổi; {r} buổi trùng lịch họp của tổ, đổi sang ngày {hen}.

xử lý chất thải y tế | |
Phân loại, cân và bàn giao chất thải y tế đúng quy trình, ghi sổ hằng ngày
+ Bàn giao [9..22] kg đúng hợp đồng, sổ ghi đủ đến ngày {ngay}.
+ Tự kiểm tra: không còn lẫn rác thường vào túi vàng.
- Còn [2..3] ngày ghi sổ thiếu chữ ký, đã nhắc kíp trực, kiểm tra lại ngày {hen}.

trồng vườn thuốc nam | 15..40 loài cây | 2,3,4,8,9
Trồng, gắn biển tên {n} loài cây thuốc ở vườn mẫu
+ Trồng {k}/{n} loài, có biển tên và công dụng.
+ {k}/{n} loài sống tốt đến ngày {ngay}; hội người cao tuổi xin giống về trồng.
- Có {k}/{n} loài; {r} loài chưa tìm được giống.

cử cán bộ học tuyến trên | 2..6 cán bộ |
Cử {n} cán bộ học siêu âm, cấp cứu ban đầu, hồi sức trẻ em
+ {k}/{n} cán bộ học xong, có chứng nhận ngày {ngay}.
+ {k}/{n} người đã về tập huấn lại cho cả trạm.
- {k}/{n} người đi học; {r} người chờ lớp đợt sau.

bảo quản thuốc và vắc-xin | |
Kiểm tra hạn dùng thuốc, nhiệt độ tủ vắc-xin hai lần mỗi ngày
+ Nhiệt độ ghi đủ [58..62] lượt; hủy [2..4] loại thuốc cận hạn theo biên bản ngày {ngay}.
+ Đủ lượt ghi, đổi đèn báo của tủ số 2.
- Còn thiếu [2..4] lượt ghi ngày chủ nhật, rút kinh nghiệm, kiểm tra lại ngày {hen}.

tiếp nhận hiến máu | 20..60 người | 2,4,6,7,9,12
Phối hợp tổ chức buổi hiến máu, khám tuyển {n} người
+ Khám {k}/{n} người, lấy được [18..45] đơn vị máu.
+ {k}/{n} người được khám ngày {ngay}, không có tai biến.
- {k}/{n} người đến; mưa to nên vắng {r} người.

khám nghĩa vụ quân sự | 20..60 thanh niên | 11,12
Tham gia khám sơ tuyển nghĩa vụ quân sự cho {n} thanh niên
+ Khám {k}/{n} thanh niên, kết luận đúng quy trình, có giám sát.
+ Xong {k}/{n} người ngày {ngay}.
- Khám {k}/{n} người; {r} người đi làm xa, gọi khám bổ sung ngày {hen}.

phòng bệnh sau lũ | 40..160 giếng | 10,11
Khử khuẩn {n} giếng nước, cấp hóa chất và hướng dẫn dân xử lý nước sau lũ
+ Khử khuẩn {k}/{n} giếng trong [3..5] ngày; không có dịch tiêu chảy, đau mắt đỏ.
+ {k}/{n} giếng xong ngày {ngay}, còn dư hóa chất dự phòng.
- Được {k}/{n} giếng; {r} giếng còn ngập, làm khi nước rút.

rà soát hồ sơ bảo hiểm y tế | |
Rà soát quy trình khám bảo hiểm y tế, không để xuất toán
+ Kỳ này không bị xuất toán; tự kiểm [60..120] hồ sơ đến ngày {ngay}.
+ Sửa xong [3..6] lỗi mã bệnh trước khi gửi.
- Còn [4..9] hồ sơ phải giải trình, hoàn thành ngày {hen}.

chăm sóc người có công | 15..50 người | 6,7
Khám, cấp thuốc miễn phí cho {n} thương binh, người có công dịp 27/7
+ Khám {k}/{n} người, đến nhà [4..8] người không đi lại được.
+ {k}/{n} người được khám xong ngày {ngay}.
- Khám {k}/{n} người; {r} người đang điều dưỡng, khám bù khi về.

cho trẻ uống vitamin A, tẩy giun | 120..320 trẻ | 6,12
Cho {n} trẻ uống vitamin A, tẩy giun trong chiến dịch
+ {k}/{n} trẻ được uống, cân đo đủ.
+ Đạt {k}/{n} trẻ ngày {ngay}, cập nhật biểu đồ tăng trưởng.
- Đạt {k}/{n} trẻ; {r} trẻ vắng, cho uống bù tại nhà.
""")
