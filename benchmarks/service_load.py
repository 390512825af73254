"""How the service bears load: a steady rate, more than it can do, and its memory over many calls.

    python -m benchmarks.service_load                       # 200 calls a second for 20 seconds, then overload
    python -m benchmarks.service_load --requests 100000     # and the memory over so many calls

The service is `osteon serve` with a database, as it would run; calls come over the loopback at fixed times,
whether or not earlier ones were answered, and a time counts from the moment at which a call was due.
Measure on a machine that does nothing else: the caller takes its share of it.
"""

import argparse
import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from pathlib import Path

ENGINE = Path(__file__).parents[1] / "engine"
MOST_CONNECTIONS = 400
DRAFT = {
    "resourceType": "MedicationRequest", "id": "draft", "status": "draft", "intent": "order",
    "subject": {"reference": "Patient/1"}, "medicationCodeableConcept": {"text": "menaquinone-7 100 mcg"},
    "dosageInstruction": [{"text": "1 capsule daily"}],
}  # fmt: skip


MEDICINES = ("Warfarin 5 MG Oral Tablet", "Cholecalciferol 5000 UNT Oral Capsule", "Simvastatin 20 MG",
             "Levothyroxine 50 MCG", "Alendronate 70 MG")  # fmt: skip
CONDITIONS = ("osteoporosis", "atrial fibrillation", "hypertension", "asthma", "gout")


def listed(kind, names, patient, **more):
    """A Bundle of what a patient takes or has."""
    key = "medicationCodeableConcept" if "Medication" in kind else "code"
    subject = {"reference": f"Patient/{patient}"}
    entries = [
        {
            "resource": {
                "resourceType": kind,
                "id": f"{kind}-{at}",
                "subject": subject,
                key: {"text": name},
                **more,
            }
        }
        for at, name in enumerate(names)
    ]
    return {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries}


def body(number):
    """A call of order-select on a record of twelve resources; every patient is another one."""
    patient = f"p{number}"
    draft = DRAFT | {"subject": {"reference": f"Patient/{patient}"}}
    born = f"{1936 + number % 50}-01-01"
    call = {
        "hook": "order-select",
        "hookInstance": f"d1577c69-dfbe-44ad-ba6d-{number:012x}",
        "context": {
            "userId": "Practitioner/1",
            "patientId": patient,
            "selections": ["MedicationRequest/draft"],
            "draftOrders": {"resourceType": "Bundle", "entry": [{"resource": draft}]},
        },
        "prefetch": {
            "patient": {"resourceType": "Patient", "id": patient, "gender": "female", "birthDate": born},
            "medicationRequests": listed(
                "MedicationRequest", MEDICINES, patient, status="active", intent="order"
            ),
            "conditions": listed(
                "Condition", CONDITIONS, patient, clinicalStatus={"coding": [{"code": "active"}]}
            ),
        },
    }
    return json.dumps(call).encode()


def request(number):
    content = body(number)
    head = (
        "POST /cds-services/order-select HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


class Caller:
    """Keeps connections open and hands out idle ones."""

    def __init__(self, port):
        self.port, self.idle, self.made = port, [], 0

    async def call(self, content, due):
        """Return the status and the seconds since the call was due; status 0 where there was no answer."""
        try:
            connection = self.idle.pop() if self.idle else await self._connect()
        except OSError:
            return 0, time.perf_counter() - due
        reader, writer = connection
        try:
            writer.write(content)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(re.search(rb"content-length: (\d+)", head, re.IGNORECASE)[1])
            await reader.readexactly(length)
        except (OSError, asyncio.IncompleteReadError):
            self.made -= 1
            writer.close()
            return 0, time.perf_counter() - due
        self.idle.append(connection)
        return int(head[9:12]), time.perf_counter() - due

    async def _connect(self):
        if self.made >= MOST_CONNECTIONS:
            raise OSError("too many connections")
        self.made += 1
        return await asyncio.open_connection("127.0.0.1", self.port)


async def steadily(port, rate, seconds, first=0):
    """Call at a fixed rate and return a list of status and time."""
    caller, tasks, begun = Caller(port), [], time.perf_counter() + 0.1
    for at in range(int(rate * seconds)):
        due = begun + at / rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(caller.call(request(first + at), due)))
    return await asyncio.gather(*tasks)


async def as_fast_as_possible(port, seconds, callers=6):
    """Return how many calls a second are answered when a few callers each ask again at once."""
    end, answered = time.perf_counter() + seconds, 0

    async def one(number):
        nonlocal answered
        caller = Caller(port)
        while time.perf_counter() < end:
            status, _ = await caller.call(request(number), time.perf_counter())
            answered += status == 200
            number += callers

    await asyncio.gather(*(one(number) for number in range(callers)))
    return answered / seconds


def show(name, found):
    """Print the times of calls by their status."""
    counted = Counter(status for status, _ in found)
    print(f"{name}: {len(found)} calls, by status {dict(sorted(counted.items()))}")
    for status in sorted(counted):
        times = sorted(1000 * each for told, each in found if told == status)
        p50, p99 = (times[min(int(len(times) * part), len(times) - 1)] for part in (0.5, 0.99))
        print(f"  {status}: p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest {times[-1]:.1f} ms")


def memory(pid):
    """Return the megabytes of a process and its children."""
    total = 0
    for each in [pid, *children(pid)]:
        told = Path(f"/proc/{each}/status").read_text(encoding="ascii")
        total += int(re.search(r"VmRSS:\s+(\d+)", told)[1])
    return total / 1024


def children(pid):
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(each) for each in listed.split()]


def serve(port, processes, folder):
    """Start the service and wait until it is ready."""
    words = ["serve", "--dev", "--port", str(port), "--processes", str(processes)]
    words += ["--database", f"sqlite:///{folder}/records.sqlite"]
    path = os.pathsep.join(filter(None, [str(ENGINE), os.environ.get("PYTHONPATH")]))
    with Path(folder, "log").open("wb") as log:
        serving = subprocess.Popen(
            [sys.executable, "-m", "osteon", *words], stderr=log, env=os.environ | {"PYTHONPATH": path}
        )
    while serving.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=5).read()
        except OSError:
            time.sleep(0.2)
        else:
            return serving
    raise SystemExit(Path(folder, "log").read_text(encoding="utf-8"))


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rate", type=float, default=200, help="calls a second")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--requests", type=int, default=0, help="calls over which the memory is watched")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        serving = serve(port, options.processes, folder)
        try:
            measure(serving.pid, port, options)
        finally:
            serving.send_signal(signal.SIGTERM)
            serving.wait()


def measure(pid, port, options):
    asyncio.run(steadily(port, min(options.rate, 50), 2))
    show(f"{options.rate:g} a second", asyncio.run(steadily(port, options.rate, options.seconds)))
    capacity = asyncio.run(as_fast_as_possible(port, min(options.seconds, 10)))
    print(f"as fast as possible: {capacity:.0f} a second")
    show(
        f"twice of that ({2 * capacity:.0f} a second)",
        asyncio.run(steadily(port, 2 * capacity, options.seconds / 2)),
    )
    show("and afterwards", asyncio.run(steadily(port, min(options.rate, capacity / 2), 3)))
    done, portion = 0, 10_000
    while done < options.requests:
        print(f"memory after {done:,} further calls: {memory(pid):.0f} MB")
        asyncio.run(steadily(port, capacity * 0.8, portion / (capacity * 0.8), done))
        done += portion
    print(f"memory at the end: {memory(pid):.0f} MB")


if __name__ == "__main__":
    main()
