import DeliveryKit
import SimulationKit
import Testing

@testable import ContractKit

struct ObservedDeliveryTests {
    private func delivery(_ body: String, eventType: Int32 = 0) -> ObservedDelivery {
        ObservedDelivery(
            DeliveryRow(
                sequence: 1,
                lane: 0,
                moment: 0,
                webhook: 0,
                eventType: eventType,
                ordinal: 1,
                id: [],
                body: Array(body.utf8)
            )
        )
    }

    @Test(
        arguments: [
            (#"{"id":"x","data":{"uid":"u","walletId":"w1"}}"#, "w1"),
            (#"{ "data" : { "walletId" : "\u0077\u0031" } }"#, "w1"),
            (#"{"data":{"walletId":"\ud800"}}"#, "\u{FFFD}"),
            (#"{"walletId":"w1","data":{}}"#, nil),
            (#"{"data":{"walletId":7}}"#, nil),
            ("[]", nil), ("not JSON", nil), ("", nil),
        ] as [(String, String?)]
    )
    func `the integration is read from the body, however it is spelled`(body: String, wallet: String?) {
        var delivery = delivery(body)
        #expect(delivery.walletIdentifier() == wallet)
        #expect(delivery.walletIdentifier() == wallet)
    }

    @Test(arguments: [Int32(-1), 19, 255, 256, .max])
    func `a kind that no catalogue has is none`(eventType: Int32) {
        #expect(delivery("{}", eventType: eventType).type == nil)
        #expect(delivery("{}", eventType: 9).type == .costBasisFailed)
    }
}
