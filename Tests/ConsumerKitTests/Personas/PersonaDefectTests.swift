import Testing

@testable import ConsumerKit

/// Each defect shows, and only in the persona that has it.
@Suite struct PersonaDefectTests {
    @Test func `every persona that is not good has a symptom, and every symptom a persona`() {
        let symptoms = Symptom.all.map(\.persona)
        let personas = Persona.all.filter { !$0.isGood }.map(\.name)
        #expect(symptoms.sorted() == personas.sorted())
    }

    @Test(arguments: Symptom.all)
    func `a defect shows`(symptom: Symptom) throws {
        let persona = try #require(Persona.named(symptom.persona))
        // What travels otherwise shows on the wire alone.
        guard persona.trait.fault == nil, persona.trait.pace != .oneBodyAtATime else { return }
        var rig = PersonaRig(persona)
        #expect(try symptom.shows(&rig), "\(symptom.persona)")
    }

    @Test(arguments: Symptom.all)
    func `the good consumer has none of the defects`(symptom: Symptom) throws {
        var rig = PersonaRig(.good)
        #expect(try !symptom.shows(&rig), "\(symptom.persona)")
    }

    @Test(arguments: Persona.lawful)
    func `a lawful persona takes each delivery once and refuses what is forged`(persona: Persona) throws {
        var rig = PersonaRig(persona)
        let parcel = Parcel.integration(id: "whd_1")
        for _ in 1...3 {
            let status = try #require(try rig.send(parcel)[0])
            #expect((200...299).contains(status))
        }
        #expect(
            try rig.send(parcel.signed(secret: "other"), parcel.with { $0.signatures = [] }) == [401, 401]
        )
        #expect(rig.processed == 1)
        #expect(try rig.integration() == #""QUEUED""#)
    }
}
