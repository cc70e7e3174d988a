"""What pyHanko raises for PDFs that are none, or whose signatures are no CMS."""

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.validation.errors import SignatureValidationError

BROKEN = (PdfError, SignatureValidationError, ValueError, TypeError, KeyError, IndexError, AssertionError,
          AttributeError, NotImplementedError, OSError)  # fmt: skip
