"""The settings of one site, in `data/site.yml`: its name, who owns it and who answers for it (Decree 42/2022/NĐ-CP)."""

import re
from typing import Annotated, ClassVar

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from macros.language.problems import DataError, Problem
from macros.records.base import HOST_PATTERN, WEB_PATTERN, Flag, Integer, Internal, Labelled, Line, Part, Prose
from macros.records.destination import Destination
from macros.records.record import Answers
from macros.records.slip import Reception

SETTINGS = "site.yml"
_ADDRESS = rf"^https?://{HOST_PATTERN}/([^\s/?#@:\"'<>\\^`{{|}}\[\]()]+/)*$"


class Licence(Labelled):
    """On what terms the site's own texts and tables may be used again."""

    CC_BY_4 = "cc-by-4.0", "Creative Commons Ghi công 4.0 Quốc tế (CC BY 4.0)"
    CC_BY_SA_4 = "cc-by-sa-4.0", "Creative Commons Ghi công – Chia sẻ tương tự 4.0 Quốc tế (CC BY-SA 4.0)"
    CC0_1 = "cc0-1.0", "Creative Commons CC0 1.0 (không giữ quyền nào)"

    @property
    def url(self) -> str:
        """Where its text stands."""
        of, version = self.value.removeprefix("cc-").rsplit("-", 1)
        return (
            f"https://creativecommons.org/{'publicdomain/zero' if of == 'cc0' else f'licenses/{of}'}/{version}/deed.vi"
        )


class Agency(Part):
    """An agency that the site links to."""

    noun: ClassVar[str] = "cơ quan liên quan"

    name: Line = Field(title="Tên cơ quan", description="Tên đầy đủ.")
    url: Line = Field(title="Địa chỉ", description="Trang chính thức.", pattern=WEB_PATTERN)


class Site(Part):
    """Thông tin của trang: tên, cơ quan chủ quản, người chịu trách nhiệm, liên hệ."""

    noun: ClassVar[str] = "thông tin của trang"

    name: Line = Field(title="Tên trang", description="Tên hiện trên đầu mọi trang.")
    place: Line = Field(title="Phạm vi", description="Địa bàn của trang: Thành phố Hải Phòng; Phường Lê Chân.")
    description: Line = Field(title="Giới thiệu ngắn", description="Một câu giới thiệu trang thông tin này.")
    url: Line | None = Field(
        None,
        title="Địa chỉ trang",
        description="Nơi trang được đăng, bắt đầu bằng https://.",
        pattern=_ADDRESS,
    )
    about: Prose | None = Field(None, title="Giới thiệu", description="Đoạn giới thiệu trên trang Giới thiệu.")
    owner: Line | None = Field(None, title="Cơ quan chủ quản", description="Cơ quan sở hữu trang.")
    responsible: Line | None = Field(
        None, title="Người chịu trách nhiệm", description="Họ tên và chức vụ người chịu trách nhiệm nội dung."
    )
    address: Line | None = Field(None, title="Địa chỉ cơ quan", description="Địa chỉ trụ sở.")
    phone: Line | None = Field(None, title="Điện thoại cơ quan", description="Số công khai của cơ quan.")
    email: Line | None = Field(None, title="Thư điện tử", description="Thư điện tử công khai của cơ quan.")
    review: Annotated[Flag, Internal()] = Field(
        False,
        title="Cần duyệt trước khi đăng",
        description="true: bản ghi chỉ lên trang khi đã được duyệt; sửa nội dung sau đó thì phải duyệt lại.",
    )
    licence: Licence | None = Field(
        None,
        title="Giấy phép dữ liệu",
        description="Ai được dùng lại dữ liệu thế nào: cc-by-4.0, cc-by-sa-4.0 hoặc cc0-1.0; cơ quan chủ quản quyết định, chưa quyết định thì bỏ trống.",
    )
    agencies: list[Agency] = Field([], title="Cơ quan liên quan", description="Liên kết tới các cơ quan liên quan.")
    film_hosts: list[Annotated[Line, Field(pattern=rf"^{HOST_PATTERN}$")]] = Field(
        [],
        title="Nơi đăng phim khác",
        description="Tên miền của đài, báo mà phim được dẫn tới, ngoài YouTube, Facebook, VTV… và các trang .gov.vn: dai-tinh.vn.",
    )
    slips: Reception | None = Field(
        None,
        title="Nhận tin từ cơ sở",
        description="Có mục này thì trang có thêm trang Gửi tin: cơ sở viết tin, chọn ảnh, rồi tự gửi tệp tới nơi nhận.",
    )
    privacy: Answers = Field(
        [],
        title="Trả lời về dữ liệu cá nhân",
        description="Khi lệnh check hỏi một số, tên hoặc địa chỉ có được đăng không; mục này không lên trang.",
    )
    automatic: Annotated[Flag, Internal()] = Field(
        False,
        title="Máy chủ tự tạo trang",
        description="true khi GitHub, GitLab… tự tạo và đăng trang: chỉ bản ấy ghi danh sách địa chỉ đã đăng (published.txt).",
    )
    format: Annotated[Integer | None, Internal()] = Field(
        None,
        title="Phiên bản dữ liệu",
        description="Dữ liệu ghi theo phiên bản nào của các mục; lệnh start và lệnh migrate ghi, không sửa tay.",
        ge=1,
    )

    targets: Annotated[list[Destination], Internal()] = Field(
        [],
        title="Nơi đăng",
        description="Những nơi mà lệnh publish và nút Đăng đưa trang lên, nơi chính trước; mục này không lên trang.",
    )

    @field_validator("targets")
    @classmethod
    def _are_different(cls, targets: list[Destination]) -> list[Destination]:
        if len({one.id for one in targets}) < len(targets):
            raise PydanticCustomError("targets", "hai nơi đăng có cùng tên gọi. Đổi id của một nơi")
        return targets

    def at(self, url: str) -> "Site":
        """The same site at another address, whose final slash may be missing; raises DataError if it is none."""
        if not re.fullmatch(_ADDRESS, whole := url.rstrip("/") + "/"):
            todo = "Viết như https://vi-du.vn/ hoặc https://vi-du.vn/phong-trao/"
            raise DataError([Problem("--url", 0, 0, "", f"'{url}' không phải địa chỉ của một trang web", todo)])
        return self.model_copy(update={"url": whole})
