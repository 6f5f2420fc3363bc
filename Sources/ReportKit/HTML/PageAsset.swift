import CAssets

/// A part of the report's page that is written by hand as a file and compiled in.
enum PageAsset: CaseIterable, Sendable {
    case style
    case script

    /// Its files, one after the other.
    var bytes: [UInt8] {
        let asset =
            switch self {
            case .style: PORTSIM_REPORT_STYLE
            case .script: PORTSIM_REPORT_SCRIPT
            }
        var bytes: [UInt8] = []
        for part in 0..<portsim_asset_part_count(asset) {
            var count = 0
            let start = unsafe portsim_asset_part(asset, part, &count)
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
        }
        return bytes
    }
}
