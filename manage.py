#!/usr/bin/env python3
"""Set up what the site needs, then run one of its commands: `python3 manage.py preview`.

`.venv` is made from the locked requirements when it is missing or out of date; the command itself is the `macros`
package's, or pytest's. Standard library only, and nothing that Python 3.6 cannot read: an old Python has to get as far
as the message that says it is too old.
"""

import hashlib
import importlib.util
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

HELP = """\
Cách dùng: {python} manage.py LỆNH [tùy chọn]

  edit      mở bàn làm việc: thêm, sửa bản ghi bằng biểu mẫu trong trình duyệt
  preview   xem thử trang trên máy này; sửa dữ liệu là trang tự cập nhật
  build     tạo trang hoàn chỉnh để đăng lên mạng
  publish   đăng trang lên mạng: gửi phần đã đổi, lùi lại được
  check     kiểm tra dữ liệu, chỉ ra chỗ sai và cách sửa
  review    tạo bản xem để cấp trên duyệt, nhận ý kiến và việc duyệt gửi lại
  changes   cho biết dữ liệu đã đổi những gì so với trước
  status    xem tình trạng: nháp, chờ duyệt, hẹn ngày, mục còn thiếu, liên kết hỏng
  start     tạo dữ liệu của một trang mới: hỏi tên, địa bàn, các phường, xã
  new       tạo một bản ghi mới: hỏi từng mục rồi viết tệp vào đúng chỗ
  date      ghi ngày đăng, ngày cập nhật vào các bản ghi mới hoặc vừa sửa
  units     xuất các đơn vị hành chính ra bảng tính, nhập bảng đã sửa
  borders   đưa ranh giới các đơn vị từ tệp GeoJSON vào dữ liệu
  export    xuất bản ghi ra bảng tính để sửa nhiều mục một lúc
  import    cho xem một bảng tính sẽ đổi những gì, hỏi rồi ghi vào dữ liệu
  migrate   ghi lại dữ liệu của phiên bản cũ theo phiên bản đang dùng
  report    lập báo cáo Word của một đơn vị, một kỳ; tài liệu mô hình, tin Zalo
  recipe    viết tệp cài đặt cho máy chủ web, hoặc để trang tự tạo, tự đăng
  pack      đóng gói kèm mọi thứ phải tải, để cài ở nơi không có mạng
  test      chạy toàn bộ kiểm thử (dành cho người lập trình)
  evaluate  đo chất lượng tìm kiếm, mất khoảng 15 phút (dành cho người lập trình)
  bench     đo thời gian tạo trang so với công cụ khác (dành cho người lập trình)
  reference viết lại những gì làm ra từ mã nguồn (dành cho người lập trình)

Tùy chọn của một lệnh: {python} manage.py LỆNH --help"""

# Commands that need the tests' packages, and the modules behind them.
DEVELOPERS = {
    "test": "tests",
    "evaluate": "tests.search.evaluate",
    "bench": "tests.bench",
    "reference": "macros.staff.reference",
}
IN_A_BROWSER = ("test", "evaluate")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
WHEELS = ROOT / "wheels"  # what `pack` put there: packages for a machine that reaches no index
STAMP = VENV / "installed.txt"
VERSION = "{}.{}".format(*sys.version_info[:2])  # packages do not depend on the third number

# How we run `venv` and `pip`: no module of theirs is to be taken from the caller's folder or PYTHONPATH.
ISOLATED = ("-I", "-X", "utf8", "-m")
CAPTURED = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8", "errors": "replace"}


def main(arguments: list) -> int:
    """Run one command and return its exit status; what staff must know of a failure is the text of a SystemExit."""
    if sys.version_info < (3, 11):
        raise SystemExit(
            f"Cần Python 3.11 trở lên, nhưng máy tính đang chạy Python {VERSION}.\n"
            "Hãy cài bản mới từ https://www.python.org/downloads/ rồi chạy lại."
        )
    for stream in sys.stdout, sys.stderr:  # redirected on Windows, they would refuse Vietnamese letters
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)

    if not arguments or arguments[0] in ("-h", "--help"):
        print(HELP.format(python="py" if os.name == "nt" else "python3"))
        return 0
    if arguments[0] in DEVELOPERS:
        set_up("tests/requirements.txt")
        os.chdir(ROOT)
        if arguments[0] in IN_A_BROWSER and subprocess.call([PYTHON, "-m", "tests.browser"], env=environment()):
            return 1
        return hand_over("-m", DEVELOPERS[arguments[0]], *arguments[1:])
    set_up("requirements.txt")
    # -P: a folder named `macros` in which the caller happens to stand is not ours.
    return hand_over("-P", "-m", "macros", *arguments)


def set_up(lock: str) -> None:
    """Make `.venv` hold what `lock`, a path under the repo top, lists. Remade whole: no package outlives its line."""
    if is_current(lock):
        return
    print("Đang tạo môi trường Python trong thư mục .venv (lần đầu và khi có gói mới, mất một hai phút)…")
    make_venv()
    install(ROOT / lock)
    # Last, so that an interrupted install is begun anew. The tests' lock holds all of the plain one, at the same versions.
    STAMP.write_text("".join(fingerprint(name) for name in sorted({lock, "requirements.txt"})), encoding="utf-8")


def is_current(lock: str) -> bool:
    wanted = fingerprint(lock)
    try:
        if wanted not in STAMP.read_text(encoding="utf-8"):
            return False
        # The Python behind it may be gone, or the folder may have come from another machine: only a run tells.
        return subprocess.call([PYTHON, "-ISc", ""], stderr=subprocess.DEVNULL) == 0
    except OSError:  # no stamp, or no interpreter
        return False


def fingerprint(lock: str) -> str:
    """The stamp's line for one lock file."""
    digest = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    return f"{digest} {lock} python {VERSION}\n"


def make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise SystemExit(
            "Python trên máy này thiếu phần tạo môi trường. Hãy chạy lệnh dưới đây rồi thử lại:\n"
            f"  sudo apt install python{VERSION}-venv"
        )
    if VENV.is_symlink():  # `--clear` would empty the folder that it leads to, which may be anybody's
        VENV.unlink()
    made = subprocess.run([sys.executable, *ISOLATED, "venv", "--clear", VENV], check=False, **CAPTURED)
    if made.returncode:
        raise SystemExit(
            f"Không tạo được thư mục {VENV}.\n"
            "Hãy đóng các cửa sổ đang chạy trang thông tin này (trên Windows chúng giữ thư mục ấy) rồi thử lại.\n"
            f"Python báo: {gist(made.stdout)}"
        )


def install(lock: Path) -> None:
    """Install `lock`, turning pip's many lines into one short line a package."""
    total = sum(line[:1].isalnum() for line in lock.read_text(encoding="utf-8").splitlines())
    # Most modules are never imported; what is, Python compiles the first time.
    command = [PYTHON, *ISOLATED, "pip", "install", "--no-compile", "--require-hashes", "--no-deps"]
    command += ["--only-binary=:all:", "--no-input", "-r", lock]
    if WHEELS.is_dir():
        command += ["--no-index", "--find-links", WHEELS]
    done, said = 0, ""
    with subprocess.Popen(command, **CAPTURED) as pip:
        for line in pip.stdout:
            said += line
            if line.startswith(("Collecting ", "Processing ")):  # from the package index, or from a folder of wheels
                done += 1
                name = re.split(r"==|-\d", os.path.basename(line.split()[1]))[0]
                print(f"Đang tải {done}/{total}: {name}…")
            elif line.startswith("Installing collected packages"):
                print(f"Đang cài {done} gói…")
    if not pip.returncode:
        return
    if "connection broken" in said:  # what every pip says when it cannot reach the packages and tries again
        raise SystemExit("Không tải được các gói cần thiết. Hãy kiểm tra kết nối mạng rồi chạy lại.")
    if WHEELS.is_dir() and "No matching distribution" in said:
        raise SystemExit(
            f"Thư mục wheels không có gói cho Python {VERSION} trên máy này.\n"
            "Hãy cài một bản Python có trong đó, hoặc xin gói khác làm bằng lệnh pack."
        )
    log = VENV / "pip.log"
    log.write_text(said, encoding="utf-8")
    raise SystemExit(f"Không cài được các gói cần thiết. Chi tiết nằm trong {log}\npip báo: {gist(said)}")


def gist(output: str) -> str:
    """The one line to show of what a failed program said: the first that names an error, else the last."""
    lines = output.strip().splitlines() or ["(không có gì)"]
    return next((line for line in lines if line.lower().startswith("error")), lines[-1])


def environment() -> dict:
    """The environment of what we start: UTF-8 on Windows too, our own modules found, compiled modules kept for speed."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "PYTHONPATH": path, "PYTHONUTF8": "1"}


def hand_over(*arguments: str) -> int:
    command = [str(PYTHON), *arguments]
    if os.name == "posix":
        os.execve(PYTHON, command, environment())  # in our place, so signals and the exit status are its own
    # Windows has no such thing. Ctrl+C reaches the child as well: let it end by itself.
    signal.signal(signal.SIGINT, lambda *_: None)
    return subprocess.call(command, env=environment())


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        sys.exit(f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {error.strerror}")
