/// What a step of a timeline fixes of what it sets going.
final class Script<Plan: Sendable>: Sendable {
    /// Nil where the step fixes ids and lags only.
    let plan: Plan?
    let overrides: [EventOverride]

    init(_ plan: Plan?, overrides: [EventOverride]) {
        self.plan = plan
        self.overrides = overrides
    }
}

/// What a step may fix of what an integration is about to go through.
enum IntegrationPlan: Sendable {
    case sync(SyncPlan)
    case wipe(WipePlan)

    /// What it says of a sync.
    var sync: SyncPlan? {
        switch self {
        case .sync(let plan): plan
        case .wipe: nil
        }
    }

    /// What it says of a wipe.
    var wipe: WipePlan? {
        switch self {
        case .sync: nil
        case .wipe(let plan): plan
        }
    }
}

extension Script<IntegrationPlan> {
    /// The script of a sync; nil when it leaves everything to the seed, as in a crowd.
    static func of(_ plan: SyncPlan?, overrides: [EventOverride]) -> Script? {
        overrides.isEmpty && (plan == nil || plan === SyncPlan.drawn)
            ? nil : Script(plan.map(IntegrationPlan.sync), overrides: overrides)
    }

    /// The script of a wipe; nil when it leaves everything to the seed, as in a crowd.
    static func of(_ plan: WipePlan, overrides: [EventOverride]) -> Script? {
        overrides.isEmpty && plan === WipePlan.drawn ? nil : Script(.wipe(plan), overrides: overrides)
    }

    /// The script of what has no plan; nil when its event is as the seed has it.
    static func of(overrides: [EventOverride]) -> Script? {
        overrides.isEmpty ? nil : Script(nil, overrides: overrides)
    }
}

/// The script under way and the one that follows it; mostly there is neither.
struct Scripts<Plan: Sendable>: Sendable {
    private var current: Script<Plan>?
    private var next: Script<Plan>?
    private var overridesTaken: Int32 = 0

    var plan: Plan? { current?.plan }

    mutating func begin(_ script: Script<Plan>?) {
        current = script
        overridesTaken = 0
    }

    mutating func remember(_ script: Script<Plan>?) {
        next = script
    }

    mutating func beginRemembered() {
        begin(next)
        next = nil
    }

    /// The override of the next event, used up by asking.
    mutating func takeOverride() -> EventOverride? {
        guard let current, overridesTaken < current.overrides.count else { return nil }
        defer { overridesTaken += 1 }
        return current.overrides[Int(overridesTaken)]
    }
}
