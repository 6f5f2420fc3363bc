enum JSONKitTestsPlaceholder {}
