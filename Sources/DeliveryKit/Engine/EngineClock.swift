import SimulationKit

/// Says which moments have come; it never says what a moment is.
struct EngineClock {
    private let factor: Int64?
    private let startMoment: Moment
    private let startNanoseconds: Int64

    /// Begins at a moment of simulated time and an instant of real time.
    init(speed: Speed, startMoment: Moment, startNanoseconds: Int64) {
        switch speed {
        case .instant: factor = nil
        case .scaled(let times): factor = times
        }
        self.startMoment = startMoment
        self.startNanoseconds = startNanoseconds
    }

    /// The real nanoseconds until a moment has come; 0 or less when it has.
    func nanoseconds(until moment: Moment, now: Int64) -> Int64 {
        guard let factor else { return 0 }
        let milliseconds = moment - startMoment
        let (nanoseconds, overflow) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return milliseconds > 0 ? .max : 0 }
        let (left, isBeyond) = (nanoseconds / factor).subtractingReportingOverflow(now - startNanoseconds)
        return isBeyond ? 0 : left
    }

    /// Whether moments come by real time at all.
    var isScaled: Bool { factor != nil }
}
