import JSONKit

extension ValueCursor {
    /// The whole number, within the table's limits.
    func integer() -> Int64? {
        guard case .integer(let limits) = kind else { misuse() }
        guard let number = node.number else { return refuseKind() }
        guard let value = number.int64 else {
            // A whole number beyond 64 bits is out of every range.
            guard number.isFinite, number.uint64 == nil else { return refuse(outside: limits) }
            report("\(label) is a whole number, not \(number.text.prefix(40))")
            return nil
        }
        guard limits.contains(value) else { return refuse(outside: limits) }
        return value
    }

    /// The whole number from 0 to 2^64 - 1.
    func seed() -> UInt64? {
        guard case .seed = kind else { misuse() }
        guard let number = node.number else { return refuseKind() }
        guard let value = number.uint64 else {
            report("\(label) is a whole number from 0 to \(UInt64.max), not \(number.text.prefix(40))")
            return nil
        }
        return value
    }

    /// The number in units of the table's last decimal place, exactly.
    func decimal() -> Int64? {
        guard case .decimal(let limits, let places) = kind else { misuse() }
        guard let number = node.number else { return refuseKind() }
        var unit: Int64 = 1
        for _ in 0..<places { unit *= 10 }
        guard let value = number.int64(timesPowerOfTen: places) else {
            guard number.isFinite, limits.contains(Int64(clamping: number.double)) else {
                return refuse(outside: limits)
            }
            report("\(label) has at most \(places) decimal places")
            return nil
        }
        guard value >= limits.lowerBound * unit, value <= limits.upperBound * unit else {
            return refuse(outside: limits)
        }
        return value
    }

    /// The version of the format, which is 1.
    func version() {
        guard case .version = kind else { misuse() }
        guard node.int64 != 1 else { return }
        report("this is written for another version; this one reads 'portsim: 1'")
    }

    /// Whether it is true.
    func flag() -> Bool? {
        guard case .flag = kind else { misuse() }
        guard let value = node.bool else { return refuseKind() }
        return value
    }

    private func refuse<Value>(outside limits: ClosedRange<Int64>) -> Value? {
        let text = node.number?.text.prefix(40) ?? ""
        report("\(label) is from \(limits.lowerBound) to \(limits.upperBound), not \(text)")
        return nil
    }
}

extension Int64 {
    /// The nearest whole number below; what is out of range becomes the nearer end.
    fileprivate init(clamping value: Double) {
        guard value.isFinite else {
            self = value < 0 ? .min : .max
            return
        }
        let floor = value.rounded(.down)
        self = floor <= -0x1p63 ? .min : floor >= 0x1p63 ? .max : Int64(floor)
    }
}
