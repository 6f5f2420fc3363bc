import JSONKit
import ReportKit
import ScenarioKit

extension Scenario {
    /// Where its files ask for what is judged, as reports have it.
    var reportPlaces: [String: ReportPlace] {
        places.places.mapValues { place in
            ReportPlace(
                file: place.file,
                line: Int64(place.position.line),
                column: Int64(place.position.column)
            )
        }
    }
}
