"""Opens HTML reports in headless Chromium, as a person would, and fails where something is not as it should be.

page.py PORTSIM: runs a scenario of ten events and a crowd of ten thousand, verifies a consumer that takes everything
and one that refuses what it must, and looks at the pages of all.
"""
import fcntl
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TEN = """{ portsim: 1, name: 'ten <b>events</b>', seed: 42,
  users: { alice: { integrations: { main: { provider: 'binance' } } },
           bob: { integrations: { w2: { provider: 'kraken' } } } },
  timeline: [{ at: '0s', connect: 'alice/main', sync: { takes: '30s', transactions: 9 } },
             { at: '1s', connect: 'bob/w2', sync: { fails: 'invalid api key' } }],
  expect: [{ count: { event: 'integration.failed', user: 'bob' }, equals: 2 },
           { probe: 'integration', user: 'bob', integration: 'w2', equals: null, within: '0s' }] }"""
CROWD = "{ portsim: 1, name: 'a crowd', seed: 7, population: { users: 430, arrival: { over: '1h' } } }"
OPENS_WITHIN_MS = 1000
BYTES_MAX = 2_000_000
WAIT_S = 60


class Browser:
    """Chromium, spoken to through two pipes: https://chromedevtools.github.io/devtools-protocol/"""

    def __init__(self, profile):
        to_browser, self.out = os.pipe()
        self.inp, from_browser = os.pipe()
        # Beyond the numbers that the browser's own ends get.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_browser, from_browser)]

        def place():
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=place, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for end in ends:
            os.close(end)
        self.buffer = b""
        self.count = 0
        self.events = []
        target = self.call("Target.createTarget", {"url": "about:blank"}, None)["targetId"]
        self.session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True}, None)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method, parameters=None, session=""):
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters or {}}
        if session is not None:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def read(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.inp, 1 << 20)
            if not piece:
                raise SystemExit("the browser has ended")
            self.buffer += piece
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def open(self, path, width, height, scheme):
        self.events = []
        self.call("Emulation.setDeviceMetricsOverride",
                  {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
        self.call("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        self.call("Page.navigate", {"url": f"file://{path}"})
        self.wait_for("document.readyState === 'complete' && performance.getEntriesByName('first-contentful-paint').length > 0")

    def value(self, expression):
        result = self.call("Runtime.evaluate", {"expression": expression, "returnByValue": True})
        if "exceptionDetails" in result:
            raise SystemExit(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def wait_for(self, expression):
        end = time.monotonic() + WAIT_S
        while not self.value(expression):
            if time.monotonic() > end:
                raise SystemExit(f"never came true: {expression}")
            time.sleep(0.05)

    def key(self, key):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", {"type": kind, "key": key, "text": key if kind == "keyDown" and len(key) == 1 else ""})


def check(holds, what):
    print(("ok    " if holds else "WRONG ") + what, flush=True)
    check.failed += 0 if holds else 1


check.failed = 0


# What a person sees first of every report, and of a run alone.
FIRST = (".badge", "h1", ".again code", ".again .copy")
FIRST_OF_RUN = FIRST + (".identity .seed", ".identity .digest")


def look_at_first(browser, path, name, parts):
    for width, height in ((390, 844), (1440, 900)):
        for scheme in ("light", "dark"):
            browser.open(path, width, height, scheme)
            place = f"{name}, {width} px, {scheme}"
            wrong = [event for event in browser.events
                     if event.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")]
            check(not wrong, f"{place}: the console is silent {wrong[:1] or ''}")
            fetched = [event["params"]["request"]["url"] for event in browser.events
                       if event.get("method") == "Network.requestWillBeSent"]
            check(fetched == [f"file://{path}"], f"{place}: nothing else is fetched")
            check(browser.value("document.documentElement.scrollWidth <= innerWidth"), f"{place}: it does not scroll sideways")
            for part in parts:
                check(browser.value(f"document.querySelector('{part}').getBoundingClientRect().bottom <= innerHeight"),
                      f"{place}: {part} is on the first screen")


def look(browser, path, name):
    look_at_first(browser, path, name, FIRST_OF_RUN)
    range_text = "document.querySelector('.range').textContent"
    whole = browser.value(range_text)
    browser.value("document.querySelector('.scroll').focus()")
    for key in ("+", "ArrowRight", "0"):
        before = browser.value(range_text)
        browser.key(key)
        browser.wait_for(f"{range_text} !== {json.dumps(before)}")
        check(browser.value(range_text) != before, f"{name}: {key} moves the timeline")
    browser.key("j")
    browser.wait_for("document.querySelector('.details .body pre') !== null")
    check(browser.value("JSON.parse(document.querySelector('.details .body pre').textContent).id.length") == 28,
          f"{name}: j selects a delivery and shows its body, from {whole}")
    signature = browser.value("/X-Webhook-Signature([0-9a-f]{64})X-/.exec(document.querySelector('.details .headers').textContent)?.[1]")
    check(signature is not None, f"{name}: and the headers of its request, {signature}")


def look_at_probe(browser):
    browser.value("document.querySelector('.scroll').focus()")
    browser.key("p")
    browser.wait_for("/read/.test(document.querySelector('.details h3').textContent)")
    check(browser.value("document.querySelector('.details .bad b').textContent") == '"FAILED"',
          "ten: p shows what was read of the probe")
    browser.key("j")
    browser.wait_for("document.querySelector('.details .body pre') !== null")
    link = "[...document.querySelectorAll('.evidence .link')].find((each) => /^integration of bob/.test(each.textContent))"
    browser.value(f"{link}.click()")
    browser.wait_for("document.querySelector('.details .wanted') !== null")
    check(True, "ten: what an expectation says of the probe leads to the read")


class Careless(BaseHTTPRequestHandler):
    """Takes everything, and answers with text that a page must not believe."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        body = "<script>document.title='taken'</script>\0\u202e".encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def verify(portsim, folder):
    """Reports of a careless consumer and a careful one, and pages of the first, of both, and of both beside a run."""
    environment = {**os.environ, "PORTSIM_SECRET": "whsec_of_the_page_0123456789abcdef"}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Careless)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    careful = subprocess.Popen([portsim, "listen", "--port", "0", "--quiet"], env=environment, text=True, stdout=subprocess.PIPE)
    try:
        addresses = (f"http://127.0.0.1:{server.server_port}", careful.stdout.readline().split()[-1])
        for name, address in zip(("careless", "careful"), addresses):
            subprocess.run([portsim, "verify", f"{address}/webhooks", "--set-of", "core", "--patience", "100ms", "--quiet",
                            "--report", f"json={name}.json,html={name}.html"],
                           cwd=folder, env=environment, check=False, stdout=subprocess.DEVNULL)
    finally:
        careful.kill()
        careful.wait()
        server.shutdown()
    subprocess.run([portsim, "run", "ten.json5", "--quiet", "--report", "json=ten.json"], cwd=folder, check=False, stdout=subprocess.DEVNULL)
    for page, reports in (("both", ["careless", "careful"]), ("mixed", ["ten", "careless", "careful"])):
        subprocess.run([portsim, "report", *[f"{each}.json" for each in reports], "--quiet", "--report", f"html={page}.html"],
                       cwd=folder, check=False, stdout=subprocess.DEVNULL)


def look_at_matrix(browser, path, name, columns, parts):
    look_at_first(browser, path, name, parts)
    shown = "[...document.querySelectorAll('.grid tr:not(.family)')].filter((each) => each.checkVisibility()).length - 1"
    everything = browser.value(shown)
    check(browser.value("document.querySelectorAll('.grid tr:not(.family) .cell').length") == columns * everything,
          f"{name}: {columns} x {everything} cells")
    check(browser.value("[...document.querySelectorAll('.cell')].every((each) => each.querySelector('.state').textContent && each.querySelector('.mark').textContent)"),
          f"{name}: every cell has a sign and a word")
    check(browser.value("[...document.querySelectorAll('.cell')].every((each) => document.getElementById(each.getAttribute('href').slice(1)))"),
          f"{name}: every cell leads to what it stands on")
    check(browser.value("document.querySelectorAll('.cell[tabindex=\"0\"]').length") == 1, f"{name}: one cell is a stop of the tabulator")
    browser.value("document.querySelectorAll('.choice button')[1].click()")
    check(0 < browser.value(shown) < everything, f"{name}: the filter leaves what has problems")
    check(browser.value("document.querySelector('.cell[tabindex=\"0\"]').checkVisibility()"), f"{name}: and the stop is among it")
    browser.value("document.querySelector('.cell[tabindex=\"0\"]').focus()")
    before = browser.value("document.activeElement.getAttribute('href')")
    browser.key("ArrowDown")
    browser.wait_for(f"document.activeElement.getAttribute('href') !== {json.dumps(before)}")
    check(browser.value("document.activeElement.classList.contains('cell')"), f"{name}: an arrow moves to the next cell")
    browser.value("document.activeElement.click()")
    browser.wait_for("document.activeElement.localName === 'summary'")
    check(browser.value("document.activeElement.parentElement.open && document.activeElement.parentElement.id === location.hash.slice(1)"),
          f"{name}: a cell opens what it stands on")
    evidence = "document.activeElement.parentElement.textContent"
    check(browser.value(f"/Likely|Rule/.test({evidence}) && /POST .* HTTP/.test({evidence}) && /portsim verify/.test({evidence})"),
          f"{name}: with rule, request and command")
    check(browser.value(f"{evidence}.includes(\"<script>document.title='taken'</script>\u27e8U+0000\u27e9\u27e8U+202E\u27e9\")"),
          f"{name}: and the answer as text")
    check(browser.value("document.title !== 'taken' && document.scripts.length === 2"), f"{name}: which runs nowhere")
    browser.value("document.activeElement.parentElement.querySelector('a.link').click()")
    browser.wait_for("document.activeElement.classList.contains('cell')")
    check(True, f"{name}: and back")


def main():
    portsim = os.path.abspath(sys.argv[1])
    folder = pathlib.Path(tempfile.mkdtemp())
    browser = None
    try:
        for name, text in (("ten", TEN), ("crowd", CROWD)):
            (folder / f"{name}.json5").write_text(text)
            subprocess.run([portsim, "run", f"{name}.json5", "--quiet", "--report", f"html={name}.html"],
                           cwd=folder, check=False, stdout=subprocess.DEVNULL)
        browser = Browser(folder / "profile")
        for name in ("ten", "crowd"):
            look(browser, folder / f"{name}.html", name)
            if name == "ten":
                look_at_probe(browser)
        verify(portsim, folder)
        look_at_matrix(browser, folder / "careless.html", "one target", 1, FIRST_OF_RUN + (".tally",))
        look_at_matrix(browser, folder / "both.html", "two targets", 2, FIRST + (".targets .tally",))
        browser.open(folder / "mixed.html", 1440, 900, "light")
        check(browser.value("[...document.querySelectorAll('[role=tab]')].map((each) => each.title).join()") == "Contract checks,ten <b>events</b>",
              "a run beside verifications: each has its tab")
        browser.value("document.querySelectorAll('[role=tab]')[1].click()")
        check(browser.value("document.querySelector('h1').textContent") == "ten <b>events</b>", "a run beside verifications: the run is shown as ever")
        size = (folder / "crowd.html").stat().st_size
        check(size < BYTES_MAX, f"crowd: {size:,} bytes")
        times = []
        for _ in range(5):
            browser.open(folder / "crowd.html", 1440, 900, "light")
            times.append(round(browser.value("performance.getEntriesByName('first-contentful-paint')[0].startTime")))
        check(min(times) < OPENS_WITHIN_MS, f"crowd: on the screen after {sorted(times)} ms")
    finally:
        if browser:
            browser.process.kill()
            browser.process.wait()
        shutil.rmtree(folder, ignore_errors=True)
    raise SystemExit(1 if check.failed else 0)


main()
