"""Messages: documents of the office: checker, templates, printed codes, PDF, hand edits."""

from cds_desktop.messages.message import Message

DOCUMENTS = {
    "document_missing": Message(
        "Không tìm thấy hoặc không mở được tệp {file}.",
        "Xin kiểm tra lại đường dẫn và quyền đọc tệp.",
    ),
    "document_old_format": Message(
        "Tệp {file} thuộc định dạng cũ (.doc) hoặc có mật khẩu nên không kiểm tra được.",
        "Xin mở tệp bằng Word, bỏ mật khẩu (nếu có), lưu lại dạng .docx rồi làm lại.",
    ),
    "document_other_kind": Message(
        "Tệp {file} không phải tài liệu Word (.docx).",
        "Xin chọn tệp .docx; nếu là tệp loại khác, xin mở bằng Word rồi lưu lại dạng .docx.",
    ),
    "document_beyond_limit": Message(
        "Tệp {file} lớn hơn 20 MB nên không được đọc.",
        "Xin bỏ bớt hình ảnh trong tệp rồi làm lại.",
    ),
    "document_too_hard": Message(
        "Tệp {file} đọc quá lâu hoặc cần quá nhiều bộ nhớ nên đã dừng lại.",
        "Xin mở tệp bằng Word, lưu thành tệp mới rồi làm lại; máy và số liệu không bị ảnh hưởng.",
    ),
    "template_kind_unknown": Message(
        "Tệp {file} không phải mẫu Word (.docx) hay mẫu Excel (.xlsx).",
        "Xin chọn tệp mẫu có đuôi .docx hoặc .xlsx.",
    ),
    "template_too_hard": Message(
        "Mẫu {file} xử lý quá lâu hoặc cần quá nhiều bộ nhớ nên đã dừng lại.",
        "Xin dùng lại mẫu gốc rồi sửa từng phần để tìm chỗ gây lỗi.",
    ),
    "template_has_faults": Message(
        "Mẫu {file} còn {count} lỗi nên chưa được dùng; mẫu đang dùng vẫn giữ nguyên.",
        "Xin sửa các lỗi mà phần kiểm tra mẫu nêu ra rồi làm lại.",
    ),
    "template_loses_parts": Message(
        "Mẫu {file} có thành phần không giữ được khi điền số liệu: {parts}.",
        "Xin bỏ các thành phần đó khỏi mẫu, hoặc chấp nhận mất chúng (tùy chọn --accept-loss).",
    ),
    "template_changed": Message(
        "Mẫu riêng {file} của đơn vị đã bị sửa hoặc bị xóa sau lần kiểm tra gần nhất.",
        "Xin kiểm tra và dùng lại mẫu, hoặc trở về mẫu gốc.",
    ),
    "printed_code_malformed": Message(
        "“{typed}” không phải mã nội dung: mã gồm 8 chữ cái hoặc chữ số.",
        "Xin đọc lại mã ở góc dưới bên phải mỗi trang của báo cáo; bản dự thảo không có mã.",
    ),
    "pdf_converter_missing": Message(
        "Máy này không có LibreOffice hay Word nên chưa lập được tệp PDF; các việc khác không bị ảnh hưởng.",
        "Xin cài LibreOffice, hoặc mở báo cáo ở máy có Word rồi chọn lưu dạng PDF.",
    ),
    "pdf_failed": Message(
        "{program} không chuyển được tệp {file} sang PDF.",
        "Xin mở tệp bằng {program} rồi chọn lưu dạng PDF; tệp Word vẫn còn nguyên.",
    ),
    "report_not_generated_here": Message(
        "Không có bản gốc để so với tệp {file}: tệp này không do phần mềm lập trên máy này.",
        "Tệp được giữ nguyên dưới tên {kept}; xin chép tay phần đã sửa sang báo cáo vừa lập.",
    ),
    "nothing_to_report": Message(
        "Vùng làm việc chưa có báo cáo của kỳ nào.",
        "Xin nhập số liệu một kỳ rồi lập báo cáo.",
    ),
    "report_period_or_all": Message(
        "Lệnh này cần một kỳ báo cáo, hoặc tùy chọn --all cho tất cả các kỳ.",
        "Xin thêm, ví dụ, --period 202309.",
    ),
}

WINDOW = {
    "paste_outside": Message(
        "Dòng {place} của vùng dán nằm ngoài bảng nên không có ô để ghi.",
        "Xin chọn ô bắt đầu khác, hoặc chép lại vùng nhỏ hơn.",
    ),
    "province_remark": Message("Tỉnh có ý kiến: {text}", ""),
    "window_no_receipt_file": Message(
        "Các tệp vừa thả vào không có tệp nào đọc được.",
        "Xin thả tệp biên nhận (BN_...zip) hoặc thư đã lưu (.eml) có kèm tệp đó.",
    ),
}
