"""What an import says of itself."""

from tools.evals.interchange.imported import Imported


def told(found: Imported) -> str:
    return "\n".join(note.text("en") for note in found.notes)
