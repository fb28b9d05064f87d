"""Extraordinary and review meetings, and the texts of the cells that are weak on purpose."""

from hmk.demo.texts import lines, plain

ADMISSION_MATTER = plain("""
Xem xét hồ sơ quần chúng {person}: lý lịch đã thẩm tra, học lớp nhận thức loại [khá|giỏi], được chi đoàn và nơi cư trú giới thiệu.
Chi ủy báo cáo hồ sơ đề nghị kết nạp {person}; hai đảng viên giúp đỡ đọc nhận xét, chưa thấy vấn đề về chính trị.
""")
ADMISSION_OPINIONS = plain("""
Nhất trí đề nghị kết nạp; {person} làm việc chung nhiệt tình, có tiếng nói với thanh niên.
Đồng ý, đề nghị rèn thêm tính mạnh dạn khi phát biểu.
Tôi ở gần nhà, gia đình chấp hành tốt, con cái ngoan.
Nhận giúp đỡ {person} trong thời gian dự bị.
Đề nghị thư ký ghi rõ ý kiến nhận xét của nơi làm việc.
Đủ tiêu chuẩn, giới thiệu thêm nhiệm vụ ở đoàn thể để thử thách.
""")
RECOGNITION_NOTE = plain("""
Xét đề nghị công nhận đảng viên chính thức đối với đồng chí {person}: đủ 12 tháng dự bị, có nhận xét của người giúp đỡ và đoàn thể.
Chi bộ nghe đồng chí {person} tự kiểm điểm thời gian dự bị; người giúp đỡ đề nghị công nhận chính thức.
""")

URGENT = lines("""
8,9,10: Họp gấp ứng phó bão: giao đảng viên từng ngõ giúp dân chằng chống nhà, sơ tán vùng thấp
10,11: Họp phân bổ hàng cứu trợ sau lũ công khai, đúng đối tượng
12,1: Họp gấp bàn việc giữ an ninh, phòng cháy những ngày giáp Tết
4,5,6,7: Bàn biện pháp phòng cháy rừng khi cấp báo cháy lên cao
Bàn xử lý việc dân phản ánh ô nhiễm, cử người đối thoại
Thống nhất nhân sự giới thiệu bổ sung cấp phó đoàn thể
Bàn việc hiến đất, giải phóng mặt bằng đoạn đường qua khu dân cư
""")
# What is said at such a meeting, by a word of its purpose; else as of any matter.
DANGER = ("bão", "cứu trợ", "phòng cháy")
DANGER_NOTES = plain("""
Tình hình gấp, bí thư nêu [hai|ba] phương án; chi bộ chọn phương án giao từng nhóm đảng viên phụ trách.
Nêu diễn biến mới nhất, việc phải xong trong [hai|ba] ngày, phân công người và phương tiện.
Chi ủy đã đi kiểm tra [sáng nay|chiều qua], báo cáo những chỗ nguy hiểm và số hộ liên quan.
""")
DANGER_OPINIONS = plain("""
Nên chia ca trực đêm, mỗi ca hai người và một xe máy.
Đề nghị bắt tay làm ngay, được đến đâu báo trong nhóm đến đó.
Cần một đồng chí giữ sổ, ghi đủ những việc đã làm.
Gia đình tôi nhà cao, sẵn sàng cho bà con ở nhờ.
Đảng viên ở ngõ nào chịu trách nhiệm ngõ đó.
Chi đoàn có mười thanh niên, huy động được trong một giờ.
Đồng ý phương án, đề nghị báo Đảng ủy hỗ trợ phương tiện.
Nhà {ho} có người ốm nằm một chỗ, phải tính trước việc đưa đi.
Danh sách phải đọc công khai trước dân rồi mới làm.
""")
MATTER_NOTES = plain("""
Chi bộ nghe phản ánh của dân, thống nhất câu trả lời chung và người đi đối thoại.
Nêu đầu đuôi sự việc, ý kiến của các đoàn thể và phương án của chi ủy.
Chi ủy trình bày [hai|ba] cách giải quyết, nói rõ cái được và cái khó của từng cách.
""")
MATTER_OPINIONS = plain("""
Việc này phải nói thẳng với dân, chưa biết thì hẹn ngày trả lời.
Tôi đồng ý với phương án [một|hai], vì làm được ngay bằng sức mình.
Nên mời Mặt trận cùng đi, một mình chi bộ nói dễ bị cho là áp đặt.
Đề nghị lấy ý kiến những hộ liên quan trước rồi mới quyết.
Đảng viên có người nhà liên quan phải làm gương.
Cần ghi rõ trong biên bản ai trả lời, trả lời bao giờ.
Việc người thì chọn người có uy tín, đừng nể họ hàng.
Tôi từng làm việc này, xin nói lại kinh nghiệm lần trước: gặp riêng từng nhà rồi mới họp chung.
""")

COLLECTIVE = plain("""
Chi ủy đọc dự thảo báo cáo kiểm điểm tập thể: [12..14] chỉ tiêu, đạt [7..11]; hạn chế nêu theo từng việc, có người chịu trách nhiệm.
Tập thể tự nhận: ba nghị quyết thực hiện tốt, một việc [chậm|chưa dứt điểm]; [hai|ba] kiến nghị chưa được trả lời.
Kiểm điểm tập thể trước: ưu điểm về đoàn kết, nêu gương; tồn tại ở khâu kiểm tra sau khi giao việc.
""")
INDIVIDUAL = plain("""
Từng đồng chí đọc bản tự kiểm điểm, ngắn gọn, đi vào việc; phó bí thư chủ trì khi kiểm điểm bí thư.
Các đồng chí lần lượt kiểm điểm và nghe góp ý; hai bản viết lại phần hạn chế.
Kiểm điểm lần lượt từng người; bản nào kể thành tích thì chủ trì hỏi vào việc cụ thể được giao.
""")
REVIEW_OPINIONS = plain("""
Bản kiểm điểm của chi ủy nghiêm túc, nhưng nên nói rõ vì sao việc [kiểm tra, giám sát|phát triển Đảng] chậm.
Đồng chí bí thư gần dân, cần bớt ôm việc.
Góp ý cho đồng chí phó bí thư: nói còn dài, họp hay quá giờ.
Tôi nhận thiếu sót năm qua vắng [hai|ba] buổi, sẽ sắp xếp việc nhà.
Đồng ý tự nhận của các đồng chí, đề nghị ghi vào kế hoạch khắc phục có hạn.
Đảng viên trẻ ít phát biểu, đề nghị mạnh dạn hơn trong năm tới.
Cảm ơn các đồng chí góp ý thẳng, tôi xin sửa và báo cáo kết quả vào quý một.
Đề nghị xếp loại sát với kết quả từng việc, không nể nang.
Bản của tôi ghi chưa rõ trách nhiệm, xin viết lại ngay.
Năm tới nên chọn [ba|bốn] việc làm cho đến nơi đến chốn.
""")
REVIEW_END = plain("""
Kết luận: kiểm điểm đúng trình tự, tập thể trước, cá nhân sau; tiếp thu [9..18] ý góp ý, lập kế hoạch khắc phục, bỏ phiếu xếp loại có biên bản riêng.
Chi bộ đề nghị khắc phục [ba|bốn] hạn chế trong quý một, phân công rõ người theo dõi; kết quả bỏ phiếu ghi ở biên bản riêng.
""")

# The vague cell: no figure, and the same few words for everything.
VAGUE_RESULTS = plain("""
Cơ bản hoàn thành.
Đã thực hiện tốt.
Đã triển khai theo kế hoạch.
Hoàn thành nhiệm vụ được giao.
Cơ bản hoàn thành.
Đã thực hiện tốt.
""")

# The monotone cell: the same minutes month after month.
SAME_NOTES = {
    "opening": "Đồng chí bí thư tuyên bố lý do, giới thiệu đại biểu và thông qua chương trình làm việc của hội nghị.",
    "programme": "Hội nghị nhất trí thông qua nội dung, chương trình như dự thảo.",
    "news": "Đồng chí bí thư thông tin tình hình thời sự trong nước, quốc tế nổi bật và các văn bản mới của cấp trên. Tư tưởng của cán bộ, đảng viên và nhân dân cơ bản ổn định, tin tưởng vào sự lãnh đạo của Đảng.",
    "situation": "Trong tháng, tình hình kinh tế ổn định, văn hóa xã hội có nhiều tiến bộ, an ninh trật tự được giữ vững. Các đoàn thể hoạt động đều, hoàn thành các nhiệm vụ được giao.",
    "study": "Chi bộ tiếp tục đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh gắn với nhiệm vụ chính trị.",
    "self": "Các đồng chí tự phê bình và phê bình nghiêm túc, trên tinh thần xây dựng.",
    "review": "Các nhiệm vụ của tháng trước cơ bản được triển khai thực hiện theo kế hoạch đề ra.",
    "assignments": "Tiếp tục lãnh đạo thực hiện tốt các nhiệm vụ chính trị của địa phương, phối hợp với các đoàn thể làm tốt công tác tuyên truyền, vận động nhân dân.",
    "discussion": "Các đồng chí đảng viên cơ bản nhất trí với báo cáo của chi bộ, tham gia một số ý kiến.",
    "summary": "Đồng chí bí thư tiếp thu các ý kiến phát biểu và kết luận hội nghị.",
    "resolution": "Hội nghị biểu quyết thông qua nghị quyết.",
    "minutes": "",  # the print says it by itself
    "roll": "Điểm danh theo danh sách của chi bộ.",
}  # fmt: skip
SAME_CONCLUSION = (
    "Hội nghị nhất trí cao với báo cáo. Đề nghị các đồng chí đảng viên tiếp tục phát huy vai trò "
    "tiên phong gương mẫu, thực hiện tốt các nhiệm vụ trong tháng tới."
)
SAME_OPINIONS = plain("""
Nhất trí với báo cáo của chi bộ, không có ý kiến gì thêm.
Cơ bản đồng tình với nội dung báo cáo, đề nghị các đoàn thể tiếp tục làm tốt công tác tuyên truyền.
Nhất trí như báo cáo, đề nghị các đồng chí đảng viên gương mẫu thực hiện.
Đồng ý với phương hướng tháng tới, cần tiếp tục phát huy.
""")

# The cell that does not carry its resolutions through.
STALLED = plain("""
Chưa triển khai được, người phụ trách bận việc gia đình; chuyển sang kỳ sau.
Mới dừng ở bàn bạc, chưa gặp được ai; tiếp tục theo dõi.
Chưa có kết quả so với tháng trước, đề nghị kỳ sau báo cáo lại.
Có lập danh sách nhưng chưa đi vận động, lần thứ [hai|ba] phải nhắc.
Đồng chí phụ trách chưa có số liệu, chưa rõ tiến độ.
Còn chờ các đoàn thể phối hợp, chưa ấn định ngày làm.
Vẫn vướng kinh phí như kỳ trước, chưa có cách tháo gỡ.
""")
NOT_DONE = plain("""
Chưa làm được vì [phải dồn người cho việc gấp khác|người phụ trách nằm viện|trùng đợt việc khác]; làm lại trước ngày {hen}.
Chưa triển khai: [văn bản hướng dẫn về muộn|chưa thống nhất được mức đóng góp|chưa có kinh phí]; báo cáo lại kỳ sau.
Không kịp hạn do [giao việc chưa rõ người phối hợp|đi vắng dài ngày|phải lo việc gấp khác trước]; gia hạn đến ngày {hen}.
""")
DROPPED = plain("""
Thôi thực hiện vì cấp trên đã giao cho đơn vị khác làm từ ngày {ngay}.
Thôi thực hiện: điều kiện đã thay đổi, làm tiếp không còn phù hợp.
Dừng lại theo ý kiến tại cuộc họp ngày {ngay}, đưa vào kế hoạch năm sau.
""")

GUEST_OPINIONS = plain("""
Đánh giá cao cách làm việc có số liệu của chi bộ; đề nghị chọn [hai|ba] việc lớn làm dứt điểm.
Góp ý: nghị quyết nên ghi rõ người, việc, hạn; Đảng ủy sẽ theo dõi việc {topic}.
Ghi nhận các kiến nghị, sẽ trả lời chi bộ bằng văn bản trong tháng.
Đề nghị chi bộ quan tâm đảng viên đi làm xa và tạo nguồn trẻ.
Thông tin thêm chủ trương của Đảng ủy về việc {topic}, mong chi bộ đi đầu.
Không khí thảo luận thẳng thắn; cần giữ nếp phê bình có tình, có lý như hôm nay.
""")
