import Glibc

/// The environment variables a command may read, given to it rather than fetched by it.
package struct ProcessEnvironment: Sendable {
    private let lookUp: @Sendable (String) -> String?

    /// An environment of exactly these variables, as tests use.
    package init(_ variables: [String: String] = [:]) {
        lookUp = { variables[$0] }
    }

    private init(lookUp: @escaping @Sendable (String) -> String?) {
        self.lookUp = lookUp
    }

    /// The environment this process was started with.
    package static let ofThisProcess = ProcessEnvironment(lookUp: { name in
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    })

    /// The variable's value, or nil when it is not set; an empty value is a value.
    package subscript(name: String) -> String? { lookUp(name) }

    /// Whether the variable is set to anything but nothing, `0` or `false`, as `CI` is read.
    package func isOn(_ name: String) -> Bool {
        switch lookUp(name) {
        case nil, "", "0", "false": false
        case .some: true
        }
    }
}
