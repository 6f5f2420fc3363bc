extension PythonGenerator {
    /// The crowd of `ScenarioText.population`, byte for byte, written from the rules and not from our code.
    ///
    /// An agenda, a function a step, a dictionary an integration; it judges nothing.
    static let life = #"""
        USERS, SEED = int(sys.argv[1]), int(sys.argv[2])
        START = 1767225600000
        ARRIVAL, QUEUED, TAKES, TRANSACTIONS = 3600000, 800, 3000, 300
        SETTLE, DETECTION, COST_BASIS = 2000, 8000, 20000
        RESYNC_AFTER, RENAME_AFTER, REMOVE_AFTER = 3600000, 3600000, 86400000
        BILLION = 1000000000
        SYNC_FAILURE, STAGE_FAILURE = 60000000, 10000000
        RESYNC, RENAME, REMOVE = 500000000, 100000000, 50000000
        PROVIDERS = [("binance", "Binance", "exchange")] * 5 + [("coinbase", "Coinbase", "exchange")] * 3 \
            + [("bitcoin", "Bitcoin", "blockchain")] * 6 + [("solana", "Solana", "blockchain")] * 2
        LOGO = "https://storage.googleapis.com/kryptos-public/logos/%s.png"
        ANYWHERE = ["@", "@", "@", "@", "My @", "my @", "Main @", "@ main", "@ 2", "@ (old)", "Old @",
                    "New @", "Second @", "Family @", "Business @", "@ business", "@ joint", "Personal @",
                    "@ - long term", "@ savings"]
        SOMEWHERE = {
            "exchange": ["Main Trading Account", "@ trading", "@ spot", "@ futures", "@ margin",
                         "@ sub-account", "@ DCA", "Weekly buys", "Day trading", "@ bot", "Trading",
                         "Swing trades", "@ EUR", "@ USD", "@ tax 2025", "Monthly savings plan",
                         "@ staking", "Altcoins"],
            "blockchain": ["@ cold storage", "@ staking", "@ vault", "@ DeFi", "@ NFTs", "@ treasury",
                           "@ savings address", "@ donations", "Validator", "Liquidity pools",
                           "DAO payouts", "Salary", "Cold storage", "@ airdrops", "@ payments", "Vault",
                           "@ bridge", "@ hodl"],
        }
        ALIASES = {name: [pattern.replace("@", name) for pattern in ANYWHERE + SOMEWHERE[category]]
                   for _, name, category in PROVIDERS}
        # Why a stage fails: transfer detection, then cost basis.
        REASONS = [
            ["transfer matching timed out"] * 5 + ["transactions changed during detection"] * 3
            + ["unknown token contract"] * 2 + ["internal error"],
            ["missing price history"] * 6 + ["negative balance"] * 3 + ["calculation timed out"] * 2
            + ["internal error"],
        ]

        # What a random stream is for.
        USER_ID, WALLET_ID, ADDRESS, LAG, ARRIVE, LIFE, EVENT_ID, ALIAS, SYNC_ENDS, STAGE_ENDS \
            = 1, 2, 5, 8, 9, 10, 12, 13, 15, 16


        class User:
            __slots__ = ("index", "streams", "identifiers", "uid", "ordinal", "last", "integrations",
                         "syncing", "chain", "again", "chains", "quiet", "ended", "settles")

            def __init__(self, index):
                key, _ = finish(mix(0, 0, index, 0), 0, 2)
                self.index = index
                self.streams = mix(0, 0, SEED, key)
                self.identifiers = mix(0, 0, SEED ^ EVENT_ID << 56, key)
                self.uid = hex24(self.streams, USER_ID, 0)
                self.ordinal = self.syncing = self.chains = 0
                self.last = self.quiet = self.ended = LONG_AGO
                self.integrations = {}
                # "idle", "settling" while syncs may run, then the stage that runs.
                self.chain = "idle"
                self.again = False
                self.settles = None


        class Integration:
            __slots__ = ("data", "state", "again", "last", "syncs", "aliases")


        LONG_AGO = -1 << 62
        # (moment, order at that moment, sequence, what to do, arguments)
        agenda = []
        steps = events = 0
        write = open(1, "wb", buffering=1 << 16, closefd=False).write


        def at(moment, user, step, *arguments):
            global steps
            steps += 1
            heappush(agenda, (moment, user.index, steps, step, user, arguments))


        second, second_text = None, ""


        def stamp(moment):
            global second, second_text
            whole, rest = divmod(moment, 1000)
            if whole != second:
                second, second_text = whole, time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole))
            return "%s.%03dZ" % (second_text, rest)


        def emit(moment, now, user, event, data):
            """Writes a body now, or when the time of its envelope comes."""
            global events
            events += 1
            user.ordinal = ordinal = user.ordinal + 1
            user.last = moment
            body = line({
                "id": "whd_" + hex24(user.identifiers, ordinal, 0),
                "event": event,
                "timestamp": stamp(moment),
                "data": data,
            })
            if moment > now:
                # Before what is due at that moment, by user and ordinal.
                heappush(agenda, (moment, user.index - USERS, ordinal, None, body, None))
            else:
                write(body)


        def announce(moment, user, integration, event):
            integration.last = last = max(moment, user.last, integration.last + 1)
            emit(last, moment, user, event, integration.data)


        def arrive(moment, ordinal):
            user = User(ordinal)
            state, _ = finish(user.streams, LIFE, 0)
            for number in range(2):
                at(moment, user, connect, number)
                gap, state = below(state, 115001)
                moment += 5000 + gap


        def arrival(ordinal):
            begin, end = ARRIVAL * ordinal // USERS, ARRIVAL * (ordinal + 1) // USERS
            if end > begin:
                state, _ = finish(mix(0, 0, SEED, ordinal), ARRIVE, 0)
                begin += below(state, end - begin)[0]
            return START + begin


        def alias(user, name, index):
            state, _ = finish(user.streams, ALIAS, index)
            names = ALIASES[name]
            return names[below(state, len(names))[0]]


        def connect(moment, user, number):
            key = number << 32
            state, _ = finish(user.streams, LIFE, number + 1)
            choice, state = below(state, 16)
            provider, name, category = PROVIDERS[choice]
            imported, state = below(state, 16)
            kind = "csv" if category == "exchange" and imported < 2 else "api"
            address = None
            if provider in ADDRESSES:
                count, form = ADDRESSES[provider]
                address = form(draw_bytes(finish(user.streams, ADDRESS, key)[0], count))
            wallet, _ = finish(user.streams, WALLET_ID, key)
            integration = Integration()
            user.integrations[number] = integration
            integration.state, integration.again = "idle", False
            integration.last, integration.syncs, integration.aliases = LONG_AGO, 0, 0
            integration.data = {
                "uid": user.uid, "provider": provider, "providerPublicName": name, "publicAddress": address,
                "walletId": "wallet_" + (wallet & 0xffffffffffff).to_bytes(6, "little").hex(),
                "logoUrl": LOGO % provider, "isContract": False, "alias": alias(user, name, key),
                "status": "QUEUED", "addedOn": moment, "lastSyncedAt": 0,
                "category": category, "type": kind, "totalTransactions": 0,
            }
            announce(moment, user, integration, "integration.created")
            queue(moment, user, number, integration)
            for probability, after, step in OCCASIONS:
                draw, state = below(state, BILLION)
                if draw < probability:
                    at(moment + after, user, step, number)


        def queue(moment, user, number, integration):
            integration.state = "queued"
            user.syncing += 1
            at(moment + QUEUED, user, begin_sync, number, integration.syncs)
            schedule(user)


        def enqueue(moment, user, number, integration):
            integration.syncs += 1
            integration.data["status"] = "QUEUED"
            announce(moment, user, integration, "integration.updated")
            queue(moment, user, number, integration)


        def begin_sync(moment, user, number, sync):
            integration = user.integrations[number]
            if integration.state != "queued" or integration.syncs != sync:
                return
            integration.state = integration.data["status"] = "ONGOING"
            announce(moment, user, integration, "integration.updated")
            at(moment + TAKES, user, end_sync, number, sync)


        def end_sync(moment, user, number, sync):
            integration = user.integrations[number]
            if integration.state != "ONGOING" or integration.syncs != sync:
                return
            data = integration.data
            user.syncing -= 1
            integration.state = "settled"
            state, _ = finish(user.streams, SYNC_ENDS, (number << 32) + sync)
            fails = below(state, BILLION)[0] < SYNC_FAILURE
            if fails:
                data["status"] = "FAILED"
                announce(moment, user, integration, "integration.failed")
            else:
                data["status"] = "COMPLETED"
                data["lastSyncedAt"] = moment
                data["totalTransactions"] += TRANSACTIONS
                announce(moment, user, integration, "integration.updated")
            if integration.again:
                integration.again = False
                enqueue(moment, user, number, integration)
            settle(moment, user, not fails)


        def resync(moment, user, number):
            integration = user.integrations[number]
            if integration.state in ("queued", "ONGOING"):
                integration.again = True
            elif integration.state != "removed":
                enqueue(moment, user, number, integration)


        def rename(moment, user, number):
            integration = user.integrations[number]
            if integration.state != "removed":
                integration.aliases += 1
                data = integration.data
                data["alias"] = alias(user, data["providerPublicName"], (number << 32) + integration.aliases)
                announce(moment, user, integration, "integration.updated")


        def remove(moment, user, number):
            integration = user.integrations[number]
            state = integration.state
            if state != "removed":
                integration.state = "removed"
                announce(moment, user, integration, "integration.deleted")
                cancels = state in ("queued", "ONGOING")
                user.syncing -= cancels
                triggers = integration.data["totalTransactions"] > 0
                if cancels or triggers:
                    settle(moment, user, triggers)


        OCCASIONS = [(RESYNC, RESYNC_AFTER, resync), (RENAME, RENAME_AFTER, rename),
                     (REMOVE, REMOVE_AFTER, remove)]


        def settle(moment, user, triggers):
            user.quiet = moment
            if triggers:
                if user.chain == "idle":
                    user.chain = "settling"
                elif user.chain != "settling":
                    user.again = True
            schedule(user)


        def schedule(user):
            if user.chain == "settling":
                user.settles = None
                if not user.syncing:
                    user.settles = steps + 1
                    at(max(user.quiet + SETTLE, user.ended + 1), user, detect, user.settles)


        def job(moment, user, event, action, status, reason=None):
            state, _ = finish(user.streams, LAG, user.ordinal + 1)
            announced = max(moment + 100 + below(state, 101)[0], user.last)
            emit(announced, moment, user, event + status, {
                "uid": user.uid, "action": action, "status": status, "reason": reason, "timestamp": moment,
            })


        def failure(user, stage):
            """Why a stage failed, or None."""
            state, _ = finish(user.streams, STAGE_ENDS, user.chains << 1 | stage)
            draw, state = below(state, BILLION)
            if draw < STAGE_FAILURE:
                reasons = REASONS[stage]
                return reasons[below(state, len(reasons))[0]]


        def detect(moment, user, settles):
            if user.settles != settles:
                return
            user.settles = None
            user.chain = "detecting"
            user.chains += 1
            job(moment, user, "transfer_detection.", "DETECT_TRANSFER", "started")
            at(moment + DETECTION, user, detected)


        def detected(moment, user):
            reason = failure(user, 0)
            if reason:
                job(moment, user, "transfer_detection.", "DETECT_TRANSFER", "failed", reason)
                rest(moment, user)
            else:
                job(moment, user, "transfer_detection.", "DETECT_TRANSFER", "completed")
                job(moment, user, "costbasis.", "ACCOUNT_MANAGER", "started")
                user.chain = "costing"
                at(moment + COST_BASIS, user, costed)


        def costed(moment, user):
            reason = failure(user, 1)
            if reason:
                job(moment, user, "costbasis.", "ACCOUNT_MANAGER", "failed", reason)
            else:
                job(moment, user, "costbasis.", "ACCOUNT_MANAGER", "completed")
            rest(moment, user)


        def rest(moment, user):
            user.ended = moment
            user.chain = "settling" if user.again else "idle"
            user.again = False
            schedule(user)


        def run():
            arrived, next_arrival = 0, arrival(0)
            while agenda or arrived < USERS:
                if arrived < USERS and (not agenda or next_arrival < agenda[0][0]):
                    moment, ordinal = next_arrival, arrived
                    arrived += 1
                    if arrived < USERS:
                        next_arrival = arrival(arrived)
                    arrive(moment, ordinal)
                    continue
                moment, _, _, step, user, arguments = heappop(agenda)
                if step:
                    step(moment, user, *arguments)
                else:
                    write(user)


        began = time.perf_counter()
        run()
        write.__self__.flush()
        print(events, time.perf_counter() - began, file=sys.stderr)

        """#
}
