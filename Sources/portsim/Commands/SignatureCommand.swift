import ContractKit

/// Says whether a signature is a body's, and if not, what was probably done otherwise.
enum SignatureCommand {
    static func run(
        _ arguments: SignatureArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        guard let body = try SignatureBody(arguments.file, arguments.common, console, environment) else {
            return .usage
        }
        let doctor = SignatureDoctor(
            body: body.bytes,
            secret: body.secret.bytes,
            timestamp: arguments.timestamp.map { Array($0.utf8) }
        )
        let diagnosis = doctor.diagnose(Array(arguments.signature.utf8))
        for (place, message) in diagnosis.messages.enumerated() {
            try console.write(place == 0 ? "\(message)\n" : "  \(message)\n")
        }
        if arguments.showsExpected { try console.write("  expected: \(doctor.expected)\n") }
        return diagnosis.isMatch ? .success : .checksFailed
    }
}
