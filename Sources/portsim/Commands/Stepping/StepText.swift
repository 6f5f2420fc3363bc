import ContractKit
import DeliveryKit
import JSONKit
import ReportKit
import SimulationKit
import WireKit

/// What somebody who steps is shown; every text from outside is made harmless, and secrets are hidden.
struct StepText {
    /// When simulated time began.
    let start: Moment
    /// Names of the webhooks, in their order.
    let webhookNames: [String]
    /// Names of the scenario's users by their uid.
    let userNames: [String: String]
    /// What must not be shown.
    let mask: SecretMask
    let paint: Paint

    /// Most lines of one body.
    static let linesMax = 60
    /// Most characters of one line.
    static let columnsMax = 400
    /// Most bytes of a body that is not shown as JSON.
    private static let bytesMax = 4_096

    /// What comes next: `next  3  integration.updated for alice, at 32 s`.
    func upcoming(_ attempt: UpcomingAttempt) -> String {
        var text = "\(paint("next", .cyan))  delivery \(attempt.sequence)  "
        text += paint(DisplayText.printable(attempt.eventName), .bold)
        if let user = Self.user(in: attempt.body) {
            text += " for \(DisplayText.printable(userNames[user] ?? user))"
        }
        if webhookNames.count > 1, webhookNames.indices.contains(attempt.webhook) {
            text += " to webhook \(DisplayText.printable(webhookNames[attempt.webhook]))"
        }
        text += ", at \(offset(attempt.moment))"
        if attempt.number > 1 { text += ", attempt \(attempt.number)" }
        return text
    }

    /// The request as it went over the wire.
    func request(_ attempt: SteppedAttempt) -> [String] {
        let bytes = mask.masked(attempt.request.bytes)
        let end = SentRequest.endOfHead(bytes)
        let body = Array(bytes[end...])
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
        let method = lines.first?.split(separator: " ").first.map(String.init) ?? ""
        let title = "\(method) \(DisplayText.printable(attempt.url))"
        return [paint("→ ", .cyan) + paint(title, .bold)] + quoted(lines.dropFirst().map(\.self))
            + quoted([""]) + quoted(bodyLines(body, isCutOff: false))
    }

    /// The answer, or why there was none, and what it means.
    func answer(
        _ result: Result<HTTPResponse, WireFailure>,
        tookNanoseconds: Int64,
        meaning: String
    ) -> [String] {
        let took = ReportKit.DurationText.text(microseconds: tookNanoseconds / 1_000)
        switch result {
        case .failure(let failure):
            let title = "no answer: \(DisplayText.printable(failure.message))"
            return [paint("← ", .cyan) + paint(title, .red) + " after \(took); \(meaning)"]
        case .success(let response):
            let status = DisplayText.printable(
                response.reason.isEmpty ? "\(response.status)" : "\(response.status) \(response.reason)"
            )
            let style: Paint.Style = response.isSuccess ? .green : .red
            let body = mask.masked(response.body)
            var lines = response.fields.map { mask.masked("\($0.name): \($0.value)") }
            if !body.isEmpty { lines += [""] + bodyLines(body, isCutOff: response.bodyCutOff) }
            return [paint("← ", .cyan) + paint(status, style) + " in \(took); \(meaning)"] + quoted(lines)
        }
    }

    /// What a delivery came to.
    func meaning(of attempt: SteppedAttempt) -> String {
        switch attempt.outcome {
        case .delivered: "accepted"
        case .failed: "given up"
        case .cancelled: "cancelled"
        case .forged: "forged on purpose, beside the attempt"
        case .retry: attempt.retryAt.map { "tried again at \(offset($0))" } ?? "tried again"
        }
    }

    /// What the consumer believes now, of the user that the last delivery was about where it says so.
    func probe(_ result: Result<HTTPResponse, WireFailure>, url: String, user: String?) -> [String] {
        let title = paint("? ", .cyan) + "GET \(DisplayText.printable(url)): "
        switch result {
        case .failure(let failure):
            return [title + paint("no answer: \(DisplayText.printable(failure.message))", .red)]
        case .success(let response):
            let body = mask.masked(response.body)
            let style: Paint.Style = response.isSuccess ? .green : .red
            let lines =
                Self.pretty(body, ofUser: user).map(shortened)
                ?? bodyLines(body, isCutOff: response.bodyCutOff)
            return [title + paint("\(response.status)", style)] + quoted(lines)
        }
    }

    /// What can be said.
    var help: [String] {
        StepWord.list.map { word, meaning in
            "  \(word)\(String(repeating: " ", count: 8 - word.utf8.count))\(meaning)"
        }
    }

    /// Whom a body is about: its uid, or in the account's shapes its user.
    static func user(in body: [UInt8]) -> String? {
        let data = (try? JSONReader.read(body, dialect: .json, loneSurrogates: .replace))?["data"]
        return data?["uid"]?.string ?? data?["user_id"]?.string ?? data?["id"]?.string
    }

    // MARK: Parts

    private func offset(_ moment: Moment) -> String {
        let text = TimeFormat.milliseconds.text(moment)
        return "\(ReportKit.DurationText.text(milliseconds: moment - start)) (\(text))"
    }

    private func quoted(_ lines: [String]) -> [String] {
        lines.map { "  \(paint("|", .dim)) \(DisplayText.printable(String($0.prefix(Self.columnsMax))))" }
    }

    private func bodyLines(_ body: [UInt8], isCutOff: Bool) -> [String] {
        if !isCutOff, let lines = Self.pretty(body, ofUser: nil) { return shortened(lines) }
        let lines = String(decoding: body.prefix(Self.bytesMax), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let rest = body.count > Self.bytesMax ? ["… and \(body.count - Self.bytesMax) bytes more"] : []
        return shortened(lines) + rest
    }

    private func shortened(_ lines: [String]) -> [String] {
        guard lines.count > Self.linesMax else { return lines }
        let rest = lines.count - Self.linesMax
        return Array(lines.prefix(Self.linesMax))
            + ["… and \(Phrase.count(Int64(rest), "line", "lines")) more"]
    }

    /// A JSON text on lines; of an object with `users`, only the one that is meant, where it is there.
    private static func pretty(_ bytes: [UInt8], ofUser user: String?) -> [String]? {
        guard !bytes.isEmpty,
            let node = try? JSONReader.read(bytes, dialect: .json, loneSurrogates: .replace)
        else { return nil }
        var value = node.value
        if let user, case .object(var object) = value, case .object(let users)? = object["users"],
            let state = users[user]
        {
            object["users"] = .object([user: state])
            value = .object(object)
        }
        return String(decoding: JSONWriter.bytes(of: value, style: .pretty), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
