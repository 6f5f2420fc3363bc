/// A point of simulated time.
///
/// Counted in whole milliseconds since 1970-01-01T00:00:00Z, leap seconds left out, as the
/// documents' `addedOn` and `data.timestamp` are (004).
package struct Moment: Hashable, Comparable, Sendable {
    /// Milliseconds since the Unix epoch.
    package let milliseconds: Int64

    /// Makes the moment so many milliseconds after the Unix epoch.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Whether one moment comes before another.
    package static func < (left: Moment, right: Moment) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment so many milliseconds later.
    package static func + (moment: Moment, milliseconds: Int64) -> Moment {
        Moment(milliseconds: moment.milliseconds + milliseconds)
    }

    /// The milliseconds from the right moment to the left one.
    package static func - (left: Moment, right: Moment) -> Int64 {
        left.milliseconds - right.milliseconds
    }

    /// The first moment that a four-digit year can write: 0000-01-01T00:00:00.000Z.
    package static let earliest = Moment(milliseconds: -62_167_219_200_000)

    /// The last moment that a four-digit year can write: 9999-12-31T23:59:59.999Z.
    package static let latest = Moment(milliseconds: 253_402_300_799_999)

    /// After everything that can be written.
    static let never = Moment(milliseconds: .max)
}
