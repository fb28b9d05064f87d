"""The common themes that a new database starts with. An administrator changes them there.

The fields are those that thematic meetings of residential cells treat: following Hồ Chí Minh,
building the Party, cultural life, security of the neighbourhood, urban civility; also the economy
and the profession, for cells of work places.
"""

from meetings.models import ThemeField

STUDY, PARTY, CULTURE = ThemeField.STUDY, ThemeField.PARTY, ThemeField.CULTURE
SECURITY, URBAN = ThemeField.SECURITY, ThemeField.URBAN

THEMES = [
    (STUDY, "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh về nêu gương",
     "Mỗi đảng viên nêu một việc đã nêu gương trong năm và một việc sẽ sửa; chọn việc chung làm trước."),
    (STUDY, "Học tập và làm theo Bác về tiết kiệm, chống lãng phí trong gia đình và khu dân cư",
     "Kể việc tiết kiệm cụ thể ở việc cưới, việc tang, điện nước, quỹ chung; đặt con số cho quý tới."),
    (STUDY, "Thực hành dân chủ ở cơ sở theo tư tưởng Hồ Chí Minh",
     "Việc nào dân được biết, được bàn mà chưa làm đủ; công khai thu chi ở nhà văn hóa ra sao."),
    (PARTY, "Nâng cao chất lượng tự phê bình và phê bình trong sinh hoạt chi bộ",
     "Vì sao còn nể nang; cách góp ý thẳng mà giữ tình đồng chí; bảo vệ người nói thẳng."),
    (PARTY, "Tạo nguồn và phát triển đảng viên trẻ ở khu dân cư",
     "Danh sách quần chúng ưu tú, ai kèm cặp, giao việc gì để thử thách."),
    (PARTY, "Những điều đảng viên không được làm",
     "Đọc lại quy định, đối chiếu việc có thật ở địa bàn; mỗi đồng chí ký cam kết."),
    (PARTY, "Quản lý, giữ mối liên hệ với đảng viên đi làm ăn xa",
     "Ai đang đi xa, liên lạc thế nào, sinh hoạt tạm thời ở đâu; phân công người giữ liên lạc."),
    (CULTURE, "Xây dựng đời sống văn hóa ở khu dân cư",
     "Nhà văn hóa, văn nghệ, thể thao, hương ước: việc nào bà con tham gia, việc nào còn hình thức."),
    (CULTURE, "Thực hiện nếp sống văn minh trong việc cưới, việc tang và lễ hội",
     "Quy ước về cỗ bàn, vòng hoa, loa đài; đảng viên làm trước; tổ vận động từng nhà."),
    (CULTURE, "Xây dựng gia đình văn hóa, dòng họ hiếu học",
     "Bình xét cho thật, quỹ khuyến học của các dòng họ, giúp con em hộ khó khăn."),
    (SECURITY, "Giữ gìn an ninh trật tự ở khu dân cư",
     "Vụ việc trong quý, điểm tối, tổ tự quản, camera; phối hợp với công an khu vực."),
    (SECURITY, "Phòng, chống ma túy và lừa đảo qua mạng",
     "Thủ đoạn mới, ai dễ bị lừa, cách nhắc người cao tuổi; giúp người sau cai."),
    (SECURITY, "Bảo đảm trật tự an toàn giao thông trên địa bàn",
     "Điểm hay xảy ra tai nạn, lấn chiếm lòng đường, uống rượu lái xe; đảng viên ký cam kết."),
    (URBAN, "Xây dựng nếp sống văn minh đô thị",
     "Vỉa hè, biển hiệu, tiếng ồn, nuôi chó thả rông; chọn một tuyến đường làm mẫu."),
    (URBAN, "Phân loại rác tại nguồn, giữ gìn vệ sinh môi trường",
     "Bao nhiêu hộ đã phân loại, chỗ tập kết, giờ thu gom; nhắc hộ chưa làm thế nào."),
    (URBAN, "Chỉnh trang đường phố, lòng lề đường, mỹ quan đô thị",
     "Đoạn cần làm, phần dân góp, phần thị trấn; vận động hiến đất, dỡ mái che."),
    (ThemeField.ECONOMY, "Phát triển kinh tế hộ, giảm nghèo bền vững",
     "Từng hộ nghèo cần gì; đảng viên nhận giúp hộ nào; mô hình làm được ở đất mình."),
    (ThemeField.PROFESSION, "Nâng cao đạo đức nghề nghiệp, tinh thần phục vụ nhân dân",
     "Lời khen, lời chê của người dân trong quý; sửa thái độ, rút ngắn thời gian chờ."),
    (ThemeField.PROFESSION, "Chuyển đổi số trong công việc hằng ngày",
     "Việc nào đã làm trên mạng, việc nào còn giấy; ai cần kèm; an toàn mật khẩu."),
]  # fmt: skip
"""Field, title, and what to talk of."""
