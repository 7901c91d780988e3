"""Where staff put the finished site: the places that `publish` knows. No password is ever among them."""

import re
from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.records.base import Labelled, Line, Part, Slug


class DestinationKind(Labelled):
    """How a site gets to its place."""

    FOLDER = "folder", "Thư mục"
    SFTP = "sftp", "SFTP"
    FTP = "ftp", "FTP có mã hóa (FTPS)"
    GIT = "git", "Nhánh Git"
    ZIP = "zip", "Tệp .zip"


# Kind → the fields that it must have, and those that it may have.
_FIELDS = {
    DestinationKind.FOLDER: ((), ()),
    DestinationKind.SFTP: (("host", "user"), ("port", "key")),
    DestinationKind.FTP: (("host", "user"), ("port",)),
    DestinationKind.GIT: ((), ("branch",)),
    DestinationKind.ZIP: ((), ()),
}
_OF_A_KIND = ("host", "user", "port", "key", "branch")
_SECRET = re.compile(r"//[^/@\s]*:[^/@\s]*@")
BRANCH = "pages"
"""The branch of a repository that holds the site, where none is named."""


class Destination(Part):
    """A place on which the site is put."""

    noun: ClassVar[str] = "nơi đăng"

    id: Slug = Field(title="Tên gọi", description="Gọi nơi này bằng tên ấy trong lệnh publish: web, du-phong.")
    kind: DestinationKind = Field(
        title="Cách đăng",
        description="folder: thư mục, kể cả thư mục chung trên mạng; sftp; ftp: FTP có mã hóa; git: nhánh của kho Git; zip: tệp để tải lên bảng điều khiển.",
    )
    path: Line = Field(
        title="Đường dẫn",
        description="Thư mục của trang trên máy chủ: public_html; với git là địa chỉ kho; với folder, zip là đường dẫn trên máy này, tính từ thư mục dữ liệu.",
    )
    host: Line | None = Field(
        None, title="Máy chủ", description="Tên máy chủ nhà cung cấp báo cho.", pattern=r"^[A-Za-z0-9._:-]+$"
    )
    port: int | None = Field(None, title="Cổng", description="Bỏ trống là cổng 22 (sftp), 21 (ftp).", ge=1, le=65535)
    user: Line | None = Field(
        None, title="Tên đăng nhập", description="Tài khoản trên máy chủ; mật khẩu không ghi ở đây."
    )
    key: Line | None = Field(
        None,
        title="Tệp khóa",
        description="Khóa SSH riêng để đăng nhập thay mật khẩu: ~/.ssh/id_ed25519; đường dẫn trên máy này, tính từ thư mục dữ liệu; bỏ trống thì dùng khóa có sẵn của máy.",
    )
    branch: Line | None = Field(
        None,
        title="Nhánh",
        description=f"Nhánh của kho Git; bỏ trống là {BRANCH}.",
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$",
    )

    @model_validator(mode="after")
    def _has_its_fields(self) -> "Destination":
        needed, possible = _FIELDS[self.kind]
        for name in needed:
            if getattr(self, name) is None:
                raise PydanticCustomError("target", f"cách đăng {self.kind.value} cần mục {name}. Ghi thêm mục {name}")
        for name in _OF_A_KIND:
            if name not in (*needed, *possible) and getattr(self, name) is not None:
                raise PydanticCustomError(
                    "target", f"cách đăng {self.kind.value} không có mục {name}. Xóa mục {name}, hoặc đổi cách đăng"
                )
        if self.kind is DestinationKind.ZIP and not self.path.lower().endswith(".zip"):
            raise PydanticCustomError("target", "đường dẫn không phải của một tệp zip. Viết tên tệp có đuôi .zip")
        if _SECRET.search(self.path):
            raise PydanticCustomError(
                "target",
                "đường dẫn có mật khẩu. Xóa mật khẩu; chương trình hỏi khi cần và giữ trong kho mật khẩu của máy",
            )
        return self
