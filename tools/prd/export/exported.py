"""A PRD in each of the forms in which it leaves."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.records.prd import Prd
from tools.prd.export.docx import as_docx
from tools.prd.export.html import as_html
from tools.prd.export.issues_csv import as_csv
from tools.prd.export.markdown import as_markdown
from tools.prd.export.pdf import as_pdf


@dataclass(frozen=True)
class Form:
    """A kind of file."""

    made: Callable[[Prd], str | bytes]
    """Makes it: text, or bytes where it is no text."""
    media: str
    """Its media type (RFC 6838)."""


FORMS = {
    "md": Form(as_markdown, "text/markdown"),
    "docx": Form(
        as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "html": Form(as_html, "text/html"),
    "pdf": Form(as_pdf, "application/pdf"),
    "csv": Form(as_csv, "text/csv"),
}
"""By the endings of their names."""


def exported(prd: Prd, form: str) -> bytes:
    """The file, whole. Raises KeyError for a form that is not there."""
    made = FORMS[form].made(prd)
    return made.encode() if isinstance(made, str) else made
