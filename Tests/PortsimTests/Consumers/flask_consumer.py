"""A consumer as the provider's Python sample shows it, with what its best practices ask for:
verification over the raw body, deduplication by the id, state that late events do not turn back. Deliveries of an account service are
told by their "type"; of their head nothing but the signature is used.

Prints the port it listens on; the secret is in WEBHOOK_SECRET.
"""
import hashlib
import hmac
import logging
import os
import socket
import threading

from flask import Flask, abort, jsonify, request
from werkzeug.serving import make_server

WEBHOOK_SECRET = os.environ["WEBHOOK_SECRET"]
app = Flask(__name__)
lock = threading.Lock()
processed = set()
repeats = 0
users = {}


def verify_webhook_signature(payload, signature, secret):
    expected = hmac.new(secret.encode("utf-8"), payload, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, signature)


@app.route("/webhooks/kryptos", methods=["POST"])
def handle_webhook():
    global repeats
    signature = request.headers.get("X-Webhook-Signature", "")
    if not verify_webhook_signature(request.data, signature, WEBHOOK_SECRET):
        abort(401, "Invalid signature")
    payload = request.get_json()
    is_of_account = "type" in payload
    if not is_of_account and request.headers.get("X-Webhook-Event") != payload["event"]:
        abort(400, "header and body name different events")
    identifier = payload["id"] if is_of_account else request.headers["X-Webhook-Id"]
    with lock:
        if identifier in processed:
            repeats += 1
            return "OK", 200
        processed.add(identifier)
        if is_of_account:
            apply_account(payload)
        else:
            apply(payload)
    return "OK", 200


def apply(payload):
    data = payload["data"]
    # Later bodies name no user; they are for a grant.
    owner = data["uid"] if "uid" in data else payload["grant_id"]
    user = users.setdefault(
        owner, {"transfer_detection": None, "costbasis": None, "integrations": {}}
    )
    category, action = payload["event"].split(".")
    if category == "integration":
        if action == "deleted":
            user["integrations"].pop(data["walletId"], None)
        else:
            user["integrations"][data["walletId"]] = data["status"]
    else:
        user[category] = data["status"]


def apply_account(payload):
    data = payload["data"]
    category, action = payload["type"].split(".")
    owner = data["id"] if category == "user" else data["user_id"]
    user = users.setdefault(owner, {"status": None, "projects": {}, "payments": {}})
    if category == "payment":
        user["payments"][data["id"]] = data["status"]
    elif category == "file":
        user["projects"][data["project_id"]]["files"] += 1
    elif category == "user" and action == "deleted":
        del users[owner]
    elif category == "user":
        user["status"] = data["status"]
    elif action == "deleted":
        del user["projects"][data["id"]]
    else:
        files = user["projects"].get(data["id"], {"files": 0})["files"]
        user["projects"][data["id"]] = {"status": data["status"], "files": files}


@app.route("/debug/state")
def state():
    with lock:
        return jsonify({"processed": len(processed), "repeats": repeats, "users": users})


@app.route("/debug/state", methods=["DELETE"])
def forget():
    global repeats
    with lock:
        processed.clear()
        users.clear()
        repeats = 0
    return "", 204


# A line for each request would fill the pipe that nobody reads.
logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server("127.0.0.1", 0, app, threaded=True)
server.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
