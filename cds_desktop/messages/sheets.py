"""Messages: figures from elsewhere: Excel, CSV, the clipboard."""

from cds_desktop.messages.message import Message

_SAVE_AS = "Xin mở tệp bằng Excel, chọn Save As, kiểu “Excel Workbook (*.xlsx)”, rồi nhập lại."
_SHEET_FILES = {
    "sheet_file_unreadable": Message(
        "Không đọc được tệp {file}.",
        "Xin kiểm tra tệp còn ở đó và không bị chương trình khác giữ, rồi làm lại.",
    ),
    "sheet_empty_file": Message(
        "Tệp {file} không có nội dung.", "Xin xin lại tệp từ nơi gửi hoặc chọn tệp khác."
    ),
    "sheet_too_large": Message(
        "Tệp {file} lớn hơn {most} MB.",
        "Xin chỉ giữ lại trang tính cần nhập, xóa hình ảnh, rồi lưu lại.",
    ),
    "sheet_inflates_too_much": Message(
        "Tệp {file} giải nén ra quá lớn so với một bảng số liệu bình thường nên không được mở.",
        "Xin chép riêng vùng số liệu sang một tệp Excel mới rồi nhập tệp đó.",
    ),
    "sheet_too_many_cells": Message(
        "Tệp {file} có quá nhiều ô (hơn {most} ô).",
        "Xin chỉ giữ lại trang tính cần nhập rồi lưu lại.",
    ),
    "sheet_too_many_sheets": Message(
        "Tệp {file} có hơn {most} trang tính.",
        "Xin chỉ giữ lại trang tính cần nhập rồi lưu lại.",
    ),
    "sheet_broken": Message(
        "Tệp Excel {file} bị hỏng hoặc không đúng chuẩn nên không đọc được.", _SAVE_AS
    ),
    "sheet_takes_too_long": Message(
        "Tệp {file} cần quá nhiều thời gian hoặc bộ nhớ để đọc nên đã dừng lại.",
        "Xin chép riêng vùng số liệu sang một tệp Excel mới rồi nhập tệp đó.",
    ),
    "sheet_has_entities": Message(
        "Tệp {file} chứa khai báo lạ bên trong (có thể gây hại) nên không được mở.",
        "Xin báo cho nơi gửi và xin lại tệp được lưu từ Excel.",
    ),
    "sheet_has_macros": Message(
        "Tệp {file} có chứa macro nên không được mở.",
        "Xin lưu lại bằng Excel với kiểu “Excel Workbook (*.xlsx)” (không macro) rồi nhập lại.",
    ),
    "sheet_old_format": Message(
        "Tệp {file} thuộc định dạng Excel cũ (.xls) hoặc có mật khẩu mở.",
        f"Xin bỏ mật khẩu nếu có. {_SAVE_AS}",
    ),
    "sheet_binary_format": Message("Tệp {file} là định dạng nhị phân .xlsb.", _SAVE_AS),
    "sheet_open_document": Message(
        "Tệp {file} là bảng tính OpenDocument (.ods).",
        "Xin mở bằng LibreOffice, lưu với kiểu “Excel 2007-365 (.xlsx)”, rồi nhập lại.",
    ),
    "sheet_is_web_page": Message(
        "Tệp {file} thực ra là một trang web được đặt tên như tệp Excel.", _SAVE_AS
    ),
    "sheet_not_a_workbook": Message(
        "Tệp {file} không phải bảng tính Excel (.xlsx) hay tệp CSV.",
        "Xin chọn tệp .xlsx hoặc .csv.",
    ),
    "sheet_csv_broken": Message(
        "Tệp CSV {file} sai cấu trúc ở dòng {line}.",
        "Xin mở tệp bằng Excel, lưu với kiểu “Excel Workbook (*.xlsx)”, rồi nhập lại.",
    ),
    "sheet_missing": Message(
        "Tệp {file} không có trang tính “{sheet}”; có: {sheets}.",
        "Xin ghi đúng tên trang tính hoặc số thứ tự của nó.",
    ),
    "sheet_has_no_table": Message(
        "Không tìm thấy bảng số liệu trong trang tính “{sheet}”: không dòng nào có tiêu đề cột"
        " khớp với biểu mẫu.",
        "Xin chọn trang tính khác, hoặc chỉ ra dòng tiêu đề và chỉ tiêu của từng cột.",
    ),
    "sheet_paste_too_large": Message(
        "Vùng dán lớn hơn {most} MB.", "Xin chép từng phần nhỏ hơn, hoặc nhập cả tệp Excel."
    ),
    "import_unresolved": Message(
        "Chưa ghi số liệu nào: còn {count} chỗ chưa rõ trong bản xem trước.",
        "Xin xử lý từng chỗ, hoặc chọn “chỉ nhập dòng đúng”.",
    ),
    "import_nothing": Message(
        "Tệp không có số liệu nào mới để ghi.", "Xin xem bản xem trước để biết vì sao."
    ),
    "import_outdated": Message(
        "Số liệu của kỳ đã thay đổi sau khi lập bản xem trước nên chưa ghi gì.",
        "Xin lập lại bản xem trước rồi nhập.",
    ),
    "import_decision_wrong": Message(
        "Không hiểu lựa chọn “{text}”.",
        "Xin ghi theo dạng trong phần trợ giúp của lệnh (thêm --help).",
    ),
    "workbook_foreign": Message(
        "Tệp {file} không phải biểu nhập do phần mềm này lập, hoặc phần mã ẩn đã bị xóa.",
        "Xin nhập tệp này như một bảng Excel thông thường.",
    ),
    "workbook_stamp_wrong": Message(
        "Phần mã ẩn của tệp {file} đã bị sửa nên không đối chiếu được theo mã.",
        "Xin nhập tệp này như một bảng Excel thông thường, hoặc gửi lại biểu mới cho xã.",
    ),
    "workbook_wrong_form": Message(
        "Tệp {file} theo biểu mẫu {found}, còn kỳ này dùng biểu mẫu {expected}.",
        "Xin lập lại biểu nhập theo đúng biểu mẫu rồi gửi cho xã.",
    ),
    "workbook_wrong_period": Message(
        "Tệp {file} là số liệu {found}, còn đang nhập {expected}.",
        "Xin mở đúng kỳ rồi nhập, hoặc xin xã gửi tệp của kỳ này.",
    ),
    "workbook_wrong_unit": Message(
        "Tệp {file} là của đơn vị {found}, còn đây là {expected}.", "Xin chọn đúng tệp."
    ),
    "workbooks_overlap": Message(
        "Hai tệp {file} và {other} cùng ghi “{name}” nhưng số khác nhau.",
        "Xin chỉ chọn tệp mới nhất của mỗi xã.",
    ),
    "workbook_has_no_rosters": Message(
        "Biểu mẫu của kỳ này không có bảng theo xã, nên không lập được biểu nhập cho xã.",
        "Xin nhập trực tiếp trong phần mềm.",
    ),
}
_SHEET_CELLS = {
    "cell_error_value": Message(
        "Ô {place} báo lỗi Excel “{text}”.", "Xin sửa công thức trong tệp gốc hoặc gõ số liệu."
    ),
    "cell_uncached": Message(
        "Ô {place} có công thức chưa tính.",
        "Xin mở tệp bằng Excel, lưu lại để công thức được tính, hoặc gõ số liệu.",
    ),
    "cell_is_date": Message(
        "Ô {place} là ngày tháng “{text}”, không phải số liệu.",
        "Excel có thể đã tự đổi số thành ngày; xin gõ lại số đúng.",
    ),
    "cell_is_no_date": Message(
        "Ô {place} “{text}” không phải ngày tháng.", "Xin gõ dạng 18/7/2023."
    ),
    "cell_not_understood": Message(
        "Ô {place} “{text}” không hiểu được là số liệu.", "Xin gõ lại số liệu đúng."
    ),
    "cell_choice_unknown": Message(
        "Ô {place} “{text}” không có trong các lựa chọn: {choices}.", "Xin chọn một trong số đó."
    ),
    "cell_is_boolean": Message(
        "Ô {place} là giá trị đúng/sai của Excel, không phải số liệu.", "Xin gõ lại số liệu."
    ),
    "cell_merged": Message(
        "Ô {place} được trộn với các ô khác trong vùng số liệu ({range}).",
        "Xin cho biết số liệu này thuộc dòng, cột nào.",
    ),
    "cell_dash": Message(
        "Ô {place} ghi “{text}”.",
        "Xin cho biết đó là số 0, không phát sinh, chưa có số liệu, hay bỏ qua.",
    ),
    "cell_ditto": Message("Ô {place} ghi “{text}” (như ô trên).", "Xin xác nhận số liệu."),
    "cell_too_precise": Message(
        "Ô {place} có giá trị {text}, nhiều chữ số thập phân hơn chỉ tiêu cho phép.",
        "Xin chọn số đúng.",
    ),
    "cell_ambiguous": Message("Ô {place} “{text}” có thể hiểu nhiều cách.", "Xin chọn số đúng."),
    "cell_percent_unclear": Message(
        "Ô {place} có giá trị {text}, không rõ là tỷ lệ hay phần trăm.", "Xin chọn số đúng."
    ),
    "cell_percent_sign": Message(
        "Ô {place} là phần trăm “{text}”, còn chỉ tiêu này không tính bằng phần trăm.",
        "Xin chọn số đúng.",
    ),
    "cell_qualified": Message(
        "Ô {place} “{text}” có thêm chữ hoặc dấu ngoài con số.", "Xin xác nhận con số."
    ),
    "cell_calculated": Message(
        "Ô {place} thuộc chỉ tiêu do phần mềm tự tính.", "Không cần nhập; phần mềm sẽ tính lại."
    ),
    "cell_calculated_differs": Message(
        "Ô {place} ghi {text}, phần mềm tính ra {expected}.",
        "Xin kiểm tra các số liệu thành phần.",
    ),
    "cell_text_too_long": Message("Ô {place} dài hơn {most} ký tự.", "Xin rút gọn nội dung."),
    "cell_duplicate": Message(
        "Ô {place} trùng chỗ với ô {other} trong cùng tệp.", "Xin cho biết ô nào đúng."
    ),
    "cell_row_unresolved": Message(
        "Ô {place} ở dòng chưa rõ là của đơn vị hay chỉ tiêu nào.", "Xin xác định dòng này trước."
    ),
    "cell_column_unresolved": Message(
        "Ô {place} ở cột chưa rõ là chỉ tiêu nào.", "Xin xác định cột này trước."
    ),
    "cell_not_in_report": Message(
        "Ô {place} không có chỗ tương ứng trong báo cáo của đơn vị.", "Xin kiểm tra dòng và cột."
    ),
    "cell_month_locked": Message(
        "Ô {place} thuộc {period}, báo cáo kỳ đó đã chốt.", "Xin mở lại báo cáo kỳ đó trước."
    ),
    "column_several": Message(
        "Cột {place} “{text}” khớp với nhiều chỉ tiêu.", "Xin chọn chỉ tiêu hoặc bỏ qua cột."
    ),
    "column_similar": Message(
        "Cột {place} “{text}” gần giống một chỉ tiêu nhưng không khớp hẳn.",
        "Xin xác nhận chỉ tiêu hoặc bỏ qua cột.",
    ),
    "column_scale": Message(
        "Cột {place} “{text}” tính theo “{found}”, còn chỉ tiêu tính theo “{expected}”.",
        "Xin đổi số liệu về đúng đơn vị tính, hoặc xác nhận không cần đổi.",
    ),
    "column_duplicate": Message(
        "Cột {place} “{text}” khớp cùng một chỉ tiêu với cột {other}.",
        "Xin chọn một cột và bỏ qua cột kia.",
    ),
    "column_other_period": Message(
        "Cột {place} “{text}” là số liệu của {found}, không phải {expected}.",
        "Xin bỏ qua cột này hoặc nhập vào đúng kỳ.",
    ),
    "row_unknown": Message("Dòng {place} “{text}”: {reason}", "Xin chọn đơn vị hoặc bỏ qua dòng."),
    "row_question_unknown": Message(
        "Dòng {place} “{text}” không khớp chỉ tiêu nào của biểu mẫu.",
        "Xin chọn chỉ tiêu hoặc bỏ qua dòng.",
    ),
    "row_scale": Message(
        "Dòng {place} “{text}” tính theo “{found}”, còn chỉ tiêu tính theo “{expected}”.",
        "Xin đổi số liệu về đúng đơn vị tính, hoặc xác nhận không cần đổi.",
    ),
    "row_contradiction": Message(
        "Dòng {place} “{text}”: mã và tên không cùng một đơn vị hoặc chỉ tiêu.",
        "Xin chọn đúng đơn vị, chỉ tiêu hoặc bỏ qua dòng.",
    ),
    "import_total_differs": Message(
        "Dòng tổng {place}: cột “{text}” ghi {found}, cộng các dòng được {expected}.",
        "Xin kiểm tra lại các dòng trong tệp gốc.",
    ),
    "import_hidden": Message(
        "Trang tính có {rows} dòng ẩn, {columns} cột ẩn; các ô ẩn cũng được đọc.",
        "Xin xem kỹ các dòng ẩn trước khi nhập.",
    ),
    "import_cut": Message(
        "Trang tính còn ô nằm ngoài {rows} dòng, {columns} cột đầu; các ô đó không được đọc.",
        "Xin kiểm tra phần cuối của trang tính.",
    ),
    "import_hidden_sheet": Message(
        "Tệp còn trang tính ẩn: {sheets}.", "Trang ẩn không được nhập nếu không chọn."
    ),
    "import_other_period": Message(
        "Tiêu đề của bảng ghi {found}, còn đang nhập {expected}.",
        "Xin kiểm tra có đúng tệp của kỳ này không, rồi xác nhận.",
    ),
    "import_area_named": Message(
        "Bảng không có cột tên xã; tiêu đề hoặc tên trang tính nêu {name} (mã {code}).",
        "Nếu cả bảng là của đơn vị này, xin chọn đơn vị đó cho trang tính.",
    ),
    "import_legacy": Message(
        "Chữ trong tệp theo bảng mã {encoding}, đã thử chuyển sang Unicode để xem trước.",
        "Xin xem chữ trước và sau khi chuyển rồi xác nhận bảng mã.",
    ),
    "import_legacy_unclear": Message(
        "Không rõ chữ trong tệp theo bảng mã nào.",
        "Xin chọn Unicode, TCVN3 hoặc VNI theo bản xem trước.",
    ),
}
SHEETS = _SHEET_FILES | _SHEET_CELLS
