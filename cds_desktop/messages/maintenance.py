"""Messages: backups, recovery, diagnostics."""

from cds_desktop.messages.message import Message

MAINTENANCE = {
    "store_locked_by": Message(
        "Số liệu đang được mở bởi người dùng {user} trên máy {host}, từ {since}.",
        "Xin dùng cửa sổ đang mở đó, hoặc đề nghị người dùng ấy đóng phần mềm rồi mở lại.",
    ),
    "store_mark_unwritable": Message(
        "Không ghi được tệp ghi nhớ {path}.",
        "Xin kiểm tra dung lượng ổ đĩa và quyền ghi vào thư mục dữ liệu rồi thử lại.",
    ),
    "store_recovery_unfinished": Message(
        "Lần khôi phục số liệu trước đây chưa xong nên chưa mở được {path}.",
        "Xin chọn “Khôi phục số liệu” (lệnh “cds-desktop recover”) để làm tiếp; tệp gốc vẫn được giữ.",
    ),
    "store_lost_edits": Message(
        "Tệp dữ liệu {path} cũ hơn lần dùng trước: thiếu {missing} thay đổi đã lưu.",
        "Xin chọn “Khôi phục số liệu” (lệnh “cds-desktop recover”); phần mềm sẽ lấy lại các thay đổi "
        "từ nhật ký và bản sao lưu.",
    ),
    "store_replaced": Message(
        "Tệp dữ liệu {path} không phải tệp mà máy này dùng lần trước.",
        "Xin chọn “Khôi phục số liệu” (lệnh “cds-desktop recover”) để lấy lại số liệu của máy này; nếu "
        "đúng là muốn dùng tệp mới, xin thêm lựa chọn “--keep-file”.",
    ),
    "store_place_in_cloud": Message(
        "Thư mục {folder} được đồng bộ lên mạng (OneDrive, Google Drive, Dropbox hoặc iCloud); để "
        "số liệu ở đó dễ bị hỏng.",
        "Xin chọn thư mục dữ liệu trên ổ đĩa của máy này, ngoài thư mục đồng bộ (--data-dir).",
    ),
    "store_place_on_network": Message(
        "Thư mục {folder} nằm trên ổ mạng; để số liệu ở đó dễ bị hỏng.",
        "Xin chuyển thư mục dữ liệu về ổ đĩa của chính máy này rồi mở lại (--data-dir).",
    ),
    "store_place_carried": Message(
        "Thư mục {folder} nằm trên USB, thẻ nhớ hoặc ổ định dạng FAT; loại ổ này dễ mất số liệu.",
        "Xin chọn thư mục trên ổ đĩa của máy này; USB chỉ nên dùng để giữ bản sao lưu.",
    ),
    "backup_folder_unwritable": Message(
        "Không tạo được thư mục sao lưu {folder}.",
        "Xin cắm lại ổ đĩa hoặc chọn thư mục khác mà bạn có quyền ghi.",
    ),
    "backup_unwritable": Message(
        "Chưa ghi được bản sao lưu vào {folder}.",
        "Xin kiểm tra dung lượng ổ đĩa và quyền ghi rồi sao lưu lại; số liệu đang dùng vẫn còn nguyên.",
    ),
    "backup_damaged": Message(
        "Bản sao lưu {file} bị hỏng hoặc không phải của phần mềm này.",
        "Xin chọn bản sao lưu khác trong danh sách; bản này vẫn được giữ để kiểm tra.",
    ),
    "backup_unknown": Message(
        "Không có bản sao lưu số {number}.",
        "Xin xem danh sách bằng “cds-desktop backups” rồi chọn một số trong đó.",
    ),
    "backup_file_missing": Message(
        "Không tìm thấy tệp sao lưu {file}.",
        "Xin kiểm tra lại đường dẫn, hoặc cắm lại USB chứa bản sao lưu.",
    ),
    "recovery_no_room": Message(
        "Ổ đĩa không đủ chỗ để khôi phục số liệu: cần khoảng {needed} MB ở {folder}.",
        "Xin giải phóng dung lượng rồi khôi phục lại; chưa tệp nào bị thay đổi.",
    ),
    "recovery_nothing": Message(
        "Không có bản sao lưu nào dùng được để khôi phục; tệp gốc được giữ tại {folder}.",
        "Xin cắm ổ chứa bản sao lưu rồi thử lại, hoặc chọn “Xuất cứu hộ” để lấy những số liệu còn đọc "
        "được.",
    ),
    "recovery_copy_failed": Message(
        "Không chép được tệp {file} để giữ lại trước khi khôi phục.",
        "Xin kiểm tra dung lượng và tình trạng ổ đĩa rồi thử lại; chưa tệp nào bị thay đổi.",
    ),
    "recovery_not_needed": Message(
        "Số liệu đang dùng vẫn nguyên vẹn nên không cần khôi phục.",
        "Nếu muốn quay về một bản sao lưu cũ, xin dùng lệnh “cds-desktop restore”.",
    ),
    "rescue_nothing": Message(
        "Không đọc được số liệu nào từ {folder}.",
        "Xin giữ nguyên thư mục này và gửi gói chẩn đoán cho bộ phận hỗ trợ.",
    ),
}
