extension PythonGenerator {
    /// What chance is made of: MurmurHash3 and SplitMix64 as they are published, and addresses of two chains.
    ///
    /// The hash begins anew for every draw, but its first half is the same for all of a user's.
    static let draws = #"""
        import sys, time
        from heapq import heappop, heappush

        try:
            from orjson import OPT_APPEND_NEWLINE, dumps

            def line(body):
                return dumps(body, option=OPT_APPEND_NEWLINE)
        except ImportError:
            from json import dumps

            def line(body):
                return dumps(body, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

        MASK = 0xffffffffffffffff
        C1, C2 = 0x87c37b91114253d5, 0x4cf5ad432745937f


        def mix(one, two, a, b):
            """Takes 16 bytes into a MurmurHash3_x64_128."""
            a = a * C1 & MASK
            one ^= (a << 31 | a >> 33) * C2 & MASK
            one = ((one << 27 | one >> 37) + two) * 5 + 0x52dce729 & MASK
            b = b * C2 & MASK
            two ^= (b << 33 | b >> 31) * C1 & MASK
            return one, ((two << 31 | two >> 33) + one) * 5 + 0x38495ab5 & MASK


        def finish(prefix, a, b):
            """Takes in the last 16 of 32 bytes and gives both words of the hash."""
            one, two = prefix
            a = a * C1 & MASK
            one ^= (a << 31 | a >> 33) * C2 & MASK
            one = ((one << 27 | one >> 37) + two) * 5 + 0x52dce729 & MASK
            if b:
                b = b * C2 & MASK
                two ^= (b << 33 | b >> 31) * C1 & MASK
            two = ((two << 31 | two >> 33) + one) * 5 + 0x38495ab5 & MASK
            two ^= 32
            one = (one ^ 32) + two & MASK
            two = two + one & MASK
            one = (one ^ one >> 33) * 0xff51afd7ed558ccd & MASK
            one = (one ^ one >> 33) * 0xc4ceb9fe1a85ec53 & MASK
            one ^= one >> 33
            two = (two ^ two >> 33) * 0xff51afd7ed558ccd & MASK
            two = (two ^ two >> 33) * 0xc4ceb9fe1a85ec53 & MASK
            two ^= two >> 33
            one = one + two & MASK
            return one, one + two & MASK


        def hex24(prefix, a, b):
            one, two = finish(prefix, a, b)
            return (one | (two & 0xffffffff) << 64).to_bytes(12, "little").hex()


        def word(state):
            """SplitMix64's output for a state."""
            state = (state ^ state >> 30) * 0xbf58476d1ce4e5b9 & MASK
            state = (state ^ state >> 27) * 0x94d049bb133111eb & MASK
            return state ^ state >> 31


        def below(state, bound):
            """Lemire's draw below a bound, and the state after it."""
            state = state + 0x9e3779b97f4a7c15 & MASK
            product = word(state) * bound
            if product & MASK < bound:
                while product & MASK < (1 << 64) % bound:
                    state = state + 0x9e3779b97f4a7c15 & MASK
                    product = word(state) * bound
            return product >> 64, state


        def draw_bytes(state, count):
            drawn = bytearray()
            for _ in range(count):
                state = state + 0x9e3779b97f4a7c15 & MASK
                drawn.append(word(state) >> 56)
            return drawn


        BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
        FEEDBACK = [0] * 32
        for top in range(32):
            for bit, generator in enumerate((0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3)):
                if top >> bit & 1:
                    FEEDBACK[top] ^= generator


        def bech32(program):
            number = int.from_bytes(program, "big")
            values = [0] + [number >> shift & 31 for shift in range(155, -1, -5)]
            check = 1
            for value in [3, 3, 0, 2, 3] + values + [0] * 6:
                check = (check & 0x1ffffff) << 5 ^ value ^ FEEDBACK[check >> 25]
            check ^= 1
            values += [check >> shift & 31 for shift in range(25, -1, -5)]
            return "bc1" + "".join([BECH32[value] for value in values])


        BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
        BASE58_PAIRS = [high + low for high in BASE58 for low in BASE58]


        def base58(key):
            number = int.from_bytes(key, "big")
            pairs = []
            while number:
                number, pair = divmod(number, 3364)
                pairs.append(BASE58_PAIRS[pair])
            zeros = len(key) - len(key.lstrip(b"\0"))
            return "1" * zeros + "".join(reversed(pairs)).lstrip("1")


        ADDRESSES = {"bitcoin": (20, bech32), "solana": (32, base58)}

        """#
}
