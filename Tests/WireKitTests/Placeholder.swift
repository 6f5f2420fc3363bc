enum WireKitTestsPlaceholder {}
