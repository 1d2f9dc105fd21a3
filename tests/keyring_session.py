"""A desktop session of its own: a private message bus with a real gnome-keyring in temporary folders.

Nothing of the account that runs the tests is read or written. Each process has its own, so that tests may run side by
side. Linux only; elsewhere the account's own keyring answers, under the fresh vault ids that each test draws.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PASSWORD = "only for tests"
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""


class KeyringSession:
    """``start_bus`` then ``start_keyring``, or both by ``with``; ``environment`` is what a program in it would see."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="siteward-"))
        self.keyrings = self.folder / "data" / "keyrings"
        for name in ("data", "config", "cache", "runtime"):
            (self.folder / name).mkdir(mode=0o700)
        self.environment = {f"XDG_{kind}_HOME": str(self.folder / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE")}
        self.environment["XDG_RUNTIME_DIR"] = str(self.folder / "runtime")
        self.environment["HOME"] = str(self.folder)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={self.folder}/bus"
        self._before: dict[str, str | None] = {}
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> KeyringSession:
        self.enter()
        self.start_bus()
        self.start_keyring()
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def enter(self) -> None:
        """This process lives in it now."""
        self._before = {name: os.environ.get(name) for name in self.environment}
        os.environ.update(self.environment)

    def leave(self) -> None:
        """Ends what was started here, the keyring first, and puts the environment back."""
        while self._running:
            self._stop(self._running.pop())
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(self.folder, ignore_errors=True)

    def start_bus(self) -> None:
        config = self.folder / "bus.conf"
        config.write_text(_CONFIG.format(socket=self.folder / "bus"))
        self._start(["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"])
        _until(self._listens, "the message bus")

    def start_keyring(self, password: str = PASSWORD) -> None:
        """Unlocked with ``password``; a new login keyring is made with it where there is none."""
        daemon = self._start(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], password)
        _until(self._answers, "the keyring")
        assert daemon.poll() is None

    def stop_keyring(self) -> None:
        self._stop(self._running.pop())

    def lock(self) -> None:
        """As a person does in the passwords program."""
        import secretstorage

        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_default_collection(bus).lock()

    def make_plain_text(self) -> None:
        """A default keyring with an empty password, as GNOME Keyring writes it. Before ``start_keyring``."""
        self.keyrings.mkdir(mode=0o700)
        lines = ("[keyring]", "display-name=Plain", "ctime=0", "mtime=0", "lock-on-idle=false", "lock-after=false", "")
        (self.keyrings / "No_password.keyring").write_text("\n".join(lines))
        (self.keyrings / "default").write_text("No_password")

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as end:
            return end.connect_ex(str(self.folder / "bus")) == 0

    def _answers(self) -> bool:
        import secretstorage
        from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
        from jeepney.io.blocking import Proxy  # type: ignore[import-untyped]

        with closing(secretstorage.dbus_init()) as bus:
            return bool(Proxy(message_bus, bus).NameHasOwner("org.freedesktop.secrets")[0])

    def _start(self, command: list[str], entered: str = "") -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **self.environment},
        )
        assert process.stdin is not None
        process.stdin.write(entered.encode())
        process.stdin.close()
        self._running.append(process)
        return process

    @staticmethod
    def _stop(process: subprocess.Popen[bytes]) -> None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 20
    pause = threading.Event()
    while not true():
        assert time.monotonic() < deadline, f"{what} did not start"
        pause.wait(0.005)
