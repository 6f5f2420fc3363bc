import DeliveryKit
import Testing

@Suite struct SpeedTests {
    @Test(arguments: [
        ("instant", Speed.instant), ("realtime", .scaled(1)), ("1x", .scaled(1)), ("100x", .scaled(100)),
        ("1000000x", .scaled(Speed.factorMax)),
    ])
    func `a speed is a word or a factor`(text: String, speed: Speed) {
        #expect(Speed(text) == speed)
    }

    @Test(arguments: [
        "", "x", "0x", "-1x", "+5x", "1000001x", "99999999999999999999x", "1.5x", "100", "100X", " 1x",
        "Instant",
    ])
    func `anything else is none`(text: String) {
        #expect(Speed(text) == nil)
    }
}
