package import WireKit

/// Why a consumer could not be asked what it believes.
package enum ProbeFailure: Error, Equatable, Sendable {
    /// There is nobody to ask: no probe, and no consumer inside the process.
    case noProbe
    /// No answer came.
    case wire(WireFailure)
    /// It sends elsewhere, which is not followed; nil where it does not say where to, or at length.
    case redirect(status: Int, location: String?)
    /// It answers with another status than one of success.
    case status(Int)
    /// The answer is longer than 8 MiB.
    case tooLong
    /// The answer is a page for people.
    case html
    /// The answer is no JSON.
    case notJSON(String)
    /// No descriptor is left to ask with.
    case noDescriptor
    /// The run was stopped before it was asked.
    case stopped
    /// The consumer inside the process began with it, and was sent only the rest of a run that went on.
    case sentOnlyTheRest

    /// What is wrong and what to do about it, as a sentence without a final point.
    package var message: String {
        switch self {
        case .noProbe:
            "it needs a probe: say where the consumer tells what it believes, as in --set probe.url=URL"
        case .wire(let failure): "the probe could not be read: \(failure.message)"
        case .redirect(let status, let location):
            "the probe answered \(status), a redirect\(location.map { " to \($0)" } ?? ""), which is not followed"
        case .status(let status): "the probe answered \(status)"
        case .tooLong: "the probe's answer is longer than \(ProbeClient.bodyBytesMax >> 20) MiB"
        case .html: "the probe answered with HTML, not JSON"
        case .notJSON(let reason): "the probe's answer is no JSON: \(reason)"
        case .noDescriptor: "the probe could not be read: no descriptor is left"
        case .stopped: "the run was stopped before the probe was read"
        case .sentOnlyTheRest:
            "the consumer inside the process was sent only what came after the run was gone on with; "
                + "only one that lives on outside, and its 'probe', can tell"
        }
    }
}
