enum WireKitPlaceholder {}
