"""Pictures that curators upload: checked by content, made anew, without what the camera wrote."""

import secrets
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from cases.models import ProjectImage

MOST_PIXELS = 40_000_000
MOST_BYTES = 20 * 1024 * 1024
# What we read, and how each is written: suffix and options
FORMATS = {
    "JPEG": ("jpg", {"quality": 88, "optimize": True, "progressive": True}),
    "PNG": ("png", {"optimize": True}),
    "WEBP": ("webp", {"quality": 88}),
}
_TOO_MANY_PIXELS = _("Bilden har fler än 40 megapixlar. Förminska den och försök igen.")
_NOT_AN_IMAGE = _("Filen är ingen bild som banken tar emot. Välj en JPEG, PNG eller WebP.")


def safe_image(upload):
    """Return a new file with the picture's pixels and nothing else, under a random name.

    The size is read from the header, so a bomb is refused before anything is decoded. Raises
    `ValidationError` with a Swedish sentence.
    """
    if upload.size > MOST_BYTES:
        raise ValidationError(_("Bilden är större än 20 MB. Förminska den och försök igen."))
    try:
        upload.seek(0)
        with Image.open(upload, formats=list(FORMATS)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_TOO_MANY_PIXELS)
            kind = picture.format
            clean = _pixels_only(ImageOps.exif_transpose(picture), keep_alpha=kind != "JPEG")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_TOO_MANY_PIXELS) from error
    except UnidentifiedImageError as error:
        raise ValidationError(_NOT_AN_IMAGE) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise ValidationError(
            _("Bilden är skadad. Öppna den, spara den på nytt och försök igen.")
        ) from error
    suffix, options = FORMATS[kind]
    written = BytesIO()
    clean.save(written, kind, **options)
    return ContentFile(written.getvalue(), name=f"{secrets.token_hex(16)}.{suffix}")


def _pixels_only(picture, keep_alpha):
    """A copy without EXIF, comments, colour profile or further frames."""
    has_alpha = keep_alpha and (
        picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    )
    mode = "RGBA" if has_alpha else "L" if picture.mode in ("1", "L") else "RGB"
    pixels = picture.convert(mode)
    clean = Image.new(mode, pixels.size)
    clean.paste(pixels)
    return clean


class SafeImageField(forms.ImageField):
    """An image field that hands over a file made by `safe_image`, never the one that was sent."""

    def to_python(self, data):
        # Not ImageField's: it opens the file without our limits
        upload = forms.FileField.to_python(self, data)
        return upload and safe_image(upload)


class ProjectImageForm(forms.ModelForm):
    class Meta:
        model = ProjectImage
        exclude = []  # noqa: DJ006 – the admin names the fields
        field_classes = {"file": SafeImageField}
