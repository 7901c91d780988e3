"""The day on which a site is built: it tells what is past from what is to come, and which years can't be yet."""

import os
from datetime import UTC, date, datetime, timedelta, timezone

from macros.language.problems import DataError, Problem

VIETNAM = timezone(timedelta(hours=7))
_EPOCH = "SOURCE_DATE_EPOCH"


def moment() -> str:
    """This moment in Vietnam, to the second (ISO 8601); no build depends on it."""
    return datetime.now(VIETNAM).isoformat(timespec="seconds")


def hold() -> None:
    """Stay at this moment, however long this process and those that it begins last: what is made over midnight is of one day."""
    if not os.environ.get(_EPOCH):
        os.environ[_EPOCH] = str(int(datetime.now(UTC).timestamp()))


def today() -> date:
    """The day in Vietnam; set SOURCE_DATE_EPOCH (seconds, UTC) to build the site of another day.

    Raises DataError if what is set there is no time.
    """
    stamp = os.environ.get(_EPOCH)
    try:
        now = datetime.fromtimestamp(int(stamp), UTC) if stamp else datetime.now(UTC)
        return now.astimezone(VIETNAM).date()
    except (ValueError, OverflowError, OSError):
        todo = "Ghi số giây kể từ 1970 (UTC), như 1756684800, hoặc bỏ biến ấy"
        raise DataError([Problem(_EPOCH, 0, 0, "", f"'{stamp}' không phải một thời điểm", todo)]) from None
