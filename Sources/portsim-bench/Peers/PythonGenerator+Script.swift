extension PythonGenerator {
    /// A crowd with the same constants as the bench's population, as one would write it in an afternoon.
    ///
    /// An agenda, a function a step, a dictionary an integration; it keeps no invariant and no seed per user.
    static let script = #"""
        import heapq, random, sys, time
        from datetime import datetime, timedelta, timezone

        import orjson

        START = datetime(2026, 1, 1, tzinfo=timezone.utc)
        START_MS = 1767225600000
        HOUR, DAY = 3600000, 86400000
        PROVIDERS = [("binance", "exchange", "api"), ("coinbase", "exchange", "api"),
                     ("ethereum", "blockchain", "wallet"), ("solana", "blockchain", "wallet")]
        WEIGHTS = [5, 3, 6, 2]
        REASONS = ["invalid api key"] * 4 + ["rate limited by exchange"] * 3 + ["timeout"]

        draw = random.Random(1)
        write = sys.stdout.buffer.write
        agenda = []
        events = steps = 0


        def at(moment, step, *arguments):
            global steps
            steps += 1
            heapq.heappush(agenda, (moment, steps, step, arguments))


        def emit(moment, event, user, data):
            global events
            events += 1
            write(orjson.dumps({
                "id": "evt_%024x" % draw.getrandbits(96),
                "event": event,
                "timestamp": START + timedelta(milliseconds=moment),
                "data": {"uid": user["uid"], **data},
            }, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE))


        def job(moment, event, user, action, status, reason=None):
            emit(moment + draw.randint(100, 200), event, user,
                 {"action": action, "status": status, "reason": reason, "timestamp": START_MS + moment})


        def arrive(moment, ordinal):
            user = {"uid": "user_%024x" % draw.getrandbits(96), "syncing": 0, "settles": 0, "running": False}
            for _ in range(2):
                provider, category, kind = draw.choices(PROVIDERS, WEIGHTS)[0]
                connect(moment, user, {
                    "provider": provider, "providerPublicName": provider.title(),
                    "logoUrl": "https://cdn.example.com/logos/%s.png" % provider,
                    "publicAddress": None if kind == "api" else "0x%040x" % draw.getrandbits(160),
                    "walletId": "%024x" % draw.getrandbits(96), "isContract": False,
                    "alias": "My %s" % provider, "status": "active", "addedOn": START_MS + moment,
                    "lastSyncedAt": 0, "category": category, "type": kind, "totalTransactions": 0,
                })


        def connect(moment, user, integration):
            emit(moment, "integration.created", user, integration)
            sync(moment, user, integration)
            if draw.random() < 0.5:
                at(moment + HOUR, sync, user, integration)
            if draw.random() < 0.1:
                at(moment + HOUR, rename, user, integration)
            if draw.random() < 0.05:
                at(moment + DAY, remove, user, integration)


        def sync(moment, user, integration):
            user["syncing"] += 1
            at(moment + 800, begin, user, integration)


        def begin(moment, user, integration):
            integration["status"] = "ongoing"
            emit(moment, "integration.updated", user, integration)
            at(moment + 3000, end, user, integration)


        def end(moment, user, integration):
            user["syncing"] -= 1
            if draw.random() < 0.06:
                integration["status"] = draw.choice(REASONS)
                emit(moment, "integration.failed", user, integration)
            else:
                integration["status"] = "active"
                integration["lastSyncedAt"] = START_MS + moment
                integration["totalTransactions"] += 300
                emit(moment, "integration.updated", user, integration)
            user["settles"] = moment + 2000
            at(moment + 2000, settle, user)


        def rename(moment, user, integration):
            integration["alias"] += " 2"
            emit(moment, "integration.updated", user, integration)


        def remove(moment, user, integration):
            emit(moment, "integration.deleted", user, integration)


        def settle(moment, user):
            if user["syncing"] or user["running"] or user["settles"] != moment:
                return
            user["running"] = True
            job(moment, "transfer_detection.started", user, "transfer_detection", "started")
            at(moment + 8000, detected, user)


        def detected(moment, user):
            if draw.random() < 0.01:
                user["running"] = False
                job(moment, "transfer_detection.failed", user, "transfer_detection", "failed", "timed out")
                return
            job(moment, "transfer_detection.completed", user, "transfer_detection", "completed")
            job(moment, "costbasis.started", user, "costbasis", "started")
            at(moment + 20000, based, user)


        def based(moment, user):
            user["running"] = False
            status = "failed" if draw.random() < 0.01 else "completed"
            job(moment, "costbasis." + status, user, "costbasis", status)


        users = int(sys.argv[1])
        began = time.perf_counter()
        for ordinal in range(users):
            at(HOUR * ordinal // users, arrive, ordinal)
        while agenda:
            moment, _, step, arguments = heapq.heappop(agenda)
            step(moment, *arguments)
        print(events, time.perf_counter() - began, file=sys.stderr)
        """#
}
