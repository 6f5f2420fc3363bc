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
    /// Where there is either: one word for all who have no script, as a whole crowd.
    private var pages: Pages?

    private final class Pages: Sendable {
        let current: Script<Plan>?
        let next: Script<Plan>?
        let overridesTaken: Int

        init?(_ current: Script<Plan>?, _ next: Script<Plan>?, overridesTaken: Int = 0) {
            guard current != nil || next != nil else { return nil }
            self.current = current
            self.next = next
            self.overridesTaken = overridesTaken
        }
    }

    var plan: Plan? { pages?.current?.plan }

    mutating func begin(_ script: Script<Plan>?) {
        guard script != nil || pages != nil else { return }
        pages = Pages(script, pages?.next)
    }

    mutating func remember(_ script: Script<Plan>?) {
        guard script != nil || pages != nil else { return }
        pages = Pages(pages?.current, script, overridesTaken: pages?.overridesTaken ?? 0)
    }

    mutating func beginRemembered() {
        guard let pages else { return }
        self.pages = Pages(pages.next, nil)
    }

    /// The override of the next event, used up by asking.
    mutating func takeOverride() -> EventOverride? {
        guard let pages, let script = pages.current, pages.overridesTaken < script.overrides.count
        else { return nil }
        self.pages = Pages(script, pages.next, overridesTaken: pages.overridesTaken + 1)
        return script.overrides[pages.overridesTaken]
    }
}
