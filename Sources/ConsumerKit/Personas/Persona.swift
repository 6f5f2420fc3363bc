/// A consumer of one make: the good one, a lawful variant of it, or the good one with a single defect.
///
/// All are the reference consumer with a switch turned at one of its joints, never a consumer of their own.
package struct Persona: Sendable {
    /// The word that users type.
    package let name: String
    /// What is wrong with it, or what is unusual and right, as a sentence without a final point.
    package let summary: String
    /// The contract checks that must catch it, by their ids; none where nothing is wrong.
    package let intended: [String]
    /// What it does otherwise.
    let trait: Trait

    /// Declares a persona that checks catch.
    init(
        _ name: String,
        _ summary: String,
        intended: [String],
        _ trait: Trait
    ) {
        self.name = name
        self.summary = summary
        self.intended = intended
        self.trait = trait
    }

    /// Declares a persona that no check may catch.
    init(lawful name: String, _ summary: String, _ trait: Trait) {
        self.init(name, summary, intended: [], trait)
    }

    /// Whether it does nothing wrong.
    package var isGood: Bool { intended.isEmpty }

    /// The reference consumer as it is.
    package static let good = Persona(
        lawful: "good",
        "the reference consumer: nothing is wrong with it",
        .nothing
    )

    /// Every persona, the good ones first, then by the families of the checks that catch them.
    package static let all: [Persona] =
        lawful + signatures + requests + repetitions + orders + lifecycles + oddities + speeds + exposures

    /// The persona of that name.
    package static func named(_ name: String) -> Persona? {
        all.first { $0.name == name }
    }
}
