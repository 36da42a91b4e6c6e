"""Messages: the unit of a department, holidays, forms as objects."""

from cds_desktop.messages.message import Message

CATALOGUE = {
    "unit_or_department": Message(
        "Cần nêu đúng một trong hai: --unit (đơn vị có trong danh mục) hoặc --department (sở, ngành).",
        'Ví dụ: --unit 872, hoặc --department "Sở Y tế" --code H20.15.',
    ),
    "department_name_wrong": Message(
        "Tên sở, ngành “{name}” quá ngắn hoặc quá dài.",
        "Xin ghi tên đầy đủ như trên con dấu, ví dụ Sở Y tế.",
    ),
    "department_code_wrong": Message(
        "“{typed}” không phải mã định danh điện tử của cơ quan.",
        "Xin ghi mã theo Quyết định 20/2020/QĐ-TTg như H20.15 (hoặc mã cũ như 000.00.15.H20); mã này "
        "có trên hồ sơ của hệ thống một cửa và do Tỉnh cấp.",
    ),
    "department_too_early": Message(
        "Danh mục chưa có Tỉnh vào ngày {day}.", "Xin chọn ngày từ 01/01/2004 trở đi."
    ),
    "holidays_broken": Message(
        "Tệp ngày nghỉ {file} có lỗi ở dòng {line}: “{found}”.",
        "Mỗi dòng gồm ngày (như 2025-01-29, hoặc 09-02 cho mọi năm), tên, căn cứ; dòng đầu là tên cột.",
    ),
    "plan_columns_missing": Message(
        "Tệp {file} không có dòng tiêu đề với cột “Nhóm” và “Chỉ tiêu”.",
        "Xin đặt tên cột: Mã, Nhóm, Chỉ tiêu, So sánh, Giá trị, Đơn vị tính, Cấp, Nguồn.",
    ),
    "plan_row_wrong": Message(
        "Dòng {line}: không hiểu “{found}”.",
        "So sánh ghi >=, >, <=, = hoặc “việc”; giá trị ghi số; cấp ghi tỉnh, sở, huyện, xã.",
    ),
    "plan_refused": Message(
        "Chưa nhận danh mục chỉ tiêu từ {file}: {reason}",
        "Xin sửa trong tệp rồi nhập lại; danh mục đang dùng vẫn giữ nguyên.",
    ),
    "column_not_additive": Message(
        "“{question}” không phải cột số cộng được của bảng theo xã.",
        "Xin chọn một cột số của bảng theo xã, ví dụ ht_ho (hộ gia đình).",
    ),
    "form_unknown": Message(
        "Không có biểu mẫu “{form}”.",
        "Xin ghi đường dẫn tệp, hoặc tên như huyen_cds_v1; xem danh sách bằng lệnh forms list.",
    ),
    "form_answer_unreadable": Message(
        "“{text}” không đúng dạng chỉ_tiêu=giá_trị.",
        "Ví dụ: --set hs_tiep_nhan=1.205; ô của bảng theo xã ghi ht_ho@1=3.412.",
    ),
}
