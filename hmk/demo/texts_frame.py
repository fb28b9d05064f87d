"""The frame of the minutes: opening, programme, votes, closing; each in many wordings.

{chair} and {taker} are names, {office} the office of the chair, {month} the month as 11/2026.
"""

from hmk.demo.texts import plain

OPENING = plain("""
Đồng chí {chair}, {office}, nêu lý do họp; hội nghị cử đồng chí {taker} ghi biên bản.
{chair} chủ trì, điểm qua việc phải bàn của tháng {month}; đồng chí {taker} được cử làm thư ký.
Sau chào cờ, đồng chí {chair} tuyên bố lý do, giới thiệu thành phần dự; thư ký: đồng chí {taker}.
Điểm danh xong, đồng chí {chair} khai mạc, nói rõ [hai|ba] việc chính phải bàn; đồng chí {taker} làm thư ký.
{office} {chair} khai mạc, nhắc kỷ luật phát biểu ngắn gọn, đi thẳng vào việc; {taker} ghi biên bản.
Đồng chí {chair} chào mừng các đồng chí về dự, giới thiệu thư ký là đồng chí {taker}; không ai có ý kiến khác.
Đồng chí {chair} điểm danh, nhắc để điện thoại ở chế độ im lặng rồi khai mạc; thư ký là đồng chí {taker}.
Đồng chí {chair} đọc lại kết luận kỳ trước trước khi vào việc; hội nghị cử {taker} ghi biên bản.
Chào cờ xong, {chair} nêu mục đích buổi họp, giới thiệu đồng chí {taker} làm thư ký, hội nghị nhất trí.
Đồng chí {chair} nêu trọng tâm kỳ họp tháng {month}; hội nghị biểu quyết cử thư ký {taker}.
""")

GUEST = plain("""
Dự với chi bộ có đồng chí {guest}, Đảng ủy viên phụ trách.
Đồng chí {guest}, cấp ủy viên theo dõi chi bộ, về dự từ đầu.
Có mặt đồng chí {guest}, đại diện Đảng ủy.
""")

ROLL = plain("""
Có mặt {came}/{bound} đồng chí phải dự, vắng {absent}.
Điểm danh: {present} đồng chí dự, {absent} đồng chí vắng, ghi rõ từng người.
Dự họp {came} trong {bound} đồng chí thuộc diện phải dự.
Đảng viên dự {present}, vắng {absent}; chi bộ nhắc nhau đến trước giờ họp năm phút.
{present} đồng chí có mặt; số vắng {absent}, lý do ghi trong danh sách.
""")

DUES = plain("""
Đảng phí tháng này đã thu đủ.
Thủ quỹ báo cáo: đảng phí đã nộp, sổ có chữ ký từng người.
Đảng phí thu ngay đầu giờ, đủ.
Không còn ai nợ đảng phí.
""")
DUES_PARTLY = plain("""
Còn [1..3] đồng chí ở xa chưa đóng đảng phí, sẽ chuyển khoản trong tuần.
Đảng phí còn thiếu của [1..2] đồng chí đang nằm viện.
Thu được gần hết đảng phí; phần còn lại gia đình hẹn nộp thay.
""")

PROGRAMME = plain("""
Thông qua chương trình [năm|sáu] nội dung, thêm việc {topic} theo đề nghị của chi ủy.
Nhất trí chương trình; việc {topic} được đưa lên bàn trước.
Chương trình gửi trước cho đảng viên, không bổ sung gì; thời gian dành nhiều cho việc {topic}.
Hội nghị đồng ý rút ngắn phần thông tin để bàn kỹ việc {topic}.
Chương trình được cả hội nghị đồng ý, mỗi ý kiến không quá [ba|năm] phút.
Bổ sung vào chương trình một việc mới phát sinh: {topic}.
Thống nhất đi theo tài liệu đã phát, phần {topic} mời đồng chí {lead} trình bày.
Đổi thứ tự hai mục cuối, còn lại theo dự kiến của chi ủy.
Đồng chí {lead} xin thêm năm phút nói về việc {topic}, hội nghị đồng ý.
""")

REVIEW = plain("""
Lần lượt nghe người phụ trách báo cáo {count} việc đã giao; {done} việc xong, {open} việc phải làm tiếp.
Trong {count} nhiệm vụ có {done} nhiệm vụ đạt yêu cầu; việc {topic} chậm, đã nói rõ nguyên nhân và ai chịu trách nhiệm.
{done} trên {count} việc đã xong; riêng {topic} được nhiều đồng chí hỏi lại số liệu vì chưa đạt.
Người được giao tự báo cáo, chi bộ hỏi thêm rồi mới kết luận: {done}/{count} việc đạt, {open} việc gia hạn.
Đối chiếu với phân công kỳ trước: {count} việc, xong {done}. Đồng chí {lead} giải trình việc {topic}.
Còn {open} trong {count} việc chưa xong, vướng nhất là {topic}; chi bộ bàn ngay cách gỡ.
Chi bộ không kết luận chung mà xét từng việc: {done} việc đạt, {open} việc chưa đạt.
""")
REVIEW_NONE = plain("""
Kỳ này không có nhiệm vụ đến hạn báo cáo.
Chưa có việc nào phải báo cáo vì mới bắt đầu theo dõi từng nhiệm vụ.
""")

ASSIGNMENTS = plain("""
Bàn và giao {count} việc, tập trung vào việc {topic}; mỗi việc có một người chịu trách nhiệm.
Chi bộ giao {count} nhiệm vụ, báo cáo tại kỳ họp sau; việc gấp nhất là {topic}.
Thống nhất {count} việc, có hạn và chỉ tiêu; riêng việc {topic} cả chi bộ cùng làm.
Phân công {count} việc, rõ người chủ trì, người phối hợp; bắt tay trước vào việc {topic}.
Từ tình hình trên, chọn {count} việc làm cho xong, không dàn trải; trước hết {topic}.
Giao {count} việc cho đúng người có điều kiện làm; bí thư trực tiếp theo dõi việc {topic}.
""")

DISCUSSION = plain("""
Có {count} ý kiến phát biểu, ghi ở phần ý kiến.
{count} đồng chí phát biểu, đi thẳng vào việc; người ít nói cũng được mời.
{count} lượt phát biểu, bàn nhiều nhất về việc {topic}.
Thảo luận sôi nổi với {count} ý kiến; hai luồng ý kiến về việc {topic} được ghi đủ.
Chủ trì gợi ý từng vấn đề, {count} đồng chí nói, không ai đọc lại báo cáo.
Ghi nhận {count} ý kiến; phần lớn đi vào cách làm cụ thể.
""")

SUMMARY = plain("""
Chủ trì chốt: đồng tình với phần lớn ý kiến; kiến nghị về {topic} gửi Đảng ủy bằng văn bản.
Tổng hợp thành [ba|bốn] nhóm ý; riêng việc {topic} trả lời ngay tại chỗ.
Tiếp thu ý kiến, sửa lại thời hạn việc {topic} cho sát thực tế.
Những việc trong tầm chi bộ giao luôn người làm; việc vượt quyền lập danh sách chuyển lên.
Chủ trì giải thích thêm về việc {topic}, người hỏi đồng ý.
Các ý kiến không trái nhau; thêm vào dự thảo một câu về {topic}.
Trả lời [hai|ba] kiến nghị của kỳ trước, còn một việc chờ Ủy ban.
Ghi riêng [hai|ba] kiến nghị cần Đảng ủy cho ý kiến; còn lại chi bộ tự giải quyết được.
Nhiều ý kiến hay về cách làm {topic}, giao đồng chí {lead} đưa vào kế hoạch.
""")

VOTE = plain("""
Biểu quyết giơ tay: {yes}/{base} tán thành, không tán thành {no}, ý kiến khác {other}.
Tán thành {yes} trên tổng số {base} đảng viên được tính; {result}.
Kết quả {yes} phiếu thuận, {no} phiếu không thuận, {other} ý kiến khác; {result}.
Thư ký đếm hai lần: {yes} tán thành, tổng số {base}; {result}.
""")
NO_VOTE = plain("""
Kỳ này không ra nghị quyết, thực hiện theo kết luận của chủ trì.
Không biểu quyết văn bản; các việc đã giao ghi vào kết luận.
Hội nghị thấy chưa cần nghị quyết riêng, giao chi ủy đôn đốc việc còn dở.
""")

CORRECTED = plain("""
Khi đọc lại, sửa [một|hai] chỗ về số liệu.
Bổ sung tên người kiến nghị ở phần ý kiến.
Ghi lại cho đúng ý một đồng chí phát biểu.
Sửa lại thời hạn của một việc cho khớp với kết luận.
""")

CONCLUSION_HEAD = plain("""
Kỳ họp tháng {month} bàn đủ nội dung; chi bộ thống nhất cách làm.
Chi bộ ghi nhận {done}/{count} việc tháng qua hoàn thành.
Không khí họp thẳng thắn, ý kiến sát việc.
Phần lớn việc giao đã có kết quả cụ thể, phải giữ nếp báo cáo bằng con số.
Tình hình trong phạm vi chi bộ ổn định, đảng viên yên tâm.
Biểu dương những đồng chí làm xong việc được giao, trong đó có đồng chí {lead}.
Tháng qua làm được {done} trên {count} việc, kết quả nhìn thấy được.
Chi bộ đã nghe đủ từng việc, hỏi rõ từng con số.
""")
CONCLUSION_BODY = plain("""
Trọng tâm tới đây là {topic}, do đồng chí {lead} chịu trách nhiệm chính.
Về việc {topic}: chia từng phần, làm đến đâu chắc đến đó, tháng sau báo cáo kết quả.
Đồng chí {lead} chuẩn bị kỹ việc {topic}, vướng gì báo bí thư trong tuần.
Tập trung cho việc {topic}; đảng viên phải làm trước, nói sau.
Dồn sức cho việc {topic} trong nửa đầu tháng, nửa sau kiểm tra lại.
Việc {topic} phải có kế hoạch cụ thể, đồng chí {lead} lập và gửi chi ủy.
Cả chi bộ cùng đồng chí {lead} lo việc {topic}.
Nhắc đồng chí {lead}: việc {topic} có hạn rõ, không để sang kỳ sau.
""")
CONCLUSION_TAIL = plain("""
Giữ nghiêm giờ họp, ai vắng phải báo trước một ngày.
Các ý kiến góp ý được tiếp thu, không để bụng.
Ai có khó khăn thì báo sớm để chi bộ cùng gỡ.
Ý kiến chưa thống nhất được ghi lại và báo cáo cấp trên.
Thông tin trong họp giữ đúng nguyên tắc, không nói ra ngoài khi chưa chốt.
Tóm tắt kết luận được gửi đến từng đảng viên.
Dự thảo văn bản do chi ủy rà lại ngay ngày hôm sau.
Kỳ tới từng đồng chí phụ trách báo cáo không quá ba phút, có số liệu.
""")

# In the order in which they are told.
RESULTS = plain("""
Sinh hoạt đúng ngày, nội dung sát việc; tỷ lệ dự họp {percent}%.
Tư tưởng đảng viên và nhân dân [ổn định|yên tâm|phấn khởi]; đảng viên quan tâm việc {topic}.
Kết quả nổi bật: {topic}; cách làm của đồng chí {lead} đáng học.
Biểu dương đồng chí {lead} trong việc {topic}.
Hạn chế: [một vài việc còn báo cáo chậm|số liệu có chỗ chưa khớp|phối hợp giữa các đoàn thể chưa đều|ý kiến phát biểu còn tập trung ở một số đồng chí].
Nguyên nhân của việc chậm: [người được giao bận việc nhà|giao việc chưa kèm hạn rõ|thời tiết không thuận|chưa bám sát từng việc, từng người].
Nhắc nhở: [đi họp đúng giờ|báo cáo bằng con số|gương mẫu trong gia đình trước|giữ liên lạc với chi bộ khi đi xa].
""")
DIRECTION = plain("""
Lãnh đạo hoàn thành việc {topic}, coi là việc chính của tháng.
Đảng viên gương mẫu đi đầu trong việc {topic}.
Nắm tình hình tư tưởng, kịp thời giải thích những điều được hỏi về việc {topic}.
Phân rõ [người chính, người phụ|phần việc của từng người] trong việc {topic}.
Kiểm tra giữa tháng việc {topic}, chậm đâu gỡ đó.
Giao đồng chí {lead} lập lịch làm việc {topic} ngay tuần đầu.
Làm đến đâu công khai đến đó, nhất là việc {topic}.
Gắn việc {topic} với nêu gương của từng đảng viên.
""")
EXECUTION = plain("""
Chi ủy phân công người theo dõi từng việc; kết quả báo cáo tại kỳ họp tháng {next}.
Người chủ trì lập danh sách cụ thể trong tuần đầu và báo cáo vào kỳ họp tháng {next}.
Đôn đốc hằng tuần; việc khó báo chi ủy để gỡ ngay. Báo cáo kết quả tháng {next}.
Mỗi đảng viên nhận một phần việc, tự kiểm điểm tại kỳ sinh hoạt tháng {next}.
Nghị quyết được gửi đến từng đảng viên; thư ký ghi kết quả từng việc để chi bộ xem tại kỳ tháng {next}.
""")

ABSENT_REASONS = plain("""
Ốm
Đi viện khám định kỳ
Chăm người nhà nằm viện
Đi công tác
Việc hiếu trong họ
Đi dự đám cưới con cháu ở xa
Trực cơ quan
Con nhỏ ốm
Về quê có giỗ
Đi tập huấn
Đưa con đi thi
Điều trị ở bệnh viện tỉnh
Trông cháu cho con đi làm
Đau chân, đi lại khó
""")

PROGRAMME_PLAIN = plain("""
Chương trình chỉ một việc, hội nghị nhất trí.
Thông qua chương trình, thống nhất phát biểu [ngắn gọn|đi thẳng vào việc], không kéo dài.
Không ai bổ sung nội dung, vào việc ngay.
Nhất trí nội dung và trình tự chi ủy nêu.
Hội nghị đồng ý chỉ bàn đúng việc đã thông báo, việc khác để kỳ thường kỳ.
""")

REVIEW_ALL = plain("""
{count}/{count} việc đến kỳ báo cáo đều xong; nổi bật là {topic} do đồng chí {lead} chủ trì.
Chi bộ kiểm từng việc: {count}/{count} hoàn thành. Biểu dương đồng chí {lead}.
Người phụ trách báo cáo bằng số liệu, {count} việc đạt yêu cầu; việc {topic} làm kỹ nhất.
Không còn việc quá hạn: {count} việc đã có kết quả cụ thể, ghi ở bảng dưới.
Nghe báo cáo {count} việc, hỏi lại số liệu việc {topic}, nhất trí công nhận hoàn thành.
{count} việc đều đã có kết quả, đáng nói là {topic}; rút kinh nghiệm cách làm của đồng chí {lead}.
""")

SUMMARY_PLAIN = plain("""
Chủ trì tổng hợp, các ý kiến đều đồng tình hướng giải quyết; ghi thêm [hai|ba] điểm cần làm rõ.
Ý kiến khác nhau ở cách làm, không khác về chủ trương; chi ủy hoàn chỉnh lại.
Trả lời từng câu hỏi tại chỗ; một việc hẹn trả lời trong tuần.
Tiếp thu hết ý kiến, không phải biểu quyết lại nội dung nào.
Chủ trì nhắc lại [ba|bốn] ý chính để thư ký ghi cho đúng.
""")

CONCLUSION_OPEN = plain("""
Còn {open} việc chuyển sang tháng này, người phụ trách phải nêu rõ vướng ở đâu.
{open} việc chậm phải dứt điểm, trước hết là {topic}.
Việc {topic} chưa xong, đồng chí {lead} báo cáo lại giữa tháng.
Chi bộ chưa hài lòng với việc {topic}; chi ủy trực tiếp gỡ.
""")

CONCLUSION_PLAIN = plain("""
Chi ủy hoàn chỉnh văn bản, gửi Đảng ủy trong [hai|ba] ngày.
Các đồng chí giữ liên lạc, có gì mới báo ngay cho bí thư.
Việc đã chốt thì làm ngay, kết quả báo cáo ở kỳ thường kỳ gần nhất.
Thư ký ghi đủ ý kiến từng đồng chí để lưu.
Giao chi ủy theo dõi, báo lại chi bộ bằng tin nhắn trong tuần.
""")

DISCUSSION_PLAIN = plain("""
Có {count} ý kiến, đều đồng tình hướng giải quyết.
{count} đồng chí phát biểu ngắn gọn.
Thảo luận {count} lượt, ai cũng liên hệ trách nhiệm của mình.
Ghi nhận {count} ý kiến; không khí cởi mở.
Chủ trì mời từng người, {count} đồng chí nói.
""")

ROLL_FULL = plain("""
Có mặt đủ {came}/{bound} đồng chí phải dự.
Không đồng chí nào vắng.
Đảng viên thuộc diện phải dự có mặt đông đủ, đúng giờ.
Điểm danh đủ {present} đồng chí.
""")

REVIEW_DROPPED = plain("""
{done} trên {count} việc xong; việc còn lại thôi thực hiện, lý do ghi ở bảng dưới.
Trong {count} việc có {done} việc hoàn thành, phần còn lại chi bộ đồng ý dừng vì không còn phù hợp.
Chi bộ xét từng việc: xong {done}, dừng những việc điều kiện đã thay đổi.
""")

CONCLUSION_FEW = plain("""
Kết quả tháng qua chưa đạt: mới xong {done}/{count} việc, chi bộ nghiêm túc rút kinh nghiệm.
Việc giao nhiều mà làm được ít, {done} trên {count}; từ nay giao ít, làm cho xong.
Chủ trì nhận trách nhiệm chung về những việc chậm; nguyên nhân chính là thiếu đôn đốc.
Chi bộ thẳng thắn nhìn nhận phần lớn việc chưa xong, không thể đổ hết cho khách quan.
""")
