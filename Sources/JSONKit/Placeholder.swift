enum JSONKitPlaceholder {}
