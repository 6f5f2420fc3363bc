import ConsumerKit
import DeliveryKit
import ScenarioKit
import SimulationKit
import WireKit

/// What every error that can end a command tells the user, and the code it ends with.
struct Failure {
    /// A sentence, or for a scenario its problems with their places.
    let message: String
    let code: ExitCode
    /// Whether the message brings its own heading, as a compiler's does.
    var isRendered = false

    /// Says what went wrong and returns the code to end with.
    static func report(_ error: any Error, on console: Console) throws(ConsoleError) -> ExitCode {
        // What is wrong with the console itself is for whoever owns it.
        if let error = error as? ConsoleError { throw error }
        let failure = Failure(error)
        if failure.isRendered {
            console.failRendered(failure.message)
        } else {
            console.fail(failure.message)
        }
        return failure.code
    }

    private init(_ message: String, _ code: ExitCode) {
        self.message = message
        self.code = code
    }

    private init(_ error: any Error) {
        switch error {
        case let problems as ScenarioProblems:
            self.init(problems.text, .invalidInput)
            isRendered = true
        case let error as ScenarioFileError:
            self.init(error.message, error.isAboutContent ? .invalidInput : .usage)
        case let error as CheckSelectionError:
            self.init(error.message, .usage)
        case let error as InputFileError:
            self.init(error.message, .usage)
        case let error as SecretError:
            self.init(error.message, .usage)
        case let error as RecordedRunError:
            self.init(error.message, Self.code(error))
        case let error as SourceError:
            self.init(error.message, .invariantBroken)
        case let error as RunSetupError:
            self.init(error.message, Self.code(error))
        case let error as ConsumerError:
            self.init(error.message, .usage)
        case let error as ReportInputError:
            self.init(error.message, Self.code(error))
            isRendered = Self.code(error) == .invalidInput
        case let error as ReportClash:
            self.init(error.message, .usage)
        case let error as ReportFileError:
            self.init(error.message, .inputOutput)
        case let error as EngineError:
            self.init(error.message, Self.code(error))
        case let violation as Violation:
            self.init("the simulator broke its own rules: \(violation.message)", .invariantBroken)
        case let refusal as CommandRefused:
            self.init("the simulator refused a legal step: \(refusal.message)", .invariantBroken)
        default:
            self.init("unexpected: \(error)", .invariantBroken)
        }
    }

    private static func code(_ error: ReportInputError) -> ExitCode {
        switch error {
        case .foreign: .usage
        case .invalid: .invalidInput
        }
    }

    private static func code(_ error: RunSetupError) -> ExitCode {
        switch error {
        case .missingSecret, .missingRotatedSecret, .badEndpoint, .tooManyWebhooks:
            .usage
        case .consumer: .inputOutput
        }
    }

    private static func code(_ error: EngineError) -> ExitCode {
        switch error {
        case .source(.recording(let error)): code(error)
        case .source(.violation), .source(.refused): .invariantBroken
        case .wire: .inputOutput
        case .otherStream: .invalidInput
        case .secure(let error):
            switch error {
            case .missingLibrary, .refused: .inconclusive
            case .unreadableAuthorities, .noAuthorities: .usage
            }
        case .ledger(let error): code(error)
        }
    }

    private static func code(_ error: RecordedRunError) -> ExitCode {
        switch error {
        case .missing, .empty, .nothingRecorded, .logUnreadable, .noEndpoints, .tooManyEndpoints, .unmatched,
            .endpointLeftOut, .sameFile:
            .usage
        case .unknownProfile, .otherReplay, .unlikeRuns, .unreadableJudgement: .invalidInput
        case .ledger(let error): code(error)
        }
    }

    private static func code(_ error: LedgerError) -> ExitCode {
        switch error {
        case .fileExists, .isFolder, .notALedger, .locked: .usage
        case .newerFormat, .olderFormat, .otherRun: .invalidInput
        case .cannotCreate, .cannotOpen, .readOnly, .damaged, .diskFull, .inputOutput: .inputOutput
        }
    }
}
