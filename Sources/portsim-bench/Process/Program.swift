/// A program to start: what, with which words, and with which variables added to the bench's own.
struct Program {
    /// The path of the executable.
    let path: String
    let arguments: [String]
    var environment: [(name: String, value: String)] = []

    /// What messages call it.
    var name: String {
        let base = path.split(separator: "/").last.map(String.init) ?? path
        // `portsim run` and `portsim generate` are told apart; a peer's first word is a flag.
        guard let verb = arguments.first, !verb.hasPrefix("-") else { return base }
        return "\(base) \(verb)"
    }

    /// The variables the program starts with, as `NAME=value`.
    var variables: [String] {
        let own = ByteFile.bytes("/proc/self/environ") ?? []
        let inherited = own.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        let replaced = environment.map { "\($0.name)=" }
        return inherited.filter { variable in !replaced.contains { variable.hasPrefix($0) } }
            + environment.map { "\($0.name)=\($0.value)" }
    }
}
