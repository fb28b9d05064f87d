"""Work of the cell of the service cooperative."""

from hmk.demo.texts import tasks

TASKS = tasks("""
bao tiêu bưởi, cam | 6..30 tấn | 8,9,10,11,12
Ký hợp đồng và thu mua {n} tấn bưởi, cam của thành viên
+ Mua {k}/{n} tấn, trả tiền trong [3..5] ngày.
+ Được {k}/{n} tấn đến ngày {ngay}; loại một chiếm [60..75]%.
- Mua {k}/{n} tấn; {r} tấn chưa đủ độ chín, lùi đến ngày {hen}.

cung ứng phân bón đầu vụ | 8..30 tấn | 1,2,3,5,6,11,12
Cung ứng {n} tấn phân bón trả chậm cho thành viên, giá không cao hơn thị trường
+ Cung ứng {k}/{n} tấn cho [60..130] hộ.
+ {k}/{n} tấn đã giao trước ngày {ngay}.
- Giao {k}/{n} tấn; nhà máy giao chậm {r} tấn, hẹn ngày {hen}.

thu nợ vật tư | 20..90 triệu đồng |
Thu {n} triệu đồng nợ vật tư của vụ trước
+ Thu {k}/{n} triệu đồng; cho [3..5] hộ bị lũ khoanh nợ.
+ {k}/{n} triệu đồng về quỹ ngày {ngay}.
- Thu {k}/{n} triệu đồng; hộ còn lại hẹn sau bán keo.

bảo đảm nước tưới | 30..90 héc-ta | 1,2,3,4,5,6
Bảo đảm tưới đủ nước {n} héc-ta lúa, màu
+ Tưới {k}/{n} héc-ta, nạo vét [300..700] mét mương.
+ {k}/{n} héc-ta đủ nước đến ngày {ngay}.
- Tưới {k}/{n} héc-ta; cuối kênh thiếu nước, bơm bổ sung ngày {hen}.

hoàn thiện mã số vùng trồng | 4..15 héc-ta |
Hoàn thiện hồ sơ mã số vùng trồng và nhật ký điện tử cho {n} héc-ta bưởi
+ {k}/{n} héc-ta đủ hồ sơ.
+ Đoàn kiểm tra xác nhận {k}/{n} héc-ta ngày {ngay}.
- {k}/{n} héc-ta; {r} héc-ta chưa ghi nhật ký đều.

hoàn thiện sản phẩm OCOP | 1..3 sản phẩm |
Hoàn thiện bao bì, tem truy xuất cho {n} sản phẩm dự thi OCOP
+ {k}/{n} sản phẩm nộp hồ sơ.
+ {k}/{n} sản phẩm được chấm vòng đầu ngày {ngay}.
- {k}/{n} sản phẩm; còn thiếu phiếu kiểm nghiệm, bổ sung ngày {hen}.

bán hàng qua mạng | 100..600 đơn |
Bán {n} đơn hàng qua mạng, đóng gói đúng quy cách
+ Đạt {k}/{n} đơn, tỷ lệ hoàn [2..4]%.
+ {k}/{n} đơn đến ngày {ngay}.
- Mới {k}/{n} đơn; bưu cục nghỉ mấy ngày mưa lũ.

huy động vốn góp | 10..60 triệu đồng |
Vận động thành viên góp thêm {n} triệu đồng vốn
+ Góp {k}/{n} triệu đồng, thêm [3..8] thành viên mới.
+ {k}/{n} triệu đồng, cấp giấy chứng nhận ngày {ngay}.
- Được {k}/{n} triệu đồng, vận động tiếp đến ngày {hen}.

công khai tài chính | |
Khóa sổ, công khai thu chi của hợp tác xã cho thành viên
+ Công khai ngày {ngay}, ban kiểm soát xác nhận khớp.
+ Đã dán bảng thu chi, trả lời [3..6] câu hỏi của thành viên.
- Sổ quỹ đã khóa, công nợ còn đối chiếu đến ngày {hen}.

điều máy làm đất, gặt | 20..80 héc-ta | 1,2,5,6,8,9
Điều máy làm đất, gặt kịp thời vụ cho {n} héc-ta
+ Làm {k}/{n} héc-ta, đúng giá công bố.
+ {k}/{n} héc-ta xong trước ngày {ngay}.
- Làm {k}/{n} héc-ta; một máy hỏng hộp số, sửa xong ngày {hen}.

tập huấn thành viên | 20..60 thành viên |
Tập huấn {n} thành viên về canh tác hữu cơ, phòng sâu vẽ bùa, ruồi vàng
+ {k}/{n} thành viên dự, thực hành tại vườn.
+ {k}/{n} người học xong ngày {ngay}.
- {k}/{n} người dự do đang vụ gặt, làm thêm lớp ngày {hen}.

kiểm tra an toàn lao động | |
Kiểm tra an toàn điện, máy móc, kho vật tư; trang bị bảo hộ
+ Kiểm tra xong ngày {ngay}, thay [3..6] ổ điện cũ.
+ Đã trang bị [8..15] bộ bảo hộ, kho có bảng nội quy.
- Kho còn một chỗ dột, lợp lại trước ngày {hen}.

bảo vệ kho trong mưa lũ | | 9,10,11
Kê cao vật tư, chuyển máy lên chỗ cao trước mưa lũ
+ Kê cao [12..25] tấn hàng trước khi nước lên, không thiệt hại.
+ Chuyển xong ngày {ngay}, cử người trực đêm.
- Mới kê được kho một, kho hai làm xong trước ngày {hen}.

nộp thuế, bảo hiểm xã hội | |
Nộp đủ thuế và bảo hiểm xã hội cho người lao động
+ Nộp đủ ngày {ngay}, không nợ kỳ nào.
+ Đã nộp cho [6..11] lao động, có xác nhận.
- Còn nợ bảo hiểm một tháng, nộp trước ngày {hen}.

ký hợp đồng tiêu thụ | 1..3 hợp đồng |
Đàm phán, ký {n} hợp đồng tiêu thụ có giá sàn
+ Ký {k}/{n} hợp đồng, giá sàn có lợi cho thành viên.
+ {k}/{n} hợp đồng ký ngày {ngay}.
- Ký {k}/{n}; đối tác xin xem lại điều khoản đặt cọc.

chuẩn bị đại hội thành viên | | 2,3
Chuẩn bị báo cáo, phương án chia lãi cho đại hội thành viên
+ Đại hội ngày {ngay} có [75..120] thành viên, thông qua chia lãi [6..10]%.
+ Tài liệu xong, gửi trước [5..7] ngày.
- Báo cáo xong, phương án chia lãi còn ý kiến khác nhau, họp lại ngày {hen}.

thu gom vỏ thuốc bảo vệ thực vật | 4..12 bể |
Xây {n} bể thu gom vỏ bao thuốc ở đồng, vườn
+ Xây {k}/{n} bể, có nắp đậy.
+ {k}/{n} bể dùng được từ ngày {ngay}.
- Xây {k}/{n} bể; {r} bể chờ xi măng.

ươm cây giống | 800..3000 cây | 1,2,8,9
Ươm, cung cấp {n} cây bưởi giống sạch bệnh
+ Xuất {k}/{n} cây, tỷ lệ sống [92..98]%.
+ {k}/{n} cây giao hộ trước ngày {ngay}.
- Xuất {k}/{n} cây; rét đậm nên ghép chậm.

tạo nguồn kết nạp đảng viên trẻ | 1..1 người |
Tạo nguồn {n} tổ trưởng sản xuất trẻ để giới thiệu kết nạp
+ {k}/{n} người viết đơn, đang thẩm tra lý lịch.
+ {k}/{n} người được giới thiệu ngày {ngay}.
- Mới trao đổi, người được giới thiệu xin thêm thời gian đến ngày {hen}.

giúp thành viên khó khăn | 3..12 suất |
Trích quỹ giúp {n} thành viên gặp thiên tai, ốm đau
+ Giúp {k}/{n} suất, mỗi suất một triệu đồng.
+ {k}/{n} suất trao ngày {ngay}.
- Trao {k}/{n} suất; {r} suất chờ xác minh.
""")
