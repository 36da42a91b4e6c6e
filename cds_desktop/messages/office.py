"""Messages: Word and Excel files, and the rules of NĐ 30/2020."""

from cds_desktop.messages.message import Message

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
DECREE_RULES = {
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
OFFICE = _OFFICE_FILES | {
    f"nd30_{rule}": Message(
        f"{subject} ({{place}}): {{found}}; quy định: {{required}}.",
        f"{advice} (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục {paragraph}).",
    )
    for rule, (subject, advice, paragraph) in DECREE_RULES.items()
}
