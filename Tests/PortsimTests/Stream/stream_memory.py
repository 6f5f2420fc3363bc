"""Reads what `portsim generate` prints and says how much memory it held on the way.

    stream_memory.py PORTSIM EVENTS BOUND_MIB

Two crowds with every default of a population. The first is a stream of so many events whose users come and go:
its peak at a tenth and at the end must be within the bound and within a tenth of one another. The second comes
within seconds and is all there when the most of its 2.4 integrations a user are connected: a user alive may take
1,024 bytes at most.
"""

import subprocess
import sys
import tempfile


def peak_kib(process):
    with open(f"/proc/{process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


def peaks(portsim, users, over, marks):
    """The peaks in KiB after so many lines each, the last after the last of them."""
    with tempfile.NamedTemporaryFile("w", suffix=".json5") as scenario:
        scenario.write(f"{{ portsim: 1, population: {{ users: {users}, arrival: {{ over: '{over}' }} }} }}")
        scenario.flush()
        process = subprocess.Popen([portsim, "generate", scenario.name], stdout=subprocess.PIPE)
        lines, found = 0, []
        for mark in marks:
            while lines < mark:
                if not process.stdout.readline():
                    sys.exit(f"error: the stream ends after {lines} events")
                lines += 1
            found.append(peak_kib(process))
        process.kill()
        process.wait()
        return found


def main():
    portsim, events, bound = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    # Some 23 events a user; a hundred days for each million of events, so that as many are there at any time.
    early, late = peaks(portsim, events // 15, f"{events // 10_000}d", [events // 10, events])
    print(f"stream: peak {early / 1024:.1f} MiB at {events // 10:,} events, {late / 1024:.1f} MiB at {events:,}")
    crowd = 100_000
    few = 1_000
    # The pipe holds the rest back while the peak is read.
    (alone,) = peaks(portsim, few, "20s", [few])
    (together,) = peaks(portsim, crowd, "20s", [20 * crowd])
    each = (together - alone) * 1024 / (crowd - few)
    print(f"crowd: {crowd:,} users alive at once, {each:.0f} bytes each")
    if max(early, late) > bound * 1024 or late > early * 1.1:
        sys.exit(f"error: the stream is not flat within {bound} MiB")
    if each > 1024:
        sys.exit("error: a user alive takes more than 1,024 bytes")


main()
