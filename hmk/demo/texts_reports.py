"""What people wrote into the reports of the demonstration."""

CELL = {
    "assessment": (
        "Chi bộ giữ vững nền nếp sinh hoạt, chuẩn bị nội dung trước; đảng viên thảo luận sát việc của tổ dân phố.",
        "Đảng viên dự họp nghiêm túc, nhận việc có thời hạn rõ; việc tháng trước được kiểm điểm từng việc một.",
        "Sinh hoạt đúng ngày, ý kiến thẳng thắn; các việc dân sinh ở ngõ xóm được bàn kỹ và phân công cụ thể.",
    ),
    "shortcomings": (
        "Một số đồng chí đi làm xa ít tham gia; tự phê bình và phê bình còn dè dặt.",
        "Còn việc chuyển tiếp do phối hợp giữa các đoàn thể chưa kịp thời.",
        "Thời gian dành cho thảo luận chuyên đề còn ngắn.",
    ),
    "direction": (
        "Hoàn thành các việc còn mở; vận động nhân dân giữ gìn vệ sinh, trật tự đường làng, ngõ xóm.",
        "Chuẩn bị nội dung sinh hoạt chuyên đề của quý; thăm hỏi gia đình chính sách.",
        "Rà soát việc quá hạn, phân công lại người chủ trì, báo cáo tại kỳ họp sau.",
    ),
}
COMMITTEE = {
    "assessment": (
        "Các chi bộ duy trì chế độ sinh hoạt; chất lượng chuẩn bị nội dung và kiểm điểm việc tháng trước có chuyển biến.",
        "Nền nếp sinh hoạt ổn định; cấp ủy viên phụ trách dự họp và góp ý kịp thời.",
        "Đa số chi bộ phân công việc rõ người, rõ thời hạn; nhiều việc dân sinh được giải quyết dứt điểm.",
    ),
    "shortcomings": (
        "Còn chi bộ đánh giá chung chung, nội dung lặp lại; việc quá hạn chưa được truy đến cùng.",
        "Sinh hoạt chuyên đề ở một số chi bộ còn hình thức; tự phê bình và phê bình còn ít.",
    ),
    "direction": (
        "Cấp ủy viên phụ trách làm việc với các chi bộ nêu tên trong báo cáo; kiểm tra lại sau một tháng.",
        "Hướng dẫn các chi bộ lập kế hoạch chuyên đề quý; nhắc hạn ký biên bản.",
    ),
}
YEAR = {
    "lessons": "Chi bộ nào bí thư chuẩn bị kỹ, giao việc có chỉ tiêu và hạn, hỏi lại từng việc ở kỳ sau thì nghị quyết được thực hiện.",
}
