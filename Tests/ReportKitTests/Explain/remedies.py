"""Runs every Python remedy of `portsim explain` on right and on wrong input.

    remedies.py FOLDER

FOLDER holds the remedies. Prints the stem of each that holds; an error with its
place ends the process with code 1.
"""

import hashlib
import hmac
import importlib.util
import io
import json
import logging
import pathlib
import sqlite3
import sys
import tempfile
import threading
from datetime import datetime, timedelta, timezone

sys.dont_write_bytecode = True
FOLDER = pathlib.Path(sys.argv[1])
SECRET = "whsec_" + "0123456789abcdef" * 4
BODY = '{"id":"whd_1","event":"integration.created","data":{"alias":"é"}}'.encode()
SIGNATURE = hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest()
# What is no signature, and must neither be taken nor raise.
GARBLED = [
    "", " ", "0" * 64, SIGNATURE[:-1], SIGNATURE + "0", "abc", "a" * 10_000, "zz" * 32,
    "\xe9" * 64, "é" * 32, "sha256=" + SIGNATURE, SIGNATURE + "\n", SIGNATURE + ", " + SIGNATURE,
]


def load(stem):
    """The module of a remedy, whose file name is none of Python's."""
    path = FOLDER / f"{stem}.py"
    spec = importlib.util.spec_from_file_location(stem.replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def expect(actual, wanted):
    if actual != wanted:
        raise AssertionError(f"{actual!r} where {wanted!r} is right")


def expect_raises(kind, call):
    try:
        value = call()
    except kind:
        return
    raise AssertionError(f"{value!r} where {kind.__name__} is right")


def verify_raw_body(m):
    expect(m.is_authentic(BODY, SIGNATURE, SECRET), True)
    for signature in [None, *GARBLED]:
        expect(m.is_authentic(BODY, signature, SECRET), False)
    expect(m.is_authentic(BODY + b" ", SIGNATURE, SECRET), False)
    expect(m.is_authentic(json.dumps(json.loads(BODY)).encode(), SIGNATURE, SECRET), False)
    expect(m.is_authentic(BODY, SIGNATURE, SECRET + "\n"), False)


def read_signature(m):
    expect(m.read_signature([("x-WEBHOOK-signature", SIGNATURE)]), bytes.fromhex(SIGNATURE))
    expect(m.read_signature([]), None)
    expect(m.read_signature([("X-Webhook-Signature", SIGNATURE)] * 2), None)
    for value in GARBLED + [SIGNATURE.upper()]:
        if value != "0" * 64:
            expect(m.read_signature([("X-Webhook-Signature", value)]), None)


def require_secret(m):
    expect(m.require_secret({"WEBHOOK_SECRET": SECRET + "\n"}), SECRET)
    for value in ["", "  \n", "None", "null", "undefined", "changeme"]:
        expect_raises(SystemExit, lambda: m.require_secret({"WEBHOOK_SECRET": value}))
    expect_raises(SystemExit, lambda: m.require_secret({}))
    try:
        m.require_secret({"WEBHOOK_SECRET": "tooShort"})
    except SystemExit as end:
        expect("tooShort" in str(end), False)


def rotate_secrets(m):
    given = bytes.fromhex(SIGNATURE)
    for secrets in [[SECRET], ["new" * 9, SECRET], [SECRET, "new" * 9]]:
        expect(m.is_authentic_by_any(BODY, given, secrets), True)
    for secrets in [[], ["new" * 9], ["", "None"]]:
        expect(m.is_authentic_by_any(BODY, given, secrets), False)
    expect(m.is_authentic_by_any(BODY, given[:31], [SECRET]), False)
    expect(m.is_authentic_by_any(BODY, b"", [SECRET]), False)


def verify_before_parse(m):
    def signed(body):
        return m.receive(body, lambda _: True)

    expect(signed(BODY), (200, json.loads(BODY)))
    for body in [b"", b'{"id":', b"[]", b"null", b"5", b'{"event":5}', b"\xff", b"[" * 100_000]:
        expect(m.receive(body, lambda _: False), (401, None))
        expect(signed(body), (400, None))
    for change in [{"data": None}, {"data": []}, {"id": 1}, {"event": None}]:
        expect(signed(json.dumps({**json.loads(BODY), **change}).encode()), (400, None))
    expect(signed(BODY[:-1] + b',"event":"b"}')[0], 200)


def refuse_uniformly(m):
    def refuse(reason):
        raise m.Refused(reason)

    logging.getLogger("webhooks").setLevel(logging.CRITICAL + 1)
    expect(m.respond(lambda: 200)[0], 200)
    answers = {m.respond(lambda: refuse(reason)) for reason in ["wrong " + SIGNATURE, "none"]}
    expect(answers, {(401, '{"error":"unauthorized"}')})
    status, body = m.respond(lambda: {}["walletId"])
    expect((status, json.loads(body)["error"]), (500, "internal"))
    expect("walletId" in body or "Error" in body or ".py" in body, False)


def route_by_body(m):
    logging.getLogger("webhooks").setLevel(logging.CRITICAL + 1)
    calls = []
    handlers = {
        "integration.created": lambda data: calls.append(("created", data)),
        "integration.deleted": lambda data: calls.append(("deleted", data)),
    }
    event = {"event": "integration.created", "data": 1}
    for headers in [{}, {"X-Webhook-Event": "integration.deleted"}]:
        expect(m.route(event, headers, handlers), True)
    expect(calls, [("created", 1)] * 2)
    expect(m.route({"event": "new.kind", "data": 1}, {}, handlers), False)


def deduplicate(m):
    database = sqlite3.connect(":memory:")
    database.execute(m.TABLE)
    database.execute("CREATE TABLE done (id TEXT)")
    database.commit()

    def work(connection, event):
        connection.execute("INSERT INTO done VALUES (?)", (event["content"],))
        if event.get("fails"):
            raise OSError("the first time only")

    def count():
        return database.execute("SELECT count(*) FROM done").fetchone()[0]

    expect([m.take_once(database, {"id": "a", "content": "x"}, work) for _ in range(3)], [200] * 3)
    expect(count(), 1)
    expect_raises(
        OSError, lambda: m.take_once(database, {"id": "b", "content": "x", "fails": True}, work)
    )
    expect(count(), 1)
    expect(m.take_once(database, {"id": "b", "content": "x"}, work), 200)
    expect(count(), 2)
    for opaque in ["whd_" + "0" * 200, "-_.", "A", "a "]:
        expect(m.take_once(database, {"id": opaque, "content": "x"}, work), 200)
    expect(count(), 6)
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/seen.sqlite"
        with sqlite3.connect(path) as file:
            file.execute(m.TABLE)
        done, ready = [], threading.Barrier(4)

        def race():
            connection = sqlite3.connect(path)
            ready.wait()
            expect(m.take_once(connection, {"id": "a"}, lambda *_: done.append(1)), 200)
            connection.close()

        threads = [threading.Thread(target=race) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        expect(done, [1])


def job(status, moment, **others):
    data = {"uid": "u", "action": "DETECT_TRANSFER", "status": status, "timestamp": moment}
    return {"data": {**data, "reason": None, **others}}


def order_jobs(m):
    def after(*events):
        jobs = {}
        for event in events:
            m.apply_job(jobs, event)
        return jobs

    def status(*events):
        return after(*events)["u", "DETECT_TRANSFER"].status

    expect(status(job("started", 1), job("completed", 2)), "completed")
    expect(status(job("completed", 2), job("started", 1)), "completed")
    expect(status(job("started", 1), job("completed", 1)), "completed")
    expect(status(job("completed", 1), job("started", 1)), "completed")
    expect(status(job("completed", 2), job("started", 3)), "started")
    expect(status(job("completed", 2), job("started", 3), job("failed", 4)), "failed")
    expect(status(job("completed", 2), job("paused", 3)), "paused")
    jobs = after(job("failed", 1, reason="r" * 300), job("started", 1, uid="v"))
    expect(jobs["u", "DETECT_TRANSFER"].reason, "r" * 300)
    expect(jobs["v", "DETECT_TRANSFER"].status, "started")
    both = after(job("started", 5), job("completed", 4, action="ACCOUNT_MANAGER"))
    expect(sorted(one.status for one in both.values()), ["completed", "started"])
    grant = job("started", 1)
    del grant["data"]["uid"]
    expect(list(after({**grant, "grant_id": "g"})), [("g", "DETECT_TRANSFER")])
    lost = after(job("started", 0))["u", "DETECT_TRANSFER"]
    expect([lost.is_overdue(3_600_000), lost.is_overdue(3_600_001)], [False, True])
    expect(after(job("completed", 0))["u", "DETECT_TRANSFER"].is_overdue(10**13), False)


def wallet(kind, second, status, synced=0, uid="u", identifier="w", **others):
    data = {"uid": uid, "walletId": identifier, "status": status, "lastSyncedAt": synced}
    moment = f"2026-01-01T00:00:{second:02}.000Z"
    return {"event": f"integration.{kind}", "timestamp": moment, "data": data, **others}


def order_integrations(m):
    def status(*events, key=("u", "w")):
        wallets = {}
        for event in events:
            m.apply_integration(wallets, event)
        return wallets[key]["status"]

    created, ongoing = wallet("created", 1, "QUEUED"), wallet("updated", 2, "ONGOING")
    completed, failed = wallet("updated", 3, "COMPLETED", 3), wallet("failed", 3, "FAILED")
    expect(status(created, ongoing, completed), "COMPLETED")
    expect(status(completed, ongoing, created), "COMPLETED")
    expect(status(failed, wallet("updated", 4, "ONGOING")), "ONGOING")
    expect(status(failed, ongoing), "FAILED")
    expect(status(wallet("updated", 1, "ONGOING"), created), "ONGOING")
    expect(status(completed, wallet("created", 9, "QUEUED", uid="v")), "COMPLETED")
    expect(status(completed, wallet("created", 9, "QUEUED", identifier="x")), "COMPLETED")
    # Sent later, happened earlier.
    old = wallet("updated", 9, "ONGOING", 1, grant_id="g")
    expect(status(wallet("updated", 3, "COMPLETED", 3, grant_id="g"), old), "COMPLETED")
    mixed = [
        {**wallet("updated", 0, "COMPLETED"), "timestamp": "2026-01-01T00:00:01.500Z"},
        {**wallet("updated", 0, "ONGOING"), "timestamp": "2026-01-01T00:00:01Z"},
    ]
    expect([status(*mixed), status(*reversed(mixed))], ["COMPLETED"] * 2)


def delete_for_good(m):
    def after(*events):
        wallets = {}
        for event in events:
            m.apply_or_bury(wallets, event, lambda _, one: wallets.update({("u", one["data"]["walletId"]): one["data"]}))
        return {key[1]: value["status"] for key, value in wallets.items()}

    created, deleted = wallet("created", 1, "QUEUED"), wallet("deleted", 5, "COMPLETED")
    late = wallet("updated", 9, "ONGOING")
    expect(after(created), {"w": "QUEUED"})
    for events in [(created, deleted, late), (deleted, created), (deleted, deleted)]:
        expect(after(*events), {"w": "DELETED"})
    again = wallet("created", 6, "QUEUED", identifier="x")
    expect(after(deleted, again), {"w": "DELETED", "x": "QUEUED"})


def tolerate_unknown(m):
    calls = []
    handlers = {"integration.created": calls.append}
    for kind in ["portfolio.rebalanced", "", "integration.created"]:
        expect(m.take({"event": kind, "data": kind, "workspace_id": None}, handlers), 200)
    expect(calls, ["integration.created"])
    expect([m.label("ONGOING"), m.label("INACTIVE"), m.label("active")], ["Syncing", "Inactive", "Active"])


def optional_fields(m):
    data = {"empty": "", "null": None, "text": "x", "number": 0, "flag": True}
    keys = ["empty", "null", "absent", "number", "text"]
    expect([m.optional_text(data, key) for key in keys], [None, None, None, None, "x"])
    keys = ["number", "null", "absent", "text", "flag"]
    expect([m.optional_integer(data, key) for key in keys], [0, None, None, None, None])
    expect(m.owner({"data": {"uid": "u"}, "grant_id": "g"}), "u")
    expect([m.owner({"data": {}, "grant_id": "g"}), m.owner({"data": {"uid": None}})], ["g", None])


def read_body(m):
    def read(body, kind="application/json", length=True, **others):
        environ = {"wsgi.input": io.BytesIO(body), "CONTENT_TYPE": kind, **others}
        if length:
            environ["CONTENT_LENGTH"] = str(len(body))
        return m.read_body(environ)

    for kind in ["application/json", "Application/JSON ; charset=utf-8"]:
        expect(read(BODY, kind), (200, BODY))
    expect(read(BODY, length=False, **{"wsgi.input_terminated": True}), (200, BODY))
    expect(read(b"x" * 1_048_576)[0], 200)
    expect(read(b"x" * 1_048_577), (413, b""))
    expect(read(b"x" * 1_048_577, length=False, **{"wsgi.input_terminated": True})[0], 413)
    refused = io.BytesIO(BODY)
    length = str(len(BODY))
    environ = {"wsgi.input": refused, "CONTENT_TYPE": "text/plain", "CONTENT_LENGTH": length}
    expect((m.read_body(environ), refused.read()), ((415, b""), b""))
    expect(read(b"", "", CONTENT_LENGTH="x", length=False), (415, b""))


def wide_integers(m):
    expect([m.whole(3_000_000_000), m.whole(0), m.whole(2**63 - 1)], [3_000_000_000, 0, 2**63 - 1])
    read = [m.whole(json.loads(text)) for text in ["1640995200000.0", "1e3"]]
    expect((read, [type(one) for one in read]), ([1_640_995_200_000, 1000], [int, int]))
    for value in [1.5, True, "1", None, 2**63, float("inf"), float("nan")]:
        expect_raises(ValueError, lambda: m.whole(value))


def acknowledge_first(m):
    with tempfile.TemporaryDirectory() as folder:
        spool = pathlib.Path(folder)
        for identifier, body in [("../../etc", b"1"), ("a", b"2"), ("a", b"2"), ("\ud800", b"3")]:
            expect(m.acknowledge(spool, identifier, body), 200)
        taken = []

        def fail_at_two(body):
            if body == b"2":
                raise OSError("the first time only")
            taken.append(body)

        expect_raises(OSError, lambda: m.work(spool, fail_at_two))
        m.work(spool, taken.append)
        expect((sorted(taken), list(spool.iterdir())), ([b"1", b"2", b"3"], []))
        m.WAITING_MAX = 1
        expect([m.acknowledge(spool, one, b"") for one in "bc"], [200, 503])


def keep_text_verbatim(m):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE wallet (id TEXT PRIMARY KEY, alias TEXT)")
    database.execute("INSERT INTO wallet VALUES ('w', '')")
    for text in ["'; DROP TABLE wallet;--", " <b>{{7*7}} ", "../../etc", "👩‍👩‍👧 \u202e e\u0301 \r\n"]:
        m.store_alias(database, "w", text)
        expect(database.execute("SELECT alias FROM wallet").fetchall(), [(text,)])
    m.store_alias(database, "w", "a\0b\ud800c")
    expect(database.execute("SELECT alias FROM wallet").fetchall(), [("a\ufffdb\ufffdc",)])
    expect(m.as_html("<script>'\"&"), "&lt;script&gt;&#x27;&quot;&amp;")
    expect("\n" in m.as_log("a\r\nGET /"), False)


def guard_fetches(m):
    url = "https://storage.googleapis.com/logo.png"
    expect(m.address_to_fetch(url, lambda _: ["142.250.1.2"]), "142.250.1.2")
    for private in ["127.0.0.1", "169.254.169.254", "10.0.0.1", "192.168.1.1", "::1", "fd00::1"]:
        expect(m.address_to_fetch(url, lambda _: ["142.250.1.2", private]), None)
    expect(m.address_to_fetch(url, lambda _: []), None)
    for wrong in [
        url.replace("https", "http"), "https://evil.example/", "https://storage.googleapis.com:8443/",
        "https://me@storage.googleapis.com/", "https://storage.googleapis.com@127.0.0.1/", "file:///etc/passwd",
        "", "https://[", "https://storage.googleapis.com:port/",
    ]:
        expect(m.address_to_fetch(wrong, lambda _: ["142.250.1.2"]), None)


def serve_in_place(m):
    for path in [m.PATH, m.PATH + "/"]:
        expect(m.gate("POST", "https", path), (200, {}))
    for method in ["GET", "PUT", "HEAD"]:
        expect(m.gate(method, "https", m.PATH), (405, {"Allow": "POST"}))
    expect([m.gate("POST", "http", m.PATH)[0], m.gate("POST", "https", "/")[0]], [403, 404])


def limit_age(m):
    now = datetime(2026, 3, 1, tzinfo=timezone.utc)

    def timely(age):
        return m.is_timely((now - age).isoformat().replace("+00:00", "Z"), now)

    ages = [timedelta(hours=2), timedelta(days=30), timedelta(minutes=-5)]
    expect([timely(age) for age in ages], [True] * 3)
    ages = [timedelta(days=30, seconds=1), timedelta(minutes=-5, seconds=-1)]
    expect([timely(age) for age in ages], [False] * 2)
    expect(m.is_timely("2026-02-20T18:09:07.962Z", now), True)
    for text in ["", "yesterday", "2026-02-20T18:09:07", "2026-13-20T18:09:07Z"]:
        expect(m.is_timely(text, now), False)


for check in [
    verify_raw_body, read_signature, require_secret, rotate_secrets, verify_before_parse, refuse_uniformly,
    route_by_body, deduplicate, order_jobs, order_integrations, delete_for_good, tolerate_unknown,
    optional_fields, read_body, wide_integers, acknowledge_first, keep_text_verbatim, guard_fetches,
    serve_in_place, limit_age,
]:
    stem = check.__name__.replace("_", "-")
    check(load(stem))
    print(stem)
