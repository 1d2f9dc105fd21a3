"""The lid is closed: the program hears of it before the computer sleeps (UNL-8). On a private bus, where this test is
logind; in a process of its own, because Qt keeps its connection to the system's bus as long as the process lives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_signal  # type: ignore[import-untyped]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]

from desktop.shell.sleep import INTERFACE, PATH, SERVICE
from tests.keyring_session import KeyringSession

TOP = Path(__file__).parents[2]
LISTENER = """
from PySide6.QtCore import QCoreApplication, QTimer
from desktop.shell.sleep import SleepWatch
app, watch = QCoreApplication([]), SleepWatch()
watch.falling_asleep.connect(lambda: (print("asleep", flush=True), app.quit()))
print("listening" if watch.listen() else "deaf", flush=True)
QTimer.singleShot(20000, app.quit)
app.exec()
"""


@pytest.mark.requirement("UNL-8")
def test_the_computer_is_about_to_sleep() -> None:
    session = KeyringSession()
    try:
        session.start_bus()
        address = session.environment["DBUS_SESSION_BUS_ADDRESS"]
        environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address, "PYTHONPATH": str(TOP)}
        with (
            open_dbus_connection(bus=address) as logind,
            subprocess.Popen(
                [sys.executable, "-c", LISTENER], stdout=subprocess.PIPE, text=True, env=environment
            ) as it,
        ):
            Proxy(message_bus, logind).RequestName(SERVICE)
            assert it.stdout is not None and it.stdout.readline() == "listening\n"
            for falling_asleep in (False, True):  # false is said after waking
                manager = DBusAddress(PATH, interface=INTERFACE)
                logind.send(new_signal(manager, "PrepareForSleep", "b", (falling_asleep,)))
            assert it.stdout.readline() == "asleep\n"
    finally:
        session.leave()
