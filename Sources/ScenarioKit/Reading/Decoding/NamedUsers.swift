import JSONKit
import SimulationKit

/// The users and integrations that a file names, found by their names.
struct NamedUsers {
    /// An integration as the file describes it.
    struct Integration {
        let name: String
        let specification: IntegrationSpecification
    }

    /// A user as the file describes it.
    struct User {
        let name: String
        let uid: String?
        let grants: Int
        let integrations: [Integration]
        /// The places of the integrations by their names' bytes.
        let places: [[UInt8]: Int]

        /// The integration of a name.
        func integration(_ name: some StringProtocol) -> Integration? {
            places[Array(name.utf8)].map { integrations[$0] }
        }
    }

    /// How many names are compared with a mistyped one: each costs the square of its length.
    private static let comparedMax = 1_000

    private(set) var users: [User] = []
    // By bytes: to Swift, names that compose their accents differently are equal; to JSON they are not.
    private var places: [[UInt8]: Int] = [:]

    var specifications: [UserSpecification] {
        users.map { UserSpecification(name: $0.name, uid: $0.uid, grants: $0.grants) }
    }

    mutating func append(_ user: User) {
        places[Array(user.name.utf8)] = users.count
        users.append(user)
    }

    /// The place of a user among the users.
    func place(of name: some StringProtocol) -> Int? {
        places[Array(name.utf8)]
    }

    /// The name of a user that was probably meant, among the first of many.
    func nearest(to name: some StringProtocol) -> String? {
        Suggestion.nearest(to: String(name), among: users.prefix(Self.comparedMax).map(\.name))
    }
}

extension ValueCursor {
    /// The place of the user that this value names.
    func user(of users: NamedUsers) -> Int? {
        guard let name = reference() else { return nil }
        if let place = users.place(of: name) { return place }
        if let slash = name.firstIndex(of: "/"), users.place(of: name[..<slash]) != nil {
            let thing = reading.profile.eventTypes.contains(.projectCreated) ? "a project" : "an integration"
            report("\(label) names a user, without \(thing)", suggestion: String(name[..<slash]))
        } else {
            report("there is no user \(Diagnostic.quoted(name))", suggestion: users.nearest(to: name))
        }
        return nil
    }

    /// The user and the integration that this value names as `user/integration`.
    func integration(of users: NamedUsers) -> (user: Int, integration: NamedUsers.Integration)? {
        guard let text = reference() else { return nil }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let place = users.place(of: parts[0]) else {
            report("there is no user \(Diagnostic.quoted(String(parts[0])))") {
                users.nearest(to: parts[0]).map { parts.count == 2 ? "\($0)/\(parts[1])" : $0 }
            }
            return nil
        }
        let user = users.users[place]
        guard parts.count == 2 else {
            let only = user.integrations.count == 1 ? user.integrations.first : nil
            report(
                "\(label) is written 'user/integration'",
                suggestion: only.map { "\(user.name)/\($0.name)" }
            )
            return nil
        }
        guard let integration = user.integration(parts[1]) else {
            let name = Diagnostic.quoted(String(parts[1]))
            report("\(Diagnostic.quoted(user.name)) has no integration \(name)") {
                Suggestion.nearest(to: String(parts[1]), among: user.integrations.map(\.name))
                    .map { "\(user.name)/\($0)" }
            }
            return nil
        }
        return (place, integration)
    }

    /// Reports a problem whose suggestion takes some looking for.
    private func report(_ message: @autoclosure () -> String, suggesting suggestion: () -> String?) {
        report(message(), suggestion: suggestion())
    }
}
