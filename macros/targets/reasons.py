"""Why a site could not be put in its place, in words that staff can act on: one table for all kinds of places."""

import errno
import socket
import ssl
from ftplib import error_perm, error_reply, error_temp

from macros.language.reasons import why
from macros.language.text import upper_first
from macros.publish.place import Refused

_LATER = "Chạy lại lệnh đăng: phần đã gửi được dùng lại, trang đang có trên mạng vẫn nguyên"
NO_HOST = "không tìm thấy máy chủ", "Xem lại mục host trong site.yml và kết nối mạng của máy này"
NO_ROUTE = (
    "không nối được tới máy chủ",
    "Kiểm tra kết nối mạng, mục host và port; cơ quan có tường lửa thì xin mở cổng ấy",
)
WRONG_PASSWORD = "máy chủ không nhận tên đăng nhập hoặc mật khẩu", "Xem lại mục user, rồi chạy lại và gõ lại mật khẩu"
NEW_KEY = (
    "khóa của máy chủ khác lần trước",
    "Đừng gõ mật khẩu. Hỏi nhà cung cấp xem có đổi máy chủ không; có thì chạy lại với --new-host-key",
)
UNKNOWN_KEY = (
    "chưa ai xác nhận khóa của máy chủ",
    "So dấu khóa chương trình hiện ra với dấu do nhà cung cấp báo, rồi trả lời c",
)
NO_CERTIFICATE = (
    "chứng chỉ của máy chủ không hợp lệ hoặc không đúng tên",
    "Ghi ở mục host đúng tên trên chứng chỉ, thường là tên máy chủ của nhà cung cấp; không được thì hỏi nhà cung cấp",
)
NO_TLS = (
    "máy chủ FTP không nhận kết nối có mã hóa",
    "Hỏi nhà cung cấp cách bật FTPS, hoặc dùng sftp; chương trình không gửi mật khẩu qua đường không mã hóa",
)
FULL = "máy chủ đã hết chỗ chứa", "Xóa bớt tệp, thư cũ trên máy chủ hoặc mua thêm dung lượng, rồi chạy lại"
DENIED = "máy chủ không cho ghi vào chỗ này", "Xem lại mục path và quyền của tài khoản ở bảng điều khiển của máy chủ"
FULL_HERE = "ổ đĩa của nơi đăng đã đầy", "Xóa bớt tệp trên ổ đĩa ấy, hoặc chọn nơi khác ở mục path, rồi chạy lại"
DENIED_HERE = (
    "máy này không có quyền ghi vào nơi đăng",
    "Xem lại mục path và quyền của bạn với thư mục ấy; thư mục chung thì hỏi người quản trị",
)
HELD = (
    "thư mục của trang đang được máy chủ web mở nên không thay cả thư mục được",
    "Chạy lại: từ nay chương trình thay từng tệp",
)
CUT = "kết nối bị đứt giữa chừng", _LATER
SLOW = "máy chủ không trả lời", _LATER
MISSING = "máy chủ không có tệp hoặc thư mục cần dùng", "Xem lại mục path; nếu ai vừa xóa trên máy chủ thì chạy lại"
UNABLE = (
    "máy chủ không ghi được mà không nói vì sao",
    "Thường là đã hết chỗ chứa, hoặc ở đó có tệp khác trùng tên: xem ở bảng điều khiển của máy chủ rồi chạy lại",
)  # all that version 3 of SFTP can say
STRANGE = "máy chủ trả lời điều chương trình không hiểu", "Chạy lại; vẫn vậy thì gửi lời báo này cho nhà cung cấp"
NO_KEY_FILE = (
    "không đọc được tệp khóa SSH",
    "Xem lại mục key trong site.yml; tệp khóa phải là khóa riêng, định dạng OpenSSH",
)
NO_TERMS = (
    "máy chủ SSH không dùng được cách mã hóa nào chung với chương trình",
    "Hỏi nhà cung cấp, hoặc dùng cách đăng khác",
)

_CUT = (errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED, errno.ESHUTDOWN)
_NO_ROUTE = (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ECONNREFUSED, errno.EHOSTDOWN, errno.ENETDOWN)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)

Reason = tuple[str, str]


def refused(reason: Reason, detail: object = "") -> Refused:
    """A refusal in words; `detail` is what the other side said, or where it was."""
    what, todo = reason
    words = " ".join(str(detail).split())[:200]
    return Refused(f"{upper_first(what)}{f' ({words})' if words else ''}. {todo}.")


def reason_of(error: Exception) -> Reason:
    """What an error of a connection means; STRANGE if nobody knows."""
    if isinstance(error, socket.gaierror):
        return NO_HOST
    if isinstance(error, ssl.SSLCertVerificationError):
        return NO_CERTIFICATE
    if isinstance(error, TimeoutError):
        return SLOW
    if isinstance(error, EOFError | ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return CUT
    if isinstance(error, error_perm | error_temp | error_reply):
        return _of_reply(str(error))
    if isinstance(error, ssl.SSLError):
        return NO_TLS
    if isinstance(error, OSError):
        for numbers, reason in ((_CUT, CUT), (_NO_ROUTE, NO_ROUTE), (_FULL, FULL), (_DENIED, DENIED)):
            if error.errno in numbers:
                return reason
        return why(error), _LATER
    return STRANGE


def reason_here(error: OSError) -> Reason:
    """What an error means of a folder or file that this machine writes by itself, where no server has a say."""
    for numbers, reason in ((_FULL, FULL_HERE), (_DENIED, DENIED_HERE)):
        if error.errno in numbers:
            return reason
    return why(error), _LATER


def _of_reply(reply: str) -> Reason:
    """What a reply of an FTP server means, by its number first."""
    code, words = reply[:3], reply.lower()
    if code in ("552", "452") or "quota" in words or "disk full" in words or "no space" in words:
        return FULL
    if code in ("530", "331", "332"):
        return WRONG_PASSWORD
    if code in ("421", "425", "426"):
        return CUT
    if code in ("522", "534", "500", "502", "504") and ("ssl" in words or "tls" in words or "auth" in words):
        return NO_TLS
    if code in ("550", "553", "450", "501"):
        return MISSING if "no such" in words or "not found" in words else DENIED
    return STRANGE
