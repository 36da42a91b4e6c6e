"""Messages: workspace, entry, command line."""

from cds_desktop.messages.message import Message

WORKSPACE = {
    "workspace_exists": Message(
        "Thư mục {folder} đã có vùng làm việc.",
        "Xin mở vùng làm việc đó, hoặc chọn thư mục khác.",
    ),
    "workspace_missing": Message(
        "Chưa có vùng làm việc tại {folder}.",
        "Xin mở phần mềm để thiết lập lần đầu, hoặc chạy “cds-desktop init”.",
    ),
    "workspace_folder_unwritable": Message(
        "Không tạo được thư mục dữ liệu {folder}.",
        "Xin chọn thư mục mà bạn có quyền ghi (tùy chọn --data-dir).",
    ),
    "workspace_unit_unknown": Message(
        "Tệp dữ liệu không còn nhận ra đơn vị mang mã {unit}.",
        "Xin khôi phục từ bản sao lưu gần nhất.",
    ),
    "unit_unknown": Message(
        "Không tìm thấy đơn vị nào khớp với “{text}”.",
        "Xin gõ một phần tên (có dấu hoặc không dấu) hoặc mã đơn vị.",
    ),
    "unit_ambiguous": Message(
        "“{text}” khớp với nhiều đơn vị: {units}.",
        "Xin gõ mã đơn vị để chọn đúng.",
    ),
    "form_not_in_force": Message(
        "Chưa có biểu mẫu cho {unit} ở kỳ {period}.",
        "Xin chọn kỳ khác, hoặc kiểm tra thời gian hoạt động của đơn vị và biểu mẫu.",
    ),
    "month_missing": Message(
        "Chưa có báo cáo {period}.",
        "Xin nhập số liệu trước: “cds-desktop enter --period {iso} ...”.",
    ),
    "question_unknown": Message(
        "Biểu mẫu không có chỉ tiêu “{question}”.",
        "Xin xem mã chỉ tiêu bằng “cds-desktop show --period ...”.",
    ),
    "cell_is_calculated": Message(
        "“{question}” do phần mềm tính nên không nhập trực tiếp.",
        "Xin nhập các số liệu thành phần.",
    ),
    "cell_place_unknown": Message(
        "Không có ô nào ứng với đơn vị “{area}”, chỉ tiêu “{question}”, dòng “{row}”.",
        "Xin kiểm tra lại mã xã và mã dòng.",
    ),
    "report_locked": Message(
        "Báo cáo {period} đã chốt nên không sửa được.",
        "Xin chọn “Mở lại để điều chỉnh”; bản đã chốt vẫn được giữ.",
    ),
    "completion_blocked": Message(
        "Chưa chốt được: còn {errors} lỗi và {warnings} cảnh báo chưa giải trình.",
        "Xin sửa lỗi và giải trình cảnh báo ở bước Kiểm tra.",
    ),
    "reason_missing": Message(
        "Bản {revision} là bản điều chỉnh nên cần lý do.",
        "Xin ghi lý do điều chỉnh rồi chốt lại.",
    ),
    "explanation_short": Message(
        "Lời giải trình quá ngắn (ít nhất {least} ký tự).",
        "Xin ghi rõ vì sao số liệu này vẫn đúng.",
    ),
    "nothing_to_enter": Message(
        "Chưa nêu số liệu cần nhập.",
        "Xin nêu chỉ tiêu và giá trị, hoặc tệp CSV bằng --csv.",
    ),
    "csv_unreadable": Message(
        "Không đọc được tệp {file}.", "Xin kiểm tra đường dẫn và lưu tệp dạng CSV UTF-8."
    ),
    "csv_columns_missing": Message(
        "Tệp {file} thiếu cột: {columns}.",
        "Dòng đầu của tệp cần có area,question,row,value,status,note.",
    ),
    "csv_line_wrong": Message(
        "Tệp {file} có lỗi ở dòng {line}; chưa nhập gì.",
        "Xin sửa dòng này (đủ cột, trạng thái A, P, E, M hoặc L) rồi nhập lại.",
    ),
    "csv_too_long": Message("Tệp {file} có quá {most} dòng.", "Xin chia tệp thành nhiều phần."),
    "export_needs_completion": Message(
        "Báo cáo {period} chưa chốt nên chưa xuất gói gửi tỉnh được.",
        "Xin chốt số liệu ở bước Kiểm tra trước.",
    ),
    "key_exists": Message(
        "Đơn vị đã có khóa ký ({file}).",
        "Xin dùng khóa này; muốn thay khóa, hãy đăng ký khóa mới với tỉnh.",
    ),
    "key_absent": Message("Đơn vị chưa có khóa ký.", "Xin tạo khóa ở trang Gửi tỉnh."),
    "passphrase_file_unreadable": Message(
        "Không đọc được tệp mật khẩu {file}.", "Xin kiểm tra lại đường dẫn."
    ),
    "self_check_forms": Message("Biểu mẫu đi kèm có lỗi: {faults}.", "Xin cài đặt lại phần mềm."),
    "allowed_signers_unreadable": Message(
        "Không đọc được danh sách khóa {file}.", "Xin kiểm tra lại đường dẫn."
    ),
}
