import Testing
import WireKit

@testable import ConsumerKit

/// The hooks of the consumer that `listen` is, which the one within a run does not have.
@Suite struct ConsumerHookTests {
    private static func hook(_ target: String, method: String = "POST") -> Parcel {
        Parcel("").with {
            $0.method = method
            $0.target = target
            $0.signatures = []
        }
    }

    @Test func `a reset makes it forget everything`() throws {
        var rig = PersonaRig(.good)
        let parcel = Parcel.integration(id: "whd_1")
        #expect(try rig.send(parcel, Self.hook("/debug/reset"), parcel) == [200, 204, 200])
        #expect(rig.processed == 1 && rig.handler.state.counts.duplicates == 0)
    }

    @Test func `the next delivery that is signed fails before any work, once`() throws {
        var rig = PersonaRig(.good)
        let parcel = Parcel.integration(id: "whd_1")
        let forged = parcel.signed(secret: "other")
        let statuses = try rig.send(Self.hook("/debug/fail-next"), forged, parcel, parcel, parcel)
        #expect(statuses == [204, 401, 500, 200, 200])
        #expect(rig.processed == 1 && rig.handler.state.counts[.failed] == 1)
    }

    @Test func `a duplicate that is to fail fails`() throws {
        var rig = PersonaRig(.good)
        let parcel = Parcel.integration(id: "whd_1")
        #expect(try rig.send(parcel, Self.hook("/debug/fail-next"), parcel, parcel) == [200, 204, 500, 200])
        #expect(rig.processed == 1)
    }

    @Test(arguments: ["/debug/reset", "/debug/fail-next"])
    func `hooks take POST alone`(target: String) throws {
        var rig = PersonaRig(.good)
        #expect(try rig.send(Self.hook(target, method: "GET")) == [405])
    }

    @Test(arguments: ["/debug/reset", "/debug/fail-next"])
    func `the consumer within a run has no hooks`(target: String) throws {
        var handler = ConsumerHandler(secret: Parcel.secret)
        #expect(handler.handle(try Self.hook(target).request()).status == .notFound)
    }
}
