"""What members of residential cells say."""

from hmk.demo.texts import lines

OPINIONS = lines("""
1: Chợ Tết năm nay nên dồn vào sân bóng, đừng để bán tràn ra {duong}.
1,2: Tết phải nhắc thanh niên không rủ nhau đua xe sau giao thừa.
12,1: Quà Tết nên trao tận nhà, tránh gọi hộ nghèo lên đứng nhận.
2,3: Cây trồng đầu xuân phải rào lại, trâu bò thả rông phá hết.
3,4: Thụ phấn bưởi cần làm đúng buổi sáng, bà con còn chủ quan.
4,5: Mùa nắng nên có thùng nước và vỉ dập lửa ở đầu bìa rừng.
5,6: Phơi rơm trên đường rất nguy hiểm, đã có người ngã xe.
6,7: Cho trẻ ra sông tắm phải có người lớn đi kèm, đề nghị mỗi ngõ một người trông.
6,7: Danh sách gia đình chính sách cần rà lại, có hai cụ mới mất.
7,8: Rãnh ngõ {ngo} năm nào mưa cũng ứ, phải làm dứt điểm.
8,9: Bưởi bán lẻ dọc đường giá tốt nhưng vỏ, rác vứt bừa, phải có thùng.
8,9: Khoản thu ở lớp cháu tôi chưa rõ, đề nghị chi bộ hỏi nhà trường.
9,10: Nhà vùng thấp phải chuyển lúa lên gác từ bây giờ, đừng đợi nước lên.
9,10: Loa cầm tay hỏng hai cái, báo lũ ban đêm không nghe được.
10,11: Cứu trợ phải theo mức ngập từng nhà, đừng chia đều.
10,11: Ngày hội nên bớt bàn tiệc, thêm trò chơi cho trẻ con và người già.
11,12: Bình xét gia đình văn hóa phải nói rõ vì sao không đạt.
11,12: Xe chở cam quá tải làm vỡ mặt đường ngõ, đề nghị hạn chế giờ.
12: Rét đậm cần nhắc các cụ không sưởi than trong phòng kín.
Đèn ngõ {ngo} cháy [2..5] bóng đã lâu, phụ nữ đi tập về tối rất ngại.
Nhà {ho} thuộc diện khó khăn thật, tôi đề nghị xem xét hỗ trợ.
Camera lắp rồi phải phân công người xem, hỏng không ai biết cũng như không.
Chó thả rông cắn người, đề nghị lập danh sách hộ nuôi và tiêm phòng.
Lề đường trước chợ đang bị lấn lại, cần làm thường xuyên.
Loa phát thanh nên phát lúc [17|18] giờ, sáng sớm quá người già mất ngủ.
Nhà văn hóa mưa dột chỗ sân khấu, sửa sớm kẻo hỏng loa máy.
Thanh niên tụ tập hát loa kéo quá [22|23] giờ, đề nghị tổ bảo vệ an ninh nhắc.
Nên mở lớp dạy dùng điện thoại cho các cụ vào sáng thứ Bảy.
Thu quỹ phải có biên lai từng hộ, cuối quý niêm yết.
Phân loại rác mà xe gom đổ chung thì dân nản, đề nghị làm việc với tổ thu gom.
Đảng viên phải là người đăng ký đầu tiên, dân nhìn vào.
Ngõ {ngo} hẹp, xe cứu hỏa không vào được, cần vận động lùi cổng.
Một số nhà trọ chưa khai báo tạm trú, đề nghị kiểm tra ban đêm.
Tổ nên có tủ thuốc và cáng cứu thương để ở nhà văn hóa.
Chi đoàn cần nhận một việc cụ thể, đừng chỉ dự họp.
Đề nghị trồng hoa thay đoạn cỏ dại ở đầu {duong}.
Hộ bán vật liệu để cát tràn xuống rãnh, nhắc ba lần rồi, lần này nên lập biên bản.
Con em đi làm xa gửi tiền về xây cổng chào, ta nên công khai cảm ơn trên nhóm.
Bảo hiểm y tế hết hạn nhiều người không biết, cần báo trước một tháng.
Hòa giải phải nghe cả hai bên ở nhà họ, đừng gọi lên nhà văn hóa đông người.
Nên chọn hộ gần bờ sông làm chỗ báo nước lên, có thước đo.
Dịch vụ công làm ở nhà được rồi, đề nghị in tờ hướng dẫn chữ to.
Một số đảng viên ở cùng ngõ chưa chào hỏi nhau, nói gì vận động dân.
Nước giếng vùng ven đường bị phèn, đề nghị xin đấu nối nước máy.
Câu lạc bộ bóng chuyền hơi hoạt động tốt, nên thêm giờ cho các cháu.
Việc cưới còn làm rạp ra đường, đề nghị đưa vào quy ước.
Đám tang mở nhạc khuya quá, đảng viên trong họ phải nói trước.
Ao chung thả bèo kín, muỗi nhiều, đề nghị vớt tập trung một buổi.
Keo non bán rẻ là thiệt, nên bàn với dân để thêm hai năm nữa.
Hộ mới nuôi lợn sát nhà dân gây mùi, cần nhắc trước khi căng thẳng.
Trụ cứu hỏa đầu {duong} bị che, yêu cầu dọn.
Bà con hỏi khi nào có sổ đất, ta cần trả lời một câu thống nhất.
Bầu người có uy tín làm tổ trưởng thì việc gì cũng chạy.
Trẻ em chơi ngoài đường buổi tối, xe máy phóng nhanh, nên làm gờ giảm tốc.
Quỹ khuyến học ít mà suất nhiều, nên chọn đúng em khó khăn.
Giữ lịch dọn vệ sinh chủ nhật, mưa thì bù tuần sau.
Nên tổ chức cho đảng viên trẻ đi thăm các cụ lão thành nghe kể chuyện.
Có người lạ đến vận động mua hàng, tặng quà các cụ, cảnh giác lừa đảo.
Đề nghị cắm biển cấm đổ rác ở ngã ba ngõ {ngo}.
Người trồng bưởi cần học ghi nhật ký, bán vào siêu thị mới được.
Hội phụ nữ thu gom ve chai gây quỹ là cách hay, nên mở rộng sang các ngõ khác.
Việc chung mà cứ mấy người làm thì chán, đề nghị chia lượt.
Đường dây điện sà thấp ở nhà {ho}, báo ngành điện gấp.
Tổ liên gia an toàn phòng cháy nên tập thử chuông báo mỗi tháng.
Đề nghị nhắc giữ vệ sinh sân nhà văn hóa sau mỗi buổi tập.
Có hộ nghèo ngại vay vốn vì sợ nợ, phải ngồi tính với họ từng khoản.
Ghế nhà văn hóa gãy [6..14] cái, sửa rẻ hơn mua mới.
Người tham gia hiến máu nên được nêu tên trên loa.
Trộm hay vào giờ trưa, nhắc bà con khóa cổng.
Cột mốc lộ giới bị nhổ, cần báo địa chính cắm lại.
1,2: Đêm giao thừa cần [4..8] người trực ở nhà văn hóa, đề nghị đảng viên đăng ký trước.
2: Ai được mừng thọ năm nay phải báo con cháu về, đừng để các cụ ngồi một mình.
3: Bầu tổ trưởng phải niêm yết danh sách đủ [7|10] ngày, làm tắt là dân thắc mắc.
3,4: Cây giống phát về [15..40] cây đã chết, nên hỏi lại nơi cung cấp.
4,5: Đề nghị chốt ngày dọn cỏ hai bên {duong} trước lễ, mỗi hộ một người.
5: Hoa trồng dịp 19/5 năm ngoái chết gần nửa vì không ai tưới, năm nay phải chia ca.
6: Sân nhà văn hóa nên mở cho các cháu chơi hè từ [15|16] giờ, có người lớn trông.
7: Nhà bia liệt sĩ bong [2..6] viên gạch, sửa trước ngày 27/7.
7,8: Cây to trước nhà {ho} nghiêng ra đường dây, phải tỉa trước bão.
8: Danh sách thanh niên tuổi 17 còn thiếu [2..4] cháu ở trọ học xa.
9: Xuồng của tổ thủng một chỗ, hàn lại mất khoảng [300..700].000 đồng, xin chi ngay.
10: Bùn trước cổng trường dày [10..30] phân, cần máy xúc chứ làm tay không xuể.
11: Văn nghệ Ngày hội nên để [3..5] tiết mục, mỗi ngõ một tiết mục là vừa.
12: Năm nay bình xét nên đọc từng tiêu chí, nhà nào thiếu tiêu chí nào nói luôn.
Nhóm trao đổi của tổ có [4..9] người hay đăng bán hàng, đề nghị người giữ nhóm nhắc.
Nắp cống trước nhà {ho} vỡ đã [hai|ba] tuần, trẻ con đi học qua rất nguy hiểm.
Đoạn {duong} tối đèn khoảng [80..200] mét, nên lắp thêm [2..4] bóng.
Tủ sách nhà văn hóa có [90..260] cuốn mà chìa khóa một người giữ, khó mượn.
Nước chảy từ vườn nhà {ho} xuống ngõ {ngo}, hai nhà bên kêu, cần hòa giải sớm.
Hộ {ho} mới sinh đôi, hoàn cảnh khó, đề nghị hội phụ nữ đến thăm.
Biển ngõ {ngo} đặt sai, người giao hàng toàn đi lạc.
Còn [5..14] hộ chưa có bình chữa cháy, vận động mua chung cho rẻ.
Người dân ngõ {ngo} xin đổi giờ thu gom rác sang [17|18] giờ vì ban ngày đi làm.
Nhà trọ đầu {duong} có [6..12] người mới đến, cần đến làm quen và nhắc quy ước.
Mức góp [150|200|250].000 đồng một hộ là vừa, nhưng hộ nghèo phải miễn.
Sổ thu chi quý vừa rồi còn dư [1..4].[1..9]00.000 đồng, đề nghị chuyển sang sửa loa.
Có [3..6] cháu bỏ học giữa chừng đi làm, đảng viên gần nhà nên đến nói chuyện.
Nhà {ho} hiến thêm [5..20] mét vuông đất mở ngõ, đề nghị Mặt trận ghi nhận.
Trạm biến áp quá tải, tối nào cũng sụt điện từ [18|19] giờ, xin kiến nghị ngành điện.
Chi hội cựu chiến binh xin nhận đoạn [100..300] mét {duong} làm tuyến tự quản.
Hàng cây trước nhà văn hóa nên quét vôi gốc, mất một buổi với [8..15] người.
Tổ mình có [9..20] người trên 80 tuổi, nên lập sổ theo dõi sức khỏe riêng.
""")
