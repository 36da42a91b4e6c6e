"""Messages: the store."""

from cds_desktop.messages.message import Message

STORE = {
    "store_missing": Message(
        "Không tìm thấy tệp dữ liệu {path}.",
        "Xin kiểm tra lại thư mục dữ liệu, hoặc khôi phục từ bản sao lưu.",
    ),
    "store_folder_missing": Message(
        "Thư mục chứa tệp dữ liệu {path} không còn hoặc không mở được.",
        "Xin cắm lại ổ đĩa chứa thư mục đó, hoặc chọn thư mục dữ liệu khác.",
    ),
    "store_orphan_log": Message(
        "Tệp dữ liệu {path} không còn nhưng tệp nhật ký của nó vẫn còn bên cạnh.",
        "Xin giữ nguyên thư mục này, không xóa gì; chép tệp dữ liệu trở lại chỗ cũ hoặc khôi phục "
        "từ bản sao lưu.",
    ),
    "store_is_folder": Message(
        "{path} là một thư mục, không phải tệp dữ liệu.",
        "Xin đổi tên hoặc chuyển thư mục đó đi chỗ khác rồi mở lại phần mềm.",
    ),
    "store_is_link": Message(
        "{path} chỉ là một liên kết đến tệp ở nơi khác nên phần mềm không mở, để tránh hỏng số "
        "liệu.",
        "Xin chuyển chính tệp dữ liệu vào thư mục này thay cho liên kết.",
    ),
    "store_has_hard_links": Message(
        "Tệp dữ liệu {path} đang mang thêm một tên khác nên phần mềm không mở, để tránh hỏng số "
        "liệu.",
        "Xin xóa tên thừa của tệp, hoặc chép tệp dữ liệu sang thư mục mới rồi mở bản chép đó.",
    ),
    "store_empty_file": Message(
        "Tệp dữ liệu {path} không có nội dung (0 byte).",
        "Xin giữ lại tệp này để kiểm tra và khôi phục số liệu từ bản sao lưu gần nhất.",
    ),
    "store_not_ours": Message(
        "{path} không phải tệp dữ liệu của phần mềm, hoặc phần đầu tệp đã hỏng.",
        "Xin kiểm tra lại tên tệp; nếu đúng là tệp dữ liệu của đơn vị, xin khôi phục từ bản sao "
        "lưu.",
    ),
    "store_newer": Message(
        "Tệp dữ liệu {path} do bản phần mềm mới hơn tạo ra (kiểu dữ liệu số {found}, máy này chỉ đọc "
        "được đến số {known}).",
        "Xin cập nhật phần mềm trên máy này rồi mở lại; tệp dữ liệu vẫn nguyên vẹn.",
    ),
    "store_newer_read_only": Message(
        "Tệp dữ liệu {path} do bản phần mềm mới hơn tạo ra nên máy này chỉ xem được, không sửa "
        "được.",
        "Xin cập nhật phần mềm trên máy này để nhập tiếp.",
    ),
    "store_locked": Message(
        "Tệp dữ liệu {path} đang được mở ở một cửa sổ hoặc một chương trình khác.",
        "Xin dùng cửa sổ đang mở, hoặc đóng chương trình kia rồi mở lại.",
    ),
    "store_read_only": Message(
        "Không có quyền ghi vào tệp dữ liệu {path} hoặc thư mục chứa nó.",
        "Xin đề nghị người quản trị máy cấp quyền ghi, hoặc chọn thư mục dữ liệu khác.",
    ),
    "store_cannot_open": Message(
        "Không mở hoặc không tạo được tệp dữ liệu {path}.",
        "Xin kiểm tra ổ đĩa và quyền truy cập thư mục rồi mở lại phần mềm.",
    ),
    "store_place_unsuitable": Message(
        "Ổ đĩa chứa tệp dữ liệu {path} không bảo đảm ghi an toàn.",
        "Xin chuyển thư mục dữ liệu về ổ đĩa của chính máy này (không dùng ổ mạng hoặc USB).",
    ),
    "store_damaged": Message(
        "Tệp dữ liệu {path} có chỗ bị hỏng hoặc bị sửa từ bên ngoài nên phần mềm dừng lại.",
        "Xin giữ nguyên tệp, không nhập tiếp, và khôi phục từ bản sao lưu gần nhất.",
    ),
    "store_disk_full": Message(
        "Ổ đĩa đã đầy nên thay đổi vừa rồi chưa được lưu vào {path}.",
        "Xin giải phóng dung lượng ổ đĩa rồi lưu lại; số liệu đã lưu trước đó vẫn còn nguyên.",
    ),
    "store_io_error": Message(
        "Ổ đĩa báo lỗi khi đọc hoặc ghi tệp dữ liệu {path}; thay đổi vừa rồi chưa được lưu.",
        "Xin kiểm tra ổ đĩa, sao lưu số liệu sang nơi khác rồi mở lại phần mềm.",
    ),
    "store_text_too_long": Message(
        "Nội dung vừa nhập dài quá {limit} ký tự nên không lưu được.",
        "Xin rút gọn nội dung này rồi nhập lại.",
    ),
    "store_sequence_used": Message(
        "Số thứ tự gói {seq} vừa được dùng cho một gói khác nên gói này chưa được ghi lại.",
        "Xin xuất lại gói; số liệu đã chốt không thay đổi.",
    ),
}
