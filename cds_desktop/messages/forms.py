"""Messages: form definitions: for whoever writes or changes a form."""

from cds_desktop.messages.message import Message

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
FORMS = _FORM_FILES | {
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
