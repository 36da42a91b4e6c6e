"""Messages: sentences of a form, settings."""

from cds_desktop.messages.message import Message

REPORTS = {
    "sentence_not_closed": Message(
        "Câu mẫu có dấu “{sign}” mở ở ký tự thứ {position} mà không đóng.",
        "Xin thêm dấu đóng tương ứng vào câu mẫu.",
    ),
    "sentence_not_opened": Message(
        "Câu mẫu có dấu “{sign}” ở ký tự thứ {position} mà trước đó không có dấu mở.",
        "Xin bỏ dấu này hoặc thêm dấu mở; câu mẫu không in được dấu ngoặc nhọn và ngoặc vuông.",
    ),
    "sentence_field_unreadable": Message(
        "Câu mẫu có trường “{field}” viết sai ở ký tự thứ {position}.",
        "Xin viết tên chỉ tiêu bằng chữ thường không dấu, ví dụ hs_tiep_nhan.",
    ),
    "sentence_style_unknown": Message(
        "Câu mẫu yêu cầu cách in “{style}” của trường “{field}” mà phần mềm không có "
        "(ký tự thứ {position}).",
        "Xin chọn một cách in nêu trong tệp hướng dẫn biểu mẫu.",
    ),
    "sentence_piece_fixed": Message(
        "Câu mẫu có đoạn tùy chọn không chứa trường nào (ký tự thứ {position}).",
        "Xin bỏ cặp ngoặc vuông hoặc thêm một trường vào trong đoạn đó.",
    ),
    "sentence_too_deep": Message(
        "Câu mẫu có đoạn tùy chọn lồng nhau quá {limit} lớp (ký tự thứ {position}).",
        "Xin viết thành nhiều câu ngắn hơn.",
    ),
}
SETTINGS = {
    "settings_broken": Message(
        "Tệp cấu hình {file} không đọc được, lỗi ở dòng {line}.",
        "Xin sửa lại dòng này, hoặc đổi tên tệp cấu hình rồi khai báo lại trong mục Cài đặt; "
        "số liệu không bị ảnh hưởng.",
    ),
    "settings_value_wrong": Message(
        "Tệp cấu hình {file} có mục “{setting}” (dòng {line}) không hợp lệ: cần {expected}.",
        "Xin sửa lại mục này, hoặc xóa dòng đó để phần mềm dùng giá trị mặc định.",
    ),
    "settings_unreadable": Message(
        "Không mở được tệp cấu hình {file}.",
        "Xin kiểm tra quyền đọc thư mục dữ liệu, đóng chương trình đang mở tệp này rồi mở lại.",
    ),
}
