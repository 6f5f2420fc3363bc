import Foundation

let hosts: Set<String> = ["storage.googleapis.com"]

/// The address to connect to for a logoUrl; nil when it is not fetched.
///
/// Connect to this very address: another look-up could give another one. And
/// follow no redirects. Your resolver is to return IPv4, as in "142.250.1.2".
func addressToFetch(_ text: String, resolve: (String) -> [String]) -> String? {
    guard let url = URLComponents(string: text), url.scheme == "https",
        url.user == nil, url.port == nil,
        let host = url.host, hosts.contains(host)
    else { return nil }
    let addresses = resolve(host)
    // One private address is enough to refuse: 169.254.169.254, 127.0.0.1 …
    return addresses.allSatisfy(isPublic) ? addresses.first : nil
}

/// Whether an IPv4 address is in the Internet (RFC 6890).
func isPublic(_ address: String) -> Bool {
    let bytes = address.split(separator: ".").compactMap { UInt8($0) }
    guard bytes.count == 4 else { return false }
    switch (bytes[0], bytes[1]) {
    case (0, _), (10, _), (127, _), (224..., _): return false
    case (100, 64..<128), (169, 254), (172, 16..<32): return false
    case (192, 168), (198, 18...19): return false
    case (192, 0) where bytes[2] == 0: return false
    default: return true
    }
}
