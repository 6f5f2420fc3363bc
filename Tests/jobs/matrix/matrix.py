"""Tries every consumer persona on every contract check: each is caught by exactly the checks that are meant for it.

matrix.py PORTSIM ROUNDS [WIDTH]: so many times, so many verifications at once (8, most of what one does is wait).
"""
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
import threading

ENVIRONMENT = {"PATH": os.environ["PATH"], "PORTSIM_SECRET": "whsec_of_the_matrix",
               "SECRET_BEFORE": "whsec_of_the_matrix_before"}
READS = {"processed": "/processed", "integration": "/users/{uid}/integrations/{walletId}",
         "transferDetection": "/users/{uid}/transfer_detection", "costBasis": "/users/{uid}/costbasis",
         "reason": "/users/{uid}/reasons/transfer_detection"}
DETAILS = ("alias", "totalTransactions", "lastSyncedAt")


def personas(portsim):
    """Names, each with the ids of the checks that are meant for it."""
    listed = subprocess.run([portsim, "list", "personas"], capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        name, rest = line.split(maxsplit=1)
        ids = rest.partition(":")[0].split()
        yield name, set() if ids == ["good"] else set(ids)


def probe(base):
    reads = READS | {name: "/users/{uid}/details/{walletId}/" + name for name in DETAILS}
    return {"url": base + "/debug/state", "read": reads, "reset": base + "/debug/reset",
            "failNext": base + "/debug/fail-next", "secretPrevious": ENVIRONMENT["SECRET_BEFORE"]}


def verify(portsim, name):
    """The report of one verification of one persona that has just been started."""
    with tempfile.TemporaryDirectory() as folder:
        consumer = subprocess.Popen(
            [portsim, "listen", "--port", "0", "--persona", name, "--secret-previous-env", "SECRET_BEFORE", "--quiet"],
            env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            base = re.search(r"http://\S+", consumer.stdout.readline()).group()
            file = os.path.join(folder, "probe.json")
            with open(file, "w") as out:
                json.dump(probe(base), out)
            done = subprocess.run(
                [portsim, "verify", base + "/webhooks", "--probe", file, "--report", "json=-", "--quiet",
                 "--max-time", "5m"],
                env=ENVIRONMENT, capture_output=True, text=True)
            return json.loads(done.stdout)
        finally:
            consumer.terminate()
            consumer.communicate()


def main():
    portsim, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    width = int(sys.argv[3]) if len(sys.argv) > 3 else 8
    meant = dict(personas(portsim))
    lock = threading.Lock()
    verdicts, surprises, seconds = collections.Counter(), [], []

    def attempt(number, name):
        report = verify(portsim, name)
        caught = {check["id"]: check for check in report["checks"] if check["verdict"] in ("fail", "warn")}
        with lock:
            verdicts.update(check["verdict"] for check in report["checks"])
            seconds.append(float(report["wallSeconds"]))
            place = f"{name}, round {number}"
            for check in sorted(meant[name] - caught.keys()):
                surprises.append(f"{place}: not caught by {check}")
            for check in sorted(caught.keys() - meant[name]):
                surprises.append(f"{place}: caught by {check}: {caught[check]['message']}")

    # The slowest takes minutes: no round waits for the one before.
    with concurrent.futures.ThreadPoolExecutor(width) as pool:
        tasks = [pool.submit(attempt, number, name) for number in range(1, rounds + 1) for name in meant]
        for number, task in enumerate(tasks, 1):
            task.result()
            if number % len(meant) == 0:
                print(f"round {number // len(meant)}: {len(surprises)} cells so far that are not as meant",
                      file=sys.stderr, flush=True)
    for surprise in surprises:
        print(surprise)
    seconds.sort()
    cells = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
    print(f"{len(seconds)} verifications of {len(meant)} personas, {rounds} times: {cells};"
          f" the median took {seconds[len(seconds) // 2]:.1f} s;"
          f" {len(surprises)} cells not as meant")
    sys.exit(1 if surprises else 0)


main()
