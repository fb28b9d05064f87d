"""Party work that a cell of any kind hands out."""

from hmk.demo.texts import tasks

# Work for members of old age or far away, as only cells of residents have them.
AT_HOME = (
    "liên lạc đảng viên đi làm ăn xa",
    "thăm đảng viên ốm đau, cao tuổi",
    "lập hồ sơ tặng Huy hiệu Đảng",
)

TASKS = tasks("""
thu đảng phí | |
Thu đủ đảng phí quý này, ghi sổ và nộp lên Đảng ủy đúng hạn
+ Đã thu đủ của tất cả đảng viên phải đóng, nộp [1..3].[1..9]50.000 đồng ngày {ngay}.
+ Thu đủ, có ký sổ từng người; đồng chí ở xa chuyển khoản.
- Còn [2..3] đồng chí chưa đóng, đã gọi điện và hẹn ngày {hen}.

bồi dưỡng quần chúng ưu tú | 1..2 người |
Phân công kèm cặp {n} quần chúng ưu tú, hoàn thành hồ sơ học lớp nhận thức về Đảng
+ {k}/{n} người đã nộp đủ hồ sơ ngày {ngay}, sẽ học lớp gần nhất.
+ {k}/{n} người học xong lớp nhận thức, kết quả loại khá.
- Mới gặp {k}/{n} người; {r} người còn phân vân vì định đi làm xa.

giúp đỡ đảng viên dự bị | |
Hai đảng viên chính thức được phân công nhận xét, giúp đảng viên dự bị hoàn thành nhiệm vụ
+ Đã nhận xét bằng văn bản ngày {ngay}: chấp hành tốt, cần mạnh dạn phát biểu hơn.
+ Có bản nhận xét; đảng viên dự bị đã nhận một việc cụ thể ở chi đoàn.
- Mới trao đổi miệng, bản nhận xét hẹn nộp trước ngày {hen}.

chuẩn bị sinh hoạt chuyên đề | |
Viết đề cương và chuẩn bị câu hỏi gợi ý cho buổi sinh hoạt chuyên đề quý này
+ Đề cương [4..7] trang đã gửi từng đảng viên trước ngày {ngay}.
+ Xong đề cương và [5..8] câu hỏi gợi ý, có số liệu của chính chi bộ mình.
- Mới xong đề cương chi tiết, chờ số liệu, hẹn xong ngày {hen}.

kiểm tra việc nghiên cứu nghị quyết | 6..18 đảng viên |
Kiểm tra việc tự nghiên cứu nghị quyết, ghi chép của {n} đảng viên
+ Đã xem sổ ghi chép của {k}/{n} đồng chí; [2..4] đồng chí ghi còn sơ sài, đã nhắc.
+ Kiểm tra {k}/{n} đồng chí xong ngày {ngay}, đạt yêu cầu.
- Mới kiểm tra {k}/{n} đồng chí, do {r} đồng chí chưa mang sổ.

giám sát chuyên đề đảng viên | 1..3 đảng viên | 3,4,5,6,8,9,10
Giám sát {n} đảng viên về việc thực hiện nhiệm vụ được phân công theo kế hoạch năm
+ Đã giám sát {k}/{n} đồng chí, có biên bản ngày {ngay}; chưa thấy vi phạm.
+ Xong {k}/{n} đồng chí; góp ý một đồng chí chậm báo cáo kết quả.
- Mới làm việc với {k}/{n} đồng chí, còn lại hẹn ngày {hen}.

cài Sổ tay đảng viên điện tử | 8..24 đảng viên |
Hướng dẫn {n} đảng viên cài và dùng Sổ tay đảng viên điện tử
+ {k}/{n} đồng chí đã cài và đọc được tài liệu trước buổi họp này.
+ Cài cho {k}/{n} đồng chí; con cháu giúp các cụ đăng nhập ở nhà.
- Mới {k}/{n} đồng chí; {r} đồng chí dùng điện thoại đời cũ, sẽ in tài liệu riêng.

liên lạc đảng viên đi làm ăn xa | 2..6 đồng chí |
Gọi điện, nắm tình hình {n} đảng viên đi làm ăn xa và nhắc việc đóng đảng phí
+ Đã liên lạc {k}/{n} đồng chí; tất cả đều có việc làm, giữ mối liên hệ.
+ Nói chuyện được với {k}/{n} đồng chí ngày {ngay}; một đồng chí dự định về hẳn dịp Tết.
- Mới gọi được {k}/{n} đồng chí; {r} đồng chí đổi số, nhờ gia đình báo lại.

thăm đảng viên ốm đau, cao tuổi | 2..7 đồng chí |
Thăm hỏi {n} đảng viên cao tuổi, ốm đau lâu ngày
+ Đã thăm {k}/{n} đồng chí; hai đồng chí gửi ý kiến nhờ chi bộ ghi nhận.
+ Thăm {k}/{n} đồng chí, quà từ quỹ tình nghĩa của chi bộ.
- Thăm được {k}/{n} đồng chí; {r} đồng chí chuyển viện ra Hà Nội.

lập hồ sơ tặng Huy hiệu Đảng | 1..4 đồng chí | 1,3,6,8,10
Rà soát tuổi đảng, lập hồ sơ đề nghị tặng Huy hiệu Đảng cho {n} đồng chí
+ Hồ sơ {k}/{n} đồng chí đã nộp ngày {ngay}, đủ giấy tờ.
+ Lập xong {k}/{n} hồ sơ; đối chiếu lại ngày vào Đảng với thẻ.
- Mới xong {k}/{n} hồ sơ; {r} hồ sơ phải xác minh ngày kết nạp.

bổ sung dữ liệu đảng viên | 10..28 phiếu | 2,3,4,5,8,9,10,11
Hoàn thiện {n} phiếu bổ sung hồ sơ đảng viên để cập nhật cơ sở dữ liệu
+ {k}/{n} phiếu đã ký và nộp ngày {ngay}.
+ Xong {k}/{n} phiếu, sửa [3..6] chỗ sai ngày sinh so với căn cước.
- Mới {k}/{n} phiếu; {r} đồng chí chưa bổ sung quá trình công tác.

đăng ký học tập và làm theo Bác | 12..30 bản | 1,2,3
Thu {n} bản đăng ký việc học tập và làm theo Bác năm nay, mỗi bản một việc đo đếm được
+ Đã nhận {k}/{n} bản; chi bộ chọn [3..5] việc làm điểm.
+ {k}/{n} bản nộp trước ngày {ngay}; trả lại [2..4] bản ghi chung chung để viết lại.
- Mới có {k}/{n} bản; {r} đồng chí xin viết lại cho cụ thể.

chuẩn bị kiểm điểm cuối năm | 12..30 bản | 11,12
Hướng dẫn, thu {n} bản tự kiểm điểm cá nhân đúng mẫu và đúng thời gian
+ Đã nhận {k}/{n} bản trước ngày {ngay}; trả lại một bản chưa nêu hạn chế.
+ {k}/{n} bản đã nộp, tổng hợp xong ý kiến góp ý.
- Mới thu {k}/{n} bản; {r} đồng chí hẹn nộp ngày {hen}.

dự thảo kế hoạch công tác năm | | 12,1
Dự thảo kế hoạch công tác và kế hoạch kiểm tra, giám sát năm tới của chi bộ
+ Dự thảo xong, lấy ý kiến bằng văn bản của [8..15] đảng viên trước ngày {ngay}.
+ Đã có dự thảo với [6..9] chỉ tiêu kèm người chịu trách nhiệm.
- Mới xong phần kiểm điểm năm qua, phần chỉ tiêu hẹn ngày {hen}.

trả lời kiến nghị của đảng viên | 2..5 kiến nghị |
Tổng hợp và trả lời {n} kiến nghị của đảng viên nêu ở hai kỳ họp gần đây
+ Đã trả lời {k}/{n} kiến nghị; một việc chuyển Đảng ủy vì vượt thẩm quyền.
+ Trả lời xong {k}/{n}, có văn bản của Ủy ban ngày {ngay}.
- Mới trả lời {k}/{n}; {r} kiến nghị chờ ý kiến của Ủy ban.

tuyên truyền dịp kỷ niệm | | 2,4,5,8,9
Treo cờ, pano, chuẩn bị tin bài tuyên truyền ngày lễ trong tháng
+ Đã treo đủ cờ, phát [3..6] bản tin; hoàn thành trước ngày {ngay}.
+ Làm xong, có [92..99]% số nhà trong phạm vi phụ trách treo cờ.
- Đã có tin bài, pano in chậm, treo trước ngày {hen}.

góp quỹ tình nghĩa | 2..8 triệu đồng |
Vận động đảng viên góp {n} triệu đồng quỹ tình nghĩa để thăm hỏi, hiếu hỷ
+ Thu {k}/{n} triệu đồng, công khai sổ thu chi ngày {ngay}.
+ Được {k}/{n} triệu đồng; đã chi thăm [2..4] đồng chí ốm.
- Mới được {k}/{n} triệu đồng, thu tiếp cùng kỳ đảng phí tới.

góp ý dự thảo văn kiện | 8..20 ý kiến | 5,6,9,10,11
Tổng hợp {n} ý kiến góp ý của đảng viên vào dự thảo văn bản do cấp trên gửi về
+ Tổng hợp {k}/{n} ý kiến, gửi Đảng ủy ngày {ngay}.
+ Có {k}/{n} ý kiến, tập trung vào việc làm cho người trẻ và môi trường.
- Mới có {k}/{n} ý kiến, gia hạn đến ngày {hen}.

kiểm tra việc thực hiện phân công | |
Kiểm tra việc thực hiện nhiệm vụ được giao từ đầu quý, lập bảng theo dõi từng việc
+ Lập xong bảng theo dõi từng việc, nêu rõ [1..3] việc chậm; gửi chi bộ ngày {ngay}.
+ Đã kiểm tra, nhắc [2..3] đồng chí cần báo cáo bằng số liệu.
- Mới đối chiếu được hai tháng đầu quý, hoàn thành ngày {hen}.

đọc và làm theo sách báo của Đảng | |
Duy trì việc đọc báo Đảng, mỗi kỳ họp một đồng chí giới thiệu một bài hay
+ Đã giới thiệu bài về [giữ rừng|dân vận khéo|làng nghề|xây dựng nông thôn mới]; có [4..7] ý kiến liên hệ.
+ Bài giới thiệu ngày {ngay} được chi bộ hoan nghênh, in lại cho các đoàn thể.
- Chưa chọn được bài phù hợp, thực hiện kỳ sau, trước ngày {hen}.
""")
