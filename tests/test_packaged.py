"""The data that ships beside the code."""

from pathlib import Path

import pytest
import yaml

from knowledge.packaged import parsed

ROOT = Path(__file__).parents[1]
SHIPPED = [*ROOT.glob("knowledge/**/*.yaml"), *ROOT.glob("tools/**/*.yaml")]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_data_reads_alike_whether_or_not_the_reader_was_built_in_c(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, Loader=yaml.SafeLoader) == parsed(text)
