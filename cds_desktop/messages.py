"""Every sentence shown when something is wrong, one code each: where, what, way out."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong and where, and what the user can do about it."""

    text: str
    way_out: str


@dataclass(frozen=True, slots=True)
class DecreeRule:
    """A rule of NĐ 30/2020: the element that it is about, what to do, its paragraph."""

    element: str
    advice: str
    paragraph: str


def decree_rule(rule: str) -> DecreeRule:
    """Return what a rule of the checker is about; an unknown rule is a KeyError."""
    element, advice, paragraph = _ND30_RULES[rule]
    return DecreeRule(element, advice, f"Nghị định 30/2020/NĐ-CP, Phụ lục I, mục {paragraph}")


def explain(code: str, params: Mapping[str, object]) -> Message:
    """Return the message of `code` with `params` filled in; an unknown code is a KeyError."""
    message = MESSAGES[code]
    return Message(message.text.format(**params), message.way_out.format(**params))


# --- files and documents ------------------------------------------------------------------------
_FILES = {
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

# --- sentences of a form, settings ----------------------------------------------------------------
_REPORT = {
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
_SETTINGS = {
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

# --- workspace, entry, command line ---------------------------------------------------------------
_WORKSPACE = {
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

# --- form definitions: for whoever writes or changes a form --------------------------------------
_FORM_FILES = {
    "form_unreadable": Message(
        "Không đọc được tệp biểu mẫu {file}.",
        "Xin kiểm tra tệp còn ở đó và bạn có quyền đọc; nếu thiếu, xin cài đặt lại phần mềm.",
    ),
    "form_missing": Message(
        "Không có biểu mẫu {form_id} phiên bản {version}.",
        "Xin cài gói biểu mẫu mới của tỉnh hoặc cài đặt lại phần mềm.",
    ),
    "form_too_large": Message(
        "Tệp biểu mẫu {file} lớn hơn {limit} byte.",
        "Xin kiểm tra lại: biểu mẫu là tệp chữ, thường không quá 200.000 byte.",
    ),
    "form_not_utf8": Message(
        "Tệp {file}, dòng {line}: có ký tự không phải Unicode (UTF-8).",
        "Xin mở tệp bằng trình soạn thảo và lưu lại với bảng mã UTF-8.",
    ),
    "form_not_toml": Message(
        "Tệp {file}, dòng {line}: viết sai cú pháp TOML ({reason}).",
        "Xin xem lại dấu nháy, dấu ngoặc và dấu bằng ở dòng này và dòng ngay trước.",
    ),
    "form_too_deep": Message(
        "Tệp {file}: các dấu ngoặc lồng nhau quá sâu.", "Xin viết lại các bảng cho đơn giản hơn."
    ),
    "form_has_faults": Message(
        "Tệp {file} có {count} lỗi. Lỗi đầu tiên: {first}",
        "{way_out} Xem đủ các lỗi bằng lệnh: cds-desktop forms lint.",
    ),
    "form_file_misnamed": Message(
        "Tệp {file}, dòng {line}: tên tệp không khớp mã và phiên bản biểu mẫu.",
        "Xin đổi tên tệp thành {wanted} hoặc sửa form_id, version.",
    ),
    "org_units_broken": Message(
        "Danh mục đơn vị {file} có lỗi ở dòng {line}.",
        "Xin cài đặt lại phần mềm hoặc chép lại tệp danh mục đơn vị.",
    ),
}
_FORMS = _FORM_FILES | {
    code: Message("Tệp {file}, dòng {line}, {place}: " + text, way_out)
    for code, (text, way_out) in {
        "form_key_unknown": ("không có khóa “{key}” trong định dạng.", "Có phải là {hint}?"),
        "form_key_missing": ("thiếu “{key}”.", "Xin thêm “{key}” theo forms/README.md."),
        "form_key_type": ("“{key}” phải là {expected}.", "Xin sửa giá trị ở dòng này."),
        "form_key_not_for_type": (
            "“{key}” không dùng cho chỉ tiêu loại {type}.",
            "Xin bỏ khóa này hoặc đổi loại chỉ tiêu.",
        ),
        "form_text_too_long": (
            "“{key}” dài quá {limit} ký tự.",
            "Xin viết ngắn lại.",
        ),
        "form_text_not_clean": (
            "“{key}” có ký tự ẩn hoặc dấu tiếng Việt ở dạng tổ hợp.",
            "Xin gõ lại đoạn chữ này bằng Unicode dựng sẵn.",
        ),
        "form_number_range": (
            "“{key}” là {value}, phải từ {least} đến {most}.",
            "Xin sửa lại số này.",
        ),
        "form_value_unknown": (
            "“{key}” là “{value}”, không phải giá trị được dùng.",
            "Xin chọn một trong: {allowed}.",
        ),
        "form_name_invalid": (
            "tên “{name}” không hợp lệ.",
            "Tên chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ.",
        ),
        "form_name_reserved": (
            "tên “{name}” là từ của ngôn ngữ quy tắc.",
            "Xin đặt tên khác cho chỉ tiêu.",
        ),
        "form_name_twice": (
            "tên “{taken}” đã dùng ở trên.",
            "Xin đặt tên khác; mỗi tên chỉ một lần.",
        ),
        "form_code_twice": ("mã “{taken}” đã dùng ở trên.", "Xin đặt mã khác; mỗi mã chỉ một lần."),
        "form_valid_to_before_from": (
            "ngày hết hiệu lực trước ngày có hiệu lực.",
            "Xin sửa valid_from hoặc valid_to.",
        ),
        "form_choices_empty": ("danh sách “{name}” không có lựa chọn nào.", "Xin thêm lựa chọn."),
        "form_table_in_table": (
            "bảng không được nằm trong bảng khác.",
            "Xin đưa bảng này ra thành chỉ tiêu riêng của phần.",
        ),
        "form_calculated_required": (
            "chỉ tiêu tính tự động không thể là bắt buộc nhập.",
            "Xin bỏ “required”; hãy đặt bắt buộc ở các chỉ tiêu dùng để tính.",
        ),
        "form_message_without_rule": (
            "có lời nhắc “{key}” mà không có quy tắc “{rule}”.",
            "Xin viết quy tắc hoặc bỏ lời nhắc.",
        ),
        "form_target_id_invalid": (
            "mã “{name}” không hợp lệ.",
            "Mã gồm chữ không dấu, chữ số, dấu chấm hoặc gạch, dài nhất 16 ký tự.",
        ),
        "form_deed_with_value": (
            "việc cần làm (deed) không có giá trị kế hoạch.",
            "Xin bỏ “value” hoặc đổi “comparator”.",
        ),
        "expression_character": (
            "“{key}” viết “{expression}”: ký tự thứ {position} là “{found}”, không dùng được.",
            "Xin xem các phép tính được dùng trong forms/README.md.",
        ),
        "expression_unexpected": (
            "“{key}” viết “{expression}”: không hiểu “{found}” ở ký tự thứ {position}.",
            "Xin xem lại dấu ngoặc và phép tính ở ngay trước đó.",
        ),
        "expression_unfinished": (
            "“{key}” viết “{expression}” chưa hết câu (ký tự thứ {position}).",
            "Xin viết tiếp hoặc đóng ngoặc.",
        ),
        "expression_too_long": (
            "“{key}” dài quá {limit} ký tự.",
            "Xin tách thành chỉ tiêu trung gian có “calculation”.",
        ),
        "expression_too_many_parts": (
            "“{key}” có quá {limit} thành phần.",
            "Xin tách thành chỉ tiêu trung gian có “calculation”.",
        ),
        "expression_too_deep": (
            "“{key}” có ngoặc lồng nhau quá {limit} tầng.",
            "Xin viết lại cho đơn giản hơn.",
        ),
        "expression_number_too_long": (
            "“{key}”: số ở ký tự thứ {position} dài quá {limit} ký tự.",
            "Xin kiểm tra lại số này.",
        ),
        "expression_chained_comparison": (
            "“{key}” viết “{expression}”: so sánh nối tiếp ở ký tự thứ {position}.",
            "Xin tách bằng “and”, ví dụ: a <= b and b <= c.",
        ),
        "expression_unknown_function": (
            "“{key}” viết “{expression}”: không có hàm “{function}”.",
            "Xin xem các hàm được dùng trong forms/README.md.",
        ),
        "expression_argument_count": (
            "“{key}” viết “{expression}”: hàm {function} cần {count} đối số.",
            "Xin thêm hoặc bớt đối số.",
        ),
        "expression_question_expected": (
            "“{key}” viết “{expression}”: hàm {function} cần tên một chỉ tiêu.",
            "Xin ghi tên chỉ tiêu, không ghi phép tính.",
        ),
        "expression_column_expected": (
            "“{key}” viết “{expression}”: hàm {function} cần tên một cột của bảng.",
            "Xin ghi tên cột, ví dụ: sum(ten_cot).",
        ),
        "expression_table_expected": (
            "“{key}” viết “{expression}”: hàm {function} cần tên một bảng.",
            "Xin ghi tên bảng, ví dụ: rows(ten_bang).",
        ),
        "expression_text_expected": (
            "“{key}” viết “{expression}”: hàm {function} cần mã đặt trong dấu nháy đơn.",
            "Xin viết như: count_if(loai, 'ke_hoach').",
        ),
        "expression_digits_expected": (
            "“{key}” viết “{expression}”: hàm {function} cần số chữ số thập phân từ 0 đến 6.",
            "Xin viết như: round(x, 2).",
        ),
        "lint_name_unknown": (
            "“{key}” dùng “{name}” mà biểu mẫu không có chỉ tiêu này.",
            "{hint}",
        ),
        "lint_column_outside": (
            "“{key}” dùng cột “{name}” ở ngoài bảng của nó.",
            "Ngoài bảng chỉ dùng sum({name}), count({name}) hoặc count_if({name}, '...').",
        ),
        "lint_not_a_column": (
            "“{key}” dùng {function}({name}) mà “{name}” không phải cột của bảng.",
            "Xin ghi tên một cột, hoặc dùng thẳng tên chỉ tiêu.",
        ),
        "lint_not_a_table": (
            "“{key}” dùng “{name}” không đúng chỗ: chỉ hàm rows nhận tên bảng.",
            "Xin sửa thành rows(tên bảng) hoặc tên một chỉ tiêu.",
        ),
        "lint_history_in_list": (
            "“{key}” so sánh cột “{name}” của danh sách với kỳ trước.",
            "Dòng của danh sách mỗi kỳ một khác; xin so sánh tổng của danh sách.",
        ),
        "lint_history_not_figure": (
            "“{key}” dùng {function}({name}) mà “{name}” không phải số liệu.",
            "Hàm này chỉ dùng cho chỉ tiêu là số.",
        ),
        "lint_kind": (
            "“{key}” viết “{expression}”: “{part}” là {found}, cần {expected}.",
            "Xin sửa biểu thức.",
        ),
        "lint_choice_unknown": (
            "“{key}” so sánh “{name}” với '{value}', không có trong danh sách lựa chọn.",
            "Các mã được dùng: {allowed}.",
        ),
        "lint_partner": (
            "“{key}” nêu “{name}”, không phải chỉ tiêu khác ở cùng bảng (hoặc cùng ngoài bảng).",
            "Hai nửa của một cặp phải là hai chỉ tiêu khác nhau, cùng bảng hoặc cùng ngoài bảng.",
        ),
        "lint_cumulates": (
            "“cumulates” nêu “{name}”, nhưng chỉ tiêu lũy kế phải cộng dồn một chỉ tiêu số cùng bảng.",
            'Xin ghi nature = "cumulative" và tên chỉ tiêu trong kỳ tương ứng.',
        ),
        "lint_column_total": (
            "“column_total” nêu “{name}”, không phải một cột số của bảng.",
            "Xin ghi tên cột mà số tổng này phải khớp.",
        ),
        "lint_applies_to_names": (
            "“applies_to” dùng chỉ tiêu “{name}”; phạm vi áp dụng không thể tùy vào số liệu đã nhập.",
            "Chỉ dùng unit(), level(), area(), year(), month(); muốn tùy số liệu thì dùng “relevant”.",
        ),
        "lint_total_of_shape": (
            "“total_of” nêu “{name}”, không đúng dạng biểu_mẫu.chỉ_tiêu.",
            "Xin ghi như “huyen_cds.hs_tiep_nhan”.",
        ),
        "lint_total_of_unknown": (
            "“total_of” nêu “{name}” mà không phiên bản nào của biểu mẫu đó có chỉ tiêu này.",
            "Xin sửa tên, hoặc đặt tệp biểu mẫu được tổng hợp cùng thư mục.",
        ),
        "lint_total_of_not_additive": (
            "“total_of” nêu “{name}”, là tỷ lệ hoặc chỉ tiêu không cộng được giữa các đơn vị.",
            "Xin tổng hợp tử số và mẫu số rồi khai một chỉ tiêu loại ratio.",
        ),
        "lint_choices_unknown": (
            "không có danh sách lựa chọn “{name}”.",
            "Xin thêm danh sách này dưới [choices] hoặc sửa tên.",
        ),
        "lint_circle": (
            "các chỉ tiêu tính vòng quanh: {circle}.",
            "Xin bỏ một trong các phép tính này.",
        ),
        "lint_pattern_broken": (
            "mẫu chữ “{pattern}” viết sai ({reason}).",
            "Xin sửa biểu thức chính quy ở “pattern”.",
        ),
        "lint_part_not_figure": (
            "“{key}” là “{name}”, không phải một chỉ tiêu số cùng bảng.",
            "Tử số và mẫu số phải là chỉ tiêu số ở cùng bảng hoặc ngoài mọi bảng.",
        ),
        "lint_sentence": ("câu báo cáo sai: {reason}", "{way_out}"),
        "lint_message_braces": (
            "lời nhắc ở “{key}” có dấu ngoặc nhọn không khớp.",
            "Trong một cặp ngoặc nhọn xin ghi tên chỉ tiêu hoặc một phép tính.",
        ),
        "lint_renamed_unknown": (
            "tên mới “{name}” không phải chỉ tiêu của biểu mẫu.",
            'Xin ghi: tên cũ = "tên mới có trong biểu mẫu này".',
        ),
        "lint_renamed_still_used": (
            "tên cũ “{name}” vẫn còn là chỉ tiêu của biểu mẫu.",
            "Tên đã đổi thì không được dùng lại; xin sửa bảng renamed.",
        ),
        "lint_targets_columns": (
            "bảng chỉ tiêu kế hoạch thiếu cột “{name}” (loại {type}).",
            "Bảng này có bốn cột bắt buộc, xem forms/README.md.",
        ),
        "lint_target_statuses": (
            "cột trạng thái phải dùng danh sách “{name}” gồm: {allowed}.",
            "Xin sửa “choices” và danh sách dưới [choices].",
        ),
        "example_unreadable": (
            "“{key}” không đúng dạng: {expected}.",
            "Xin xem cách viết ví dụ trong forms/README.md.",
        ),
        "example_cell_unknown": (
            "ví dụ nêu ô “{name}” mà biểu mẫu không có.",
            'Xin ghi tên chỉ tiêu, hoặc tên cột kèm số dòng: "cot@1".',
        ),
        "example_failed": (
            "ô “{name}”: mong đợi {expected}, kết quả là {found}.",
            "Xin sửa quy tắc hoặc sửa ví dụ.",
        ),
    }.items()
}

# --- bundles: the codes of BUNDLE.md 18, and keys -------------------------------------------------
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
_BUNDLE = _BUNDLE_CONTAINER | _BUNDLE_CONTENT | _BUNDLE_TRUST | _BUNDLE_ADMISSION | _BUNDLE_KEYS

# --- the store ----------------------------------------------------------------------------------
_STORE = {
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

# --- findings: what the rules say beside a cell ---------------------------------------------------
_ANSWERS = {
    "rule_violated": Message("{text}", "{way_out}"),
    "required_missing": Message(
        "“{label}” là số liệu bắt buộc nhưng đang để trống.",
        "Xin nhập số liệu; nếu không phát sinh hoặc chưa thu thập được, xin chọn tình trạng đó.",
    ),
    "required_rows_missing": Message(
        "“{label}” cần ít nhất một dòng nhưng đang để trống.",
        "Xin thêm dòng (F3) và nhập nội dung.",
    ),
    "not_collected": Message(
        "“{label}” được ghi là chưa có số liệu.",
        "Khi thu thập được, xin nhập số liệu và gửi bản điều chỉnh.",
    ),
    "figure_not_understood": Message(
        "“{label}”: không hiểu “{typed}” là số nào.",
        "Xin nhập số như 1.205.780 hoặc 47,54; phần chữ xin ghi ở ô Ghi chú.",
    ),
    "figure_ambiguous": Message(
        "“{label}”: “{typed}” có thể là {readings}.",
        "Xin nhập lại cho rõ: phần thập phân sau dấu phẩy, hàng nghìn sau dấu chấm hoặc viết liền.",
    ),
    "figure_is_date": Message(
        "“{label}”: “{typed}” là một ngày, không phải số liệu.",
        "Xin nhập số liệu của chỉ tiêu này.",
    ),
    "figure_placeholder": Message(
        "“{label}”: “{typed}” không phải số liệu.",
        "Xin nhập 0 nếu bằng không; nếu không phát sinh hoặc chưa có số liệu, xin chọn tình trạng "
        "đó.",
    ),
    "figure_too_fine": Message(
        "“{label}”: “{typed}” có nhiều chữ số thập phân hơn mức cho phép ({decimals}).",
        "Xin làm tròn rồi nhập lại.",
    ),
    "figure_too_long": Message(
        "“{label}”: “{typed}” dài quá {limit} chữ số.", "Xin kiểm tra lại số liệu và đơn vị tính."
    ),
    "figure_negative": Message(
        "“{label}” là {value}, không thể nhỏ hơn 0.", "Xin kiểm tra lại dấu trừ và số liệu."
    ),
    "percentage_above_100": Message(
        "“{label}” là {value}%, không thể lớn hơn 100%.",
        "Xin kiểm tra lại: số này tính bằng phần trăm, ví dụ 47,54.",
    ),
    "cumulative_fell": Message(
        "“{label}” là số lũy kế nhưng giảm: {value}, {period} là {previous}.",
        "Xin nhập số lũy kế từ đầu năm, không nhỏ hơn {previous}; nếu kỳ trước sai, "
        "xin điều chỉnh báo cáo kỳ trước.",
    ),
    "stock_fell": Message(
        "“{label}” giảm từ {previous} ({period}) xuống {value}.",
        "Xin kiểm tra lại; nếu đúng là giảm, xin giải trình vì sao.",
    ),
    "date_not_understood": Message(
        "“{label}”: không hiểu “{typed}” là ngày nào.", "Xin nhập như 18/9/2023."
    ),
    "choice_unknown": Message(
        "“{label}”: “{typed}” không có trong danh sách.", "Xin chọn một trong: {allowed}."
    ),
    "answer_not_understood": Message(
        "“{label}”: không hiểu “{typed}”.", "Xin nhập lại nội dung này."
    ),
    "text_too_long": Message(
        "“{label}” dài {length} ký tự, nhiều nhất là {limit}.", "Xin viết ngắn lại."
    ),
    "text_pattern": Message("“{label}”: “{typed}” không đúng dạng.", "Xin nhập theo dạng: {hint}."),
}

# --- Word and Excel files, and the rules of NĐ 30/2020 ------------------------------------------
_OFFICE_FILES = {
    "template_row_misplaced": Message(
        "Mẫu {file} đặt trường “{field}” sai chỗ ({place}).",
        "Trường này phải đứng một mình trong ô đầu tiên của một hàng trong bảng phụ lục.",
    ),
    "template_part_lost": Message(
        "Mẫu {file} có thành phần “{part}” mà phần mềm không giữ được khi điền số liệu.",
        "Xin bỏ thành phần đó (hình vẽ, nút bấm, bảng tổng hợp động) khỏi trang mẫu.",
    ),
    "document_too_large": Message(
        "Tệp làm từ mẫu {file} lớn hơn 20 MB nên chưa được lưu.",
        "Xin bỏ bớt hình ảnh trong mẫu hoặc chia nhỏ báo cáo.",
    ),
    "annex_has_no_sheets": Message(
        "Kỳ báo cáo này chưa có số liệu nào để điền vào mẫu {file}.",
        "Xin nhập số liệu rồi làm lại phụ lục.",
    ),
    "document_unreadable": Message(
        "Không đọc được tệp {file} như một tài liệu Word.",
        "Xin mở tệp bằng Word, lưu lại dạng .docx rồi kiểm tra lại.",
    ),
}
# Rule -> what it is about, what to do in Word, the paragraph of the decree (Phụ lục I).
_ND30_RULES = {
    "page_size": ("Khổ giấy", "Xin chọn khổ A4 ở Layout, Size", "I.1"),
    "page_orientation": ("Chiều của trang", "Xin chọn lại ở Layout, Orientation", "I.2"),
    "margin_top_bottom": ("Lề trang", "Xin đặt lại lề ở Layout, Margins", "I.3"),
    "margin_left": ("Lề trang", "Xin đặt lại lề ở Layout, Margins", "I.3"),
    "margin_right": ("Lề trang", "Xin đặt lại lề ở Layout, Margins", "I.3"),
    "font": ("Phông chữ", "Xin chọn phông Times New Roman cho đoạn này", "I.4"),
    "font_color": ("Màu chữ", "Xin chọn màu chữ đen (Automatic)", "I.4"),
    "unicode": ("Bộ mã chữ", "Xin gõ lại đoạn này bằng bộ gõ Unicode dựng sẵn", "I.4"),
    "page_number": ("Số trang", "Xin chèn số trang vào giữa, ở đầu trang", "I.7"),
    "page_number_size": ("Kiểu chữ của số trang", "Xin chỉnh lại ở phần đầu trang", "I.7"),
    "page_number_first": ("Số trang", "Xin chọn Different First Page ở đầu trang", "I.7"),
    "page_number_start": ("Số trang", "Xin chọn đánh số từ 1 ở Format Page Numbers", "I.7"),
    "national_title": ("Quốc hiệu", "Xin ghi đúng Quốc hiệu", "II.1"),
    "national_title_looks": ("Quốc hiệu", "Xin chỉnh lại kiểu chữ", "II.1"),
    "motto": ("Tiêu ngữ", "Xin ghi đúng Tiêu ngữ, có dấu cách hai bên gạch nối", "II.1"),
    "motto_looks": ("Tiêu ngữ", "Xin chỉnh lại kiểu chữ", "II.1"),
    "motto_rule": ("Đường kẻ dưới Tiêu ngữ", "Xin kẻ lại bằng công cụ vẽ đường thẳng", "II.1"),
    "issuing_body": ("Tên cơ quan ban hành", "Xin ghi ở bên trái Quốc hiệu", "II.2"),
    "issuing_body_looks": ("Tên cơ quan ban hành", "Xin chỉnh lại kiểu chữ", "II.2"),
    "parent_body_looks": ("Tên cơ quan chủ quản", "Xin chỉnh lại kiểu chữ", "II.2"),
    "issuing_body_rule": ("Đường kẻ dưới tên cơ quan", "Xin kẻ lại, đặt cân giữa", "II.2"),
    "number": ("Số, ký hiệu", "Xin ghi lại đúng dạng", "II.3"),
    "number_looks": ("Số, ký hiệu", "Xin chỉnh lại kiểu chữ", "II.3"),
    "date": ("Địa danh và thời gian ban hành", "Xin ghi lại đúng dạng", "II.4"),
    "date_looks": ("Địa danh và thời gian ban hành", "Xin chỉnh lại kiểu chữ", "II.4"),
    "number_beside_date": ("Số, ký hiệu và địa danh, thời gian", "Xin đặt cùng một dòng", "II.4"),
    "document_kind": ("Tên loại văn bản", "Xin ghi tên loại ở giữa trang", "II.5"),
    "document_kind_looks": ("Tên loại văn bản", "Xin chỉnh lại kiểu chữ", "II.5"),
    "subject": ("Trích yếu nội dung", "Xin ghi trích yếu dưới tên loại", "II.5"),
    "subject_looks": ("Trích yếu nội dung", "Xin chỉnh lại kiểu chữ", "II.5"),
    "subject_rule": ("Đường kẻ dưới trích yếu", "Xin kẻ lại, đặt cân giữa", "II.5"),
    "addressee": ("Nơi nhận ở dòng Kính gửi", "Xin thêm dòng Kính gửi", "II.9"),
    "addressee_looks": ("Dòng Kính gửi", "Xin chỉnh lại kiểu chữ", "II.9"),
    "addressee_marks": ("Dòng Kính gửi", "Xin sửa dấu câu và cách xuống dòng", "II.9"),
    "heading_looks": ("Tiêu đề của mục", "Xin chỉnh lại kiểu chữ", "II.6"),
    "body_looks": ("Cỡ chữ nội dung", "Xin chọn cỡ chữ 13 hoặc 14", "II.6"),
    "body_alignment": ("Căn lề của đoạn", "Xin chọn căn đều hai lề (Justify)", "II.6"),
    "body_indent": ("Lùi đầu dòng", "Xin đặt First line 1 cm hoặc 1,27 cm", "II.6"),
    "body_line_spacing": ("Khoảng cách dòng", "Xin đặt lại ở Line spacing", "II.6"),
    "body_gap": ("Khoảng cách giữa các đoạn", "Xin đặt Before hoặc After 6 pt", "II.6"),
    "point_order": ("Thứ tự các điểm", "Xin đánh thứ tự a, b, c, d, đ, e, g, h", "II.6"),
    "end_mark": ("Kết thúc nội dung", "Xin thêm dấu kết thúc ở dòng cuối", "II.6"),
    "signer": ("Phần người ký", "Xin ghi chức vụ và họ tên ở góc dưới bên phải", "II.7"),
    "signer_looks": ("Quyền hạn, chức vụ người ký", "Xin chỉnh lại kiểu chữ", "II.7"),
    "signer_name_looks": ("Họ tên người ký", "Xin chỉnh lại kiểu chữ", "II.7"),
    "signer_title": ("Họ tên người ký", "Xin bỏ học hàm, học vị", "II.7"),
    "recipients_word": ("Nơi nhận", "Xin ghi “Nơi nhận:” ở góc dưới bên trái", "II.9"),
    "recipients_word_looks": ("Từ “Nơi nhận”", "Xin chỉnh lại kiểu chữ", "II.9"),
    "recipients_looks": ("Danh sách nơi nhận", "Xin chỉnh lại kiểu chữ", "II.9"),
    "recipients_marks": ("Danh sách nơi nhận", "Xin sửa gạch đầu dòng và dấu câu", "II.9"),
    "recipients_file": ("Dòng lưu của nơi nhận", "Xin thêm dòng lưu ở cuối", "II.9"),
    "annex_number": ("Số thứ tự phụ lục", "Xin đánh số bằng chữ số La Mã", "III.1"),
    "annex_number_looks": ("Từ “Phụ lục”", "Xin chỉnh lại kiểu chữ", "III.1"),
    "annex_title": ("Tên phụ lục", "Xin ghi tên dưới số phụ lục", "III.1"),
    "annex_title_looks": ("Tên phụ lục", "Xin chỉnh lại kiểu chữ", "III.1"),
    "annex_note_looks": ("Dòng kèm theo của phụ lục", "Xin chỉnh lại kiểu chữ", "III.1"),
    "annex_page_number": ("Số trang phụ lục", "Xin ngắt phần và đánh số lại từ 1", "III.1"),
    "annex_reference": ("Chỉ dẫn tới phụ lục", "Xin nhắc tới phụ lục trong nội dung", "III.1"),
}
_OFFICE = _OFFICE_FILES | {
    f"nd30_{rule}": Message(
        f"{subject} ({{place}}): {{found}}; quy định: {{required}}.",
        f"{advice} (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục {paragraph}).",
    )
    for rule, (subject, advice, paragraph) in _ND30_RULES.items()
}

# --- the unit of a department, holidays, forms as objects ---------------------------------------------
_CATALOGUE = {
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

# --- rules that a form declares by name -----------------------------------------------------------
_DECLARED = {
    "pair_incomplete": Message(
        "“{label}” đang để trống trong khi “{other}” đã có số liệu ({value}).",
        "Hai số liệu này đi đôi với nhau: xin nhập đủ cả hai, hoặc chọn tình trạng của ô trống.",
    ),
    "pair_exclusive": Message(
        "“{label}” ({value}) và “{other}” ({other_value}) không thể cùng có số liệu.",
        "Xin giữ một trong hai số liệu và xóa số liệu kia.",
    ),
    "cumulative_below_flow": Message(
        "“{label}” là số lũy kế ({value}) nhưng nhỏ hơn số trong kỳ ({flow}).",
        "Xin kiểm tra lại hai số liệu: số lũy kế gồm cả số trong kỳ.",
    ),
    "cumulative_differs": Message(
        "“{label}” là {value}, trong khi lũy kế kỳ trước ({previous}) cộng số trong kỳ ({flow}) "
        "bằng {expected}.",
        "Xin sửa số liệu; nếu kỳ trước có điều chỉnh, xin giải trình rõ lý do.",
    ),
    "cumulative_unchecked": Message(
        "Chưa đối chiếu được “{label}” vì chưa có số liệu {periods}.",
        "Xin tự kiểm tra số lũy kế, hoặc nhập bổ sung báo cáo của các kỳ đó.",
    ),
    "running_sum_incomplete": Message(
        "“{label}” chưa tính được vì “{other}” chưa có số liệu {periods}.",
        "Xin nhập bổ sung báo cáo của các kỳ đó rồi mở lại kỳ này.",
    ),
    "column_total_differs": Message(
        "“{label}” là {value}, khác tổng cộng từ bảng “{table}” ({total}; {filled}/{count} dòng "
        "có số liệu).",
        "Xin kiểm tra lại số tổng và từng dòng của bảng.",
    ),
    "column_total_partial": Message(
        "“{label}” là {value}; bảng “{table}” mới cộng được {total} từ {filled}/{count} dòng.",
        "Xin nhập tiếp các dòng còn thiếu để đối chiếu.",
    ),
    "figure_unusual": Message(
        "“{label}” ({value}) khác nhiều so với {count} kỳ trước: từ {low} đến {high}, mức giữa "
        "{middle}.",
        "Xin xem lại số liệu; nếu đúng, nên ghi chú nguyên nhân.",
    ),
    "figure_jumped": Message(
        "“{label}” ({value}) chênh lệch rất lớn so với {count} kỳ trước: từ {low} đến {high}, mức "
        "giữa {middle}.",
        "Xin kiểm tra lại; nếu số liệu đúng, xin giải trình vì sao.",
    ),
}

# --- figures from elsewhere: Excel, CSV, the clipboard ------------------------------------------
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
_SHEETS = _SHEET_FILES | _SHEET_CELLS

# --- backups, recovery, diagnostics ---------------------------------------------------------------
_MAINTENANCE = {
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

# --- the exchange: inbox, mail, keys, receipts -----------------------------------------------------
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
_EXCHANGE = _EXCHANGE_MAIL | _EXCHANGE_KEYS | _EXCHANGE_PROVINCE | _EXCHANGE_DISTRICT


# --- documents of the office: checker, templates, printed codes, PDF, hand edits --------------------
_DOCUMENTS = {
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

_WINDOW = {
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

MESSAGES: dict[str, Message] = (
    _FILES
    | _REPORT
    | _SETTINGS
    | _WORKSPACE
    | _FORMS
    | _BUNDLE
    | _STORE
    | _ANSWERS
    | _CATALOGUE
    | _DECLARED
    | _OFFICE
    | _SHEETS
    | _DOCUMENTS
    | _MAINTENANCE
    | _EXCHANGE
    | _WINDOW
)
