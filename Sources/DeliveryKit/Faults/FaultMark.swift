/// One injection as a run file keeps it, beside the delivery or the attempt that it was done to.
package struct FaultMark: Equatable, Sendable {
    /// What was done.
    package var name: FaultName
    /// The place of the fault in its file, from 0.
    package var fault: Int
    /// What more there is to know of it, as `name` means it.
    ///
    /// | name | detail |
    /// | --- | --- |
    /// | job faults | 0 on the first delivery of the event, 1 and up on its others |
    /// | `duplicate` | which copy it is, from 1 |
    /// | `fanOut` | which further announcement it is, from 1 |
    /// | `unknownEvent` | which of the unknown events it is |
    /// | `delay`, `reorder`, `burst`, `outage` | milliseconds by which it was held |
    /// | `clockSkew` | milliseconds by which the clock was wrong |
    /// | faults of the request | how that is signed, as `ForgedSignature` has it |
    /// | all others | 0 |
    package var detail: Int64
    /// Whether it was done to the delivery that this one is made from, and counts there.
    package var isInherited = false

    /// Marks an injection.
    package init(_ name: FaultName, fault: Int, detail: Int64 = 0) {
        self.name = name
        self.fault = fault
        self.detail = detail
    }

    /// Whether it counts as an injection: of what is told to many, once.
    package var isCounted: Bool { !isInherited && (name.stage != .job || detail == 0) }

    /// Writes marks for a column of a run file; nil where there is none.
    package static func encoded(_ marks: [FaultMark]) -> [UInt8]? {
        guard !marks.isEmpty else { return nil }
        var bytes: [UInt8] = []
        for mark in marks {
            bytes.append(mark.name.code | (mark.isInherited ? inheritedBit : 0))
            append(UInt64(mark.fault), to: &bytes)
            // Zigzag: small numbers of either sign are short.
            append(UInt64(bitPattern: mark.detail << 1 ^ mark.detail >> 63), to: &bytes)
        }
        return bytes
    }

    /// Reads what `encoded` wrote; what no version has written ends the list.
    package static func decoded(_ bytes: [UInt8]?) -> [FaultMark] {
        guard let bytes else { return [] }
        var marks: [FaultMark] = []
        var index = 0
        while index < bytes.count {
            guard let name = FaultName(code: bytes[index] & ~inheritedBit) else { return marks }
            let isInherited = bytes[index] & inheritedBit != 0
            index += 1
            guard let fault = number(bytes, &index), fault < UInt64(Fault.countMax),
                let detail = number(bytes, &index)
            else { return marks }
            var mark = FaultMark(name, fault: Int(fault))
            mark.detail = Int64(bitPattern: detail >> 1) ^ -Int64(bitPattern: detail & 1)
            mark.isInherited = isInherited
            marks.append(mark)
        }
        return marks
    }

    /// Beside the code, which is below it.
    private static let inheritedBit: UInt8 = 0x80

    /// Seven bits a byte, least significant first, the top bit set on all but the last (LEB128).
    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest > 0x7f {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func number(_ bytes: [UInt8], _ index: inout Int) -> UInt64? {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while index < bytes.count, shift < 64 {
            let byte = bytes[index]
            index += 1
            number |= UInt64(byte & 0x7f) << shift
            if byte & 0x80 == 0 { return number }
            shift += 7
        }
        return nil
    }
}

extension DeliveryRow {
    /// What was done to the stream to make this delivery what it is, in the order of the stages.
    package var marks: [FaultMark] { FaultMark.decoded(fault) }

    /// Whether it is recorded and never sent.
    package var isDropped: Bool { fault != nil && marks.contains { $0.name == .drop } }

    /// Whether it is a copy of another delivery, with the same id and bytes.
    package var isCopy: Bool { fault != nil && marks.contains { $0.name == .duplicate } }

    /// Whether the event of its row is not the one that its body names.
    package var isUnknownEvent: Bool { fault != nil && marks.contains { $0.name == .unknownEvent } }
}

extension AttemptRow {
    /// What was done to this attempt, in the order of the stages.
    package var marks: [FaultMark] { FaultMark.decoded(fault) }
}
