import JSONKit

/// Writes what stands in `data` of the account provider's bodies, in the key orders of 001 and 003.
enum AccountData {
    /// Appends the members, without the braces around them.
    static func append(_ snapshot: AccountSnapshot, of user: UserDetails, to bytes: inout [UInt8]) {
        switch snapshot.subject {
        case .user(let profile): append(profile, of: user, to: &bytes)
        case .project(let project): append(project, of: user, to: &bytes)
        case .file(let file): append(file, of: user, to: &bytes)
        case .payment(let payment): append(payment, of: user, to: &bytes)
        }
    }

    private static func append(_ profile: AccountUser, of user: UserDetails, to bytes: inout [UInt8]) {
        switch user.shape ?? .full {
        case .full:
            append("\"id\":\"", user, to: &bytes)
            bytes += ",\"name\":".utf8
            JSONWriter.append(string: profile.name, to: &bytes)
            bytes += ",\"email\":".utf8
            JSONWriter.append(string: profile.email, to: &bytes)
            bytes += ",\"status\":\"\(profile.status.rawValue)\"".utf8
        case .short:
            append("\"user_id\":\"", user, to: &bytes)
            bytes += ",\"email\":".utf8
            JSONWriter.append(string: profile.email, to: &bytes)
        }
    }

    private static func append(_ project: AccountProject, of user: UserDetails, to bytes: inout [UInt8]) {
        append(project.identifier, of: user, to: &bytes)
        bytes += ",\"name\":".utf8
        JSONWriter.append(string: project.name, to: &bytes)
        bytes += ",\"status\":\"\(project.status.rawValue)\"".utf8
    }

    private static func append(_ file: AccountFile, of user: UserDetails, to bytes: inout [UInt8]) {
        append(file.identifier, of: user, to: &bytes)
        bytes += ",\"project_id\":\"".utf8
        file.project.append(to: &bytes)
        bytes += "\",\"name\":".utf8
        JSONWriter.append(string: file.name, to: &bytes)
        bytes += ",\"size\":".utf8
        JSONWriter.append(integer: file.sizeBytes, to: &bytes)
    }

    private static func append(_ payment: AccountPayment, of user: UserDetails, to bytes: inout [UInt8]) {
        append(payment.identifier, of: user, to: &bytes)
        bytes += ",\"amount\":".utf8
        append(hundredths: payment.amountHundredths, to: &bytes)
        bytes += ",\"currency\":\"\(payment.currency.rawValue)\",\"status\":".utf8
        if let failure = payment.failure {
            bytes += "\"failed\",\"reason\":".utf8
            JSONWriter.append(string: failure, to: &bytes)
        } else {
            bytes += "\"succeeded\"".utf8
        }
    }

    /// `"id":"…","user_id":"…"`.
    private static func append(
        _ identifier: EntityIdentifier,
        of user: UserDetails,
        to bytes: inout [UInt8]
    ) {
        bytes += "\"id\":\"".utf8
        identifier.append(to: &bytes)
        append("\",\"user_id\":\"", user, to: &bytes)
    }

    /// A user's id behind what opens it, with the quotation mark that closes it.
    private static func append(_ opening: String, _ user: UserDetails, to bytes: inout [UInt8]) {
        bytes += opening.utf8
        if let given = user.givenUID {
            bytes += given.bytes
        } else {
            bytes += (user.shape ?? .full).identifierPrefix.utf8
            user.uidHash.appendHex24(to: &bytes)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A number of hundredths as `JSON.stringify` writes the amount: `19.99`, `19.9`, `19`.
    static func append(hundredths: Int64, to bytes: inout [UInt8]) {
        JSONWriter.append(integer: hundredths / 100, to: &bytes)
        let rest = hundredths % 100
        guard rest > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
        if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
    }
}
