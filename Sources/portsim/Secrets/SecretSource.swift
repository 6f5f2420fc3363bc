/// Where the signing secret comes from.
package enum SecretSource: Sendable {
    /// `--secret`.
    case flag(Secret)
    /// `--secret-env`: a variable that must be set.
    case variable(String)
    /// `--secret-file`.
    case file(String)
    /// No flag: the default variable, which need not be set.
    case defaultVariable

    /// The variable that is read when no flag says otherwise.
    package static let defaultVariableName = "PORTSIM_SECRET"

    init(_ scanned: ScannedArguments) throws(UsageError) {
        if let text = scanned.value(.secret) {
            do {
                self = .flag(try Secret(bytes: Array(text.utf8)))
            } catch {
                throw .secretUnusable(error)
            }
        } else if let name = scanned.value(.secretEnv) {
            self = .variable(name)
        } else if let path = scanned.value(.secretFile) {
            self = .file(path)
        } else {
            self = .defaultVariable
        }
    }

    /// Where the secret of before a rotation comes from; nil where no flag says so.
    init?(previous scanned: ScannedArguments) {
        if let name = scanned.value(.secretPreviousEnv) {
            self = .variable(name)
        } else if let path = scanned.value(.secretPreviousFile) {
            self = .file(path)
        } else {
            return nil
        }
    }

    /// What the user should know about this source, to be printed as a warning.
    package var warning: String? {
        switch self {
        case .flag:
            "the value of \(Flag.secret.spelling) shows in process lists; "
                + "\(Flag.secretEnv.spelling) and \(Flag.secretFile.spelling) do not"
        case .variable, .file, .defaultVariable:
            nil
        }
    }

    /// Fetches the secret; nil only when no flag was given and the default variable is unset or empty.
    ///
    /// - Throws: what is wrong with the source that was named; exit code 2.
    package func resolve(environment: ProcessEnvironment) throws(SecretError) -> Secret? {
        switch self {
        case .flag(let secret): secret
        case .variable(let name): try SecretSource.read(variable: name, in: environment)
        case .file(let path): try SecretSource.read(file: path)
        case .defaultVariable:
            // Jobs without access to a secret commonly see the variable set to nothing.
            (environment[SecretSource.defaultVariableName] ?? "").isEmpty
                ? nil
                : try SecretSource.read(variable: SecretSource.defaultVariableName, in: environment)
        }
    }

    private static func read(
        variable name: String,
        in environment: ProcessEnvironment
    ) throws(SecretError) -> Secret {
        guard let value = environment[name] else { throw .variableUnset(name) }
        do {
            return try Secret(bytes: Array(value.utf8))
        } catch {
            throw .variableUnusable(name, error)
        }
    }

    private static func read(file path: String) throws(SecretError) -> Secret {
        let lineEndBytesMax = 2
        var bytes: [UInt8]
        do {
            bytes = try InputFile.read(path, bytesMax: Secret.bytesMax + lineEndBytesMax)
        } catch {
            throw .fileUnreadable(error)
        }
        // Editors and `echo` end the line; a secret never does.
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        do {
            return try Secret(bytes: bytes)
        } catch {
            throw .fileUnusable(path, error)
        }
    }
}

/// Why a secret cannot be had; it never holds any part of the secret.
package enum SecretError: Error, Equatable, Sendable {
    case variableUnset(String)
    case variableUnusable(String, SecretProblem)
    case fileUnreadable(InputFileError)
    case fileUnusable(String, SecretProblem)

    /// One sentence without a full stop, as it follows `error: `.
    package var message: String {
        switch self {
        case .variableUnset(let name):
            "the environment variable \(Printable.quoted(name)) is not set, but the secret should be in it"
        case .variableUnusable(let name, let problem):
            "the secret in the environment variable \(Printable.quoted(name)) \(problem.message)"
        case .fileUnreadable(let error):
            "the secret cannot be read: \(error.message)"
        case .fileUnusable(let path, let problem):
            "the secret in \(Printable.quoted(path)) \(problem.message)"
        }
    }
}
