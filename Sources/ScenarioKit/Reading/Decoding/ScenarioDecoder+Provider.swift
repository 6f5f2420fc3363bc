import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads how the provider behaves.
    mutating func decodeProvider(_ cursor: ObjectCursor) {
        var cursor = cursor
        provider.announcesProgress = cursor["progress"]?.flag() ?? provider.announcesProgress
        provider.emissionLag = cursor["emissionLag"]?.distribution() ?? provider.emissionLag
        provider.settleMilliseconds = cursor["settle"]?.duration() ?? provider.settleMilliseconds
        provider.userShape = cursor["userShape"]?.choice() ?? provider.userShape
        reading.profile.hasWorkspaces = cursor["workspaces"]?.flag() ?? true
        cursor.finish()
    }
}
