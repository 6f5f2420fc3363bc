import JSONKit
import SimulationKit

extension ValueCursor {
    /// How numbers spread: one of them, or a distribution by its kind.
    ///
    /// For values whose kind is `FieldKind.durations` or `FieldKind.counts`.
    func distribution() -> Distribution? {
        guard case .oneOf(let kinds) = kind, let number = kinds.first, let value = alternative() else {
            return nil
        }
        if case .duration = value.kind { return value.duration().map { .constant($0) } }
        if case .integer = value.kind { return value.integer().map { .constant($0) } }
        guard let cursor = value.object() else { return nil }
        var decoder = DistributionDecoder(cursor, of: number)
        return decoder.decode()
    }
}

/// Reads one object that says how numbers spread.
private struct DistributionDecoder {
    private var cursor: ObjectCursor
    /// What the numbers are: durations, or whole numbers with their limits.
    private let number: FieldKind

    init(_ cursor: ObjectCursor, of number: FieldKind) {
        self.cursor = cursor
        self.number = number
    }

    mutating func decode() -> Distribution? {
        guard let kind = cursor["dist"]?.choice(DistributionKind.self), !cursor.hasUnknownKeys else {
            return nil
        }
        let distribution =
            switch kind {
            case .uniform: uniform()
            case .exponential: exponential()
            case .lognormal: lognormal()
            case .geometric: geometric()
            }
        cursor.finish()
        return distribution
    }

    private mutating func uniform() -> Distribution? {
        range().map { .uniform($0) }
    }

    private mutating func exponential() -> Distribution? {
        let mean = scale("mean")
        guard let range = range(), let mean else { return nil }
        return .exponential(ExponentialDistribution(meanMillionths: mean, within: range))
    }

    private mutating func lognormal() -> Distribution? {
        let median = scale("median")
        let sigma = cursor["sigma"]?.decimal()
        guard let range = range(), let median, let sigma else { return nil }
        return .lognormal(
            LognormalDistribution(medianMillionths: median, sigmaMillionths: sigma, within: range)
        )
    }

    private mutating func geometric() -> Distribution? {
        let value = cursor["mean"]
        let mean = scale("mean")
        guard let range = range(), let value, let mean else { return nil }
        guard mean >= range.lowerBound * 1_000_000 else {
            value.report("'mean' is at least the least number, which is \(text(range.lowerBound))")
            return nil
        }
        return .geometric(GeometricDistribution(meanMillionths: mean, within: range))
    }

    /// The mean or median in millionths, above 0.
    private mutating func scale(_ key: String) -> Int64? {
        guard let value = cursor[key] else { return nil }
        if case .duration = value.kind { return value.duration().map { $0 * 1_000_000 } }
        guard let millionths = value.decimal() else { return nil }
        guard millionths > 0 else {
            value.report("'\(key)' is above 0")
            return nil
        }
        return millionths
    }

    /// From the least to the largest, those of the table where the file names none.
    private mutating func range() -> ClosedRange<Int64>? {
        let lower = cursor["min"]
        let upper = cursor["max"]
        let limits = Self.limits(of: number)
        let least = lower.map(Self.read) ?? limits.lowerBound
        let largest = upper.map(Self.read) ?? limits.upperBound
        guard let least, let largest else { return nil }
        guard least <= largest else {
            upper?.report("'max' is below 'min', which is \(text(least))")
            return nil
        }
        return least...largest
    }

    private static func read(_ value: ValueCursor) -> Int64? {
        if case .duration = value.kind { value.duration() } else { value.integer() }
    }

    private static func limits(of number: FieldKind) -> ClosedRange<Int64> {
        if case .duration(let limits) = number { return limits }
        guard case .integer(let limits) = number else {
            preconditionFailure("\(number.words) does not spread")
        }
        return limits
    }

    private func text(_ number: Int64) -> String {
        if case .duration = self.number { "'\(DurationText.text(number))'" } else { "\(number)" }
    }
}
