import Testing

@testable import ConsumerKit

/// The table of personas against the catalogue of contract checks.
@Suite struct PersonaTests {
    /// How many checks each family has.
    private static let families = [
        ("SIG", 16), ("HDR", 8), ("IDM", 6), ("ORD", 8), ("LIF", 8), ("ROB", 10), ("PRF", 6), ("CON", 4),
        ("SEC", 10),
    ]
    private static let checks = families.flatMap { family, count in
        (1...count).map { "\(family)-\($0 < 10 ? "0" : "")\($0)" }
    }

    /// Checks that no consumer of this kind can be caught by, and why.
    private static let uncatchable = [
        "HDR-07": "it tells what an acknowledgement looks like, and any is lawful",
        "SEC-08": "it tells what the consumer does about old deliveries, and both are lawful",
        "SEC-09": "it is about the URL, which is loopback here",
        "SEC-10": "it measures and never fails",
    ]

    @Test func `every check that can fail has a persona that it catches`() {
        let caught = Set(Persona.all.flatMap(\.intended))
        #expect(Self.checks.count == 76)
        #expect(Self.checks.filter { !caught.contains($0) } == Self.uncatchable.keys.sorted())
    }

    @Test(arguments: Persona.all)
    func `a persona names checks that exist, in their order and once`(persona: Persona) {
        let places = persona.intended.compactMap { Self.checks.firstIndex(of: $0) }
        #expect(places.count == persona.intended.count, "\(persona.name)")
        #expect(places == Set(places).sorted(), "\(persona.name)")
        #expect(persona.isGood == persona.name.hasPrefix("good"), "\(persona.name)")
    }

    @Test func `names are told apart and typed with ease`() {
        let names = Persona.all.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(
                name.utf8.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
                }
            )
            #expect(Persona.named(name)?.name == name)
        }
        #expect(Persona.named("perfect") == nil)
    }

    @Test(arguments: Persona.all)
    func `a summary is the end of a sentence about the persona`(persona: Persona) {
        #expect(!persona.summary.hasSuffix(".") && persona.summary.count <= 110, "\(persona.name)")
    }
}
