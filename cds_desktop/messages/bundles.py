"""Messages: bundles: the codes of BUNDLE.md 18, and keys."""

from cds_desktop.messages.message import Message

_ASK_AGAIN = (
    "Xin đề nghị bên gửi chuyển lại đúng tệp gói mà phần mềm đã xuất, không giải nén, không sửa."
)
_UPDATE = "Xin cập nhật phần mềm rồi mở lại tệp này; tệp vẫn được giữ nguyên."
_CALL_SENDER = (
    "Xin không dùng số liệu trong tệp này; hãy gọi điện cho đơn vị gửi để xác minh và gửi lại."
)
_CALL_SUPPORT = "Nếu gửi lại vẫn gặp lỗi này, xin chuyển tệp cho bộ phận hỗ trợ phần mềm."
_BUNDLE_CONTAINER = {
    "G100": Message(
        "Không đọc được tệp {file}.",
        "Xin kiểm tra tệp còn ở đó, không bị chương trình khác mở, rồi làm lại.",
    ),
    "G101": Message(
        "Tệp gói rỗng, có thể chưa tải xong.", "Xin tải lại tệp từ thư hoặc chép lại từ USB."
    ),
    "G200": Message(
        "Đây không phải gói đồng bộ mà là {looks_like}.",
        "Xin chọn tệp gói (tên thường bắt đầu bằng BC_, BN_ hoặc DK_ và có đuôi .zip).",
    ),
    "G201": Message("Gói vượt giới hạn cho phép về dung lượng, số tệp hoặc số dòng.", _ASK_AGAIN),
    "G202": Message("Gói bị hỏng hoặc thiếu một phần.", _ASK_AGAIN),
    "G203": Message(
        "Gói dùng kiểu nén không được hỗ trợ, thường do đã được nén lại bằng chương trình khác.",
        _ASK_AGAIN,
    ),
    "G204": Message(
        "Gói có thành phần nén không được hỗ trợ, thường do đã được nén lại.",
        _ASK_AGAIN,
    ),
    "G205": Message(
        "Gói có cấu trúc bất thường: các tệp bên trong chồng lên nhau hoặc có khoảng trống.",
        _ASK_AGAIN,
    ),
    "G206": Message(
        "Gói có cấu trúc bất thường: hai phần mô tả tệp bên trong không khớp nhau.", _ASK_AGAIN
    ),
    "G207": Message("Gói có tệp bên trong mang tên không hợp lệ.", _ASK_AGAIN),
    "G208": Message("Gói có hai tệp bên trong trùng tên.", _ASK_AGAIN),
    "G209": Message("Gói có tệp lạ bên trong: {place}.", _ASK_AGAIN),
    "G210": Message("Gói bị hỏng khi truyền.", _ASK_AGAIN),
    "G220": Message(
        "Gói được mã hóa cho nơi khác, máy này không có khóa để mở.",
        "Xin mở trên máy của nơi nhận, hoặc đề nghị đơn vị gửi xuất gói không mã hóa.",
    ),
    "G221": Message("Không giải mã được gói, có thể gói đã bị hỏng khi truyền.", _ASK_AGAIN),
    "G299": Message(
        "Không đọc được gói: việc đọc bị dừng vì lỗi hoặc vượt giới hạn thời gian, bộ nhớ "
        "(đã lưu nhật ký).",
        "Chưa có số liệu nào được nhập. Xin thử lại; nếu vẫn lỗi, xin chuyển tệp cho bộ phận hỗ "
        "trợ.",
    ),
}
_BUNDLE_CONTENT = {
    "G300": Message("Gói thiếu tệp {place} bên trong.", _ASK_AGAIN),
    "G301": Message("Danh mục mã băm của gói sai định dạng.", _ASK_AGAIN),
    "G302": Message("Gói thừa hoặc thiếu tệp so với danh mục: {place}.", _ASK_AGAIN),
    "G303": Message(
        "Tệp {place} trong gói không đọc được (sai định dạng hoặc quá dài).", _CALL_SUPPORT
    ),
    "G304": Message("Tệp {place} trong gói có mục bị ghi hai lần.", _CALL_SUPPORT),
    "G305": Message("Tệp {place} trong gói có số không hợp lệ.", _CALL_SUPPORT),
    "G306": Message("Tệp {place} trong gói không đúng quy cách ghi thống nhất.", _CALL_SUPPORT),
    "G307": Message("Gói có mục thiếu hoặc sai: {place}.", _CALL_SUPPORT),
    "G308": Message("Tệp {place} trong gói có ký tự không được phép.", _CALL_SUPPORT),
    "G310": Message("Gói do phiên bản phần mềm mới hơn tạo ra nên máy này chưa đọc được.", _UPDATE),
    "G311": Message(
        "Gói thuộc loại đặc biệt “{feature}” mà chức năng này không nhận.",
        "Gói tập nhập không phải báo cáo nên không nộp được; với loại khác, xin cập nhật phần mềm "
        "rồi mở lại, tệp vẫn được giữ nguyên.",
    ),
    "G320": Message("Bảng số liệu trong gói sai định dạng: {place}.", _CALL_SUPPORT),
    "G321": Message("Gói có dòng trùng hoặc sai thứ tự: {place}.", _CALL_SUPPORT),
    "G322": Message(
        "Bảng số liệu {place} không cùng biểu mẫu, kỳ hoặc đơn vị với bản kê.", _CALL_SUPPORT
    ),
    "G323": Message("Gói có số liệu không khớp với trạng thái của nó: {place}.", _CALL_SUPPORT),
    "G324": Message("Tổng kiểm soát không khớp với số liệu: {place}.", _CALL_SENDER),
    "G325": Message("Mã nội dung không khớp với số liệu: {place}.", _CALL_SENDER),
    "G330": Message(
        "Tệp kèm theo {place} sai loại hoặc lớn hơn 3 MB.",
        "Xin đề nghị đơn vị gửi kèm lại tệp PDF, PNG hoặc JPG không quá 3 MB.",
    ),
}
_BUNDLE_TRUST = {
    "G400": Message("Gói chưa được ký nên không nhận được.", _ASK_AGAIN),
    "G401": Message("Chữ ký của gói sai định dạng hoặc thuộc loại không được hỗ trợ.", _ASK_AGAIN),
    "G402": Message("CHỮ KÝ SAI: nội dung gói có thể đã bị sửa sau khi ký.", _CALL_SENDER),
    "G403": Message("Tệp {place} trong gói đã bị thay đổi sau khi ký.", _CALL_SENDER),
    "G404": Message(
        "Chữ ký của gói dùng cho loại văn kiện khác.",
        "Xin chọn đúng loại gói; nếu tệp vừa nhận từ thư điện tử, xin hỏi lại đơn vị gửi.",
    ),
    "G405": Message("Loại văn kiện ghi trong gói khác với loại đã ký.", _CALL_SENDER),
    "G406": Message("Khóa ghi trong gói khác với khóa đã ký gói.", _CALL_SENDER),
    "G407": Message(
        "Danh sách khóa của tỉnh chưa đủ số chữ ký cần thiết.",
        "Xin dùng tệp danh sách khóa do tỉnh phát hành chính thức.",
    ),
    "G500": Message(
        "Khóa đã ký gói này chưa được đăng ký.",
        "Xin đối chiếu phiếu đăng ký khóa của đơn vị gửi rồi đăng ký; gói được giữ lại 90 ngày.",
    ),
    "G501": Message(
        "Khóa đã ký gói này đang chờ đối chiếu phiếu đăng ký.",
        "Xin nhập mã đối chiếu trên phiếu giấy; sau đó gói được nhận tự động.",
    ),
    "G502": Message(
        "Khóa đã ký gói này đã bị thu hồi.",
        "Xin không dùng số liệu này trước khi xác minh với đơn vị gửi bằng điện thoại.",
    ),
    "G503": Message(
        "Gói ký thay cho một đơn vị khác mà khóa này không được phép ký thay.",
        "Xin không dùng số liệu này; hãy xác minh ngay với đơn vị ghi trong gói.",
    ),
    "G504": Message(
        "Gói này gửi cho nơi khác, không phải đơn vị này.",
        "Xin đề nghị đơn vị gửi xuất gói cho đúng nơi nhận.",
    ),
    "G505": Message(
        "Bản này cũ hơn bản đang dùng nên không cài đặt.", "Xin dùng bản mới nhất do tỉnh gửi."
    ),
    "G506": Message(
        "Bản này cùng số phiên bản với bản đang dùng nhưng nội dung khác.",
        "Xin không cài đặt và báo ngay cho tỉnh.",
    ),
    "G507": Message(
        "Số phiên bản nhảy quá xa so với bản đang dùng.", "Xin hỏi lại tỉnh trước khi cài đặt."
    ),
    "G508": Message(
        "Khóa đã ký gói này đã ngừng dùng và số gói vượt số cuối cùng được chấp nhận.",
        "Xin đề nghị đơn vị gửi ký lại bằng khóa mới.",
    ),
    "G509": Message(
        "Khóa đã ký không được dùng cho loại văn kiện này.",
        "Xin xác minh với đơn vị gửi; mỗi khóa chỉ dùng cho một loại văn kiện.",
    ),
}
_BUNDLE_ADMISSION = {
    "G600": Message(
        "Kỳ báo cáo đã khóa nên gói được giữ lại, chưa tính vào tổng hợp.",
        "Xin mở khóa kỳ báo cáo nếu muốn nhận số liệu này.",
    ),
    "G601": Message(
        "Máy này chưa có biểu mẫu của gói, gói được giữ lại.",
        "Xin cài đặt gói biểu mẫu tương ứng; sau đó gói được xét lại tự động.",
    ),
    "G602": Message(
        "Gói có đơn vị hoặc chỉ tiêu mà biểu mẫu không có, gói được giữ lại.",
        "Xin kiểm tra phiên bản biểu mẫu ở hai nơi.",
    ),
    "G610": Message(
        "Còn thiếu gói có số nhỏ hơn của đơn vị này (có thể chưa gửi).",
        "Xin nhắc đơn vị gửi bổ sung; số liệu của gói này vẫn dùng được.",
    ),
    "G611": Message(
        "Có hai gói khác nhau cùng một số: máy của đơn vị bị sao chép hoặc lộ khóa.",
        "Xin gọi điện cho đơn vị gửi để xác minh trước khi dùng số liệu.",
    ),
    "G612": Message(
        "Có hai nội dung khác nhau cho cùng một lần sửa báo cáo.",
        "Xin đề nghị đơn vị gửi một bản điều chỉnh mới, hoặc quyết định chọn một bản.",
    ),
    "G613": Message(
        "Nội dung giống bản đã nhận, chỉ khác thông tin kèm theo.", "Không cần làm gì thêm."
    ),
    "G614": Message(
        "Bản điều chỉnh này thay cho một bản chưa nhận được.",
        "Xin đề nghị đơn vị gửi bản trước đó; số liệu của bản này vẫn dùng được.",
    ),
    "G615": Message("Đây là bản cũ hơn bản đang dùng nên chỉ lưu lại.", "Không cần làm gì thêm."),
    "G616": Message("Gói này đã được nhận trước đây.", "Không cần làm gì thêm."),
    "G620": Message(
        "Ngày giờ tạo gói không hợp lý, đồng hồ của máy gửi có thể sai.",
        "Xin nhắc đơn vị gửi chỉnh lại đồng hồ; số liệu vẫn dùng được.",
    ),
    "G630": Message(
        "Số liệu của gói không thỏa mãn một quy tắc kiểm tra của biểu mẫu; số liệu vẫn được giữ.",
        "Xin xem các ô được đánh dấu và trả lại kèm ý kiến nếu cần.",
    ),
    "G700": Message(
        "Không ghi được vào ổ đĩa nên chưa nhập gì.",
        "Xin giải phóng dung lượng hoặc kiểm tra ổ đĩa rồi nhập lại.",
    ),
    "G701": Message(
        "Một công việc khác đang dùng cơ sở dữ liệu nên chưa nhập gì.",
        "Xin chờ công việc đó xong rồi nhập lại.",
    ),
}
_BUNDLE_KEYS = {
    "key_passphrase_wrong": Message(
        "Mật khẩu của khóa ký không đúng.",
        "Xin gõ lại và kiểm tra phím Caps Lock, bộ gõ tiếng Việt; nếu quên mật khẩu, xin đăng ký "
        "khóa mới với tỉnh.",
    ),
    "key_passphrase_short": Message(
        "Mật khẩu của khóa ký quá ngắn.",
        "Xin đặt mật khẩu ít nhất 10 ký tự; một câu dễ nhớ gồm bốn từ là tốt nhất.",
    ),
    "key_file_broken": Message(
        "Tệp khóa ký bị hỏng hoặc không phải khóa của phần mềm.",
        "Xin khôi phục tệp khóa từ bản sao lưu riêng, hoặc đăng ký khóa mới với tỉnh.",
    ),
    "key_missing": Message(
        "Chưa có khóa ký trên máy này.",
        "Xin tạo khóa ký rồi gửi phiếu đăng ký khóa cho tỉnh.",
    ),
    "trust_list_broken": Message(
        "Danh sách khóa công khai có lỗi ở dòng {line}.",
        "Xin dùng lại danh sách khóa do tỉnh gửi, không sửa tay.",
    ),
    "bundle_too_large": Message(
        "Gói vượt 12 MB nên không gửi qua thư điện tử được.",
        "Xin rút gọn phần thuyết minh hoặc bớt tệp kèm theo rồi xuất lại.",
    ),
    "bundle_self_check_failed": Message(
        "Gói vừa tạo không qua được bước tự kiểm tra (mã {rule}) nên chưa được lưu.",
        "Xin kiểm tra lại phần chữ và số liệu vừa nhập; nếu vẫn lỗi, xin gửi gói chẩn đoán cho bộ "
        "phận hỗ trợ.",
    ),
}
BUNDLES = _BUNDLE_CONTAINER | _BUNDLE_CONTENT | _BUNDLE_TRUST | _BUNDLE_ADMISSION | _BUNDLE_KEYS
