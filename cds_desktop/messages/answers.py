"""Messages: findings: what the rules say beside a cell."""

from cds_desktop.messages.message import Message

ANSWERS = {
    "rule_violated": Message("{text}", "{way_out}"),
    "required_missing": Message(
        "“{label}” là số liệu bắt buộc nhưng đang để trống.",
        "Xin nhập số liệu; nếu không phát sinh hoặc chưa thu thập được, xin chọn tình trạng đó.",
    ),
    "required_rows_missing": Message(
        "“{label}” cần ít nhất một dòng nhưng đang để trống.",
        "Xin thêm dòng (F3) và nhập nội dung.",
    ),
    "not_collected": Message(
        "“{label}” được ghi là chưa có số liệu.",
        "Khi thu thập được, xin nhập số liệu và gửi bản điều chỉnh.",
    ),
    "figure_not_understood": Message(
        "“{label}”: không hiểu “{typed}” là số nào.",
        "Xin nhập số như 1.205.780 hoặc 47,54; phần chữ xin ghi ở ô Ghi chú.",
    ),
    "figure_ambiguous": Message(
        "“{label}”: “{typed}” có thể là {readings}.",
        "Xin nhập lại cho rõ: phần thập phân sau dấu phẩy, hàng nghìn sau dấu chấm hoặc viết liền.",
    ),
    "figure_is_date": Message(
        "“{label}”: “{typed}” là một ngày, không phải số liệu.",
        "Xin nhập số liệu của chỉ tiêu này.",
    ),
    "figure_placeholder": Message(
        "“{label}”: “{typed}” không phải số liệu.",
        "Xin nhập 0 nếu bằng không; nếu không phát sinh hoặc chưa có số liệu, xin chọn tình trạng "
        "đó.",
    ),
    "figure_too_fine": Message(
        "“{label}”: “{typed}” có nhiều chữ số thập phân hơn mức cho phép ({decimals}).",
        "Xin làm tròn rồi nhập lại.",
    ),
    "figure_too_long": Message(
        "“{label}”: “{typed}” dài quá {limit} chữ số.", "Xin kiểm tra lại số liệu và đơn vị tính."
    ),
    "figure_negative": Message(
        "“{label}” là {value}, không thể nhỏ hơn 0.", "Xin kiểm tra lại dấu trừ và số liệu."
    ),
    "percentage_above_100": Message(
        "“{label}” là {value}%, không thể lớn hơn 100%.",
        "Xin kiểm tra lại: số này tính bằng phần trăm, ví dụ 47,54.",
    ),
    "cumulative_fell": Message(
        "“{label}” là số lũy kế nhưng giảm: {value}, {period} là {previous}.",
        "Xin nhập số lũy kế từ đầu năm, không nhỏ hơn {previous}; nếu kỳ trước sai, "
        "xin điều chỉnh báo cáo kỳ trước.",
    ),
    "stock_fell": Message(
        "“{label}” giảm từ {previous} ({period}) xuống {value}.",
        "Xin kiểm tra lại; nếu đúng là giảm, xin giải trình vì sao.",
    ),
    "date_not_understood": Message(
        "“{label}”: không hiểu “{typed}” là ngày nào.", "Xin nhập như 18/9/2023."
    ),
    "choice_unknown": Message(
        "“{label}”: “{typed}” không có trong danh sách.", "Xin chọn một trong: {allowed}."
    ),
    "answer_not_understood": Message(
        "“{label}”: không hiểu “{typed}”.", "Xin nhập lại nội dung này."
    ),
    "text_too_long": Message(
        "“{label}” dài {length} ký tự, nhiều nhất là {limit}.", "Xin viết ngắn lại."
    ),
    "text_pattern": Message("“{label}”: “{typed}” không đúng dạng.", "Xin nhập theo dạng: {hint}."),
}
