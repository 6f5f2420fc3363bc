package import DeliveryKit

extension RunReport.FaultCount {
    /// What each of a run's faults did, as its record tells.
    package static func all(_ faults: [RunNotes.Fault], _ tally: FaultTally) -> [RunReport.FaultCount] {
        faults.enumerated().map { place, fault in
            RunReport.FaultCount(
                name: fault.name,
                aim: fault.aim,
                legality: fault.legality,
                injected: tally.count(of: place)
            )
        }
    }
}
