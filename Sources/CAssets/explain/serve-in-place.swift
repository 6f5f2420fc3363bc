let path = "/webhooks/kryptos"

/// Status (200 to go on) and headers for a request, never a redirect.
///
/// Behind a proxy, the scheme is what your proxy says, not what a client does.
func gate(
    method: String,
    scheme: String,
    path requested: String
) -> (status: Int, headers: [String: String]) {
    // A framework that "adds the slash" answers 301, which is not followed.
    guard [path, path + "/"].contains(requested) else { return (404, [:]) }
    // 301 to https would be a failure as well, after the body has been sent in
    // the clear: register the address with https.
    // (Leave this out while you develop on one machine.)
    guard scheme == "https" else { return (403, [:]) }
    guard method == "POST" else { return (405, ["Allow": "POST"]) }
    return (200, [:])
}
