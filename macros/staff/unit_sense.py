"""What spreadsheets and people do to the code and the name of a unit, and what to say of it."""

from macros.language.characters import told
from macros.records import Unit
from macros.records.unit import UnitKind
from macros.staff.columns import Refused
from macros.staff.names import same

# Digits of the codes of units (Quyết định 124/2004/QĐ-TTg): what has fewer lost the noughts that it began with.
_DIGITS = {"province": 2, "district": 3, "commune": 5}


def code_fault(code: str, kind: UnitKind, old: Unit | None) -> Refused | None:
    """What is wrong with a code, which no record's rule can see; `old` is the unit as it is now."""
    if not code.isdecimal() or (old and old.code == code):
        return None
    digits, was = _DIGITS[kind.level], old.code if old and old.code else ""
    if code[0] == "0" or not (len(code) < digits or was.lstrip("0") == code):
        return None
    level = kind.label.lower()
    what = f"mã '{code}' có {len(code)} chữ số, mã của {level} có {digits}; bảng tính đã bỏ số 0 ở đầu"
    meant = was if was.lstrip("0") == code else code.zfill(digits)
    return Refused(what, "Định dạng cột là Văn bản (Text) rồi ghi lại", meant)


def lacks_parent(kind: UnitKind | None, parent: object, end: object) -> bool:
    """Whether a new unit of today, below the provinces, would lie in no other; of former ones it may not be known."""
    return kind is not None and kind.level != "province" and not parent and not end


def name_fault(name: str, kind: UnitKind, old: Unit | None) -> Refused | None:
    """What is wrong with a name: that its kind stands in it."""
    if (old and old.name == name) or not same(name).startswith(f"{same(kind.label)} "):
        return None
    return Refused(f"tên '{told(name)}' đã kèm loại", f"Bỏ '{kind.label}' ở đầu")
