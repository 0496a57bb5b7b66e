"""The README tells what is: the files of its tree, the commands and the variables exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_file_of_the_tree_exists() -> None:
    tree = re.search(r"```\n(app\.py.*?)```", README, re.DOTALL)
    assert tree is not None
    folders: list[str] = []
    for line in tree[1].splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name = line.split()[0].rstrip(",")
        folders = [*folders[:depth], name]
        assert (ROOT / "/".join(folders)).exists(), line


def test_every_image_and_link_exists() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_command_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for name in re.findall(r"`?make (\w+)", README.replace("and `make` are", "")):
        assert f"\n{name}:" in makefile, name
    for module in re.findall(r"python -m ([\w.]+)", README):
        path = ROOT / Path(*module.split("."))
        assert (
            path.with_suffix(".py").exists() or (path / "__main__.py").exists() or module == "venv"
        )


def test_the_example_in_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert example is not None
    exec(compile(example[1], "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("generation contradiction 0.")


def test_every_variable_is_read() -> None:
    sources = "".join(
        path.read_text() for path in [ROOT / "app.py", ROOT / "knowledge/settings.py"]
    )
    for name in set(re.findall(r"CASEBOOK_[A-Z_]+", README)):
        assert name in sources, name


def test_the_changelog_says_nothing_twice() -> None:
    """Branches that bring the same entry leave it twice."""
    entries = [
        line
        for line in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("- ")
    ]
    assert len(entries) > 40
    assert sorted(set(entries)) == sorted(entries)
