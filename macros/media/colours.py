"""Colours as every screen shows them: sRGB, before the profile that said otherwise is dropped."""

import io
from functools import cache

from PIL import Image, ImageCms

from macros.media.boxes import Properties

# To sRGB's primaries, from the numbers of H.273 and of Exif; the white is the same (D65).
_P3 = ((1.2249402, -0.2249402, 0.0), (-0.0420569, 1.0420569, 0.0), (-0.0196376, -0.0786361, 1.0982736))
_BT2020 = (
    (1.6604910, -0.5876411, -0.0728499),
    (-0.1245505, 1.1328999, -0.0083494),
    (-0.0181508, -0.1005789, 1.1187297),
)
_ADOBE = ((1.3983557, -0.3983557, 0.0), (0.0, 1.0, 0.0), (0.0, -0.0429290, 1.0429290))
_BY_PRIMARIES = {12: _P3, 11: _P3, 9: _BT2020}
_ADOBE_GAMMA = 2.19921875
_BRIGHT = 16, 18
"""Transfers for screens brighter than others (PQ, HLG)."""
_BAND = 256  # rows that are converted at once, so that memory stays small


def in_srgb(image: Image.Image, said: Properties, adobe: bool) -> Image.Image:
    """An RGB picture in sRGB, without anything beside its pixels, of one in any mode but with alpha in one of its own.

    Args:
        image: in mode L, RGB or CMYK.
        said: what the file says of its colours, if it has no profile.
        adobe: whether the camera says that it wrote Adobe RGB, which counts if there is no profile.
    """
    profile = image.info.get("icc_profile")
    if profile and (converted := _by_profile(image, profile)):
        return converted
    matrix = _ADOBE if adobe else _BY_PRIMARIES.get(said.primaries)
    plain = _bare(image.convert("RGB"))
    return _by_matrix(plain, matrix, adobe) if matrix and image.mode == "RGB" else plain


def is_bright(said: Properties) -> bool:
    """Whether the colours are meant for brighter screens, and come out pale on others."""
    return said.transfer in _BRIGHT


def _bare(image: Image.Image) -> Image.Image:
    bare = image.copy()
    bare.info = {}
    return bare


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image | None:
    """By its profile; None if that is damaged or for other colours."""
    try:
        change = _change(profile, image.mode)
        return _bare(ImageCms.applyTransform(_bare(image), change) or image)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _change(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(own, _srgb(), mode, "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC, flags)


def _by_matrix(image: Image.Image, matrix: tuple[tuple[float, ...], ...], adobe: bool) -> Image.Image:
    import numpy as np  # which takes a fifth of the time in which a command starts, and most open no picture

    turned = np.array(matrix, np.float32).T
    levels = np.arange(256, dtype=np.float32) / 255
    linear = (
        levels**_ADOBE_GAMMA
        if adobe
        else np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    )
    made = Image.new("RGB", image.size)
    for above in range(0, image.height, _BAND):
        band = image.crop((0, above, image.width, min(above + _BAND, image.height)))
        light = (linear.astype(np.float32)[np.asarray(band)] @ turned).clip(0, 1)
        coded = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
        made.paste(Image.fromarray(np.rint(coded * 255).astype(np.uint8)), (0, above))
    return made
