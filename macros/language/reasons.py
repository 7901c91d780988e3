"""Why the machine could not read or write something, in words that staff can act on."""

import errno

_HELD = "đang bị chương trình khác giữ"
_ENDED = "một phần việc bị hệ thống dừng giữa chừng, thường vì máy hết bộ nhớ"
_REASONS = {
    errno.EACCES: "không có quyền đọc hoặc ghi",
    errno.EPERM: "không có quyền đọc hoặc ghi",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đĩa đã đầy",
    errno.ENOENT: "không có",
    errno.ENOTDIR: "có một tệp mang tên của thư mục cần dùng",
    errno.EISDIR: "là một thư mục",
    errno.EEXIST: "đã có",
    errno.EBUSY: _HELD,
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ENXIO: "không phải tệp thường mà là thứ của hệ thống, như ống dẫn hay thiết bị",
    errno.ELOOP: "là liên kết tới nơi khác",
    errno.EIO: "ổ đĩa có lỗi",
    errno.ECHILD: _ENDED,
}
# What Windows says of a file that another program has open; its errno is that of a missing right.
_WINDOWS_HELD = (32, 33)


def why(error: OSError) -> str:
    """Return the reason in Vietnamese, or the system's own words where there are none."""
    if getattr(error, "winerror", None) in _WINDOWS_HELD:
        return _HELD
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def told(error: OSError) -> str:
    """What could not be read or written, and why; of a copy, that is where it was to go. Of a process that was ended, what staff can do."""
    if isinstance(error, ChildProcessError):
        return f"{why(error)[:1].upper()}{why(error)[1:]}. Đóng bớt chương trình đang mở rồi chạy lại."
    return f"Không đọc hoặc ghi được {error.filename2 or error.filename or 'tệp'}: {why(error)}."
