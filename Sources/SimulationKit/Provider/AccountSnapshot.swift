/// A thing of an account as it was when an event of it was emitted.
///
/// A class, so that an event with it takes no more room than one of an integration.
package final class AccountSnapshot: Sendable {
    /// What the event is about.
    package enum Subject: Sendable {
        case user(AccountUser)
        case project(AccountProject)
        case file(AccountFile)
        case payment(AccountPayment)
    }

    /// What the event is about, as it was.
    package let subject: Subject

    init(_ subject: Subject) {
        self.subject = subject
    }
}

/// A user's profile at a moment; the id is that of the user.
package struct AccountUser: Hashable, Sendable {
    /// What the user is called.
    package var name: String
    /// Where the user is written to.
    package var email: String
    /// Whether the account can be used.
    package var status: UserStatus
}

/// A project at a moment.
package struct AccountProject: Hashable, Sendable {
    /// Which project.
    package let identifier: EntityIdentifier
    /// What it is called.
    package let name: String
    /// Whether it is worked on.
    package let status: ProjectStatus
}

/// A file as it was uploaded.
package struct AccountFile: Hashable, Sendable {
    /// Which file.
    package let identifier: EntityIdentifier
    /// Where it was put.
    package let project: EntityIdentifier
    /// What it is called.
    package let name: String
    /// Its size in bytes.
    package let sizeBytes: Int64
}

/// A payment as it was settled.
package struct AccountPayment: Hashable, Sendable {
    /// Which payment.
    package let identifier: EntityIdentifier
    /// In hundredths of the currency's unit.
    package let amountHundredths: Int64
    /// What it was made in.
    package let currency: Currency
    /// Why it failed; nil where it succeeded.
    package let failure: String?
}

/// How the documents write a user: 001's four keys or 003's two.
package enum UserShape: String, CaseIterable, Sendable {
    /// `id, name, email, status`, ids beginning with `user_` (001).
    case full
    /// `user_id, email`, ids beginning with `usr_` (003).
    case short

    /// What the id of a user begins with.
    package var identifierPrefix: String {
        switch self {
        case .full: "user_"
        case .short: "usr_"
        }
    }
}

/// Whether a user's account can be used; the words are those of payloads.
package enum UserStatus: String, CaseIterable, Sendable {
    case active
    case inactive
    case suspended
}

/// Whether a project is worked on; the words are those of payloads.
package enum ProjectStatus: String, CaseIterable, Sendable {
    case active
    case archived
}

/// The id of a project, a file or a payment: a prefix and 24 lowercase hex digits of a hash.
package struct EntityIdentifier: Hashable, Sendable {
    /// What has such an id.
    package enum Kind: UInt8, Sendable {
        case project
        case file
        case payment

        /// What its ids begin with.
        package var prefix: String {
            switch self {
            case .project: "proj_"
            case .file: "file_"
            case .payment: "pay_"
            }
        }

        fileprivate var purpose: Purpose {
            switch self {
            case .project: .projectIdentifier
            case .file: .fileIdentifier
            case .payment: .paymentIdentifier
            }
        }
    }

    private let hash: StableHash
    /// What it is the id of.
    package let kind: Kind

    /// The id of a user's thing; the key tells it from the user's others of its kind.
    init(_ kind: Kind, of user: UserDetails, key: UInt64, seed: UInt64) {
        self.kind = kind
        hash = StableHash(seed, user.key, kind.purpose.rawValue, key)
    }

    /// The id as payloads write it.
    package var text: String { kind.prefix + hash.hex24 }

    /// Appends the text.
    func append(to bytes: inout [UInt8]) {
        bytes += kind.prefix.utf8
        hash.appendHex24(to: &bytes)
    }
}
