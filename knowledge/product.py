"""Reads what a team says of its own product from a YAML file."""

from pathlib import Path

import yaml
from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.first_fault import first_fault
from knowledge.jsonl import read_text
from knowledge.records import Product

_EXAMPLE = "{v1: 0.5}"
"""Thresholds, as they are written."""


def load_product(path: Path) -> Product:
    """The product described in `path`; raises BadInput naming the file and what is wrong."""
    try:
        return Product.model_validate(yaml.safe_load(read_text(path)) or {})
    except yaml.YAMLError as error:
        raise BadInput(
            "workspace.product", path=path, reason=str(error), example=_EXAMPLE
        ) from error
    except ValidationError as error:
        raise BadInput(
            "workspace.product", path=path, reason=first_fault(error), example=_EXAMPLE
        ) from error
