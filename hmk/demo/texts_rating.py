"""What members and cells write in the year-end review; `[a|b]`, `[1..9]` as in `phrases`."""

from hmk.demo.texts import plain

STRENGTHS = plain("""
Chấp hành đường lối của Đảng, dự sinh hoạt đều, đóng đảng phí đúng kỳ.
Vận động được [8..26] hộ trong tổ tự quản thực hiện phân loại rác, giữ ngõ sạch.
Hoàn thành [3..7] việc chi bộ giao, trong đó [1..2] việc trước hạn.
Đã giúp [1..3] hộ khó khăn vay vốn, theo dõi việc dùng vốn hằng quý.
Tham gia đủ các buổi chuyên đề, đã chuẩn bị và trình bày [một|hai] nội dung.
Gia đình gương mẫu, giữ danh hiệu gia đình văn hóa [5..15] năm liền.
Hòa giải [2..6] vụ việc nhỏ trong khu dân cư, không để khiếu kiện kéo dài.
""")
STRENGTHS_AT_WORK = plain("""
Hoàn thành nhiệm vụ chuyên môn, [92..100]% công việc đúng hạn.
Có [một|hai] sáng kiến được đơn vị áp dụng, giảm thời gian xử lý công việc.
Chấp hành kỷ luật lao động, giờ giấc; dự sinh hoạt chi bộ đầy đủ.
Tham gia kèm cặp [1..3] đồng chí trẻ, nhận xét cụ thể theo từng tháng.
Thực hiện [4..9] việc chi bộ giao, báo cáo có số liệu tại từng kỳ họp.
""")
FAULTS = plain("""
Còn ít phát biểu trong thảo luận; vắng [1..2] buổi vì việc gia đình.
Việc kiểm tra sau khi giao còn chậm, [một|hai] việc phải gia hạn.
Chưa mạnh dạn phê bình, có lúc nể nang người thân quen.
Chưa nắm sát [hai|ba] hộ mới chuyển đến trong ngõ.
Ghi chép sổ tay chưa đều, báo cáo kết quả còn chung chung ở quý [hai|ba].
""")
REMEDIES = plain("""
Năm tới nhận [1..3] việc có chỉ tiêu rõ, báo cáo kết quả vào tuần cuối mỗi quý.
Sẽ phát biểu ở mỗi kỳ họp ít nhất một ý có số liệu.
Khắc phục xong trước ngày [15|20|25] tháng 3 năm sau, nhờ tổ đảng theo dõi.
Sắp xếp công việc nhà để không vắng buổi nào trong sáu tháng đầu năm.
""")
COMMENTS = plain("""
Hội nghị ghi nhận tinh thần trách nhiệm; góp ý nên báo cáo bằng con số, nói ngắn hơn.
Nhất trí với bản tự kiểm điểm; đề nghị khắc phục việc nể nang trong phê bình.
Góp ý: việc được giao nên chia theo tháng; hội nghị biểu dương phần giúp hộ khó khăn.
Đề nghị bám sát tổ liên gia hơn; phần hạn chế viết đã thẳng thắn.
""")
COLLECTIVE = plain("""
Chi bộ duy trì sinh hoạt đều [11..12] kỳ, [2..4] buổi chuyên đề; nghị quyết bám việc của dân.
Năm qua đạt [8..11] trên [11..12] chỉ tiêu; tỷ lệ dự họp bình quân [86..96]%.
Đã giao [28..44] việc, hoàn thành đúng hạn [70..94]%; kết nạp [0..2] quần chúng.
Công tác kiểm tra, giám sát thực hiện [2..4] cuộc, không có tố cáo.
""")
COLLECTIVE_FAULTS = plain("""
Hạn chế: kiểm tra sau khi giao việc còn ít, [2..4] việc để quá hạn; nội dung có kỳ còn trùng lặp.
Hạn chế: đảng viên đi làm ăn xa dự họp chưa đều; tạo nguồn kết nạp khó.
Hạn chế: một số kết luận chưa rõ người, rõ hạn; tự phê bình và phê bình chưa thật thẳng thắn.
""")
REMARKS = plain("""
Đồng chí chấp hành quy định của địa phương, tham gia họp dân [4..8] buổi, gia đình hòa thuận.
Sinh hoạt đúng giờ, tích cực góp ý; được tín nhiệm trong thời gian sinh hoạt tại chi bộ.
Giữ gìn đoàn kết, tham gia đóng góp các quỹ đầy đủ, không vi phạm hương ước.
""")
BALANCED = "Cân đối tỷ lệ xuất sắc chung của toàn Đảng bộ; kết quả công việc ở mức tốt"
CELL_BALANCED = (
    "Đánh giá nhiệm vụ hằng tháng còn chung chung; chưa đủ điều kiện hoàn thành xuất sắc nhiệm vụ"
)
RETURNED = "Phiếu của ba đồng chí chưa ghi số hợp lệ; xin kiểm lại rồi gửi"
