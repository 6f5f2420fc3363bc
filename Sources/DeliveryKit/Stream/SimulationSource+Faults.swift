import SimulationKit

extension SimulationSource {
    /// Lets the first of what waits go out, where that comes before whatever the world does next.
    mutating func releaseHeld(into deliveries: inout [PlannedDelivery]) -> Bool {
        guard let held = faults?.nextMoment, held <= world.nextMoment ?? held else { return false }
        if let user = faults?.release(into: &deliveries) { retiredUsers.append(user) }
        lookAhead()
        return true
    }

    /// Makes the deliveries of an event, and lets faults make of them what they will.
    mutating func planFaulty(_ event: Event, into deliveries: inout [PlannedDelivery]) {
        let jobFault = world.takeJobFault(of: event)
        guard let subject = faults?.begin(event, jobFault: jobFault) else { return }
        var number = 0
        for place in versions.indices where histories[place].versions[versions[place]].takes(event.type) {
            for grant in profile.grants(of: event, in: world) {
                let target = Target(webhook: place, grant: grant)
                faults?.add(subject, for: target, number: number, at: event.moment, into: &deliveries)
                number += 1
            }
        }
    }

    /// Users of whom no event comes any more leave once nothing of them waits.
    mutating func leave(_ users: [Int], into deliveries: inout [PlannedDelivery]) {
        for user in users where faults?.retire(user, into: &deliveries) == true { retiredUsers.append(user) }
        if world.nextMoment == nil { faults?.finish(into: &deliveries) }
    }

    /// Finds out when something comes next, from the world or from what waits.
    mutating func lookAhead() {
        guard let held = faults?.nextMoment else { return nextMoment = world.nextMoment }
        nextMoment = min(held, world.nextMoment ?? held)
    }
}
