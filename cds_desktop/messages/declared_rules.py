"""Messages: rules that a form declares by name."""

from cds_desktop.messages.message import Message

DECLARED_RULES = {
    "pair_incomplete": Message(
        "“{label}” đang để trống trong khi “{other}” đã có số liệu ({value}).",
        "Hai số liệu này đi đôi với nhau: xin nhập đủ cả hai, hoặc chọn tình trạng của ô trống.",
    ),
    "pair_exclusive": Message(
        "“{label}” ({value}) và “{other}” ({other_value}) không thể cùng có số liệu.",
        "Xin giữ một trong hai số liệu và xóa số liệu kia.",
    ),
    "cumulative_below_flow": Message(
        "“{label}” là số lũy kế ({value}) nhưng nhỏ hơn số trong kỳ ({flow}).",
        "Xin kiểm tra lại hai số liệu: số lũy kế gồm cả số trong kỳ.",
    ),
    "cumulative_differs": Message(
        "“{label}” là {value}, trong khi lũy kế kỳ trước ({previous}) cộng số trong kỳ ({flow}) "
        "bằng {expected}.",
        "Xin sửa số liệu; nếu kỳ trước có điều chỉnh, xin giải trình rõ lý do.",
    ),
    "cumulative_unchecked": Message(
        "Chưa đối chiếu được “{label}” vì chưa có số liệu {periods}.",
        "Xin tự kiểm tra số lũy kế, hoặc nhập bổ sung báo cáo của các kỳ đó.",
    ),
    "running_sum_incomplete": Message(
        "“{label}” chưa tính được vì “{other}” chưa có số liệu {periods}.",
        "Xin nhập bổ sung báo cáo của các kỳ đó rồi mở lại kỳ này.",
    ),
    "column_total_differs": Message(
        "“{label}” là {value}, khác tổng cộng từ bảng “{table}” ({total}; {filled}/{count} dòng "
        "có số liệu).",
        "Xin kiểm tra lại số tổng và từng dòng của bảng.",
    ),
    "column_total_partial": Message(
        "“{label}” là {value}; bảng “{table}” mới cộng được {total} từ {filled}/{count} dòng.",
        "Xin nhập tiếp các dòng còn thiếu để đối chiếu.",
    ),
    "figure_unusual": Message(
        "“{label}” ({value}) khác nhiều so với {count} kỳ trước: từ {low} đến {high}, mức giữa "
        "{middle}.",
        "Xin xem lại số liệu; nếu đúng, nên ghi chú nguyên nhân.",
    ),
    "figure_jumped": Message(
        "“{label}” ({value}) chênh lệch rất lớn so với {count} kỳ trước: từ {low} đến {high}, mức "
        "giữa {middle}.",
        "Xin kiểm tra lại; nếu số liệu đúng, xin giải trình vì sao.",
    ),
}
