#!/usr/bin/env python3
"""launch.py MARK COMMAND ARGUMENT...: runs COMMAND apart from whoever calls.

In a session of its own, with default dispositions of all signals and umask 022: bmake's self-test fails
where SIGINT is ignored, as in a background job of a shell. A signal to this program, or the end of the one
that started it, ends COMMAND and all that it started. MARK is a file that lies there while COMMAND runs, and
stays only when something had to be killed while it wrote.
"""

import ctypes
import os
import signal
import sys
import time

GRACE_SECONDS = 8
POLL_SECONDS = 0.2
PR_SET_PDEATHSIG = 1  # linux/prctl.h
PR_SET_CHILD_SUBREAPER = 36
LIBC = ctypes.CDLL(None)


class Stop(Exception):
    """A signal that asks for the end."""


def stop(number, _frame):
    raise Stop(number)


def parents():
    """The parent of each process."""
    table = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/%s/stat" % name, "rb") as stat:
                    fields = stat.read().rpartition(b")")[2].split()
                if fields[0] != b"Z":
                    table[int(name)] = int(fields[1])
            except (OSError, IndexError):
                continue  # it has ended
    return table


def descendants():
    """What this started, directly or not; orphans come back, for this is a subreaper."""
    table = parents()
    found = {os.getpid()}
    while True:
        more = {pid for pid, parent in table.items() if parent in found} - found
        if not more:
            return found - {os.getpid()}
        found |= more


def reap():
    """Collects what has ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def signal_all(number):
    for pid in descendants():
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass


def end_all():
    """Ends everything; whether nothing had to be killed."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal_all(signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    while time.monotonic() < deadline:
        reap()
        if not descendants():
            return True
        time.sleep(POLL_SECONDS / 4)
    while descendants():
        signal_all(signal.SIGKILL)
        time.sleep(POLL_SECONDS / 4)
        reap()
    return False


def start(command):
    launcher = os.getpid()
    child = os.fork()
    if child == 0:
        # Should this program be killed, the command goes with it, and its namespace with the command.
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != launcher:
            os._exit(1)
        os.setsid()
        for number in range(1, signal.NSIG):
            try:
                signal.signal(number, signal.SIG_DFL)
            except (OSError, ValueError):
                continue  # SIGKILL, SIGSTOP, and what the C library keeps
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        os.umask(0o022)
        try:
            os.execvp(command[0], command)
        except OSError as error:
            print("cannot run %s: %s" % (command[0], error), file=sys.stderr)
            os._exit(127)
    return child


def wait(child, parent):
    """The exit status of CHILD."""
    while True:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == child:
            return os.waitstatus_to_exitcode(status)
        if pid == 0:
            if os.getppid() != parent:
                raise Stop(signal.SIGHUP)
            time.sleep(POLL_SECONDS)


def main(mark, command):
    parent = os.getppid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with open(mark, "w", encoding="ascii") as file:
        file.write("%d\n" % os.getpid())
    try:
        status = wait(start(command), parent)
        status = status if status >= 0 else 128 - status
    except Stop as request:
        status = 128 + request.args[0]
    if end_all():
        os.unlink(mark)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
