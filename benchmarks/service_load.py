"""How the service bears load: a steady rate, more than it can do, and its memory over many calls.

    python -m benchmarks.service_load                       # 200 calls a second for 20 seconds, then overload
    python -m benchmarks.service_load --requests 100000     # and the memory over so many calls

The service is `osteon serve` with a database, as it would run; calls come over the loopback at fixed times,
whether or not earlier ones were answered, and a time counts from the moment at which a call was due.
Every call is about another patient and is written before the clock starts. A card with a suggestion stands in
each answer, which is the most costly kind; `--drafts mixed` orders what is ordered every day besides.
Measure on a machine that does nothing else: the caller takes its share of it, and says how much.
"""

import argparse
import asyncio
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from pathlib import Path

import uvloop

ENGINE = Path(__file__).parents[1] / "engine"
MOST_CONNECTIONS = 400
DISTINCT, PORTION = 10_000, 10_000
DRAFT = {
    "resourceType": "MedicationRequest", "id": "draft", "status": "draft", "intent": "order",
    "subject": {"reference": "Patient/1"}, "medicationCodeableConcept": {"text": "menaquinone-7 100 mcg"},
    "dosageInstruction": [{"text": "1 capsule daily"}],
}  # fmt: skip


MEDICINES = ("Warfarin 5 MG Oral Tablet", "Cholecalciferol 5000 UNT Oral Capsule", "Simvastatin 20 MG",
             "Levothyroxine 50 MCG", "Alendronate 70 MG")  # fmt: skip
MIXED = ("menaquinone-7 100 mcg", "Amlodipine 5 MG Oral Tablet", "Atorvastatin 20 MG", "Metformin 500 MG",
         "Amoxicillin 500 MG Oral Capsule", "Levothyroxine 50 MCG", "Calcium carbonate 500 MG",
         "Prednisone 5 MG", "Cholecalciferol 1000 UNT", "Pantoprazole 40 MG")  # fmt: skip
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


def body(number, drafts=("menaquinone-7 100 mcg",)):
    """A call of order-select on a record of twelve resources; every patient is another one."""
    patient = f"p{number}"
    draft = DRAFT | {
        "subject": {"reference": f"Patient/{patient}"},
        "medicationCodeableConcept": {"text": drafts[number % len(drafts)]},
    }
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


def request(number, drafts):
    content = body(number, drafts)
    head = (
        "POST /cds-services/order-select HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


class Connection(asyncio.Protocol):
    """One connection, on which one call at a time is made. An answer goes to `answered(status, since)`."""

    def __init__(self, caller):
        self.caller, self.transport, self.due, self.got = caller, None, None, b""

    def connection_made(self, transport):
        self.transport = transport

    def call(self, content, due):
        self.due, self.got = due, b""
        self.transport.write(content)

    def data_received(self, data):
        self.got += data
        end = self.got.find(b"\r\n\r\n")
        if end < 0:
            return
        at = self.got.lower().find(b"content-length:", 0, end)
        if len(self.got) - end - 4 >= int(self.got[at + 15 : self.got.index(b"\r\n", at)]):
            self._done(int(self.got[9:12]))
            self.caller.free(self)

    def connection_lost(self, _):
        self.caller.lost(self)
        if self.due is not None:
            self._done(0)

    def _done(self, status):
        due, self.due = self.due, None
        self.caller.answered(status, time.perf_counter() - due)


class Caller:
    """Keeps connections open and hands out idle ones. Status 0 is no answer."""

    def __init__(self, port):
        self.port, self.idle, self.made, self.found = port, [], 0, []
        self.awaited, self.all_there = 0, asyncio.Event()

    async def open(self, count):
        loop = asyncio.get_running_loop()
        for _ in range(min(count, MOST_CONNECTIONS)):
            _, made = await loop.create_connection(lambda: Connection(self), "127.0.0.1", self.port)
            self.idle.append(made)

    def call(self, content, due):
        while self.idle:
            connection = self.idle.pop()
            if not connection.transport.is_closing():
                connection.call(content, due)
                return
        self.answered(0, time.perf_counter() - due)

    def free(self, connection):
        self.idle.append(connection)

    def lost(self, connection):
        if connection in self.idle:
            self.idle.remove(connection)

    def answered(self, status, took):
        self.found.append((status, took))
        if len(self.found) == self.awaited:
            self.all_there.set()


async def steadily(port, rate, requests):
    """Make calls at a fixed rate and return a list of status and time."""
    caller, loop = Caller(port), asyncio.get_running_loop()
    await caller.open(int(2 * rate) + 20)
    caller.awaited, begun, at = len(requests), time.perf_counter() + 0.1, 0

    def on():
        nonlocal at
        now = time.perf_counter()
        while at < len(requests) and begun + at / rate <= now:
            caller.call(requests[at], begun + at / rate)
            at += 1
        if at < len(requests):
            loop.call_later(max(begun + at / rate - now, 0), on)

    loop.call_later(0.1, on)
    await asyncio.wait_for(caller.all_there.wait(), len(requests) / rate + 60)
    return caller.found


async def as_fast_as_possible(port, seconds, requests, callers=6):
    """Return how many calls a second are answered when a few callers each ask again at once."""
    caller, at, answered = Caller(port), 0, 0
    end = time.perf_counter() + seconds

    def again(connection):
        nonlocal at, answered
        answered += 1
        if time.perf_counter() < end:
            at += 1
            connection.call(requests[at % len(requests)], time.perf_counter())
        else:
            caller.all_there.set()

    caller.free = again
    loop = asyncio.get_running_loop()
    for number in range(callers):
        _, made = await loop.create_connection(lambda: Connection(caller), "127.0.0.1", port)
        made.call(requests[number], time.perf_counter())
    await caller.all_there.wait()
    good = sum(status == 200 for status, _ in caller.found)
    return good / seconds


def show(name, found):
    """Print the times of calls by their status."""
    counted = Counter(status for status, _ in found)
    print(f"{name}: {len(found)} calls, by status {dict(sorted(counted.items()))}")
    for status in sorted(counted):
        times = sorted(1000 * each for told, each in found if told == status)
        p50, p99 = (times[min(int(len(times) * part), len(times) - 1)] for part in (0.5, 0.99))
        print(f"  {status}: p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest {times[-1]:.1f} ms")


def memory(pid):
    """Return the megabytes of a process and its children; what they share counts once."""
    total = 0
    for each in [pid, *children(pid)]:
        told = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        total += int(re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)[1])
    return total / 1024


def busy(pid):
    """Return the seconds of processor that the service has used."""
    total = 0
    for each in [pid, *children(pid)]:
        told = Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        total += int(told[11]) + int(told[12])
    return total / os.sysconf("SC_CLK_TCK")


def used():
    """Return the seconds of processor that the caller has used."""
    told = resource.getrusage(resource.RUSAGE_SELF)
    return told.ru_utime + told.ru_stime


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
    parser.add_argument("--gently", type=float, default=0, help="only watch the memory, at this rate")
    parser.add_argument("--drafts", choices=("supplement", "mixed"), default="supplement")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        serving = serve(port, options.processes, folder)
        try:
            measure(serving.pid, port, options)
        finally:
            serving.send_signal(signal.SIGTERM)
            serving.wait()


def run(pid, name, port, rate, requests):
    """Make calls at a fixed rate, and print how they went and what they cost."""
    before, own, begun = busy(pid), used(), time.perf_counter()
    found = uvloop.run(steadily(port, rate, requests))
    took, cost, ours = time.perf_counter() - begun, busy(pid) - before, used() - own
    show(f"{name} ({rate:.0f} a second)", found)
    answered = sum(status == 200 for status, _ in found) or 1
    print(
        f"  processor: service {1000 * cost / answered:.2f} ms for each answer, {cost / took:.2f} cores; ",
        end="",
    )
    print(f"caller {ours / took:.2f} cores")


def measure(pid, port, options):
    drafts = MIXED if options.drafts == "mixed" else MIXED[:1]
    made = [request(number, drafts) for number in range(DISTINCT)]
    uvloop.run(steadily(port, 20, made[:60]))
    if not options.gently:
        bear(pid, port, options, made)
    capacity = options.gently or 0.8 * uvloop.run(as_fast_as_possible(port, 3, made))
    for done in range(0, options.requests, PORTION):
        print(f"memory after {done:,} further calls: {memory(pid):.0f} MB", flush=True)
        uvloop.run(steadily(port, capacity, [made[each % DISTINCT] for each in range(done, done + PORTION)]))
    print(f"memory at the end: {memory(pid):.0f} MB")


def bear(pid, port, options, made):
    """Make calls at the wanted rate, at twice what can be done, and afterwards."""

    def calls(rate, seconds):
        return [made[each % DISTINCT] for each in range(int(rate * seconds))]

    run(pid, "steadily", port, options.rate, calls(options.rate, options.seconds))
    seconds = min(options.seconds, 10)
    before, own = busy(pid), used()
    capacity = uvloop.run(as_fast_as_possible(port, seconds, made))
    print(f"as fast as possible: {capacity:.0f} a second; processor: service ", end="")
    print(f"{(busy(pid) - before) / seconds:.2f} cores, caller {(used() - own) / seconds:.2f} cores")
    run(pid, "twice of that", port, 2 * capacity, calls(2 * capacity, options.seconds / 2))
    rate = min(options.rate, capacity / 2)
    run(pid, "and afterwards", port, rate, calls(rate, 3))


if __name__ == "__main__":
    main()
