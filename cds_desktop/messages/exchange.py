"""Messages: the exchange: inbox, mail, keys, receipts."""

from cds_desktop.messages.message import Message

_EXCHANGE_MAIL = {
    "mail_too_large": Message(
        "Tệp thư lớn quá 32 MB nên không đọc.",
        "Xin lưu riêng tệp gói đính kèm từ chương trình thư rồi nhận lại.",
    ),
    "mail_broken": Message(
        "Không đọc được tệp thư này.",
        "Xin lưu lại thư, hoặc lưu riêng tệp gói đính kèm rồi nhận lại.",
    ),
    "mail_without_bundle": Message(
        "Thư không có tệp đính kèm nào.",
        "Nếu thư có nói đến báo cáo, xin đề nghị đơn vị gửi lại kèm tệp gói.",
    ),
    "mail_left_program": Message(
        "Bỏ qua tệp đính kèm “{name}”: là chương trình hoặc tệp có thể chạy lệnh.",
        "Xin không mở tệp này; nếu nghi ngờ, xin báo cho bộ phận công nghệ thông tin.",
    ),
    "mail_left_archive": Message(
        "Bỏ qua tệp đính kèm “{name}”: là tệp nén loại khác, phần mềm không mở.",
        "Nếu bên trong là gói đồng bộ, xin đề nghị đơn vị gửi đúng tệp gói, không nén lại.",
    ),
    "mail_left_foreign": Message(
        "Bỏ qua tệp đính kèm “{name}”: không phải gói đồng bộ.", "Không cần làm gì thêm."
    ),
    "mail_left_too_large": Message(
        "Bỏ qua tệp đính kèm “{name}”: lớn quá 16 MB.",
        "Xin đề nghị đơn vị gửi lại đúng tệp gói đã xuất.",
    ),
    "mail_left_too_many": Message(
        "Thư có quá nhiều tệp đính kèm; các tệp từ “{name}” trở đi chưa được đọc.",
        "Xin lưu riêng các tệp gói cần nhận vào một thư mục rồi nhận lại.",
    ),
    "mail_left_too_deep": Message(
        "Thư chuyển tiếp lồng nhau quá nhiều lớp nên phần bên trong không được đọc.",
        "Xin mở thư, lưu riêng tệp gói rồi nhận lại.",
    ),
    "mail_left_broken": Message(
        "Tệp đính kèm “{name}” bị hỏng nên không đọc được.",
        "Xin đề nghị đơn vị gửi lại tệp này.",
    ),
    "mail_folder_too_large": Message(
        "Thư mục {folder} có quá nhiều tệp (nhiều hơn {most}).",
        "Xin chia thành nhiều thư mục nhỏ rồi nhận từng thư mục.",
    ),
    "mail_address_wrong": Message(
        "Địa chỉ thư “{address}” không đúng.", "Xin nhập lại, ví dụ so.tttt@dongthap.gov.vn."
    ),
    "mail_header_wrong": Message(
        "Tiêu đề thư hoặc tên tệp có dấu xuống dòng.", "Xin viết tiêu đề trên một dòng."
    ),
    "inbox_file_lost": Message(
        "Bản gốc của gói {file} trong kho lưu không còn hoặc đã hỏng.",
        "Xin chép lại gói này từ thư điện tử hoặc từ đơn vị gửi rồi nhận lại.",
    ),
}
_EXCHANGE_KEYS = {
    "key_unknown": Message(
        "Không có khóa nào khớp với “{key}” trong danh sách.",
        "Xin xem danh sách khóa và nhập lại mã đơn vị hoặc vân tay.",
    ),
    "key_ambiguous": Message(
        "“{key}” khớp với nhiều khóa.", "Xin nhập vân tay đầy đủ của khóa (SHA256:...)."
    ),
    "key_digits_wrong": Message(
        "Mã đối chiếu vừa nhập không khớp với khóa của {unit}.",
        "Xin nhập lại đủ 30 chữ số từ phiếu giấy; nếu vẫn không khớp, xin gọi cho đơn vị và không "
        "duyệt khóa này.",
    ),
    "key_not_pending": Message(
        "Khóa của {unit} không ở trạng thái chờ đối chiếu.",
        "Khóa đã dùng được thì không cần đối chiếu; khóa đã thu hồi thì đơn vị phải tạo khóa mới.",
    ),
    "key_not_in_use": Message(
        "Khóa của {unit} hiện không dùng nên không làm việc này được.",
        "Xin xem lại danh sách khóa.",
    ),
}
_EXCHANGE_PROVINCE = {
    "province_only": Message(
        "Việc này chỉ dành cho vùng làm việc của tỉnh.",
        "Xin mở vùng làm việc của tỉnh rồi làm lại.",
    ),
    "district_only": Message(
        "Việc này chỉ dành cho đơn vị gửi báo cáo.",
        "Xin mở vùng làm việc của đơn vị rồi làm lại.",
    ),
    "bundle_unknown": Message(
        "Không có gói nào khớp với “{bundle}”.", "Xin xem danh sách gói đã nhận và nhập lại mã."
    ),
    "report_not_received": Message(
        "Chưa nhận báo cáo {period} của {unit}.", "Xin nhận gói của đơn vị trước."
    ),
    "bundle_not_held": Message("Gói {bundle} không bị giữ lại.", "Không cần làm gì thêm."),
    "decision_reason_missing": Message(
        "Chưa nêu lý do của quyết định.", "Xin ghi lý do, lý do được lưu trong sổ."
    ),
    "decision_not_in_conflict": Message(
        "Bản được chọn không nằm trong các bản đang mâu thuẫn của {unit}, {period}.",
        "Xin chọn một trong các bản mới nhất khác nội dung nhau.",
    ),
    "remarks_missing": Message(
        "Trả lại báo cáo mà chưa nêu ý kiến.", "Xin ghi ít nhất một ý kiến về ô số liệu hoặc chung."
    ),
    "remark_too_long": Message(
        "Ý kiến dài quá {most} ký tự.", "Xin viết gọn lại hoặc tách thành nhiều ý kiến."
    ),
    "remark_place_unknown": Message(
        "Báo cáo không có ô “{question}” ở “{area}”.", "Xin kiểm tra mã chỉ tiêu và mã xã."
    ),
    "nothing_to_receipt": Message(
        "Không có gói nào cần lập biên nhận.", "Xin nhận gói trước, hoặc lập lại cho tất cả."
    ),
    "nothing_to_consolidate": Message(
        "Chưa có báo cáo nào của {period} để tổng hợp.", "Xin nhận gói của các đơn vị trước."
    ),
    "rebuild_differs": Message(
        "Dựng lại từ bản gốc cho kết quả khác với cơ sở dữ liệu đang dùng ở {places}.",
        "Xin không xóa dữ liệu nào và gọi bộ phận hỗ trợ; bản gốc các gói vẫn còn đủ.",
    ),
}
_EXCHANGE_DISTRICT = {
    "verified_other_kind": Message(
        "Tệp nguyên vẹn, chữ ký đúng, nhưng là {kind} do {unit} ký, không phải gói báo cáo.",
        "Xin dùng chức năng nhận biên nhận hoặc nhận gói để xử lý tệp này.",
    ),
    "receipt_expected": Message(
        "Tệp này không phải biên nhận của tỉnh.",
        "Xin chọn tệp có tên bắt đầu bằng BN_ mà tỉnh đã gửi.",
    ),
    "receipt_unknown_bundle": Message(
        "Biên nhận của tỉnh có gói {bundle} mang chữ ký của đơn vị mà máy này không gửi.",
        "Có thể máy bị sao chép hoặc lộ khóa ký: xin báo ngay cho tỉnh; nếu vừa khôi phục dữ liệu "
        "thì đó là gói đã gửi trước đây.",
    ),
    "receipt_ledger_rewritten": Message(
        "Hai biên nhận của tỉnh nói khác nhau về cùng một mục trong sổ nhận.",
        "Xin giữ cả hai biên nhận và hỏi lại tỉnh.",
    ),
    "receipt_missing_bundle": Message(
        "Tỉnh chưa nhận được gói số {seq}.", "Xin gửi lại gói này từ mục gói đã gửi."
    ),
    "retract_needs_sent": Message(
        "Báo cáo {period} chưa được gửi nên không cần rút.", "Xin sửa số liệu rồi gửi bình thường."
    ),
    "retract_done": Message(
        "Báo cáo {period} đã được rút.",
        "Muốn gửi lại, xin mở lại báo cáo, kiểm tra và chốt bản mới.",
    ),
    "restore_not_empty": Message(
        "Vùng làm việc này đã có báo cáo nên không khôi phục đè lên.",
        "Xin tạo vùng làm việc mới ở thư mục khác rồi khôi phục vào đó.",
    ),
}
EXCHANGE = _EXCHANGE_MAIL | _EXCHANGE_KEYS | _EXCHANGE_PROVINCE | _EXCHANGE_DISTRICT
