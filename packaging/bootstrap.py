"""Sets everything up on a fresh machine, then starts the program or its tests. Standard library only.

    python3 packaging/bootstrap.py run [arguments of the program]
    python3 packaging/bootstrap.py test [arguments of pytest]

The environment is .venv/ at the top, filled from the hashed lock files. A second start finds that lock's
fingerprint in the environment and does no work. Without a screen, `run` says so and does the main job there.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
VENV = TOP / ".venv"
OLDEST = (3, 11)

# Debian and Ubuntu: what Qt needs to start, and what the checks read our files with.
QT = """
libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon-x11-0 libxcb-cursor0
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-render-util0 libxcb-xinerama0 libxcb-randr0
libxcb-xkb1
"""
CHECKS = "xvfb xauth xdotool openbox gnome-keyring dbus-daemon poppler-utils qpdf oathtool age fonts-ipaexfont"


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in ("run", "test"):
        print(__doc__, file=sys.stderr)
        return 2
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"Siteward needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {found}.", file=sys.stderr)
        return 2
    job, rest = arguments[0], arguments[1:]
    lock = TOP / ("requirements.txt" if job == "run" else "requirements-dev.txt")
    made_of = f"{sys.implementation.cache_tag} {sysconfig.get_platform()} {TOP}"  # a security update changes neither
    fingerprint = hashlib.sha256(lock.read_bytes() + made_of.encode()).hexdigest()
    mark = VENV / f".siteward-{job}"
    if not (mark.is_file() and mark.read_text() == fingerprint and python().is_file()):
        system_packages(QT.split() + (CHECKS.split() if job == "test" else []))
        try:
            environment(lock)
        except subprocess.CalledProcessError as problem:
            failed = " ".join(str(part) for part in problem.cmd[:4])
            print(f"\nThe environment could not be made: {failed} ... failed; above is why.", file=sys.stderr)
            print("What was done is kept. Check the network, then start again to go on.", file=sys.stderr)
            return 2
        mark.write_text(fingerprint)
    return start_program(rest) if job == "run" else run_checks(rest)


def system_packages(wanted: list[str]) -> None:
    """Install what Debian or Ubuntu lacks where we may; elsewhere say exactly what is missing and go on."""
    if not sys.platform.startswith("linux") or not shutil.which("dpkg-query"):
        return
    missing = [name for name in wanted if not installed(name)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if not missing:
        return
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
    install = [*apt, "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        print("These system packages are missing. Install them, then start again:", file=sys.stderr)
        print("  sudo " + " ".join(["apt-get install -y --no-install-recommends", *missing]), file=sys.stderr)
        return
    print(f"Installing {len(missing)} system packages: {' '.join(missing)}", flush=True)
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run([*apt, "update", "-q"], check=False, **quiet)  # type: ignore[call-overload]
    if subprocess.run(install, check=False, **quiet).returncode:  # type: ignore[call-overload]
        print("The system packages could not be installed; going on without them.", file=sys.stderr)


def installed(package: str) -> bool:
    asked = ["dpkg-query", "-W", "-f", "${Status}", package]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout == "install ok installed"


def python() -> Path:
    """The environment's interpreter."""
    windows = sysconfig.get_platform().startswith("win")
    return VENV / ("Scripts/python.exe" if windows else "bin/python")


def environment(lock: Path) -> None:
    """Make .venv/ and fill it from the lock; every package's hash is checked."""
    if not has_pip():
        print("Making the environment in .venv ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    print(f"Installing the locked packages of {lock.name} (a few minutes the first time) ...", flush=True)
    pip = [str(python()), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-q", "--no-deps", "--require-hashes", "-r", str(lock)], check=True, cwd=TOP)
    # where Python may not write bytecode by itself each start would compile the program again: a third of its time
    sources = ["main.py", "db", "desktop", "resources"]
    subprocess.run([str(python()), "-m", "compileall", "-q", *sources], check=False, cwd=TOP)


def has_pip() -> bool:
    """False, too, for an environment whose making was cut off, or whose Python is gone."""
    asked = [str(python()), "-c", "import pip"]
    return python().is_file() and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))


def start_program(arguments: list[str]) -> int:
    wants_window = not arguments or arguments[0] in ("--demo", "--workspace")
    if wants_window and not has_screen():
        print("There is no screen here (DISPLAY and WAYLAND_DISPLAY are not set), so no window can open.")
        print("Doing the main job without one instead.\n", flush=True)
        arguments = ["tour"]
    command = [str(python()), str(TOP / "main.py"), *arguments]
    if os.name == "nt":
        return subprocess.run(command, check=False).returncode
    os.execv(command[0], command)  # the program takes this process's place and its signals
    return 0


def run_checks(arguments: list[str]) -> int:
    """Style, types, layers, then the tests, in parallel; the first that fails ends it."""
    here = str(python().parent)
    os.environ["PATH"] = here + os.pathsep + os.environ.get("PATH", "")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    module = [str(python()), "-m"]
    steps = [
        ("ruff check", [*module, "ruff", "check", "."]),
        ("ruff format", [*module, "ruff", "format", "--check", "."]),
        ("mypy", [*module, "mypy"]),
        ("import-linter", [str(python().parent / "lint-imports"), "--no-cache"]),
        ("pytest", [*module, "pytest", "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal", *arguments]),
    ]
    for name, command in steps:
        print(f"== {name}", flush=True)
        code = subprocess.run(command, cwd=TOP, check=False).returncode
        if code:
            print(f"{name} failed", file=sys.stderr)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
