"""What the window and the command line say about the safety of the data, in whole sentences."""

from datetime import datetime, timedelta
from pathlib import Path

from cds_desktop.operations import maintenance
from cds_desktop.operations.maintenance import Drill
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import ballast, install
from cds_desktop.store.backups import Backup
from cds_desktop.store.history import head
from cds_desktop.store.home import Home
from cds_desktop.store.integrity import Health
from cds_desktop.store.recovery import Recovery

REASONS = {
    "create": "khi tạo vùng làm việc",
    "open": "khi mở phần mềm",
    "close": "khi đóng phần mềm",
    "interval": "tự động trong khi làm việc",
    "manual": "theo yêu cầu",
    "export": "trước khi xuất gói gửi tỉnh",
    "migration": "trước khi nâng cấp số liệu",
}
"""Why a backup was made, as the list of backups says it."""

_NOTES = {
    "not_closed": "Lần trước phần mềm dừng đột ngột; mọi số liệu đã báo “Đã lưu” vẫn còn đủ.",
    "new_machine": "Số liệu này vừa được chuyển từ máy khác sang; các gói gửi tỉnh từ nay mang số "
    "thứ tự mới.",
    "clock_went_back": "Đồng hồ của máy chậm hơn lần nhập trước; xin kiểm tra lại ngày giờ.",
    "spill_log_unwritable": "Chưa ghi được nhật ký dự phòng; xin kiểm tra quyền ghi vào thư mục dữ "
    "liệu.",
    "journal_mode_delete": "Ổ đĩa này không ghi được theo cách an toàn nhất; số liệu vẫn được lưu "
    "nhưng chậm hơn.",
    "store_disk_full": "Ổ đĩa đã đầy: chỉ xem được số liệu; xin giải phóng dung lượng rồi nhập.",
    "store_place_in_cloud": "Thư mục dữ liệu đang nằm trong thư mục đồng bộ lên mạng; xin chuyển "
    "về ổ đĩa của máy để tránh hỏng số liệu.",
    "store_place_carried": "Thư mục dữ liệu đang nằm trên USB hoặc ổ định dạng FAT; xin chuyển về "
    "ổ đĩa của máy để tránh mất số liệu.",
    "backup_unwritable": "Chưa sao lưu được; xin kiểm tra dung lượng ổ đĩa và quyền ghi.",
    "backup_folder_unwritable": "Chưa tạo được thư mục sao lưu; xin kiểm tra quyền ghi.",
    "backup_damaged": "Bản sao lưu vừa tạo không đạt kiểm tra; xin kiểm tra ổ đĩa và sao lưu lại.",
}
_OLD_COPY = timedelta(days=7)
_DAY = timedelta(days=1)


def opening_notices(workspace: Workspace) -> tuple[str, ...]:
    """Return what is worth a sentence after opening; usually nothing, after a crash one."""
    return tuple(_NOTES[note] for note in workspace.store.notes if note in _NOTES)


def backup_sentence(root: Path) -> str:
    """Say how old the newest verified backup is, and how many there are."""
    verified = [one for one in maintenance.list_backups(root) if one.is_verified]
    if not verified:
        return "Chưa có bản sao lưu nào; xin sao lưu ngay."
    age = _age(verified[0].made_at)
    return f"Bản sao lưu tốt gần nhất: {age} (đang giữ {len(verified)} bản)."


def is_backup_old(root: Path) -> bool:
    """Say whether the newest verified backup is missing or older than a week."""
    found = (one for one in maintenance.list_backups(root) if one.is_verified)
    newest = next(found, None)
    if newest is None:
        return True
    try:
        return datetime.now() - datetime.fromisoformat(newest.made_at) > _OLD_COPY
    except ValueError:
        return True


def unsaved_sentence(workspace: Workspace) -> str:
    """Say how many changes are newer than the newest verified backup."""
    found = (one for one in maintenance.list_backups(workspace.root) if one.is_verified)
    newest = next(found, None)
    count = head(workspace.store).seq - (newest.head.seq if newest else 0)
    if count <= 0:
        return "Mọi thay đổi đều đã có trong bản sao lưu."
    return f"{count} thay đổi mới chưa có trong bản sao lưu, nhưng đã có trong nhật ký dự phòng."


def outside_sentence(root: Path) -> str:
    """Say whether a copy of the data exists outside this machine's folder, and how old it is."""
    known = install.load(Home(root).install_file)
    if not known.copies:
        return (
            "Chưa chọn nơi giữ bản sao lưu thứ hai (USB hoặc ổ khác); xin chọn để phòng hỏng máy."
        )
    if not known.copied_at:
        return f"Chưa chép bản sao lưu nào ra {known.copies}; xin cắm ổ đó rồi sao lưu."
    text = f"Bản sao lưu ở {known.copies}: {_age(known.copied_at)}."
    is_old = datetime.now() - datetime.fromisoformat(known.copied_at) > _OLD_COPY
    return f"{text} Đã quá 7 ngày, xin cắm ổ đó rồi sao lưu lại." if is_old else text


def drill_sentence(result: Drill | None) -> str:
    """Say how the newest restore drill went."""
    if result is None:
        return "Chưa diễn tập khôi phục lần nào."
    when = _day(result.at)
    if not result.is_passed:
        return f"Diễn tập khôi phục {when} KHÔNG đạt: không có bản sao lưu tốt; xin sao lưu ngay."
    seconds = f"{result.seconds:.1f}".replace(".", ",")
    return (
        f"Diễn tập khôi phục {when} đạt: bản số {result.number}, đọc đủ {result.reports} báo cáo "
        f"trong {seconds} giây."
    )


def recovery_sentence(result: Recovery) -> str:
    """Say what a recovery did and whether anything is missing."""
    origin = "chính tệp dữ liệu cũ"
    if result.source == "backup":
        origin = f"bản sao lưu số {result.number}"
    text = f"Đã khôi phục số liệu từ {origin}"
    if result.replayed:
        text += f" và lấy lại {result.replayed} thay đổi từ nhật ký dự phòng"
    text += f". Tệp hỏng được giữ nguyên tại {result.incident}."
    if not result.missing:
        return f"{text} Không thiếu thay đổi nào đã báo “Đã lưu”."
    return (
        f"{text} Còn thiếu {result.missing} thay đổi sau cùng; xin đối chiếu lại số liệu mới nhập."
    )


def health_sentence(found: Health) -> str:
    """Say what a finished or running check has found."""
    if found.damages:
        return (
            f"Phát hiện {len(found.damages)} chỗ hỏng hoặc bị sửa từ bên ngoài trong tệp dữ liệu; "
            "xin chọn “Khôi phục số liệu”."
        )
    if not found.is_finished:
        return f"Đang kiểm tra số liệu: {found.done}/{found.total} phần."
    return "Số liệu nguyên vẹn: đã kiểm tra từng ô, lịch sử sửa và các bản đã chốt."


def room_sentence(root: Path) -> str:
    """Warn when the disk is nearly full; "" when there is room."""
    free = ballast.free_bytes(root)
    if free >= ballast.WARN_FREE_BYTES:
        return ""
    return f"Ổ đĩa chỉ còn {free // (1024 * 1024)} MB; xin giải phóng dung lượng."


def backup_line(backup: Backup) -> str:
    """Return one line of the list of backups."""
    if not backup.is_verified:
        return f"{backup.number:>4}  chưa kiểm chứng  {backup.size / 1e6:.1f} MB".replace(".", ",")
    size = f"{backup.size / 1e6:.1f} MB".replace(".", ",")
    reason = REASONS.get(backup.reason, backup.reason)
    return (
        f"{backup.number:>4}  {_day(backup.made_at)}  {size}  {backup.head.seq} thay đổi  {reason}"
    )


def _age(made_at: str) -> str:
    """Say how long ago; a time that lies ahead of the clock is given as it is."""
    try:
        age = datetime.now() - datetime.fromisoformat(made_at)
    except ValueError:
        return "không rõ thời gian"
    if age < timedelta():
        return f"{_day(made_at)} (đồng hồ máy đang chậm hơn)"
    if age < timedelta(minutes=2):
        return "vừa xong"
    if age < timedelta(hours=1):
        return f"{age // timedelta(minutes=1)} phút trước"
    if age < _DAY:
        return f"{age // timedelta(hours=1)} giờ trước"
    return f"{age // _DAY} ngày trước"


def _day(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment):%H:%M ngày %d/%m/%Y}"
    except ValueError:
        return "không rõ thời gian"
