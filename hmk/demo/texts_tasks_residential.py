"""Work that a residential cell hands out, with what is reported of it."""

from hmk.demo.texts import tasks

TASKS = tasks("""
vận động mua bảo hiểm y tế | 6..18 hộ |
Vận động {n} hộ chưa có thẻ tham gia bảo hiểm y tế hộ gia đình, ưu tiên hộ ở ngõ {ngo} có người già và trẻ nhỏ
+ {k}/{n} hộ đã mua thẻ, hộ cuối cùng là nhà {ho} nộp tiền ngày {ngay}.
+ Vận động được {k}/{n} hộ; hai hộ khó khăn được dòng họ góp tiền mua giúp.
- Mới được {k}/{n} hộ; {r} hộ còn lại xin chờ bán keo rồi mua, hẹn trước ngày {hen}.
- Đạt {k}/{n} hộ; {r} hộ đi làm xa chưa gặp được, sẽ gọi điện lại trước ngày {hen}.

phân loại rác tại nguồn | 8..24 hộ |
Vận động {n} hộ dọc {duong} phân loại rác tại nguồn, mỗi hộ có hai thùng riêng
+ {k}/{n} hộ đã có đủ hai thùng và bỏ rác đúng loại; tổ thu gom xác nhận ngày {ngay}.
+ {k}/{n} hộ thực hiện; rác hữu cơ được ủ làm phân bón cho vườn bưởi.
- Được {k}/{n} hộ; {r} hộ có thùng nhưng còn bỏ lẫn, đã nhắc tại nhà.
- Mới {k}/{n} hộ làm đúng; {r} hộ buôn bán nói chưa có chỗ đặt thùng, hẹn ngày {hen}.

kích hoạt VNeID cho người cao tuổi | 8..25 người |
Giúp {n} người cao tuổi trong tổ kích hoạt tài khoản định danh VNeID mức 2
+ {k}/{n} người đã kích hoạt; buổi cuối làm tại nhà văn hóa tối {ngay}.
+ {k}/{n} người có tài khoản; ba cụ đi lại khó được đến tận nhà làm giúp.
- Được {k}/{n} người; {r} người chưa có điện thoại phù hợp, con cháu hẹn về trước ngày {hen}.
- Mới {k}/{n} người, vì mạng chậm và {r} người mất căn cước phải làm lại.

lắp camera an ninh | 3..8 mắt |
Vận động góp tiền lắp {n} mắt camera an ninh ở các đầu ngõ, trước hết ở ngõ {ngo}
+ Đã lắp {k}/{n} mắt, chạy thử tốt từ ngày {ngay}; đầu ghi đặt tại nhà tổ trưởng.
+ {k}/{n} mắt đã hoạt động; còn dư 1.[1..9]00.000 đồng chuyển sang tiền điện hằng tháng.
- Mới lắp {k}/{n} mắt; còn thiếu [2..6].500.000 đồng, tiếp tục vận động đến ngày {hen}.
- Thu đủ tiền nhưng thợ mới lắp {k}/{n} mắt, hẹn làm nốt trước ngày {hen}.

nạo vét rãnh thoát nước | 120..480 mét | 3,4,5,6,7,8,9
Huy động dân nạo vét {n} mét rãnh thoát nước dọc ngõ {ngo} trước mùa mưa
+ Nạo vét xong {k}/{n} mét trong hai buổi, [28..55] hộ có người tham gia; xong ngày {ngay}.
+ {k}/{n} mét rãnh đã thông, chở đi [6..14] xe bùn đất.
- Làm được {k}/{n} mét; {r} mét cuối vướng móng tường nhà {ho}, đã mời cán bộ địa chính xem.
- Mới {k}/{n} mét vì mưa kéo dài, làm tiếp vào sáng chủ nhật {hen}.

trồng cây đầu xuân | 30..120 cây | 1,2,3
Tổ chức trồng {n} cây xanh ở khuôn viên nhà văn hóa và dọc {duong} dịp đầu xuân
+ Đã trồng {k}/{n} cây, giao từng hộ trước nhà chăm sóc.
+ Trồng {k}/{n} cây sáng {ngay}; chi hội thanh niên nhận tưới hai tháng đầu.
- Mới trồng {k}/{n} cây; {r} cây giống chưa về kịp, trồng bù trước ngày {hen}.

vận động quà Tết cho hộ khó khăn | 5..16 suất | 12,1
Vận động {n} suất quà Tết cho hộ nghèo, cận nghèo và người già neo đơn trong tổ
+ Trao {k}/{n} suất, mỗi suất [400..600].000 đồng, xong trước ngày {ngay}.
+ Có {k}/{n} suất; nhà {ho} được tặng thêm áo ấm và một yến gạo nếp.
- Mới vận động {k}/{n} suất; {r} suất chờ con em xa quê gửi về trước ngày {hen}.

giữ an ninh dịp Tết | 4..10 buổi | 12,1,2
Phối hợp tổ bảo vệ an ninh tuần tra {n} buổi đêm dịp Tết, nhắc các hộ không tàng trữ, sử dụng pháo nổ
+ Đã đi {k}/{n} buổi; trong tổ không có vụ đốt pháo, không mất trộm.
+ {k}/{n} buổi tuần tra; [18..40] hộ ký cam kết không dùng pháo nổ.
- Đi được {k}/{n} buổi do thiếu người trực, đã xếp lại lịch đến ngày {hen}.

chúc thọ người cao tuổi | 6..20 cụ | 1,2
Cùng chi hội người cao tuổi tổ chức chúc thọ, mừng thọ {n} cụ trong tổ
+ Đã mừng thọ {k}/{n} cụ tại nhà văn hóa ngày {ngay}; hai cụ yếu được đến tận nhà.
+ {k}/{n} cụ được chúc thọ, tổng quà [3..8].[1..9]00.000 đồng do con cháu và quỹ tổ góp.
- Mới chúc thọ {k}/{n} cụ; {r} cụ đang nằm viện, sẽ đến thăm khi về nhà.

động viên thanh niên nhập ngũ | 1..4 thanh niên | 12,1,2
Gặp gỡ, động viên {n} thanh niên trong tổ trúng tuyển nghĩa vụ quân sự và gia đình
+ Đã đến nhà {k}/{n} thanh niên, tặng mỗi em [500..800].000 đồng; các em đều xác định tư tưởng tốt.
+ {k}/{n} em lên đường đúng ngày; chi bộ nhận giúp gia đình {ho} việc mùa.
- Gặp được {k}/{n} em; {r} em đang làm ở xa, đã gọi điện và hẹn ngày {hen}.

thu quỹ đền ơn đáp nghĩa | 60..140 hộ | 5,6,7
Vận động {n} hộ đóng quỹ đền ơn đáp nghĩa năm nay
+ {k}/{n} hộ đã đóng, tổng [6..14].[1..9]00.000 đồng, nộp về trên ngày {ngay}.
+ Đạt {k}/{n} hộ; các hộ nghèo được miễn theo quy ước của tổ.
- Được {k}/{n} hộ; {r} hộ hẹn đóng sau vụ bưởi, thu tiếp đến ngày {hen}.

thăm gia đình chính sách 27/7 | 6..22 gia đình | 7
Tổ chức thăm, tặng quà {n} gia đình thương binh, liệt sĩ, người có công nhân ngày 27/7
+ Đã thăm {k}/{n} gia đình, mỗi suất quà [300..500].000 đồng; thắp hương nghĩa trang tối 26/7.
+ {k}/{n} gia đình được thăm; sửa giúp mái bếp cho nhà {ho}.
- Thăm được {k}/{n} gia đình; {r} gia đình đi vắng, thăm bù trước ngày {hen}.

chằng chống nhà cửa trước bão | 8..26 hộ | 8,9,10,11
Rà soát, giúp {n} hộ nhà yếu và người già neo đơn chằng chống nhà cửa trước mùa bão
+ {k}/{n} hộ đã chằng chống xong ngày {ngay}; dân quân giúp [3..7] hộ thiếu người.
+ Xong {k}/{n} hộ; {ho} được đưa sang ở tạm nhà con gái khi có bão.
- Mới xong {k}/{n} hộ; {r} hộ thiếu dây thép và bao cát, đã báo lên trên.

lập phương án sơ tán vùng thấp | 5..20 hộ | 8,9,10
Lập danh sách và phương án sơ tán {n} hộ vùng thấp ven sông Ngàn Sâu khi có lũ
+ Đã lập xong cho {k}/{n} hộ, ghi rõ nhà đến ở nhờ và số điện thoại; niêm yết ngày {ngay}.
+ {k}/{n} hộ có phương án; diễn tập báo động bằng loa cầm tay một lần.
- Mới thống nhất với {k}/{n} hộ; {r} hộ chưa chọn được nơi đến ở nhờ.

dọn vệ sinh sau lũ | 200..700 mét | 10,11
Huy động đảng viên và đoàn thể dọn bùn đất {n} mét đường ngõ, trường học sau lũ
+ Dọn xong {k}/{n} mét trong [2..3] ngày, [40..90] lượt người tham gia.
+ {k}/{n} mét đường đã sạch bùn; phun khử khuẩn giếng nước [12..30] hộ.
- Được {k}/{n} mét; {r} mét còn lại chờ máy xúc của thị trấn đến ngày {hen}.

tổ chức Ngày hội Đại đoàn kết | | 10,11
Chuẩn bị và tổ chức Ngày hội Đại đoàn kết toàn dân tộc 18/11 ở tổ, có phần lễ gọn, phần hội vui
+ Ngày hội tổ chức ngày {ngay}, [85..130] hộ dự; khen [6..12] gia đình văn hóa tiêu biểu.
+ Đã tổ chức xong, bữa cơm chung do các hộ tự góp, thu chi công khai còn dư [4..9]50.000 đồng.
- Đã phân công xong các tiểu ban nhưng văn nghệ chưa tập đủ, hoàn thành trước ngày {hen}.

bình xét gia đình văn hóa | 90..150 hộ | 10,11
Cùng Ban công tác Mặt trận họp dân bình xét danh hiệu gia đình văn hóa cho {n} hộ đăng ký
+ Bình xét xong, {k}/{n} hộ đạt; số chưa đạt có nêu lý do cụ thể và không ai thắc mắc.
+ {k}/{n} hộ đạt danh hiệu, danh sách niêm yết tại nhà văn hóa từ ngày {ngay}.
- Mới bình xét được {k}/{n} hộ vì buổi họp đầu thiếu người, họp lại ngày {hen}.

rà soát hộ nghèo | 10..30 hộ | 9,10,11
Rà soát {n} hộ nghèo, cận nghèo và hộ có nguy cơ theo phiếu, bảo đảm đúng người
+ Rà soát xong {k}/{n} hộ; đề nghị đưa [1..3] hộ ra khỏi danh sách, thêm 1 hộ vì ốm nặng.
+ {k}/{n} phiếu đã nhập đủ, họp dân công khai ngày {ngay}, không có đơn thư.
- Xong {k}/{n} hộ; {r} hộ còn phải xác minh thu nhập từ rừng keo.

giúp hộ thoát nghèo | 1..4 hộ |
Giúp {n} hộ nghèo làm thủ tục vay vốn chính sách để nuôi bò, trồng bưởi
+ {k}/{n} hộ đã được giải ngân ngày {ngay}; nhà {ho} mua được [1..2] con bê.
+ {k}/{n} hộ nhận vốn; chi hội phụ nữ nhận theo dõi việc dùng vốn.
- Mới {k}/{n} hộ được duyệt; {r} hộ thiếu giấy tờ đất, đang bổ sung.

hướng dẫn chăm bưởi Phúc Trạch | 15..40 hộ | 2,3,4,5
Mời cán bộ khuyến nông hướng dẫn {n} hộ thụ phấn bổ sung và chăm bưởi Phúc Trạch
+ {k}/{n} hộ dự buổi hướng dẫn tại vườn {ho} ngày {ngay}; tỷ lệ đậu quả khá.
+ {k}/{n} hộ tham gia, mỗi hộ nhận một tờ lịch chăm bưởi theo tháng.
- Được {k}/{n} hộ vì trời mưa; sẽ làm thêm một buổi trước ngày {hen}.

tiêu thụ bưởi, cam đầu vụ | 8..25 hộ | 8,9,10,11
Giúp {n} hộ trồng bưởi, cam đăng bán qua mạng và liên hệ thương lái, không để bị ép giá
+ {k}/{n} hộ đã có trang bán; bán được [900..2400] quả qua mạng đến ngày {ngay}.
+ {k}/{n} hộ ký bán cho hợp tác xã, giá cao hơn tại vườn [2..5] nghìn đồng một quả.
- Mới {k}/{n} hộ; {r} hộ chưa quen chụp ảnh, nhận hàng, nhờ chi đoàn kèm thêm.

phòng cháy rừng keo | 10..30 hộ | 4,5,6,7,8
Vận động {n} hộ có rừng keo tràm ký cam kết phòng cháy, phát đường ranh cản lửa
+ {k}/{n} hộ đã ký và phát xong đường ranh ngày {ngay}.
+ {k}/{n} hộ cam kết; lập tổ trực 6 người, có số điện thoại báo cháy ở từng nhà.
- Được {k}/{n} hộ ký; {r} hộ thuê người ngoài trông rừng, chưa liên lạc được.

giải phóng hành lang, lề đường | 6..20 hộ |
Vận động {n} hộ kinh doanh dọc {duong} thu mái che, không lấn lề đường
+ {k}/{n} hộ đã tự thu mái, trả lại lề đường ngày {ngay}.
+ {k}/{n} hộ chấp hành; nhà {ho} tự cưa bỏ bục bê tông trước cửa.
- Mới {k}/{n} hộ; {r} hộ xin qua rằm để tháo, đã ghi cam kết đến ngày {hen}.

sửa nhà văn hóa | 20..60 triệu đồng |
Vận động {n} triệu đồng sửa mái và sân nhà văn hóa, công khai từng khoản
+ Thu được {k}/{n} triệu đồng, [75..120] hộ góp; khởi công ngày {ngay}.
+ {k}/{n} triệu đồng đã vào quỹ, con em xa quê ủng hộ [5..15] triệu đồng.
- Mới thu {k}/{n} triệu đồng; còn {r} triệu đồng vận động tiếp đến ngày {hen}.

sửa đèn đường ngõ xóm | 4..14 bóng |
Sửa, lắp {n} bóng đèn đường ở ngõ {ngo} và đoạn vào nhà văn hóa
+ Đã lắp {k}/{n} bóng, sáng đều từ tối {ngay}; tiền điện các hộ trong ngõ chia nhau.
+ {k}/{n} bóng đã thay loại tiết kiệm điện, hết [1..3].[1..9]00.000 đồng.
- Mới thay {k}/{n} bóng; {r} bóng phải chờ ngành điện cho mượn xe nâng.

làm đường bê tông ngõ xóm | 40..180 mét |
Vận động hiến đất, góp công làm {n} mét đường bê tông ngõ {ngo}
+ Đổ xong {k}/{n} mét ngày {ngay}; nhà {ho} hiến [8..25] mét vuông đất.
+ {k}/{n} mét đã xong, các hộ góp [60..140] công.
- Làm được {k}/{n} mét; {r} mét còn lại chờ nhà {ho} dời hàng rào.

thu thuế đất phi nông nghiệp | 80..150 hộ | 3,4,5,9,10
Phối hợp thu thuế sử dụng đất phi nông nghiệp của {n} hộ qua tài khoản
+ {k}/{n} hộ đã nộp; [30..60] hộ tự nộp qua điện thoại.
+ Thu {k}/{n} hộ, nộp xong về kho bạc ngày {ngay}.
- Đạt {k}/{n} hộ; {r} hộ sai diện tích trên sổ, đã lập danh sách đề nghị sửa.

hòa giải mâu thuẫn đất đai | |
Hòa giải việc tranh chấp ranh giới vườn giữa nhà {ho} và nhà liền kề ở ngõ {ngo}
+ Hòa giải thành tại buổi ngày {ngay}; hai bên đã ký biên bản và cắm lại mốc.
+ Sau hai lần gặp, hai nhà thống nhất lùi mỗi bên 20 phân làm lối chung.
- Hòa giải lần một chưa thành; hai bên xin đo lại theo bản đồ, hẹn ngày {hen}.

giúp đỡ người sau cai nghiện | 1..3 trường hợp |
Phối hợp công an theo dõi, giúp đỡ {n} trường hợp sau cai nghiện ở tổ
+ Cả {k}/{n} trường hợp ổn định, có việc làm; gặp gia đình lần cuối ngày {ngay}.
+ {k}/{n} trường hợp có người kèm cặp; chưa phát hiện tái sử dụng.
- Mới gặp được {k}/{n} trường hợp; {r} trường hợp đi khỏi địa phương, đã báo công an.

phòng lừa đảo qua mạng | 30..90 người |
Tuyên truyền cho {n} người, nhất là phụ nữ và người già, cách nhận biết lừa đảo qua mạng
+ {k}/{n} người dự buổi nói chuyện tối {ngay}; phát [60..100] tờ gấp.
+ {k}/{n} người được nghe; một cụ kể lại việc suýt mất [15..40] triệu đồng nên bà con rất chú ý.
- Được {k}/{n} người vì trùng buổi có đám cưới, làm thêm buổi nữa ngày {hen}.

lập nhóm trao đổi của khu dân cư | 40..110 hộ |
Lập và đưa {n} hộ vào nhóm trao đổi trên điện thoại để thông báo việc chung của tổ
+ {k}/{n} hộ có người trong nhóm từ ngày {ngay}; đã dùng để báo lịch cắt điện, lịch họp.
+ {k}/{n} hộ tham gia; hai đảng viên trẻ thay nhau giữ nhóm, không để tin rác.
- Mới {k}/{n} hộ; {r} hộ dùng điện thoại phím, phân công hàng xóm báo giúp.

tiêm phòng đàn gia súc | 25..80 con | 3,4,9,10
Vận động các hộ tiêm phòng {n} con trâu, bò, lợn đợt này
+ Tiêm {k}/{n} con; không có con nào phản ứng sau tiêm.
+ {k}/{n} con đã tiêm xong ngày {ngay}, còn lại là bê nghé chưa đủ tháng.
- Tiêm được {k}/{n} con; {r} con thả rừng chưa lùa về.

phun thuốc diệt muỗi | 60..140 hộ | 5,6,7,8,9,10
Cùng trạm y tế tổ chức diệt bọ gậy, phun thuốc muỗi ở {n} hộ
+ {k}/{n} hộ đã phun; lật úp dụng cụ chứa nước ở [20..45] hộ có bọ gậy.
+ Xong {k}/{n} hộ ngày {ngay}; trong tháng không có ca sốt xuất huyết mới.
- Phun {k}/{n} hộ; {r} hộ khóa cửa đi làm, phun bù ngày {hen}.

khen thưởng khuyến học | 15..45 học sinh | 8,9
Tổ chức khen thưởng {n} học sinh giỏi, học sinh nghèo vượt khó đầu năm học
+ Trao thưởng {k}/{n} em tối {ngay}, tổng [3..9].[1..9]00.000 đồng từ quỹ khuyến học.
+ {k}/{n} em được khen; nhận đỡ đầu một cháu mồ côi đến hết lớp 9.
- Mới có danh sách {k}/{n} em; {r} em chưa nộp giấy khen, chốt ngày {hen}.

tổ chức sinh hoạt hè cho thiếu nhi | 20..60 cháu | 5,6,7
Cùng chi đoàn mở lớp sinh hoạt hè và dạy bơi an toàn cho {n} cháu
+ {k}/{n} cháu tham gia; [8..20] cháu đã biết bơi, không có tai nạn đuối nước.
+ Nhận {k}/{n} cháu, khai mạc ngày {ngay}; hai đảng viên là giáo viên nghỉ hưu dạy giúp.
- Mới {k}/{n} cháu; {r} cháu về quê ngoại, nhận tiếp đến ngày {hen}.

cắm biển cảnh báo đuối nước | 4..10 biển | 4,5,6,7
Làm và cắm {n} biển cảnh báo nguy hiểm ở bến sông Ngàn Sâu và các hồ đập
+ Đã cắm {k}/{n} biển ngày {ngay}; phân công hộ gần bến trông coi.
+ {k}/{n} biển đã cắm, chi hết [800..990].000 đồng tiền quỹ.
- Cắm được {k}/{n} biển; {r} biển chờ sơn khô và cột thép.

dọn vệ sinh, trồng hoa mừng ngày 19/5 | | 4,5
Phát động dọn vệ sinh, trồng hoa dọc {duong} mừng ngày sinh Bác Hồ 19/5
+ Sáng {ngay} có [60..110] người tham gia, trồng được [90..250] mét hoa.
+ Đã làm xong một đoạn [120..300] mét, giao chi hội phụ nữ chăm sóc.
- Mới dọn cỏ, chưa có cây giống; trồng trước ngày {hen}.

bầu tổ trưởng tổ dân phố | | 2,3
Chuẩn bị nhân sự và tổ chức hội nghị cử tri bầu tổ trưởng tổ dân phố đúng quy trình
+ Hội nghị ngày {ngay} có [88..96]% cử tri đại diện hộ dự; người trúng cử đạt [82..95]% phiếu.
+ Bầu xong một lần, kết quả đã gửi Ủy ban công nhận; chi bộ giới thiệu đảng viên trúng cử.
- Mới hiệp thương xong danh sách, hội nghị lùi đến ngày {hen} vì chưa đủ cử tri.

quản lý người tạm trú | 10..40 người |
Cùng công an khu vực rà soát, nhắc {n} người thuê trọ khai báo tạm trú
+ {k}/{n} người đã khai báo; lập sổ theo dõi ở [4..9] nhà trọ.
+ Rà soát xong {k}/{n} người ngày {ngay}, không có người bị truy nã.
- Được {k}/{n} người; {r} người làm ca đêm chưa gặp, đến lại ngày {hen}.

giữ sạch ngõ xóm | 15..35 đảng viên |
Mỗi đảng viên nhận giữ sạch một đoạn ngõ trước nhà, có {n} đảng viên đăng ký
+ {k}/{n} đảng viên thực hiện đều; tổ thu gom khen ngõ {ngo} sạch hơn trước.
+ {k}/{n} đồng chí làm tốt, kiểm tra chéo ngày {ngay}.
- {k}/{n} đồng chí thực hiện; {r} đồng chí sức yếu, đề nghị con cháu làm thay.

giúp hộ nghèo sửa nhà | 10..45 triệu đồng | 3,4,5,6,7,8,9
Vận động {n} triệu đồng và ngày công giúp {ho} sửa lại nhà dột nát
+ Được {k}/{n} triệu đồng và [30..75] công; nhà bàn giao ngày {ngay}.
+ {k}/{n} triệu đồng, dòng họ góp thêm gỗ và ngói; gia đình đã vào ở.
- Mới được {k}/{n} triệu đồng, phần móng đã xong, tiếp tục vận động đến ngày {hen}.

vận động hiến máu | 4..12 người | 2,4,6,7,9,12
Vận động {n} người trong tổ tham gia hiến máu đợt này
+ {k}/{n} người đăng ký và đã hiến ngày {ngay}, có [1..3] đảng viên.
+ {k}/{n} người hiến máu; tặng giấy khen cho {ho} hiến lần thứ [8..15].
- Có {k}/{n} người đi; {r} người đến nơi nhưng không đủ sức khỏe.

giám sát công trình đường | |
Giám sát cộng đồng việc thi công đoạn {duong} qua tổ, ghi nhật ký từng tuần
+ Đã giám sát đủ [4..5] tuần; phát hiện [1..3] chỗ thiếu lớp lót, nhà thầu làm lại trước ngày {ngay}.
+ Nghiệm thu ngày {ngay}, chiều dày đúng thiết kế; hồ sơ giám sát lưu ở tổ.
- Mới giám sát hai tuần vì nhà thầu tạm dừng; theo dõi tiếp từ ngày {hen}.

làm sạch bia mộ liệt sĩ | 20..90 phần mộ | 3,4,6,7,12
Tổ chức đoàn thể chăm sóc, lau dọn {n} phần mộ ở nghĩa trang liệt sĩ
+ Lau dọn xong {k}/{n} phần mộ sáng {ngay}, thay [20..40] bát hương cũ.
+ {k}/{n} phần mộ đã sạch, [25..50] đoàn viên, hội viên tham gia.
- Làm được {k}/{n} phần mộ thì mưa to, làm tiếp ngày {hen}.

giải quyết mùi hôi chuồng lợn | 3..9 hộ |
Vận động {n} hộ nuôi lợn trong khu dân cư xử lý chất thải hoặc chuyển chuồng ra xa
+ {k}/{n} hộ đã làm hầm hoặc dùng đệm lót; hết mùi, bà con không còn phản ánh.
+ {k}/{n} hộ xong trước ngày {ngay}; hai hộ thôi nuôi, chuyển sang nuôi gà.
- {k}/{n} hộ thực hiện; {r} hộ xin xuất hết lứa lợn, cam kết trước ngày {hen}.

thu quỹ phòng, chống thiên tai | 80..150 hộ | 4,5,6,7
Thu quỹ phòng, chống thiên tai của {n} hộ, công khai danh sách miễn giảm
+ Thu {k}/{n} hộ, nộp [2..5].[1..9]00.000 đồng ngày {ngay}.
+ {k}/{n} hộ đã nộp; số hộ được miễn niêm yết tại nhà văn hóa.
- Được {k}/{n} hộ; {r} hộ đi vắng dài ngày, nhờ người thân nộp trước ngày {hen}.

sắp xếp lịch sinh hoạt đoàn thể | |
Sắp xếp lại lịch sinh hoạt của phụ nữ, nông dân, cựu chiến binh, thanh niên để không trùng nhau
+ Đã thống nhất lịch cố định từ ngày {ngay}, dán ở nhà văn hóa và đưa lên nhóm của tổ.
+ Bốn đoàn thể nhất trí mỗi đoàn thể một tuần; tháng này không còn buổi nào trùng.
- Ba đoàn thể đã nhất trí; cựu chiến binh chờ họp chi hội ngày {hen}.
""")
