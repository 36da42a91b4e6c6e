"""Messages: files and documents."""

from cds_desktop.messages.message import Message

FILES = {
    "output_disk_full": Message(
        "Ổ đĩa chứa thư mục {folder} đã đầy, tệp chưa được ghi.",
        "Xin giải phóng dung lượng hoặc chọn nơi lưu khác rồi làm lại; số liệu vẫn còn nguyên.",
    ),
    "output_locked": Message(
        "Tệp {file} đang mở ở chương trình khác nên chưa ghi được.",
        "Xin đóng tệp đó (Word, Excel) rồi làm lại, hoặc lưu với tên khác.",
    ),
    "output_folder_unwritable": Message(
        "Không ghi được vào thư mục {folder}.",
        "Xin chọn thư mục khác mà bạn có quyền ghi.",
    ),
    "output_read_back_differs": Message(
        "Tệp {file} đọc lại từ đĩa khác với nội dung vừa ghi nên đã bị bỏ.",
        "Xin lưu vào ổ đĩa khác; ổ đĩa hoặc USB này có thể đã hỏng.",
    ),
    "template_missing": Message(
        "Không tìm thấy mẫu {file}.",
        "Xin cài đặt lại phần mềm hoặc chép lại tệp mẫu vào thư mục mẫu báo cáo.",
    ),
    "template_field_unknown": Message(
        "Mẫu {file} dùng trường “{field}” mà phần mềm không có ({place}).",
        "Xin sửa tên trường trong mẫu theo danh sách trường rồi làm lại.",
    ),
    "template_field_missing": Message(
        "Mẫu {file} thiếu trường bắt buộc “{field}”.",
        "Xin thêm trường này vào mẫu hoặc dùng lại mẫu gốc.",
    ),
    "template_broken": Message(
        "Mẫu {file} bị hỏng hoặc không phải tệp Word/Excel: {reason}.",
        "Xin dùng lại mẫu gốc, hoặc mở mẫu bằng Word/Excel và lưu lại.",
    ),
    "template_unsafe": Message(
        "Mẫu {file} có thành phần không an toàn: {reason}.",
        "Xin bỏ thành phần đó (macro, liên kết ngoài, đối tượng nhúng) rồi lưu lại mẫu.",
    ),
    "document_differs": Message(
        "Tệp {file} đọc lại không khớp số liệu ({place}) nên chưa được lưu.",
        "Xin dùng mẫu gốc; nếu vẫn lỗi, xin gửi gói chẩn đoán cho bộ phận hỗ trợ.",
    ),
    "text_too_long_for_excel": Message(
        "Nội dung ở {place} dài {length} ký tự, vượt giới hạn 32.767 ký tự của một ô Excel.",
        "Xin rút gọn nội dung này.",
    ),
}
