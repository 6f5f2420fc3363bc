/// What a persona does otherwise than the reference consumer, and at which of its joints.
enum Trait: Hashable, Sendable {
    /// Nothing: it is the reference consumer.
    case nothing
    /// What is looked at before the signature.
    case intake(IntakeTrait)
    /// Whether a request is the provider's.
    case verification(VerificationTrait)
    /// What a signed body means, and whether it is taken at all.
    case reading(ReadingTrait)
    /// Which deliveries are one and the same.
    case deduplication(DeduplicationTrait)
    /// Which of two events is the truth.
    case ordering(OrderingTrait)
    /// What is kept beside the status words.
    case keeping(KeepingTrait)
    /// What the sender is told.
    case answering(AnsweringTrait)
    /// When things are done, and what happens meanwhile.
    case pace(PaceTrait)
    /// How answers travel.
    case wire(ConsumerFault)

    var intake: IntakeTrait? { if case .intake(let trait) = self { trait } else { nil } }
    var verification: VerificationTrait? { if case .verification(let trait) = self { trait } else { nil } }
    var reading: ReadingTrait? { if case .reading(let trait) = self { trait } else { nil } }
    var deduplication: DeduplicationTrait? { if case .deduplication(let trait) = self { trait } else { nil } }
    var ordering: OrderingTrait? { if case .ordering(let trait) = self { trait } else { nil } }
    var keeping: KeepingTrait? { if case .keeping(let trait) = self { trait } else { nil } }
    var answering: AnsweringTrait? { if case .answering(let trait) = self { trait } else { nil } }
    var pace: PaceTrait? { if case .pace(let trait) = self { trait } else { nil } }
    var fault: ConsumerFault? { if case .wire(let fault) = self { fault } else { nil } }

    /// Whether more is done about a request than to answer it at once.
    var takesTime: Bool {
        switch self {
        case .nothing, .intake, .reading, .deduplication, .ordering, .keeping, .answering, .wire: false
        case .verification(let trait): trait.canDie
        case .pace: true
        }
    }
}
