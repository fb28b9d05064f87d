"""Thematic meetings, by the field of the theme: why, what was presented, what was said, what to do."""

from typing import NamedTuple

from hmk.demo.texts import Task, plain, tasks


class FieldTexts(NamedTuple):
    """The banks of one field."""

    purpose: tuple[str, ...]
    points: tuple[str, ...]
    opinions: tuple[str, ...]
    work: tuple[Task, ...]


STUDY = FieldTexts(
    purpose=plain("""
Bí thư nêu vì sao chọn chuyên đề "{theme}": đăng ký làm theo Bác nhiều bản còn chung chung, cần việc làm đo được.
Mục đích: mỗi đảng viên soi lại mình qua chuyên đề "{theme}", nói việc đã làm và việc còn nợ.
"""),
    points=plain("""
Ba điều dễ nói mà khó làm: đúng giờ, giữ lời hứa, làm trước khi bảo người khác.
Lãng phí ngay trong nhà mình: điện thắp ban ngày, cỗ bàn thừa, giấy in một mặt.
Bác dạy muốn dân tin thì nói ít, làm nhiều; dẫn [ba|bốn] mẩu chuyện ngắn.
Số liệu của chi bộ: [60..80]% việc đăng ký năm trước có kết quả ghi lại được.
Nêu gương không phải chuyện lớn: đi đúng giờ, giữ sạch chỗ chung, đóng quỹ đúng hạn.
Dân chủ bắt đầu từ việc nghe hết ý người khác rồi mới kết luận.
Một đảng viên của chi bộ hai năm liền không vắng buổi lao động chung nào.
"""),
    opinions=plain("""
Nghe chuyện Bác thấy mình còn phí thời giờ; tôi xin hứa đi họp trước mười phút.
Đảng viên già làm gương bằng việc nhỏ, con cháu nhìn vào mà theo.
Tôi đề nghị bỏ lối đăng ký chép nhau, mỗi người tự viết một dòng.
Tiết kiệm trong đám cưới là khó nhất, nhưng nhà tôi đã làm được [bốn|năm] chục mâm.
Nêu gương phải kể cả vợ chồng, con cái chấp hành.
Tôi xúc động với chuyện Bác trả lại quà; quản quỹ càng phải rõ ràng.
Đề nghị cuối năm đọc lại bản đăng ký trước chi bộ.
"""),
    work=tasks("""
viết lại bản đăng ký làm theo Bác | 10..25 bản |
Viết lại {n} bản đăng ký làm theo Bác, mỗi bản một việc có số đo và thời hạn
+ Đã thu {k}/{n} bản viết lại; chọn [3..5] việc theo dõi.
- Thu {k}/{n} bản, {r} bản vẫn chung chung, trả lại sửa trước ngày {hen}.

tiết kiệm trong việc chung | |
Rà các khoản chi hội họp, cỗ bàn của tổ chức mình và cắt ít nhất một khoản
+ Cắt hai khoản in ấn và nước uống, dành [400..900].000 đồng vào quỹ tình nghĩa.
- Mới rà soát xong, mức cắt giảm bàn tiếp trước ngày {hen}.
"""),
)

PARTY = FieldTexts(
    purpose=plain("""
Chuyên đề "{theme}" được chọn vì qua kiểm tra, sinh hoạt chi bộ còn nể nang, phát biểu ít.
Bí thư nêu yêu cầu: bàn thẳng "{theme}", nói được ai làm gì, không dừng ở nhận thức.
"""),
    points=plain("""
Điều lệ quy định rõ quyền phê bình, chất vấn và quyền bảo lưu ý kiến của đảng viên.
Ba biểu hiện: dĩ hòa vi quý, nói trước im sau, phê bình người vắng mặt.
Nguồn phát triển Đảng: [4..9] đoàn viên dưới 30 tuổi, trong đó [1..3] người đang làm xa.
Đảng viên đi xa lâu ngày phải báo nơi ở, giữ liên lạc, đóng đảng phí.
Nhắc lại những điều đảng viên không được làm, chú ý việc lan truyền tin chưa kiểm chứng.
Cách góp ý: nêu việc, nêu hậu quả, đề nghị cách sửa; không nói về con người.
Chi bộ có [20..45]% đảng viên phát biểu mỗi kỳ, cần lên trên một nửa.
"""),
    opinions=plain("""
Tôi từng ngại góp ý vì sợ mất lòng, nay thấy như vậy là có lỗi với đồng chí mình.
Muốn có người trẻ thì phải giao việc và ghi nhận, đừng chỉ phê là thờ ơ.
Bí thư cần bảo vệ người nói thẳng, đó là điều quyết định.
Đề nghị mỗi kỳ họp mời trước ba đồng chí chuẩn bị ý kiến.
Tài liệu đọc được trên điện thoại, nên gửi đều và gửi sớm.
Có chuyện chia sẻ tin sai trên mạng, tôi nhận lỗi và đã gỡ.
Giới thiệu quần chúng phải nhìn cả một quá trình, không chạy số lượng.
"""),
    work=tasks("""
lập danh sách nguồn phát triển Đảng | 2..6 người |
Lập danh sách {n} quần chúng làm nguồn, ghi người kèm cặp từng người
+ Danh sách {k}/{n} người được thông qua, có người kèm và việc giao cụ thể.
- Mới có {k}/{n} người, {r} người đang xem xét.

giữ nền nếp tự phê bình và phê bình | |
Mỗi kỳ họp dành 15 phút tự phê bình và phê bình, có người chuẩn bị trước
+ Kỳ này có [3..5] ý kiến thẳng thắn, đã ghi vào sổ và theo dõi việc sửa.
- Mới có hai đồng chí chuẩn bị, phân công lại trước ngày {hen}.
"""),
)

CULTURE = FieldTexts(
    purpose=plain("""
Bí thư nêu thực trạng cưới, tang và sinh hoạt cộng đồng, mục đích của chuyên đề "{theme}" là sửa lại quy ước cho dân dễ theo.
Chuyên đề "{theme}" nhằm giữ nếp cũ hay, bỏ điều phiền phức.
"""),
    points=plain("""
Quy ước sửa năm trước có [8..12] điều, hai điều ít người thực hiện.
Đám cưới [40..90] mâm tốn hơn [60..120] triệu đồng, nhiều nhà nợ sau cưới.
Đám tang còn phúng viếng vòng hoa nhiều, phát nhạc khuya.
Nhà văn hóa mở cửa [15..24] buổi mỗi tháng, sách ít người mượn.
Dòng họ có quỹ khuyến học: [5..9] họ, mỗi năm thưởng [30..70] cháu.
Tỷ lệ gia đình văn hóa [88..96]%, nhưng chất lượng bình xét chưa đều.
Xích mích trong ngõ phần lớn do chuyện nhỏ như đổ nước, để xe.
"""),
    opinions=plain("""
Đám cưới nhà tôi làm hai mươi mâm, khách vẫn vui, đề nghị đảng viên làm theo.
Tang lễ nên dùng vòng hoa luân chuyển, đỡ tốn kém.
Bình xét phải có tiêu chí, hộ lấn ngõ thì không thể đạt.
Đội văn nghệ người cao tuổi cần có chỗ tập và một dàn loa nhỏ.
Dòng họ tôi sẽ đưa điều khuyến học vào gia phả.
Sửa quy ước phải hỏi từng hộ, không làm giúp dân.
Trẻ con cần sân chơi, đừng cho để xe kín sân nhà văn hóa.
"""),
    work=tasks("""
sửa quy ước của khu dân cư | |
Soạn lại quy ước ngắn gọn, lấy ý kiến từng hộ
+ Lấy ý kiến [80..130] hộ, [88..96]% đồng ý; quy ước mới dán ở nhà văn hóa.
- Bản thảo xong, còn hai ngõ chưa họp, hẹn ngày {hen}.

vận động cưới, tang tiết kiệm | 2..6 đám |
Đến từng nhà sắp có việc, vận động {n} đám cưới, tang theo nếp mới
+ {k}/{n} đám thực hiện, không nhạc quá 22 giờ.
- {k}/{n} đám thực hiện; còn một gia đình vẫn dựng rạp lấn đường, đã nhắc.
"""),
)

SECURITY = FieldTexts(
    purpose=plain("""
Bí thư nêu số vụ việc sáu tháng qua và yêu cầu bàn cách làm với "{theme}", từng ngõ chịu trách nhiệm.
Mục đích chuyên đề "{theme}": dân tự phòng là chính, công an hỗ trợ.
"""),
    points=plain("""
Sáu tháng có [2..5] vụ trộm vặt, [1..3] vụ gây rối, bốn cuộc gọi lừa đảo được báo kịp.
Tụ điểm cần chú ý: bãi sông, sân bóng, [hai|ba] quán khuya.
Thủ đoạn giả công an yêu cầu chuyển tiền, giả người thân cấp cứu.
Lỗi giao thông nhiều nhất: không mũ bảo hiểm, uống rượu lái xe, chở ba.
Mô hình tổ liên gia tự quản, camera, tiếng kẻng giữ vai trò chính.
Gia đình đảng viên phải ký cam kết không để người thân vi phạm.
Nghiện ma túy tổng hợp ngày càng trẻ, phát hiện sớm nhờ gia đình.
"""),
    opinions=plain("""
Tổ tôi đề nghị mỗi ngõ một nhóm báo tin, phát hiện lạ là nhắn ngay.
Cháu tôi suýt chuyển [20..60] triệu đồng, may có tin nhắn cảnh báo.
Nhắc thanh niên phải nhẹ nhàng, mắng là chúng nó né.
Quán khuya cần ký cam kết giờ giấc, đảng viên có con đến đó phải biết.
Tuần tra đêm mùa đông nên đổi ca, đừng dồn vào các cụ.
Ma túy giấu trong thuốc lá điện tử, phụ huynh nên biết hình.
Ngã ba thiếu gương cầu, tai nạn [hai|ba] vụ rồi.
"""),
    work=tasks("""
củng cố tổ liên gia tự quản | 4..10 tổ |
Củng cố {n} tổ liên gia tự quản, có danh sách và số điện thoại
+ Xong {k}/{n} tổ, tập báo động một lần.
- Mới {k}/{n} tổ, phần còn lại thiếu người làm tổ trưởng.

ký cam kết an toàn giao thông | 20..60 gia đình |
Vận động {n} gia đình ký cam kết không uống rượu lái xe, đội mũ bảo hiểm
+ {k}/{n} gia đình ký, cả năm chưa có vi phạm bị lập biên bản.
- Ký {k}/{n} gia đình, {r} gia đình hẹn ngày {hen}.
"""),
)

URBAN = FieldTexts(
    purpose=plain("""
Nêu mục đích chuyên đề "{theme}": chọn một đoạn đường làm mẫu, làm được rồi nhân rộng.
Bí thư chỉ ra chỗ chưa văn minh bằng ảnh chụp trên địa bàn; yêu cầu của "{theme}" là sửa được ít nhất hai điểm.
"""),
    points=plain("""
Rác mỗi ngày [0,4|0,5|0,6] kg một người, phân loại tốt giảm một nửa phải chở đi.
Lề đường bị lấn ở [3..7] điểm, chủ yếu mái che và biển hiệu.
Nhà không có thùng rác chiếm [12..30]% số hộ.
Cây xanh, hoa dọc đường do dân trồng, nơi nào giao người thì nơi đó sống.
Nước thải quán ăn chảy ra rãnh hở, cần bể tách mỡ.
Số nhà, biển ngõ còn thiếu [15..40] chiếc.
Mạng nhện dây điện, cáp viễn thông mất an toàn.
"""),
    opinions=plain("""
Chọn {duong} làm trước vì có nhiều đảng viên ở.
Bán hàng ăn cũng phải sống, ta giúp họ chỗ để hàng rồi mới yêu cầu lề thông.
Xe gom rác nên có hai ngăn, dân mới tin.
Trồng hoa phải giao hộ, có bảng tên.
Biển quảng cáo nhô ra, đề nghị hạn tháo.
Tôi xin làm hộ đầu tiên tháo mái che.
Hàng quán xả mỡ ra rãnh, phạt một lần là chừa.
"""),
    work=tasks("""
làm tuyến đường kiểu mẫu | 120..500 mét |
Làm mẫu {n} mét đường không rác, không lấn chiếm, có hoa
+ Xong {k}/{n} mét, [18..40] hộ tham gia, chấm điểm hằng tuần.
- Được {k}/{n} mét, còn hai quán ăn chưa chịu dời, nhắc lại ngày {hen}.

dùng thùng rác hai ngăn | 15..50 hộ |
Vận động {n} hộ dùng thùng rác hai ngăn
+ {k}/{n} hộ dùng; rác chở đi giảm khoảng [một phần tư|một phần ba].
- {k}/{n} hộ dùng, {r} hộ chờ mua chung cho rẻ.
"""),
)

ECONOMY = FieldTexts(
    purpose=plain("""
Chuyên đề "{theme}": tìm cách tăng thu nhập từ bưởi, cam, rừng và dịch vụ, giúp đúng hộ khó.
Bí thư nêu yêu cầu bàn "{theme}" từ chuyện thật của [ba|bốn] hộ.
"""),
    points=plain("""
Hộ nghèo [3..7], cận nghèo [5..11]; nguyên nhân chủ yếu là ốm đau, thiếu lao động.
Một vườn bưởi [30..60] gốc cho thu [60..140] triệu đồng một năm nếu chăm đúng.
Keo bán non [45..60] triệu đồng một héc-ta, giữ thêm hai năm tăng gần gấp đôi.
Có [3..6] nguồn vay ưu đãi, điều kiện và người cần gặp được in trong tài liệu.
Xuất khẩu lao động: [6..15] người đang đi, gửi tiền về sửa nhà, nuôi con học.
Bán qua mạng là cách mới của các hộ trẻ.
Rủi ro: giá lên xuống, lũ, vay nóng.
"""),
    opinions=plain("""
Nhà tôi ghép thêm cam, ba năm có thu, sẵn sàng cho cành giống.
Hộ nghèo cần người kèm hơn cần tiền.
Vay phải có kế hoạch, chi hội ký giám sát.
Bán keo non là ăn vào vốn, đảng viên phải giữ trước.
Thanh niên làm mạng bán hàng, ta ủng hộ, đừng chê.
Đừng để dân vay nóng, phải phát hiện sớm.
Giúp một hộ cho dứt điểm, năm sau mới giúp hộ khác.
"""),
    work=tasks("""
phân công kèm hộ nghèo | 2..6 hộ |
Phân công đảng viên kèm {n} hộ nghèo, cận nghèo theo từng khoản cần
+ {k}/{n} hộ có kế hoạch; [1..2] hộ nhận bê, giống gà.
- Kèm {k}/{n} hộ, {r} hộ chưa đồng ý vay.

giữ rừng keo đủ tuổi | 5..20 hộ |
Vận động {n} hộ không bán keo non, ghi cam kết
+ {k}/{n} hộ ký giữ thêm ít nhất một năm.
- {k}/{n} hộ ký, {r} hộ đang nợ phải bán.
"""),
)

PROFESSION = FieldTexts(
    purpose=plain("""
Nêu mục đích chuyên đề "{theme}": nói đúng chỗ yếu trong việc hằng ngày của chính cơ quan mình.
Chuyên đề "{theme}" để mỗi đồng chí tự nhận một việc đổi mới trong quý.
"""),
    points=plain("""
Sổ góp ý quý vừa qua có [9..20] ý, phần lớn về thời gian chờ.
Năm việc đã làm được trên máy, ba việc vẫn viết tay trùng lặp.
Người lớn tuổi cần kèm hai buổi, ai giỏi kèm người yếu.
Đạo đức nghề nghiệp: không nhận phong bì, không nói nặng lời, giữ bí mật thông tin.
Bảng chấm của cơ quan: [82..95]% việc đúng hạn.
Lỗi mật khẩu, để máy mở, gửi nhầm tệp là nguy cơ.
Kinh nghiệm của một đồng chí rút ngắn việc từ [ba|bốn] ngày còn một ngày.
"""),
    opinions=plain("""
Tôi nhận làm mẫu theo dõi chung, dùng thử một tháng.
Phục vụ tốt là trả lời được ngay câu đầu tiên của dân.
Nên ghi hình hướng dẫn ngắn, ai cần thì xem lại.
Có hôm tôi nóng với người dân, xin tự phê bình.
Phải bỏ sổ giấy trùng, máy có rồi.
Người trẻ giúp người lớn tuổi, đừng tỏ ra sốt ruột.
Đề nghị khen ai rút ngắn được thời gian.
"""),
    work=tasks("""
rút ngắn một thủ tục | |
Mỗi bộ phận chọn một việc hằng ngày, rút ngắn thời gian và công khai kết quả
+ Rút được [2..4] việc, công khai thời gian trên bảng.
- Mới chọn xong việc, chạy thử đến ngày {hen}.

trả lời góp ý của người dân | 6..20 ý kiến |
Nhận và trả lời {n} ý kiến góp ý của người dân, phụ huynh
+ Trả lời {k}/{n} ý kiến, [một|hai] ý được sửa ngay.
- Trả lời {k}/{n}, phần còn lại đang xác minh.
"""),
)

BY_FIELD = {
    "study": STUDY,
    "party": PARTY,
    "culture": CULTURE,
    "security": SECURITY,
    "urban": URBAN,
    "economy": ECONOMY,
    "profession": PROFESSION,
}
# Themes for residents say so in their titles.
AT_HOME = ("khu dân cư", "làm ăn xa", "gia đình")
SUITED = {
    "residential": ("study", "party", "culture", "security", "urban", "economy"),
    "school": ("study", "party", "profession"),
    "health": ("study", "party", "profession"),
    "agency": ("study", "party", "profession"),
    "coop": ("study", "party", "economy", "profession"),
}
