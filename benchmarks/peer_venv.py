"""A venv for a peer's packages, under a cache folder: never in the repository, never in our own."""

import os
import subprocess
import venv
from collections.abc import Sequence
from pathlib import Path

CACHE = Path(os.environ.get("CASEBOOK_BENCH_CACHE") or Path.home() / ".cache" / "casebook-bench")
SETUP_SECONDS = 600


def python_of(name: str, packages: Sequence[str]) -> Path:
    """The Python of the venv of that name, made when it is not there or holds other packages.

    Raises subprocess.SubprocessError when the packages cannot be had, or not in time.
    """
    home = CACHE / name
    python, uv, stamp = home / "bin" / "python", home / "bin" / "uv", home / "packages"
    wanted = "\n".join(packages)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    print(f"  making a venv with {', '.join(packages)} in {home}", flush=True)
    venv.create(home, with_pip=True, clear=True)
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv")
    subprocess.run(pip, check=True, timeout=SETUP_SECONDS)
    install = (str(uv), "pip", "install", "--quiet", "--python", str(python), *packages)
    subprocess.run(install, check=True, timeout=SETUP_SECONDS)
    stamp.write_text(wanted, encoding="utf-8")
    return python
