import JSONKit
import SimulationKit

/// Writes the events of one provider for checks, each as its documents have it.
struct CheckDialect: Sendable {
    /// The provider.
    let profile: Profile

    /// The envelope of an event, its members in the order of the provider's documents.
    ///
    /// `changedAt` is the moment of the change that the data tell; `at` that of the envelope.
    func envelope(
        _ type: EventType,
        identifier: String,
        of subject: CheckSubject,
        at moment: Moment,
        changedAt: Moment
    ) -> JSONObject {
        let time = JSONValue.string(profile.timeFormat.text(moment))
        let data = JSONValue.object(data(type, of: subject, changedAt: changedAt))
        return switch profile.envelope {
        case .kryptosV1:
            ["id": .string(identifier), "event": .string(type.name), "timestamp": time, "data": data]
        case .kryptosV2:
            [
                "id": .string(identifier), "event": .string(type.name), "timestamp": time,
                "grant_id": .string(subject.owner), "workspace_id": .string(subject.workspace),
                "data": data,
            ]
        case .account:
            ["id": .string(identifier), "type": .string(type.name), "created_at": time, "data": data]
        }
    }

    /// Whether bodies name the user within their data.
    private var namesUser: Bool {
        switch profile.envelope {
        case .kryptosV1: true
        case .kryptosV2, .account: false
        }
    }

    private func data(_ type: EventType, of subject: CheckSubject, changedAt: Moment) -> JSONObject {
        switch type {
        case .integrationCreated, .integrationUpdated, .integrationDeleted, .integrationFailed:
            integration(type, of: subject, changedAt: changedAt)
        case .transferDetectionStarted, .transferDetectionCompleted, .transferDetectionFailed,
            .costBasisStarted, .costBasisCompleted, .costBasisFailed:
            job(type, of: subject, changedAt: changedAt)
        case .userCreated, .userUpdated, .userDeleted, .projectCreated, .projectUpdated, .projectDeleted,
            .fileUploaded, .paymentSucceeded, .paymentFailed:
            account(type, of: subject)
        }
    }

    /// The data of an integration: queued when it is created, and ready, gone or failed by other events.
    private func integration(_ type: EventType, of subject: CheckSubject, changedAt: Moment) -> JSONObject {
        let status: IntegrationStatus =
            switch type {
            case .integrationCreated: .queued
            case .integrationFailed: .failed
            case .integrationDeleted where !namesUser: .deleted
            default: .completed
            }
        let hasSynced = status == .completed
        var data = JSONObject()
        if namesUser { data["uid"] = .string(subject.owner) }
        data["provider"] = "binance"
        data["providerPublicName"] = "Binance"
        data["publicAddress"] = namesUser ? .null : ""
        data["walletId"] = .string(subject.wallet)
        data["logoUrl"] = "https://logos.example/binance.png"
        data["isContract"] = false
        data["alias"] = "Main Trading Account"
        data["status"] = .string(profile.word(for: status))
        data["addedOn"] = .number(JSONNumber(changedAt.milliseconds - 60_000))
        data["lastSyncedAt"] = .number(JSONNumber(hasSynced ? changedAt.milliseconds : 0))
        data["category"] = "exchange"
        data["type"] = "api"
        data["totalTransactions"] = .number(JSONNumber(hasSynced ? 1_542 : 0))
        if status == .failed, !namesUser { data["errorMessage"] = "invalid api key" }
        return data
    }

    private func job(_ type: EventType, of subject: CheckSubject, changedAt: Moment) -> JSONObject {
        let isDetection = type.name.hasPrefix("transfer_detection")
        let status = String(type.name.drop { $0 != "." }.dropFirst())
        var data = JSONObject()
        if namesUser { data["uid"] = .string(subject.owner) }
        data["action"] = isDetection ? "DETECT_TRANSFER" : "ACCOUNT_MANAGER"
        data["status"] = .string(status)
        data["reason"] = status == "failed" ? "missing price history" : .null
        data["timestamp"] = .number(JSONNumber(changedAt.milliseconds))
        return data
    }

    private func account(_ type: EventType, of subject: CheckSubject) -> JSONObject {
        let user = JSONValue.string(subject.owner)
        switch type {
        case .projectCreated, .projectUpdated, .projectDeleted:
            return [
                "id": .string("proj_\(subject.wallet)"), "user_id": user, "name": "Tax report",
                "status": type == .projectDeleted ? "deleted" : "active",
            ]
        case .fileUploaded:
            return [
                "id": .string("file_\(subject.wallet)"), "user_id": user,
                "project_id": .string("proj_\(subject.wallet)"), "name": "trades.csv", "size": 48_213,
            ]
        case .paymentSucceeded, .paymentFailed:
            let hasFailed = type == .paymentFailed
            var data: JSONObject = [
                "id": .string("pay_\(subject.wallet)"), "user_id": user, "amount": 4_900, "currency": "EUR",
                "status": hasFailed ? "failed" : "succeeded",
            ]
            if hasFailed { data["reason"] = "card declined" }
            return data
        default:
            return [
                "id": user, "name": "Ada Example", "email": "ada@example.com",
                "status": type == .userDeleted ? "deleted" : "active",
            ]
        }
    }

    /// What happens to somebody who was never heard of before: the event that all else can follow.
    var firstEvent: EventType {
        switch profile.envelope {
        case .kryptosV1, .kryptosV2: .integrationCreated
        case .account: .userCreated
        }
    }

    /// Every event of the provider in an order in which they happen, some of them more than once.
    var history: [EventType] {
        isPortfolio
            ? [
                .integrationCreated, .integrationUpdated, .integrationFailed, .transferDetectionStarted,
                .transferDetectionCompleted, .costBasisStarted, .costBasisCompleted,
                .transferDetectionStarted, .transferDetectionFailed, .transferDetectionStarted,
                .transferDetectionCompleted, .costBasisStarted, .costBasisFailed, .integrationDeleted,
            ]
            : [
                .userCreated, .userUpdated, .projectCreated, .projectUpdated, .fileUploaded,
                .paymentSucceeded, .paymentFailed, .projectDeleted, .userDeleted,
            ]
    }

    /// Whether there are integrations and jobs.
    var isPortfolio: Bool { firstEvent == .integrationCreated }
}
