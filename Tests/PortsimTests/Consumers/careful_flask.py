"""A consumer in Flask that does all that can be asked of one, for every profile.

- Only what is signed is believed: the body, verified byte for byte; events, ids and times are the body's.
- An id is remembered in the moment in which its work is done; what comes again is acknowledged and has no effect.
- Jobs go by data.timestamp, at equal times the end wins; integrations by the time of the envelope, or, where that
  is the time of the delivery, by lastSyncedAt before it. What was deleted stays so.
- What is not known is passed over, what is signed and no event is refused with 400, all else with one 401.

Prints the port it listens on. The secret is in WEBHOOK_SECRET, the one before in WEBHOOK_SECRET_PREVIOUS.
`/debug/state` tells of the users that were heard of last; `/debug/reset` and `/debug/fail-next` do what they say.
"""
import hashlib
import hmac
import json
import logging
import os
import re
import socket
import threading
from collections import OrderedDict

from flask import Flask, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.serving import make_server

SECRETS = [os.environ["WEBHOOK_SECRET"].encode()]
if os.environ.get("WEBHOOK_SECRET_PREVIOUS"):
    SECRETS.append(os.environ["WEBHOOK_SECRET_PREVIOUS"].encode())
BODY_BYTES_MAX = 1 << 20
USERS_SHOWN_MAX = 32
STATUSES = {"QUEUED", "ONGOING", "SYNCING", "COMPLETED", "FAILED", "DELETING", "DELETED", "INACTIVE", "active"}
JOB_RANKS = {"started": 0, "completed": 1, "failed": 1}

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = BODY_BYTES_MAX
lock = threading.Lock()
processed = set()
users = OrderedDict()
fails_next = False


def is_signed(body, signature):
    """Whether a body carries its signature: 64 lower-case hex digits, compared in constant time."""
    if not re.fullmatch("[0-9a-f]{64}", signature or ""):
        return False
    given = signature.encode()
    matches = [
        hmac.compare_digest(hmac.new(secret, body, hashlib.sha256).hexdigest().encode(), given)
        for secret in SECRETS
    ]
    return any(matches)


def read_event(body):
    """The body as an event; None where it is none."""
    try:
        # Half of a surrogate pair is text in JSON and none anywhere else.
        value = json.loads(json.dumps(json.loads(body)).encode().decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or not isinstance(value.get("data"), dict):
        return None
    name = value.get("event", value.get("type"))
    if not isinstance(name, str) or not isinstance(value.get("id"), str) or not value["id"]:
        return None
    return value


@app.post("/webhooks/kryptos")
def take_delivery():
    global fails_next
    body = request.get_data()
    if not is_signed(body, request.headers.get("X-Webhook-Signature")):
        return "Unauthorized\n", 401
    event = read_event(body)
    if event is None:
        return "Bad Request\n", 400
    with lock:
        if fails_next:
            fails_next = False
            return "Service Unavailable\n", 503
        if event["id"] not in processed:
            apply(event)
            processed.add(event["id"])
    return "", 204


@app.errorhandler(RequestEntityTooLarge)
def refuse_size(_):
    return "Payload Too Large\n", 413


def apply(event):
    name = event.get("event", event.get("type"))
    data = event["data"]
    owner = data.get("uid") or event.get("grant_id")
    category, _, action = name.partition(".")
    if not isinstance(owner, str):
        return
    if category == "integration" and isinstance(data.get("walletId"), str):
        apply_integration(user(owner)["wallets"].setdefault(data["walletId"], {}), action, event)
    elif category in ("transfer_detection", "costbasis") and action in JOB_RANKS:
        apply_job(user(owner)["jobs"].setdefault(category, {}), action, data)


def user(owner):
    """The user of a name, who is then the one that was heard of last."""
    found = users.setdefault(owner, {"wallets": {}, "jobs": {}})
    users.move_to_end(owner)
    return found


def apply_integration(wallet, action, event):
    data = event["data"]
    if action == "deleted":
        wallet["deleted"] = True
    time = str(event.get("timestamp", ""))
    # With grants the envelope's time is that of the delivery, which a retry made anew may have later.
    order = [data.get("lastSyncedAt") or 0, time] if "grant_id" in event and "uid" not in data else [0, time]
    if action not in ("created", "updated", "failed") or order < wallet.get("order", [0, ""]):
        return
    if data.get("status") in STATUSES:
        wallet["status"] = data["status"]
    wallet["order"] = order
    wallet["details"] = {key: data.get(key) for key in ("alias", "totalTransactions", "lastSyncedAt")}


def apply_job(job, action, data):
    order = [data.get("timestamp") or 0, JOB_RANKS[action]]
    if order < job.get("order", [0, 0]):
        return
    job.update(order=order, status=action, reason=data.get("reason"))


def shown(found):
    wallets = {name: wallet for name, wallet in found["wallets"].items() if not wallet.get("deleted")}
    return {
        "integrations": {name: wallet.get("status") for name, wallet in wallets.items()},
        "details": {name: wallet.get("details") for name, wallet in wallets.items()},
        "reasons": {name: job["reason"] for name, job in found["jobs"].items()},
        **{name: job["status"] for name, job in found["jobs"].items()},
    }


@app.get("/debug/state")
def state():
    with lock:
        last = list(users)[-USERS_SHOWN_MAX:]
        return jsonify({"processed": len(processed), "users": {name: shown(users[name]) for name in last}})


@app.post("/debug/reset")
def reset():
    with lock:
        processed.clear()
        users.clear()
    return "", 204


@app.post("/debug/fail-next")
def fail_next():
    global fails_next
    fails_next = True
    return "", 204


# A line for each request would fill the pipe that nobody reads.
logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server("127.0.0.1", 0, app, threaded=True)
server.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
