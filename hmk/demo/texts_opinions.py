"""What is said of the work at hand, in cells of every kind. {topic} is a piece of that work."""

from hmk.demo.texts import plain

ON_RESULTS = plain("""
Nhất trí với kết quả việc {topic}; đề nghị ghi rõ tên những người làm tốt để biểu dương.
Về việc {topic}, tôi thấy cách làm vừa qua có kết quả, nên làm tiếp như vậy.
Hỏi rõ số liệu việc {topic} lấy từ đâu, vì con số chưa khớp với sổ theo dõi.
Việc {topic} làm được là nhờ đảng viên gương mẫu trước, cần nói rõ điều đó trong nghị quyết.
Muốn việc {topic} bền thì sau khi xong phải có người kiểm tra lại, không làm một lần rồi thôi.
Hoan nghênh đồng chí {lead}: việc {topic} báo cáo rõ từng con số, ai cũng kiểm tra được.
Qua việc {topic} thấy rõ ai làm thật, ai chỉ có tên; đề nghị ghi vào sổ theo dõi.
Tôi đi cùng đồng chí {lead} lo việc {topic} nên biết, số liệu báo cáo là đúng.
Việc {topic} nên viết lại thành kinh nghiệm ngắn để nơi khác học.
Nghe báo cáo việc {topic}, tôi đề nghị thêm phần những chỗ chưa làm được.
""")

ON_PLANS = plain("""
Việc {topic} phải chia phần cho từng người, giao hết cho một người thì tháng nào cũng chậm.
Đề nghị lùi hạn việc {topic} [năm|bảy] ngày cho sát thực tế.
Tôi xin nhận giúp đồng chí {lead} một phần việc {topic}.
Đồng ý giao đồng chí {lead} chủ trì việc {topic}, đề nghị báo tiến độ [giữa tháng|hằng tuần].
Băn khoăn thời gian cho việc {topic}, đề nghị tính trước ai làm, ngày nào làm, cần những gì.
Tháng này nhiều việc, đề nghị bớt việc nhỏ để làm cho xong việc {topic}.
Trước khi làm việc {topic} nên nghe người trực tiếp làm nói cái khó, rồi mới chốt cách làm.
Việc {topic} ai cũng ủng hộ, chỉ mong làm nhanh gọn.
Việc {topic} nên hỏi kinh nghiệm nơi đã làm tốt, đỡ phải mò mẫm.
Đề nghị thêm một chỉ tiêu đo được cho việc {topic}, nếu không cuối tháng lại khó đánh giá.
Việc {topic} nên bắt đầu sớm, đừng để dồn vào mấy ngày cuối.
Tôi từng làm việc tương tự, xin trao đổi thêm với đồng chí {lead} về việc {topic}.
""")

CRITICISM = plain("""
Góp ý với đồng chí {lead}: việc {topic} để đến gần hạn mới làm, lần sau nên bắt đầu từ tuần đầu.
Phê bình chi ủy gửi tài liệu muộn, nhiều đồng chí chưa kịp đọc.
Một số đồng chí ngồi họp ít phát biểu nhưng ra ngoài lại bàn tán, đề nghị sửa.
Báo cáo việc {topic} còn kể việc, chưa nói được vì sao chậm.
Việc kiểm tra của chi bộ còn nương nhẹ, quá hạn không ai bị nhắc.
Đề nghị đồng chí {lead} giữ bình tĩnh hơn khi trao đổi với dân.
Có đảng viên nhiều lần xin về sớm khi đang họp, chi bộ phải nhắc thẳng.
Có kỳ họp bắt đầu muộn là chưa nghiêm, bí thư cũng phải rút kinh nghiệm.
Các đoàn thể báo cáo na ná nhau, đề nghị nói đúng phần việc của mình.
Giao việc còn dồn cho mấy đồng chí trẻ, người có điều kiện lại chưa nhận.
""")

SELF_CRITICISM = plain("""
Tôi tự nhận việc được giao làm chậm [ba|năm|bảy] ngày do chưa sắp xếp thời gian.
Xin tự phê bình đã vắng [một|hai] buổi dọn vệ sinh mà không báo.
Bản thân chưa vận động được người trong nhà, xin sửa trong tháng này.
Tôi nhận khuyết điểm báo cáo số liệu việc {topic} bằng ước lượng, kỳ sau sẽ ghi từng trường hợp.
Với phần việc được giao phụ trách, tôi chưa đi sát từng người.
Tôi nóng tính khi trao đổi, làm việc khó thêm; xin rút kinh nghiệm.
Xin nhận lỗi còn ngại va chạm, biết chuyện mà không góp ý ngay.
Tôi ít đọc tài liệu gửi trên điện thoại nên phát biểu chưa trúng.
Tôi nhận lời giúp đồng chí khác mà để quên, sẽ làm trước cuối tuần.
Tự thấy được giao theo dõi mà ít nhắc nhau, tôi chịu trách nhiệm.
""")

PROPOSAL = plain("""
Kiến nghị Đảng ủy có hướng dẫn mẫu theo dõi việc {topic} cho thống nhất.
Đề nghị cấp trên hướng dẫn thêm, gỡ vướng cho việc {topic}.
Đề nghị gửi tài liệu họp trước ít nhất hai ngày, in chữ to cho các đồng chí lớn tuổi.
Kiến nghị tổ chức một chuyến học kinh nghiệm về việc {topic} ở đơn vị bạn.
Đề nghị mỗi quý có một buổi đối thoại giữa Đảng ủy và đảng viên.
Đề nghị khen thưởng kịp thời tập thể làm tốt việc {topic}.
Kiến nghị cấp trên trả lời dứt điểm việc chi bộ hỏi từ hai kỳ trước.
Đề nghị bố trí mạng không dây ở nơi họp để dùng Sổ tay đảng viên điện tử.
Đề nghị phân công đảng viên trẻ kèm người cao tuổi trong việc dùng điện thoại.
Đề nghị Đảng ủy mở lớp bồi dưỡng ngắn cho cấp ủy viên mới.
""")

RESERVED = plain("""
Tôi chưa đồng ý giao hạn việc {topic} gấp như vậy, xin bảo lưu ý kiến và vẫn chấp hành.
Bảo lưu ý kiến: việc {topic} nên lấy ý kiến rộng hơn trước khi quyết.
Tôi giữ ý kiến không nên gộp việc {topic} vào cùng một nghị quyết, đề nghị báo cáo Đảng ủy.
Xin bảo lưu cách phân công việc {topic}: nên có thêm người cùng chịu trách nhiệm.
""")

SCHOOL = plain("""
Đề nghị giảm hồ sơ sổ sách trùng lặp để giáo viên dành thời gian cho học sinh.
Nhóm học sinh yếu cần ghép theo môn, kèm chung một lớp kết quả thấp.
Bếp ăn nên công khai giá nhập từng ngày trên bảng, phụ huynh sẽ yên tâm.
Nên dự giờ đột xuất nhẹ nhàng, góp ý ngay trong ngày.
Học sinh tan trường còn đứng tràn ra đường, đề nghị cho từng khối về lệch nhau mười phút.
Thiết bị dạy học có nhưng ít dùng, đề nghị tổ trưởng chịu trách nhiệm.
Giáo viên trẻ cần được giao lớp khó kèm người hướng dẫn.
Việc thu các khoản tự nguyện phải có biên bản họp phụ huynh từng lớp.
Các em dùng điện thoại nhiều, đề nghị thống nhất với gia đình giờ cất máy.
Phòng học tầng một hay ngập, cần kê tủ sách lên cao trước mùa mưa.
Đề nghị tổ chức đọc sách mười lăm phút đầu giờ mỗi thứ Hai.
Sinh hoạt chuyên môn nên bàn một bài khó, không bàn thủ tục.
Có em hay nghỉ thứ Hai, giáo viên chủ nhiệm đã đến nhà, hoàn cảnh rất khó.
Việc đánh giá cuối kỳ nên có bài nói, bài thực hành.
Đề nghị kiểm tra lại lan can tầng hai, có chỗ đã lung lay.
Lớp có trẻ khuyết tật cần thêm giáo viên hỗ trợ, đề nghị nhà trường kiến nghị.
Đảng viên phải đi đầu ký số học bạ, không nhờ người khác làm hộ.
Nước uống của các em cần thay lõi lọc đúng hạn.
Văn nghệ chào mừng nên gọn, đừng để các em nghỉ nhiều tiết tập.
Nên mời cựu học sinh thành đạt về nói chuyện nghề nghiệp.
Đề nghị công đoàn quan tâm giáo viên ở xa nhà mười lăm cây số.
Góc cây xanh giao từng lớp chăm thì cây sống, giao chung thì chết.
Cần dạy kỹ năng thoát hiểm khi cháy, khi lũ cho học sinh mỗi kỳ một lần.
Dạy bù sau lũ nên xếp buổi chiều thứ Năm, tránh dồn thứ Bảy.
Sổ theo dõi học sinh nên ghi cả tiến bộ, không chỉ ghi lỗi.
Xét thi đua phải nhìn vào sự tiến bộ của lớp chứ không chỉ điểm cao.
""")

HEALTH = plain("""
Người bệnh chờ lâu nhất ở khâu lấy số, đề nghị thêm một người trực đầu giờ sáng.
Tủ vắc-xin cần máy phát dự phòng, mùa bão mất điện là lo.
Nên nhắn tin nhắc lịch cho người tăng huyết áp trước một ngày.
Kíp trực đêm cần hai người, một người vừa khám vừa ghi sổ dễ sót.
Đi nhà dân giám sát muỗi nên có tổ trưởng dân phố đi cùng.
Thuốc cận hạn phải báo trước ba tháng để điều chuyển.
Đề nghị có ghế và quạt ở khu chờ tiêm.
Mẫu ghi hồ sơ điện tử nhiều ô trùng nhau, đề nghị tuyến trên rút bớt.
Tư vấn dinh dưỡng cho mẹ trẻ cần làm ở nhà văn hóa, đến trạm rất ít.
Thái độ ở quầy thu phí cần nhẹ nhàng hơn, có người góp ý rồi.
Nên học lại quy trình cấp cứu phản vệ, ba tháng diễn tập một lần.
Rác thải y tế phải cân trước mặt người nhận.
Sau lũ cần ưu tiên giếng dùng chung rồi mới đến giếng riêng.
Đề nghị kết nối khám từ xa với bệnh viện cho ca khó.
Cộng tác viên dân số nhiều tuổi, cần bổ sung người trẻ.
Người già sống một mình cần danh sách riêng để thăm tại nhà.
Việc học nâng cao phải luân phiên, đừng để một người học mãi.
Phòng khám trẻ em nên trang trí cho các cháu đỡ sợ.
Kiểm tra hàng ăn quanh trường cần làm buổi sáng sớm mới đúng thực tế.
Sổ bàn giao ca ghi còn tắt, đề nghị ghi đủ tên thuốc.
Khám nghĩa vụ quân sự phải có giám sát chéo để tránh điều tiếng.
Vườn thuốc nên gắn mã để dân quét xem công dụng.
Truyền thông chữ to, ít chữ, có hình thì các cụ mới nhớ.
Cần tập huấn sử dụng máy điện tim cho hai đồng chí nữa.
Bình ô-xy phải kiểm tra áp suất mỗi tuần, ghi vào bảng.
""")

AGENCY = plain("""
Hồ sơ đất đai là chỗ dân kêu nhiều nhất, đề nghị công khai từng bước đang ở bàn ai.
Nên gom các cuộc họp vào hai buổi trong tuần để còn đi cơ sở.
Văn bản trình ký còn lỗi thể thức, người soạn phải tự rà trước.
Công chức một cửa cần người thay khi nghỉ, không để dân chờ.
Kiến nghị cử tri trả lời chung chung thì dân hỏi lại, đề nghị nêu thời hạn.
Giải ngân chậm do khâu nghiệm thu, cần giao ngày cụ thể cho từng công trình.
Mỗi đồng chí lãnh đạo phải dự họp với một tổ dân phố mỗi tháng.
Phiếu giao việc có hạn rồi thì cuối tháng phải công bố ai trễ.
Đề nghị tiết kiệm điện, ra khỏi phòng phải tắt máy lạnh.
Cứu trợ sau lũ cần một đầu mối để không trùng danh sách.
Hồ sơ lưu trữ ẩm mốc, xin kinh phí máy hút ẩm.
Thái độ khi dân đến nộp hồ sơ là bộ mặt cơ quan, nhắc nhau mỗi ngày.
Cán bộ trẻ nên luân phiên ở một cửa ba tháng.
Nên làm bảng theo dõi kiến nghị, xong việc nào gạch việc đó.
Xe công chỉ dùng đúng việc, lịch xe phải dán công khai.
Báo cáo dài mà ít số, đề nghị một trang có bảng.
Dân hỏi về số nhà, tên đường mới, cần trả lời trên loa.
Công tác văn thư số cần người dự phòng biết ký phát hành.
Giải phóng mặt bằng phải đi cùng mặt trận, nói một lần cho rõ giá.
Đề nghị kiểm tra bình chữa cháy ở kho lưu trữ.
Thanh toán công tác phí còn chậm, kế toán nêu ngày trả cố định.
Phối hợp với công an khu vực trong việc tạm trú đang tốt, nên giữ.
Việc tiếp dân ngày thứ Năm phải có lãnh đạo, không ủy quyền.
Đoàn viên cơ quan nên nhận một tuyến đường kiểu mẫu.
Mỗi bộ phận chọn một thủ tục rút ngắn thời gian và công bố.
""")

COOP = plain("""
Giá sàn phải ghi vào hợp đồng, nói miệng đến vụ lại tranh cãi.
Phân bón trả chậm nên có người bảo lãnh trong tổ.
Đóng gói bưởi cần phân loại tại vườn, về kho mới phân thì dập.
Công nợ lâu ngày phải đối chiếu từng hộ, có chữ ký.
Máy gặt xuống cấp, đề nghị tính phương án thay trước vụ sau.
Nên thuê một kế toán trẻ biết bán hàng qua mạng.
Kho cần nền cao thêm bốn mươi phân so với đỉnh lũ năm ngoái.
Thành viên mới nên được nghe điều lệ trước khi góp vốn.
Nhật ký vườn phải ghi hằng tuần, mất mã vùng trồng là mất thị trường.
Chia lãi ít một chút để dành mua kho lạnh.
Nợ bảo hiểm cho người lao động là không được, phải ưu tiên trả.
Đề nghị công khai giá mua mỗi sáng ở cửa kho.
Tem truy xuất dán rồi phải quét được, đừng dán cho có.
Cây giống bán ra phải bảo hành một năm.
Vỏ bao thuốc vẫn vứt bờ mương, tổ trưởng sản xuất phải nhắc.
Khách đặt qua mạng chê giao chậm, cần chốt giờ gửi.
Cam năm nay mã đẹp, nên gửi mẫu cho siêu thị sớm.
Tưới cuối kênh luôn thiếu, phải chia giờ mở nước.
Ban kiểm soát báo cáo hằng quý chứ đừng đợi cuối năm.
Người trẻ vào hợp tác xã ít, cần việc phù hợp như livestream, vận chuyển.
Vay vốn đầu tư phải bàn với thành viên, không quyết trong ban quản trị.
Mùa mưa nên mua bảo hiểm hàng trong kho.
Giá xăng tăng, xin điều chỉnh giá làm đất nhưng báo trước.
Nên có quỹ rủi ro giúp hộ bị lũ cuốn vườn.
Họp chi bộ nên chốt luôn việc của hợp tác xã tháng tới.
""")
