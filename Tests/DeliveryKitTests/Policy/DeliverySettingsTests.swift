import DeliveryKit
import SimulationKit
import Testing

@Suite struct DeliverySettingsTests {
    @Test(arguments: [Profile.kryptosV1, .kryptosV2])
    func `the settings of a profile are those of its documents`(profile: Profile) {
        let settings = DeliverySettings(profile: profile)
        #expect(settings.retry == .standard(of: profile))
        #expect(settings.retry.attemptsMax == 3)
        #expect(settings.timeoutMilliseconds == 10_000)
        #expect(settings.ordering == .strict)
        #expect(settings.concurrency == 32)
    }
}
