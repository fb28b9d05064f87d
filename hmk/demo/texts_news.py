"""News, moods and study: what a month brings, for cells of every kind."""

from hmk.demo.texts import Line, lines

NEWS = lines("""
1: Phổ biến lịch nghỉ Tết, quy định cấm đốt pháo nổ và việc không dùng ngân sách, quỹ để liên hoan.
1: Thông tin kết quả kinh tế - xã hội năm qua của cả nước và của tỉnh; các chỉ tiêu năm nay của Đảng ủy.
1: Hướng dẫn việc chúc thọ, mừng thọ và chính sách trợ cấp cho người từ 75 tuổi theo quy định mới.
1,2: Kế hoạch Tết trồng cây, ra quân đầu xuân và lễ giao nhận quân trên địa bàn.
2: Kỷ niệm ngày thành lập Đảng 3/2; trao Huy hiệu Đảng đợt 3/2 cho đảng viên đủ tuổi đảng.
2: Nhắc việc trở lại làm việc ngay sau Tết, không đi lễ trong giờ hành chính.
2,3: Quy định về lễ hội đầu xuân: không đổi tiền lẻ, không xem bói, giữ vệ sinh đền chùa.
3: Kế hoạch tháng Thanh niên và các hoạt động kỷ niệm ngày Quốc tế Phụ nữ 8/3.
3: Lịch tiêm phòng gia súc vụ xuân và cảnh báo bệnh viêm da nổi cục ở trâu bò.
3,4: Thông tin chủ trương sắp xếp, tinh gọn bộ máy; giải thích những điều đảng viên và nhân dân hỏi.
4: Dự báo nắng nóng sớm; cấp cảnh báo cháy rừng và trách nhiệm của chủ rừng keo.
4: Tuyên truyền kỷ niệm ngày giải phóng miền Nam 30/4 và Quốc tế Lao động 1/5; treo cờ Tổ quốc.
4,5: Thông báo lịch cắt điện sửa lưới, lịch cấp nước mùa nắng.
5: Kỷ niệm ngày sinh Chủ tịch Hồ Chí Minh 19/5, gắn với sơ kết việc làm theo Bác.
5: Hướng dẫn việc quản lý học sinh dịp hè, phòng đuối nước.
5,6: Kế hoạch thu quỹ phòng, chống thiên tai, quỹ đền ơn đáp nghĩa và đối tượng được miễn.
6: Thông tin các luật mới Quốc hội thông qua, trong đó có quy định liên quan đất đai và bảo hiểm.
6: Kết quả kỳ thi, tuyển sinh; cảnh báo dịch vụ "chạy trường" lừa đảo.
6,7: Chính sách mới về trợ cấp hưu trí xã hội và thủ tục đăng ký cho người đủ tuổi.
7: Chính sách đối với thương binh, gia đình liệt sĩ, người có công; kế hoạch kỷ niệm 27/7.
7: Tình hình kinh tế sáu tháng đầu năm; giá xăng dầu, vật tư nông nghiệp.
7,8: Dự báo mùa mưa bão; số điện thoại trực phòng, chống thiên tai của thị trấn.
8: Kỷ niệm Cách mạng Tháng Tám và Quốc khánh 2/9; treo cờ, dọn vệ sinh.
8: Công văn về công tác tuyển quân: đăng ký độ tuổi 17, rà soát nguồn.
8,9: Các khoản thu đầu năm học được và không được thu theo hướng dẫn của ngành giáo dục.
9: Bão và áp thấp nhiệt đới liên tiếp; yêu cầu bốn tại chỗ, không chủ quan.
9: Hướng dẫn rà soát hộ nghèo, cận nghèo theo chuẩn, quy trình họp dân.
9,10: Thông tin về giá bưởi Phúc Trạch, cam đầu vụ và việc dán tem truy xuất nguồn gốc.
10: Mưa lớn gây ngập vùng ven sông Ngàn Sâu; thông tin thiệt hại và cứu trợ.
10: Ngày Chuyển đổi số 10/10; hướng dẫn dịch vụ công trực tuyến và học bạ số.
10,11: Kế hoạch Ngày hội Đại đoàn kết 18/11, mời kiều bào, con em xa quê về dự.
11: Hướng dẫn đánh giá, xếp loại chất lượng chi bộ và đảng viên cuối năm.
11: Chính sách bảo hiểm y tế năm tới và hạn gia hạn thẻ cho học sinh, hộ gia đình.
11,12: Khám sơ tuyển nghĩa vụ quân sự và thời gian gọi nhập ngũ.
12: Kỷ niệm ngày thành lập Quân đội 22/12; gặp mặt cựu chiến binh.
12: Phòng rét cho cây trồng, vật nuôi; giá giống vụ xuân.
12: Việc kiểm điểm cuối năm: đúng mẫu, nói thẳng hạn chế, không kể thành tích.
Thông tin về cuộc đấu tranh phòng, chống tham nhũng, tiêu cực; một số vụ án đã xét xử công khai.
Quy định những điều đảng viên không được làm, nhắc riêng việc đưa tin lên mạng xã hội.
Thủ đoạn mới lừa đảo qua điện thoại: giả công an, giả ngân hàng, giả shipper.
Tình hình Biển Đông và quan điểm nhất quán của Đảng, Nhà nước ta.
Chương trình mục tiêu quốc gia giảm nghèo; các nguồn vay ưu đãi đang mở.
Kết quả xây dựng nông thôn mới, đô thị văn minh của tỉnh và phần việc của địa bàn.
Chủ trương phát triển kinh tế tư nhân, khoa học công nghệ và chuyển đổi số.
Quy định mới về xử phạt giao thông, nhất là nồng độ cồn và chở quá số người.
Hướng dẫn sử dụng VNeID thay giấy tờ khi làm thủ tục và khám bệnh.
Thông báo kết luận của Đảng ủy kỳ họp gần nhất và các việc giao cho chi bộ.
Tình hình dịch bệnh theo mùa và cách phòng ngừa do trạm y tế cung cấp.
Giá keo nguyên liệu và khuyến cáo không bán keo non.
""")

MOOD = lines("""
2,3: Sau Tết bà con phấn khởi, lo nhất là việc làm cho con cháu.
4,5,6: Dân lo nắng hạn, giếng khoan bắt đầu cạn ở vùng cao.
7,8,9: Nhân dân mong rãnh thoát nước xong trước mùa mưa.
9,10,11: Bà con vùng ven sông lo lũ; nhiều nhà đã mua sẵn áo phao.
10,11: Sau mưa lũ tư tưởng ổn định, tin vào việc cứu trợ công khai.
12,1: Đảng viên đồng tình việc tổ chức Tết tiết kiệm; còn băn khoăn giá vật tư.
8,9: Phụ huynh hỏi nhiều về khoản thu đầu năm.
Đảng viên tin tưởng chủ trương của Đảng; một số hỏi về chế độ sau sắp xếp tổ chức.
Dư luận đồng tình việc xử lý nghiêm cán bộ vi phạm.
Một số hộ than phiền tiếng loa kẹo kéo ban đêm.
Nhân dân mong có thêm đèn đường và bãi đỗ xe ở chợ.
Người già còn ngại làm thủ tục trên điện thoại.
Thanh niên quan tâm chuyện đi lao động nước ngoài, mong có thông tin chính thống.
Có tin đồn trên mạng về thu hồi đất; chi bộ đã giải thích, bà con yên tâm.
Đảng viên hưu trí mong được nghe thông tin thời sự sớm hơn mạng xã hội.
Dân phản ánh rác để qua đêm ở [ngã ba|đầu ngõ|cạnh chợ], đề nghị đổi giờ thu gom.
Người lao động mong ổn định giá điện, giá xăng.
Không có vấn đề phức tạp về tư tưởng; hai đồng chí tâm tư việc gia đình, chi bộ đã động viên.
Bà con phấn khởi vì đường ngõ mới làm, mong giữ gìn.
Dư luận khen cách công khai thu chi; đề nghị làm đều các quỹ.
Có ý kiến cho rằng họp nhiều, đề nghị ghép nội dung.
Nhân dân quan tâm việc cấp lại sổ đất và số nhà mới.
""")

MOOD_OF_WORK = lines("""
Đảng viên yên tâm công tác; mong chế độ phụ cấp được giải quyết kịp thời.
Một số đồng chí lo việc sắp xếp vị trí việc làm, lãnh đạo đã gặp và giải thích.
Anh chị em phấn khởi vì điều kiện làm việc được cải thiện; còn ngại phần mềm mới.
Tư tưởng chung ổn định; có ý kiến băn khoăn về khối lượng báo cáo.
Đồng nghiệp động viên nhau, không có biểu hiện mất đoàn kết.
Đảng viên trẻ mong được đi học nâng cao; người lớn tuổi mong bớt thủ tục trên máy.
Dư luận trong cơ quan đồng tình với việc công khai thu chi hằng quý.
""")

STUDY = lines("""
1: Kể chuyện Bác chúc Tết và tấm lòng với người nghèo; liên hệ việc tặng quà Tết đúng người.
2: Đọc lời Bác về Tết trồng cây; mỗi đảng viên nhận trồng và nuôi sống một cây.
3: Chuyện Bác quan tâm thanh niên; bàn việc giao việc khó cho đoàn viên.
5: Sơ kết việc làm theo Bác nửa năm: [6..12] việc tốt được nêu tên.
5: Đọc đoạn Di chúc nói về Đảng; thảo luận về giữ đoàn kết trong chi bộ.
7: Lời Bác về thương binh, liệt sĩ; phân công người chăm sóc gia đình chính sách.
9: Chuyện Bác viết thư gửi học sinh ngày khai trường; liên hệ khuyến học.
10: Bài Dân vận của Bác: nghĩ, nhìn, nghe, đi, nói, làm; liên hệ việc vận động dân.
11: Lời Bác về đại đoàn kết; nhắc việc hòa giải hai gia đình còn giận nhau.
12: Chuyện chiếc đồng hồ của Bác; mỗi người một việc, việc nào cũng cần.
Chuyện Bác tiết kiệm từng tờ giấy; chi bộ thống nhất in tài liệu hai mặt.
Chuyện Bác đến thăm xóm lao động đêm 30; bàn cách gần dân.
Tác phẩm Sửa đổi lối làm việc, mục chống bệnh nói nhiều làm ít.
Đồng chí {speaker} nêu gương một đảng viên hiến đất làm đường.
Chuyện bát chè sẻ đôi; liên hệ việc nhường nhịn giữa các hộ chung ngõ.
Gương người tốt ở địa bàn: một cụ 80 tuổi ngày nào cũng quét ngõ.
Bác dạy "cán bộ là đày tớ của dân"; liên hệ thái độ khi dân đến hỏi việc.
Đọc Nâng cao đạo đức cách mạng, quét sạch chủ nghĩa cá nhân; ba đồng chí tự liên hệ.
Chuyện Bác tăng gia ở chiến khu; phát động vườn rau sạch trong gia đình đảng viên.
Đồng chí {speaker} kể việc mình bỏ thuốc lá theo lời Bác, cả chi bộ vỗ tay.
Chuyện Bác giữ đúng giờ; thống nhất ai đến muộn thì xin lỗi trước chi bộ.
Lời Bác về phê bình như rửa mặt hằng ngày; bàn cách góp ý không nặng lời.
Chuyện Bác trả lại quà biếu; liên hệ giữ sạch khi làm việc quỹ.
Bác nói về giúp người già yếu; chi đoàn nhận quét nhà cho [3..6] cụ neo đơn.
Đọc mẩu chuyện "Nước nóng, nước nguội"; rút ra cách nói khi hòa giải.
Xem lại bản đăng ký làm theo Bác: [60..85]% số việc đã làm, còn lại nêu lý do.
Chuyện Bác tự học ngoại ngữ; các đồng chí trẻ nhận kèm người già dùng điện thoại.
Học tập phong cách nói đi đôi với làm; mỗi đồng chí nêu một việc mình còn nợ.
""")

SELF = lines("""
Bí thư tự nhận [chưa đi hết các ngõ trong tháng|còn nể nang khi nhắc việc chậm|chuẩn bị nội dung chưa sớm]; chi bộ góp ý thêm.
Hai đồng chí tự phê bình về việc [đi họp muộn|báo cáo chậm|ít phát biểu]; hội nghị ghi nhận.
Phê bình nhẹ đồng chí để người nhà [lấn lề đường|đốt rơm rạ gần đường|nuôi chó thả rông].
Không khí góp ý chân tình; đồng chí được góp ý hứa sửa trong tháng.
Đồng chí {speaker} tự nhận việc của mình chậm do chủ quan, không đổ cho thời tiết.
Góp ý với chi ủy: thông báo họp sớm hơn, ít nhất [hai|ba] ngày.
Kiểm lại lời hứa kỳ trước: [hai|ba] đồng chí đã sửa, một đồng chí còn chậm.
Phê bình việc [hút thuốc trong phòng họp|nói chuyện riêng|dùng điện thoại khi đang họp].
Một đồng chí nhận lỗi chưa vận động được con trai đội mũ bảo hiểm.
Đồng chí {speaker} góp ý thẳng việc phân công dồn cho vài người; chi ủy tiếp thu.
Tự phê bình: chi ủy chưa đến thăm kịp đảng viên ốm.
Chi bộ nhắc đảng viên trẻ cần nói ra chính kiến trong họp, không để ra ngoài mới nói.
Đảng viên phụ trách đoàn thể nhận khuyết điểm: sinh hoạt hội viên thưa người.
Bàn thẳng chuyện một gia đình đảng viên mổ lợn làm đám to; đồng chí đó nhận và rút kinh nghiệm.
Chưa có ai phải phê bình nặng; nhắc nhau giữ lời ăn tiếng nói trên mạng xã hội.
Đồng chí {speaker} xin nhận trách nhiệm về số liệu báo cáo nhầm tháng trước.
Góp ý đồng chí {speaker} về giờ giấc; đồng chí tiếp thu, không thanh minh.
Bí thư tự nhận còn ôm việc, chưa tin giao cho người trẻ; chi bộ đề nghị chia lại.
Đồng chí {speaker} tự nhận chưa đọc kỹ tài liệu trước khi họp.
Nhắc nhau về tác phong, lời nói khi tiếp xúc với người dân; không ai phải phê bình nặng.
""")

# Words of a neighbourhood, out of place at the meeting of a school or an office.
AT_HOME = (
    "ngõ",
    "xóm",
    "hộ ",
    "bà con",
    "Bà con",
    "rơm",
    "đám to",
    "giếng",
    "rãnh",
    "Rác",
    "rác",
    "chung ngõ",
    "gia đình đảng viên",
)


def at_work(bank: tuple[Line, ...]) -> tuple[Line, ...]:
    """The part of a bank that a cell of a workplace may use."""
    return tuple(one for one in bank if not any(word in one.text for word in AT_HOME))


MOOD_AT_WORK = at_work(MOOD) + MOOD_OF_WORK
STUDY_AT_WORK, SELF_AT_WORK = at_work(STUDY), at_work(SELF)
