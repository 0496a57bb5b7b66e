"""Why did it fail: query, intent, retrieval or generation? Pure: records in, records out."""

from tools.diagnosis.engine import diagnose

__all__ = ["diagnose"]
