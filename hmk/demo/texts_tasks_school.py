"""Work of the cells of schools."""

from hmk.demo.texts import tasks

TASKS = tasks("""
phụ đạo học sinh yếu | 8..28 em | 1,2,3,4,9,10,11,12
Phân công đảng viên kèm {n} em học chậm, mỗi tuần hai buổi không thu tiền
+ {k}/{n} em có tiến bộ, điểm kiểm tra tăng từ 1 đến 2 điểm.
+ Kèm {k}/{n} em đến ngày {ngay}; phụ huynh đã ký vào sổ theo dõi.
- Kèm được {k}/{n} em; {r} em nghỉ nhiều, giáo viên chủ nhiệm đến nhà vận động.

giữ an toàn bữa ăn bán trú | | 1,2,3,4,5,9,10,11,12
Kiểm tra bếp ăn bán trú hằng tuần, công khai thực đơn và nguồn thực phẩm
+ Kiểm tra đủ [3..4] tuần, lưu mẫu đúng quy định; đổi một nhà cung cấp rau từ ngày {ngay}.
+ Không có sự cố; phụ huynh cùng kiểm tra ngày {ngay} và ký biên bản.
- Mới kiểm tra hai tuần, do đồng chí phụ trách đi tập huấn; làm bù trước ngày {hen}.

huy động trẻ đến trường | 20..60 cháu | 7,8,9
Điều tra, vận động {n} cháu trong độ tuổi ra lớp đầu năm học
+ Đã ra lớp {k}/{n} cháu, đạt kế hoạch tuyển sinh.
+ {k}/{n} cháu có hồ sơ ngày {ngay}; giúp [2..4] cháu hoàn cảnh khó khăn được miễn phí.
- Ra lớp {k}/{n} cháu; {r} cháu theo bố mẹ đi xa, xin xác nhận nơi đến.

chuẩn bị năm học mới | | 7,8
Sửa bàn ghế, vệ sinh phòng học, kiểm kê thiết bị trước ngày tựu trường
+ Xong ngày {ngay}: sửa [20..45] bộ bàn ghế, thay [6..14] quạt trần.
+ Đã vệ sinh toàn trường, phụ huynh góp [35..70] công.
- Phòng học xong, sân trường còn một góc lát dở, hoàn thành ngày {hen}.

hội giảng, dạy tốt | 4..12 tiết | 10,11,12,2,3
Tổ chức {n} tiết dạy tốt, rút kinh nghiệm theo tổ chuyên môn
+ Đã dạy {k}/{n} tiết, xếp loại giỏi [3..7] tiết.
+ {k}/{n} tiết xong ngày {ngay}; rút kinh nghiệm về việc để học sinh nói nhiều hơn.
- Mới dạy {k}/{n} tiết; {r} tiết lùi do giáo viên nghỉ ốm.

hướng dẫn học bạ điện tử | 6..18 giáo viên |
Hướng dẫn {n} giáo viên dùng sổ điểm, học bạ điện tử và ký số
+ {k}/{n} giáo viên ký số thành thạo từ ngày {ngay}.
+ Tập huấn {k}/{n} người; sổ điểm tháng này nhập xong trước hạn [2..4] ngày.
- {k}/{n} người làm được; {r} người lớn tuổi cần kèm thêm một buổi.

phòng chống bạo lực học đường | | 1,2,3,9,10,11
Tổ chức diễn đàn phòng, chống bạo lực học đường, lập hòm thư góp ý của học sinh
+ Diễn đàn ngày {ngay} có [150..320] học sinh; hòm thư nhận [5..12] ý kiến, đã xử lý hết.
+ Đã tổ chức; tư vấn riêng cho [2..4] em có mâu thuẫn.
- Đã lập hòm thư, diễn đàn lùi đến ngày {hen} vì thi giữa kỳ.

dạy bơi cho học sinh | 15..40 em | 4,5,6,7
Phối hợp dạy bơi, kỹ năng an toàn dưới nước cho {n} em
+ {k}/{n} em học xong khóa [10..12] buổi; [12..15] em bơi được 25 mét.
+ Dạy {k}/{n} em đến ngày {ngay}, có nhân viên y tế trực.
- Mới {k}/{n} em đăng ký; {r} em gia đình chưa đồng ý, giáo viên đến vận động.

vận động quỹ giúp học sinh nghèo | 3..9 triệu đồng | 9,10,11,12,1
Vận động {n} triệu đồng giúp học sinh nghèo sau mưa lũ có sách vở, áo ấm
+ Được {k}/{n} triệu đồng, trao [12..26] suất ngày {ngay}.
+ {k}/{n} triệu đồng; cựu học sinh gửi thêm [40..80] bộ sách.
- Mới được {k}/{n} triệu đồng, tiếp tục đến ngày {hen}.

chuẩn bị kỷ niệm ngày Nhà giáo | | 10,11
Chuẩn bị kỷ niệm ngày 20/11 tiết kiệm, gặp mặt nhà giáo nghỉ hưu
+ Gặp mặt [18..35] nhà giáo nghỉ hưu ngày {ngay}; không nhận hoa, nhận sách cho thư viện.
+ Đã chuẩn bị xong, thi [9..15] tiết mục văn nghệ của các lớp.
- Kịch bản xong, còn khâu mời khách, hoàn thành ngày {hen}.

giữ an toàn giao thông cổng trường | | 1,3,9,10,11
Giữ trật tự cổng trường giờ tan học, không để xe dừng đỗ trên {duong}
+ Đã kẻ vạch, xếp lịch trực; từ ngày {ngay} không còn ùn xe.
+ Lập đội cờ đỏ [10..16] em, phụ huynh lớp nào đón đúng vị trí lớp đó.
- Đã kẻ vạch, chưa có biển báo, đề nghị thị trấn cấp trước ngày {hen}.

hoàn thiện minh chứng kiểm định | 4..12 tiêu chí | 1,2,3,4,10,11,12
Hoàn thiện minh chứng {n} tiêu chí tự đánh giá trường đạt chuẩn
+ Xong {k}/{n} tiêu chí, đã mã hóa minh chứng ngày {ngay}.
+ {k}/{n} tiêu chí đủ minh chứng; còn thiếu ảnh thư viện sẽ chụp bổ sung.
- Mới xong {k}/{n} tiêu chí; {r} tiêu chí thiếu sổ của ba năm trước.

bổ sung sách thư viện | 80..260 cuốn |
Bổ sung {n} cuốn sách cho thư viện và góc đọc của lớp
+ Nhận {k}/{n} cuốn, phân loại xong ngày {ngay}; lượt mượn tăng.
+ {k}/{n} cuốn do phụ huynh, cựu học sinh tặng.
- Mới có {k}/{n} cuốn; {r} cuốn đặt mua sẽ về trước ngày {hen}.

khám sức khỏe học sinh | 90..280 em | 9,10,11,3,4
Phối hợp trạm y tế khám sức khỏe cho {n} học sinh
+ Khám {k}/{n} em; [12..30] em cần kính, đã báo phụ huynh.
+ Khám xong {k}/{n} em ngày {ngay}, lập sổ theo dõi em thừa cân, suy dinh dưỡng.
- Khám {k}/{n} em; {r} em nghỉ học hôm đó, khám bù ngày {hen}.

công khai thu chi đầu năm | | 9,10
Rà soát, công khai các khoản thu đầu năm học, không để lạm thu
+ Đã niêm yết ngày {ngay}, họp [9..18] lớp; không có khoản ngoài quy định.
+ Công khai xong, trả lại một khoản lớp tự thu sai.
- Đã họp được nửa số lớp, hoàn thành trước ngày {hen}.

bồi dưỡng học sinh giỏi | 6..20 em | 10,11,12,1,2,3
Bồi dưỡng {n} em dự thi học sinh giỏi, giao lưu các môn
+ {k}/{n} em qua vòng trường; [2..5] em đạt giải vòng sau.
+ Bồi dưỡng {k}/{n} em đủ [16..24] buổi đến ngày {ngay}.
- Còn {k}/{n} em theo học; {r} em xin thôi vì xa nhà.

ôn thi cuối cấp | 20..70 em | 3,4,5,6
Ôn tập cho {n} em cuối cấp, phân nhóm theo sức học
+ {k}/{n} em dự đủ buổi; điểm thi thử tăng trung bình 0,[4..9] điểm.
+ Ôn {k}/{n} em đến ngày {ngay}, không em nào bỏ buổi quá hai lần.
- {k}/{n} em dự đều; {r} em phụ việc nhà vụ dưa, đổi sang buổi tối.

xét thi đua cuối năm học | | 5,6
Xét thi đua, kiểm điểm đảng viên là nhà giáo sát kết quả dạy học
+ Xét xong ngày {ngay}, đúng tỷ lệ, không có đơn thư.
+ Đã xét; [3..6] đồng chí có sáng kiến được công nhận.
- Mới xong cấp tổ, hội đồng họp ngày {hen}.

cải tạo vườn trường | 40..150 mét vuông |
Cải tạo {n} mét vuông vườn trường thành nơi trải nghiệm cho các em
+ Xong {k}/{n} mét vuông, trồng [9..15] loại rau và hoa.
+ Làm {k}/{n} mét vuông cùng phụ huynh ngày {ngay}, không tốn tiền ngân sách.
- Được {k}/{n} mét vuông; {r} mét vuông chờ đổ đất.

tạo nguồn kết nạp giáo viên trẻ | 1..3 giáo viên |
Tạo nguồn, giúp {n} giáo viên trẻ phấn đấu vào Đảng
+ {k}/{n} giáo viên viết đơn, lý lịch đang thẩm tra từ ngày {ngay}.
+ {k}/{n} giáo viên được chi đoàn giới thiệu, nhận việc khó của tổ.
- {k}/{n} giáo viên đồng ý; {r} giáo viên xin sau khi nghỉ thai sản.

dạy học sau mưa lũ | | 10,11
Khắc phục phòng học sau mưa lũ, dạy bù đủ chương trình
+ Dạy bù xong [2..4] ngày nghỉ lũ trước ngày {ngay}; phơi, bọc lại [200..500] cuốn sách.
+ Phòng học sạch bùn sau hai ngày; học sinh trở lại đủ.
- Còn hai lớp chưa bù đủ tiết, hoàn thành ngày {hen}.

phối hợp với gia đình học sinh | 10..30 gia đình |
Đến nhà {n} học sinh có hoàn cảnh đặc biệt để nắm tình hình
+ Đến {k}/{n} gia đình, giúp [2..4] em được hưởng trợ cấp.
+ Đã gặp {k}/{n} gia đình đến ngày {ngay}, ghi sổ chủ nhiệm.
- Gặp {k}/{n} gia đình; {r} gia đình bố mẹ đi làm xa, gặp ông bà.
""")
