import ContractKit
import DeliveryKit

/// The folder in which bodies of failed checks lie, so that curl can send them again byte for byte.
///
/// It is made with the first of them, in the folder for temporary files, for nobody but this user.
struct BodyFolder {
    private let parent: String
    private var path: String?
    private var isBroken = false

    init(_ environment: ProcessEnvironment) {
        let folder = environment["TMPDIR"] ?? ""
        parent = folder.isEmpty ? "/tmp" : folder
    }

    /// The line of curl that sends an exchange's request again, its body in a file; nil where none can.
    ///
    /// None can send a request of which only the beginning was kept, nor one in chunks of its own.
    mutating func curl(_ exchange: CheckExchange?, _ name: String, to url: WebhookURL) -> String? {
        guard let exchange, exchange.request.count < CheckExchange.requestBytesMax,
            let line = String(validating: exchange.request.prefix { $0 != 0x0D }, as: UTF8.self),
            line.hasPrefix("POST ")
        else { return nil }
        let (fields, body) = CurlLine.parts(of: exchange.request)
        let names = fields.map { String(decoding: $0, as: UTF8.self).lowercased() }
        guard !names.contains(where: { $0.hasPrefix("transfer-encoding:") }), let file = write(body, name)
        else { return nil }
        var text = Array("curl -gsSi -H 'Accept:'".utf8)
        for field in fields {
            text += " -H ".utf8
            CurlLine.append(quoted: field, to: &text)
        }
        text += " --data-binary ".utf8
        CurlLine.append(quoted: Array("@\(file)".utf8), to: &text)
        text += " ".utf8
        CurlLine.append(quoted: Array(url.withoutQuery.utf8), to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func write(_ body: [UInt8], _ name: String) -> String? {
        guard let folder = folder() else { return nil }
        let file = "\(folder)/\(name).body"
        do throws(ReportFileError) {
            try ReportFile(file, appends: false).write(body)
            return file
        } catch {
            return nil
        }
    }

    private mutating func folder() -> String? {
        if let path { return path }
        guard !isBroken else { return nil }
        guard let made = Directory.makeTemporary("\(parent)/portsim-verify-") else {
            isBroken = true
            return nil
        }
        path = made
        return made
    }
}
