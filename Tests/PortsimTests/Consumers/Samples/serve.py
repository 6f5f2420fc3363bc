"""Runs a sample for Flask as it stands in the provider's documents: `python serve.py FILE`.

Around it is only what it leaves to its reader: the secret, the function that it calls, and a port, which is printed.
"""
import os
import socket
import sys

from werkzeug.serving import make_server

path = sys.argv[1]
names = {
    "__name__": "sample",
    "WEBHOOK_SECRET": os.environ["WEBHOOK_SECRET"],
    "handle_event": lambda event: None,
}
with open(path) as file:
    exec(compile(file.read(), path, "exec"), names)

server = make_server("127.0.0.1", 0, names["app"], threaded=True)
server.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
# Nobody reads what the sample prints.
nowhere = os.open(os.devnull, os.O_WRONLY)
os.dup2(nowhere, 1)
os.dup2(nowhere, 2)
server.serve_forever()
